import { localDate } from '@onegrid/domain/kernel/calendar.ts'
import type { Ticket } from '@onegrid/domain/ticket/ticket.ts'
import type { Tx } from '../database/database.ts'

/**
 * Counts of a day's reports, kept in the transaction of the event that changes them (design.md §3.9). A ticket counts on the
 * day of its report in the grid and sub-category that it has now; when either changes, it is taken out there and put in here.
 */
const measures = [
  'received',
  'accepted',
  'declined',
  'merged',
  'closed',
  'solved',
  'overdue',
  'returned',
  'reopened',
  'rated',
  'satisfied',
] as const
type Measure = (typeof measures)[number]
type Counts = Readonly<Record<Measure, number>>
export type RollupCell = {
  readonly day: string
  readonly gridId: string
  readonly subcategory: string
  readonly source: string
  readonly counts: Counts
}

function countsOf(ticket: Ticket): Counts {
  const merged = ticket.mergedInto !== undefined
  const closed = ticket.status === 'closed' && !merged
  return {
    received: 1,
    accepted: ticket.acceptedAt !== undefined && !merged ? 1 : 0,
    declined: ticket.status === 'declined' ? 1 : 0,
    merged: merged ? 1 : 0,
    closed: closed ? 1 : 0,
    solved: closed && ticket.closing?.as === 'resolved' ? 1 : 0,
    overdue: ticket.overdueSince !== undefined && ticket.appeal?.decision?.granted !== true ? 1 : 0,
    returned: ticket.returns.length > 0 ? 1 : 0,
    reopened: ticket.reopenings.length > 0 ? 1 : 0,
    rated: ticket.rating ? 1 : 0,
    satisfied: (ticket.rating?.score ?? 0) >= 4 ? 1 : 0,
  }
}

function keyOf(ticket: Ticket, zone: string) {
  const { grid } = ticket.place
  return {
    day: localDate(zone, ticket.reportedAt),
    gridId: grid.small ?? grid.medium ?? grid.large,
    subcategory: ticket.subcategory ?? '',
    source: ticket.source,
  }
}

export function rollupDeltas(before: Ticket | undefined, after: Ticket, zone: string): readonly RollupCell[] {
  const to = { ...keyOf(after, zone), counts: countsOf(after) }
  if (!before) return [to]
  const from = { ...keyOf(before, zone), counts: countsOf(before) }
  if (sameKey(from, to)) {
    const counts = mapCounts(measure => to.counts[measure] - from.counts[measure])
    return measures.some(measure => counts[measure] !== 0) ? [{ ...to, counts }] : []
  }
  return [{ ...from, counts: mapCounts(measure => -from.counts[measure]) }, to]
}

function mapCounts(count: (measure: Measure) => number): Counts {
  return Object.fromEntries(measures.map(measure => [measure, count(measure)])) as Counts
}

function sameKey(one: RollupCell, other: RollupCell): boolean {
  return (
    one.day === other.day &&
    one.gridId === other.gridId &&
    one.subcategory === other.subcategory &&
    one.source === other.source
  )
}

/** Adds up, so that a batch touches each row once, in one order: two batches at once then never wait in a circle. */
function summed(deltas: readonly RollupCell[]): readonly RollupCell[] {
  const byKey = new Map<string, RollupCell>()
  for (const delta of deltas) {
    const key = `${delta.day}|${delta.gridId}|${delta.subcategory}|${delta.source}`
    const known = byKey.get(key)
    byKey.set(key, known ? { ...delta, counts: mapCounts(each => known.counts[each] + delta.counts[each]) } : delta)
  }
  return [...byKey.entries()].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, delta]) => delta)
}

const sums = measures.map(measure => `${measure} = ticket_rollup.${measure} + excluded.${measure}`).join(', ')
const addText = `insert into ticket_rollup (tenant_id, day, grid_id, subcategory, source, slot, ${measures.join(', ')})
  select $1, day, "gridId", subcategory, source, pg_backend_pid() % 8, ${measures.join(', ')}
  from jsonb_to_recordset($2::jsonb) as delta(day date, "gridId" uuid, subcategory text, source text, ${measures.map(measure => `${measure} integer`).join(', ')})
  on conflict (tenant_id, day, grid_id, subcategory, source, slot) do update set ${sums}`

export async function addToRollup(tx: Tx, deltas: readonly RollupCell[]): Promise<void> {
  if (deltas.length === 0) return
  const rows = summed(deltas).map(({ counts, ...key }) => ({ ...key, ...counts }))
  await tx.query(addText, [tx.tenantId, JSON.stringify(rows)], 'rollup-add')
}

export type FiguresRow = Record<Measure, number> & { day: string; grid_id: string; subcategory: string; source: string }

/** Sums of a period by the wished columns; reads the rollup only. */
export async function readRollup(
  tx: Tx,
  period: { readonly from: string; readonly to: string },
  by: readonly ('month' | 'day' | 'grid_id' | 'subcategory' | 'source')[],
): Promise<readonly Record<string, string | number>[]> {
  const columns = by.map(each => (each === 'month' ? `to_char(day, 'YYYY-MM') as month` : each))
  const groups = by.map((_, index) => String(index + 1)).join(', ')
  return tx.query(
    `select ${[...columns, ...measures.map(measure => `sum(${measure})::int as ${measure}`)].join(', ')}
     from ticket_rollup where tenant_id = $1 and day between $2 and $3 ${groups ? `group by ${groups} order by ${groups}` : ''}`,
    [tx.tenantId, period.from, period.to],
  )
}
