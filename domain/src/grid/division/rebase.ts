/** A plan that was begun on grids which have changed meanwhile: what changed, and the plan on top of it where that is safe. */
import type { Division, PlanGrid } from './division.ts'
import { parentsFollow } from './parents.ts'

/** By grid id: a digest of what the grid was when the plan was begun. */
export type Fingerprints = Readonly<Record<string, string>>

/**
 * Everything that makes a grid the one it is, for a digest. Parents by id, so that a plan's keys do not count. The outline
 * of a grid with grids in it is their sum, and changes with any of them: it says nothing of its own.
 */
export function fingerprintText(grid: PlanGrid, parentId: string | undefined, hasGrids: boolean): string {
  const { level, code, name, localNames, kind, shape, example } = grid
  return JSON.stringify([
    level,
    parentId ?? null,
    code ?? null,
    name,
    localNames,
    kind,
    shape === undefined || hasGrids ? null : [shape.type, shape.coordinates],
    example ?? false,
  ])
}

export function fingerprintsOf(today: Division, digest: (text: string) => string): Fingerprints {
  const parents = parentsIn(today)
  return Object.fromEntries(
    today.grids.map(grid => [
      grid.gridId ?? grid.key,
      digest(fingerprintText(grid, grid.parentKey, parents.has(grid.key))),
    ]),
  )
}

function parentsIn({ grids }: Division): ReadonlySet<string | undefined> {
  return new Set(grids.map(grid => grid.parentKey))
}

export type Changed = {
  /** Ids of today's grids that were other ones, or none. */
  readonly changed: readonly string[]
  readonly begun: readonly string[]
  readonly ended: readonly string[]
}

export function changedSince(before: Fingerprints, now: Fingerprints): Changed {
  const known = Object.keys(before)
  return {
    changed: known.filter(gridId => now[gridId] !== undefined && now[gridId] !== before[gridId]),
    begun: Object.keys(now).filter(gridId => before[gridId] === undefined),
    ended: known.filter(gridId => now[gridId] === undefined),
  }
}

export function isUnchanged({ changed, begun, ended }: Changed): boolean {
  return changed.length + begun.length + ended.length === 0
}

/**
 * The plan on today's grids. @returns nothing where the plan changes a grid that changed meanwhile: a person decides that.
 * Whether the two changes fit beside each other (a border that both sides moved) the faults of the result say.
 */
export function rebased(
  before: Fingerprints,
  plan: Division,
  today: Division,
  digest: (text: string) => string,
): Division | undefined {
  const now = fingerprintsOf(today, digest)
  const { changed, begun, ended } = changedSince(before, now)
  const idOf = new Map(plan.grids.map(grid => [grid.key, grid.gridId ?? grid.key]))
  const keyOf = new Map(
    plan.grids.flatMap(grid => (grid.gridId === undefined ? [] : [[grid.gridId, grid.key] as const])),
  )
  const byId = new Map(plan.grids.flatMap(grid => (grid.gridId === undefined ? [] : [[grid.gridId, grid] as const])))
  const parents = parentsIn(plan)
  const untouched = (gridId: string) => {
    const grid = byId.get(gridId)
    if (grid === undefined) return false
    const parentId = grid.parentKey === undefined ? undefined : idOf.get(grid.parentKey)
    return digest(fingerprintText(grid, parentId, parents.has(grid.key))) === before[gridId]
  }
  if (![...changed, ...ended].every(untouched)) return undefined
  const fresh = new Map(today.grids.map(grid => [grid.gridId ?? grid.key, grid]))
  const asInPlan = (gridId: string): PlanGrid => {
    const { parentKey, ...grid } = fresh.get(gridId)!
    const key = keyOf.get(gridId) ?? gridId
    return parentKey === undefined
      ? { ...grid, gridId, key }
      : { ...grid, gridId, key, parentKey: keyOf.get(parentKey) ?? parentKey }
  }
  const gone = new Set(ended)
  const other = new Set(changed)
  return parentsFollow({
    grids: [
      ...plan.grids
        .filter(grid => grid.gridId === undefined || !gone.has(grid.gridId))
        .map(grid => (grid.gridId !== undefined && other.has(grid.gridId) ? asInPlan(grid.gridId) : grid)),
      ...begun.map(asInPlan),
    ],
  })
}
