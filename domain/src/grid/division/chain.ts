/**
 * Directed edges added up: an edge and its counterpart cancel. What is left of all grids of a parent is the parent's
 * outline exactly when they cover it once (docs/decisions/0010-division-as-a-plan.md), and it can be linked to rings.
 */
import type { Corner } from './division.ts'
import { type CornerRing, cornerKey, type Ground, isSameCorner, turn } from './lattice.ts'

/** An edge that is left, so many times in this direction; the ground lies to its left. */
export type LeftEdge = { readonly from: Corner; readonly to: Corner; readonly times: number }

const shift = 2 ** 26

export class Chain {
  readonly #ids = new Map<number, number>()
  readonly #corners: Corner[] = []
  /** By the ids of both ends, the smaller first: how often it is passed from there, less how often towards there. */
  readonly #sums = new Map<number, number>()

  add(ground: Ground, times = 1): this {
    for (const ring of ground) {
      let from = this.#idOf(ring.at(-1)!)
      for (const corner of ring) {
        const to = this.#idOf(corner)
        this.#pass(from, to, times)
        from = to
      }
    }
    return this
  }

  addEdge(from: Corner, to: Corner, times = 1): void {
    this.#pass(this.#idOf(from), this.#idOf(to), times)
  }

  get isNothing(): boolean {
    return this.#sums.size === 0
  }

  /** Whether the edge is left in this direction. */
  passes(from: Corner, to: Corner): boolean {
    const [one, other] = [this.#ids.get(cornerKey(from)), this.#ids.get(cornerKey(to))]
    if (one === undefined || other === undefined) return false
    const sum = this.#sums.get(one < other ? one * shift + other : other * shift + one) ?? 0
    return one < other ? sum > 0 : sum < 0
  }

  left(): LeftEdge[] {
    const edges: LeftEdge[] = []
    for (const [key, sum] of this.#sums) {
      const one = this.#corners[Math.floor(key / shift)]!
      const other = this.#corners[key % shift]!
      edges.push(sum > 0 ? { from: one, to: other, times: sum } : { from: other, to: one, times: -sum })
    }
    return edges
  }

  #idOf(corner: Corner): number {
    const key = cornerKey(corner)
    const known = this.#ids.get(key)
    if (known !== undefined) return known
    const id = this.#corners.push(corner) - 1
    this.#ids.set(key, id)
    return id
  }

  #pass(from: number, to: number, times: number): void {
    if (from === to) return
    const key = from < to ? from * shift + to : to * shift + from
    const sum = (this.#sums.get(key) ?? 0) + (from < to ? times : -times)
    if (sum === 0) this.#sums.delete(key)
    else this.#sums.set(key, sum)
  }
}

/** The outline of several grounds together: what is left of their edges, linked to rings. */
export function outlineOf(grounds: Iterable<Ground>): Ground {
  const chain = new Chain()
  for (const ground of grounds) chain.add(ground)
  return linked(chain.left())
}

/**
 * Directed edges linked to rings, each corner of a ring once. Where several ways lead on, the one that keeps closest to
 * the ground on the left is taken; a ring that comes back to a corner is closed there. Edges that do not close are left out.
 */
export function linked(
  edges: readonly { readonly from: Corner; readonly to: Corner; readonly times?: number }[],
): Ground {
  const leaving = new Map<number, Corner[]>()
  for (const { from, to, times = 1 } of edges)
    for (let count = 0; count < times; count++) {
      const list = leaving.get(cornerKey(from))
      if (list) list.push(to)
      else leaving.set(cornerKey(from), [to])
    }
  const rings: CornerRing[] = []
  for (const { from } of edges) {
    for (let list = leaving.get(cornerKey(from)); list && list.length > 0; ) walk(from, leaving, rings)
  }
  return rings
}

function walk(start: Corner, leaving: Map<number, Corner[]>, rings: CornerRing[]): void {
  const way: Corner[] = [start]
  const places = new Map([[cornerKey(start), 0]])
  for (;;) {
    const at = way.at(-1)!
    const list = leaving.get(cornerKey(at))
    if (!list || list.length === 0) return
    const before = way.length > 1 ? way.at(-2)! : undefined
    const next = list.length === 1 || before === undefined ? 0 : closestToGround(before, at, list)
    const to = list.splice(next, 1)[0]!
    const known = places.get(cornerKey(to))
    if (known === undefined) {
      places.set(cornerKey(to), way.push(to) - 1)
      continue
    }
    const ring = way.splice(known)
    for (const corner of ring) places.delete(cornerKey(corner))
    if (ring.length > 2) rings.push(ring)
    if (known === 0) return
    // The walk goes on from the corner at which the ring was closed.
    places.set(cornerKey(to), way.push(to) - 1)
  }
}

/** Which edge is the first one clockwise from the way back: between them lies nothing but the ground on the left. */
function closestToGround(before: Corner, at: Corner, ends: readonly Corner[]): number {
  let best = 0
  for (let index = 1; index < ends.length; index++)
    if (comesFirstClockwise(at, before, ends[index]!, ends[best]!)) best = index
  return best
}

/** Whether, turning clockwise about `at` from the direction of `back`, `one` is met before `other`. */
export function comesFirstClockwise(at: Corner, back: Corner, one: Corner, other: Corner): boolean {
  const rank = (end: Corner) => {
    const side = turn(at, back, end)
    if (side < 0) return 0
    if (side > 0) return 2
    const ahead = (back[0] - at[0]) * (end[0] - at[0]) + (back[1] - at[1]) * (end[1] - at[1])
    // Straight on is half a turn; straight back is a whole one.
    return ahead < 0 ? 1 : 3
  }
  const [first, second] = [rank(one), rank(other)]
  if (first !== second) return first < second
  return turn(at, one, other) < 0
}

/** Whether the ring passes from one corner to the other in this direction. */
export function hasEdge(ring: CornerRing, from: Corner, to: Corner): boolean {
  return ring.some((corner, index) => isSameCorner(corner, from) && isSameCorner(ring[(index + 1) % ring.length]!, to))
}
