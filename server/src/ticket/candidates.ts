import type { Role } from '@onegrid/domain/kernel/actor.ts'
import { localDate } from '@onegrid/domain/kernel/calendar.ts'
import type { Instant } from '@onegrid/domain/kernel/time.ts'
import { findSubcategory } from '@onegrid/domain/ticket/catalogue.ts'
import type { Level, Ticket } from '@onegrid/domain/ticket/ticket.ts'
import type { Tx } from '../database/database.ts'
import { listHolders } from '../team/queries.ts'
import type { TownAtWork } from './town-rules.ts'

export type Candidate = {
  readonly kind: 'person' | 'unit'
  readonly id: string
  readonly name: string
  /** Why it is proposed: the role held, or `category_unit`, `village_unit`. */
  readonly why: string
  readonly gridName?: string
  /** Open matters it holds already, counted to a hundred. */
  readonly open: number
}

const handlers: readonly Role[] = [
  'grid_worker',
  'small_leader',
  'village_worker',
  'medium_leader',
  'social_worker',
  'party_member',
  'volunteer',
]

/** To whom the ticket can go: the category's unit, the people of its own small grid, then of its village, then every unit. */
export async function suggestHolders(
  tx: Tx,
  ticket: Ticket,
  town: TownAtWork,
  at: Instant,
): Promise<readonly Candidate[]> {
  const { grid } = ticket.place
  const gridIds = [grid.small, grid.medium].filter(each => each !== undefined)
  const held = await listHolders(tx, { roles: handlers, gridIds, day: localDate(town.zone, at) })
  const unitId = findSubcategory(town.catalogue, ticket.subcategory)?.unitId
  const nearness = (gridId: string | null) => (gridId === grid.small ? 0 : 1)
  const people = [...held]
    .sort(
      (one, other) =>
        nearness(one.grid_id) - nearness(other.grid_id) || handlers.indexOf(one.role) - handlers.indexOf(other.role),
    )
    .filter((each, index, all) => all.findIndex(other => other.person_id === each.person_id) === index)
    .slice(0, 30)
  const units = town.grids.units.filter(unit => unit.gridId === grid.large || unit.gridId === grid.medium)
  const open = await openOf(
    tx,
    people.map(each => each.person_id),
    units.map(each => each.unitId),
  )
  const unitCandidates = [...units]
    .sort(
      (one, other) =>
        Number(other.unitId === unitId || other.code === unitId) - Number(one.unitId === unitId || one.code === unitId),
    )
    .map(unit => ({
      kind: 'unit' as const,
      id: unit.unitId,
      name: unit.name,
      why:
        unit.unitId === unitId || unit.code === unitId
          ? 'category_unit'
          : unit.gridId === grid.medium
            ? 'village_unit'
            : 'town_unit',
      open: open.get(unit.unitId) ?? 0,
    }))
  const personCandidates = people.map(each => {
    const gridName = each.grid_id === null ? undefined : town.grids.tree.find(each.grid_id)?.name
    return {
      kind: 'person' as const,
      id: each.person_id,
      name: each.name ?? '',
      why: each.role,
      ...(gridName === undefined ? {} : { gridName }),
      open: open.get(each.person_id) ?? 0,
    }
  })
  const first = unitCandidates.filter(unit => unit.why === 'category_unit')
  return [...first, ...personCandidates, ...unitCandidates.filter(unit => unit.why !== 'category_unit')]
}

async function openOf(
  tx: Tx,
  people: readonly string[],
  units: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.query<{ id: string; open: number }>(
    `select id::text, (select count(*)::int from (select 1 from ticket t where t.tenant_id = $1 and t.open and t.holder_person = id limit 100) few) as open
       from unnest($2::uuid[]) as person(id)
     union all
     select id::text, (select count(*)::int from (select 1 from ticket t where t.tenant_id = $1 and t.open and t.holder_unit = id limit 100) few)
       from unnest($3::uuid[]) as unit(id)`,
    [tx.tenantId, people, units],
    'candidates-open',
  )
  return new Map(rows.map(row => [row.id, row.open]))
}

/** The level at which a receiver works: what is not on a village's list may not be pushed onto a village (domain.md §3). */
export async function levelOfHolder(
  tx: Tx,
  to: { readonly kind: string; readonly personId?: string; readonly unitId?: string },
  town: TownAtWork,
): Promise<Level> {
  const levelOfGrid = (gridId: string | null | undefined) =>
    (gridId ? town.grids.tree.find(gridId)?.level : undefined) ?? 'large'
  if (to.kind === 'unit') return levelOfGrid(town.grids.findUnit(to.unitId ?? '')?.gridId)
  const posts = await tx.query<{ grid_id: string | null; unit_id: string | null }>(
    'select grid_id, unit_id from post where tenant_id = $1 and person_id = $2',
    [tx.tenantId, to.personId],
    'candidates-posts',
  )
  const found = posts.map(post => levelOfGrid(post.grid_id ?? town.grids.findUnit(post.unit_id ?? '')?.gridId))
  return found.includes('large') ? 'large' : found.includes('medium') ? 'medium' : 'small'
}
