/** Suspension (挂账): once, at most a year, its reason public, ends by itself. */
import { demand } from '../../kernel/refusal.ts'
import type { Instant } from '../../kernel/time.ts'
import { demandReason } from '../catalogue.ts'
import type { CommandOf } from '../contract.ts'
import { type Decide, deciderOf, demandAction, holdInStatus, present } from '../decide.ts'

export const suspendTicket: Decide<CommandOf<'suspendTicket'>> = (ticket, { reason, until, words }, context) => {
  demandAction(ticket, 'suspendTicket', context)
  demandReason(context.catalogue, 'suspension', reason)
  demand(until > context.now, 'time_not_ahead', { field: 'until', value: until })
  demand(until <= oneYearAfter(context.now), 'suspension_too_long', {
    field: 'until',
    latest: oneYearAfter(context.now),
  })
  return [{ type: 'TicketSuspended', at: context.now, by: deciderOf(context), reason, ...present({ words }), until }]
}

/** The same reading of the calendar a year on; as a bound it may name 29 February of a common year, which sorts right. */
function oneYearAfter(now: Instant): Instant {
  return `${String(Number(now.slice(0, 4)) + 1).padStart(4, '0')}${now.slice(4)}`
}

export const resumeTicket: Decide<CommandOf<'resumeTicket'>> = (ticket, _command, context) => {
  demandAction(ticket, 'resumeTicket', context)
  const hold = holdInStatus(ticket.status, ticket.level, context.catalogue)
  return [{ type: 'SuspensionEnded', at: context.now, by: deciderOf(context), byClock: false, hold }]
}
