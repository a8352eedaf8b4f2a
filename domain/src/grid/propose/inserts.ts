/**
 * Corners that a cut puts into edges. Everybody who has the edge gets the corner, whatever grid or level it is: only then
 * neighbours go on sharing every edge.
 */
import type { Corner } from '../division/division.ts'
import { type CornerRing, cornerKey, isSameCorner } from '../division/lattice.ts'

export class Inserts {
  readonly #byEdge = new Map<string, Corner[]>()

  add(from: Corner, to: Corner, corner: Corner): void {
    if (isSameCorner(from, corner) || isSameCorner(to, corner)) return
    const key = keyOf(from, to)
    const known = this.#byEdge.get(key)
    if (known === undefined) this.#byEdge.set(key, [corner])
    else if (!known.some(each => isSameCorner(each, corner))) known.push(corner)
  }

  get isNothing(): boolean {
    return this.#byEdge.size === 0
  }

  /** The ring with all corners that belong to its edges; the same ring where there are none. */
  refined(ring: CornerRing): CornerRing {
    if (this.isNothing) return ring
    const corners: Corner[] = []
    ring.forEach((from, at) => {
      corners.push(from)
      this.#put(from, ring[(at + 1) % ring.length]!, corners)
    })
    return corners.length === ring.length ? ring : corners
  }

  /** An edge that was divided may have been divided again. */
  #put(from: Corner, to: Corner, corners: Corner[]): void {
    const known = this.#byEdge.get(keyOf(from, to))
    if (known === undefined) return
    const along = ([x, y]: Corner) => (x - from[0]) * (to[0] - from[0]) + (y - from[1]) * (to[1] - from[1])
    let before = from
    for (const corner of [...known].sort((one, other) => along(one) - along(other))) {
      this.#put(before, corner, corners)
      corners.push(corner)
      before = corner
    }
    this.#put(before, to, corners)
  }
}

function keyOf(one: Corner, other: Corner): string {
  const [first, second] = [cornerKey(one), cornerKey(other)]
  return first < second ? `${first} ${second}` : `${second} ${first}`
}
