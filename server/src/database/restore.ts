import { createWriteStream, existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout } from 'node:timers/promises'
import { type Client, escapeIdentifier } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import {
  type ArchivedTable,
  type ArchiveHead,
  fileOfEntry,
  headEntry,
  type Manifest,
  manifestEntry,
  readArchive,
  Tally,
  tableOfPart,
  wholeEntry,
} from './archive.ts'
import { columnList, copiedSchemas, copiedTables, settleText, tableName, tallyOf } from './copied-tables.ts'
import { connectAsOwner } from './login.ts'
import { migrate, readMigrations } from './migrate.ts'

export type RestoreOptions = {
  readonly appUrl: string
  readonly ownerUrl: string
  readonly filesFolder: string
  readonly file: string
}

/** Puts a backup into an empty installation: all of it, counted and digested twice, or nothing. */
export async function restore({ appUrl, ownerUrl, filesFolder, file }: RestoreOptions): Promise<Manifest> {
  if (!existsSync(file)) throw new Error(`There is no file ${file}.`)
  const { head, manifest } = await checked(file)
  refuseNewer(head)
  const client = await connectAsOwner(ownerUrl, 'restore')
  const fresh = `${filesFolder}.restoring`
  try {
    await refuseFull(client, filesFolder)
    await settleText(client)
    await client.query('drop schema if exists onegrid, auth, pgboss cascade')
    await migrate(appUrl, ownerUrl, undefined, head.migrations.at(-1)?.number)
    await rm(fresh, { recursive: true, force: true })
    await mkdir(fresh, { recursive: true, mode: 0o700 })
    await client.query('begin')
    const revive = await quieten(client)
    await load(client, head, manifest, fresh, file)
    await compare(client, head, manifest)
    for (const sequence of head.sequences)
      if (sequence.value !== null)
        await client.query('select setval($1::regclass, $2)', [sequence.name, sequence.value])
    await revive()
    // The files first: rows that name photos must never be there without them.
    await rm(filesFolder, { recursive: true, force: true })
    await rename(fresh, filesFolder)
    await client.query('commit')
    await client.query('analyze')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    await rm(fresh, { recursive: true, force: true })
    throw error
  } finally {
    await client.end()
  }
  // Forward from the backup's version to ours, as any older installation.
  await migrate(appUrl, ownerUrl)
  return manifest
}

/** First pass: the file is whole and each count and digest in it is right, before anything is touched. */
async function checked(file: string): Promise<{ head: ArchiveHead; manifest: Manifest }> {
  let head: ArchiveHead | undefined
  let manifest: Manifest | undefined
  const tallies = new Map<string, Tally>()
  const files = new Map<string, string>()
  await readArchive(file, async (name, content) => {
    if (name === headEntry) head = JSON.parse((await wholeEntry(content)).toString('utf8'))
    else if (name === manifestEntry) manifest = JSON.parse((await wholeEntry(content)).toString('utf8'))
    else {
      const table = tableOfPart(name)
      const tally = (table && tallies.get(table)) || new Tally()
      for await (const chunk of content) tally.add(chunk as Buffer)
      if (table) tallies.set(table, tally)
      else files.set(fileOfEntry(name) ?? name, tally.digest().sha256)
    }
  })
  if (head?.format !== 1 || !manifest) throw new Error(`${file} is damaged or not a backup of OneGrid.`)
  for (const table of manifest.tables) {
    const tally = tallies.get(`${table.schema}.${table.name}`) ?? new Tally()
    if (tally.rows !== table.rows || tally.digest().sha256 !== table.sha256)
      throw new Error(`${file} is damaged: the rows of ${table.schema}.${table.name} are not those that were written.`)
  }
  const broken = manifest.files.find(entry => files.get(entry.path) !== entry.sha256)
  if (broken || files.size !== manifest.files.length)
    throw new Error(`${file} is damaged: the file ${broken?.path ?? 'list'} is not what was written.`)
  return { head, manifest }
}

function refuseNewer(head: ArchiveHead): void {
  const own = readMigrations()
  for (const migration of head.migrations)
    if (own.find(candidate => candidate.number === migration.number)?.checksum !== migration.checksum)
      throw new Error(
        `The backup was made by another version of OneGrid (migration ${migration.name}); restore it with that version.`,
      )
}

/** Asked for two seconds: the sessions of a product that was stopped just now end a moment after it. */
async function isRunning(client: Client): Promise<boolean> {
  for (let tries = 20; ; tries -= 1) {
    const busy = await client.query(
      "select 1 from pg_stat_activity where datname = current_database() and application_name = 'onegrid' and pid <> pg_backend_pid()",
    )
    if (busy.rowCount === 0 || tries === 0) return busy.rowCount !== 0
    await setTimeout(100)
  }
}

async function refuseFull(client: Client, filesFolder: string): Promise<void> {
  if (await isRunning(client)) throw new Error('OneGrid is running on this database; stop it before a restore.')
  for (const table of ['onegrid.tenant', 'auth.account']) {
    const known = await client.query<{ found: boolean }>('select to_regclass($1) is not null as found', [table])
    if (known.rows[0]?.found && (await client.query(`select 1 from ${table} limit 1`)).rowCount)
      throw new Error('This installation is not empty; a backup is restored into an empty one only.')
  }
  const foreign = await client.query("select 1 from pg_tables where schemaname = 'public' limit 1")
  if (foreign.rowCount) throw new Error('This database holds tables of another program; give OneGrid one of its own.')
  if (existsSync(filesFolder)) {
    const entries = await readdir(filesFolder, { recursive: true, withFileTypes: true })
    if (entries.some(entry => entry.isFile()))
      throw new Error(
        `There are files in ${filesFolder} already; a backup is restored into an empty installation only.`,
      )
  }
}

/**
 * COPY cannot load below forced row-level security, and no order of tables satisfies foreign keys that go in circles. Both
 * are set aside within this transaction; the function that comes back puts them in force and checks every row.
 */
async function quieten(client: Client): Promise<() => Promise<void>> {
  const keys = await client.query<{ table: string; name: string; definition: string }>(
    `select conrelid::regclass::text as table, conname::text as name, pg_get_constraintdef(oid) as definition
       from pg_constraint where contype = 'f' and conparentid = 0 and connamespace = any(select oid from pg_namespace where nspname = any($1))`,
    [copiedSchemas],
  )
  const forced = await client.query<{ table: string }>(
    `select c.oid::regclass::text as table from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = any($1) and c.relforcerowsecurity`,
    [copiedSchemas],
  )
  for (const key of keys.rows)
    await client.query(`alter table ${key.table} drop constraint ${escapeIdentifier(key.name)}`)
  for (const { table } of forced.rows) await client.query(`alter table ${table} no force row level security`)
  return async () => {
    for (const key of keys.rows)
      await client.query(`alter table ${key.table} add constraint ${escapeIdentifier(key.name)} ${key.definition}`)
    for (const { table } of forced.rows) await client.query(`alter table ${table} force row level security`)
  }
}

async function load(
  client: Client,
  head: ArchiveHead,
  manifest: Manifest,
  folder: string,
  file: string,
): Promise<void> {
  const here = new Set((await copiedTables(client)).map(tableName))
  const tables = new Map(head.tables.map(table => [`${table.schema}.${table.name}`, table]))
  for (const table of tables.values())
    if (!here.has(tableName(table))) throw new Error(`The table ${table.name} of the backup does not exist here.`)
  const photos = new Map(manifest.files.map(entry => [entry.path, entry.sha256]))
  // Rows that migrations themselves put in are in the backup too.
  await client.query(`truncate ${[...tables.values()].map(tableName).join(', ')}`)
  await readArchive(file, async (name, content) => {
    const table = tables.get(tableOfPart(name) ?? '')
    const photo = fileOfEntry(name)
    if (table)
      await pipeline(content, client.query(copyFrom(`copy ${tableName(table)} (${columnList(table)}) from stdin`)))
    else if (photo) await putFile(folder, photo, content, photos.get(photo))
    else await wholeEntry(content)
  })
}

async function putFile(folder: string, name: string, content: Readable, sha256: string | undefined): Promise<void> {
  const place = path.resolve(folder, name)
  if (!place.startsWith(path.resolve(folder) + path.sep))
    throw new Error(`The backup names a file outside of its folder: ${name}`)
  await mkdir(path.dirname(place), { recursive: true, mode: 0o700 })
  const tally = new Tally()
  const tallying = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      tally.add(chunk)
      done(null, chunk)
    },
  })
  await pipeline(content, tallying, createWriteStream(place, { mode: 0o600, flush: true }))
  if (tally.digest().sha256 !== sha256)
    throw new Error(`The file ${name} did not arrive as it is in the backup; nothing was restored.`)
}

/** Second pass: what lies in the tables now is read back and must have the counts and digests of the manifest. */
async function compare(client: Client, head: ArchiveHead, manifest: Manifest): Promise<void> {
  for (const expected of manifest.tables) {
    const table = head.tables.find(
      candidate => candidate.schema === expected.schema && candidate.name === expected.name,
    ) as ArchivedTable
    const tally = await tallyOf(client, table)
    if (tally.rows !== expected.rows || tally.digest().sha256 !== expected.sha256)
      throw new Error(
        `The rows of ${expected.schema}.${expected.name} did not arrive as they are in the backup; nothing was restored.`,
      )
  }
}
