import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isOwnCode, numberSmallGrids, parentCode } from './code.ts'
import { type Grid, isInForce } from './grid.ts'
import { compareLevels, gridTree, levelAbove, levelBelow } from './tree.ts'

const grid = (gridId: string, level: Grid['level'], code: string, parentId?: string): Grid => ({
  gridId,
  level,
  code,
  name: gridId,
  localNames: [],
  kind: level === 'large' ? 'town' : level === 'medium' ? 'village' : 'group',
  from: '2022-01-01',
  ...(parentId === undefined ? {} : { parentId }),
})
const grids = [
  grid('group-2', 'small', '445321105201002', 'village'),
  grid('village', 'medium', '445321105201', 'town'),
  grid('group-1', 'small', '445321105201001', 'village'),
  grid('town', 'large', '445321105'),
  grid('community', 'medium', '445321105001', 'town'),
]

test('a group knows its village and town, a village its groups in the order of their codes', () => {
  const tree = gridTree(grids)
  assert.deepEqual(tree.pathOf('group-2'), { large: 'town', medium: 'village', small: 'group-2' })
  assert.deepEqual(tree.pathOf('village'), { large: 'town', medium: 'village' })
  assert.deepEqual(tree.pathOf('town'), { large: 'town' })
  assert.deepEqual(
    tree.children('village').map(child => child.gridId),
    ['group-1', 'group-2'],
  )
  assert.deepEqual(
    tree.smallGrids('town').map(child => child.gridId),
    ['group-1', 'group-2'],
  )
  assert.equal(tree.parent('group-1')?.gridId, 'village')
  assert.equal(tree.parent('town'), undefined)
  assert.equal(tree.isWithin('group-1', 'village'), true)
  assert.equal(tree.isWithin('group-1', 'community'), false)
  assert.equal(tree.findByCode('445321105001')?.gridId, 'community')
  assert.throws(() => tree.get('elsewhere'), /grid_unknown/)
})

test('a tree without one town, or with a group hung on a town, is refused', () => {
  assert.throws(() => gridTree(grids.filter(one => one.level !== 'large')), /grid_unknown/)
  assert.throws(() => gridTree([...grids, grid('stray', 'small', '445321105999001', 'town')]), /grid_unknown/)
})

test('levels climb small, medium, large and stop at the town', () => {
  assert.equal(levelAbove('small'), 'medium')
  assert.equal(levelAbove('large'), undefined)
  assert.equal(levelBelow('small'), undefined)
  assert.ok(compareLevels('small', 'large') < 0)
})

test('small grids are numbered west to east, then north to south', () => {
  const numbered = numberSmallGrids('445321105201', [
    { name: 'east', centre: [112.29, 22.7] },
    { name: 'west, south', centre: [112.2803, 22.69] },
    { name: 'west, north', centre: [112.2807, 22.71] },
  ])
  assert.deepEqual(
    numbered.map(({ name, code }) => [name, code]),
    [
      ['west, north', '445321105201001'],
      ['west, south', '445321105201002'],
      ['east', '445321105201003'],
    ],
  )
  assert.ok(numbered.every(({ code }) => isOwnCode('small', code)))
  assert.equal(parentCode('445321105201003'), '445321105201')
  assert.throws(() => numberSmallGrids('4453211', []), /field_invalid/)
})

test('a dated grid is in force on its first and last day', () => {
  const dated = { from: '2022-03-01', until: '2022-06-30' }
  assert.deepEqual(
    ['2022-02-28', '2022-03-01', '2022-06-30', '2022-07-01'].map(day => isInForce(dated, day)),
    [false, true, true, false],
  )
})
