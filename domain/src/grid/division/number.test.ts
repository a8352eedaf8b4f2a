import assert from 'node:assert/strict'
import { test } from 'node:test'
import { splitGrid } from './cut.ts'
import type { Corner, Division, PlanGrid } from './division.ts'
import { assignParent } from './join.ts'
import { shapeOf } from './lattice.ts'
import { madeTown } from './made-town.ts'
import { numberDivision } from './number.ts'

const square = (x: number, y: number, side = 20_000): Corner[] => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
]
const group = (key: string, x: number, y: number, more: Partial<PlanGrid> = {}): PlanGrid => ({
  key,
  level: 'small',
  parentKey: 'village',
  name: key,
  localNames: [],
  kind: 'group',
  shape: shapeOf([square(1_123_000_000 + x * 20_000, 227_000_000 + y * 20_000)]),
  ...more,
})
const village: PlanGrid = {
  key: 'village',
  level: 'medium',
  parentKey: 'town',
  code: '445321105201',
  name: '东瑶村',
  localNames: [],
  kind: 'village',
}
const town: PlanGrid = { ...village, key: 'town', level: 'large', code: '445321105', name: '东成镇', kind: 'town' }
const { parentKey: _, ...large } = town
const divisionOf = (...groups: PlanGrid[]): Division => ({ grids: [large, village, ...groups] })
const codesOf = (division: Division) =>
  Object.fromEntries(division.grids.filter(({ level }) => level === 'small').map(({ key, code }) => [key, code]))

test('west to east, then north to south, whatever the order of the list', () => {
  const numbered = numberDivision(divisionOf(group('c', 1, 0), group('b', 0, 0), group('a', 0, 1), group('d', 2, 1)))
  assert.deepEqual(codesOf(numbered), {
    c: '445321105201003',
    b: '445321105201002',
    a: '445321105201001',
    d: '445321105201004',
  })
})

test('what has a code keeps it, and the sequence goes on after all that were ever used', () => {
  const official = group('a', 0, 0, { code: 'GD-0007' })
  const kept = group('b', 1, 0, { code: '445321105201002' })
  const used = ['445321105201001', '445321105201002', '445321105201009']
  const numbered = numberDivision(divisionOf(official, kept, group('c', 2, 0)), { usedCodes: used })
  assert.deepEqual(codesOf(numbered), { a: 'GD-0007', b: '445321105201002', c: '445321105201010' })
})

test('pieces of a split grid get new numbers; the number of the old one is not given again', () => {
  const before = madeTown({ seed: 4, villages: [1, 1], groups: [2, 1] })
  const line: Corner[] = [
    [1_123_005_000, 226_990_000],
    [1_123_005_000, 227_020_000],
  ]
  const after = splitGrid(before, 'village 0 group 0', line)
  const used = before.grids.map(({ code }) => code!)
  const numbered = numberDivision(after, { before, usedCodes: used })
  assert.deepEqual(Object.values(codesOf(numbered)), ['445321105201003', '445321105201004', '445321105201002'])
})

test('a grid under another village gets a number of that village', () => {
  const before = madeTown({ seed: 4, villages: [2, 1], groups: [2, 1] })
  const used = before.grids.map(({ code }) => code!)
  const moved = assignParent(before, 'village 0 group 1', 'village 1')
  const codes = codesOf(numberDivision(moved, { before, usedCodes: used }))
  assert.equal(codes['village 0 group 1'], '445321105202003')
  assert.equal(codes['village 0 group 0'], '445321105201001')
  assert.deepEqual(codesOf(numberDivision(before, { before, usedCodes: used })), codesOf(before))
})

test('what is not drawn comes last; a village without a code gets one too; a thousandth grid is refused', () => {
  const { shape: _shape, ...undrawn } = group('a', 0, 0)
  const { code: _code, ...nameless } = village
  const numbered = numberDivision({ grids: [large, nameless, undrawn, group('b', 3, 0)] })
  assert.equal(numbered.grids[1]!.code, '445321105001')
  assert.deepEqual(codesOf(numbered), { a: '445321105001002', b: '445321105001001' })
  assert.throws(() => numberDivision(divisionOf(group('a', 0, 0)), { usedCodes: ['445321105201999'] }), /field_invalid/)
  assert.throws(() => numberDivision({ grids: [{ ...large, code: 'X' }, nameless] }), /grid_code_missing/)
})
