/** Duplicates (并案): the second reporter joins the first ticket and both get news; the source only points there. */
import { demand } from '../../kernel/refusal.ts'
import { isGuarded, isOwnMatter, maySee } from '../access.ts'
import type { CommandOf } from '../contract.ts'
import { type Context, type Decide, deciderOf, demandAction, holdInStatus } from '../decide.ts'
import type { TicketEvent } from '../events.ts'
import { confidentialities, type Ticket } from '../ticket.ts'
import { clockHand } from './clock.ts'

/** A known problem gathers its reports by the town's own clock (problem.ts). */
function mergedBy(context: Context): string {
  return context.actor.kind === 'clock' ? clockHand : deciderOf(context)
}

/** Events of the source; `attachDuplicate` gives those of the target, in the same transaction. */
export const mergeTicket: Decide<{ readonly target: Ticket }> = (ticket, { target }, context) => {
  demandAction(ticket, 'mergeTicket', context)
  demand(target.ticketId !== ticket.ticketId, 'merge_into_itself', { field: 'into' })
  demandTarget(target, ticket, context)
  const by = mergedBy(context)
  return [{ type: 'TicketMerged', at: context.now, by, into: target.ticketId, intoNumber: target.number }]
}

function demandTarget(target: Ticket, source: Ticket, { actor }: Context): void {
  demand(maySee(target, actor), 'merge_target_hidden', { field: 'into' })
  demand(!isOwnMatter(target, actor), 'own_matter', { action: 'mergeTicket' })
  demand(target.mergedInto === undefined, 'merge_target_merged', { field: 'into', number: target.number })
  // What only few may see must not be carried into a ticket that more can see.
  const rank = (ticket: Ticket) => confidentialities.indexOf(ticket.confidentiality)
  demand(!isGuarded(source) || rank(target) >= rank(source), 'merge_target_hidden', { field: 'into' })
}

/** The source's reporter, and those who had been merged into the source before, follow the target from now on. */
export function attachDuplicate(target: Ticket, source: Ticket, context: Context): readonly TicketEvent[] {
  demandTarget(target, source, context)
  const by = mergedBy(context)
  const more = source.moreReporters.map(({ ticketId: _merged, ...reporter }) => reporter)
  return [source.reporter, ...more].map(reporter => ({
    type: 'DuplicateAttached',
    at: context.now,
    by,
    ticketId: source.ticketId,
    number: source.number,
    reporter,
  }))
}

export const unmergeTicket: Decide<CommandOf<'unmergeTicket'>> = (ticket, _command, context) => {
  demandAction(ticket, 'unmergeTicket', context)
  const hold = holdInStatus(ticket.statusBeforeMerge ?? 'assessing', ticket.level, context.catalogue)
  return [{ type: 'TicketUnmerged', at: context.now, by: deciderOf(context), hold }]
}

/** The target's side of `unmergeTicket`. */
export function detachDuplicate(target: Ticket, source: Ticket, context: Context): readonly TicketEvent[] {
  demand(target.merged.includes(source.ticketId), 'not_merged', { number: source.number })
  return [{ type: 'DuplicateDetached', at: context.now, by: deciderOf(context), ticketId: source.ticketId }]
}
