/**
 * The way around outlines that touch each other. Where two grids meet at both ends of a border that each drew its own way,
 * the sum of their edges falls into two rings that touch; the line around both of them has the gap inside.
 */
import { comesFirstClockwise } from '../division/chain.ts'
import type { Corner } from '../division/division.ts'
import { type CornerRing, cornerKey, isSameCorner, twiceArea } from '../division/lattice.ts'

/** One ring for each set of outer rings that touch, where the way around is simple; others stay as they are. */
export function aroundTouching(rings: readonly CornerRing[]): readonly CornerRing[] {
  return touchingSets(rings).flatMap(set => {
    if (set.length === 1) return set
    const around = wayAround(set)
    return around === undefined ? set : [around]
  })
}

function touchingSets(rings: readonly CornerRing[]): readonly (readonly CornerRing[])[] {
  const sets: { rings: CornerRing[]; corners: Set<number> }[] = []
  for (const ring of rings) {
    const corners = new Set(ring.map(cornerKey))
    const touched = sets.filter(set => ring.some(corner => set.corners.has(cornerKey(corner))))
    for (const set of touched) sets.splice(sets.indexOf(set), 1)
    for (const set of touched) for (const corner of set.corners) corners.add(corner)
    sets.push({ rings: [...touched.flatMap(set => set.rings), ring], corners })
  }
  return sets.map(set => set.rings)
}

function wayAround(rings: readonly CornerRing[]): CornerRing | undefined {
  const leaving = new Map<number, Corner[]>()
  let start: Corner | undefined
  for (const ring of rings)
    ring.forEach((from, index) => {
      const list = leaving.get(cornerKey(from)) ?? []
      leaving.set(cornerKey(from), [...list, ring[(index + 1) % ring.length]!])
      // The westernmost corner is on the way around; of several the southernmost.
      if (start === undefined || from[0] < start[0] || (from[0] === start[0] && from[1] < start[1])) start = from
    })
  if (start === undefined || leaving.get(cornerKey(start))?.length !== 1) return undefined
  const way: Corner[] = [start]
  const seen = new Set([cornerKey(start)])
  for (let before = start, at = leaving.get(cornerKey(start))![0]!; !isSameCorner(at, start); ) {
    // A corner that is passed twice is a neck: what lies on both sides of it is not one outline.
    if (seen.has(cornerKey(at))) return undefined
    seen.add(cornerKey(at))
    way.push(at)
    const from = before
    const corner = at
    const next = leaving
      .get(cornerKey(at))!
      .reduce((best, each) => (comesFirstClockwise(corner, from, best, each) ? each : best))
    before = at
    at = next
  }
  return twiceArea(way) > 0 ? way : undefined
}
