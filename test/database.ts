import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type Database, openDatabase } from '@onegrid/server/database/database.ts'
import { discardEmbedded, openEmbedded } from '@onegrid/server/database/embedded.ts'
import { migrate, readMigrations } from '@onegrid/server/database/migrate.ts'
import { Client } from 'pg'

/** Two addresses of one server: the product's role and the owner's. */
export type TestServer = { readonly appUrl: string; readonly ownerUrl: string }

export type TestDatabase = TestServer & { readonly database: Database; drop(): Promise<void> }

/** Where Debian's packages put the oldest PostgreSQL that the product runs on. */
export const oldestServer = '/usr/lib/postgresql/15'

/** For the options of a test that needs the oldest server: `{ skip: withoutOldestServer }`. */
export const withoutOldestServer: string | false =
  !existsSync(path.join(oldestServer, 'bin', 'initdb')) && `no PostgreSQL 15 at ${oldestServer} on this machine`

/**
 * A database of its own, cloned in milliseconds from a template that is migrated once a run. The server is the run's
 * (ONEGRID_TEST_SERVER, set by test/run.ts) or one that this process starts and stops at its end.
 */
export async function testDatabase({ poolSize = 5, oldest = false } = {}): Promise<TestDatabase> {
  const server = await (oldest ? serverOf(oldestServer) : serverOf())
  const { drop, ...addresses } = await freshDatabase(server, await templateOf(server))
  const database = await openDatabase({ ...addresses, poolSize, migrated: true })
  return {
    ...addresses,
    database,
    async drop() {
      await database.close()
      await drop()
    },
  }
}

/** Without any table, for tests of the migrations themselves. */
export async function emptyDatabase({ oldest = false } = {}): Promise<TestServer & { drop(): Promise<void> }> {
  return freshDatabase(await (oldest ? serverOf(oldestServer) : serverOf()), 'template1')
}

async function freshDatabase(server: TestServer, template: string): Promise<TestServer & { drop(): Promise<void> }> {
  const name = `test_${randomBytes(8).toString('hex')}`
  const onServer = async (command: string): Promise<void> => {
    const owner = await connected(named(server.ownerUrl, 'onegrid'))
    await owner.query(command).finally(() => owner.end())
  }
  await onServer(`create database ${name} template ${template} strategy file_copy`)
  return {
    appUrl: named(server.appUrl, name),
    ownerUrl: named(server.ownerUrl, name),
    // Not by force: that fails while a connection of the other role is still leaving, and hides one that was never closed.
    // The server itself waits up to five seconds for the last to leave.
    drop: () => onServer(`drop database if exists ${name}`),
  }
}

/** Starts a server in a temporary folder. Without fsync: nothing here outlives the machine. */
export async function startTestServer(binaries?: string): Promise<TestServer & { stop(): Promise<void> }> {
  await sweepKilledRuns()
  const folder = mkdtempSync(path.join(os.tmpdir(), 'onegrid-test-'))
  try {
    const embedded = await openEmbedded({
      folder,
      log: line => process.stderr.write(`${line}\n`),
      settings: {
        fsync: 'off',
        synchronous_commit: 'off',
        full_page_writes: 'off',
        max_connections: '200',
        shared_buffers: '64MB',
      },
      ...(binaries ? { binaries } : {}),
    })
    return {
      appUrl: embedded.appUrl,
      ownerUrl: embedded.ownerUrl,
      async stop() {
        await embedded.stop()
        rmSync(folder, { recursive: true, force: true })
      },
    }
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
}

const servers = new Map<string, Promise<TestServer>>()

function serverOf(binaries = ''): Promise<TestServer> {
  const given = process.env.ONEGRID_TEST_SERVER
  if (given && binaries === '') return Promise.resolve(JSON.parse(given) as TestServer)
  let server = servers.get(binaries)
  if (!server) {
    server = startTestServer(binaries === '' ? undefined : binaries).then(started => {
      stopWhenIdle(started)
      return started
    })
    servers.set(binaries, server)
  }
  return server
}

/** `beforeExit` comes when nothing is left to do and still allows waiting, unlike `exit`. */
function stopWhenIdle(server: { stop(): Promise<void> }): void {
  process.once('beforeExit', () => void server.stop())
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void server.stop().finally(() => process.exit(1)))
}

/** Servers of test runs that were killed: a folder that nobody holds any more is stopped and removed. */
async function sweepKilledRuns(): Promise<void> {
  for (const name of readdirSync(os.tmpdir()).filter(entry => entry.startsWith('onegrid-test-'))) {
    const folder = path.join(os.tmpdir(), name)
    try {
      // Younger ones may be between their making and their lock.
      if (Date.now() - statSync(folder).mtimeMs < 60_000) continue
      await discardEmbedded(folder)
    } catch {} // in use, or swept by another run at this moment
  }
}

const templates = new Map<string, Promise<string>>()

function templateOf(server: TestServer): Promise<string> {
  let template = templates.get(server.ownerUrl)
  if (!template) {
    template = makeTemplate(server)
    templates.set(server.ownerUrl, template)
  }
  return template
}

async function makeTemplate(server: TestServer): Promise<string> {
  const checksum = createHash('sha256')
  for (const migration of readMigrations()) checksum.update(migration.checksum)
  const name = `template_${checksum.digest('hex').slice(0, 16)}`
  const owner = await connected(named(server.ownerUrl, 'onegrid'))
  try {
    // Test files run at the same time: the first one makes the template, the others wait for it.
    await owner.query('select pg_advisory_lock(hashtext($1))', [name])
    const found = await owner.query('select 1 from pg_database where datname = $1', [name])
    if (!found.rowCount) {
      const fresh = `${name}_fresh`
      await owner.query(`drop database if exists ${fresh} with (force)`)
      await owner.query(`create database ${fresh} strategy file_copy`)
      await migrate(named(server.appUrl, fresh), named(server.ownerUrl, fresh))
      await owner.query(`alter database ${fresh} rename to ${name}`)
    }
    return name
  } finally {
    await owner.end()
  }
}

async function connected(url: string): Promise<Client> {
  const client = new Client({ connectionString: url })
  await client.connect()
  return client
}

function named(url: string, database: string): string {
  const address = new URL(url)
  address.pathname = `/${database}`
  return address.href
}
