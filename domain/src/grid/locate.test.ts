import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Ring, Shape } from './grid.ts'
import { locator } from './locate.ts'

const square = (west: number, south: number, side = 1): Shape => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [west + side, south],
      [west + side, south + side],
      [west, south + side],
      [west, south],
    ],
  ],
})

test('given four squares that meet in a point, each point of a border is in exactly one', () => {
  const index = locator([
    { id: 'south-west', shape: square(0, 0) },
    { id: 'south-east', shape: square(1, 0) },
    { id: 'north-west', shape: square(0, 1) },
    { id: 'north-east', shape: square(1, 1) },
  ])
  assert.equal(index.locate(0.5, 0.5), 'south-west')
  assert.equal(index.locate(1, 0.5), 'south-east', 'a border belongs to its east')
  assert.equal(index.locate(0.5, 1), 'north-west', 'a border belongs to its north')
  assert.equal(index.locate(1, 1), 'north-east')
  assert.equal(index.locate(0, 0), 'south-west')
  assert.equal(index.locate(2, 0.5), undefined, 'the outer east border is outside')
})

test('outside, far outside and nonsense answer nothing', () => {
  const index = locator([{ id: 'one', shape: square(112, 22) }])
  for (const [lon, lat] of [
    [111.9, 22.5],
    [113.1, 22.5],
    [0, 0],
    [Number.NaN, 22.5],
    [112.5, Number.POSITIVE_INFINITY],
  ])
    assert.equal(index.locate(lon!, lat!), undefined)
  assert.equal(locator([]).locate(112, 22), undefined)
})

test('a hole is outside, an island of the same grid is inside', () => {
  const hole: Ring = square(0.4, 0.4, 0.2).coordinates[0] as Ring
  const island = square(3, 3).coordinates as readonly Ring[]
  const shape: Shape = { type: 'MultiPolygon', coordinates: [[square(0, 0).coordinates[0] as Ring, hole], island] }
  const index = locator([{ id: 'one', shape }])
  assert.equal(index.locate(0.5, 0.5), undefined)
  assert.equal(index.locate(0.2, 0.5), 'one')
  assert.equal(index.locate(3.5, 3.5), 'one')
  assert.equal(index.locate(2, 2), undefined)
})

test('a grid wider than exact arithmetic allows is refused', () => {
  assert.throws(() => locator([{ id: 'one', shape: square(0, 0, 5) }]), /field_invalid/)
  assert.throws(
    () =>
      locator([
        {
          id: 'line',
          shape: {
            type: 'Polygon',
            coordinates: [
              [
                [0, 0],
                [1, 1],
                [0, 0],
              ],
            ],
          },
        },
      ]),
    /field_invalid/,
  )
})

test('any division of a town: every point is in exactly one grid, and the table agrees with each grid asked alone', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 2, max: 7 }), (seed, size) => {
      const random = numbers(seed)
      const areas = crookedTown(size, random)
      const all = locator(areas)
      const alone = areas.map(area => locator([area]))
      const corners = areas.flatMap(area => (area.shape.coordinates[0] as Ring).slice())
      for (let count = 0; count < 60; count++) {
        // Half of the points lie exactly on corners or next to them, where rounding would show.
        const corner = corners[Math.floor(random() * corners.length)]!
        const point: [number, number] =
          count % 2 === 0
            ? [112 + random() * size * 0.001, 22 + random() * size * 0.001]
            : [corner[0] + Math.round(random() * 2 - 1) * 1e-7, corner[1] + Math.round(random() * 2 - 1) * 1e-7]
        const holders = areas.filter((_, index) => alone[index]!.locate(...point) !== undefined)
        assert.ok(holders.length <= 1, `in ${holders.length} grids`)
        assert.equal(all.locate(...point), holders[0]?.id)
        const inner = 112.0001 < point[0] && point[0] < 112 + size * 0.001 - 0.0001
        if (inner && 22.0001 < point[1] && point[1] < 22 + size * 0.001 - 0.0001)
          assert.equal(holders.length, 1, 'a gap')
      }
    }),
    { numRuns: 60 },
  )
})

/** A board whose inner corners are pushed about and whose borders have a bend, shared bit by bit. */
function crookedTown(size: number, random: () => number): { id: string; shape: Shape }[] {
  const step = 0.001
  const seven = (value: number) => Math.round(value * 1e7) / 1e7
  const memory = new Map<string, [number, number]>()
  const point = (key: string, x: number, y: number): [number, number] => {
    const known = memory.get(key)
    if (known) return known
    const inside = x > 0 && x < size && y > 0 && y < size
    const push = () => (inside ? (random() - 0.5) * 0.4 : 0)
    const made: [number, number] = [seven(112 + (x + push()) * step), seven(22 + (y + push()) * step)]
    memory.set(key, made)
    return made
  }
  const corner = (x: number, y: number) => point(`${x},${y}`, x, y)
  const bend = (x: number, y: number) => point(`bend ${x},${y}`, x, y)
  const areas: { id: string; shape: Shape }[] = []
  for (let x = 0; x < size; x++)
    for (let y = 0; y < size; y++) {
      const ring: Ring = [
        corner(x, y),
        bend(x + 0.5, y),
        corner(x + 1, y),
        bend(x + 1, y + 0.5),
        corner(x + 1, y + 1),
        bend(x + 0.5, y + 1),
        corner(x, y + 1),
        bend(x, y + 0.5),
        corner(x, y),
      ]
      areas.push({ id: `${x}/${y}`, shape: { type: 'Polygon', coordinates: [ring] } })
    }
  return areas
}

function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0
    return (state >>> 0) / 4_294_967_296
  }
}
