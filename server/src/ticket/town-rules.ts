import type { Instant } from '@onegrid/domain/kernel/time.ts'
import { findSubcategory } from '@onegrid/domain/ticket/catalogue.ts'
import { underEmergency } from '@onegrid/domain/ticket/emergency.ts'
import type { Tx } from '../database/database.ts'
import { type GridIndex, gridIndex } from '../grid/grid-index.ts'
import type { JobPorts } from '../jobs/ports.ts'
import { emergencyOf } from '../team/emergency/emergency-memory.ts'
import { calendarOf } from './calendar.ts'
import { catalogueOf } from './catalogue.ts'
import type { TownRules } from './store.ts'

export type TownAtWork = TownRules & {
  readonly grids: GridIndex
  /** While an emergency response is on the clock calls the duty officer also by day. */
  readonly emergency: boolean
  /** When it was asked for. */
  readonly now: Instant
}

/** Everything a verb needs of the town, from memory. Inside a transaction pass it along, so that no second connection is asked. */
export async function townAtWork(ports: JobPorts, tenantId: string, tx?: Tx): Promise<TownAtWork> {
  const [grids, catalogue, calendar, emergency] = await Promise.all([
    gridIndex(ports, tenantId, tx),
    catalogueOf(ports, tenantId, tx),
    calendarOf(ports, tenantId, tx),
    emergencyOf(ports.database, tenantId, tx),
  ])
  const rules = emergency === undefined ? catalogue : underEmergency(catalogue, emergency.holdHours)
  return { ...townWith(grids, rules, calendar), emergency: emergency !== undefined, now: ports.clock.now() }
}

/** The town under rules of which one may be about to change. */
export function townWith(
  grids: GridIndex,
  catalogue: TownAtWork['catalogue'],
  calendar: TownAtWork['calendar'],
): TownRules & Pick<TownAtWork, 'grids'> {
  return {
    zone: calendar.zone,
    calendar,
    catalogue,
    grids,
    supplyAreaOf(ticket) {
      const rule = findSubcategory(catalogue, ticket.subcategory)?.duplicates
      const small = ticket.place.grid.small
      if (rule?.by !== 'supply_area' || rule.supply === undefined || small === undefined) return null
      return grids.supplyAreaOf(small, rule.supply)?.supplyAreaId ?? null
    },
  }
}
