/** Known-problem notice ("whole village without power, restored by 18:00"): gathers all new reports of it and answers. */
import { holdsRole } from '../../kernel/actor.ts'
import { demand } from '../../kernel/refusal.ts'
import type { Instant } from '../../kernel/time.ts'
import type { CommandOf } from '../contract.ts'
import { type Decide, deciderOf, demandAction, present } from '../decide.ts'
import { type GridPath, gridAtLevel, isOpen, type Ticket } from '../ticket.ts'

export const announceProblem: Decide<CommandOf<'announceProblem'>> = (ticket, command, context) => {
  demandAction(ticket, 'announceProblem', context)
  const { words, until, supplyAreaId } = command
  demand(ticket.subcategory !== undefined, 'category_missing', { field: 'subcategory' })
  demand(until > context.now, 'time_not_ahead', { field: 'until', value: until })
  const gridId = command.gridId ?? (supplyAreaId === undefined ? gridAtLevel(ticket) : undefined)
  const { large, medium, small } = ticket.place.grid
  // A leader speaks for the grids of the ticket; for another village only the town centre does.
  const own = gridId === undefined || [large, medium, small].includes(gridId)
  demand(own || holdsRole(context.actor, 'centre', 'duty_officer'), 'grid_unknown', { field: 'gridId' })
  const by = deciderOf(context)
  const problem = { words, until, ...present({ gridId, supplyAreaId }), by, at: context.now }
  return [{ type: 'ProblemAnnounced', at: context.now, by, problem }]
}

export const endProblem: Decide<CommandOf<'endProblem'>> = (ticket, { words }, context) => {
  demandAction(ticket, 'endProblem', context)
  return [{ type: 'ProblemOver', at: context.now, by: deciderOf(context), ...present({ words }) }]
}

/** Whether the notice on this ticket takes a new report under itself. */
export function gathers(
  problemTicket: Ticket,
  report: { readonly subcategory: string; readonly grid: GridPath; readonly supplyAreaIds: readonly string[] },
  now: Instant,
): boolean {
  const { problem, subcategory } = problemTicket
  if (!problem || problem.overAt !== undefined || now >= problem.until || !isOpen(problemTicket)) return false
  if (subcategory !== report.subcategory) return false
  const { large, medium, small } = report.grid
  const inGrid = problem.gridId !== undefined && [large, medium, small].includes(problem.gridId)
  return inGrid || (problem.supplyAreaId !== undefined && report.supplyAreaIds.includes(problem.supplyAreaId))
}
