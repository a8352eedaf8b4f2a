/** From the division in force to the one that follows it: what goes on, what begins, what ends. */
import { gridLevels, type Shape } from '../grid.ts'
import { compareLevels } from '../tree.ts'
import type { Division, PlanGrid } from './division.ts'
import { groundOf } from './lattice.ts'
import { isSameGround } from './parents.ts'

export type Continuing = {
  readonly gridId: string
  readonly grid: PlanGrid
  /** Name, local names, kind or code are others than before. */
  readonly described: boolean
  /** The outline is another one, or was drawn or taken away. */
  readonly border: boolean
}
export type Settlement = {
  readonly continuing: readonly Continuing[]
  /** From the town down: a grid refers to the one above it. */
  readonly beginning: readonly PlanGrid[]
  /** From the small ones up. */
  readonly ending: readonly string[]
}

/** A grid goes on while it stays on its level and under its parent; whatever else the plan says is another grid. */
export function settle(before: Division, after: Division): Settlement {
  const known = new Map(before.grids.map(grid => [grid.gridId ?? grid.key, grid]))
  const grids = [...after.grids].sort((one, other) => compareLevels(other.level, one.level))
  const goesOn = new Map<string, string>()
  const continuing: Continuing[] = []
  const beginning: PlanGrid[] = []
  const taken = new Set<string>()
  for (const grid of grids) {
    const { gridId } = grid
    const old = gridId === undefined ? undefined : known.get(gridId)
    const parentId = grid.parentKey === undefined ? undefined : goesOn.get(grid.parentKey)
    const stays =
      old !== undefined &&
      !taken.has(gridId!) &&
      old.level === grid.level &&
      old.parentKey === parentId &&
      (grid.parentKey === undefined) === (parentId === undefined)
    if (!stays) {
      beginning.push(grid)
      continue
    }
    taken.add(gridId!)
    goesOn.set(grid.key, gridId!)
    continuing.push({
      gridId: gridId!,
      grid,
      described: describedText(old) !== describedText({ ...grid, code: grid.code ?? old.code ?? '' }),
      border: !isSameShape(old.shape, grid.shape) || (old.example ?? false) !== (grid.example ?? false),
    })
  }
  const ending = [...known.values()]
    .filter(grid => !taken.has(grid.gridId ?? grid.key))
    .sort((one, other) => compareLevels(one.level, other.level))
    .map(grid => grid.gridId ?? grid.key)
  return { continuing, beginning, ending }
}

function describedText({ code, name, localNames, kind }: PlanGrid): string {
  return JSON.stringify([code ?? '', name, localNames, kind])
}

export function isSameShape(one: Shape | undefined, other: Shape | undefined): boolean {
  if (one === other) return true
  if (one === undefined || other === undefined || one.type !== other.type) return false
  if (JSON.stringify(one.coordinates) === JSON.stringify(other.coordinates)) return true
  // The same rings may begin at another corner, or come in another order.
  return isSameGround(groundOf(one), groundOf(other))
}

/**
 * Binds a division from outside (an import, a proposal, an old day) to the grids in force: the town stays the town, a grid
 * that names one of today stays it, one with the code of a grid of today under the same parent is it, and ids of grids
 * that are no longer are dropped, with the codes that these used up.
 * @param usedCodes every code that the town ever used, with whose it was
 */
export function anchored(division: Division, today: Division, usedCodes: ReadonlyMap<string, string>): Division {
  const inForce = new Map(today.grids.map(grid => [grid.gridId ?? grid.key, grid]))
  const byCode = new Map(today.grids.flatMap(grid => (grid.code === undefined ? [] : [[grid.code, grid] as const])))
  const claimed = new Set(
    division.grids.flatMap(({ gridId }) => (gridId !== undefined && inForce.has(gridId) ? [gridId] : [])),
  )
  const idOfKey = new Map<string, string>()
  const bound = new Map<string, PlanGrid>()
  for (const level of [...gridLevels].reverse())
    for (const grid of division.grids.filter(each => each.level === level)) {
      const { gridId, ...rest } = grid
      const parentId = grid.parentKey === undefined ? undefined : idOfKey.get(grid.parentKey)
      const same =
        level === 'large'
          ? today.grids.find(each => each.level === 'large')
          : grid.code === undefined
            ? undefined
            : byCode.get(grid.code)
      const known =
        gridId !== undefined && inForce.has(gridId)
          ? gridId
          : same !== undefined && same.level === level && same.parentKey === parentId && !claimed.has(same.gridId ?? '')
            ? same.gridId
            : undefined
      if (known === undefined) {
        const { code, ...nameless } = rest
        const usedUp = gridId !== undefined && code !== undefined && usedCodes.has(code)
        bound.set(grid.key, usedUp ? nameless : rest)
        continue
      }
      claimed.add(known)
      idOfKey.set(grid.key, known)
      bound.set(grid.key, { ...rest, gridId: known })
    }
  return { grids: division.grids.map(grid => bound.get(grid.key) ?? grid) }
}
