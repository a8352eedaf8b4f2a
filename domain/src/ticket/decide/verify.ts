/** Step 5, confirm (跟踪反馈): another person looks, or the reporter says yes or no; rated; reported again. */
import { demand } from '../../kernel/refusal.ts'
import { type Instant, instantOf, milliseconds } from '../../kernel/time.ts'
import { holds } from '../access.ts'
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
  demand(!hasHandled(ticket, context), 'same_person_may_not_verify', { completedBy: ticket.result?.by ?? null })
  if (passed) {
    const verified: TicketEvent = { type: 'TicketVerified', at: context.now, by, byReporter, ...present({ words }) }
    return [...inTimeAfterAll(ticket, context), verified]
  }
  // Rework without a reason sends the handler out to guess.
  demand(words !== undefined, 'reason_required', { field: 'words' })
  const hold = holdFor(ticket, 'handle', context.catalogue)
  return [{ type: 'VerificationFailed', at: context.now, by, byReporter, words, hold }]
}

function hasHandled(ticket: Ticket, { actor }: Context): boolean {
  if (actor.kind !== 'person' && actor.kind !== 'resident') return false
  const took = ticket.dispatch === undefined && ticket.order?.takers.some(each => each.personId === actor.personId)
  const held = [ticket.dispatch?.to, ticket.responsible].some(each => each !== undefined && holds(each, actor))
  return ticket.result?.by === actor.personId || took === true || held
}

/** What happened before the deadline but is heard of after the clock called it overdue was in time (design.md §3.12). */
export function inTimeAfterAll(ticket: Ticket, context: Context): readonly TicketEvent[] {
  return ticket.overdueSince === undefined ? [] : recalculate(ticket, context)
}

/** Rating and reporting again end together, some days after the matter was closed. */
function ratingEndsAt(ticket: Ticket, { catalogue }: Context): Instant | undefined {
  const from = ticket.closing?.at ?? ticket.resolvedAt
  return from && instantOf(milliseconds(from) + catalogue.limits.ratingDays * 24 * 3_600_000)
}

export const rateTicket: Decide<CommandOf<'rateTicket'>> = (ticket, { score, words }, context) => {
  demandAction(ticket, 'rateTicket', context)
  demand(ticket.rating === undefined, 'already_rated')
  const endsAt = ratingEndsAt(ticket, context)
  demand(endsAt !== undefined && context.now <= endsAt, 'rating_closed', { endedAt: endsAt ?? null })
  return [{ type: 'TicketRated', at: context.now, by: deciderOf(context), score, ...present({ words }) }]
}

/** 再次反映: back to the former holder, or to the leader where there was none. */
export const reopenTicket: Decide<CommandOf<'reopenTicket'>> = (ticket, { words }, context) => {
  demandAction(ticket, 'reopenTicket', context)
  const endsAt = ratingEndsAt(ticket, context)
  demand(endsAt !== undefined && context.now <= endsAt, 'reopening_closed', { endedAt: endsAt ?? null })
  const status = ticket.dispatch ? 'dispatched' : 'accepted'
  const hold = holdInStatus(status, ticket.level, context.catalogue)
  return [{ type: 'TicketReopened', at: context.now, by: deciderOf(context), words, status, hold }]
}
