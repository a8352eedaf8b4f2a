/** What every verb of the ticket gets beside the ticket and its command; nothing of it is read from the outside world. */
import type { Actor } from '../kernel/actor.ts'
import { demand } from '../kernel/refusal.ts'
import type { Duration } from '../kernel/time.ts'
import { demandPermission } from './access.ts'
import type { Catalogue } from './catalogue.ts'
import type { TicketEvent } from './events.ts'
import { demandUnhindered, hindranceOf, type Situation } from './offer.ts'
import type { Level, Status, Ticket } from './ticket.ts'
import { type Action, demandState } from './transitions.ts'

export type Context = Situation & {
  /** A fresh id for what the verb makes (dispatch, order, contest …). */
  readonly id: string
}

/** `(state, command, context) → events`, or a Refusal. Pure. */
export type Decide<Command> = (ticket: Ticket, command: Command, context: Context) => readonly TicketEvent[]

/**
 * May this person do it, does the state allow it, does nothing else stand against it? In this order: who may not know of it
 * learns nothing of its state.
 */
export function demandAction(ticket: Ticket, action: Action, context: Context): void {
  demandPermission(ticket, action, context.actor)
  demandState(ticket, action)
  demandUnhindered(hindranceOf(ticket, action, context))
}

/** A promise and a rating period run from when it comes in; only who has an account writes down later what was earlier. */
export function demandMayBackdate(actor: Actor): void {
  demand(actor.kind === 'person', 'not_permitted', { field: 'happenedAt', pointer: '/happenedAt' })
}

/** The id of the deciding person; only for verbs that the clock never does. */
export function deciderOf({ actor }: Context): string {
  demand(actor.kind === 'person' || actor.kind === 'resident', 'not_signed_in')
  return actor.personId
}

/** The holding limit of the step that the ticket enters. */
export function holdFor(
  ticket: Ticket,
  step: 'assess' | 'dispatch' | 'handle',
  catalogue: Catalogue,
  level: Level = ticket.level,
): Duration {
  return catalogue.limits[step][level]
}

/** The holding limit of a status at a level: what whoever has the ticket there is waited for. */
export function holdInStatus(status: Status, level: Level, { limits }: Catalogue): Duration {
  if (status === 'received' || status === 'assessing') return limits.assess[level]
  if (status === 'dispatched') return limits.acknowledge
  if (status === 'handling') return limits.handle[level]
  return status === 'handled' ? limits.verify : limits.dispatch[level]
}

/** Leaves out what was not said, so that an event never carries an undefined field (its stored JSON is hashed). */
export function present<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never
}
