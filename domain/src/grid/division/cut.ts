/** Cutting ground: a grid split along a line, a grid drawn over others. */
import type { GridKind } from '../grid.ts'
import { levelBelow } from '../tree.ts'
import { arrange } from './arrange.ts'
import { Chain, linked, outlineOf } from './chain.ts'
import type { Corner, Division, PlanGrid } from './division.ts'
import { closeDrawing, type Drawing, demandEdit, gridOf, groundIn, openDrawing, refuseEdit } from './drawing.ts'
import { cuttingEdges, edgesAlong, facesOf } from './faces.ts'
import {
  type CornerRing,
  type Ground,
  isSameCorner,
  sideOfRing,
  twiceArea,
  twiceGroundArea,
  withoutRepeats,
} from './lattice.ts'
import { tangleOf } from './simple.ts'

/**
 * Splits a grid along a line of two corners or more. The line may begin and end outside; what ends inside cuts nothing.
 * A line that passes the grid several times, or crosses itself, makes as many grids as it makes pieces. The old grid
 * ends: its largest piece has a new key too, but keeps name and local names; the others are named by `names`, else after
 * it with a number. New keys are `new-1`, `new-2` … so that the same edit gives the same division.
 * @throws Refusal division_edit_refused: grid_unknown, undrawn, has_children, line_too_short, line_does_not_cut,
 * too_narrow
 */
export function splitGrid(
  division: Division,
  key: string,
  line: readonly Corner[],
  options: { readonly names?: readonly string[] } = {},
): Division {
  const drawing = openDrawing(division)
  const grid = gridOf(drawing, key)
  const path = line.filter((corner, index) => index === 0 || !isSameCorner(corner, line[index - 1]!))
  demandEdit(path.length > 1, 'line_too_short')
  groundIn(drawing, key)
  demandEdit((drawing.children.get(key) ?? []).length === 0, 'has_children', { name: grid.name })
  const arranged = arrange(drawing.grounds, [key], path, { mayCrossItself: true })
  const ground = arranged.grounds.get(key)!
  const before = facesOf(ground, []).length
  const faces = facesOf(ground, cuttingEdges(ground, edgesAlong(arranged.path)))
  demandEdit(faces.length > before, 'line_does_not_cut')
  const pieces = faces.sort((one, other) => twiceGroundArea(other) - twiceGroundArea(one))
  const grounds = new Map(arranged.grounds)
  grounds.delete(key)
  const keys = newKeys(drawing, pieces.length)
  const names = pieceNames(drawing, grid, pieces.length, options.names ?? [])
  const { gridId: _, code: __, shape: ___, ...rest } = grid
  const made = pieces.map((piece, index): PlanGrid => {
    grounds.set(keys[index]!, piece)
    return { ...rest, key: keys[index]!, name: names[index]!, localNames: index === 0 ? grid.localNames : [] }
  })
  const grids = division.grids.flatMap(each => (each.key === key ? made : [each]))
  return closeDrawing(drawing, grids, grounds)
}

export type Drawn = {
  /** The grid in which it is drawn; missing for the large grid itself. */
  readonly parentKey?: string
  /** A closed outline; the first corner need not be repeated. */
  readonly ring: readonly Corner[]
  /** A grid that is not drawn yet and gets this ground; otherwise a new grid is made. */
  readonly key?: string
  readonly name?: string
  readonly kind?: GridKind
}

/**
 * Draws a grid: it takes what lies inside the outline from the grids that are there, and what nobody had; what reaches
 * over the parent's outline is left out. A grid that loses all its ground ends. In a parent without any grid, drawn or
 * not, the remainder becomes grids of its own (one for each connected piece).
 * @throws Refusal division_edit_refused: grid_unknown, parent_level, ring_crosses_itself, outside_parent, has_children,
 * name_missing, too_narrow
 */
export function drawGrid(division: Division, drawn: Drawn): Division {
  const drawing = openDrawing(division)
  const ring = orientedRing(drawn.ring)
  const wanted = drawn.key === undefined ? undefined : gridOf(drawing, drawn.key)
  const parentKey = wanted?.parentKey ?? drawn.parentKey
  if (parentKey === undefined) return drawTown(division, drawing, wanted, ring)
  const parent = gridOf(drawing, parentKey)
  const level = levelBelow(parent.level)
  if (level === undefined) return refuseEdit('parent_level')
  const siblings = (drawing.children.get(parentKey) ?? []).filter(grid => grid.key !== wanted?.key)
  const arranged = arrangeOver(drawing, parentKey, siblings, ring)
  const grounds = new Map(arranged.grounds)
  const taken: Ground[] = []
  const ended = new Set<string>()
  for (const sibling of siblings) {
    const ground = grounds.get(sibling.key)
    if (ground === undefined) continue
    const [inside, outside] = dividedBy(ground, arranged.ring)
    if (inside.length === 0) continue
    demandEdit((drawing.children.get(sibling.key) ?? []).length === 0, 'has_children', { name: sibling.name })
    taken.push(...inside)
    if (outside.length > 0) grounds.set(sibling.key, outlineOf(outside))
    else {
      grounds.delete(sibling.key)
      ended.add(sibling.key)
    }
  }
  const free = freeGround(parentKey, arranged.grounds, siblings, arranged.ring)
  const [freeInside, freeOutside] = dividedBy(free, arranged.ring)
  taken.push(...freeInside)
  const ground = outlineOf(taken)
  demandEdit(ground.length > 0, 'outside_parent')
  const alone = siblings.length === 0 && wanted === undefined && grounds.has(parentKey)
  const rest = alone ? freeOutside : []
  const keys = newKeys(drawing, 1 + rest.length)
  const made = [ground, ...rest].map((piece, index): PlanGrid => {
    const key = index === 0 && wanted !== undefined ? wanted.key : keys[index]!
    grounds.set(key, piece)
    if (index === 0 && wanted !== undefined) return wanted
    const name = index === 0 ? drawn.name?.trim() || `${parent.name}（一）` : `${parent.name}（${number(index + 1)}）`
    return {
      key,
      level,
      parentKey,
      name,
      localNames: [],
      kind: drawn.kind ?? (level === 'small' ? 'group' : 'village'),
    }
  })
  const kept = division.grids.filter(grid => !ended.has(grid.key))
  const grids = wanted === undefined ? [...kept, ...made] : kept
  return closeDrawing(drawing, grids, grounds)
}

function drawTown(division: Division, drawing: Drawing, wanted: PlanGrid | undefined, ring: CornerRing): Division {
  const town = wanted ?? division.grids.find(grid => grid.level === 'large') ?? refuseEdit('grid_unknown')
  demandEdit(town.level === 'large', 'parent_level')
  const taken = (drawing.children.get(town.key) ?? []).some(grid => drawing.grounds.has(grid.key))
  demandEdit(!taken, 'has_children', { name: town.name })
  return closeDrawing(drawing, division.grids, new Map(drawing.grounds).set(town.key, [ring]))
}

function orientedRing(drawn: readonly Corner[]): CornerRing {
  const ring = withoutRepeats(drawn)
  demandEdit(ring.length > 2, 'line_too_short')
  const turned = twiceArea(ring) < 0 ? [...ring].reverse() : ring
  demandEdit(tangleOf([turned]) === undefined, 'ring_crosses_itself')
  return turned
}

function arrangeOver(
  drawing: Drawing,
  parentKey: string,
  siblings: readonly PlanGrid[],
  ring: CornerRing,
): { readonly grounds: ReadonlyMap<string, Ground>; readonly ring: CornerRing } {
  const keys = [parentKey, ...siblings.map(grid => grid.key)]
  const { grounds, path } = arrange(drawing.grounds, keys, [...ring, ring[0]!])
  const noded = withoutRepeats(path)
  // Where two edges of the drawn outline ran through one corner of a border, it is no simple outline any more.
  demandEdit(noded.length > 2 && tangleOf([noded]) === undefined, 'too_narrow')
  return { grounds, ring: noded }
}

/** The pieces of a ground inside and outside of a ring with which it has common corners. */
function dividedBy(ground: Ground, ring: CornerRing): readonly [inside: Ground[], outside: Ground[]] {
  if (ground.length === 0) return [[], []]
  const faces = facesOf(ground, cuttingEdges(ground, edgesAlong([...ring, ring[0]!])))
  const inside = faces.filter(face => isInside(face, ring))
  return [inside, faces.filter(face => !inside.includes(face))]
}

/** No edge of the ring passes through the face: one edge that is not on the ring tells, or the direction of one that is. */
function isInside(face: Ground, ring: CornerRing): boolean {
  for (const corners of face)
    for (let index = 0; index < corners.length; index++) {
      const [from, to] = [corners[index]!, corners[(index + 1) % corners.length]!]
      const side = sideOfRing(ring, from[0] + to[0], from[1] + to[1])
      if (side !== 0) return side > 0
    }
  // All of the face's border is the ring itself.
  return true
}

/** Ground of the parent that no grid has; of an undrawn parent all that was drawn over and is no other grid's. */
function freeGround(
  parentKey: string,
  grounds: ReadonlyMap<string, Ground>,
  siblings: readonly PlanGrid[],
  ring: CornerRing,
): Ground {
  const parent = grounds.get(parentKey)
  const chain = new Chain().add(parent ?? [ring])
  for (const sibling of siblings) {
    const ground = grounds.get(sibling.key)
    if (ground === undefined) continue
    if (parent !== undefined) chain.add(ground, -1)
    else for (const piece of dividedBy(ground, ring)[0]) chain.add(piece, -1)
  }
  return linked(chain.left())
}

function newKeys(drawing: Drawing, count: number): string[] {
  let last = 0
  for (const key of drawing.grids.keys()) {
    const number = /^new-(\d{1,9})$/.exec(key)?.[1]
    if (number !== undefined) last = Math.max(last, Number(number))
  }
  return Array.from({ length: count }, (_, index) => `new-${last + index + 1}`)
}

const numerals = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十']

function number(value: number): string {
  return numerals[value] ?? String(value)
}

function pieceNames(drawing: Drawing, grid: PlanGrid, count: number, wanted: readonly string[]): string[] {
  const siblings = grid.parentKey === undefined ? [] : (drawing.children.get(grid.parentKey) ?? [])
  const taken = new Set(siblings.map(each => each.name))
  const names: string[] = [wanted[0]?.trim() || grid.name]
  for (let next = 2; names.length < count; next++) {
    const given = wanted[names.length]?.trim()
    const name = given || `${grid.name}（${number(next)}）`
    if (!given && taken.has(name)) continue
    names.push(name)
    taken.add(name)
  }
  return names
}
