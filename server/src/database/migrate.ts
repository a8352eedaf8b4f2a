import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Client } from 'pg'
import { enforce } from './enforce.ts'
import { connectAsOwner, isOneLogin } from './login.ts'

export type Migration = {
  readonly number: number
  readonly name: string
  readonly sql: string
  readonly checksum: string
}

export const migrationsFolder = path.join(import.meta.dirname, '..', '..', 'migrations')

/** 'onegrid' as a number: one lock for all that change the schema of this database. */
export const migrationLock = 0x6f6e6567

export function readMigrations(folder = migrationsFolder): readonly Migration[] {
  const found = readdirSync(folder)
    .filter(name => name.endsWith('.sql'))
    .sort()
    .map(name => {
      const number = Number(/^(\d{4})-[a-z0-9-]+\.sql$/.exec(name)?.[1])
      if (!number) throw new Error(`The migration ${name} is not named like 0001-what-it-does.sql.`)
      // A checkout with other line ends is the same migration.
      const sql = readFileSync(path.join(folder, name), 'utf8').replaceAll('\r\n', '\n')
      if (!sql.startsWith('--'))
        throw new Error(`The first line of ${name} must be a comment that says whether old code breaks.`)
      return { number, name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    })
  const twice = found.find((migration, index) => migration.number === found[index - 1]?.number)
  if (twice) throw new Error(`There are two migrations ${twice.name.slice(0, 4)}.`)
  return found
}

/** Brings the schema up to date, forward only, one process at a time, each file in a transaction of its own. */
export async function migrate(
  appUrl: string,
  ownerUrl: string,
  folder = migrationsFolder,
  upTo = Number.POSITIVE_INFINITY,
): Promise<void> {
  const migrations = readMigrations(folder).filter(migration => migration.number <= upTo)
  const client = await connectAsOwner(ownerUrl, 'migration')
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock])
    await refuseOldServer(client)
    const role = await productRole(client, appUrl, ownerUrl)
    await prepareSchemas(client)
    await client.query('set search_path to onegrid')
    const applied = await client.query<{ number: number; name: string; checksum: string }>(
      'select number, name, checksum from migration order by number',
    )
    refuseChanges(migrations, applied.rows)
    const done = new Set(applied.rows.map(row => row.number))
    for (const migration of migrations.filter(candidate => !done.has(candidate.number))) await apply(client, migration)
    await enforce(client, role)
  } finally {
    await client.end() // and the lock with it
  }
}

async function apply(client: Client, migration: Migration): Promise<void> {
  await client.query('begin')
  try {
    await client.query(migration.sql)
    await client.query('set search_path to onegrid')
    await client.query('insert into migration (number, name, checksum) values ($1, $2, $3)', [
      migration.number,
      migration.name,
      migration.checksum,
    ])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`The migration ${migration.name} failed and changed nothing: ${reason}`, { cause: error })
  }
}

function refuseChanges(
  migrations: readonly Migration[],
  applied: readonly { number: number; name: string; checksum: string }[],
): void {
  for (const row of applied) {
    const file = migrations.find(migration => migration.number === row.number)
    if (!file)
      throw new Error(
        `This database was brought up to date by a newer OneGrid (migration ${row.name}); start that version.`,
      )
    if (file.checksum !== row.checksum)
      throw new Error(
        `The migration ${file.name} was changed after it had run here; restore the file and add a new one.`,
      )
  }
  const last = applied.at(-1)?.number ?? 0
  const late = migrations.find(
    migration => migration.number < last && !applied.some(row => row.number === migration.number),
  )
  if (late)
    throw new Error(`The migration ${late.name} came after number ${last} had run here; give it a higher number.`)
}

async function refuseOldServer(client: Client): Promise<void> {
  const found = await client.query<{ number: string }>("select current_setting('server_version_num') as number")
  const version = Number(found.rows[0]?.number)
  if (version < 150_000)
    throw new Error(`PostgreSQL ${Math.floor(version / 10_000)} is too old: OneGrid needs 15 or later.`)
}

/** The role that the product runs under; made here where one login does everything and may make roles. */
async function productRole(client: Client, appUrl: string, ownerUrl: string): Promise<string> {
  if (!isOneLogin(appUrl, ownerUrl)) return decodeURIComponent(new URL(appUrl).username)
  const role = 'onegrid_app'
  const found = await client.query('select 1 from pg_roles where rolname = $1', [role])
  try {
    if (!found.rowCount) await client.query(`create role ${role} nologin nosuperuser nobypassrls`)
    const mayBecome = await client.query<{ yes: boolean }>(`select pg_has_role(current_user, $1, 'member') as yes`, [
      role,
    ])
    if (!mayBecome.rows[0]?.yes) await client.query(`grant ${role} to current_user`)
    // From PostgreSQL 16 on, whoever makes a role may hand it out but not yet become it.
    await client.query(`set role ${role}`).catch(() => client.query(`grant ${role} to current_user`))
    await client.query('reset role')
  } catch (error) {
    throw new Error(
      `The login of DATABASE_URL may not make the role ${role}: let an administrator run "create role ${role} nologin; grant ${role} to …", or set MIGRATION_DATABASE_URL.`,
      { cause: error },
    )
  }
  return role
}

async function prepareSchemas(client: Client): Promise<void> {
  // Asked first: CREATE … IF NOT EXISTS wants the right to create even where there is nothing to create.
  const found = await client.query<{ name: string }>(
    "select nspname as name from pg_namespace where nspname in ('onegrid', 'auth', 'pgboss')",
  )
  for (const schema of ['onegrid', 'auth', 'pgboss'])
    if (!found.rows.some(row => row.name === schema)) await client.query(`create schema ${schema}`)
  await client.query(`create table if not exists onegrid.migration (
    number integer primary key,
    name text not null,
    checksum text not null,
    applied_at timestamptz not null default now()
  )`)
}
