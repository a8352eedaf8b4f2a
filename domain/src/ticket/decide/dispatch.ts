/** Step 3, dispatch (分派流转): to a person or a unit; acknowledged, returned, forwarded, contested. */
import { demand } from '../../kernel/refusal.ts'
import { demandReason } from '../catalogue.ts'
import type { CommandOf } from '../contract.ts'
import { type Context, type Decide, deciderOf, demandAction, holdFor, present } from '../decide.ts'
import type { TicketEvent } from '../events.ts'
import { demandUnhindered, mayNotReceive } from '../offer.ts'
import { type Holder, type Level, openContest, sameHolder, type Ticket } from '../ticket.ts'
import { cleanHolder, demandOwnList } from './routing.ts'

/** `toLevel`: the lowest level at which the receiving person or unit serves, found by the server from posts and units. */
export type DispatchCommand = CommandOf<'dispatchTicket'> & { readonly toLevel?: Level }
export type ForwardCommand = CommandOf<'forwardTicket'> & { readonly toLevel?: Level }

export const dispatchTicket: Decide<DispatchCommand> = (ticket, { to, toLevel, words }, context) => {
  demandAction(ticket, 'dispatchTicket', context)
  demandReceiver(ticket, to, toLevel, context)
  return [
    {
      type: 'TicketDispatched',
      at: context.now,
      dispatchId: context.id,
      to: cleanHolder(to),
      by: deciderOf(context),
      ...present({ words }),
      hold: context.catalogue.limits.acknowledge,
    },
  ]
}

export const withdrawDispatch: Decide<CommandOf<'withdrawDispatch'>> = (ticket, _command, context) => {
  demandAction(ticket, 'withdrawDispatch', context)
  const by = deciderOf(context)
  const hold = holdFor(ticket, 'dispatch', context.catalogue)
  // Taking a contested dispatch back gives the contester right; left open, the contest would block the next holder.
  const conceded: readonly TicketEvent[] = openContest(ticket)
    ? [{ type: 'ContestDecided', at: context.now, by, upheld: false, hold }]
    : []
  return [...conceded, { type: 'DispatchWithdrawn', at: context.now, by, hold }]
}

export const acknowledgeTicket: Decide<CommandOf<'acknowledgeTicket'>> = (ticket, _command, context) => {
  demandAction(ticket, 'acknowledgeTicket', context)
  const hold = holdFor(ticket, 'handle', context.catalogue)
  return [{ type: 'TicketAcknowledged', at: context.now, by: deciderOf(context), hold }]
}

export const returnTicket: Decide<CommandOf<'returnTicket'>> = (ticket, { reason, words }, context) => {
  demandAction(ticket, 'returnTicket', context)
  demandReason(context.catalogue, 'return', reason)
  const hold = holdFor(ticket, 'dispatch', context.catalogue)
  return [{ type: 'TicketReturned', at: context.now, by: deciderOf(context), reason, ...present({ words }), hold }]
}

export const forwardTicket: Decide<ForwardCommand> = (ticket, { to, toLevel, words }, context) => {
  demandAction(ticket, 'forwardTicket', context)
  const holder = ticket.dispatch?.to
  demand(holder !== undefined && !sameHolder(holder, to), 'field_invalid', { field: 'to' })
  demandReceiver(ticket, to, toLevel, context)
  return [
    {
      type: 'TicketForwarded',
      at: context.now,
      dispatchId: context.id,
      to: cleanHolder(to),
      by: deciderOf(context),
      ...present({ words }),
      hold: context.catalogue.limits.acknowledge,
    },
  ]
}

export const contestDispatch: Decide<CommandOf<'contestDispatch'>> = (ticket, { reason, words }, context) => {
  demandAction(ticket, 'contestDispatch', context)
  demandReason(context.catalogue, 'contest', reason)
  const by = deciderOf(context)
  return [{ type: 'DispatchContested', at: context.now, contestId: context.id, by, reason, ...present({ words }) }]
}

/** @throws Refusal own_matter, contest_decided, contest_missing, outside_own_list */
function demandReceiver(ticket: Ticket, to: Holder, toLevel: Level | undefined, { catalogue }: Context): void {
  demandUnhindered(mayNotReceive(ticket, to))
  demandOwnList(ticket, toLevel ?? ticket.level, catalogue)
}

/** `upheld`: the dispatch stands and binds. Decided neither by who contests nor by who dispatched. */
export const decideContest: Decide<CommandOf<'decideContest'>> = (ticket, { upheld, words }, context) => {
  demandAction(ticket, 'decideContest', context)
  const by = deciderOf(context)
  const hold = upheld ? context.catalogue.limits.acknowledge : holdFor(ticket, 'dispatch', context.catalogue)
  return [{ type: 'ContestDecided', at: context.now, by, upheld, ...present({ words }), hold }]
}
