/** Holes of a grid: empty ones can be filled, those in which a neighbour lies cannot. */
import type { PlanGrid } from './division.ts'
import { type CornerRing, type Ground, sideOfGround } from './lattice.ts'

/** Whether a grid of the same level lies in the hole. */
export function isTaken(
  hole: CornerRing,
  own: PlanGrid,
  grids: ReadonlyMap<string, PlanGrid>,
  grounds: ReadonlyMap<string, Ground>,
): boolean {
  const inside = [[...hole].reverse()]
  for (const [key, ground] of grounds) {
    const grid = grids.get(key)!
    if (key === own.key || grid.level !== own.level) continue
    const corner = ground[0]!
    // The middle of an edge inside the hole, or on it with the ground beside it.
    const middles = corner.map((from, index) => {
      const to = corner[(index + 1) % corner.length]!
      return sideOfGround(inside, from[0] + to[0], from[1] + to[1])
    })
    if (middles.some(side => side > 0) || middles.every(side => side === 0)) return true
  }
  return false
}
