/** Step 4, beside the handling: contact with the reporter, notes, calling units to the spot (吹哨报到), urging. */

import { postsOf } from '../../kernel/actor.ts'
import { demand } from '../../kernel/refusal.ts'
import { capacityFor } from '../access.ts'
import type { CommandOf } from '../contract.ts'
import { type Decide, deciderOf, demandAction, present } from '../decide.ts'

export const recordContact: Decide<CommandOf<'recordContact'>> = (ticket, { reached, words }, context) => {
  demandAction(ticket, 'recordContact', context)
  return [{ type: 'ReporterContacted', at: context.now, by: deciderOf(context), reached, ...present({ words }) }]
}

/**
 * Whether this person may read the reporter's name and number. Nothing happens to the ticket, so there is no event: the
 * server writes the read and its reason to the audit trail in the same transaction in which it unmasks the number.
 */
export const revealReporter: Decide<CommandOf<'revealReporter'>> = (ticket, _command, context) => {
  demandAction(ticket, 'revealReporter', context)
  const { reporter, passWithoutName } = ticket
  const leads = ['leader', 'higher', 'centre'].includes(
    capacityFor(ticket, 'dispatchTicket', context.actor)?.relation ?? '',
  )
  // Passed on without the name: whoever handles it does not learn it, only the leaders who took the report.
  demand(!passWithoutName || leads, 'not_permitted', { action: 'revealReporter' })
  demand(reporter.contact !== undefined || reporter.personId !== undefined, 'not_found', { field: 'reporter' })
  deciderOf(context)
  return []
}

export const noteTicket: Decide<CommandOf<'noteTicket'>> = (ticket, { words, photos = [] }, context) => {
  demandAction(ticket, 'noteTicket', context)
  return [{ type: 'TicketNoted', at: context.now, by: deciderOf(context), words, photos }]
}

export const callUnits: Decide<CommandOf<'callUnits'>> = (ticket, { units, words }, context) => {
  demandAction(ticket, 'callUnits', context)
  const called = [...new Set(units)]
  const by = deciderOf(context)
  return [{ type: 'UnitsCalled', at: context.now, callId: context.id, units: called, by, ...present({ words }) }]
}

export const recordArrival: Decide<CommandOf<'recordArrival'>> = (ticket, { callId, unitId }, context) => {
  demandAction(ticket, 'recordArrival', context)
  const call = ticket.calls.find(each => each.callId === callId)
  const awaited = call?.units.includes(unitId) === true && !call.arrivals.some(each => each.unitId === unitId)
  demand(awaited, 'call_missing', { callId, unitId })
  // A clerk who is here only because his unit was called speaks for his own unit.
  const onlyCalled = capacityFor(ticket, 'callUnits', context.actor) === undefined
  const ownUnit = postsOf(context.actor, 'unit_clerk').some(post => post.unitId === unitId)
  demand(!onlyCalled || ownUnit, 'not_permitted', { field: 'unitId' })
  return [{ type: 'UnitArrived', at: context.now, callId, unitId, by: deciderOf(context) }]
}

/** 催办: by the reporter or above. */
export const urgeTicket: Decide<CommandOf<'urgeTicket'>> = (ticket, { words }, context) => {
  demandAction(ticket, 'urgeTicket', context)
  const by = deciderOf(context)
  const byReporter = capacityFor(ticket, 'urgeTicket', context.actor)?.relation === 'reporter'
  return [{ type: 'TicketUrged', at: context.now, by, byReporter, ...present({ words }) }]
}
