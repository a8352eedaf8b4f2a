import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from '../kernel/refusal.ts'
import type { Grid, SupplyArea } from './grid.ts'
import { decideSupplyAreas, type SupplyAreaDraft, supplyChanges, uncovered } from './supply.ts'
import { gridTree } from './tree.ts'

const grid = (gridId: string, level: Grid['level'], parentId?: string): Grid => ({
  gridId,
  level,
  ...(parentId === undefined ? {} : { parentId }),
  code: gridId,
  name: gridId,
  localNames: [],
  kind: level === 'large' ? 'town' : level === 'medium' ? 'village' : 'group',
  from: '2022-01-01',
})
const tree = gridTree([
  grid('town', 'large'),
  grid('village', 'medium', 'town'),
  grid('one', 'small', 'village'),
  grid('two', 'small', 'village'),
  grid('three', 'small', 'village'),
])
const before: readonly SupplyArea[] = [
  { supplyAreaId: 'w1', utility: 'water', name: 'Spring', gridIds: ['one', 'two'] },
  { supplyAreaId: 'p1', utility: 'power', name: 'Line 1', gridIds: ['one'] },
]
const decide = (wanted: readonly SupplyAreaDraft[]) => {
  let counted = 0
  return decideSupplyAreas(tree, before, wanted, () => {
    counted += 1
    return `new${counted}`
  })
}

test('given a list, when it is kept, then known areas keep their id, new ones get one and names lose their margins', () => {
  const after = decide([
    { supplyAreaId: 'w1', utility: 'water', name: ' Spring ', gridIds: ['two', 'one'] },
    { utility: 'water', name: 'Tower', gridIds: ['three'] },
    { utility: 'power', name: 'Tower', gridIds: ['three', 'one'] },
  ])
  assert.deepEqual(after, [
    { supplyAreaId: 'w1', utility: 'water', name: 'Spring', gridIds: ['one', 'two'] },
    { supplyAreaId: 'new1', utility: 'water', name: 'Tower', gridIds: ['three'] },
    { supplyAreaId: 'new2', utility: 'power', name: 'Tower', gridIds: ['one', 'three'] },
  ])
  assert.deepEqual(supplyChanges(before, after), { added: ['new1', 'new2'], changed: [], removed: ['p1'] })
})

test('given another name or other grids, then the area counts as changed', () => {
  const [spring, line] = before as [SupplyArea, SupplyArea]
  const after = decide([
    { ...spring, gridIds: ['one'] },
    { ...line, name: 'Line one' },
  ])
  assert.deepEqual(supplyChanges(before, after), { added: [], changed: ['w1', 'p1'], removed: [] })
})

const water = (more: Partial<SupplyAreaDraft> = {}): SupplyAreaDraft => ({
  utility: 'water',
  name: 'Spring',
  gridIds: ['one'],
  ...more,
})
const refused: readonly [rule: string, pointer: string, wanted: readonly SupplyAreaDraft[]][] = [
  ['name_empty', '/items/0/name', [water({ name: '  ' })]],
  ['name_twice', '/items/1/name', [water(), water({ gridIds: ['two'], name: 'Spring ' })]],
  ['area_unknown', '/items/0/supplyAreaId', [water({ supplyAreaId: 'elsewhere' })]],
  [
    'area_twice',
    '/items/1/supplyAreaId',
    [water({ supplyAreaId: 'w1' }), water({ supplyAreaId: 'w1', name: 'B', gridIds: ['two'] })],
  ],
  ['utility_changed', '/items/0/utility', [water({ supplyAreaId: 'p1' })]],
  ['no_grid', '/items/0/gridIds', [water({ gridIds: [] })]],
  ['grid_unknown', '/items/0/gridIds/1', [water({ gridIds: ['one', 'of another town'] })]],
  ['grid_not_small', '/items/0/gridIds/0', [water({ gridIds: ['village'] })]],
  ['grid_twice', '/items/1/gridIds/0', [water(), water({ name: 'Tower' })]],
  ['grid_twice', '/items/0/gridIds/1', [water({ gridIds: ['one', 'one'] })]],
]
for (const [rule, pointer, wanted] of refused)
  test(`given ${rule} at ${pointer}, then the list is refused and the field named`, () => {
    assert.throws(
      () => decide(wanted),
      (error: unknown) =>
        error instanceof Refusal &&
        error.code === 'field_invalid' &&
        error.facts['rule'] === rule &&
        error.facts['pointer'] === pointer &&
        error.facts['field'] === pointer.split('/')[3],
    )
  })

test('what no area feeds is known for each utility', () => {
  assert.deepEqual(uncovered(['one', 'two', 'three'], before), { water: ['three'], power: ['two', 'three'] })
})
