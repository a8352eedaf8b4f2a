/** Supervision (督办) in levels 1 to 3: a side line beside the loop, not a stamp on every ticket. */
import { demand } from '../../kernel/refusal.ts'
import { relationsOf } from '../access.ts'
import type { CommandOf } from '../contract.ts'
import { type Context, type Decide, deciderOf, demandAction, present } from '../decide.ts'
import type { Ticket } from '../ticket.ts'

export const superviseTicket: Decide<CommandOf<'superviseTicket'>> = (ticket, { level, words }, context) => {
  demandAction(ticket, 'superviseTicket', context)
  demandRank(ticket, level, context)
  demandRank(ticket, ticket.supervision?.level, context)
  return [{ type: 'SupervisionSet', at: context.now, by: deciderOf(context), level, words }]
}

export const liftSupervision: Decide<CommandOf<'liftSupervision'>> = (ticket, { words }, context) => {
  demandAction(ticket, 'liftSupervision', context)
  demandRank(ticket, ticket.supervision?.level, context)
  return [{ type: 'SupervisionLifted', at: context.now, by: deciderOf(context), ...present({ words }) }]
}

/** 挂牌督办, level 3, is set, lowered and lifted by the approver (分管领导) alone. */
function demandRank(ticket: Ticket, level: 1 | 2 | 3 | undefined, { actor }: Context): void {
  demand(level !== 3 || relationsOf(ticket, actor).has('approver'), 'not_permitted', {
    field: 'level',
    who: ['approver'],
  })
}
