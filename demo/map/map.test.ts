import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { isOwnCode, parentCode } from '@onegrid/domain/grid/code.ts'
import type { Ring, Shape } from '@onegrid/domain/grid/grid.ts'
import { locator } from '@onegrid/domain/grid/locate.ts'
import { exampleSeed, groupCount, outlineTown, readCounty, readVillages } from './outline.ts'
import { townPlan } from './town-plan.ts'

const town = outlineTown()
const plan = townPlan()

test('16 real villages and 147 groups, each inside its village by its 15-digit code', () => {
  assert.equal(town.villages.length, 16)
  assert.equal(town.groups.length, groupCount)
  assert.equal(new Set(town.groups.map(group => group.code)).size, 147)
  for (const group of town.groups) {
    assert.ok(isOwnCode('small', group.code), group.code)
    assert.equal(parentCode(group.code), group.villageCode)
  }
  assert.deepEqual(
    readVillages()
      .filter(village => ['001', '201', '207', '214'].includes(village.code.slice(-3)))
      .map(village => village.name),
    ['古院社区', '东瑶村', '楠村', '三村'],
  )
})

test('every ring is closed, runs counter-clockwise and touches no point twice', () => {
  for (const ring of everyRing()) {
    assert.ok(ring.length >= 5)
    assert.deepEqual(ring[0], ring.at(-1))
    assert.equal(new Set(ring.slice(1).map(String)).size, ring.length - 1)
    assert.ok(twiceArea(ring) > 0)
  }
})

test('no gap and no overlap: each edge of a group is a neighbour’s edge turned round, or the town’s', () => {
  const insides = town.groups.flatMap(group => edgesOf(ringOf(group.shape)))
  assert.equal(new Set(insides).size, insides.length, 'an edge is used twice in one direction: an overlap')
  const all = new Set(insides)
  const outer = insides.filter(edge => !all.has(turned(edge)))
  assert.deepEqual(new Set(outer), new Set(edgesOf(ringOf(town.shape))))
  for (const village of town.villages) {
    const own = town.groups
      .filter(group => group.villageCode === village.code)
      .flatMap(group => edgesOf(ringOf(group.shape)))
    const ownSet = new Set(own)
    assert.deepEqual(new Set(own.filter(edge => !ownSet.has(turned(edge)))), new Set(edgesOf(ringOf(village.shape))))
  }
})

test('areas add up to the last digit', () => {
  const sum = (shapes: readonly Shape[]) => shapes.reduce((total, shape) => total + twiceArea(ringOf(shape)), 0)
  assert.equal(sum(town.groups.map(group => group.shape)), twiceArea(ringOf(town.shape)))
  for (const village of town.villages) {
    const own = town.groups.filter(group => group.villageCode === village.code)
    assert.equal(sum(own.map(group => group.shape)), twiceArea(ringOf(village.shape)), village.name)
  }
})

test('no two borders cross anywhere', () => {
  const edges = [...new Set(town.groups.flatMap(group => edgesOf(ringOf(group.shape))).map(canonical))].map(endsOf)
  assert.equal(crossings(edges), 0)
  const crossed = [endsOf('0,0>10,10'), endsOf('0,10>10,0')]
  assert.equal(crossings(crossed), 1, 'the control: this test can see a crossing')
})

test('the town lies inside the county without touching it', () => {
  const county = readCounty()
  const index = locator([{ id: 'county', shape: { type: 'Polygon', coordinates: [county] } }])
  const outline = ringOf(town.shape)
  assert.ok(outline.every(([x, y]) => index.locate(x / 1e7, y / 1e7) === 'county'))
  const border = edgesOf(whole(county)).map(endsOf)
  assert.equal(crossings([...border, ...edgesOf(outline).map(endsOf)]) - crossings(border), 0)
})

test('a point finds its group: every landmark lies in the grid that claims it', () => {
  const index = locator(town.groups.map(group => ({ id: group.code, shape: group.shape })))
  assert.ok(plan.landmarks.length >= 220 && plan.landmarks.length <= 280, `${plan.landmarks.length} landmarks`)
  for (const landmark of plan.landmarks)
    assert.equal(index.locate(landmark.lon, landmark.lat), landmark.gridCode, landmark.name)
  assert.equal(new Set(plan.landmarks.map(landmark => landmark.name)).size, plan.landmarks.length)
})

test('every group gets water from one area and power from one line', () => {
  for (const utility of ['water', 'power'] as const) {
    const fed = plan.supplyAreas.filter(area => area.utility === utility).flatMap(area => area.gridCodes)
    assert.deepEqual([...fed].sort(), town.groups.map(group => group.code).sort())
  }
})

test('all that is made up says so, and the same seed makes the same town', () => {
  assert.ok(plan.boundaries.every(boundary => boundary.example))
  assert.equal(plan.boundaries.length, 1 + 16 + 147)
  const digest = (seed: number) =>
    createHash('sha256')
      .update(JSON.stringify(townPlan(seed)))
      .digest('hex')
  assert.equal(digest(exampleSeed), '0e0aebb66aa3ad71fced73630394772e05979330fa57f20d6ec665534cc16dd9')
  assert.notEqual(digest(exampleSeed + 1), digest(exampleSeed))
})

function everyRing(): (readonly (readonly [number, number])[])[] {
  return [town.shape, ...town.villages.map(one => one.shape), ...town.groups.map(one => one.shape)].map(ringOf)
}

/** Back to whole numbers of 1e-7 degree, in which everything below is exact. */
function ringOf(shape: Shape): readonly (readonly [number, number])[] {
  return whole(shape.coordinates[0] as Ring)
}

function whole(ring: Ring): readonly (readonly [number, number])[] {
  return ring.map(([lon, lat]) => [Math.round(lon * 1e7), Math.round(lat * 1e7)])
}

function edgesOf(ring: readonly (readonly [number, number])[]): string[] {
  return ring.slice(1).map((point, index) => `${ring[index]}>${point}`)
}

function turned(edge: string): string {
  return edge.split('>').reverse().join('>')
}

function canonical(edge: string): string {
  return edge < turned(edge) ? edge : turned(edge)
}

type Ends = readonly [number, number, number, number]

function endsOf(edge: string): Ends {
  return edge.split(/[>,]/).map(Number) as unknown as Ends
}

function twiceArea(ring: readonly (readonly [number, number])[]): number {
  const [originX, originY] = ring[0]!
  let sum = 0
  for (let index = 1; index < ring.length; index++) {
    const [fromX, fromY] = ring[index - 1]!
    const [toX, toY] = ring[index]!
    sum += (fromX - originX) * (toY - originY) - (toX - originX) * (fromY - originY)
  }
  return sum
}

/** Pairs of edges that share more than an end point. */
function crossings(edges: readonly Ends[]): number {
  const sorted = [...edges].sort((one, other) => Math.min(one[0], one[2]) - Math.min(other[0], other[2]))
  let count = 0
  for (let first = 0; first < sorted.length; first++) {
    const one = sorted[first]!
    const east = Math.max(one[0], one[2])
    for (let second = first + 1; second < sorted.length; second++) {
      const other = sorted[second]!
      if (Math.min(other[0], other[2]) > east) break
      if (doCross(one, other)) count++
    }
  }
  return count
}

function doCross(one: Ends, other: Ends): boolean {
  const side = ([fromX, fromY, toX, toY]: Ends, x: number, y: number) =>
    Math.sign((toX - fromX) * (y - fromY) - (toY - fromY) * (x - fromX))
  const ends = (edge: Ends) => [`${edge[0]},${edge[1]}`, `${edge[2]},${edge[3]}`]
  const shared = ends(one).filter(end => ends(other).includes(end)).length
  const [start, end] = [side(one, other[0], other[1]), side(one, other[2], other[3])]
  const [otherStart, otherEnd] = [side(other, one[0], one[1]), side(other, one[2], one[3])]
  if (shared === 0)
    return start * end <= 0 && otherStart * otherEnd <= 0 && !(start === 0 && end === 0 && !overlap(one, other))
  // Edges that meet in an end point must not run along each other.
  return start === 0 && end === 0 && heading(one, other) > 0
}

function overlap(one: Ends, other: Ends): boolean {
  const [south, north] = [Math.min(one[1], one[3]), Math.max(one[1], one[3])]
  const [west, east] = [Math.min(one[0], one[2]), Math.max(one[0], one[2])]
  return (
    Math.max(other[1], other[3]) >= south &&
    Math.min(other[1], other[3]) <= north &&
    Math.max(other[0], other[2]) >= west &&
    Math.min(other[0], other[2]) <= east
  )
}

/** Positive when two edges leave their common point in the same direction. */
function heading(one: Ends, other: Ends): number {
  const fromStart = one[0] === other[0] && one[1] === other[1]
  const fromEnd = one[2] === other[2] && one[3] === other[3]
  const dot = (one[2] - one[0]) * (other[2] - other[0]) + (one[3] - one[1]) * (other[3] - other[1])
  return fromStart || fromEnd ? dot : -dot
}
