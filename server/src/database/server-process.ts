import { type ChildProcess, spawn } from 'node:child_process'
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { reachable, type ServerAccount } from './unprivileged.ts'

export type ServerPlace = {
  readonly cluster: string
  /** Folder with bin/initdb and bin/postgres. */
  readonly program: string
  readonly account: ServerAccount | undefined
  readonly logFile: string
  /** A short folder that the server's account can read; gone at the end. */
  readonly runtimeFolder: string | undefined
  /** Without one the server listens on loopback. */
  readonly socketFolder: string | undefined
  readonly port: number
  readonly settings: Readonly<Record<string, string>>
  readonly log: (line: string) => void
}

export type RunningServer = { readonly processId: number; stop(): Promise<void> }

/** Sized for a machine with 2 cores and 2 GB that runs the product beside it. */
const tuned: Readonly<Record<string, string>> = {
  max_connections: '60',
  shared_buffers: '128MB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  effective_cache_size: '512MB',
  max_wal_size: '1GB',
  min_wal_size: '80MB',
  checkpoint_completion_target: '0.9',
  random_page_cost: '1.1', // solid-state disks: an index beats a scan much earlier than the default 4 assumes
  jit: 'off', // our queries are short: compiling them costs more than it saves
  fsync: 'on',
  synchronous_commit: 'on', // an acknowledged report survives a power cut
  full_page_writes: 'on',
  max_worker_processes: '4',
  max_parallel_workers_per_gather: '0', // two cores: parallel plans steal the core that answers requests
  wal_level: 'minimal',
  max_wal_senders: '0',
  logging_collector: 'off',
  log_checkpoints: 'off',
  log_error_verbosity: 'terse', // a DETAIL line quotes the row: names and numbers do not belong in a log
  log_min_error_statement: 'panic',
  log_min_messages: 'warning',
  log_timezone: 'UTC',
  timezone: 'UTC',
  password_encryption: 'scram-sha-256',
}

/** initdb into a folder beside, then one rename: a start that was cut off leaves no half cluster under the real name. */
export async function makeCluster(server: ServerPlace, superuserPassword: string): Promise<void> {
  const disk = statfsSync(path.dirname(server.cluster))
  // A fresh cluster takes about 40 MB; initdb on a full disk fails in words that do not name the disk.
  if (disk.bavail * disk.bsize < 64_000_000) throw new Error('No space left on device')
  const fresh = `${server.cluster}.new`
  rmSync(fresh, { recursive: true, force: true })
  mkdirSync(fresh, { mode: 0o700 })
  const secretFile = path.join(server.runtimeFolder ?? path.dirname(server.cluster), 'initial-password')
  writeFileSync(secretFile, superuserPassword, { mode: 0o600 })
  if (server.account) {
    chownSync(fresh, server.account.uid, server.account.gid)
    chownSync(secretFile, server.account.uid, server.account.gid)
  }
  const version = majorOf(server.program)
  const locale =
    version >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'] : ['--locale=C.UTF-8']
  try {
    const arguments_ = [
      '-U',
      'postgres',
      '--auth=scram-sha-256',
      `--pwfile=${secretFile}`,
      '--encoding=UTF8',
      '--data-checksums',
    ]
    if (server.settings.fsync === 'off') arguments_.push('--no-sync')
    const child = run(server, 'initdb', fresh, [...arguments_, ...locale])
    const code = await ended(child)
    if (code !== 0) throw new Error(`The database could not be set up: ${lastWords(server.logFile)}`)
    renameSync(fresh, server.cluster)
  } finally {
    rmSync(secretFile, { force: true })
    rmSync(fresh, { recursive: true, force: true })
  }
}

/** Starts the server and keeps it running: should it end by itself, it is started again until `stop`. */
export async function startServer(server: ServerPlace): Promise<RunningServer> {
  const made = readFileSync(path.join(server.cluster, 'PG_VERSION'), 'utf8').trim()
  const version = majorOf(server.program)
  if (made !== String(version))
    throw new Error(
      `The data in ${server.cluster} were made by PostgreSQL ${made}, this is ${version}: back up with the old version and restore.`,
    )
  if (existsSync(server.logFile) && statSync(server.logFile).size > 10_000_000) truncateSync(server.logFile)
  let stopping = false
  let child = await launch(server)
  let restart: Promise<void> | undefined
  const watch = (current: ChildProcess): void => {
    current.once('exit', () => {
      if (!stopping) restart = again()
    })
  }
  const again = async (): Promise<void> => {
    server.log(`The database server ended by itself and is started again: ${lastWords(server.logFile)}`)
    while (!stopping) {
      try {
        child = await launch(server)
        watch(child)
        server.log('The database server runs again.')
        if (stopping) child.kill('SIGINT')
        return
      } catch (error) {
        server.log(error instanceof Error ? error.message : String(error))
        await pause(2_000, undefined, { ref: false })
      }
    }
  }
  watch(child)
  // Whoever leaves without `stop` (an uncaught error) takes the server along.
  const leave = (): void => {
    child.kill('SIGINT')
  }
  process.once('exit', leave)
  return {
    get processId() {
      return child.pid ?? 0
    },
    async stop() {
      if (stopping) return
      stopping = true
      process.removeListener('exit', leave)
      await restart
      if (child.exitCode !== null || child.signalCode !== null) return
      child.ref()
      const over = ended(child)
      child.kill('SIGINT') // "fast": ends the sessions, writes everything, leaves
      await over
    },
  }
}

async function launch(server: ServerPlace): Promise<ChildProcess> {
  const address = server.socketFolder
    ? { listen_addresses: '', unix_socket_directories: server.socketFolder, unix_socket_permissions: '0700' }
    : { listen_addresses: '127.0.0.1', unix_socket_directories: '' }
  const settings = { ...tuned, ...server.settings, ...address, port: String(server.port) }
  const before = existsSync(server.logFile) ? statSync(server.logFile).size : 0
  const child = run(
    server,
    'postgres',
    server.cluster,
    Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  )
  const pidFile = path.join(server.cluster, 'postmaster.pid')
  while (child.exitCode === null && child.signalCode === null) {
    const lines = existsSync(pidFile) ? readFileSync(pidFile, 'utf8').split('\n') : []
    if (Number(lines[0]) === child.pid && lines[7]?.trim() === 'ready') {
      // The server alone is no reason to stay: the process ends when its own work does.
      child.unref()
      return child
    }
    await pause(10)
  }
  throw new Error(`The database server does not start: ${lastWords(server.logFile, before)}`)
}

/**
 * A child in a session of its own: Ctrl-C in the terminal must reach us first, so that requests end before the database
 * does. Its output goes to a file, not to a pipe that would break when we are killed.
 */
function run(server: ServerPlace, program: string, cluster: string, more: readonly string[]): ChildProcess {
  const output = openSync(server.logFile, 'a', 0o600)
  const folder = openSync(cluster, 'r')
  // An account that may not walk down to the cluster reaches it through the handle that it is born with.
  const direct = reachable(path.dirname(cluster), server.account)
  if (!direct && process.platform !== 'linux')
    throw new Error(`The account ${server.account?.name} cannot reach ${cluster}; choose another ONEGRID_DATA.`)
  try {
    const child = spawn(
      path.join(server.program, 'bin', program),
      ['-D', direct ? cluster : '/proc/self/fd/3', ...more],
      {
        detached: true,
        cwd: server.runtimeFolder ?? os.tmpdir(),
        stdio: ['ignore', output, output, folder],
        env: { LC_ALL: 'C', TZ: 'UTC', PATH: process.env.PATH ?? '' },
        ...(server.account ? { uid: server.account.uid, gid: server.account.gid } : {}),
      },
    )
    child.once('error', () => {})
    return child
  } finally {
    closeSync(output)
    closeSync(folder)
  }
}

function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null) return Promise.resolve(child.exitCode)
  return new Promise(resolve => {
    child.once('error', () => resolve(null))
    child.once('exit', code => resolve(code))
  })
}

/** What the server wrote last that matters to a person. */
function lastWords(logFile: string, from = 0): string {
  const text = readFileSync(logFile).subarray(from).toString('utf8')
  const lines = text.trim().split('\n').slice(-40)
  const found =
    lines.findLast(line => /No space left/.test(line)) ??
    lines.findLast(line => /FATAL|PANIC|[Ee]rror|could not|No space/.test(line)) ??
    lines.at(-1) ??
    ''
  return found.replace(/^.*?(?:FATAL|PANIC|ERROR|initdb: error):\s*/, '').trim() || 'it gave no reason'
}

function majorOf(program: string): number {
  const versioned = /postgresql\/(\d+)$/.exec(program)
  if (versioned) return Number(versioned[1])
  const found = readFileSync(path.join(program, 'share', 'postgresql', 'postgres.bki'), 'utf8').slice(0, 40)
  return Number(/PostgreSQL (\d+)/.exec(found)?.[1] ?? 0)
}
