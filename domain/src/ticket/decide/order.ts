/** The three orders (三单): the grid issues an order, Party members, volunteers and social workers take it. */
import { addDuration } from '../../kernel/calendar.ts'
import { demand } from '../../kernel/refusal.ts'
import { demandPermission, relationsOf } from '../access.ts'
import type { CommandOf } from '../contract.ts'
import { type Context, type Decide, deciderOf, demandAction, holdFor, present } from '../decide.ts'
import type { TicketEvent } from '../events.ts'
import { demandUnhindered, mayNotTake } from '../offer.ts'
import type { Ticket } from '../ticket.ts'

/** `reach`: the other small grids of the Party group, which the town knows and the ticket does not. */
export type OrderCommand = CommandOf<'issueOrder'> & { readonly reach?: readonly string[] }

export const issueOrder: Decide<OrderCommand> = (ticket, command, context) => {
  demandAction(ticket, 'issueOrder', context)
  const { catalogue, calendar, now } = context
  const { need, needed, startsAt, reach } = command
  const closesAt = command.closesAt ?? addDuration(calendar, now, catalogue.limits.order)
  demand(closesAt > now, 'time_not_ahead', { field: 'closesAt', value: closesAt })
  demand(Number.isInteger(needed) && needed >= 1, 'field_invalid', { field: 'needed', value: needed })
  const by = deciderOf(context)
  const more = present({ startsAt, reach: reach?.length ? reach : undefined })
  return [{ type: 'OrderIssued', at: now, orderId: context.id, by, need, needed, ...more, closesAt }]
}

/** First to take wins: whoever comes when all places are taken is told so. */
export const takeOrder: Decide<CommandOf<'takeOrder'>> = (ticket, _command, context) => {
  demandPermission(ticket, 'takeOrder', context.actor)
  const takers = ticket.order?.takers.length ?? 0
  const filled = ticket.status === 'handling' && ticket.dispatch === undefined && takers > 0
  demand(!filled, 'order_full', { needed: takers })
  demandAction(ticket, 'takeOrder', context)
  return [taken(ticket, deciderOf(context), undefined, context)]
}

/** 代接: somebody said so in a chat group; who entered him stands beside. */
export const enterTaker: Decide<CommandOf<'enterTaker'>> = (ticket, { personId }, context) => {
  demandAction(ticket, 'enterTaker', context)
  return [taken(ticket, personId, deciderOf(context), context)]
}

/** The leader waits for no more: those who took it go to work; with nobody there it is his again to give. */
export const endOrder: Decide<CommandOf<'endOrder'>> = (ticket, _command, context) => {
  demandAction(ticket, 'endOrder', context)
  const taken = ticket.order?.takers.length ?? 0
  const hold = holdFor(ticket, taken > 0 ? 'handle' : 'dispatch', context.catalogue)
  return [{ type: 'OrderEnded', at: context.now, by: deciderOf(context), taken, hold }]
}

/** Somebody whose report-in fits is asked; he says yes or nothing. Nobody is asked twice, nobody for his own matter. */
export const askHelper: Decide<CommandOf<'askHelper'>> = (ticket, { personId }, context) => {
  demandAction(ticket, 'askHelper', context)
  const { order } = ticket
  demand(order !== undefined && context.now <= order.closesAt, 'order_closed', { closesAt: order?.closesAt ?? null })
  demandUnhindered(mayNotTake(ticket, personId))
  demand(order.asked?.includes(personId) !== true, 'helper_asked', { personId })
  return [{ type: 'HelperAsked', at: context.now, personId, by: deciderOf(context) }]
}

function taken(ticket: Ticket, personId: string, enteredBy: string | undefined, context: Context): TicketEvent {
  const { order } = ticket
  demand(order !== undefined && context.now <= order.closesAt, 'order_closed', { closesAt: order?.closesAt ?? null })
  demandUnhindered(mayNotTake(ticket, personId))
  const filled = order.takers.length + 1 >= order.needed
  const hold = holdFor(ticket, 'handle', context.catalogue)
  return { type: 'OrderTaken', at: context.now, personId, ...present({ enteredBy }), filled, hold }
}

/** 退接: by the taker himself, or for him by a leader. A full order opens again until its closing time. */
export const giveBackOrder: Decide<CommandOf<'giveBackOrder'>> = (ticket, command, context) => {
  demandAction(ticket, 'giveBackOrder', context)
  const by = deciderOf(context)
  const personId = command.personId ?? by
  const held = relationsOf(ticket, context.actor)
  const leads = held.has('leader') || held.has('higher') || held.has('centre')
  demand(personId === by || leads, 'not_permitted', { field: 'personId' })
  const took = ticket.order?.takers.some(each => each.personId === personId) === true
  demand(took, 'order_not_taken', { personId })
  const reopened = ticket.status === 'handling'
  const hold = holdFor(ticket, 'dispatch', context.catalogue)
  return [{ type: 'OrderGivenBack', at: context.now, personId, by, reopened, hold }]
}
