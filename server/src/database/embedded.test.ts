import assert from 'node:assert/strict'
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import test, { afterEach, beforeEach } from 'node:test'
import { Client } from 'pg'
import { installedBinaries, mirrorBinaries } from './binaries.ts'
import { openDatabase } from './database.ts'
import { discardEmbedded, type Embedded, openEmbedded, runningEmbedded } from './embedded.ts'

const asRoot = process.getuid?.() === 0
let parent: string
let folder: string
beforeEach(() => {
  // Only we may enter the folder above, as where a project lies in the home of root.
  parent = mkdtempSync(path.join(os.tmpdir(), 'onegrid-embedded-'))
  chmodSync(parent, 0o700)
  folder = path.join(parent, 'database')
})
afterEach(() => rmSync(parent, { recursive: true, force: true }))

const open = (): Promise<Embedded> => openEmbedded({ folder, log: () => {} })

/** A process of its own that opens the folder, prints what happened and then does what it is told. */
const program = `
  const { openEmbedded } = await import(${JSON.stringify(new URL('./embedded.ts', import.meta.url).href)})
  process.umask(0o077)
  try {
    const server = await openEmbedded({ folder: process.argv[1], log: () => {} })
    for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => server.stop().then(() => process.exit(0)))
    setInterval(() => {}, 1000)
    console.log('ready ' + server.ownerUrl)
  } catch (error) { console.log('refused ' + error.message); process.exit(3) }`

async function started(
  place: string,
  account?: { uid: number; gid: number },
): Promise<{ child: ChildProcess; line: string }> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, place], {
    stdio: ['ignore', 'pipe', 'inherit'],
    ...account,
    cwd: os.tmpdir(),
  })
  for await (const line of createInterface({ input: child.stdout! })) return { child, line }
  throw new Error('The process said nothing.')
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise(resolve => child.once('exit', () => resolve()))
}

async function asked(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  return (await client.query(text).finally(() => client.end())).rows
}

/** Processes whose working folder is the cluster: exactly its servers. */
function servers(): number {
  return readdirSync('/proc').filter(name => {
    try {
      return (
        /^\d+$/.test(name) &&
        execFileSync('readlink', [`/proc/${name}/cwd`], { encoding: 'utf8' }).trim() === path.join(folder, 'cluster')
      )
    } catch {
      return false
    }
  }).length
}

test('given a folder that only we can enter, when it is opened twice, then data, roles and settings are as promised', async () => {
  const first = await open()
  await asked(first.ownerUrl, "create table kept (word text); insert into kept values ('一格')")
  const settings = await asked(
    first.ownerUrl,
    "select name, setting from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums') order by 1",
  )
  assert.deepEqual(
    settings.map(row => row.setting),
    ['on', 'on', 'on', 'on'],
  )
  assert.equal(statSync(path.join(folder, 'access.json')).mode & 0o777, 0o600)
  assert.equal(statSync(folder).mode & 0o777, 0o700)
  assert.equal(statSync(path.join(folder, 'cluster')).mode & 0o777, 0o700)
  if (asRoot) assert.notEqual(statSync(path.join(folder, 'cluster')).uid, 0)
  await first.stop()
  await first.stop()

  const second = await open()
  assert.deepEqual(await asked(second.ownerUrl, 'select word from kept'), [{ word: '一格' }])
  assert.equal(runningEmbedded(folder)?.ownerUrl, second.ownerUrl)
  const socketFolder = new URL(second.ownerUrl).searchParams.get('host')
  assert.ok(socketFolder && Buffer.byteLength(socketFolder) < 80)
  await assert.rejects(
    asked(second.ownerUrl.replace(/:[0-9a-f]{48}@/, ':wrong@'), 'select 1'),
    /password authentication failed/,
  )
  await second.stop()
  assert.ok(!existsSync(socketFolder), 'nothing stays in the folder for temporary files')
})

test('given an open folder, when it is opened again, then one plain sentence refuses and the first goes on', async () => {
  const first = await open()
  await assert.rejects(
    open(),
    (error: Error) =>
      /already in use by another OneGrid \(process \d+\)\.$/.test(error.message) && !error.message.includes('\n'),
  )
  const { child, line } = await started(folder)
  assert.match(
    line,
    new RegExp(`^refused The data in .* already in use by another OneGrid \\(process ${process.pid}\\)\\.$`),
  )
  await ended(child)
  assert.equal((await asked(first.ownerUrl, 'select 1 as one'))[0]?.one, 1)
  await first.stop()
})

test('given a process killed with -9, when the folder is opened, then the orphan is gone and every commit is there', async () => {
  const { child, line } = await started(folder)
  const url = line.replace(/^ready /, '')
  await asked(url, 'create table kept (number int)')
  for (let number = 1; number <= 20; number++) await asked(url, `insert into kept values (${number})`)
  child.kill('SIGKILL')
  await ended(child)
  assert.equal(
    (await asked(url, 'select count(*)::int as rows from kept'))[0]?.rows,
    20,
    'the orphan lives on: the control',
  )
  const again = await open()
  assert.equal((await asked(again.ownerUrl, 'select count(*)::int as rows from kept'))[0]?.rows, 20)
  await assert.rejects(asked(url, 'select 1'), 'the old address is gone')
  await again.stop()
  assert.equal(servers(), 0)
})

test('given a server killed with -9 as well, when the folder is opened, then it recovers', async () => {
  const { child, line } = await started(folder)
  await asked(line.replace(/^ready /, ''), 'create table kept as select 7 as number')
  const server = Number.parseInt(readFileSync(path.join(folder, 'cluster', 'postmaster.pid'), 'utf8'), 10)
  child.kill('SIGKILL')
  process.kill(server, 'SIGKILL')
  await ended(child)
  const again = await open()
  assert.deepEqual(await asked(again.ownerUrl, 'select number from kept'), [{ number: 7 }])
  await again.stop()
})

test('given a server that dies under a living process, then it is started again', async () => {
  const first = await open()
  process.kill(Number.parseInt(readFileSync(path.join(folder, 'cluster', 'postmaster.pid'), 'utf8'), 10), 'SIGKILL')
  let one: unknown
  for (let tries = 0; tries < 200 && one !== 1; tries++)
    one = await asked(first.ownerUrl, 'select 1 as one').then(
      rows => rows[0]?.one,
      () => new Promise(resolve => setTimeout(resolve, 50)),
    )
  assert.equal(one, 1)
  await first.stop()
  assert.equal(servers(), 0)
})

for (const signal of ['SIGTERM', 'SIGINT'] as const)
  test(`given ${signal}, then the server is stopped cleanly`, async () => {
    const { child } = await started(folder)
    child.kill(signal)
    await ended(child)
    assert.equal(child.exitCode, 0)
    assert.equal(servers(), 0)
    assert.ok(!existsSync(path.join(folder, 'cluster', 'postmaster.pid')))
    assert.match(readFileSync(path.join(folder, 'postgresql.log'), 'utf8'), /database system is shut down\s*$/)
  })

test('given a system without unix sockets, then the server listens on loopback and asks for the password', async () => {
  const server = await openEmbedded({ folder, log: () => {}, loopback: true })
  assert.match(server.ownerUrl, /@127\.0\.0\.1:\d+\/onegrid$/)
  assert.equal((await asked(server.ownerUrl, 'select 1 as one'))[0]?.one, 1)
  await assert.rejects(
    asked(server.ownerUrl.replace(/:[0-9a-f]{48}@/, ':wrong@'), 'select 1'),
    /password authentication failed/,
  )
  await server.stop()
})

test('given a folder in use, when it is discarded, then it is refused; after kill -9 all of it goes', async () => {
  const { child, line } = await started(folder)
  await assert.rejects(discardEmbedded(folder), /already in use/)
  const socketFolder = new URL(line.replace(/^ready /, '')).searchParams.get('host') ?? ''
  child.kill('SIGKILL')
  await ended(child)
  assert.ok(existsSync(socketFolder), 'the control')
  await discardEmbedded(folder)
  assert.ok(!existsSync(folder) && !existsSync(socketFolder))
})

test('given root, and a project that only root may enter, then the server runs as another account all the same', {
  skip: !asRoot && 'only root may not run PostgreSQL',
}, async () => {
  const hidden = mirrorBinaries(installedBinaries(), path.join(parent, 'project'))
  // As an installation under a strict umask leaves it: this file nobody else may even read.
  const strict = path.join(hidden, 'share', 'postgresql', 'postgres.bki')
  const bytes = readFileSync(strict)
  rmSync(strict)
  writeFileSync(strict, bytes, { mode: 0o600 })
  const server = await openEmbedded({ folder, log: () => {}, binaries: hidden })
  assert.equal((await asked(server.ownerUrl, 'select 1 as one'))[0]?.one, 1)
  const processId = Number.parseInt(readFileSync(path.join(folder, 'cluster', 'postmaster.pid'), 'utf8'), 10)
  assert.notEqual(statSync(`/proc/${processId}`).uid, 0)
  await server.stop()
})

test('given a set-up that was cut off half way, then the next start makes it whole', async () => {
  mkdirSync(path.join(folder, 'cluster.new', 'base'), { recursive: true })
  writeFileSync(path.join(folder, 'cluster.new', 'PG_VERSION'), '18')
  const server = await open()
  assert.equal((await asked(server.ownerUrl, 'select 1 as one'))[0]?.one, 1)
  await server.stop()
})

test('given data of another version of PostgreSQL, then it is said', async () => {
  await (await open()).stop()
  writeFileSync(path.join(folder, 'cluster', 'PG_VERSION'), '14\n')
  await assert.rejects(open(), /made by PostgreSQL 14, this is 18/)
})

test('given a file where the folder should be, then it is said plainly', async () => {
  writeFileSync(folder, 'a file')
  await assert.rejects(open(), /^Error: The folder .* cannot be used: it is not a folder\.$/)
})

test('given a place where no folder can be made, then it is said plainly', async () => {
  symlinkSync(path.join(parent, 'nowhere', 'at-all'), folder)
  await assert.rejects(open(), /^Error: The folder .* cannot be made: the disk is read-only or a link leads nowhere/)
})

test('given an ordinary account, then all of it works there too', {
  skip: !asRoot && 'this run is an ordinary account already',
}, async () => {
  const account = { uid: 65534, gid: 65534 }
  chownSync(parent, account.uid, account.gid)
  const { child, line } = await started(folder, account)
  assert.match(line, /^ready /)
  assert.equal(statSync(path.join(folder, 'cluster')).uid, account.uid)
  child.kill('SIGTERM')
  await ended(child)
  assert.equal(servers(), 0)
  chownSync(folder, 0, 0)
  const { child: other, line: refusal } = await started(folder, account)
  await ended(other)
  assert.match(refusal, /^refused The folder .* cannot be used: this account may not read and write there\.$/)
})

test('given a full disk, then it is said plainly, and room lets the start succeed', {
  skip: !asRoot && 'only root can mount a small disk',
}, async t => {
  mkdirSync(folder)
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=20m', 'tmpfs', folder], { stdio: 'ignore' })
  } catch {
    t.skip('this system lets nobody mount a small disk')
    return
  }
  try {
    await assert.rejects(open(), /^Error: The disk that holds .* is full; free some space and start again\.$/)
    execFileSync('mount', ['-o', 'remount,size=200m', folder])
    await (await open()).stop()
  } finally {
    execFileSync('umount', [folder])
  }
})

test('given a superuser as the only login, then the product steps down to a role of its own', async () => {
  const server = await open()
  const access = JSON.parse(readFileSync(path.join(folder, 'access.json'), 'utf8'))
  const url = server.ownerUrl.replace(/\/\/[^@]*@/, `//postgres:${access.superuserPassword}@`)
  await asked(url, 'alter role onegrid_app rename to onegrid_former')
  const database = await openDatabase({ appUrl: url, ownerUrl: url, poolSize: 1 })
  assert.deepEqual(await database.host(tx => tx.query('select current_user as role')), [{ role: 'onegrid_app' }])
  await database.close()
  await asked(url, 'alter role onegrid_app bypassrls')
  await assert.rejects(
    openDatabase({ appUrl: url, ownerUrl: url, poolSize: 1 }),
    /onegrid_app ignores row-level security/,
  )
  await server.stop()
})
