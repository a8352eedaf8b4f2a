import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addCorner, dropCorner, moveCorner } from './border.ts'
import { drawGrid, splitGrid } from './cut.ts'
import { describeGrid } from './describe.ts'
import type { Corner, Division, EditRule } from './division.ts'
import { groundsOf } from './drawing.ts'
import { faultsOf } from './faults.ts'
import { cornersNear, edgeNear, edgesOf, gridAt } from './handles.ts'
import { assignParent, mergeGrids } from './join.ts'
import { boxOf, shapeOf, squareMetresOf, twiceGroundArea } from './lattice.ts'
import { madeTown } from './made-town.ts'
import { middleOf } from './number.ts'

const town = madeTown({ seed: 21, villages: [2, 2], groups: [2, 2] })
const ground = (division: Division, key: string) => groundsOf(division).get(key)!
const errors = (division: Division) => faultsOf(division).filter(({ severity }) => severity === 'error')
const refused = (rule: EditRule, edit: () => unknown) =>
  assert.throws(edit, (error: unknown) => {
    assert.deepEqual((error as { facts?: { rule?: string } }).facts?.rule, rule)
    return true
  })

/** Where four groups of four villages meet, in the middle of the town. */
const cross = cornersNear(town, middleOf(ground(town, 'town')), 300).find(({ keys }) => keys.length === 8)!

test('a corner tells whom it moves; moved, all of them follow and still fit', () => {
  assert.equal(cross.junction, true)
  assert.deepEqual([...cross.keys].filter(key => !key.includes('group')).sort(), [
    'village 0',
    'village 1',
    'village 2',
    'village 3',
  ])
  const to: Corner = [cross.corner[0] + 700, cross.corner[1] - 400]
  const moved = moveCorner(town, cross.corner, to)
  assert.deepEqual(errors(moved), [])
  assert.equal(cornersNear(moved, to, 1)[0]!.keys.length, cross.keys.length)
  assert.equal(twiceGroundArea(ground(moved, 'town')), twiceGroundArea(ground(town, 'town')))
  refused('too_narrow', () => moveCorner(town, cross.corner, [cross.corner[0] + 40_000, cross.corner[1]]))
  refused('corner_unknown', () => moveCorner(town, [cross.corner[0] + 1, cross.corner[1]], to))
  refused('corner_is_junction', () => dropCorner(town, cross.corner))
})

test('an edge found under the pointer takes a corner, which can be taken out again', () => {
  const [x, y] = cross.corner
  const handle = edgeNear(town, [x + 2_000, y], 200)!
  assert.ok(handle.keys.length >= 2)
  const bent = addCorner(town, handle.edge, [handle.at[0], handle.at[1] + 300])
  assert.deepEqual(errors(bent), [])
  assert.equal(cornersNear(bent, [handle.at[0], handle.at[1] + 300], 1)[0]!.junction, false)
  const back = dropCorner(bent, [handle.at[0], handle.at[1] + 300])
  for (const { key } of town.grids) assert.equal(twiceGroundArea(ground(back, key)), twiceGroundArea(ground(town, key)))
  refused('edge_unknown', () =>
    addCorner(
      town,
      [
        [1, 1],
        [2, 2],
      ],
      [1, 2],
    ),
  )
})

test('edges of a grid name the neighbours, and a place its grid', () => {
  const key = 'village 0 group 3'
  const neighbours = new Set(edgesOf(town, key).flatMap(edge => edge.keys))
  assert.ok(neighbours.has('village 0 group 1') && neighbours.has('village 0'))
  assert.ok(!neighbours.has(key))
  assert.equal(gridAt(town, middleOf(ground(town, key)), 'small'), key)
  assert.equal(gridAt(town, middleOf(ground(town, key)), 'medium'), 'village 0')
  assert.equal(gridAt(town, [0, 0], 'small'), undefined)
})

test('a line that passes a grid twice makes three of it; one that ends inside makes nothing', () => {
  const key = 'village 0 group 0'
  const [west, south, east, north] = boxOf(ground(town, key))
  const third = (east - west) / 3
  const hook: Corner[] = [
    [Math.round(west + third), south - 900],
    [Math.round(west + third), north + 900],
    [Math.round(west + 2 * third), north + 900],
    [Math.round(west + 2 * third), south - 900],
  ]
  const split = splitGrid(town, key, hook, { names: ['甲组', '', '丙组'] })
  assert.deepEqual(errors(split), [])
  const made = split.grids.filter(grid => grid.key.startsWith('new-'))
  assert.deepEqual(
    made.map(({ name }) => name),
    ['甲组', '第1组（二）', '丙组'],
  )
  assert.ok(made.every(({ code, gridId }) => code === undefined && gridId === undefined))
  const inside = middleOf(ground(town, key))
  refused('line_does_not_cut', () => splitGrid(town, key, [[inside[0], south - 900], inside]))
  refused('line_too_short', () => splitGrid(town, key, [inside, inside]))
  refused('has_children', () => splitGrid(town, 'village 0', hook))
  refused('grid_unknown', () => splitGrid(town, 'nobody', hook))
})

test('a village is divided from nothing: one drawn, the rest of it a second; a third takes from both', () => {
  const bare = { grids: town.grids.filter(({ level, key }) => level !== 'small' && key !== 'none') }
  const [west, south, east, north] = boxOf(ground(bare, 'village 0'))
  const middle = Math.round((west + east) / 2)
  const half: Corner[] = [
    [west - 9_000, south - 9_000],
    [middle, south - 9_000],
    [middle, north + 9_000],
    [west - 9_000, north + 9_000],
  ]
  const drawn = drawGrid(bare, { parentKey: 'village 0', ring: half, name: '西组' })
  assert.deepEqual(errors(drawn), [])
  const small = drawn.grids.filter(({ level }) => level === 'small')
  assert.deepEqual(
    small.map(({ key, parentKey }) => `${key} ${parentKey}`),
    ['new-1 village 0', 'new-2 village 0'],
  )
  const [x, y] = middleOf(ground(bare, 'village 0'))
  const ring: Corner[] = [
    [x - 2_000, y - 2_000],
    [x + 2_000, y - 2_000],
    [x + 2_000, y + 2_000],
    [x - 2_000, y + 2_000],
  ]
  const more = drawGrid(drawn, { parentKey: 'village 0', ring, name: '中组' })
  assert.deepEqual(errors(more), [])
  assert.equal(twiceGroundArea(ground(more, 'new-3')), 2 * 4_000 * 4_000)
  refused('outside_parent', () =>
    drawGrid(bare, { parentKey: 'village 0', ring: ring.map(([lon, lat]) => [lon + 900_000, lat]) }),
  )
  refused('ring_crosses_itself', () =>
    drawGrid(bare, { parentKey: 'village 0', ring: [ring[0]!, ring[2]!, ring[1]!, ring[3]!] }),
  )
  refused('has_children', () => drawGrid(town, { parentKey: 'town', ring }))
  refused('parent_level', () => drawGrid(town, { parentKey: 'village 0 group 0', ring }))
})

test('a town is drawn from names alone: the large grid, then each village its own ground', () => {
  const names = { grids: town.grids.filter(({ level }) => level !== 'small').map(({ shape: _, ...grid }) => grid) }
  const box = (from: number, to: number): Corner[] => [
    [1_123_000_000 + from, 227_000_000],
    [1_123_000_000 + to, 227_000_000],
    [1_123_000_000 + to, 227_020_000],
    [1_123_000_000 + from, 227_020_000],
  ]
  let division: Division = drawGrid(names, { key: 'town', ring: box(0, 40_000) })
  division = drawGrid(division, { key: 'village 0', ring: box(-5_000, 13_000) })
  assert.deepEqual(errors(division), [], 'a gap beside villages that are not drawn yet is a hint')
  for (const [key, to] of [
    ['village 1', 20_000],
    ['village 2', 30_000],
    ['village 3', 45_000],
  ] as const)
    division = drawGrid(division, { key, ring: box(to - 15_001, to) })
  assert.deepEqual(
    faultsOf(division).filter(({ rule }) => rule !== 'undrawn'),
    [],
  )
})

test('merging needs a common border and a common parent; names of natural villages are kept', () => {
  refused('not_neighbours', () => mergeGrids(town, ['village 0 group 0', 'village 0 group 3']))
  refused('not_one_parent', () => mergeGrids(town, ['village 0 group 1', 'village 1 group 0']))
  const named = describeGrid(town, 'village 0 group 1', { localNames: ['十里新村'] })
  const merged = mergeGrids(named, ['village 0 group 0', 'village 0 group 1'])
  assert.deepEqual(merged.grids.find(({ key }) => key === 'village 0 group 0')!.localNames, ['十里新村'])
  assert.deepEqual(errors(merged), [])
  refused('not_neighbours', () => assignParent(town, 'village 0 group 0', 'village 3'))
  refused('parent_level', () => assignParent(town, 'village 0 group 0', 'town'))
})

test('merging villages takes their groups along', () => {
  const merged = mergeGrids(town, ['village 0', 'village 1'])
  assert.deepEqual(
    errors(merged)
      .map(({ rule }) => rule)
      .filter(rule => rule !== 'name_twice'),
    [],
  )
  assert.equal(merged.grids.filter(({ parentKey }) => parentKey === 'village 0').length, 8)
})

test('words of a grid: a name is needed, a code may be taken away', () => {
  const after = describeGrid(town, 'village 0', { name: ' 新村 ', code: null })
  const village = after.grids.find(({ key }) => key === 'village 0')!
  assert.deepEqual([village.name, village.code, village.kind], ['新村', undefined, 'village'])
  refused('name_missing', () => describeGrid(town, 'village 0', { name: ' ' }))
})

test('square metres are true to a thousandth', () => {
  // A hundredth of a degree at the equator: 1113.19 by 1105.74 metres.
  const square = shapeOf([
    [
      [0, -50_000],
      [100_000, -50_000],
      [100_000, 50_000],
      [0, 50_000],
    ],
  ])
  const metres = squareMetresOf(groundsOf({ grids: [{ ...town.grids[0]!, shape: square }] }).get('town')!)
  assert.ok(Math.abs(metres / (1113.19 * 1105.74) - 1) < 0.001, String(metres))
})
