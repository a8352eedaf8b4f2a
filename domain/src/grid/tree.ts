/** The tree of one town's grids in force on a day, held in memory: routing asks it for every ticket. */
import { demand, Refusal } from '../kernel/refusal.ts'
import type { Grid, GridLevel } from './grid.ts'
import { gridLevels } from './grid.ts'

/** The grids a place or a matter belongs to, from the town down to as far as is known. */
export type Path = { readonly large: string; readonly medium?: string; readonly small?: string }

export type GridTree = {
  readonly large: Grid
  /** By level from the town down, then by code. */
  readonly grids: readonly Grid[]
  find(gridId: string): Grid | undefined
  /** Refuses `grid_unknown`. */
  get(gridId: string): Grid
  findByCode(code: string): Grid | undefined
  parent(gridId: string): Grid | undefined
  children(gridId: string): readonly Grid[]
  pathOf(gridId: string): Path
  /** Whether the grid is the other one or lies in it. */
  isWithin(gridId: string, containerId: string): boolean
  /** The small grids of a grid; a small grid is its own. */
  smallGrids(gridId: string): readonly Grid[]
}

export function gridTree(grids: readonly Grid[]): GridTree {
  const byId = new Map(grids.map(grid => [grid.gridId, grid]))
  const byCode = new Map(grids.map(grid => [grid.code, grid]))
  const byLevelThenCode = [...grids].sort(
    (one, other) => compareLevels(other.level, one.level) || (one.code < other.code ? -1 : 1),
  )
  const children = new Map<string, Grid[]>()
  for (const grid of byLevelThenCode) {
    if (grid.parentId === undefined) continue
    const parent = byId.get(grid.parentId)
    demand(parent !== undefined && parent.level === levelAbove(grid.level), 'grid_unknown', { gridId: grid.parentId })
    const siblings = children.get(grid.parentId)
    if (siblings) siblings.push(grid)
    else children.set(grid.parentId, [grid])
  }
  const tops = grids.filter(grid => grid.level === 'large')
  const large = tops[0]
  demand(large !== undefined && tops.length === 1, 'grid_unknown', { level: 'large', count: tops.length })

  const get = (gridId: string) => {
    const grid = byId.get(gridId)
    if (!grid) throw new Refusal('grid_unknown', { gridId })
    return grid
  }
  const parent = (gridId: string) => {
    const { parentId } = get(gridId)
    return parentId === undefined ? undefined : get(parentId)
  }
  const childrenOf = (gridId: string) => children.get(gridId) ?? []
  const pathOf = (gridId: string): Path => {
    const grid = get(gridId)
    if (grid.level === 'large') return { large: gridId }
    if (grid.level === 'medium') return { large: large.gridId, medium: gridId }
    return grid.parentId === undefined
      ? { large: large.gridId, small: gridId }
      : { large: large.gridId, medium: grid.parentId, small: gridId }
  }
  return {
    large,
    grids: byLevelThenCode,
    find: gridId => byId.get(gridId),
    get,
    findByCode: code => byCode.get(code),
    parent,
    children: childrenOf,
    pathOf,
    isWithin: (gridId, containerId) => {
      const path = pathOf(gridId)
      return path.large === containerId || path.medium === containerId || path.small === containerId
    },
    smallGrids: gridId => {
      const grid = get(gridId)
      if (grid.level === 'small') return [grid]
      if (grid.level === 'medium') return childrenOf(gridId)
      return childrenOf(gridId).flatMap(medium => childrenOf(medium.gridId))
    },
  }
}

/** Negative when the first is the lower level. */
export function compareLevels(one: GridLevel, other: GridLevel): number {
  return gridLevels.indexOf(one) - gridLevels.indexOf(other)
}

/** Where a matter goes when it is reported up; nothing above the town, leaving it is a person's decision. */
export function levelAbove(level: GridLevel): GridLevel | undefined {
  return gridLevels[gridLevels.indexOf(level) + 1]
}

export function levelBelow(level: GridLevel): GridLevel | undefined {
  return gridLevels[gridLevels.indexOf(level) - 1]
}
