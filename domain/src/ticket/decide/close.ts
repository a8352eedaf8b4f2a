/** Step 6: closed as resolved, explained or referred (merged: merge.ts), or settled on the spot by the finder (即报即结). */
import { demand } from '../../kernel/refusal.ts'
import type { CommandOf } from '../contract.ts'
import { type Decide, deciderOf, demandAction, holdInStatus, present } from '../decide.ts'
import type { TicketEvent } from '../events.ts'
import { runningSuspension } from '../ticket.ts'
import { acceptance } from './assess.ts'
import { inTimeAfterAll } from './verify.ts'

/** No second verifier; the village samples them. */
export const closeOnTheSpot: Decide<CommandOf<'closeOnTheSpot'>> = (ticket, { words, photos = [] }, context) => {
  demandAction(ticket, 'closeOnTheSpot', context)
  const by = deciderOf(context)
  const accepted = ticket.acceptedAt === undefined ? [acceptance(ticket, {}, context)] : []
  const closed: TicketEvent = { type: 'TicketClosedOnTheSpot', at: context.now, by, words, photos }
  return [...inTimeAfterAll(ticket, context), ...accepted, closed]
}

/** Closing is not fixing: as resolved only what was verified, as referred only what the other side has in its hands. */
export const closeTicket: Decide<CommandOf<'closeTicket'>> = (ticket, { as, words }, context) => {
  demandAction(ticket, 'closeTicket', context)
  const { status, referral } = ticket
  demand((as === 'resolved') === (status === 'resolved'), 'action_not_in_status', { action: 'closeTicket', status, as })
  if (as === 'referred') demand(Boolean(referral?.receipt ?? referral?.reply), 'referral_missing', { field: 'as' })
  // An explanation that says nothing explains nothing.
  if (as === 'explained') demand(words !== undefined, 'reason_required', { field: 'words' })
  const by = deciderOf(context)
  const hold = holdInStatus(status, ticket.level, context.catalogue)
  const resumed: readonly TicketEvent[] = runningSuspension(ticket)
    ? [{ type: 'SuspensionEnded', at: context.now, by, byClock: false, hold }]
    : []
  const inTime = as === 'resolved' ? [] : inTimeAfterAll(ticket, context)
  return [...inTime, ...resumed, { type: 'TicketClosed', at: context.now, by, as, ...present({ words }) }]
}
