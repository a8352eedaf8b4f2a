/** Supervision (督办) in levels 1 to 3: a side line beside the loop, not a stamp on every ticket. */
import type { CommandOf } from '../contract.ts'
import { type Decide, deciderOf, demandAction, present } from '../decide.ts'
import { demandUnhindered, maySupervise } from '../offer.ts'

export const superviseTicket: Decide<CommandOf<'superviseTicket'>> = (ticket, { level, words }, context) => {
  demandAction(ticket, 'superviseTicket', context)
  demandUnhindered(maySupervise(ticket, level, context.actor))
  return [{ type: 'SupervisionSet', at: context.now, by: deciderOf(context), level, words }]
}

export const liftSupervision: Decide<CommandOf<'liftSupervision'>> = (ticket, { words }, context) => {
  demandAction(ticket, 'liftSupervision', context)
  return [{ type: 'SupervisionLifted', at: context.now, by: deciderOf(context), ...present({ words }) }]
}
