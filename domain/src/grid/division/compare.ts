/** A division beside another one: what stays, what changes its ground, what ends, and where its ground goes. */
import { locator } from '../locate.ts'
import type { Division, PlanGrid, Succession } from './division.ts'
import { openDrawing } from './drawing.ts'
import { type Box, boxesMeet, boxOf, type Ground, squareMetresOf, twiceGroundArea } from './lattice.ts'
import { commonGround } from './overlay.ts'
import { isSameGround } from './parents.ts'

/**
 * `kept`: same parent, same ground to half a square metre (its words may differ). `changed`: same parent, other ground. `ended`: not in the later
 * division any more, or under another parent there, where it then is `new` under the same key.
 */
export type ComparisonState = 'kept' | 'changed' | 'new' | 'ended'

export type ComparedGrid = {
  readonly state: ComparisonState
  readonly level: PlanGrid['level']
  /** Key in the earlier division; its grid id where it has one. */
  readonly beforeKey?: string
  readonly afterKey?: string
  readonly nameBefore?: string
  readonly nameAfter?: string
  /** Missing where it is not drawn. */
  readonly squareMetresBefore?: number
  readonly squareMetresAfter?: number
  /** Of a grid that ends or changes: where its old ground lies then, largest first; shares of the old ground. */
  readonly goesTo?: readonly Overlap[]
  /** Of a grid that is new or changes: where its ground comes from. */
  readonly comesFrom?: readonly Overlap[]
}

export type Overlap = { readonly key: string; readonly share: number; readonly squareMetres: number }

/** Less of a ground than this is the centimetre by which a border bends at a new corner. */
const leastSquareMetres = 0.5

export function compareDivisions(before: Division, after: Division): readonly ComparedGrid[] {
  const earlier = openDrawing(before)
  const later = openDrawing(after)
  const [drawnBefore, drawnAfter] = [drawnByLevel(before), drawnByLevel(after)]
  const goes = (ground: Ground | undefined, level: PlanGrid['level']) => sharesOf(ground, drawnAfter.get(level)!)
  const comes = (ground: Ground | undefined, level: PlanGrid['level']) => sharesOf(ground, drawnBefore.get(level)!)
  const counterparts = matched(before, after)
  const laterOf = (grid: PlanGrid) => counterparts.get(grid)
  const matchedLater = new Set<PlanGrid>()
  const rows: ComparedGrid[] = []
  for (const grid of before.grids) {
    const next = laterOf(grid)
    const ground = earlier.grounds.get(grid.key)
    if (next === undefined) {
      rows.push({
        state: 'ended',
        level: grid.level,
        beforeKey: grid.key,
        nameBefore: grid.name,
        ...metres('squareMetresBefore', ground),
        goesTo: goes(ground, grid.level),
      })
      continue
    }
    matchedLater.add(next)
    const nextGround = later.grounds.get(next.key)
    const same =
      ground === undefined || nextGround === undefined ? ground === nextGround : isKeptGround(ground, nextGround)
    rows.push({
      state: same ? 'kept' : 'changed',
      level: grid.level,
      beforeKey: grid.key,
      afterKey: next.key,
      nameBefore: grid.name,
      nameAfter: next.name,
      ...metres('squareMetresBefore', ground),
      ...metres('squareMetresAfter', nextGround),
      ...(same ? {} : { goesTo: goes(ground, grid.level), comesFrom: comes(nextGround, grid.level) }),
    })
  }
  for (const grid of after.grids)
    if (!matchedLater.has(grid)) {
      const ground = later.grounds.get(grid.key)
      rows.push({
        state: 'new',
        level: grid.level,
        afterKey: grid.key,
        nameAfter: grid.name,
        ...metres('squareMetresAfter', ground),
        comesFrom: comes(ground, grid.level),
      })
    }
  return rows
}

/** The neighbour of a new border bends by a centimetre where that border ends: nobody's ground has changed. */
export function isKeptGround(one: Ground, other: Ground): boolean {
  if (isSameGround(one, other)) return true
  const [before, after] = [squareMetresOf(one), squareMetresOf(other)]
  if (Math.abs(before - after) >= leastSquareMetres) return false
  return Math.max(before, after) - squareMetresOf(commonGround(one, other)) < leastSquareMetres
}

/** The same grid in both: by its id (else by its key), while it stays under the same parent. */
function matched(before: Division, after: Division): ReadonlyMap<PlanGrid, PlanGrid> {
  const idOf = (grid: PlanGrid) => grid.gridId ?? grid.key
  const laterById = new Map(after.grids.map(grid => [idOf(grid), grid]))
  const beforeByKey = new Map(before.grids.map(grid => [grid.key, grid]))
  const afterByKey = new Map(after.grids.map(grid => [grid.key, grid]))
  const parentId = (grid: PlanGrid, byKey: ReadonlyMap<string, PlanGrid>) => {
    const parent = grid.parentKey === undefined ? undefined : byKey.get(grid.parentKey)
    return parent === undefined ? undefined : idOf(parent)
  }
  const pairs = new Map<PlanGrid, PlanGrid>()
  for (const grid of before.grids) {
    const next = laterById.get(idOf(grid))
    if (next?.level === grid.level && parentId(next, afterByKey) === parentId(grid, beforeByKey)) pairs.set(grid, next)
  }
  return pairs
}

function metres<Name extends string>(name: Name, ground: Ground | undefined): { readonly [each in Name]?: number } {
  return (ground === undefined ? {} : { [name]: squareMetresOf(ground) }) as { readonly [each in Name]?: number }
}

type Drawn = { readonly key: string; readonly ground: Ground; readonly box: Box }

/** Drawn grids by level, with their boxes: they are asked thousands of times. */
function drawnByLevel(division: Division): ReadonlyMap<PlanGrid['level'], readonly Drawn[]> {
  const { grids, grounds } = openDrawing(division)
  const byLevel = new Map<PlanGrid['level'], Drawn[]>([
    ['small', []],
    ['medium', []],
    ['large', []],
  ])
  for (const [key, ground] of grounds) byLevel.get(grids.get(key)!.level)!.push({ key, ground, box: boxOf(ground) })
  return byLevel
}

/** The grids of a level on which a ground lies, by area. */
function sharesOf(ground: Ground | undefined, others: readonly Drawn[]): Overlap[] {
  if (ground === undefined) return []
  const total = twiceGroundArea(ground)
  const box = boxOf(ground)
  const found: Overlap[] = []
  for (const other of others) {
    if (!boxesMeet(other.box, box)) continue
    const common = isSameGround(ground, other.ground) ? ground : commonGround(ground, other.ground)
    const squareMetres = squareMetresOf(common)
    if (squareMetres >= leastSquareMetres)
      found.push({ key: other.key, share: twiceGroundArea(common) / total, squareMetres })
  }
  return found.sort((one, other) => other.share - one.share)
}

export type HouseholdPoint = {
  readonly lon: number
  readonly lat: number
  readonly households: number
  readonly people: number
}

/**
 * Where the ground of each grid that ends goes: by households where its old ground has any, by area otherwise. A grid
 * that was never drawn, or whose ground nobody has, goes to its old parent. Shares sum to 1, the largest first.
 */
export function successionOf(
  before: Division,
  after: Division,
  points: readonly HouseholdPoint[] = [],
): readonly Succession[] {
  const weighed = points.length === 0 ? undefined : weights(before, after, points)
  const known = new Set(after.grids.map(grid => grid.key))
  return compareDivisions(before, after).flatMap(({ state, beforeKey, goesTo = [] }): Succession[] => {
    if (state !== 'ended' || beforeKey === undefined) return []
    const grid = before.grids.find(each => each.key === beforeKey)!
    const byHouseholds = weighed?.get(beforeKey)
    const shares = byHouseholds ?? goesTo
    const sum = shares.reduce((total, each) => total + each.share, 0)
    const parent = grid.parentKey !== undefined && known.has(grid.parentKey) ? [{ key: grid.parentKey, share: 1 }] : []
    const successors = sum > 0 ? shares.map(({ key, share }) => ({ key, share: share / sum })) : parent
    return [{ gridId: grid.gridId ?? grid.key, successors: whole(successors) }]
  })
}

/** The successor to which a grid's people go stands first: the one that was chosen, else the largest. */
export function heirFirst({ gridId, successors }: Succession, heirs: ReadonlyMap<string, string>): Succession {
  const heir = heirs.get(gridId)
  return {
    gridId,
    successors: successors.toSorted((one, other) => Number(other.key === heir) - Number(one.key === heir)),
  }
}

/** Rounding must not make the shares sum to anything but 1: the largest takes what is left. */
function whole(successors: readonly { readonly key: string; readonly share: number }[]) {
  const [first, ...rest] = successors
  if (first === undefined) return []
  return [{ ...first, share: 1 - rest.reduce((sum, each) => sum + each.share, 0) }, ...rest]
}

/** Households by earlier grid and the later grid of the same level in which they live. */
function weights(before: Division, after: Division, points: readonly HouseholdPoint[]) {
  const result = new Map<string, { key: string; share: number }[]>()
  for (const level of ['small', 'medium'] as const) {
    const [earlier, later] = [locatorOf(before, level), locatorOf(after, level)]
    const sums = new Map<string, Map<string, number>>()
    for (const { lon, lat, households } of points) {
      const [from, to] = [earlier.locate(lon, lat), later.locate(lon, lat)]
      if (from === undefined || to === undefined || households <= 0) continue
      const row = sums.get(from) ?? new Map<string, number>()
      sums.set(from, row.set(to, (row.get(to) ?? 0) + households))
    }
    for (const [from, row] of sums) {
      const total = [...row.values()].reduce((sum, each) => sum + each, 0)
      const shares = [...row].map(([key, households]) => ({ key, share: households / total }))
      result.set(
        from,
        shares.sort((one, other) => other.share - one.share),
      )
    }
  }
  return result
}

function locatorOf(division: Division, level: PlanGrid['level']) {
  const areas = division.grids.flatMap(({ key, shape, level: own }) =>
    own === level && shape !== undefined ? [{ id: key, shape }] : [],
  )
  return locator(areas)
}

export type PointCount = { readonly points: number; readonly households: number; readonly people: number }

/** Whole counts by key for drawn grids of every level; a grid without any has zeros. `undefined` counts what lies outside all. */
export function pointsByGrid(
  division: Division,
  points: readonly HouseholdPoint[],
): ReadonlyMap<string | undefined, PointCount> {
  const counts = new Map<string | undefined, { points: number; households: number; people: number }>()
  const nothing = () => ({ points: 0, households: 0, people: 0 })
  counts.set(undefined, nothing())
  for (const { key, shape } of division.grids) if (shape !== undefined) counts.set(key, nothing())
  const locators = (['small', 'medium', 'large'] as const).map(level => locatorOf(division, level))
  for (const { lon, lat, households, people } of points) {
    const keys = locators.flatMap(each => each.locate(lon, lat) ?? [])
    for (const key of keys.length === 0 ? [undefined] : keys) {
      const count = counts.get(key)!
      count.points += 1
      count.households += households
      count.people += people
    }
  }
  // Figures of a group are spread over its ground in parts.
  for (const count of counts.values()) {
    count.households = Math.round(count.households)
    count.people = Math.round(count.people)
  }
  return counts
}
