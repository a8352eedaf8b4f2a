/** Extension (延期): adds one original limit, at most twice, never after the deadline, decided one level up. */
import { demand } from '../../kernel/refusal.ts'
import { holds } from '../access.ts'
import { demandReason } from '../catalogue.ts'
import { promiseDueAt } from '../clock.ts'
import type { CommandOf } from '../contract.ts'
import { type Context, type Decide, deciderOf, demandAction, present } from '../decide.ts'
import { openExtension, type Ticket } from '../ticket.ts'

const extensionsAllowed = 2

export const askExtension: Decide<CommandOf<'askExtension'>> = (ticket, { reason, words }, context) => {
  demandAction(ticket, 'askExtension', context)
  demandReason(context.catalogue, 'extension', reason)
  // A limit from outside is not the town's to extend; an extension would be granted and change nothing.
  const allowed = ticket.promise.fixedDueAt === undefined ? extensionsAllowed : 0
  demand(ticket.promise.extensions < allowed, 'extension_used_up', { allowed })
  demandBeforeDeadline(ticket, context)
  const by = deciderOf(context)
  return [{ type: 'ExtensionAsked', at: context.now, extensionId: context.id, by, reason, ...present({ words }) }]
}

/** Granting after the deadline would make an overdue matter look on time; refusing is possible at any time. */
export const decideExtension: Decide<CommandOf<'decideExtension'>> = (ticket, { granted, words }, context) => {
  demandAction(ticket, 'decideExtension', context)
  const by = deciderOf(context)
  const holder = ticket.dispatch !== undefined && holds(ticket.dispatch.to, context.actor)
  demand(by !== openExtension(ticket)?.by && !holder, 'own_matter', { action: 'decideExtension' })
  if (granted) demandBeforeDeadline(ticket, context)
  return [{ type: 'ExtensionDecided', at: context.now, by, granted, ...present({ words }) }]
}

function demandBeforeDeadline(ticket: Ticket, { calendar, now }: Context): void {
  const dueAt = promiseDueAt(ticket, calendar)
  demand(now <= dueAt, 'extension_after_deadline', { dueAt })
}
