/**
 * What the town's own clock does to a ticket. Each timer is asked again of `timersOf` before it fires, so one that fires
 * twice, or after somebody acted, does nothing. Escalation stops at the town (domain.md §3).
 */
import type { Duration } from '../../kernel/time.ts'
import { dueSoonAt, type Light, lightOf, promiseDueAt, promiseRuns, type TimerKind, timersOf } from '../clock.ts'
import { type Context, holdInStatus } from '../decide.ts'
import type { TicketEvent } from '../events.ts'
import { evolve } from '../evolve.ts'
import { isOpen, type Level, type Ticket } from '../ticket.ts'
import { nextFollowUp } from './referral.ts'
import { nextLevelUp } from './routing.ts'

/** Stands for a person where the clock closes a ticket. */
export const clockHand = 'clock'

export type ClockContext = Context & {
  /** Levels of the ticket's path that have a leader now: the others are skipped. The town is always there. */
  readonly staffed: readonly Level[]
  /** Night, off hours, storm: the duty officer of the roster is called, not the secretary. */
  readonly dutyTime: boolean
}

export function fireTimer(ticket: Ticket, kind: TimerKind, context: ClockContext): readonly TicketEvent[] {
  const { now, calendar, catalogue } = context
  const timer = timersOf(ticket, calendar, catalogue).find(each => each.kind === kind)
  if (!timer || now < timer.dueAt) return []
  // At the due instant itself it is still in time.
  if (kind === 'overdue' && now === timer.dueAt) return []
  return fired(ticket, kind, context)
}

function fired(ticket: Ticket, kind: TimerKind, context: ClockContext): readonly TicketEvent[] {
  const { now: at, catalogue } = context
  switch (kind) {
    case 'due_soon':
      return [{ type: 'TicketFellDueSoon', at }]
    case 'overdue':
      return [{ type: 'TicketFellOverdue', at }]
    case 'escalate':
      return escalated(ticket, context)
    case 'order_closes': {
      const hold = holdInStatus('accepted', ticket.level, catalogue)
      return [{ type: 'OrderClosedUnfilled', at, taken: ticket.order?.takers.length ?? 0, hold }]
    }
    case 'suspension_ends': {
      const hold = holdInStatus(ticket.status, ticket.level, catalogue)
      // It ends when it was said to, also if the clock was stopped then: the promise must not gain that time.
      const until = ticket.suspensions.at(-1)?.until ?? at
      return [{ type: 'SuspensionEnded', at: until, byClock: true, hold }]
    }
    case 'follow_up':
      return ticket.referral
        ? [{ type: 'ReferralFollowUpDue', at, followUpAt: nextFollowUp(ticket.referral.body, context) }]
        : []
    case 'problem_ends':
      return [{ type: 'ProblemOver', at }]
    case 'close':
      return [{ type: 'TicketClosed', at, by: clockHand, as: 'resolved' }]
    case 'archive':
      return [{ type: 'TicketArchived', at }]
  }
}

function escalated(ticket: Ticket, { now, staffed, dutyTime, catalogue }: ClockContext): readonly TicketEvent[] {
  const next = nextLevelUp(ticket)
  if (next === undefined) return []
  const to: Level = next === 'medium' && !staffed.includes('medium') ? 'large' : next
  const skipped: readonly Level[] = to === next ? [] : [next]
  const hold = holdInStatus(ticket.status, to, catalogue)
  const called = dutyTime ? 'duty_officer' : 'leader'
  return [{ type: 'TicketEscalated', at: now, from: ticket.level, to, skipped, called, hold }]
}

/** The light that the calendar and the limits in force give at this moment. */
export function lightAt(ticket: Ticket, { now, calendar }: Context): Light {
  if (now > promiseDueAt(ticket, calendar)) return 'overdue'
  return now >= dueSoonAt(ticket, calendar) ? 'due_soon' : 'on_time'
}

/** After a changed calendar, limit or foreign limit: the light of an open ticket is set right at once, or left alone. */
export function recalculate(ticket: Ticket, context: Context): readonly TicketEvent[] {
  if (!promiseRuns(ticket)) return []
  const light = lightAt(ticket, context)
  return light === lightOf(ticket) ? [] : [{ type: 'LightCorrected', at: context.now, light }]
}

/** The limit of the filing condition was changed in the catalogue while the ticket was open; the promise's start stays. */
export function changeLimit(
  ticket: Ticket,
  change: { readonly condition: string; readonly limit: Duration; readonly by: string },
  context: Context,
): readonly TicketEvent[] {
  const { limit: former } = ticket.promise
  const same = former.amount === change.limit.amount && former.unit === change.limit.unit
  if (!isOpen(ticket) || (same && ticket.condition === change.condition)) return []
  const changed: TicketEvent = {
    type: 'LimitChanged',
    at: context.now,
    by: change.by,
    limit: change.limit,
    condition: change.condition,
  }
  return [changed, ...recalculate(evolve(ticket, changed), context)]
}
