import { type Client, escapeIdentifier } from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { type ArchivedTable, Tally } from './archive.ts'

/** What is kept: the product's rows and the accounts. Queues of pg-boss are made anew from the rows. */
export const copiedSchemas = ['onegrid', 'auth'] as const

export const tableName = (table: ArchivedTable): string =>
  `${escapeIdentifier(table.schema)}.${escapeIdentifier(table.name)}`
export const columnList = (table: ArchivedTable): string => table.columns.map(escapeIdentifier).join(', ')

/** COPY text means the same under every server and session that we read or write it with. */
export async function settleText(client: Client): Promise<void> {
  await client.query(
    "set timezone = 'UTC'; set datestyle = 'ISO'; set intervalstyle = 'postgres'; set bytea_output = 'hex'; set client_encoding = 'UTF8'; set statement_timeout = 0",
  )
}

/**
 * Tables with the columns that are copied: not those the server computes, and not transaction numbers (xid8), which mean
 * nothing in another server and get their default there.
 */
export async function copiedTables(client: Client): Promise<ArchivedTable[]> {
  const found = await client.query<ArchivedTable>(
    `select n.nspname::text as schema, c.relname::text as name, array_agg(a.attname::text order by a.attnum) as columns
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
       join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        and a.attgenerated = '' and a.atttypid <> 'xid8'::regtype
      where n.nspname = any($1) and c.relkind in ('r', 'p') and not c.relispartition
        and not (n.nspname = 'onegrid' and c.relname = 'migration')
      group by 1, 2 order by 1, 2`,
    [copiedSchemas],
  )
  return found.rows
}

/** All rows of a table as COPY text, in the order in which they lie there. */
export async function* copyOut(client: Client, table: ArchivedTable): AsyncGenerator<Buffer> {
  const stream = client.query(copyTo(`copy (select ${columnList(table)} from ${tableName(table)}) to stdout`))
  for await (const chunk of stream) yield chunk as Buffer
}

export async function tallyOf(client: Client, table: ArchivedTable): Promise<Tally> {
  const tally = new Tally()
  for await (const chunk of copyOut(client, table)) tally.add(chunk)
  return tally
}
