/** Outlines of parents from the grids in them: the sum of their edges, exactly. */
import { outlineOf } from './chain.ts'
import type { Division } from './division.ts'
import { closeDrawing, type Drawing, drawnMembers, openDrawing } from './drawing.ts'
import { boxOf, type Ground, isSameCorner } from './lattice.ts'

/**
 * Gives each named parent (all of them when none is named) the outline of the drawn grids in it, villages before the
 * town. A parent of which a grid is not drawn keeps its outline, because the missing ground is somewhere in it.
 * @throws Refusal division_edit_refused, rule `too_narrow`, where the grids together have no well-formed outline
 */
export function parentsFollow(division: Division, keys?: readonly string[]): Division {
  const drawing = openDrawing(division)
  const grounds = new Map(drawing.grounds)
  const wanted = new Set(keys ?? drawing.grids.keys())
  for (const level of ['medium', 'large'] as const)
    for (const parent of drawing.grids.values())
      if (parent.level === level && wanted.has(parent.key)) follow(drawing, grounds, parent.key)
  return closeDrawing(drawing, division.grids, grounds)
}

/** Changes the map of grounds. A ground that comes out the same stays the same object. */
export function follow(drawing: Pick<Drawing, 'children'>, grounds: Map<string, Ground>, key: string): void {
  const children = drawing.children.get(key) ?? []
  const members = drawnMembers(children, grounds)
  if (members.length === 0 || members.length < children.length) return
  const outline = outlineOf(members.map(member => member.ground))
  const known = grounds.get(key)
  if (known === undefined || !isSameGround(known, outline)) grounds.set(key, outline)
}

/** Whether two grounds have the same rings, wherever these begin. */
export function isSameGround(one: Ground, other: Ground): boolean {
  if (one === other) return true
  if (one.length !== other.length) return false
  if (boxOf(one).some((side, index) => side !== boxOf(other)[index])) return false
  return one.every(ring =>
    other.some(candidate => {
      if (candidate.length !== ring.length) return false
      const offset = candidate.findIndex(corner => isSameCorner(corner, ring[0]!))
      return offset >= 0 && ring.every((corner, at) => isSameCorner(corner, candidate[(offset + at) % ring.length]!))
    }),
  )
}
