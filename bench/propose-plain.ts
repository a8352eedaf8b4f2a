/** What the proposer is compared with: divisions by the nearest seed, clipped to the village by a library. */
import type { HouseholdPoint } from '@onegrid/domain/grid/division/compare.ts'
import type { PlanGrid } from '@onegrid/domain/grid/division/division.ts'
import { boxOf, groundOf, metresPerUnit, perDegree } from '@onegrid/domain/grid/division/lattice.ts'
import { locator } from '@onegrid/domain/grid/locate.ts'
import { chanceOf } from '@onegrid/domain/grid/propose/chance.ts'
import { compactnessOf } from '@onegrid/domain/grid/propose/plane.ts'
import * as polyclip from 'polyclip-ts'

export type PlainFigures = {
  readonly name: string
  readonly spread: number
  readonly compactness: number
  /** Grids of more than one piece. */
  readonly apart: number
  readonly grids: number
}

type Place = readonly [number, number]
type Seed = { x: number; y: number; weight: number }
type Cell = { readonly area: number; readonly perimeter: number; readonly parts: number; readonly households: number }
type Village = { readonly ring: Place[]; readonly homes: readonly Place[]; readonly count: number }

const seedTries = 20

export function plainDivisions(
  villages: readonly PlanGrid[],
  points: readonly HouseholdPoint[],
  counts: ReadonlyMap<string, number>,
): readonly PlainFigures[] {
  const made = inMetres(villages, points, counts)
  const runs = Array.from({ length: seedTries }, (_, run) =>
    figuresOf(
      'nearest seed',
      made.map((village, at) => cellsOf(village, seedsOf(village, run * 100 + at))),
    ),
  )
  const relaxed = made.map((village, at) => cellsOf(village, lloyd(village, seedsOf(village, at))))
  const balanced = made.map((village, at) =>
    cellsOf(village, balancedSeeds(village, lloyd(village, seedsOf(village, at)))),
  )
  return [
    {
      name: `nearest seed (mean of ${seedTries} draws)`,
      grids: runs[0]!.grids,
      spread: mean(runs.map(run => run.spread)),
      compactness: mean(runs.map(run => run.compactness)),
      apart: Math.round(mean(runs.map(run => run.apart))),
    },
    figuresOf('relaxed seeds (Lloyd)', relaxed),
    figuresOf('balanced power diagram', balanced),
  ]
}

function inMetres(
  villages: readonly PlanGrid[],
  points: readonly HouseholdPoint[],
  counts: ReadonlyMap<string, number>,
): Village[] {
  const inside = locator(villages.map(({ key, shape }) => ({ id: key, shape: shape! })))
  return villages.map(({ key, shape }, at) => {
    const ground = groundOf(shape!)
    const [west, south, , north] = boxOf(ground)
    const [east, up] = metresPerUnit((south + north) / 2 / perDegree)
    const place = ([x, y]: Place): Place => [(x - west) * east, (y - south) * up]
    const homes = points.filter(({ lon, lat }) => inside.indexOf(lon, lat) === at)
    return {
      ring: ground[0]!.map(place),
      homes: homes.map(({ lon, lat }) => place([lon * perDegree, lat * perDegree])),
      count: counts.get(key)!,
    }
  })
}

function seedsOf({ homes, count }: Village, seed: number): Seed[] {
  const chance = chanceOf(seed)
  const left = [...homes]
  return Array.from({ length: count }, () => {
    const [x, y] = left.splice(Math.floor(chance() * left.length), 1)[0]!
    return { x, y, weight: 0 }
  })
}

function lloyd({ homes }: Village, seeds: readonly Seed[]): Seed[] {
  let now = [...seeds]
  for (let round = 0; round < 30; round++) {
    const owners = homes.map(home => nearest(now, home))
    now = now.map((seed, at) => {
      const own = homes.filter((_, home) => owners[home] === at)
      return own.length === 0 ? seed : { x: mean(own.map(([x]) => x)), y: mean(own.map(([, y]) => y)), weight: 0 }
    })
  }
  return now
}

/** Weights are raised where too few live and lowered where too many do; then seeds move to the middle of their homes. */
function balancedSeeds(village: Village, seeds: readonly Seed[]): Seed[] {
  let now = seeds.map(seed => ({ ...seed }))
  const goal = village.homes.length / village.count
  for (let round = 0; round < 40; round++) {
    for (let step = 0, pace = 60_000; step < 60; step++, pace *= 0.95) {
      const held = new Float64Array(now.length)
      for (const home of village.homes) held[nearest(now, home)]! += 1
      now.forEach((seed, at) => {
        seed.weight += pace * Math.max(-1, Math.min(1, 1 - held[at]! / goal))
      })
    }
    if (round === 39) break
    const owners = village.homes.map(home => nearest(now, home))
    now = now.map((seed, at) => {
      const own = village.homes.filter((_, home) => owners[home] === at)
      return own.length === 0
        ? seed
        : { x: mean(own.map(([x]) => x)), y: mean(own.map(([, y]) => y)), weight: seed.weight }
    })
  }
  return now
}

function nearest(seeds: readonly Seed[], [x, y]: Place): number {
  let best = 0
  let least = Infinity
  seeds.forEach((seed, at) => {
    const away = (x - seed.x) * (x - seed.x) + (y - seed.y) * (y - seed.y) - seed.weight
    if (away >= least) return
    least = away
    best = at
  })
  return best
}

/** Each cell: the half-planes nearer to its seed than to any other, cut out of the village. */
function cellsOf({ ring, homes }: Village, seeds: readonly Seed[]): Cell[] {
  const owners = homes.map(home => nearest(seeds, home))
  return seeds.map((seed, at) => {
    let cell: Place[] = [
      [-1e5, -1e5],
      [1e5, -1e5],
      [1e5, 1e5],
      [-1e5, 1e5],
    ]
    for (const other of seeds) if (other !== seed) cell = halfPlane(cell, seed, other)
    const households = owners.filter(owner => owner === at).length
    if (cell.length < 3) return { area: 0, perimeter: 1, parts: 0, households }
    const pieces = polyclip.intersection(
      [ring.map(([x, y]): [number, number] => [x, y])],
      [cell.map(([x, y]): [number, number] => [x, y])],
    )
    const rings = pieces.flat()
    return {
      area: rings.reduce((sum, each) => sum + areaOf(each), 0),
      perimeter: rings.reduce((sum, each) => sum + perimeterOf(each), 0),
      parts: pieces.length,
      households,
    }
  })
}

function halfPlane(cell: readonly Place[], seed: Seed, other: Seed): Place[] {
  const [a, b] = [2 * (other.x - seed.x), 2 * (other.y - seed.y)]
  const limit = other.x ** 2 + other.y ** 2 - other.weight - (seed.x ** 2 + seed.y ** 2 - seed.weight)
  const beyond = ([x, y]: Place) => a * x + b * y - limit
  return cell.flatMap((from, at): Place[] => {
    const to = cell[(at + 1) % cell.length]!
    const [one, two] = [beyond(from), beyond(to)]
    const kept: Place[] = one <= 0 ? [from] : []
    if (one <= 0 === two <= 0) return kept
    const part = one / (one - two)
    return [...kept, [from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part]]
  })
}

function areaOf(ring: readonly Place[]): number {
  return ring.reduce((sum, [x, y], at) => {
    const [nextX, nextY] = ring[(at + 1) % ring.length]!
    return sum + (x * nextY - nextX * y) / 2
  }, 0)
}

function perimeterOf(ring: readonly Place[]): number {
  return ring.reduce((sum, [x, y], at) => {
    const [nextX, nextY] = ring[(at + 1) % ring.length]!
    return sum + Math.hypot(nextX - x, nextY - y)
  }, 0)
}

function figuresOf(name: string, villages: readonly (readonly Cell[])[]): PlainFigures {
  const cells = villages.flat()
  const held = cells.map(cell => cell.households)
  return {
    name,
    grids: cells.length,
    spread: Math.max(...held) / mean(held),
    compactness: mean(cells.map(({ area, perimeter }) => compactnessOf(Math.abs(area), perimeter))),
    apart: cells.filter(cell => cell.parts > 1).length,
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
