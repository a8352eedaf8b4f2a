import { isDeepStrictEqual } from 'node:util'
import type { TicketEvent } from '@onegrid/domain/ticket/events.ts'
import { fold } from '@onegrid/domain/ticket/evolve.ts'
import type { Ticket } from '@onegrid/domain/ticket/ticket.ts'
import type { Tx } from '../database/database.ts'
import type { StreamCheck } from '../journal/verify.ts'
import { columnsOf } from './columns.ts'
import { type RollupCell, rollupDeltas } from './rollup.ts'
import { streamKind } from './store.ts'
import type { TownAtWork } from './town-rules.ts'

/** Folds every ticket's journal and compares it with the current row, and all of them with the rollup. */
export function ticketCheck(town: TownAtWork): StreamCheck {
  const cells = new Map<string, RollupCell>()
  return {
    streamKind,
    async check(tx, ticketId, rows, head) {
      const folded = fold(rows.map(row => ({ type: row.type, at: row.occurred_at, ...row.payload }) as TicketEvent))
      for (const delta of rollupDeltas(undefined, folded, town.zone)) {
        const key = `${delta.day} ${delta.gridId} ${delta.subcategory} ${delta.source}`
        const known = cells.get(key)
        cells.set(key, known ? { ...delta, counts: sum(known.counts, delta.counts) } : delta)
      }
      const [current] = await tx.query<{
        state: Ticket
        sequence: number
        head: Buffer
        status: string
        queue: string
        light: string
      }>(
        'select state, sequence, head, status, queue, light from ticket where tenant_id = $1 and ticket_id = $2',
        [tx.tenantId, ticketId],
        'verify-ticket',
      )
      if (!current) return [{ what: 'row_differs', detail: 'the journal has a ticket that has no row' }]
      const faults = []
      if (!isDeepStrictEqual(current.state, JSON.parse(JSON.stringify(folded)))) {
        faults.push({
          what: 'row_differs' as const,
          detail: `row and folded journal differ in ${differing(current.state, folded)}`,
        })
      }
      if (current.sequence !== rows.length || !current.head.equals(head)) {
        faults.push({
          what: 'head_differs' as const,
          detail: `row stands at ${current.sequence}, journal at ${rows.length}`,
        })
      }
      const { status, queue, light } = columnsOf(folded, town.calendar, town.catalogue)
      if (current.status !== status || current.queue !== queue || current.light !== light) {
        faults.push({ what: 'row_differs' as const, detail: 'columns differ from the state' })
      }
      return faults
    },
    async finish(tx) {
      return compareRollup(tx, cells)
    },
  }
}

async function compareRollup(tx: Tx, cells: ReadonlyMap<string, RollupCell>) {
  const rows = await tx.query<Record<string, string | number>>(
    `select day || ' ' || grid_id || ' ' || subcategory || ' ' || source as key, sum(received)::int as received, sum(accepted)::int as accepted,
       sum(declined)::int as declined, sum(merged)::int as merged, sum(closed)::int as closed, sum(solved)::int as solved,
       sum(overdue)::int as overdue, sum(returned)::int as returned, sum(reopened)::int as reopened, sum(rated)::int as rated,
       sum(satisfied)::int as satisfied
     from ticket_rollup where tenant_id = $1 group by 1`,
    [tx.tenantId],
  )
  const fault = (key: string, detail: string) => ({
    what: 'rollup_differs' as const,
    streamKind: 'rollup',
    streamId: key,
    detail,
  })
  const faults = []
  const left = new Map(cells)
  for (const { key, ...counts } of rows) {
    const told = left.get(String(key))?.counts
    left.delete(String(key))
    const empty = Object.values(counts).every(count => count === 0)
    if (told ? !isDeepStrictEqual(counts, { ...told }) : !empty)
      faults.push(fault(String(key), 'the counts differ from the journal'))
  }
  for (const key of left.keys()) faults.push(fault(key, 'the journal counts what the rollup does not'))
  return faults
}

function sum(one: RollupCell['counts'], other: RollupCell['counts']): RollupCell['counts'] {
  return Object.fromEntries(
    Object.entries(one).map(([key, count]) => [key, count + other[key as keyof typeof other]]),
  ) as RollupCell['counts']
}

function differing(row: Ticket, folded: Ticket): string {
  const keys = new Set([...Object.keys(row), ...Object.keys(folded)]) as Set<keyof Ticket>
  return [...keys]
    .filter(key => !isDeepStrictEqual(row[key], JSON.parse(JSON.stringify(folded[key] ?? null)) ?? undefined))
    .join(', ')
}
