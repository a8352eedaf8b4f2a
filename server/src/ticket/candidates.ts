import { localDate } from '@onegrid/domain/kernel/calendar.ts'
import type { Instant } from '@onegrid/domain/kernel/time.ts'
import { findSubcategory, needsAnswering } from '@onegrid/domain/ticket/catalogue.ts'
import { mayNotReceive } from '@onegrid/domain/ticket/offer.ts'
import { type CandidateReason, handlers, type Nearness, suggestPeople } from '@onegrid/domain/ticket/suggest.ts'
import type { Holder, Level, Ticket } from '@onegrid/domain/ticket/ticket.ts'
import type { Tx } from '../database/database.ts'
import { partyGroupGrids } from '../team/party-groups.ts'
import { findPostKinds } from '../team/post-kinds.ts'
import { findOnDuty, listHolders } from '../team/queries.ts'
import { findSkilled } from '../team/report-in/queries.ts'
import type { TownAtWork } from './town-rules.ts'

export type Candidate = {
  readonly kind: 'person' | 'unit'
  readonly id: string
  readonly name: string
  /** The role or the kind of post held, or `category_unit`, `village_unit`, `town_unit`. */
  readonly why: string
  /** Code of the post's kind. */
  readonly post?: string
  readonly gridName?: string
  /** Whose post it is, where he is on leave and this one stands in. */
  readonly actingFor?: string
  /** What speaks for it, to be said in words. */
  readonly reasons: CandidateReason[]
  /** Open matters it holds already, counted to a hundred. */
  readonly open: number
}

const mostPeople = 30

/**
 * To whom the ticket can go: the category's unit, then people who are there (domain/src/ticket/suggest.ts), then every unit.
 */
export async function suggestHolders(
  tx: Tx,
  ticket: Ticket,
  town: TownAtWork,
  at: Instant,
): Promise<readonly Candidate[]> {
  const { grid } = ticket.place
  const day = localDate(town.zone, at)
  const beside = grid.small === undefined ? [] : await partyGroupGrids(tx, grid.small, day)
  const { items: kinds } = await findPostKinds(tx)
  const fitting = kinds.filter(kind => kind.categories?.includes(ticket.category ?? '')).map(kind => kind.code)
  const gridIds = [grid.small, grid.medium, ...beside].filter(each => each !== undefined)
  const held = await listHolders(tx, { roles: handlers, kinds: fitting, gridIds: [...new Set(gridIds)], day })
  const units = town.grids.units.filter(unit => unit.gridId === grid.large || unit.gridId === grid.medium)
  const personIds = [...new Set(held.map(each => each.person_id))]
  const skilled = await findSkilled(tx, { personIds, skills: needsAnswering(town.catalogue, ticket.subcategory) })
  const open = await openOf(
    tx,
    personIds,
    units.map(each => each.unitId),
  )
  const onDuty = new Set((await findOnDuty(tx, at)).map(each => each.personId))
  const standings = held.map(each => ({
    personId: each.person_id,
    ...(each.role === null ? {} : { role: each.role }),
    nearness: nearnessOf(each.grid_id, grid),
    fits: fitting.includes(each.kind),
    skilled: skilled.has(each.person_id),
    onDuty: onDuty.has(each.person_id),
    joined: each.joined,
    ...(each.acting_for === null ? {} : { actingFor: each.acting_for }),
    open: open.get(each.person_id) ?? 0,
    held: each,
  }))
  const personCandidates = suggestPeople(standings, ticket.concerned)
    .slice(0, mostPeople)
    .map((each): Candidate => {
      const gridName = each.held.grid_id === null ? undefined : town.grids.tree.find(each.held.grid_id)?.name
      return {
        kind: 'person',
        id: each.personId,
        name: each.held.name ?? '',
        why: each.role ?? each.held.kind,
        post: each.held.kind,
        ...(gridName === undefined ? {} : { gridName }),
        ...(each.actingFor === undefined ? {} : { actingFor: each.actingFor }),
        reasons: each.reasons,
        open: each.open,
      }
    })
  const unitCandidates = unitsOf(ticket, town, units, open)
  const first = unitCandidates.filter(unit => unit.why === 'category_unit')
  const all = [...first, ...personCandidates, ...unitCandidates.filter(unit => unit.why !== 'category_unit')]
  return all.filter(each => mayNotReceive(ticket, holderOf(each)) === undefined)
}

function holderOf({ kind, id }: Candidate): Holder {
  return kind === 'person' ? { kind, personId: id } : { kind, unitId: id, assisting: [] }
}

function nearnessOf(gridId: string | null, place: Ticket['place']['grid']): Nearness {
  return gridId === place.small ? 'own_grid' : gridId === place.medium ? 'village' : 'party_group'
}

function unitsOf(
  ticket: Ticket,
  town: TownAtWork,
  units: TownAtWork['grids']['units'],
  open: ReadonlyMap<string, number>,
): readonly Candidate[] {
  const wanted = findSubcategory(town.catalogue, ticket.subcategory)?.unitId
  const isWanted = (unit: { readonly unitId: string; readonly code: string }) =>
    wanted !== undefined && (unit.unitId === wanted || unit.code === wanted)
  return [...units]
    .sort((one, other) => Number(isWanted(other)) - Number(isWanted(one)))
    .map((unit): Candidate => {
      const why = isWanted(unit)
        ? 'category_unit'
        : unit.gridId === ticket.place.grid.medium
          ? 'village_unit'
          : 'town_unit'
      return { kind: 'unit', id: unit.unitId, name: unit.name, why, reasons: [why], open: open.get(unit.unitId) ?? 0 }
    })
}

/** The other small grids of the place's Party group: whoever helps there hears of an order here. */
export async function orderReach(tx: Tx, { place }: Ticket, town: TownAtWork, at: Instant): Promise<readonly string[]> {
  const { small } = place.grid
  if (small === undefined) return []
  const grids = await partyGroupGrids(tx, small, localDate(town.zone, at))
  return grids.filter(gridId => gridId !== small)
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
  at: Instant,
): Promise<Level> {
  const levelOfGrid = (gridId: string | null | undefined) =>
    (gridId ? town.grids.tree.find(gridId)?.level : undefined) ?? 'large'
  if (to.kind === 'unit') return levelOfGrid(town.grids.findUnit(to.unitId ?? '')?.gridId)
  const posts = await tx.query<{ grid_id: string | null; unit_id: string | null }>(
    `select grid_id, unit_id from post where tenant_id = $1 and person_id = $2 and from_day <= $3
       and (until_day is null or until_day >= $3)`,
    [tx.tenantId, to.personId, localDate(town.zone, at)],
    'candidates-posts',
  )
  const found = posts.map(post => levelOfGrid(post.grid_id ?? town.grids.findUnit(post.unit_id ?? '')?.gridId))
  return found.includes('large') ? 'large' : found.includes('medium') ? 'medium' : 'small'
}
