/** The end of step 4: the handler says what was done. Whether it is solved is for another to say (verify.ts). */
import type { CommandOf } from '../contract.ts'
import { type Decide, deciderOf, demandAction } from '../decide.ts'

export const completeTicket: Decide<CommandOf<'completeTicket'>> = (ticket, { words, photos = [] }, context) => {
  demandAction(ticket, 'completeTicket', context)
  const hold = context.catalogue.limits.verify
  return [{ type: 'TicketCompleted', at: context.now, by: deciderOf(context), words, photos, hold }]
}
