/** Extension (延期): adds one original limit, at most twice, never after the deadline, decided one level up. */
import { demandReason } from '../catalogue.ts'
import type { CommandOf } from '../contract.ts'
import { type Decide, deciderOf, demandAction, present } from '../decide.ts'
import { deadlineOver, demandUnhindered } from '../offer.ts'

export const askExtension: Decide<CommandOf<'askExtension'>> = (ticket, { reason, words }, context) => {
  demandAction(ticket, 'askExtension', context)
  demandReason(context.catalogue, 'extension', reason)
  const by = deciderOf(context)
  return [{ type: 'ExtensionAsked', at: context.now, extensionId: context.id, by, reason, ...present({ words }) }]
}

/** Granting after the deadline would make an overdue matter look on time; refusing is possible at any time. */
export const decideExtension: Decide<CommandOf<'decideExtension'>> = (ticket, { granted, words }, context) => {
  demandAction(ticket, 'decideExtension', context)
  const by = deciderOf(context)
  if (granted) demandUnhindered(deadlineOver(ticket, context))
  return [{ type: 'ExtensionDecided', at: context.now, by, granted, ...present({ words }) }]
}
