/** Reads back what the product says of the cases, over its HTTP API and nothing else, and holds it against the source. */
import type { TicketRow } from '@onegrid/domain/ticket/view.ts'
import type { App } from '@onegrid/server/http/route.ts'
import type { Case } from './boston-cases.ts'
import type { Played } from './boston-replay.ts'
import type { BostonTown } from './boston-town.ts'

export type Compared = {
  readonly cases: number
  /** On time or overdue as the source has it. */
  readonly agree: number
  readonly places: number
  readonly cells: number
  /** One sentence each, at most twenty. */
  readonly differences: readonly string[]
}

const nearEnough = 1e-6

export async function compare(app: App, town: BostonTown, played: Played): Promise<Compared> {
  const differences: string[] = []
  const differ = (sentence: string) => void (differences.length < 20 && differences.push(sentence))
  const rows = new Map((await readRows(app, town)).map(row => [row.number, row]))
  if (rows.size !== played.size) differ(`${rows.size} tickets for ${played.size} cases`)
  let agree = 0
  let places = 0
  for (const [number, each] of played) {
    const row = rows.get(number)
    if (!row) {
      differ(`${each.id} is missing`)
      continue
    }
    const overdue = row.light === 'overdue'
    if (overdue === each.overdue) agree += 1
    else differ(`${each.id} is ${row.light}, the source says ${each.overdue ? 'OVERDUE' : 'ONTIME'}`)
    if ((row.status === 'closed') !== (each.closed !== undefined)) differ(`${each.id} is ${row.status}`)
    if (row.subcategory !== town.codeOf(each.category)) differ(`${each.id} has category ${row.subcategory}`)
    if (row.reportedAt !== each.opened) differ(`${each.id} was opened ${each.opened}, not ${row.reportedAt}`)
    if (each.due !== undefined && row.dueAt !== each.due) differ(`${each.id} was due ${each.due}, not ${row.dueAt}`)
    if (each.lon === undefined || each.lat === undefined) {
      if (row.place.lon !== undefined) differ(`${each.id} got a place it did not have`)
    } else if (isNear(row.place.lon, each.lon) && isNear(row.place.lat, each.lat)) places += 1
    else differ(`${each.id} lies at ${row.place.lon}, ${row.place.lat}`)
  }
  const cells = await compareFigures(app, town, [...played.values()], differ)
  return { cases: played.size, agree, places, cells, differences }
}

function isNear(one: number | undefined, other: number): boolean {
  return one !== undefined && Math.abs(one - other) <= nearEnough
}

async function readRows(app: App, town: BostonTown): Promise<readonly TicketRow[]> {
  const rows: TicketRow[] = []
  for (let after: string | undefined; ; ) {
    const query = after === undefined ? '' : `&after=${encodeURIComponent(after)}`
    const page = await get<{ items: TicketRow[]; next?: string }>(
      app,
      town,
      `/api/v1/tickets?scope=town&order=recent&limit=100${query}`,
    )
    rows.push(...page.items)
    if (page.next === undefined) return rows
    after = page.next
  }
}

type Figures = { readonly received: number; readonly closed: number; readonly overdue: number }

/** Counts by category, month and state, as the figures' screen reads them. @returns how many cells were compared */
async function compareFigures(
  app: App,
  town: BostonTown,
  cases: readonly Case[],
  differ: (sentence: string) => void,
): Promise<number> {
  const expected = new Map<string, Figures>()
  for (const each of cases) {
    const key = `${each.month} ${town.codeOf(each.category)}`
    const { received, closed, overdue } = expected.get(key) ?? { received: 0, closed: 0, overdue: 0 }
    expected.set(key, {
      received: received + 1,
      closed: closed + (each.closed === undefined ? 0 : 1),
      overdue: overdue + (each.overdue ? 1 : 0),
    })
  }
  const { rows } = await get<{ rows: Record<string, string | number>[] }>(
    app,
    town,
    '/api/v1/figures?from=2015-01-01&to=2016-12-31&by=month,subcategory',
  )
  if (rows.length !== expected.size) differ(`${rows.length} cells of figures for ${expected.size}`)
  for (const row of rows) {
    const key = `${row['month']} ${row['subcategory']}`
    const told = expected.get(key)
    for (const measure of ['received', 'closed', 'overdue'] as const)
      if (row[measure] !== told?.[measure])
        differ(`${key}: ${measure} ${row[measure]}, the source has ${told?.[measure]}`)
  }
  return rows.length
}

async function get<Answer>(app: App, town: BostonTown, url: string): Promise<Answer> {
  const response = await app.inject({ method: 'GET', url, headers: { cookie: `who=${town.centre.personId}` } })
  if (response.statusCode !== 200) throw new Error(`${url} answered ${response.statusCode}: ${response.body}`)
  return response.json() as Answer
}
