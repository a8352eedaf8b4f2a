/**
 * Erasing by law (Personal Information Protection Law, art. 47; design.md §3): what was said and who said it goes, the steps, the
 * times and the figures stay. While a matter runs, its words are needed to settle it; so only what has ended is erased.
 */
import { demand } from '../../kernel/refusal.ts'
import type { CommandOf } from '../contract.ts'
import { type Decide, deciderOf, demandAction } from '../decide.ts'

/** @throws Refusal action_not_in_status while it runs or when everything is gone, erased_already for the contact alone */
export const eraseTicket: Decide<CommandOf<'eraseTicket'>> = (ticket, { what, ground }, context) => {
  demandAction(ticket, 'eraseTicket', context)
  demand(ticket.erased !== what, 'erased_already', { field: 'what', pointer: '/what', value: what })
  return [{ type: 'TicketErased', at: context.now, by: deciderOf(context), what, ground }]
}
