/** Crumbs of ground: too small or too narrow to have been meant. */
import { Chain, outlineOf } from './chain.ts'
import type { Drawing } from './drawing.ts'
import { type Ground, metresBetween, partsOf, squareMetresOf } from './lattice.ts'
import { meanWidth } from './measure.ts'

/** A piece of less ground than a room, or narrower than a step on the mean, is a slip of the drawing hand. */
const sliverSquareMetres = 20
const sliverMetres = 0.5

export function isSliver(part: Ground): boolean {
  return squareMetresOf(part) < sliverSquareMetres || meanWidth(part) < sliverMetres
}

/** A sliver beside the rest of its grid goes to the neighbour with the longest common border, or falls away. */
export function withoutSlivers(
  { grids, grounds }: Pick<Drawing, 'grids' | 'grounds'>,
  touches: (keys: readonly string[]) => boolean,
): ReadonlyMap<string, Ground> {
  const next = new Map(grounds)
  for (const [key, ground] of grounds) {
    if (ground.length < 2 || !touches([key])) continue
    const parts = partsOf(ground)
    const slivers = parts.length > 1 ? parts.filter(isSliver) : []
    if (slivers.length === 0 || slivers.length === parts.length) continue
    next.set(key, parts.filter(part => !slivers.includes(part)).flat())
    const own = grids.get(key)!
    for (const sliver of slivers) {
      let best: { key: string; metres: number } | undefined
      for (const [other, otherGround] of next) {
        const grid = grids.get(other)!
        if (other === key || grid.level !== own.level || grid.parentKey !== own.parentKey) continue
        const metres = sharedBorder(sliver, otherGround)
        if (metres > (best?.metres ?? 0)) best = { key: other, metres }
      }
      if (best) next.set(best.key, outlineOf([next.get(best.key)!, sliver]))
    }
  }
  return [...next].some(([key, ground]) => ground !== grounds.get(key)) ? next : grounds
}

/** Metres of border that a gap has in common with a grid: the same edges, the other way round. */
export function sharedBorder(face: Ground, ground: Ground): number {
  const chain = chainOf(ground)
  let metres = 0
  for (const ring of face)
    ring.forEach((from, index) => {
      const to = ring[(index + 1) % ring.length]!
      if (chain.passes(to, from)) metres += metresBetween(from, to)
    })
  return metres
}

const chains = new WeakMap<Ground, Chain>()

function chainOf(ground: Ground): Chain {
  const known = chains.get(ground) ?? new Chain().add(ground)
  chains.set(ground, known)
  return known
}
