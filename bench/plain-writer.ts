/**
 * What a program could do at best that writes the very rows of the product by hand: a plain `pg` client, the product's role
 * under the same row-level security, one transaction a report, every statement prepared, all of a transaction sent without
 * waiting for an answer. The rows are the product's own, read back and taken out again.
 */
import pg, { type Client } from 'pg'

/** Tables that a report writes, and the column by which their rows belong to its ticket. */
const tables = {
  journal: 'stream_id',
  outbox: 'stream_id',
  ticket: 'ticket_id',
  content: 'stream_id',
  ticket_term: 'ticket_id',
  ticket_person: 'ticket_id',
  command: `(result->>'ticketId')::uuid`,
} as const
type TableName = keyof typeof tables

type TableRow = readonly (string | null)[]
export type ReportRows = {
  readonly tables: Readonly<Partial<Record<TableName, readonly TableRow[]>>>
  readonly rollup: TableRow
}
export type Recorded = {
  readonly columns: Readonly<Record<string, readonly string[]>>
  readonly reports: readonly ReportRows[]
}

const asText = { getTypeParser: () => (value: string) => value } as unknown as pg.CustomTypesConfig

function opened(url: string): Client {
  return new pg.Client({ connectionString: url, types: asText, pipeline: true } as pg.ClientConfig)
}

/** Reads the rows of every report that the town has, by ticket. */
export async function readReports(url: string, tenantId: string): Promise<Recorded> {
  const client = opened(url)
  await client.connect()
  try {
    await client.query(`select set_config('app.tenant', $1, false)`, [tenantId])
    const columns: Record<string, readonly string[]> = {}
    const byTicket = new Map<string, Partial<Record<TableName, TableRow[]>>>()
    const places = new Map<string, TableRow>()
    for (const [table, owner] of Object.entries(tables) as [TableName, string][]) {
      // The outbox numbers its transactions itself.
      const names = (await columnsOf(client, table)).filter(name => name !== 'transaction_id')
      columns[table] = names
      const { rows } = await client.query<TableRow[]>({
        text: `select ${owner} as owner, ${names.join(', ')} from ${table} where tenant_id = $1`,
        values: [tenantId],
        rowMode: 'array',
      } as never)
      for (const [ticketId, ...values] of rows as unknown as (string | null)[][]) {
        const known = byTicket.get(ticketId!) ?? {}
        byTicket.set(ticketId!, known)
        known[table] = [...(known[table] ?? []), values]
      }
    }
    const { rows } = await client.query({
      text: `select ticket_id, tenant_id, reported_at::date, coalesce(small_id, medium_id, large_id), subcategory, source from ticket where tenant_id = $1`,
      values: [tenantId],
      rowMode: 'array',
    } as never)
    for (const [ticketId, ...key] of rows as unknown as string[][]) places.set(ticketId!, key)
    // What is no ticket's (the catalogue's own journal) is not a report.
    const reports = [...byTicket]
      .filter(([ticketId]) => places.has(ticketId))
      .map(([ticketId, rowsOf]) => ({ tables: rowsOf, rollup: places.get(ticketId)! }))
    return { columns, reports }
  } finally {
    await client.end()
  }
}

/** Empties the tables, as the owner: the product's role may delete neither journal nor command. */
export async function emptyReports(ownerUrl: string): Promise<void> {
  const client = opened(ownerUrl)
  await client.connect()
  const also = ['ticket_rollup', 'reaction_done', 'reaction_failure']
  await client.query(`set search_path to onegrid`)
  await client.query(`truncate ${[...Object.keys(tables), ...also].join(', ')}`)
  await client.end()
}

async function columnsOf(client: Client, table: string): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select column_name as name from information_schema.columns where table_schema = 'onegrid' and table_name = $1 order by ordinal_position`,
    [table],
  )
  return rows.map(row => row.name)
}

/** @returns reports a second over so many connections, each with a transaction of its own for every report */
export async function writePlainly(
  url: string,
  tenantId: string,
  recorded: Recorded,
  connections: number,
): Promise<number> {
  const clients = Array.from({ length: connections }, () => opened(url))
  await Promise.all(clients.map(client => client.connect()))
  let next = 0
  const write = async (client: Client, until: number): Promise<void> => {
    while (next < until) {
      const report = recorded.reports[next]!
      next += 1
      await writeOne(client, tenantId, recorded.columns, report)
    }
  }
  try {
    // A tenth unmeasured: statements are prepared on every connection.
    const warm = Math.floor(recorded.reports.length / 10)
    await Promise.all(clients.map(client => write(client, warm)))
    const begun = performance.now()
    await Promise.all(clients.map(client => write(client, recorded.reports.length)))
    return (recorded.reports.length - warm) / ((performance.now() - begun) / 1000)
  } finally {
    await Promise.all(clients.map(client => client.end()))
  }
}

async function writeOne(
  client: Client,
  tenantId: string,
  columns: Recorded['columns'],
  report: ReportRows,
): Promise<void> {
  const sent: Promise<unknown>[] = [client.query(`begin; set local app.tenant = '${tenantId}'`)]
  for (const [table, rows] of Object.entries(report.tables)) {
    const names = columns[table]!
    // A dozen terms are one statement, as anybody would write it.
    const places = rows.map(
      (_, row) => `(${names.map((_name, column) => `$${row * names.length + column + 1}`).join(', ')})`,
    )
    sent.push(
      client.query({
        name: `plain-${table}-${rows.length}`,
        text: `insert into ${table} (${names.join(', ')}) values ${places.join(', ')}`,
        values: rows.flat() as string[],
      }),
    )
  }
  sent.push(
    client.query({
      name: 'plain-rollup',
      text: `insert into ticket_rollup (tenant_id, day, grid_id, subcategory, source, slot, received)
        values ($1, $2, $3, $4, $5, pg_backend_pid() % 8, 1)
        on conflict (tenant_id, day, grid_id, subcategory, source, slot) do update
          set received = ticket_rollup.received + excluded.received`,
      values: report.rollup as string[],
    }),
  )
  sent.push(client.query('commit'))
  await Promise.all(sent)
}
