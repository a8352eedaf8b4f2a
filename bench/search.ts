/**
 * Two ways of finding words under row-level security, which lets the planner use no operator that is not leakproof: the
 * term table that the product has, and an array of terms with a GIN index behind a SECURITY DEFINER function that names the
 * town itself. Search, cost at intake and size (docs/decisions/0008-text-search.md).
 */
import { termsOf } from '@onegrid/server/ticket/terms.ts'
import pg, { type Client } from 'pg'
import { openLargeTown } from './fill.ts'
import { type Emit, percentile, rounded } from './row.ts'

const size = Number(process.env['BENCH_TICKETS'] ?? 1_000_000)
const times = Number(process.env['BENCH_TIMES'] ?? 40)
const page = 51

const asked = {
  'one term in many': ['路灯', '垃圾', '水渠', '多谢'],
  'one term in few': ['野猪', '鸡场', '转盘'],
  'two words': ['榕树头 路灯', '桥头 垃圾'],
  'never together': ['路灯 垃圾', '水渠 灯杆'],
} as const

const termText = `select ticket_id from ticket_term where tenant_id = $1 and term = $2 order by ticket_id desc limit ${page}`
/** A page of the product looks through so many at most, and says where the next one goes on. */
const bothText = `select ticket_id from
  (select ticket_id from ticket_term where tenant_id = $1 and term = $2 order by ticket_id desc limit 4000) walk
  where (select count(*) from ticket_term other
    where other.tenant_id = $1 and other.term = $3 and other.ticket_id = walk.ticket_id) = 1
  order by ticket_id desc limit ${page}`

export async function run(emit: Emit): Promise<void> {
  const large = await openLargeTown(size)
  const { tenantId } = large.town
  const { listenUrl } = large.ground.ports.database
  const owner = await opened(large.ground.ownerUrl, tenantId)
  const product = await opened(listenUrl, tenantId)
  try {
    await owner.query('set search_path to onegrid')
    await makeGin(owner, tenantId)
    await product.query(`set statement_timeout = '${patience}'`)
    for (const [name, words] of Object.entries(asked)) {
      const table = await timed(words, async word => {
        const terms = termsOf(word)
        await (terms.length === 1
          ? product.query({ name: 'one', text: termText, values: [tenantId, terms[0]] })
          : product.query({ name: 'both', text: bothText, values: [tenantId, terms[0], terms.at(-1)] }))
      })
      const gin = await timed(words, async word => {
        await product
          .query({
            name: 'gin',
            text: 'select * from bench_find($1, $2)',
            values: [tenantId, termsOf(word)],
          })
          .catch(giveUp)
      })
      emit({
        bench: `search ${name}, term table`,
        value: rounded(table.p99, 2),
        unit: 'ms (99 of 100)',
        ratio: rounded(table.p99 / gin.p99, 2),
        against: `GIN behind a function: ${rounded(gin.p99, 2)} ms`,
        detail: `half in ${rounded(table.p50, 2)} ms and ${rounded(gin.p50, 2)} ms`,
      })
    }
    await compareWriting(product, owner, tenantId, emit)
    await compareSize(owner, emit)
  } finally {
    await owner.query('drop function if exists bench_find; drop table if exists bench_words')
    await owner.end()
    await product.end()
    await large.ground.close()
  }
}

/** A question that takes longer than this is counted as this long. */
const patience = '2s'

function giveUp(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === '57014')) throw error
}

async function opened(url: string, tenantId: string): Promise<Client> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(`select set_config('app.tenant', $1, false)`, [tenantId])
  return client
}

async function makeGin(owner: Client, tenantId: string): Promise<void> {
  await owner.query('drop function if exists bench_find; drop table if exists bench_words')
  await owner.query(`set maintenance_work_mem = '256MB'; set work_mem = '256MB'`)
  await owner.query(`create table bench_words as
    select tenant_id, ticket_id, array_agg(term) as terms from ticket_term where tenant_id = '${tenantId}' group by 1, 2`)
  await owner.query('alter table bench_words add primary key (tenant_id, ticket_id)')
  await owner.query('create index bench_words_terms on bench_words using gin (terms)')
  await owner.query(`create function bench_find(town uuid, wanted text[]) returns setof uuid language sql stable security definer
    set search_path = onegrid as $$
      select ticket_id from bench_words where tenant_id = town and terms @> wanted order by ticket_id desc limit ${page}
    $$`)
  await owner.query('grant select, insert, delete on bench_words to onegrid_app')
  await owner.query('vacuum (analyze) bench_words')
}

async function timed(
  words: readonly string[],
  ask: (word: string) => Promise<void>,
): Promise<{ readonly p50: number; readonly p99: number }> {
  const waits: number[] = []
  for (let time = -10; time < times; time += 1) {
    const begun = performance.now()
    await ask(words[Math.abs(time) % words.length]!)
    if (time >= 0) waits.push(performance.now() - begun)
  }
  return { p50: percentile(waits, 0.5), p99: percentile(waits, 0.99) }
}

/** Batches of 64 reports of a score of terms each, one commit a batch, as intake writes them; taken out again. */
async function compareWriting(product: Client, owner: Client, tenantId: string, emit: Emit): Promise<void> {
  const { rows } = await owner.query<{ terms: string[] }>('select terms from bench_words limit 6400')
  const id = (index: number) => `ffffffff-ffff-7000-8000-${index.toString(16).padStart(12, '0')}`
  const batches = Array.from({ length: 100 }, (_, batch) =>
    rows
      .slice(batch * 64, batch * 64 + 64)
      .map((row, index) => ({ ticket_id: id(batch * 64 + index), terms: row.terms })),
  )
  const write = async (text: string): Promise<number> => {
    const begun = performance.now()
    for (const batch of batches) {
      await product.query('begin')
      await product.query({ name: text.slice(12, 40), text, values: [tenantId, JSON.stringify(batch)] })
      await product.query('commit')
    }
    return ((performance.now() - begun) * 1000) / (batches.length * 64)
  }
  const input = 'jsonb_to_recordset($2::jsonb) as entry(ticket_id uuid, terms jsonb)'
  const table = await write(
    `insert into ticket_term (tenant_id, term, ticket_id) select $1, jsonb_array_elements_text(terms), ticket_id from ${input}`,
  )
  const gin = await write(
    `insert into bench_words (tenant_id, ticket_id, terms)
     select $1, ticket_id, array(select jsonb_array_elements_text(terms)) from ${input}`,
  )
  await owner.query(`delete from ticket_term where ticket_id >= '${id(0)}'`)
  emit({
    bench: 'search writing, term table',
    value: rounded(table),
    unit: 'µs a report',
    ratio: rounded(table / gin, 2),
    against: `GIN: ${rounded(gin)} µs`,
  })
}

async function compareSize(owner: Client, emit: Emit): Promise<void> {
  const { rows } = await owner.query<{ terms: number; gin: number }>(
    `select pg_total_relation_size('ticket_term')::float8 as terms, pg_total_relation_size('bench_words')::float8 as gin`,
  )
  const { terms, gin } = rows[0]!
  emit({
    bench: 'search size, term table',
    value: rounded(terms / 1e6),
    unit: 'MB',
    ratio: rounded(terms / gin, 2),
    against: `GIN: ${rounded(gin / 1e6)} MB`,
  })
}
