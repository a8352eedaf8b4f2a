import { createReadStream, existsSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { Transform } from 'node:stream'
import type { Client } from 'pg'
import {
  type ArchiveHead,
  type ArchiveWriter,
  headEntry,
  type Manifest,
  manifestEntry,
  partBytes,
  partName,
  Tally,
  writeArchive,
} from './archive.ts'
import { copiedSchemas, copiedTables, copyOut, settleText } from './copied-tables.ts'
import { connectAsOwner } from './login.ts'
import { migrationLock } from './migrate.ts'

export type BackupOptions = {
  readonly ownerUrl: string
  readonly filesFolder: string
  readonly file: string
  /** When, for the head of the file. */
  readonly madeAt: string
}

/** Everything in one snapshot into one file, while the product goes on writing. */
export async function backup({ ownerUrl, filesFolder, file, madeAt }: BackupOptions): Promise<Manifest> {
  if (existsSync(file)) throw new Error(`${file} exists already; a backup overwrites nothing.`)
  const client = await connectAsOwner(ownerUrl, 'backup')
  try {
    await client.query('select pg_advisory_lock_shared($1)', [migrationLock])
    const begun = await client.query<{ yes: boolean }>("select to_regclass('onegrid.migration') is not null as yes")
    if (!begun.rows[0]?.yes)
      throw new Error('There is nothing to back up: OneGrid has never run here. Check ONEGRID_DATA or DATABASE_URL.')
    await settleText(client)
    await client.query('begin isolation level repeatable read read only')
    const head = await headOf(client, madeAt)
    let manifest: Manifest | undefined
    await writeArchive(file, async archive => {
      await archive.put(headEntry, json(head))
      const tables = []
      for (const table of head.tables) tables.push(await putTable(client, archive, table))
      // After the snapshot: photos are written before the row that names them, so each row's photo is there.
      const files = []
      for (const name of await photosIn(filesFolder)) files.push(...(await putFile(archive, filesFolder, name)))
      manifest = { tables, files }
      await archive.put(manifestEntry, json(manifest))
    })
    return manifest!
  } finally {
    await client.end()
  }
}

async function headOf(client: Client, madeAt: string): Promise<ArchiveHead> {
  const migrations = await client.query<ArchiveHead['migrations'][number]>(
    'select number, name, checksum from onegrid.migration order by number',
  )
  const sequences = await client.query<{ name: string; value: string | null }>(
    `select format('%I.%I', schemaname, sequencename) as name, last_value::text as value from pg_sequences where schemaname = any($1) order by 1`,
    [copiedSchemas],
  )
  return {
    format: 1,
    madeAt,
    migrations: migrations.rows,
    tables: await copiedTables(client),
    sequences: sequences.rows.map(row => ({ name: row.name, value: row.value === null ? null : Number(row.value) })),
  }
}

async function putTable(
  client: Client,
  archive: ArchiveWriter,
  table: ArchiveHead['tables'][number],
): Promise<Manifest['tables'][number]> {
  const tally = new Tally()
  let waiting: Buffer[] = []
  let size = 0
  let part = 0
  const flush = async (): Promise<void> => {
    if (size > 0) await archive.put(partName(table, part++), Buffer.concat(waiting))
    waiting = []
    size = 0
  }
  for await (const chunk of copyOut(client, table)) {
    tally.add(chunk)
    waiting.push(chunk)
    size += chunk.length
    if (size >= partBytes) await flush()
  }
  await flush()
  return { schema: table.schema, name: table.name, rows: tally.rows, ...tally.digest() }
}

/** Whole photos only: what lies in `incoming` is still on its way and named by no row. */
async function photosIn(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return []
  const found = await readdir(folder, { recursive: true, withFileTypes: true })
  return found
    .filter(entry => entry.isFile())
    .map(entry => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .filter(name => !name.split(path.sep).includes('incoming'))
    .sort()
}

async function putFile(archive: ArchiveWriter, folder: string, name: string): Promise<Manifest['files']> {
  const place = path.join(folder, name)
  let size: number
  try {
    size = (await stat(place)).size
  } catch {
    return [] // an orphan that was swept since it was listed
  }
  const tally = new Tally()
  const tallying = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      tally.add(chunk)
      done(null, chunk)
    },
  })
  const entry = name.split(path.sep).join('/')
  const source = createReadStream(place)
  source.once('error', error => tallying.destroy(error))
  await archive.stream(`files/${entry}`, size, source.pipe(tallying))
  return [{ path: entry, ...tally.digest() }]
}

function json(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value, null, 1))
}
