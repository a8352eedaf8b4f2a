/** Supply areas are the town's data, edited as one list by its administrator. */
import { Refusal } from '../kernel/refusal.ts'
import { type SupplyArea, type Utility, utilities } from './grid.ts'
import type { GridTree } from './tree.ts'

/** An area as an administrator wrote it; a new one has no id yet. */
export type SupplyAreaDraft = {
  readonly supplyAreaId?: string
  readonly utility: Utility
  readonly name: string
  readonly gridIds: readonly string[]
}

export const supplyRules = [
  'name_empty',
  'name_twice',
  'area_unknown',
  'area_twice',
  'utility_changed',
  'no_grid',
  'grid_unknown',
  'grid_not_small',
  'grid_twice',
] as const
export type SupplyRule = (typeof supplyRules)[number]

/**
 * The list as it will be kept. A small grid is fed by one water works and one line at most: otherwise nobody could say
 * whose cut it is. An area keeps its id and its utility, because open matters and known problems point at it.
 * @throws Refusal field_invalid with the field, its pointer and the rule
 */
export function decideSupplyAreas(
  tree: GridTree,
  before: readonly SupplyArea[],
  wanted: readonly SupplyAreaDraft[],
  newId: () => string,
): readonly SupplyArea[] {
  const utilityOf = new Map(before.map(area => [area.supplyAreaId, area.utility]))
  const ids = new Set<string>()
  const names = new Set<string>()
  const feeders = new Map<string, string>()
  return wanted.map((draft, at) => {
    const refuse = (field: string, rule: SupplyRule, value = ''): never => {
      throw new Refusal('field_invalid', { field: fieldName(field), pointer: `/items/${at}/${field}`, rule, value })
    }
    const { utility } = draft
    const name = draft.name.trim()
    if (name === '') refuse('name', 'name_empty')
    if (names.has(`${utility} ${name}`)) refuse('name', 'name_twice', name)
    names.add(`${utility} ${name}`)
    // Ids are compared as they are kept: PostgreSQL writes them in small letters.
    const known = draft.supplyAreaId?.toLowerCase()
    if (known !== undefined) {
      if (!utilityOf.has(known)) refuse('supplyAreaId', 'area_unknown', known)
      if (ids.has(known)) refuse('supplyAreaId', 'area_twice', known)
      if (utilityOf.get(known) !== utility) refuse('utility', 'utility_changed', name)
      ids.add(known)
    }
    if (draft.gridIds.length === 0) refuse('gridIds', 'no_grid', name)
    const gridIds = draft.gridIds.map((written, place) => {
      const gridId = written.toLowerCase()
      const field = `gridIds/${place}`
      const grid = tree.find(gridId)
      if (grid === undefined) return refuse(field, 'grid_unknown', gridId)
      if (grid.level !== 'small') return refuse(field, 'grid_not_small', grid.name)
      const feeder = feeders.get(`${utility} ${gridId}`)
      if (feeder !== undefined) return refuse(field, 'grid_twice', `${grid.name} · ${feeder}`)
      feeders.set(`${utility} ${gridId}`, name)
      return gridId
    })
    return { supplyAreaId: known ?? newId(), utility, name, gridIds: gridIds.sort() }
  })
}

/** What changed, for the journal: ids only, names are the town's own words. */
export function supplyChanges(before: readonly SupplyArea[], after: readonly SupplyArea[]) {
  const earlier = new Map(before.map(area => [area.supplyAreaId, area]))
  const kept = new Set(after.map(area => area.supplyAreaId))
  return {
    added: after.filter(area => !earlier.has(area.supplyAreaId)).map(area => area.supplyAreaId),
    changed: after
      .filter(area => {
        const old = earlier.get(area.supplyAreaId)
        return old !== undefined && (old.name !== area.name || [...old.gridIds].sort().join() !== area.gridIds.join())
      })
      .map(area => area.supplyAreaId),
    removed: before.filter(area => !kept.has(area.supplyAreaId)).map(area => area.supplyAreaId),
  }
}

/** The small grids that no area of the utility feeds, in the order of the tree. */
export function uncovered(
  smallGridIds: readonly string[],
  areas: readonly Pick<SupplyArea, 'utility' | 'gridIds'>[],
): Readonly<Record<Utility, readonly string[]>> {
  const left = (utility: Utility) => {
    const fed = new Set(areas.filter(area => area.utility === utility).flatMap(area => area.gridIds))
    return smallGridIds.filter(gridId => !fed.has(gridId))
  }
  const [water, power] = utilities.map(left)
  return { water: water ?? [], power: power ?? [] }
}

function fieldName(field: string): string {
  return field.split('/')[0] ?? field
}
