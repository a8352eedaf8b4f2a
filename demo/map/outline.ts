/**
 * Outlines of the example town: one town, its villages and its villager groups, made up by a fixed seed inside the real
 * county outline. Nobody has published the real ones; every outline is labelled as an example.
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { numberSmallGrids } from '@onegrid/domain/grid/code.ts'
import type { Ring, Shape } from '@onegrid/domain/grid/grid.ts'
import { locator } from '@onegrid/domain/grid/locate.ts'
import { toWgs84 } from '@onegrid/domain/kernel/place.ts'
import { borders } from './border.ts'
import { chanceFrom, hills } from './chance.ts'
import { growRegions, type Mesh, type Point, shakenMesh } from './mesh.ts'
import { middleOf, nearestTo, settled, shares, squared } from './regions.ts'

export type Village = { readonly code: string; readonly name: string; readonly kind: 'village' | 'community' }

export type GroupOutline = {
  readonly code: string
  readonly villageCode: string
  /** Its place among the groups of its village, from 1. */
  readonly number: number
  readonly shape: Shape
  /** WGS-84 points well inside, the first in the middle: where landmarks may stand. */
  readonly spots: readonly Point[]
}

export type TownOutline = {
  readonly shape: Shape
  readonly villages: readonly (Village & { readonly shape: Shape })[]
  readonly groups: readonly GroupOutline[]
}

export const townCode = '445321105'
export const groupCount = 147
/** The day of the count in the article: 26 September 2022 begins the demo's own time. */
export const exampleSeed = 20_220_926

/** East of the county seat. */
const centre = [112.305, 22.69] as const
const cosine = 0.92256
/** Metres; a group of about 0.7 square kilometres has some thirty cells. */
const spacing = 150
const townCells = 5000
const fewestGroups = 5

export function outlineTown(seed = exampleSeed): TownOutline {
  const villages = readVillages()
  const mesh = shakenMesh({ seed, centre, spacing, columns: 110, rows: 120, cosine })
  const town = townOf(mesh, seed)
  const inTown = (cell: number) => town.has(cell)

  const roughly = (cell: number) => {
    const [x, y] = mesh.middles[cell]!
    return 0.25 + hills(seed + 7, x / 450, y / 450) * 1.5
  }
  const townList = [...town].sort((one, other) => one - other)
  const chance = chanceFrom(seed + 1)
  const villageOf = settled(mesh, townList, villages.length, chance, inTown, roughly)
  const order = villageOrder(mesh, villageOf, villages)

  const groupOf = new Int32Array(mesh.cells).fill(-1)
  const groups: { villageCode: string; region: number }[] = []
  const sizes = order.map(region => townList.filter(cell => villageOf[cell] === region).length)
  const counts = shares(sizes, groupCount, fewestGroups)
  villages.forEach((village, position) => {
    const region = order[position]!
    const cells = townList.filter(cell => villageOf[cell] === region)
    const inVillage = (cell: number) => villageOf[cell] === region
    const parts = settled(mesh, cells, counts[position]!, chance, inVillage, roughly)
    for (const cell of cells) groupOf[cell] = groups.length + parts[cell]!
    for (let part = 0; part < counts[position]!; part++)
      groups.push({ villageCode: village.code, region: groups.length })
  })

  const edges = borders(mesh, groupOf)
  const shapeOf = (isInside: (cell: number) => boolean): Shape => {
    const rings = edges.ringsOf(isInside)
    if (rings.length !== 1) throw new Error(`An outline fell apart into ${rings.length} rings; choose another seed.`)
    return { type: 'Polygon', coordinates: [rings[0]!.map(inDegrees)] }
  }
  const outlined = groups.map(({ villageCode, region }) => {
    const cells = townList.filter(cell => groupOf[cell] === region)
    const middle = middleOf(mesh, cells)
    return {
      villageCode,
      shape: shapeOf(cell => groupOf[cell] === region),
      spots: spotsOf(mesh, cells, middle).map(inDegrees),
      centre: inDegrees(mesh.degrees(middle)),
    }
  })
  return {
    shape: shapeOf(inTown),
    villages: villages.map((village, position) => ({
      ...village,
      shape: shapeOf(cell => villageOf[cell] === order[position]),
    })),
    groups: villages.flatMap(village =>
      numberSmallGrids(
        village.code,
        outlined.filter(group => group.villageCode === village.code),
      ).map(({ centre: _, ...group }, index) => ({ ...group, number: index + 1 })),
    ),
  }
}

/** Real names and codes of the town. */
export function readVillages(): readonly Village[] {
  return villagesOf('dongcheng-villages.csv', ([code = '', official = '']) => [code, official])
}

/** `古院社区居民委员会` is called 古院社区, `东瑶村民委员会` 东瑶村. */
export function villagesOf(
  file: string,
  columns: (cells: readonly string[]) => readonly [code: string, official: string],
): readonly Village[] {
  const text = readFileSync(path.join(import.meta.dirname, 'data', file), 'utf8')
  const lines = text.trim().split(/\r?\n/).slice(1)
  return lines.map(line => {
    const [code, official] = columns(line.split(',').map(cell => cell.replaceAll('"', '')))
    const community = official.match(/^(.*)居民委员会$/)?.[1]
    if (community !== undefined) return { code, name: community, kind: 'community' }
    const stem = official.replace(/村民委员会$/, '')
    return { code, name: stem.endsWith('村') || stem === official ? stem : `${stem}村`, kind: 'village' }
  })
}

/** The county's outline in WGS-84; the source is probably GCJ-02 and taken for it (data/SOURCE.md). */
export function readCounty(): Ring {
  const text = readFileSync(path.join(import.meta.dirname, 'data', 'xinxing-county.geojson'), 'utf8')
  const county = JSON.parse(text) as { features: { geometry: { coordinates: [number, number][][][] } }[] }
  return county.features[0]!.geometry.coordinates[0]![0]!.map(([lon, lat]) => {
    const place = toWgs84({ lon, lat, source: 'gcj02' })
    return [place.lon, place.lat]
  })
}

/** The cells of the town: the cheapest to reach from its middle, inside the county, without ponds left out. */
function townOf(mesh: Mesh, seed: number): Set<number> {
  const county = locator([{ id: 'county', shape: { type: 'Polygon', coordinates: [readCounty()] } }])
  const isInCounty = (cell: number) => county.indexOf(...inDegrees(mesh.degrees(mesh.middles[cell]!))) === 0
  // A cell counts only with all its neighbours: its own border then keeps a distance from the county's.
  const inside = mesh.middles.map((_, cell) => isInCounty(cell))
  const isFree = (cell: number) => mesh.neighbours[cell]!.every(near => near >= 0 && inside[near])
  const start = nearestTo(mesh, [...mesh.middles.keys()], [0, 0])
  const price = (cell: number) => {
    const [x, y] = mesh.middles[cell]!
    return 0.3 + hills(seed + 3, x / 2400, y / 2400) * 1.5 + hills(seed + 4, x / 600, y / 600)
  }
  const owner = growRegions(mesh, [start], isFree, price, townCells)
  // What the growth went around and cannot be reached from beyond belongs to the town as well.
  const beyond = growRegions(
    mesh,
    [0],
    cell => owner[cell] !== 0,
    () => 1,
  )
  return new Set([...mesh.middles.keys()].filter(cell => beyond[cell] !== 0))
}

/** Which part is whose village: the community lies in the middle of the town, as the town's seat. */
function villageOrder(mesh: Mesh, villageOf: Int32Array, villages: readonly Village[]): number[] {
  const regions = villages.map((_, region) => region)
  const middles = regions.map(region =>
    middleOf(
      mesh,
      [...mesh.middles.keys()].filter(cell => villageOf[cell] === region),
    ),
  )
  const away = (region: number) => squared(middles[region]!, [0, 0])
  const seat = regions.reduce((best, region) => (away(region) < away(best) ? region : best))
  const rest = regions.filter(region => region !== seat)
  return villages.map(village => (village.kind === 'community' ? seat : rest.shift()!))
}

/** Cells wholly inside the group, from its middle outwards; a narrow group offers what it has. */
function spotsOf(mesh: Mesh, cells: readonly number[], middle: readonly [number, number]): Point[] {
  const own = new Set(cells)
  const inner = cells.filter(cell => mesh.neighbours[cell]!.every(near => own.has(near)))
  const offered = inner.length > 0 ? inner : cells
  const away = (cell: number) => squared(mesh.middles[cell]!, middle)
  return [...offered].sort((one, other) => away(one) - away(other)).map(cell => mesh.degrees(mesh.middles[cell]!))
}

function inDegrees([x, y]: Point): [number, number] {
  return [x / 1e7, y / 1e7]
}
