import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pointsByGrid } from '../division/compare.ts'
import type { PlanGrid } from '../division/division.ts'
import type { Shape } from '../grid.ts'
import { spreadFigures } from './spread.ts'

const box = (west: number, east: number): Shape => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, 22],
      [east, 22],
      [east, 22.01],
      [west, 22.01],
      [west, 22],
    ],
  ],
})
const grid = (key: string, shape: Shape): PlanGrid => ({
  key,
  level: 'small',
  name: key,
  localNames: [],
  kind: 'group',
  parentKey: 'v',
  shape,
})

test('given figures by group, when the border moves, then the households are counted by the ground that goes over', () => {
  const shapes = new Map([
    ['a', box(112, 112.01)],
    ['b', box(112.01, 112.02)],
  ])
  const figures = [
    { gridId: 'a', households: 40, people: 120 },
    { gridId: 'b', households: 60, people: 200 },
    { gridId: 'undrawn', households: 9, people: 30 },
  ]
  const points = spreadFigures(figures, gridId => shapes.get(gridId))
  const count = (...grids: PlanGrid[]) =>
    grids.map(({ key }) => pointsByGrid({ grids }, points).get(key)).map(each => [each?.households, each?.people])
  assert.deepEqual(count(grid('a', box(112, 112.01)), grid('b', box(112.01, 112.02))), [
    [40, 120],
    [60, 200],
  ])
  const [[one, people] = [], [other] = []] = count(grid('a', box(112, 112.005)), grid('b', box(112.005, 112.02)))
  assert.ok(Math.abs((one ?? 0) - 20) <= 2 && (one ?? 0) + (other ?? 0) === 100, `${one} and ${other}`)
  assert.ok(Math.abs((people ?? 0) - 60) <= 6)
})
