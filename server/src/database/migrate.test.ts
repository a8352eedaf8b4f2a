import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import test, { after, beforeEach } from 'node:test'
import { Client } from 'pg'
import { emptyDatabase } from '../../../test/database.ts'
import { migrate, readMigrations } from './migrate.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'onegrid-migrations-'))
const server = await emptyDatabase()
after(async () => {
  await server.drop()
  rmSync(folder, { recursive: true })
})

beforeEach(async () => {
  rmSync(folder, { recursive: true })
  mkdirSync(folder)
  await asked('drop schema if exists onegrid, auth, pgboss cascade')
  write('0001-one.sql', '-- Old code does not break.\ncreate table one (tenant_id uuid primary key, word text);')
})

const write = (name: string, sql: string): void => writeFileSync(path.join(folder, name), sql)
const run = (): Promise<void> => migrate(server.appUrl, server.ownerUrl, folder)
async function asked(text: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: server.ownerUrl })
  await client.connect()
  return (await client.query(text).finally(() => client.end())).rows
}
const names = async (): Promise<unknown[]> =>
  (await asked('select name from onegrid.migration order by number')).map(row => row.name)

test('given an empty database, when two processes migrate at once, then each file runs once', async () => {
  write('0002-two.sql', '-- Old code does not break.\ncreate table two (tenant_id uuid primary key);')
  await Promise.all([run(), run(), run()])
  assert.deepEqual(await names(), ['0001-one.sql', '0002-two.sql'])
  const forced = await asked("select relforcerowsecurity as forced from pg_class where relname in ('one', 'two')")
  assert.deepEqual(forced, [{ forced: true }, { forced: true }])
})

test('given a file that was changed after it ran, then the start is refused with its name', async () => {
  await run()
  write('0001-one.sql', '-- Old code does not break.\ncreate table one (tenant_id uuid primary key);')
  await assert.rejects(run(), /0001-one\.sql was changed after it had run here/)
})

test('given a file with other line ends, then it is the same file', async () => {
  await run()
  write('0001-one.sql', '-- Old code does not break.\r\ncreate table one (tenant_id uuid primary key, word text);')
  await run()
})

test('given a file that fails half way, then nothing of it stays, and mended it runs', async () => {
  write('0002-two.sql', '-- Old code does not break.\ncreate table two (tenant_id uuid primary key); select no_such;')
  await assert.rejects(run(), /0002-two\.sql failed and changed nothing: .*no_such/)
  assert.deepEqual(await names(), ['0001-one.sql'])
  write('0002-two.sql', '-- Old code does not break.\ncreate table two (tenant_id uuid primary key);')
  await run()
  assert.deepEqual(await names(), ['0001-one.sql', '0002-two.sql'])
})

test('given a database of a newer version, then the start is refused', async () => {
  write('0002-two.sql', '-- Old code does not break.\nselect 1;')
  await run()
  rmSync(path.join(folder, '0002-two.sql'))
  await assert.rejects(run(), /newer OneGrid \(migration 0002-two\.sql\)/)
})

test('given a file that comes late with a lower number, then it is refused', async () => {
  write('0003-three.sql', '-- Old code does not break.\nselect 1;')
  await run()
  write('0002-two.sql', '-- Old code does not break.\nselect 1;')
  await assert.rejects(run(), /0002-two\.sql came after number 3/)
})

test('given badly named or unexplained files, then they are refused', () => {
  write('2-two.sql', '-- x')
  assert.throws(() => readMigrations(folder), /not named like/)
  rmSync(path.join(folder, '2-two.sql'))
  write('0002-two.sql', 'select 1;')
  assert.throws(() => readMigrations(folder), /whether old code breaks/)
})

test('given a database that cannot be reached, then one plain sentence says what to check and keeps the password', async () => {
  const reach = (change: (url: URL) => void) => {
    const url = new URL(server.ownerUrl)
    change(url)
    return migrate(url.href, url.href, folder)
  }
  await assert.rejects(
    reach(url => {
      url.hostname = '127.0.0.1'
      url.port = '1'
      url.searchParams.delete('host')
    }),
    { message: 'No database answers at 127.0.0.1:1; start it, or check the host and port in DATABASE_URL.' },
  )
  await assert.rejects(
    reach(url => {
      url.pathname = '/nothing_here'
    }),
    /has none named nothing_here; create it, or check DATABASE_URL/,
  )
})
