/** Whether rings are simple: exact, by a sweep along the longer side; some thousand corners take a few milliseconds. */
import type { Corner } from './division.ts'
import { boxOf, type CornerRing, type Ground, sideOfRing, turn, twiceArea } from './lattice.ts'

type Edge = {
  readonly from: Corner
  readonly to: Corner
  readonly ring: number
  readonly place: number
  readonly low: number
  readonly high: number
}

const judged = new WeakMap<Ground, Corner | null>()

/**
 * A corner near which the ground is not well formed, or nothing. Well formed: every ring is simple (no edge meets
 * another one but at their common corner, no edge folds back), rings of one ground at most touch in points, outer rings
 * run counter-clockwise outside of each other and holes clockwise inside exactly one of them.
 */
export function tangleOf(ground: Ground): Corner | undefined {
  const known = judged.get(ground)
  if (known !== undefined) return known ?? undefined
  const tangle = searched(ground)
  judged.set(ground, tangle ?? null)
  return tangle
}

function searched(ground: Ground): Corner | undefined {
  const short = ground.find(ring => ring.length < 3)
  if (short) return short[0]
  const touching = new Set<number>()
  const tangle = sweep(ground, touching)
  if (tangle || ground.length === 1) return tangle ?? (twiceArea(ground[0]!) > 0 ? undefined : ground[0]![0])
  return misplacedRing(ground, touching)
}

function sweep(ground: Ground, touching: Set<number>): Corner | undefined {
  const [west, south, east, north] = boxOf(ground)
  const along = east - west >= north - south ? 0 : 1
  const across = along === 0 ? 1 : 0
  const edges: Edge[] = []
  ground.forEach((corners, ring) => {
    corners.forEach((from, place) => {
      const to = corners[(place + 1) % corners.length]!
      const low = Math.min(from[along], to[along])
      edges.push({ from, to, ring, place, low, high: Math.max(from[along], to[along]) })
    })
  })
  edges.sort((one, other) => one.low - other.low)
  for (let first = 0; first < edges.length; first++) {
    const one = edges[first]!
    const lowest = Math.min(one.from[across], one.to[across])
    const highest = Math.max(one.from[across], one.to[across])
    for (let second = first + 1; second < edges.length; second++) {
      const other = edges[second]!
      if (other.low > one.high) break
      if (Math.max(other.from[across], other.to[across]) < lowest) continue
      if (Math.min(other.from[across], other.to[across]) > highest) continue
      const meeting = meetingOf(one.from, one.to, other.from, other.to)
      if (meeting === 'apart') continue
      if (one.ring !== other.ring) {
        if (meeting !== 'touch') return other.from
        touching.add(one.ring).add(other.ring)
      } else if (meeting !== 'touch' || !areNext(one, other, ground[one.ring]!.length)) return other.from
    }
  }
  return undefined
}

function areNext(one: Edge, other: Edge, length: number): boolean {
  const step = Math.abs(one.place - other.place)
  // In a triangle all edges are next to each other; in longer rings edges meet at one end.
  return step === 1 || step === length - 1
}

export type Meeting = 'apart' | 'touch' | 'cross' | 'along'

/**
 * How two edges meet: not at all, in one point that is an end of one of them, in one point that is an end of neither, or
 * along a piece. Exact.
 */
export function meetingOf(from: Corner, to: Corner, otherFrom: Corner, otherTo: Corner): Meeting {
  const one = Math.sign(turn(from, to, otherFrom))
  const two = Math.sign(turn(from, to, otherTo))
  if (one === 0 && two === 0) {
    const axis = from[0] === to[0] ? 1 : 0
    const low = Math.max(Math.min(from[axis], to[axis]), Math.min(otherFrom[axis], otherTo[axis]))
    const high = Math.min(Math.max(from[axis], to[axis]), Math.max(otherFrom[axis], otherTo[axis]))
    return low < high ? 'along' : low === high ? 'touch' : 'apart'
  }
  if (one * two > 0) return 'apart'
  const three = Math.sign(turn(otherFrom, otherTo, from))
  const four = Math.sign(turn(otherFrom, otherTo, to))
  if (three * four > 0) return 'apart'
  return one * two * three * four === 0 ? 'touch' : 'cross'
}

/** Each ring must lie where its direction says; rings that touch another one are asked at every edge. */
function misplacedRing(ground: Ground, touching: ReadonlySet<number>): Corner | undefined {
  const directions = ground.map(ring => Math.sign(twiceArea(ring)))
  for (const [index, ring] of ground.entries()) {
    const expected = directions[index]! > 0 ? 0 : 1
    let asked = 0
    for (let place = 0; place < ring.length && (asked === 0 || touching.has(index)); place++) {
      const around = windingAtMiddle(ground, directions, index, ring, place)
      if (around === undefined) continue
      asked++
      if (around !== expected) return ring[place]
    }
  }
  return undefined
}

/** How often the other rings wind about the middle of an edge; undefined when one of them passes through it. */
function windingAtMiddle(
  ground: Ground,
  directions: readonly number[],
  index: number,
  ring: CornerRing,
  place: number,
): number | undefined {
  const [x, y] = ring[place]!
  const [nextX, nextY] = ring[(place + 1) % ring.length]!
  let winding = 0
  for (const [other, otherRing] of ground.entries()) {
    if (other === index) continue
    const side = sideOfRing(otherRing, x + nextX, y + nextY)
    if (side === 0) return undefined
    if (side > 0) winding += directions[other]!
  }
  return winding
}
