import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Refusal } from '../../kernel/refusal.ts'
import type { GridLevel } from '../grid.ts'
import { locator } from '../locate.ts'
import { addCorner, dropCorner, moveCorner } from './border.ts'
import { drawGrid, splitGrid } from './cut.ts'
import type { Corner, Division, PlanGrid } from './division.ts'
import { groundsOf, openDrawing } from './drawing.ts'
import { faultsOf } from './faults.ts'
import { assignParent, mergeGrids } from './join.ts'
import { boxOf, degreesOf, type Ground, groundOf, shapeOf, twiceGroundArea } from './lattice.ts'
import { chanceFrom, madeTown } from './made-town.ts'

const errorsOf = (division: Division) => faultsOf(division).filter(({ severity }) => severity === 'error')

const areaOf = (division: Division, level: string) =>
  division.grids
    .filter(grid => grid.level === level)
    .reduce((sum, { shape }) => sum + (shape ? twiceGroundArea(groundOf(shape)) : 0), 0)

test('any edits in any order: nothing overlaps, nothing opens, and the ground adds up to the last digit', () => {
  let done = 0
  const counts: Record<string, number> = {}
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 5, max: 25 }), (seed, steps) => {
      const chance = chanceFrom(seed)
      let division = madeTown({ seed, villages: [3, 2], groups: [2, 2] })
      for (let count = 0; count < steps; count++) {
        const [name, edited] = randomEdit(division, chance)
        if (edited === undefined) continue
        done++
        counts[name] = (counts[name] ?? 0) + 1
        demandTownKept(name, division, edited)
        division = edited
        // As it is kept and read again, without what the operation remembers.
        const read: Division = JSON.parse(JSON.stringify(division))
        assert.deepEqual(errorsOf(read), [], name)
        const total = areaOf(read, 'large')
        assert.equal(areaOf(read, 'medium'), total)
        assert.equal(areaOf(read, 'small'), total)
      }
      demandOneGridEach(division, chance)
    }),
    {
      numRuns: 40,
      // Once a ground was folded onto itself, once a line crossed itself.
      examples: [
        [-895_497_383, 8],
        [1_837_487_409, 14],
      ],
    },
  )
  for (const name of ['split', 'merge', 'move', 'add', 'drop', 'assign', 'draw'])
    assert.ok((counts[name] ?? 0) >= 3, `${name} was done ${counts[name]} times`)
  assert.ok(done > 200, `${done} edits`)
})

test('given a strip a centimetre wide beside a border, when a drawn outline bends the border onto its other side, then everything still fits', () => {
  const at = (x: number, y: number): Corner => [1_123_040_000 + x, 227_040_000 + y]
  const strip = [at(6798, -1), at(10_055, -11), at(10_059, 0)]
  const south = [at(0, -10_000), at(12_000, -10_000), at(12_000, 0)]
  const village = [...south, at(10_059, 0), at(6798, -1), at(6784, 0), at(0, 0)]
  const rest = [...south, at(10_059, 0), at(10_055, -11), at(6798, -1), at(6784, 0), at(0, 0)]
  const grid = (key: string, level: GridLevel, ring: readonly Corner[], parentKey?: string): PlanGrid => ({
    key,
    level,
    name: key,
    localNames: [],
    kind: level === 'small' ? 'group' : level === 'medium' ? 'village' : 'town',
    shape: shapeOf([ring]),
    ...(parentKey === undefined ? {} : { parentKey }),
  })
  const division: Division = {
    grids: [
      grid('town', 'large', village),
      grid('village', 'medium', village, 'town'),
      grid('strip', 'small', strip, 'village'),
      grid('rest', 'small', rest, 'village'),
    ],
  }
  assert.deepEqual(errorsOf(division), [])
  const ring = [at(6784, 0), at(6679, 19), at(8891, -266)]
  const drawn: Division = JSON.parse(JSON.stringify(drawGrid(division, { parentKey: 'village', ring, name: '新画' })))
  assert.deepEqual(errorsOf(drawn), [])
  assert.equal(areaOf(drawn, 'small'), areaOf(drawn, 'large'))
  assert.equal(drawn.grids.filter(each => each.level === 'small').length, 3)
})

test('given a line that crosses itself, when a grid is split along it, then the loop is a piece and everything still fits', () => {
  const division = madeTown({ seed: 3, villages: [2, 2], groups: [2, 2] })
  const { key, shape } = division.grids.find(each => each.level === 'small')!
  const [west, south, east, north] = boxOf(groundOf(shape!))
  const at = (x: number, y: number): Corner => [
    Math.round(west + x * (east - west)),
    Math.round(south + y * (north - south)),
  ]
  const split = splitGrid(division, key, [at(-0.1, 0.3), at(0.7, 0.7), at(0.7, 0.4), at(-0.1, 0.7)])
  assert.deepEqual(errorsOf(JSON.parse(JSON.stringify(split))), [])
  assert.equal(split.grids.length, division.grids.length + 2, 'what lies between the two ends, the loop, the rest')
  assert.equal(areaOf(split, 'small'), areaOf(division, 'small'))
})

test('control: a corner moved in one grid alone is seen', () => {
  const division = madeTown({ seed: 3, villages: [2, 2], groups: [2, 2] })
  assert.deepEqual(faultsOf(division), [])
  const grids = division.grids.map(grid => {
    if (grid.key !== 'village 0 group 0') return grid
    const [ring] = groundOf(grid.shape!)
    return {
      ...grid,
      shape: shapeOf([ring!.map((corner, at): Corner => (at === 4 ? [corner[0] + 1, corner[1]] : corner))]),
    }
  })
  assert.ok(errorsOf({ grids }).length > 0)
})

/** Only who moves a corner of the town's outline changes the town; a new corner there bends it by less than a unit. */
function demandTownKept(name: string, before: Division, after: Division): void {
  if (name === 'move' || name === 'add' || name === 'drop') return
  const [ground, next] = [before, after].map(division => groundOf(division.grids[0]!.shape!))
  const longest = 40_000
  const most = (next!.flat().length - ground!.flat().length) * longest
  assert.ok(Math.abs(twiceGroundArea(next!) - twiceGroundArea(ground!)) <= most, name)
}

function demandOneGridEach(division: Division, chance: () => number): void {
  const smalls = division.grids.filter(grid => grid.level === 'small')
  const alone = smalls.map(({ key, shape }) => locator([{ id: key, shape: shape! }]))
  const all = locator(smalls.map(({ key, shape }) => ({ id: key, shape: shape! })))
  const town = locator([{ id: 'town', shape: division.grids.find(grid => grid.level === 'large')!.shape! }])
  const corners = smalls.flatMap(({ shape }) => groundOf(shape!).flat())
  const [west, south, east, north] = boxOf(groundOf(division.grids[0]!.shape!))
  for (let count = 0; count < 100; count++) {
    const corner = corners[Math.floor(chance() * corners.length)]!
    const place: Corner =
      count % 2 === 0
        ? [Math.round(west + chance() * (east - west)), Math.round(south + chance() * (north - south))]
        : [corner[0] + Math.round(chance() * 2 - 1), corner[1] + Math.round(chance() * 2 - 1)]
    const [lon, lat] = degreesOf(place)
    const holders = alone.filter(each => each.locate(lon, lat) !== undefined).length
    assert.equal(holders, town.locate(lon, lat) === undefined ? 0 : 1)
    assert.equal(all.locate(lon, lat) === undefined, holders === 0)
  }
}

/** An edit that may be impossible; then nothing. Any other error is a fault of the product. */
function randomEdit(division: Division, chance: () => number): [name: string, edited: Division | undefined] {
  const names = ['split', 'merge', 'move', 'add', 'drop', 'assign', 'draw', 'split', 'draw'] as const
  const name = names[Math.floor(chance() * names.length)]!
  try {
    return [name, edits[name](division, chance)]
  } catch (error) {
    if (error instanceof Refusal && error.code === 'division_edit_refused') return [name, undefined]
    throw error
  }
}

const edits = {
  split: (division: Division, chance: () => number) => {
    const { key, ground } = randomSmall(division, chance)
    const line = Array.from({ length: 2 + Math.floor(chance() * 3) }, () => placeAround(ground, chance))
    return splitGrid(division, key, line)
  },
  merge: (division: Division, chance: () => number) => {
    const { key, parentKey } = randomSmall(division, chance)
    const siblings = division.grids.filter(grid => grid.parentKey === parentKey && grid.key !== key)
    if (siblings.length === 0) return undefined
    return mergeGrids(division, [key, siblings[Math.floor(chance() * siblings.length)]!.key])
  },
  move: (division: Division, chance: () => number) => {
    const corner = randomCorner(division, chance)
    const far = chance() < 0.5 ? 3 : 3_000
    return moveCorner(division, corner, [
      corner[0] + Math.round((chance() - 0.5) * far),
      corner[1] + Math.round((chance() - 0.5) * far),
    ])
  },
  add: (division: Division, chance: () => number) => {
    const { ground } = randomSmall(division, chance)
    const ring = ground[0]!
    const at = Math.floor(chance() * ring.length)
    const [from, to] = [ring[at]!, ring[(at + 1) % ring.length]!]
    const push = () => Math.round((chance() - 0.5) * 500)
    return addCorner(
      division,
      [to, from],
      [Math.round((from[0] + to[0]) / 2) + push(), Math.round((from[1] + to[1]) / 2) + push()],
    )
  },
  drop: (division: Division, chance: () => number) => dropCorner(division, randomCorner(division, chance)),
  assign: (division: Division, chance: () => number) => {
    const { key } = randomSmall(division, chance)
    const villages = division.grids.filter(grid => grid.level === 'medium')
    const edited = assignParent(division, key, villages[Math.floor(chance() * villages.length)]!.key)
    return edited === division ? undefined : renamed(edited)
  },
  draw: (division: Division, chance: () => number) => {
    const { ground, parentKey } = randomSmall(division, chance)
    const [west, south, east, north] = boxOf(ground)
    const [x, y] = placeAround(ground, chance)
    const [width, height] = [(east - west) * (0.1 + chance()), (north - south) * (0.1 + chance())]
    const count = 3 + Math.floor(chance() * 6)
    const ring = Array.from({ length: count }, (_, index): Corner => {
      const angle = ((index + chance() * 0.8) / count) * 2 * Math.PI
      return [Math.round(x + Math.cos(angle) * width), Math.round(y + Math.sin(angle) * height)]
    })
    // A corner of the outline is often put on a corner that is there.
    if (chance() < 0.5) ring[0] = ground[0]![Math.floor(chance() * ground[0]!.length)]!
    return renamed(drawGrid(division, { parentKey: parentKey!, ring, name: '新画' }))
  },
}

/** Names do not matter here, but two alike would be told. */
function renamed(division: Division): Division {
  return { grids: division.grids.map(grid => (grid.level === 'small' ? { ...grid, name: grid.key } : grid)) }
}

function randomSmall(division: Division, chance: () => number) {
  const smalls = division.grids.filter(grid => grid.level === 'small')
  const grid = smalls[Math.floor(chance() * smalls.length)]!
  return { ...grid, ground: groundsOf(division).get(grid.key)! }
}

function randomCorner(division: Division, chance: () => number): Corner {
  const corners = [...openDrawing(division).grounds.values()].flat(2)
  return corners[Math.floor(chance() * corners.length)]!
}

function placeAround(ground: Ground, chance: () => number): Corner {
  const [west, south, east, north] = boxOf(ground)
  const along = (low: number, high: number) => Math.round(low + (chance() * 1.4 - 0.2) * (high - low))
  return chance() < 0.2
    ? ground[0]![Math.floor(chance() * ground[0]!.length)]!
    : [along(west, east), along(south, north)]
}
