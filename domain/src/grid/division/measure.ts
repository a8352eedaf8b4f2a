/** A place in a piece of ground, and how wide it is. */
import type { Corner } from './division.ts'
import { boxOf, type Ground, metresPerUnit, perDegree, squareMetresOf } from './lattice.ts'

/** A place well inside, degrees: the middle of the widest passage at half height. */
export function placeIn(part: Ground): [number, number] {
  const [, south, , north] = boxOf(part)
  const ys = [...new Set(part.flatMap(ring => ring.map(corner => corner[1])))].sort((one, other) => one - other)
  // Between two heights at which there are corners, next to the middle: no edge is horizontal there.
  let best = [ys[0]!, ys[1] ?? ys[0]!]
  const middle = (south + north) / 2
  for (let index = 0; index + 1 < ys.length; index++)
    if (Math.abs((ys[index]! + ys[index + 1]!) / 2 - middle) < Math.abs((best[0]! + best[1]!) / 2 - middle))
      best = [ys[index]!, ys[index + 1]!]
  const y = (best[0]! + best[1]!) / 2
  const crossings: number[] = []
  for (const ring of part)
    ring.forEach((from: Corner, index) => {
      const to = ring[(index + 1) % ring.length]!
      if (from[1] > y !== to[1] > y) crossings.push(from[0] + ((y - from[1]) / (to[1] - from[1])) * (to[0] - from[0]))
    })
  crossings.sort((one, other) => one - other)
  let [west, east] = [crossings[0] ?? part[0]![0]![0], crossings[1] ?? part[0]![0]![0]]
  for (let index = 2; index + 1 < crossings.length; index += 2)
    if (crossings[index + 1]! - crossings[index]! > east - west)
      [west, east] = [crossings[index]!, crossings[index + 1]!]
  return [(west + east) / 2 / perDegree, y / perDegree]
}

/** Area by half the length of the outline, metres. */
export function meanWidth(part: Ground): number {
  let length = 0
  for (const ring of part) {
    const [east, north] = metresPerUnit(ring[0]![1] / perDegree)
    ring.forEach(([x, y], index) => {
      const [nextX, nextY] = ring[(index + 1) % ring.length]!
      const [across, up] = [(nextX - x) * east, (nextY - y) * north]
      length += Math.sqrt(across * across + up * up)
    })
  }
  return length === 0 ? 0 : squareMetresOf(part) / (length / 2)
}
