/** Merging grids and giving a grid to another parent: borders between them fall away or begin, nothing else moves. */
import { parentCode } from '../code.ts'
import { Chain, linked, outlineOf } from './chain.ts'
import type { Division, PlanGrid } from './division.ts'
import { closeDrawing, type Drawing, demandEdit, drawingOf, gridOf, groundIn, openDrawing } from './drawing.ts'
import { type Ground, partsOf } from './lattice.ts'
import { follow } from './parents.ts'

/**
 * The first key stays, with its name, code and id; the others end and their ground goes to it, and the grids in them too.
 * @throws Refusal division_edit_refused: grid_unknown, undrawn, not_one_parent, not_neighbours
 */
export function mergeGrids(division: Division, keys: readonly string[]): Division {
  const drawing = openDrawing(division)
  const [into, ...away] = [...new Set(keys)].map(key => gridOf(drawing, key))
  demandEdit(into !== undefined && away.length > 0, 'nothing_left')
  demandEdit(
    away.every(({ parentKey, level }) => parentKey === into.parentKey && level === into.level),
    'not_one_parent',
  )
  const grounds = new Map(drawing.grounds)
  const pieces = [into, ...away].map(({ key }) => groundIn(drawing, key))
  demandConnected(pieces)
  for (const { key } of away) grounds.delete(key)
  grounds.set(into.key, outlineOf(pieces))
  const gone = new Set(away.map(grid => grid.key))
  const localNames = [...new Set([into, ...away].flatMap(grid => grid.localNames))]
  const grids = division.grids
    .filter(grid => !gone.has(grid.key))
    .map((grid): PlanGrid => {
      if (grid.key === into.key) return { ...grid, localNames }
      return grid.parentKey !== undefined && gone.has(grid.parentKey) ? { ...grid, parentKey: into.key } : grid
    })
  return closeDrawing(drawing, grids, grounds)
}

/** A grid ends only by giving its ground to a neighbour: a merge in which the neighbour stays. */
export function removeGrid(division: Division, key: string, intoKey: string): Division {
  return mergeGrids(division, [intoKey, key])
}

/**
 * Gives a grid to a neighbouring parent; both parents' outlines follow. Key and id stay in the plan, so that moving back
 * undoes it; at adoption a grid under another parent than today ends and a new one begins (compareDivisions, numberDivision).
 * @throws Refusal division_edit_refused: grid_unknown, undrawn, parent_level, not_neighbours, parent_left_empty
 */
export function assignParent(division: Division, key: string, parentKey: string): Division {
  const drawing = openDrawing(division)
  const grid = gridOf(drawing, key)
  const parent = gridOf(drawing, parentKey)
  if (grid.parentKey === parentKey) return division
  const old = grid.parentKey === undefined ? undefined : drawing.grids.get(grid.parentKey)
  demandEdit(grid.level === 'small' && parent.level === 'medium', 'parent_level')
  demandEdit(old === undefined || old.parentKey === parent.parentKey, 'not_one_parent')
  const grids = division.grids.map(each => (each.key === key ? { ...each, parentKey } : each))
  const ground = drawing.grounds.get(key)
  if (ground === undefined) return closeDrawing(drawing, grids, drawing.grounds)
  const grounds = new Map(drawing.grounds)
  const next = drawingOf({ grids }, grounds)
  const stays = old === undefined || (next.children.get(old.key) ?? []).length > 0
  demandEdit(stays, 'parent_left_empty', old === undefined ? {} : { name: old.name })
  const target = drawing.grounds.get(parentKey)
  if (target !== undefined) demandConnected([target, ground])
  if (old !== undefined) passGround(next, grounds, old.key, ground, -1)
  passGround(next, grounds, parentKey, ground, 1)
  return closeDrawing(drawing, grids, grounds)
}

/** A drawn parent gains or loses ground; one that is not drawn yet, or becomes complete now, is the sum of its grids. */
function passGround(drawing: Drawing, grounds: Map<string, Ground>, key: string, ground: Ground, times: 1 | -1): void {
  const known = grounds.get(key)
  if (known === undefined) {
    follow(drawing, grounds, key)
    return
  }
  const outline = linked(new Chain().add(known).add(ground, times).left())
  demandEdit(outline.length > 0, 'parent_left_empty')
  grounds.set(key, outline)
}

/** Grounds that share edges are one; those that meet in a point or not at all are refused. */
function demandConnected(grounds: readonly Ground[]): void {
  const parts = (each: readonly Ground[]) => partsOf(outlineOf(each)).length
  const before = grounds.reduce((sum, ground) => sum + partsOf(ground).length, 0)
  const after = parts(grounds)
  // Each joining along an edge takes one part away; several parts of one grid may stay what they were.
  demandEdit(after <= before - (grounds.length - 1), 'not_neighbours')
}

/** Whether a code in the product's own shape tells another parent than the one it stands under. */
export function isCodeOfAnother(grid: PlanGrid, parent: PlanGrid | undefined): boolean {
  if (grid.code === undefined || parent?.code === undefined) return false
  const told = parentCode(grid.code)
  return told !== undefined && told !== parent.code
}
