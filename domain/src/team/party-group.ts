/** Party groups of the grid (网格党小组), edited as one list: each covers one or several small grids, each grid has one at most. */
import type { GridTree } from '../grid/tree.ts'
import { plainLine } from '../kernel/line.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { LocalDate } from '../kernel/time.ts'

export type PartyGroup = {
  readonly partyGroupId: string
  readonly name: string
  readonly leaderId?: string
  /** Small grids. */
  readonly gridIds: readonly string[]
  readonly from: LocalDate
}

/** As an administrator wrote it; a new one has no id yet, and begins today where nothing is said. */
export type PartyGroupDraft = Omit<PartyGroup, 'partyGroupId' | 'from'> & {
  readonly partyGroupId?: string
  readonly from?: LocalDate
}

export const partyGroupRules = [
  'name_empty',
  'name_twice',
  'group_unknown',
  'group_twice',
  'no_grid',
  'grid_unknown',
  'grid_not_small',
  'grid_taken',
] as const
export type PartyGroupRule = (typeof partyGroupRules)[number]

/** @throws Refusal field_invalid with the field, its pointer and the rule */
export function decidePartyGroups(
  tree: GridTree,
  before: readonly PartyGroup[],
  wanted: readonly PartyGroupDraft[],
  { today, newId }: { readonly today: LocalDate; newId(): string },
): readonly PartyGroup[] {
  const earlier = new Map(before.map(group => [group.partyGroupId, group]))
  const ids = new Set<string>()
  const names = new Set<string>()
  const covered = new Map<string, string>()
  return wanted.map((draft, at): PartyGroup => {
    const refuse = (field: string, rule: PartyGroupRule, value = ''): never => {
      const name = field.split('/')[0] ?? field
      throw new Refusal('field_invalid', { field: name, pointer: `/items/${at}/${field}`, rule, value })
    }
    const name = plainLine(draft.name)
    if (name === '') refuse('name', 'name_empty')
    if (names.has(name)) refuse('name', 'name_twice', name)
    names.add(name)
    const known = draft.partyGroupId?.toLowerCase()
    if (known !== undefined) {
      if (!earlier.has(known)) refuse('partyGroupId', 'group_unknown', known)
      if (ids.has(known)) refuse('partyGroupId', 'group_twice', known)
      ids.add(known)
    }
    if (draft.gridIds.length === 0) refuse('gridIds', 'no_grid', name)
    const gridIds = [...new Set(draft.gridIds.map(gridId => gridId.toLowerCase()))].map((gridId, place) => {
      const field = `gridIds/${place}`
      const grid = tree.find(gridId)
      if (grid === undefined) return refuse(field, 'grid_unknown', gridId)
      if (grid.level !== 'small') return refuse(field, 'grid_not_small', grid.name)
      const other = covered.get(gridId)
      if (other !== undefined) return refuse(field, 'grid_taken', `${grid.name} · ${other}`)
      covered.set(gridId, name)
      return gridId
    })
    const from = draft.from ?? earlier.get(known ?? '')?.from ?? today
    const { leaderId } = draft
    return {
      partyGroupId: known ?? newId(),
      name,
      ...(leaderId === undefined ? {} : { leaderId: leaderId.toLowerCase() }),
      gridIds: gridIds.sort(),
      from,
    }
  })
}

/** What changed, for the journal: ids only. */
export function partyGroupChanges(before: readonly PartyGroup[], after: readonly PartyGroup[]) {
  const earlier = new Map(before.map(group => [group.partyGroupId, JSON.stringify(group)]))
  const kept = new Set(after.map(group => group.partyGroupId))
  return {
    added: after.filter(group => !earlier.has(group.partyGroupId)).map(group => group.partyGroupId),
    changed: after
      .filter(group => earlier.get(group.partyGroupId) !== undefined)
      .filter(group => earlier.get(group.partyGroupId) !== JSON.stringify(group))
      .map(group => group.partyGroupId),
    ended: before.filter(group => !kept.has(group.partyGroupId)).map(group => group.partyGroupId),
  }
}
