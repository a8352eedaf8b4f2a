/** Overdue appeal (超期剔除申请): decided by somebody else than who appeals. */
import { demand } from '../../kernel/refusal.ts'
import { holds } from '../access.ts'
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
  const holder = ticket.dispatch !== undefined && holds(ticket.dispatch.to, context.actor)
  demand(by !== ticket.appeal?.by && !holder, 'own_matter', { action: 'decideAppeal' })
  return [{ type: 'AppealDecided', at: context.now, by, granted, ...present({ words }) }]
}
