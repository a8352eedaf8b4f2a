/**
 * A town with very many tickets, quickly: rows in the shapes of real ones (fill-real.ts), copied inside the database with
 * other ids, times and words. One in a hundred is open, as in a town at work (in a small one five hundred at least). The copies have no journal of their own, so
 * such a town is for reading speed only; the real tickets in it are whole.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { systemClock } from '@onegrid/server/clock.ts'
import pg, { type Client } from 'pg'
import { type BenchTown, plantBenchTown } from './bench-town.ts'
import { makeRealTickets, type RealTickets } from './fill-real.ts'
import { type Ground, openBenchGround, temporaryFolder } from './ground.ts'

export type LargeTown = {
  readonly ground: Ground
  readonly town: Omit<BenchTown, 'planted'>
  readonly real: RealTickets
}

/** Reports whose words are multiplied. */
const wordings = 2000

/** Also the small town's queues and rare words fill a page, or the large one would be blamed for its longer pages. */
const fullPage = 50
const fewestOpen = 500

/** With ONEGRID_BENCH_DATA the filled folder is kept and used again. */
export async function openLargeTown(tickets: number): Promise<LargeTown> {
  const root = process.env['ONEGRID_BENCH_DATA']
  const folder = path.join(root ?? temporaryFolder(), String(tickets))
  mkdirSync(folder, { recursive: true })
  const ground = await openBenchGround({ clock: systemClock(), dataFolder: folder })
  const notes = path.join(folder, 'town.json')
  if (existsSync(notes)) return { ground, ...(JSON.parse(readFileSync(notes, 'utf8')) as Omit<LargeTown, 'ground'>) }
  const { planted: _planted, ...town } = await plantBenchTown(ground.ports)
  const rareEach = Math.ceil((fullPage * wordings) / tickets)
  const real = await makeRealTickets(ground.ports, { ...town, planted: _planted }, wordings, rareEach)
  await multiply(ground.ownerUrl, town.tenantId, real, tickets)
  writeFileSync(notes, JSON.stringify({ town, real }))
  return { ground, town, real }
}

async function multiply(ownerUrl: string, tenantId: string, real: RealTickets, tickets: number): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query(`set search_path to onegrid`)
    await client.query(`select set_config('app.tenant', $1, false)`, [tenantId])
    await client.query(`set synchronous_commit = off`)
    await client.query(`set maintenance_work_mem = '256MB'`)
    await makeTemplates(client, real)
    const count = tickets - wordings
    const rebuild = count > 100_000 ? await dropIndexes(client) : async () => {}
    await client.query(copiesOf(count))
    await client.query(`insert into content (tenant_id, content_id, stream_kind, stream_id, kind, body, salt, digest)
      select '${tenantId}', copy.content_id, 'ticket', copy.ticket_id, 'words', w.body, w.salt, w.digest
      from copy join words_template w on w.n = copy.words`)
    await client.query(`insert into ticket_term (tenant_id, term, ticket_id)
      select '${tenantId}', unnest(w.terms), copy.ticket_id from copy join words_template w on w.n = copy.words`)
    await insertTickets(client)
    await rebuild()
    for (const table of ['ticket', 'content', 'ticket_term', 'journal']) await client.query(`vacuum (analyze) ${table}`)
  } finally {
    await client.end()
  }
}

async function makeTemplates(client: Client, real: RealTickets): Promise<void> {
  await client.query(
    `create temporary table words_template as
     select row_number() over (order by t.ticket_id) - 1 as n, c.body, c.salt, c.digest,
       (select array_agg(term) from ticket_term where tenant_id = t.tenant_id and ticket_id = t.ticket_id) as terms
     from ticket t join content c on c.tenant_id = t.tenant_id and c.content_id = (t.state->'words'->>'contentId')::uuid`,
  )
  await client.query('create unique index on words_template (n)')
  for (const [name, numbers] of [
    ['closed_template', real.closed],
    ['open_template', real.open],
  ] as const) {
    await client.query(
      `create temporary table ${name} as select row_number() over (order by ticket_id) - 1 as n, t.* from ticket t where number = any($1)`,
      [numbers],
    )
  }
  await client.query('analyze words_template')
}

/** Ids are UUIDv7 of reports that came every two minutes until now, as if the town had worked for years. */
function copiesOf(count: number): string {
  const openEvery = Math.min(100, Math.floor(count / fewestOpen))
  return `create temporary table copy as
    select i, i % ${openEvery} = 0 as open, (i * 7919) % ${wordings} as words, (i * 31) as shape,
      (lpad(to_hex(ms), 12, '0') || '70008000' || lpad(to_hex(i), 12, '0'))::uuid as ticket_id,
      (lpad(to_hex(ms), 12, '0') || '70018000' || lpad(to_hex(i), 12, '0'))::uuid as content_id,
      to_timestamp(ms / 1000.0) as at
    from (select i::bigint, (extract(epoch from now()) * 1000)::bigint - (${count} - i::bigint + 60) * 120000 as ms
          from generate_series(1, ${count}) i) spread`
}

async function insertTickets(client: Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select column_name as name from information_schema.columns
     where table_schema = 'onegrid' and table_name = 'ticket' order by ordinal_position`,
  )
  const changed: Readonly<Record<string, string>> = {
    ticket_id: 'copy.ticket_id',
    number: `'BT-9' || lpad(copy.i::text, 9, '0')`,
    reported_at: 'copy.at',
    timer_at: 'null::timestamptz',
    state: `t.state || jsonb_build_object('ticketId', copy.ticket_id, 'number', 'BT-9' || lpad(copy.i::text, 9, '0'),
      'reportedAt', to_char(copy.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'words', jsonb_build_object('contentId', copy.content_id, 'digest', w.digest))`,
  }
  const names = rows.map(row => row.name)
  const values = names.map(name => changed[name] ?? `t.${name}`).join(', ')
  for (const [template, open, many] of [
    ['closed_template', false, 150],
    ['open_template', true, 50],
  ] as const) {
    await client.query(`insert into ticket (${names.join(', ')}) select ${values}
      from copy join words_template w on w.n = copy.words join ${template} t on t.n = (copy.shape / ${open ? 496 : 1}) % ${many}
      where copy.open = ${open}`)
  }
}

/** Building an index once is several times as fast as a million insertions into it. @returns how to make them again */
async function dropIndexes(client: Client): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ name: string; table: string; definition: string; primary: boolean }>(
    `select i.indexrelid::regclass::text as name, i.indrelid::regclass::text as table,
       pg_get_indexdef(i.indexrelid) as definition, i.indisprimary as primary
     from pg_index i where i.indrelid = any(array['ticket', 'ticket_term', 'content']::regclass[])`,
  )
  for (const { name, table, primary } of rows)
    await client.query(primary ? `alter table ${table} drop constraint ${name}` : `drop index ${name}`)
  return async () => {
    for (const { name, table, definition, primary } of rows) {
      const columns = definition.slice(definition.indexOf('('))
      await client.query(primary ? `alter table ${table} add constraint ${name} primary key ${columns}` : definition)
    }
  }
}
