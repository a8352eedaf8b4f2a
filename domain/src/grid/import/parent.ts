/** Which grid a row speaks of, and in which it lies: by code, by name, else by its place. */
import { parentCode } from '../code.ts'
import type { Division, PlanGrid } from '../division/division.ts'
import type { GridLevel, Shape } from '../grid.ts'
import { type Locator, locator } from '../locate.ts'
import { placeInside } from './converted.ts'
import { nameKey } from './official-name.ts'

/** The grids so far, to be asked by code and by name. */
export type Register = {
  get(key: string): PlanGrid | undefined
  all(): readonly PlanGrid[]
  large(): PlanGrid | undefined
  byCode(level: GridLevel, code: string): PlanGrid | undefined
  /** Those of that name on the level, whatever their parent. */
  byName(level: GridLevel, name: string): readonly PlanGrid[]
  villageAt(lon: number, lat: number): PlanGrid | undefined
  /** The source that wrote it last. */
  sourceOf(key: string): string | undefined
  put(grid: PlanGrid, sourceId?: string): void
  drop(key: string): void
}

export function register(today: Division): Register {
  const grids = new Map<string, PlanGrid>()
  const codes = new Map<string, string>()
  const names = new Map<string, Set<string>>()
  const sources = new Map<string, string>()
  let villages: Locator | undefined
  const nameIn = (level: GridLevel, name: string) => `${level} ${nameKey(name)}`
  const forget = (grid: PlanGrid) => {
    if (grid.code !== undefined) codes.delete(`${grid.level} ${grid.code}`)
    names.get(nameIn(grid.level, grid.name))?.delete(grid.key)
  }
  const put = (grid: PlanGrid, sourceId?: string) => {
    const before = grids.get(grid.key)
    if (before !== undefined) forget(before)
    grids.set(grid.key, grid)
    if (sourceId !== undefined) sources.set(grid.key, sourceId)
    if (grid.code !== undefined) codes.set(`${grid.level} ${grid.code}`, grid.key)
    const same = names.get(nameIn(grid.level, grid.name)) ?? new Set()
    names.set(nameIn(grid.level, grid.name), same.add(grid.key))
    if (grid.level === 'medium') villages = undefined
  }
  for (const grid of today.grids) put(grid)
  return {
    put,
    get: key => grids.get(key),
    all: () => [...grids.values()],
    large: () => [...grids.values()].find(grid => grid.level === 'large'),
    byCode: (level, code) => grids.get(codes.get(`${level} ${code}`) ?? ''),
    byName: (level, name) => [...(names.get(nameIn(level, name)) ?? [])].map(key => grids.get(key)!),
    villageAt: (lon, lat) => {
      villages ??= locator(
        [...grids.values()].flatMap(({ level, key, shape }) =>
          level === 'medium' && shape !== undefined && isWellFormed(shape) ? [{ id: key, shape }] : [],
        ),
      )
      return grids.get(villages.locate(lon, lat) ?? '')
    },
    sourceOf: key => sources.get(key),
    drop: key => {
      const grid = grids.get(key)
      if (grid !== undefined) forget(grid)
      grids.delete(key)
      villages = undefined
    },
  }
}

/** Broken outlines are told by the rules of a division; here they only cannot be asked what lies in them. */
function isWellFormed(shape: Shape): boolean {
  const rings = shape.type === 'Polygon' ? shape.coordinates : shape.coordinates.flat()
  return rings.every(ring => ring.length >= 4 && ring[0]![0] === ring.at(-1)![0] && ring[0]![1] === ring.at(-1)![1])
}

export type Asked = {
  readonly level: GridLevel
  readonly code: string
  readonly parent: string
  readonly written: string
  readonly parentKey?: string
  readonly shape?: Shape
}

/** `parent` is missing for the town alone. What the file says of it twice, and differently, a person settles. */
export type FoundParent =
  | { readonly parent: PlanGrid | undefined }
  | { readonly rule: 'village_unknown' | 'village_contradicts'; readonly value?: string }

export function findParent(grids: Register, asked: Asked): FoundParent {
  if (asked.level === 'large') return { parent: undefined }
  if (asked.level === 'medium') {
    const parent = grids.large()
    return parent === undefined ? { rule: 'village_unknown' } : { parent }
  }
  const chosen = asked.parentKey === undefined ? undefined : grids.get(asked.parentKey)
  if (chosen?.level === 'medium') return { parent: chosen }
  const coded = byOwnCode(grids, asked)
  // Where the column names the town, it says nothing of the village.
  const says = asked.parent !== '' && !isTheTown(grids, asked.parent)
  const told = says ? byParentColumn(grids, asked) : undefined
  if (says && told === undefined) return { rule: 'village_unknown', value: asked.parent }
  if (coded !== undefined && told !== undefined && coded.key !== told.key)
    return { rule: 'village_contradicts', value: `${told.name} / ${asked.code} ${coded.name}` }
  const parent = told ?? coded ?? byNameInFront(grids, asked) ?? byPlace(grids, asked)
  if (parent !== undefined) return { parent }
  return { rule: 'village_unknown', ...(asked.code.length > 12 ? { value: asked.code.slice(0, 12) } : {}) }
}

function isTheTown(grids: Register, said: string): boolean {
  const town = grids.large()
  return town !== undefined && (town.code === said || nameKey(town.name) === nameKey(said))
}

function byOwnCode(grids: Register, { code }: Asked): PlanGrid | undefined {
  const known = grids.byCode('small', code)
  const told = parentCode(code)
  if (told !== undefined) return grids.byCode('medium', told)
  return known?.parentKey === undefined ? undefined : grids.get(known.parentKey)
}

function byParentColumn(grids: Register, { parent }: Asked): PlanGrid | undefined {
  const named = grids.byName('medium', parent)
  return grids.byCode('medium', parent) ?? (named.length === 1 ? named[0] : undefined)
}

function byNameInFront(grids: Register, { written }: Asked): PlanGrid | undefined {
  const fronts = grids.all().filter(grid => {
    const stem = grid.name.replace(/(村|社区)$/, '')
    return grid.level === 'medium' && stem.length > 1 && written.startsWith(stem)
  })
  // 大塘村 and 大塘头村: the longer name is meant.
  fronts.sort((one, other) => other.name.length - one.name.length)
  return fronts[0]
}

function byPlace(grids: Register, { shape }: Asked): PlanGrid | undefined {
  const place = shape === undefined ? undefined : placeInside(shape)
  return place === undefined ? undefined : grids.villageAt(...place)
}

/** By its code; else by its name under the same parent: then an official code takes the place of the one that it had. */
export function findKnown(
  grids: Register,
  level: GridLevel,
  code: string,
  name: string,
  parentKey: string | undefined,
): PlanGrid | undefined {
  const coded = code === '' ? undefined : grids.byCode(level, code)
  if (coded !== undefined) return coded
  if (name === '') return undefined
  return grids.byName(level, name).find(grid => grid.parentKey === parentKey)
}
