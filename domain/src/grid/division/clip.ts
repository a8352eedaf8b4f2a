/**
 * Clipping with a library, for explaining and repairing only. It reckons in decimal fractions; what comes out is rounded
 * to the lattice, so a border may lie up to a lattice unit beside the true one. Whether a division fits is never decided
 * here.
 */
import * as polyclip from 'polyclip-ts'
import type { Corner } from './division.ts'
import { type CornerRing, type Ground, partsOf, twiceArea, withoutRepeats } from './lattice.ts'

type Positions = [number, number][][][]

/** The ground that both have. */
export function commonGround(one: Ground, other: Ground): Ground {
  return clipped(one, other, polyclip.intersection)
}

/** The ground of the first that the others do not have. */
export function groundWithout(one: Ground, others: readonly Ground[]): Ground {
  if (one.length === 0 || others.length === 0) return one
  const origin = one[0]![0]!
  const [first, ...rest] = [one, ...others].map(ground => positionsOf(ground, origin))
  return groundFrom(polyclip.difference(first!, ...rest), origin)
}

export function groundTogether(grounds: readonly Ground[]): Ground {
  const some = grounds.filter(ground => ground.length > 0)
  if (some.length === 0) return []
  const origin = some[0]![0]![0]!
  const [first, ...rest] = some.map(ground => positionsOf(ground, origin))
  return groundFrom(polyclip.union(first!, ...rest), origin)
}

/** What lies inside an odd number of the rings; rings may cross themselves and each other. */
export function oddGround(rings: readonly CornerRing[]): Ground {
  if (rings.length === 0) return []
  const origin = rings[0]![0]!
  const [first, ...rest] = rings.map(ring => [[positions(ring, origin)]])
  return groundFrom(polyclip.xor(first!, ...rest), origin)
}

function clipped(one: Ground, other: Ground, by: (one: Positions, other: Positions) => Positions): Ground {
  if (one.length === 0 || other.length === 0) return []
  const origin = one[0]![0]!
  return groundFrom(by(positionsOf(one, origin), positionsOf(other, origin)), origin)
}

/** Small numbers: the library keeps every digit, and digits cost time. */
function positionsOf(ground: Ground, origin: Corner): Positions {
  return partsOf(ground).map(part => part.map(ring => positions(ring, origin)))
}

function positions(ring: CornerRing, origin: Corner): [number, number][] {
  return ring.map(([x, y]) => [x - origin[0], y - origin[1]])
}

function groundFrom(polygons: Positions, origin: Corner): Ground {
  return polygons.flatMap(rings =>
    rings.flatMap((ring, index) => {
      const corners = withoutRepeats(
        ring.map(([x, y]): Corner => [Math.round(x) + origin[0], Math.round(y) + origin[1]]),
      )
      const area = corners.length < 3 ? 0 : twiceArea(corners)
      if (area === 0) return []
      return [area > 0 === (index === 0) ? corners : [...corners].reverse()]
    }),
  )
}
