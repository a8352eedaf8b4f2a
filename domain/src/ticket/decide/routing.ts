/** Where a matter belongs by its place, its category and what it is about; and whom it may be given to. */
import { demand } from '../../kernel/refusal.ts'
import type { Duration } from '../../kernel/time.ts'
import { type Catalogue, type FilingCondition, findSubcategory, type Subcategory } from '../catalogue.ts'
import {
  type Confidentiality,
  type Holder,
  type Level,
  levels,
  type Ticket,
  type TicketPlace,
  type Urgency,
} from '../ticket.ts'

export function isLower(one: Level, other: Level): boolean {
  return levels.indexOf(one) < levels.indexOf(other)
}

export function higherOf(one: Level, other: Level): Level {
  return isLower(one, other) ? other : one
}

/** The lowest grid that can have it: without a known group the village, without a known village the town. */
export function lowestLevel({ grid, outside }: TicketPlace): Level {
  if (outside || grid.medium === undefined) return 'large'
  return grid.small === undefined ? 'medium' : 'small'
}

/** The next level up inside the town that the ticket's path knows; undefined at the town, where climbing stops. */
export function nextLevelUp(ticket: Ticket): Level | undefined {
  if (ticket.level === 'large') return undefined
  return ticket.level === 'small' && ticket.place.grid.medium !== undefined ? 'medium' : 'large'
}

/** The filing condition that fits the urgency, else the first; a sub-category may have none yet. */
export function conditionFor(subcategory: Subcategory, urgency: Urgency | undefined): FilingCondition | undefined {
  const inForce = subcategory.conditions.filter(each => !each.retired)
  return inForce.find(each => each.urgency === urgency) ?? inForce[0]
}

export function limitOf(condition: FilingCondition | undefined, catalogue: Catalogue): Duration {
  return condition?.limit ?? catalogue.limits.ordinary
}

/** What its category keeps from eyes by default; a name that must not be passed on makes it no longer open. */
export function confidentialityOf(
  subcategory: Subcategory | undefined,
  said: { readonly aboutStaff: boolean; readonly passWithoutName: boolean },
): Confidentiality {
  if (said.aboutStaff) return 'cadre'
  const byCategory = subcategory?.confidentiality ?? 'open'
  return byCategory === 'open' && said.passWithoutName ? 'neighbourly' : byCategory
}

/**
 * Matters outside the village's own list (村级事项清单) may not be pushed onto it. `toLevel` is the level that the receiving
 * person or unit serves, where the server knows it; else the level that has the ticket, since leaders give to their own.
 * @throws Refusal outside_own_list
 */
export function demandOwnList(ticket: Ticket, toLevel: Level, catalogue: Catalogue): void {
  demand(!isOutsideOwnList(ticket, toLevel, catalogue), 'outside_own_list', {
    subcategory: ticket.subcategory ?? null,
    level: toLevel,
  })
}

export function isOutsideOwnList(ticket: Ticket, toLevel: Level, catalogue: Catalogue): boolean {
  return toLevel !== 'large' && findSubcategory(catalogue, ticket.subcategory)?.villageMayHandle === false
}

/** @throws Refusal own_matter */
export function demandNotConcerned(ticket: Ticket, personId: string): void {
  demand(!ticket.concerned.includes(personId), 'own_matter', { personId })
}

/** The lead once, then the assisting units, each once and never the lead itself. */
export function cleanHolder(holder: Holder): Holder {
  if (holder.kind === 'person') return holder
  return { ...holder, assisting: [...new Set(holder.assisting)].filter(unitId => unitId !== holder.unitId) }
}
