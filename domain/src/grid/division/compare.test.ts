import assert from 'node:assert/strict'
import { test } from 'node:test'
import { moveCorner } from './border.ts'
import { compareDivisions, heirFirst, pointsByGrid, successionOf } from './compare.ts'
import { splitGrid } from './cut.ts'
import type { Corner, Division } from './division.ts'
import { groundsOf } from './drawing.ts'
import { assignParent, mergeGrids } from './join.ts'
import { boxOf, degreesOf } from './lattice.ts'
import { madeTown } from './made-town.ts'
import { middleOf } from './number.ts'

const town = madeTown({ seed: 11, villages: [2, 1], groups: [2, 1] })
const [left, right, third] = ['village 0 group 0', 'village 0 group 1', 'village 1 group 0'] as const
const groundAt = (division: Division, key: string) => groundsOf(division).get(key)!

/** From above to below through the middle of a grid. */
function acrossOf(division: Division, key: string): Corner[] {
  const [, south, , north] = boxOf(groundAt(division, key))
  const [x] = middleOf(groundAt(division, key))
  return [
    [x, south - 500],
    [x, north + 500],
  ]
}

const statesOf = (after: Division) =>
  compareDivisions(town, after)
    .filter(({ level }) => level === 'small')
    .filter(({ state }) => state !== 'kept')
    .map(({ state, beforeKey, afterKey }) => `${state} ${beforeKey ?? '-'} ${afterKey ?? '-'}`)

test('what did not change is kept, a new name included', () => {
  const after = { grids: town.grids.map(grid => (grid.key === left ? { ...grid, name: '新名' } : grid)) }
  assert.deepEqual(statesOf(after), [])
  assert.deepEqual(successionOf(town, after), [])
})

test('a split grid ends, and its ground goes to its pieces', () => {
  const after = splitGrid(town, left, acrossOf(town, left))
  assert.deepEqual(statesOf(after), [`ended ${left} -`, 'new - new-1', 'new - new-2'])
  const [succession] = successionOf(town, after)
  assert.equal(succession!.gridId, left)
  assert.deepEqual(succession!.successors.map(({ key }) => key).sort(), ['new-1', 'new-2'])
  assert.equal(
    succession!.successors.reduce((sum, { share }) => sum + share, 0),
    1,
  )
  assert.ok(succession!.successors[0]!.share >= 0.5)
})

test('the half that was chosen comes first, and an unknown choice changes nothing', () => {
  const successors = [
    { key: 'a', share: 0.7 },
    { key: 'b', share: 0.3 },
  ]
  const first = (heir: string) => heirFirst({ gridId: left, successors }, new Map([[left, heir]])).successors[0]!.key
  assert.deepEqual([first('b'), first('a'), first('elsewhere')], ['b', 'a', 'a'])
})

test('households weigh more than ground where there are any', () => {
  const after = splitGrid(town, left, acrossOf(town, left))
  const [x, y] = middleOf(groundAt(after, 'new-2'))
  const [lon, lat] = degreesOf([x, y])
  const succession = successionOf(town, after, [{ lon, lat, households: 30, people: 90 }])
  assert.deepEqual(succession, [{ gridId: left, successors: [{ key: 'new-2', share: 1 }] }])
  // Without households in its ground it is the area again.
  const elsewhere = successionOf(town, after, [{ lon: 0, lat: 0, households: 30, people: 90 }])
  assert.equal(elsewhere[0]!.successors.length, 2)
})

test('a merged-away grid ends in the one that stays, which is changed and has both grounds', () => {
  const after = mergeGrids(town, [left, right])
  assert.deepEqual(statesOf(after), [`changed ${left} ${left}`, `ended ${right} -`])
  assert.deepEqual(successionOf(town, after), [{ gridId: right, successors: [{ key: left, share: 1 }] }])
  const changed = compareDivisions(town, after).find(({ afterKey }) => afterKey === left)!
  assert.deepEqual(changed.comesFrom!.map(({ key }) => key).sort(), [left, right])
  assert.ok(changed.squareMetresAfter! > changed.squareMetresBefore!)
})

test('a grid under another village ends and begins anew, in its own ground', () => {
  const after = assignParent(town, right, 'village 1')
  assert.deepEqual(statesOf(after), [`ended ${right} -`, `new - ${right}`])
  assert.deepEqual(successionOf(town, after), [{ gridId: right, successors: [{ key: right, share: 1 }] }])
  const villages = compareDivisions(town, after).filter(({ level }) => level === 'medium')
  assert.deepEqual(
    villages.map(({ state }) => state),
    ['changed', 'changed'],
  )
  assert.deepEqual(statesOf(assignParent(after, right, 'village 0')), [], 'and back is as if nothing was')
})

test('a moved border changes both neighbours, with what passed over', () => {
  const corner = groundAt(town, left)[0]!.find(
    each => groundAt(town, right)[0]!.some(other => String(other) === String(each)) && each[1] % 10_000 !== 0,
  )!
  const after = moveCorner(town, corner, [corner[0] + 1_000, corner[1]])
  const rows = compareDivisions(town, after).filter(({ state, level }) => state === 'changed' && level === 'small')
  assert.deepEqual(rows.map(({ beforeKey }) => beforeKey).sort(), [left, right].sort())
  const shares = rows.find(({ beforeKey }) => beforeKey === right)!.goesTo!
  assert.deepEqual(
    shares.map(({ key }) => key),
    [right, left],
  )
  assert.ok(Math.abs(shares.reduce((sum, { share }) => sum + share, 0) - 1) < 1e-6)
})

test('points are counted in every level; who stands outside is counted apart', () => {
  const at = (key: string) => {
    const [lon, lat] = degreesOf(middleOf(groundAt(town, key)))
    return { lon, lat, households: 10, people: 35 }
  }
  const counts = pointsByGrid(town, [at(left), at(left), at(third), { lon: 0, lat: 0, households: 1, people: 1 }])
  assert.deepEqual(counts.get(left), { points: 2, households: 20, people: 70 })
  assert.deepEqual(counts.get(right), { points: 0, households: 0, people: 0 })
  assert.deepEqual(counts.get('village 0'), { points: 2, households: 20, people: 70 })
  assert.deepEqual(counts.get('town'), { points: 3, households: 30, people: 105 })
  assert.deepEqual(counts.get(undefined), { points: 1, households: 1, people: 1 })
})

test('given a border that ends at a neighbour’s slanting border, then the neighbour has a corner more and is kept', () => {
  const before = madeTown({ seed: 5, villages: [2, 2], groups: [2, 2] })
  for (const grid of before.grids.filter(each => each.level === 'small')) {
    const [west, south, east, north] = boxOf(groundAt(before, grid.key))
    const after = splitGrid(before, grid.key, [
      [west - 1000, south + 7 + ((north - south) >> 1)],
      [east + 1000, south + ((north - south) >> 1)],
    ])
    const states = compareDivisions(before, after).filter(row => row.state !== 'kept')
    assert.ok(states.length >= 3, 'one ends, two begin')
    assert.ok(
      states.every(row => row.state === 'new' || row.state === 'ended'),
      JSON.stringify(states),
    )
  }
})
