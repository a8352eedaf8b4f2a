/** A plan beside today's grids: area, households, people, and the open matters that would move. */
import {
  type HouseholdPoint,
  heirFirst,
  isKeptGround,
  pointsByGrid,
  successionOf,
} from '@onegrid/domain/grid/division/compare.ts'
import type { ComparisonWire, GridChange } from '@onegrid/domain/grid/division/contract.ts'
import type { Division, PlanGrid } from '@onegrid/domain/grid/division/division.ts'
import { groundOf, squareMetresOf } from '@onegrid/domain/grid/division/lattice.ts'
import { finestOf, type Ground, relocated } from '@onegrid/domain/grid/division/relocate.ts'
import { settle } from '@onegrid/domain/grid/division/settle.ts'
import type { Landmark } from '@onegrid/domain/grid/grid.ts'
import { locator } from '@onegrid/domain/grid/locate.ts'
import { gridTree } from '@onegrid/domain/grid/tree.ts'
import { demand } from '@onegrid/domain/kernel/refusal.ts'
import type { Clock } from '../../clock.ts'
import type { Tx } from '../../database/database.ts'
import { boundDivision, groundOn } from './ground.ts'
import { askHouseholds, askOpenPlaces, askPostsFollowing, type OpenPlace } from './ground-facts.ts'
import { behindOf } from './outdated.ts'
import { getPlan } from './store.ts'

/** @param heirs by the id of a grid that ends the key of the one to which its people would go, where another than the largest */
export async function showComparison(
  tx: Tx,
  clock: Clock,
  planId: string,
  heirs: ReadonlyMap<string, string> = new Map(),
): Promise<ComparisonWire> {
  const plan = await getPlan(tx, planId)
  const today = await groundOn(tx, clock)
  const now = today.findIndex()
  demand(now !== undefined, 'grid_unknown', {})
  const division = boundDivision(plan.division, today)
  const points = await askHouseholds(tx)
  const places = await askOpenPlaces(tx)
  const { continuing, beginning, ending } = settle(today.division, division)
  const succession = successionOf(today.division, division, points)
  const successors = new Map(succession.map(each => [each.gridId, each.successors]))
  const heirOf = new Map(succession.map(each => [each.gridId, heirFirst(each, heirs).successors[0]]))
  // A grid that goes on has one name on both sides, so that a place that stays is seen to stay.
  const nameOf = new Map(continuing.map(({ gridId, grid }) => [grid.key, gridId]))
  const keyOf = new Map(continuing.map(({ gridId, grid }) => [gridId, grid.key]))
  const later = groundFrom(division, nameOf)
  const moves = placesMoved(places, now, later, now.findLandmark, gridId => {
    const key = heirOf.get(gridId)?.key
    return key === undefined ? undefined : (nameOf.get(key) ?? key)
  })
  const todaySides = sidesOf(today.division, moves.before, points)
  const planSides = sidesOf(division, rekeyed(moves.after, keyOf), points)
  const todays = new Map(today.division.grids.map(grid => [grid.key, grid]))
  const changes = new Map<string, GridChange>([
    ...continuing.map(({ gridId, grid, border, described }) => {
      const isBorder = border && !isBentOnly(todays.get(gridId), grid)
      return [grid.key, isBorder ? 'border' : described ? 'described' : 'same'] as const
    }),
    ...beginning.map(({ key }) => [key, 'begins'] as const),
  ])
  const item = (grid: PlanGrid, change: GridChange) => {
    const { key, level, parentKey, code, name } = grid
    const gridId = change === 'ends' ? (grid.gridId ?? key) : nameOf.get(key)
    return {
      key,
      ...(gridId === undefined ? {} : { gridId }),
      level,
      ...(parentKey === undefined ? {} : { parentKey }),
      ...(code === undefined ? {} : { code }),
      name,
      change,
    }
  }
  const endingGrids = today.division.grids.filter(grid => ending.includes(grid.key))
  const posts = await askPostsFollowing(
    tx,
    endingGrids.map(grid => {
      const gridId = grid.gridId ?? grid.key
      const heir = heirOf.get(gridId)
      const to = heir === undefined ? undefined : (nameOf.get(heir.key) ?? heir.key)
      return { gridId, to, isThere: heir !== undefined && nameOf.has(heir.key), share: heir?.share ?? 0 }
    }),
    today.day,
  )
  const postsOf = Map.groupBy(posts, ({ gridId }) => gridId)
  return {
    planId,
    version: plan.version,
    outdated: behindOf(plan, today) !== undefined,
    households: points.length > 0,
    movingTickets: moves.moving,
    items: [
      ...division.grids.map(grid => {
        const gridId = nameOf.get(grid.key)
        return {
          ...item(grid, changes.get(grid.key) ?? 'begins'),
          ...(gridId === undefined ? {} : { today: todaySides.get(gridId)! }),
          plan: planSides.get(grid.key)!,
        }
      }),
      ...endingGrids.map(grid => ({
        ...item(grid, 'ends'),
        today: todaySides.get(grid.key)!,
        posts: (postsOf.get(grid.gridId ?? grid.key) ?? []).map(({ gridId: _, ...post }) => post),
        successors: (successors.get(grid.key) ?? []).map(({ key, share }) => ({ key, share: Math.min(1, share) })),
      })),
    ],
  }
}

/** Another border ends at its own one: a corner more, and nobody's ground is another. */
function isBentOnly(one: PlanGrid | undefined, other: PlanGrid): boolean {
  if (one?.shape === undefined || other.shape === undefined) return false
  return (one.example ?? false) === (other.example ?? false) && isKeptGround(groundOf(one.shape), groundOf(other.shape))
}

/** A division as a ground to find places on, before it has rows; grids carry their ids where they go on. */
function groundFrom({ grids }: Division, nameOf: ReadonlyMap<string, string>): Ground {
  const named = (key: string) => nameOf.get(key) ?? key
  const tree = gridTree(
    grids.map(({ key, level, parentKey, code, name, localNames, kind }) => ({
      gridId: named(key),
      level,
      ...(parentKey === undefined ? {} : { parentId: named(parentKey) }),
      code: code ?? key,
      name,
      localNames,
      kind,
      from: '',
    })),
  )
  const levels = (['small', 'medium', 'large'] as const).map(level =>
    locator(
      grids.flatMap(({ key, level: own, shape }) =>
        own === level && shape !== undefined ? [{ id: named(key), shape }] : [],
      ),
    ),
  )
  return {
    tree,
    locate: (lon, lat) => {
      for (const level of levels) {
        const gridId = level.locate(lon, lat)
        if (gridId !== undefined) return { outside: false, path: tree.pathOf(gridId) }
      }
      return { outside: true, path: { large: tree.large.gridId } }
    },
  }
}

type Counts = ReadonlyMap<string, number>

function placesMoved(
  places: readonly OpenPlace[],
  before: Ground,
  after: Ground,
  findLandmark: (landmarkId: string) => Landmark | undefined,
  successorOf: (gridId: string) => string | undefined,
): { readonly before: Counts; readonly after: Counts; readonly moving: number } {
  const counts = { before: new Map<string, number>(), after: new Map<string, number>() }
  let moving = 0
  const add = (map: Map<string, number>, gridId: string) => map.set(gridId, (map.get(gridId) ?? 0) + 1)
  for (const { grid, lon, lat, landmarkId } of places) {
    const landmark = landmarkId === null ? undefined : findLandmark(landmarkId)
    const place = {
      grid,
      ...(lon === null || lat === null ? {} : { point: { lon, lat } }),
      ...(landmark === undefined ? {} : { landmark }),
    }
    const path = relocated(place, { before, after, successorOf })
    add(counts.before, finestOf(grid))
    add(counts.after, finestOf(path ?? grid))
    if (path !== undefined) moving += 1
  }
  return { ...counts, moving }
}

function rekeyed(counts: Counts, keyOf: ReadonlyMap<string, string>): Counts {
  return new Map([...counts].map(([gridId, count]) => [keyOf.get(gridId) ?? gridId, count]))
}

function sidesOf({ grids }: Division, tickets: Counts, points: readonly HouseholdPoint[]) {
  const households = points.length === 0 ? undefined : pointsByGrid({ grids }, points)
  const parentOf = new Map(grids.map(({ key, parentKey }) => [key, parentKey]))
  const open = new Map<string, number>()
  for (const [gridId, count] of tickets)
    for (let key: string | undefined = gridId; key !== undefined; key = parentOf.get(key))
      open.set(key, (open.get(key) ?? 0) + count)
  return new Map(
    grids.map(({ key, shape }) => {
      const here = households?.get(key)
      const side = {
        ...(shape === undefined ? {} : { squareMetres: Math.round(squareMetresOf(groundOf(shape))) }),
        ...(here === undefined ? {} : { households: here.households, people: here.people }),
        openTickets: open.get(key) ?? 0,
      }
      return [key, side] as const
    }),
  )
}
