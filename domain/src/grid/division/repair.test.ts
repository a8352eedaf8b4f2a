import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Ring, Shape } from '../grid.ts'
import { type Corner, type Division, type PlanGrid, repairs } from './division.ts'
import { faultsOf } from './faults.ts'
import { type CornerRing, groundOf, shapeOf, twiceGroundArea } from './lattice.ts'
import { chanceFrom, madeTown } from './made-town.ts'
import { repairDivision } from './repair.ts'

const errorsOf = (division: Division) => faultsOf(division).filter(({ severity }) => severity === 'error')
const areaOf = (division: Division, level: string) =>
  division.grids
    .filter(grid => grid.level === level)
    .reduce((sum, { shape }) => sum + (shape ? twiceGroundArea(groundOf(shape)) : 0), 0)

/** Some 90 lattice units are a metre. */
const metre = 90

test('a town drawn carelessly — shifted corners, open rings, crumbs, every border twice — is mended whole', () => {
  let seen = 0
  fc.assert(
    fc.property(fc.integer(), seed => {
      const chance = chanceFrom(seed)
      const division = madeTown({ seed, villages: [2, 2], groups: [2, 2] })
      const spoilt = { grids: division.grids.map(grid => spoil(grid, chance)) }
      seen += errorsOf(spoilt).length
      const { division: mended, left } = repairDivision(spoilt, repairs)
      assert.deepEqual(
        left.filter(({ severity }) => severity === 'error'),
        [],
      )
      assert.deepEqual(errorsOf(JSON.parse(JSON.stringify(mended))), [])
      const total = areaOf(mended, 'large')
      assert.equal(areaOf(mended, 'medium'), total)
      assert.equal(areaOf(mended, 'small'), total)
      // Nobody lost more than the strip along his border.
      for (const [index, { shape }] of mended.grids.entries()) {
        const before = twiceGroundArea(groundOf(division.grids[index]!.shape!))
        const after = twiceGroundArea(groundOf(shape!))
        assert.ok(Math.abs(after - before) < before * 0.1, `${mended.grids[index]!.name}: ${after / before}`)
      }
    }),
    { numRuns: 30 },
  )
  assert.ok(seen > 100, 'the control: the spoilt towns had faults')
})

test('a bow whose halves cancel each other out is untangled into two triangles', () => {
  const bow: Shape = {
    type: 'Polygon',
    coordinates: [
      [
        [112, 22],
        [112.01, 22.01],
        [112.01, 22],
        [112, 22.01],
        [112, 22],
      ],
    ],
  }
  const grid: PlanGrid = { key: 'a', level: 'large', name: 'a', localNames: [], kind: 'town', shape: bow }
  const { division, left } = repairDivision({ grids: [grid] }, ['untangle'])
  assert.deepEqual(
    left.filter(({ severity }) => severity === 'error'),
    [],
  )
  assert.equal(twiceGroundArea(groundOf(division.grids[0]!.shape!)), 1e10)
})

/** Every corner up to a metre beside, alone in this grid; sometimes an open ring, a crumb beside it. */
function spoil(grid: PlanGrid, chance: () => number): PlanGrid {
  const shaken = groundOf(grid.shape!).map(ring =>
    ring.map(
      ([x, y]): Corner => [x + Math.round((chance() - 0.5) * 2 * metre), y + Math.round((chance() - 0.5) * 2 * metre)],
    ),
  )
  const shape = shapeOf(shaken)
  const kind = chance()
  if (kind < 0.2 && shape.type === 'Polygon') return { ...grid, shape: opened(shape.coordinates) }
  if (kind < 0.4) return { ...grid, shape: shapeOf([...shaken, crumb(shaken[0]!)]) }
  return { ...grid, shape }
}

function opened(rings: readonly Ring[]): Shape {
  return { type: 'Polygon', coordinates: rings.map(ring => ring.slice(0, -1)) }
}

function crumb(ring: CornerRing): Corner[] {
  const [x, y] = ring[0]!
  return [
    [x + 1000, y + 1000],
    [x + 1040, y + 1000],
    [x + 1040, y + 1040],
  ]
}

test('a wide overlap is not snapped away: somebody must say whose it is', () => {
  const division = madeTown({ seed: 1, villages: [1, 1], groups: [2, 1] })
  const grids = division.grids.map(grid => {
    if (grid.key !== 'village 0 group 0') return grid
    const [ring] = groundOf(grid.shape!)
    return { ...grid, shape: shapeOf([ring!.map(([x, y], at): Corner => (at === 3 ? [x + 4000, y] : [x, y]))]) }
  })
  const { left, division: after } = repairDivision({ grids }, repairs)
  assert.deepEqual(
    left.map(({ rule }) => rule),
    ['overlap'],
  )
  assert.equal(repairDivision(after, ['snap'], { toleranceMetres: 60 }).left.length, 0)
})

test('a grid over the border is clipped exactly', () => {
  const division = madeTown({ seed: 5, villages: [1, 1], groups: [2, 2] })
  const grids = division.grids.map(grid => {
    if (grid.key !== 'village 0 group 0') return grid
    const [ring] = groundOf(grid.shape!)
    return { ...grid, shape: shapeOf([ring!.map(([x, y], at): Corner => (at === 7 ? [x - 3000, y + 7] : [x, y]))]) }
  })
  assert.deepEqual(
    errorsOf({ grids }).map(({ rule }) => rule),
    ['outside_parent'],
  )
  assert.deepEqual(repairDivision({ grids }, ['clip_to_parent']).left, [])
})

test('only faults beside the chosen grids are mended', () => {
  const division = madeTown({ seed: 9, villages: [1, 1], groups: [4, 1] })
  const shifted = new Map([
    ['village 0 group 0', 3],
    ['village 0 group 3', 7],
  ])
  const grids = division.grids.map(grid => {
    const place = shifted.get(grid.key)
    const [ring] = groundOf(grid.shape!)
    if (place === undefined) return grid
    return { ...grid, shape: shapeOf([ring!.map(([x, y], at): Corner => (at === place ? [x + 40, y] : [x, y]))]) }
  })
  const keysOf = (faults: ReturnType<typeof faultsOf>) => new Set(faults.flatMap(({ keys }) => keys))
  const all = keysOf(errorsOf({ grids }))
  assert.ok(all.has('village 0 group 0') && all.has('village 0 group 3'))
  const { left } = repairDivision({ grids }, ['snap'], { keys: ['village 0 group 0'] })
  assert.ok(left.length > 0)
  assert.ok(!keysOf(left).has('village 0 group 0'))
})

test('two grids of one name get a number', () => {
  const division = madeTown({ seed: 2, villages: [1, 1], groups: [3, 1] })
  const grids = division.grids.map(grid => (grid.level === 'small' ? { ...grid, name: '一组' } : grid))
  const { division: mended, left } = repairDivision({ grids }, ['rename'])
  assert.deepEqual(left, [])
  assert.deepEqual(
    mended.grids.filter(grid => grid.level === 'small').map(grid => grid.name),
    ['一组', '一组（2）', '一组（3）'],
  )
})

test('only a repair that would change something is offered, and only what changed is told as made', () => {
  const division = madeTown({ seed: 5, villages: [1, 1], groups: [2, 2] })
  const moved = (key: string, by: number): Division => ({
    grids: division.grids.map(grid => {
      if (grid.key !== key) return grid
      return { ...grid, shape: shapeOf(groundOf(grid.shape!).map(ring => ring.map(([x, y]): Corner => [x + by, y]))) }
    }),
  })
  const outside = (some: Division) => errorsOf(some).filter(({ rule }) => rule === 'outside_parent')
  const elsewhere = moved('village 0 group 0', 5_000_000)
  assert.deepEqual(
    outside(elsewhere).map(({ repair }) => repair),
    [undefined],
    'of a grid that lies wholly elsewhere nothing would be left',
  )
  assert.deepEqual(repairDivision(elsewhere, ['clip_to_parent']).made, [])
  const partly = moved('village 0 group 0', 3000)
  const offered = outside(partly)
  for (const { repair, keys } of offered) {
    assert.equal(repair, 'clip_to_parent')
    assert.deepEqual(repairDivision(partly, repairs, { keys }).made, ['clip_to_parent'])
  }
  assert.ok(errorsOf(partly).every(({ widthMetres }) => widthMetres! > 0))
})

test('a hole is filled when it is empty, and not offered to be when a neighbour of another village lies in it', () => {
  const ring = (from: number, to: number): Corner[] => [
    [from, from],
    [to, from],
    [to, to],
    [from, to],
  ]
  const around = shapeOf([ring(0, 90_000), ring(30_000, 60_000).reverse()])
  const make = (key: string, shape: Shape, level: PlanGrid['level'] = 'medium'): PlanGrid => ({
    key,
    level,
    name: key,
    localNames: [],
    kind: level === 'large' ? 'town' : 'village',
    ...(level === 'large' ? {} : { parentKey: 'town' }),
    shape,
  })
  const holes = (...grids: PlanGrid[]) =>
    faultsOf({ grids: [make('town', shapeOf([ring(0, 90_000)]), 'large'), ...grids] }).filter(
      ({ rule }) => rule === 'hole' || rule === 'gap',
    )
  assert.ok(holes(make('around', around)).every(({ repair }) => repair === 'fill_hole'))
  const taken = holes(make('around', around), make('within', shapeOf([ring(40_000, 50_000)])))
  assert.ok(taken.length > 0)
  assert.ok(taken.every(({ repair }) => repair !== 'fill_hole'))
})
