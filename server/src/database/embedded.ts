import { randomBytes } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { Client } from 'pg'
import { installedBinaries, mirrorBinaries } from './binaries.ts'
import { stopOrphan } from './orphan.ts'
import { takeOwnLock } from './own-lock.ts'
import { makeCluster, type ServerPlace, startServer } from './server-process.ts'
import { reachable, runtimeFolder, serverAccount } from './unprivileged.ts'

export type Embedded = {
  /** The product's role. */
  readonly appUrl: string
  /** The role that migrates and owns. */
  readonly ownerUrl: string
  stop(): Promise<void>
}

export type EmbeddedOptions = {
  /** Holds the cluster, the generated passwords and the lock. Made when absent. */
  readonly folder: string
  readonly log: (line: string) => void
  /** Settings of postgresql.conf on top of ours, for tests and benches. */
  readonly settings?: Readonly<Record<string, string>>
  /** Listen on loopback though there are unix sockets; without sockets it is done anyway. */
  readonly loopback?: boolean
  /** Folder with bin/initdb and bin/postgres of another PostgreSQL than the one in the packages. */
  readonly binaries?: string
}

/** What must be kept between starts, readable by our account only. The address is for backup while the product runs. */
type Access = {
  readonly superuserPassword: string
  readonly ownerPassword: string
  readonly appPassword: string
  readonly rolesMade: boolean
  readonly runtime?: string
  readonly host?: string
  readonly port?: number
}

export const databaseName = 'onegrid'

/** Starts the PostgreSQL that comes with the packages, on a folder of its own. Throws one plain sentence otherwise. */
export async function openEmbedded({
  folder,
  log,
  settings = {},
  loopback = false,
  binaries,
}: EmbeddedOptions): Promise<Embedded> {
  const place = path.resolve(folder)
  ensureUsable(place)
  const lock = takeOwnLock(place)
  let runtime: string | undefined
  try {
    const cluster = path.join(place, 'cluster')
    const account = serverAccount(existsSync(cluster) ? statSync(cluster).uid : undefined)
    const stored = readAccess(place)
    if (existsSync(cluster)) {
      ensureOwned(cluster)
      await stopOrphan(cluster, log)
      if (!stored) throw new Error(`The passwords of the database are missing: ${accessFile(place)} is gone.`)
    }
    if (stored?.runtime) removeRuntime(stored.runtime)
    let access: Access = stored ?? {
      superuserPassword: password(),
      ownerPassword: password(),
      appPassword: password(),
      rolesMade: false,
    }
    runtime = runtimeFolder(account)
    // Written at once: whatever happens to this start, the next one knows what to clear away.
    writeAccess(place, { ...access, ...(runtime ? { runtime } : {}) })
    if (runtime && account) chownSync(runtime, account.uid, account.gid)
    const installed = binaries ?? installedBinaries()
    const usable = reachable(path.join(installed, 'bin'), account)
    if (!usable && !runtime) throw new Error('There is no folder that the account of the database could read.')
    const program = usable ? installed : mirrorBinaries(installed, path.join(runtime!, 'postgresql'))
    const socketFolder = loopback ? undefined : runtime
    const server: ServerPlace = {
      cluster,
      program,
      account,
      logFile: path.join(place, 'postgresql.log'),
      runtimeFolder: runtime,
      socketFolder,
      port: socketFolder ? 5432 : await freePort(),
      settings,
      log,
    }
    if (!existsSync(cluster)) await makeCluster(server, access.superuserPassword)
    const running = await startServer(server)
    try {
      const host = socketFolder ?? '127.0.0.1'
      if (!access.rolesMade) {
        await makeRoles(addressOf('postgres', access.superuserPassword, host, server.port, 'postgres'), access)
        access = { ...access, rolesMade: true }
      }
      writeAccess(place, { ...access, host, port: server.port, ...(runtime ? { runtime } : {}) })
      return {
        appUrl: addressOf('onegrid_app', access.appPassword, host, server.port, databaseName),
        ownerUrl: addressOf('onegrid_owner', access.ownerPassword, host, server.port, databaseName),
        async stop() {
          await running.stop()
          if (runtime) removeRuntime(runtime)
          lock.release()
        },
      }
    } catch (error) {
      await running.stop()
      throw error
    }
  } catch (error) {
    if (runtime) removeRuntime(runtime)
    lock.release()
    throw plain(error, place)
  }
}

/** Removes a folder with all its data, and what a killed run left behind of it. Refused while somebody uses it. */
export async function discardEmbedded(folder: string): Promise<void> {
  const place = path.resolve(folder)
  if (!existsSync(place)) return
  const lock = takeOwnLock(place)
  try {
    const cluster = path.join(place, 'cluster')
    if (existsSync(cluster)) await stopOrphan(cluster, () => {})
    const runtime = readAccess(place)?.runtime
    if (runtime) removeRuntime(runtime)
  } finally {
    lock.release()
  }
  rmSync(place, { recursive: true, force: true })
}

/** The address of the server that runs on this folder now, for backup beside the running product. */
export function runningEmbedded(folder: string): { appUrl: string; ownerUrl: string } | undefined {
  const access = readAccess(path.resolve(folder))
  if (!access?.host || !access.port) return undefined
  return {
    appUrl: addressOf('onegrid_app', access.appPassword, access.host, access.port, databaseName),
    ownerUrl: addressOf('onegrid_owner', access.ownerPassword, access.host, access.port, databaseName),
  }
}

function addressOf(user: string, secret: string, host: string, port: number, database: string): string {
  const at = host.startsWith('/')
    ? `localhost/${database}?host=${encodeURIComponent(host)}&port=${port}`
    : `${host}:${port}/${database}`
  return `postgresql://${user}:${secret}@${at}`
}

async function makeRoles(superuserUrl: string, access: Access): Promise<void> {
  const client = new Client({ connectionString: superuserUrl })
  await client.connect()
  try {
    // Generated hexadecimal passwords: nothing to escape. Repeatable: an earlier start may have been cut off half way.
    for (const [role, secret, rights] of [
      ['onegrid_owner', access.ownerPassword, 'createdb'],
      ['onegrid_app', access.appPassword, 'nocreatedb'],
    ]) {
      const found = await client.query('select 1 from pg_roles where rolname = $1', [role])
      await client.query(
        `${found.rowCount ? 'alter' : 'create'} role ${role} login nosuperuser nobypassrls ${rights} password '${secret}'`,
      )
    }
    // An owner may step down to the product's role, to see a plan or a page as the product does.
    await client.query('grant onegrid_app to onegrid_owner')
    const found = await client.query('select 1 from pg_database where datname = $1', [databaseName])
    if (!found.rowCount) await client.query(`create database ${databaseName} owner onegrid_owner`)
    await client.query(`revoke all on database ${databaseName} from public`)
    await client.query(`grant connect, temporary on database ${databaseName} to onegrid_app`)
  } finally {
    await client.end()
  }
}

function ensureUsable(folder: string): void {
  try {
    if (!existsSync(folder)) mkdirSync(folder, { recursive: true, mode: 0o700 })
    if (!statSync(folder).isDirectory()) throw new Error('it is not a folder')
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
    if (process.getuid?.() === statSync(folder).uid) chmodSync(folder, 0o700)
  } catch (error) {
    throw plain(error, folder)
  }
}

function ensureOwned(cluster: string): void {
  const own = process.getuid?.()
  if (own !== undefined && own !== 0 && statSync(cluster).uid !== own)
    throw new Error(
      `The data in ${cluster} belong to another account of this machine; start OneGrid under that account.`,
    )
}

/** Turns what the system says into one sentence for whoever runs the product. */
function plain(error: unknown, folder: string): Error {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  const text = error instanceof Error ? error.message : String(error)
  if (code === 'ENOSPC' || /No space left on device|disk is full/i.test(text))
    return new Error(`The disk that holds ${folder} is full; free some space and start again.`, { cause: error })
  if (code === 'EACCES' || code === 'EPERM')
    return new Error(`The folder ${folder} cannot be used: this account may not read and write there.`, {
      cause: error,
    })
  // What Node says where a folder cannot be made: above a read-only disk as well as behind a broken link.
  if (code === 'ENOENT')
    return new Error(
      `The folder ${folder} cannot be made: the disk is read-only or a link leads nowhere; choose another ONEGRID_DATA.`,
      { cause: error },
    )
  if (code === 'EROFS') return new Error(`The folder ${folder} cannot be used: it is read-only.`, { cause: error })
  if (code === 'ENOTDIR' || code === 'EEXIST' || text === 'it is not a folder')
    return new Error(`The folder ${folder} cannot be used: it is not a folder.`, { cause: error })
  return error instanceof Error ? error : new Error(text)
}

function accessFile(folder: string): string {
  return path.join(folder, 'access.json')
}

function readAccess(folder: string): Access | undefined {
  if (!existsSync(accessFile(folder))) return undefined
  return JSON.parse(readFileSync(accessFile(folder), 'utf8'))
}

function writeAccess(folder: string, access: Access): void {
  const fresh = `${accessFile(folder)}.new`
  rmSync(fresh, { force: true })
  writeFileSync(fresh, JSON.stringify(access, null, 1), { mode: 0o600, flush: true })
  renameSync(fresh, accessFile(folder))
}

function removeRuntime(folder: string): void {
  if (/\/onegrid-[^/]+$/.test(folder)) rmSync(folder, { recursive: true, force: true })
}

function password(): string {
  return randomBytes(24).toString('hex')
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}
