/** Step 5, confirm (跟踪反馈): another person looks, or the reporter says yes or no; rated; reported again. */
import { demand } from '../../kernel/refusal.ts'
import type { CommandOf } from '../contract.ts'
import { type Context, type Decide, deciderOf, demandAction, holdFor, holdInStatus, present } from '../decide.ts'
import type { TicketEvent } from '../events.ts'
import type { ContentRef, Ticket } from '../ticket.ts'
import { recalculate } from './clock.ts'

export const verifyTicket: Decide<CommandOf<'verifyTicket'>> = (ticket, { passed, words }, context) => {
  demandAction(ticket, 'verifyTicket', context)
  return checked(ticket, passed, false, words, context)
}

export const confirmTicket: Decide<CommandOf<'confirmTicket'>> = (ticket, { solved, words }, context) => {
  demandAction(ticket, 'confirmTicket', context)
  return checked(ticket, solved, true, words, context)
}

function checked(
  ticket: Ticket,
  passed: boolean,
  byReporter: boolean,
  words: ContentRef | undefined,
  context: Context,
): readonly TicketEvent[] {
  const by = deciderOf(context)
  if (passed) {
    const verified: TicketEvent = { type: 'TicketVerified', at: context.now, by, byReporter, ...present({ words }) }
    return [...inTimeAfterAll(ticket, context), verified]
  }
  // Rework without a reason sends the handler out to guess.
  demand(words !== undefined, 'reason_required', { field: 'words' })
  const hold = holdFor(ticket, 'handle', context.catalogue)
  return [{ type: 'VerificationFailed', at: context.now, by, byReporter, words, hold }]
}

/** What happened before the deadline but is heard of after the clock called it overdue was in time (design.md §3.12). */
export function inTimeAfterAll(ticket: Ticket, context: Context): readonly TicketEvent[] {
  return ticket.overdueSince === undefined ? [] : recalculate(ticket, context)
}

export const rateTicket: Decide<CommandOf<'rateTicket'>> = (ticket, { score, words }, context) => {
  demandAction(ticket, 'rateTicket', context)
  return [{ type: 'TicketRated', at: context.now, by: deciderOf(context), score, ...present({ words }) }]
}

/** 再次反映: back to the former holder, or to the leader where there was none. */
export const reopenTicket: Decide<CommandOf<'reopenTicket'>> = (ticket, { words }, context) => {
  demandAction(ticket, 'reopenTicket', context)
  const status = ticket.dispatch ? 'dispatched' : 'accepted'
  const hold = holdInStatus(status, ticket.level, context.catalogue)
  return [{ type: 'TicketReopened', at: context.now, by: deciderOf(context), words, status, hold }]
}
