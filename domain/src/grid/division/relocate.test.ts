import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Grid } from '../grid.ts'
import { gridTree } from '../tree.ts'
import { type Ground, inForceAfter, relocated } from './relocate.ts'

/** Grids along one line: a place east of the last border is outside. */
function ground(
  villages: Readonly<Record<string, readonly string[]>>,
  borders: Readonly<Record<string, number>>,
): Ground {
  const grid = (gridId: string, level: Grid['level'], parentId?: string): Grid => ({
    gridId,
    level,
    code: gridId,
    name: gridId,
    localNames: [],
    kind: level === 'large' ? 'town' : level === 'medium' ? 'village' : 'group',
    from: '2022-01-01',
    ...(parentId === undefined ? {} : { parentId }),
  })
  const tree = gridTree([
    grid('town', 'large'),
    ...Object.entries(villages).flatMap(([village, groups]) => [
      grid(village, 'medium', 'town'),
      ...groups.map(group => grid(group, 'small', village)),
    ]),
  ])
  return {
    tree,
    locate: lon => {
      const found = Object.entries(borders).find(([, east]) => lon < east)
      return found === undefined
        ? { outside: true, path: { large: 'town' } }
        : { outside: false, path: tree.pathOf(found[0]) }
    },
  }
}
const before = ground({ v: ['a', 'b'], w: ['c'] }, { a: 1, b: 2, c: 3 })
const after = ground({ v: ['a1', 'a2', 'b'], w: ['c'] }, { a1: 0.5, a2: 1, b: 2.5, c: 3 })
const successors: Record<string, string> = { a: 'a1' }
const move = { before, after, successorOf: (gridId: string) => successors[gridId] }
const inA = { large: 'town', medium: 'v', small: 'a' }
const inC = { large: 'town', medium: 'w', small: 'c' }

test('given a point, then it says where the matter lies', () => {
  assert.equal(relocated({ grid: inA, point: { lon: 0.7, lat: 0 } }, move)?.small, 'a2')
  assert.deepEqual(relocated({ grid: inC, point: { lon: 2.2, lat: 0 } }, move), {
    large: 'town',
    medium: 'v',
    small: 'b',
  })
  assert.equal(relocated({ grid: inC, point: { lon: 2.7, lat: 0 } }, move), undefined)
})

test('given no point, then the landmark, then where most of the ground went', () => {
  assert.equal(relocated({ grid: inA, landmark: { lon: 0.7, lat: 0 } }, move)?.small, 'a2')
  assert.equal(relocated({ grid: inA, point: { lon: 0.1, lat: 0 }, landmark: { lon: 0.7, lat: 0 } }, move)?.small, 'a1')
  assert.equal(relocated({ grid: inA }, move)?.small, 'a1')
  assert.equal(relocated({ grid: inC }, move), undefined)
  assert.equal(relocated({ grid: { large: 'town', medium: 'v' } }, move), undefined, 'a village that goes on')
})

test('given a leader put it elsewhere than its point says, then it stays there while that grid does', () => {
  assert.equal(relocated({ grid: inC, point: { lon: 0.1, lat: 0 } }, move), undefined)
  assert.equal(
    relocated({ grid: inA, point: { lon: 2.7, lat: 0 } }, move)?.small,
    'c',
    'its grid ended: the point says',
  )
})

test('given a point outside, then it stays outside, or follows its grid', () => {
  assert.equal(relocated({ grid: { large: 'town' }, point: { lon: 9, lat: 0 } }, move), undefined)
  assert.equal(relocated({ grid: inA, point: { lon: 9, lat: 0 } }, move)?.small, 'a1')
})

test('given ground that the town gained, then a matter outside comes in', () => {
  const wider = { ...move, after: ground({ v: ['a', 'b'], w: ['c'] }, { a: 1, b: 2, c: 4 }) }
  assert.equal(relocated({ grid: { large: 'town' }, point: { lon: 3.5, lat: 0 } }, wider)?.small, 'c')
})

test('given no successor, then the village, else the town', () => {
  const lost = { ...move, successorOf: () => undefined }
  assert.deepEqual(relocated({ grid: inA }, lost), { large: 'town', medium: 'v' })
  assert.deepEqual(relocated({ grid: { large: 'town', medium: 'gone', small: 'x' } }, lost), { large: 'town' })
})

test('a chain of successors is followed to its end, and never in a circle', () => {
  const chain: Record<string, string> = { x: 'y', y: 'b' }
  assert.equal(
    inForceAfter('x', after, gridId => chain[gridId]),
    'b',
  )
  const circle: Record<string, string> = { x: 'y', y: 'x' }
  assert.equal(
    inForceAfter('x', after, gridId => circle[gridId]),
    undefined,
  )
})
