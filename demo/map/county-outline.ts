/**
 * The county as one example tenant: its 202 real villages and some 1,900 groups, outlined by a fixed seed inside the real
 * county outline (docs/decisions/0011-county-example.md). Nobody has published the real outlines; all are examples.
 */

import type { Division, PlanGrid } from '@onegrid/domain/grid/division/division.ts'
import { shapeOf } from '@onegrid/domain/grid/division/lattice.ts'
import { numberDivision } from '@onegrid/domain/grid/division/number.ts'
import { parentsFollow } from '@onegrid/domain/grid/division/parents.ts'
import { locator } from '@onegrid/domain/grid/locate.ts'
import { borders } from './border.ts'
import { chanceFrom, hills } from './chance.ts'
import { chineseNumber } from './local-names.ts'
import { growRegions, type Mesh, shakenMesh } from './mesh.ts'
import { readCounty, type Village, villagesOf } from './outline.ts'
import { middleOf, nearestTo, settled, shares } from './regions.ts'

export const countyName = '新兴县'
/** The district code: six digits are official, and the nine of a town would belong to one of its towns. */
export const countyCode = '445321'
export const countyGroupCount = 1900
export const countySeed = 445_321

/** Metres between the middles of cells; a group of about 0.7 square kilometres has some fourteen. */
const spacing = 240
const cosine = 0.92256
const fewestGroups = 3

/** The villages of all twelve towns and three forest farms, by their codes. */
export function readCountyVillages(): readonly Village[] {
  return villagesOf('xinxing-villages.csv', ([code = '', name = '']) => [code, name])
}

export function countyDivision(seed = countySeed): Division {
  const mesh = countyMesh(seed)
  const cells = cellsInside(mesh)
  const inside = new Set(cells)
  const chance = chanceFrom(seed + 1)
  const roughly = (cell: number) => {
    const [x, y] = mesh.middles[cell]!
    return 0.25 + hills(seed + 7, x / 700, y / 700) * 1.5
  }
  const villages = readCountyVillages()
  const isFree = (cell: number) => inside.has(cell)
  const villageOf = settled(mesh, cells, villages.length, chance, isFree, roughly)
  const parts = cellsByPart(cells, villageOf, villages.length)
  const places = placed(mesh, villages, parts)
  const counts = shares(
    places.map(part => parts[part]!.length),
    countyGroupCount,
    fewestGroups,
  )
  const groupOf = new Int32Array(mesh.cells).fill(-1)
  const groups: { readonly village: Village; readonly cells: readonly number[] }[] = []
  for (const [position, village] of villages.entries()) {
    const part = places[position]!
    const own = parts[part]!
    const owner = settled(mesh, own, counts[position]!, chance, cell => villageOf[cell] === part, roughly)
    for (const mine of cellsByPart(own, owner, counts[position]!)) {
      for (const cell of mine) groupOf[cell] = groups.length
      groups.push({ village, cells: mine })
    }
  }
  const edges = borders(mesh, groupOf)
  const drawn = groups.map(
    ({ village, cells: own }, index): PlanGrid => ({
      key: `group-${index + 1}`,
      level: 'small',
      parentKey: village.code,
      name: '',
      localNames: [],
      kind: 'group',
      shape: shapeOf(edges.ringsOf(cell => groupOf[cell] === index, own)),
      example: true,
    }),
  )
  const town: PlanGrid = {
    key: countyCode,
    level: 'large',
    code: countyCode,
    name: countyName,
    localNames: [],
    kind: 'town',
    example: true,
  }
  const whole = villages.map(({ code, name, kind }): PlanGrid => {
    return { key: code, level: 'medium', parentKey: countyCode, code, name, localNames: [], kind, example: true }
  })
  const outlined = parentsFollow({ grids: [town, ...whole, ...drawn] })
  return named(numberDivision(outlined), villages)
}

/** Groups are called by the number in their code, as the town's are. */
function named({ grids }: Division, villages: readonly Village[]): Division {
  const communities = new Set(villages.filter(({ kind }) => kind === 'community').map(({ code }) => code))
  return {
    grids: grids.map(grid => {
      if (grid.level !== 'small') return grid
      const word = communities.has(grid.parentKey!) ? '居民' : '村民'
      return { ...grid, key: grid.code!, name: `第${chineseNumber(Number(grid.code!.slice(-3)))}${word}小组` }
    }),
  }
}

function countyMesh(seed: number): Mesh {
  const outline = readCounty()
  const [west, south, east, north] = [
    Math.min(...outline.map(place => place[0])),
    Math.min(...outline.map(place => place[1])),
    Math.max(...outline.map(place => place[0])),
    Math.max(...outline.map(place => place[1])),
  ]
  const metres = 110_900
  return shakenMesh({
    seed,
    centre: [(west + east) / 2, (south + north) / 2],
    spacing,
    columns: Math.ceil(((east - west) * metres * cosine) / spacing) + 8,
    rows: Math.ceil(((north - south) * metres) / (spacing * 0.866)) + 8,
    cosine,
  })
}

/** Connected cells that lie in the county with all their neighbours, and what they go around. */
function cellsInside(mesh: Mesh): number[] {
  const county = locator([{ id: 'county', shape: { type: 'Polygon', coordinates: [readCounty()] } }])
  const inside = mesh.middles.map(middle => {
    const [x, y] = mesh.degrees(middle)
    return county.indexOf(x / 1e7, y / 1e7) === 0
  })
  const isFree = (cell: number) => mesh.neighbours[cell]!.every(near => near >= 0 && inside[near])
  const all = [...mesh.middles.keys()]
  const start = nearestTo(mesh, all, [0, 0])
  const even = () => 1
  const owner = growRegions(mesh, [start], isFree, even)
  const beyond = growRegions(mesh, [0], cell => owner[cell] !== 0, even)
  return all.filter(cell => beyond[cell] !== 0)
}

function cellsByPart(cells: readonly number[], owner: Int32Array, count: number): number[][] {
  const parts = Array.from({ length: count }, (): number[] => [])
  for (const cell of cells) parts[owner[cell]!]?.push(cell)
  return parts
}

/**
 * Which part is whose village: villages of one town lie together. The list is halved again and again between towns as
 * far as possible, and the parts with it, by turns from west to east and from north to south.
 */
function placed(mesh: Mesh, villages: readonly Village[], parts: readonly (readonly number[])[]): number[] {
  const middles = parts.map(cells => middleOf(mesh, cells))
  const places: number[] = []
  const halve = (from: number, to: number, mine: readonly number[], side: 0 | 1): void => {
    if (to - from === 1) {
      places[from] = mine[0]!
      return
    }
    const sorted = [...mine].sort((one, other) => (side === 0 ? 1 : -1) * (middles[one]![side] - middles[other]![side]))
    const cut = cutOf(villages, from, to)
    halve(from, cut, sorted.slice(0, cut - from), side === 0 ? 1 : 0)
    halve(cut, to, sorted.slice(cut - from), side === 0 ? 1 : 0)
  }
  halve(0, villages.length, [...parts.keys()], 0)
  return places
}

/** The border between two towns nearest to the middle; the middle itself within one town. */
function cutOf(villages: readonly Village[], from: number, to: number): number {
  const middle = (from + to) >> 1
  const townOf = (index: number) => villages[index]!.code.slice(0, 9)
  let best: number | undefined
  for (let index = from + 1; index < to; index++)
    if (
      townOf(index) !== townOf(index - 1) &&
      (best === undefined || Math.abs(index - middle) < Math.abs(best - middle))
    )
      best = index
  return best ?? middle
}
