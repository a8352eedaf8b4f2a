import type { WorkCalendar } from '@onegrid/domain/kernel/calendar.ts'
import type { Instant } from '@onegrid/domain/kernel/time.ts'
import type { Catalogue } from '@onegrid/domain/ticket/catalogue.ts'
import { holdDueAt, lightOf, promiseDueAt, timersOf } from '@onegrid/domain/ticket/clock.ts'
import { flagsOf, queueOf } from '@onegrid/domain/ticket/queue.ts'
import { isOpen, type Ticket } from '@onegrid/domain/ticket/ticket.ts'
import { cellOf } from './place-cell.ts'

/** What the current row says beside its state: read off the ticket and the calendar, so that lists are index ranges. */
export type TicketColumns = ReturnType<typeof columnsOf>

export function columnsOf(ticket: Ticket, calendar: WorkCalendar, catalogue: Catalogue) {
  const flags = flagsOf(ticket)
  const { grid, lon, lat } = ticket.place
  const to =
    ticket.dispatch?.to ??
    (ticket.status === 'handling' || ticket.status === 'handled' ? ticket.responsible : undefined)
  return {
    status: ticket.status,
    queue: queueOf(ticket),
    open: isOpen(ticket),
    level: ticket.level,
    large_id: grid.large,
    medium_id: grid.medium ?? null,
    small_id: grid.small ?? null,
    category: ticket.category ?? null,
    subcategory: ticket.subcategory ?? null,
    urgency: ticket.urgency,
    source: ticket.source,
    confidentiality: ticket.confidentiality,
    holder_person: to?.kind === 'person' ? to.personId : null,
    holder_unit: to?.kind === 'unit' ? to.unitId : null,
    light: lightOf(ticket),
    reported_at: ticket.reportedAt,
    due_at: promiseDueAt(ticket, calendar),
    hold_due_at: holdDueAt(ticket, calendar),
    timer_at: earliest(timersOf(ticket, calendar, catalogue).map(timer => timer.dueAt)),
    contested: flags.contested,
    extension_asked: flags.extensionAsked,
    appeal_asked: flags.appealAsked,
    to_write_back: flags.toWriteBack,
    supervised: flags.supervised,
    problem_open: ticket.problem !== undefined && ticket.problem.overAt === undefined,
    merged_into: ticket.mergedInto ?? null,
    lon: lon ?? null,
    lat: lat ?? null,
    cell: lon === undefined || lat === undefined ? null : cellOf(lon, lat),
  }
}

function earliest(instants: readonly Instant[]): Instant | null {
  return instants.reduce<Instant | null>((first, each) => (first === null || each < first ? each : first), null)
}
