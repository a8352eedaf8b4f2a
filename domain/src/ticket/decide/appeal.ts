/** Overdue appeal (超期剔除申请): decided by somebody else than who appeals. */
import { demandReason } from '../catalogue.ts'
import type { CommandOf } from '../contract.ts'
import { type Decide, deciderOf, demandAction, present } from '../decide.ts'

export const appealOverdue: Decide<CommandOf<'appealOverdue'>> = (ticket, { reason, words }, context) => {
  demandAction(ticket, 'appealOverdue', context)
  demandReason(context.catalogue, 'appeal', reason)
  return [{ type: 'OverdueAppealed', at: context.now, appealId: context.id, by: deciderOf(context), reason, words }]
}

export const decideAppeal: Decide<CommandOf<'decideAppeal'>> = (ticket, { granted, words }, context) => {
  demandAction(ticket, 'decideAppeal', context)
  const by = deciderOf(context)
  return [{ type: 'AppealDecided', at: context.now, by, granted, ...present({ words }) }]
}
