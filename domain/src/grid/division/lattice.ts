/**
 * Outlines as whole numbers of 1e-7 degree (about a centimetre), in which sums, areas and "left of this line" are exact.
 * Bounds: everything that is reckoned with at once lies within 4.5 degrees east to west and south to north; then products
 * of two differences stay below 2^52 and a difference of two such products below 2^53. What is wider is refused
 * (`field_invalid`, rule `too_wide`), never rounded.
 */
import { demand } from '../../kernel/refusal.ts'
import type { Ring, Shape } from '../grid.ts'
import type { Corner } from './division.ts'

/** Seven decimals of a degree, as places are kept. */
export const perDegree = 1e7
const widest = 4.5 * perDegree

/** At least three corners, none twice in a row, the first one not repeated at the end. */
export type CornerRing = readonly Corner[]
/** The rings of one grid: the ground lies to their left. So outer rings run counter-clockwise and holes clockwise. */
export type Ground = readonly CornerRing[]
/** West, south, east, north. */
export type Box = readonly [number, number, number, number]

export function cornerOf(place: readonly [number, number]): Corner {
  const x = Math.round(place[0] * perDegree)
  const y = Math.round(place[1] * perDegree)
  demand(Math.abs(x) <= 180 * perDegree && Math.abs(y) <= 90 * perDegree, 'coordinates_outside_range', {
    field: 'shape',
  })
  // -0 would be another key and another text than 0.
  return [x + 0, y + 0]
}

export function degreesOf([x, y]: Corner): [number, number] {
  return [x / perDegree, y / perDegree]
}

export function isSameCorner(one: Corner, other: Corner): boolean {
  return one[0] === other[0] && one[1] === other[1]
}

/** Half of a number's 52 exact bits for each side: unlike corners within the bounds never get the same key. */
const half = 2 ** 26
const mask = half - 1

/** A number for a corner; corners within the bounds of each other have the same one only when they are the same. */
export function cornerKey(corner: Corner): number {
  return (corner[0] & mask) * half + (corner[1] & mask)
}

const grounds = new WeakMap<Shape, Ground>()

/**
 * The shape on the lattice, in normal form: rings closed where they were open, corners that repeat the one before left
 * out, outer rings counter-clockwise and holes clockwise whatever the source said. Rings without area fall away, so a
 * shape of nothing else is an empty ground. Nothing else is mended here.
 */
export function groundOf(shape: Shape): Ground {
  const known = grounds.get(shape)
  if (known) return known
  const polygons = shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates
  const ground = polygons.flatMap(rings =>
    rings.flatMap((ring, index) => {
      const corners = withoutRepeats(ring.map(cornerOf))
      const area = corners.length < 3 ? 0 : twiceArea(corners)
      if (area === 0) return []
      return [area > 0 === (index === 0) ? corners : [...corners].reverse()]
    }),
  )
  demandNarrow(boxOf(ground))
  grounds.set(shape, ground)
  return ground
}

/** Rings as they were written, also those whose two halves cancel each other out (a bow-tie) and so are no ground. */
export function writtenRings(shape: Shape): CornerRing[] {
  const rings = shape.type === 'Polygon' ? shape.coordinates : shape.coordinates.flat()
  return rings.map(ring => withoutRepeats(ring.map(cornerOf))).filter(ring => ring.length >= 3)
}

/** Leaves out corners that repeat the one before, across the end of the ring too. */
export function withoutRepeats(corners: readonly Corner[]): Corner[] {
  const kept = corners.filter((corner, index) => index === 0 || !isSameCorner(corner, corners[index - 1]!))
  while (kept.length > 1 && isSameCorner(kept[0]!, kept.at(-1)!)) kept.pop()
  return kept
}

/** The GeoJSON form: closed rings, each hole with the outer ring around it. The inverse of `groundOf`. */
export function shapeOf(ground: Ground): Shape {
  const polygons = partsOf(ground).map(rings => rings.map(closedRing))
  const shape: Shape =
    polygons.length === 1
      ? { type: 'Polygon', coordinates: polygons[0]! }
      : { type: 'MultiPolygon', coordinates: polygons }
  return shape
}

function closedRing(ring: CornerRing): Ring {
  return [...ring, ring[0]!].map(degreesOf)
}

/**
 * Outer rings, each with the holes in it; a hole belongs to the smallest outer ring around it.
 * @param stray what becomes of a hole that lies in no outer ring: kept with the largest, so that a fault of the ground is
 * still seen, or left out, where it is the way around the outside of everything
 */
export function partsOf(ground: Ground, stray: 'keep' | 'leave out' = 'keep'): CornerRing[][] {
  if (ground.length === 1) return twiceArea(ground[0]!) > 0 ? [[ground[0]!]] : []
  const measured = ground.map(ring => ({ ring, area: twiceArea(ring), box: boxOf([ring]), holes: [] as CornerRing[] }))
  const outers = measured.filter(({ area }) => area > 0).sort((one, other) => one.area - other.area)
  for (const hole of measured) {
    if (hole.area >= 0) continue
    const around = outers.find(
      ({ ring, area, box }) => area > -hole.area && boxesMeet(box, hole.box) && isRingAround(ring, hole.ring),
    )
    ;(around ?? (stray === 'keep' ? outers.at(-1) : undefined))?.holes.push(hole.ring)
  }
  return outers.reverse().map(({ ring, holes }) => [ring, ...holes])
}

/** Whether the outer ring is around the other one; rings that do not cross each other, touching allowed. */
export function isRingAround(outer: CornerRing, inner: CornerRing): boolean {
  for (let index = 0; index < inner.length; index++) {
    const [x, y] = inner[index]!
    const [nextX, nextY] = inner[(index + 1) % inner.length]!
    const side = sideOfRing(outer, x + nextX, y + nextY)
    if (side !== 0) return side > 0
  }
  // Every middle lies on the outer ring: the same line.
  return true
}

/**
 * 1 inside, 0 on the ring, -1 outside. The point is given in half units (twice its coordinates), so that the middle of
 * two corners can be asked for exactly.
 */
export function sideOfRing(ring: CornerRing, doubleX: number, doubleY: number): -1 | 0 | 1 {
  let inside = false
  let [fromX, fromY] = ring.at(-1)!
  fromX *= 2
  fromY *= 2
  for (const [x, y] of ring) {
    const toX = x * 2
    const toY = y * 2
    const within = fromY < toY ? fromY <= doubleY && doubleY <= toY : toY <= doubleY && doubleY <= fromY
    if (within) {
      // Both products are exact; their difference might not be, so they are compared.
      const one = ((toX - fromX) / 2) * (doubleY - fromY)
      const other = ((toY - fromY) / 2) * (doubleX - fromX)
      if (one === other && (fromX < toX ? fromX <= doubleX && doubleX <= toX : toX <= doubleX && doubleX <= fromX))
        return 0
      if (fromY > doubleY !== toY > doubleY && one > other === toY > fromY) inside = !inside
    }
    fromX = toX
    fromY = toY
  }
  return inside ? 1 : -1
}

/** 1 inside, 0 on a border, -1 outside; the point in half units. */
export function sideOfGround(ground: Ground, doubleX: number, doubleY: number): -1 | 0 | 1 {
  let inside = false
  for (const ring of ground) {
    const side = sideOfRing(ring, doubleX, doubleY)
    if (side === 0) return 0
    if (side > 0) inside = !inside
  }
  return inside ? 1 : -1
}

/**
 * Twice the area in square lattice units, positive for counter-clockwise rings. Exact: the sum is kept in two halves,
 * because single terms of a long ring may add up to more than 2^53 before they cancel.
 */
export function twiceArea(ring: CornerRing): number {
  const [originX, originY] = ring[0]!
  let high = 0
  let low = 0
  for (let index = 1; index + 1 < ring.length; index++) {
    const [fromX, fromY] = ring[index]!
    const [toX, toY] = ring[index + 1]!
    const term = (fromX - originX) * (toY - originY) - (toX - originX) * (fromY - originY)
    const rest = term % half
    low += rest
    high += (term - rest) / half
  }
  return high * half + low
}

/** Twice the area of all rings together, holes taken off; exact. */
export function twiceGroundArea(ground: Ground): number {
  return ground.reduce((sum, ring) => sum + twiceArea(ring), 0)
}

/** Positive when the last corner lies left of the line from the first to the second, 0 on it; exact within the bounds. */
export function turn(from: Corner, to: Corner, corner: Corner): number {
  return (to[0] - from[0]) * (corner[1] - from[1]) - (to[1] - from[1]) * (corner[0] - from[0])
}

const boxes = new WeakMap<Ground, Box>()

export function boxOf(ground: Ground): Box {
  const known = boxes.get(ground)
  if (known) return known
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const ring of ground)
    for (const [x, y] of ring) {
      if (x < west) west = x
      if (x > east) east = x
      if (y < south) south = y
      if (y > north) north = y
    }
  const box: Box = [west, south, east, north]
  boxes.set(ground, box)
  return box
}

export function boxAround(boxes: Iterable<Box>): Box {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const box of boxes) {
    west = Math.min(west, box[0])
    south = Math.min(south, box[1])
    east = Math.max(east, box[2])
    north = Math.max(north, box[3])
  }
  return [west, south, east, north]
}

export function boxesMeet(one: Box, other: Box): boolean {
  return one[0] <= other[2] && other[0] <= one[2] && one[1] <= other[3] && other[1] <= one[3]
}

/** @throws Refusal field_invalid, rule `too_wide` */
export function demandNarrow([west, south, east, north]: Box): void {
  const narrow = west === Infinity || (east - west <= widest && north - south <= widest)
  demand(narrow, 'field_invalid', { field: 'shape', rule: 'too_wide' })
}

/** Metres of a lattice unit east and north at a latitude (the usual series for WGS-84, good to a centimetre a degree). */
export function metresPerUnit(latitude: number): readonly [east: number, north: number] {
  const angle = (latitude * Math.PI) / 180
  const north = 111_132.954 - 559.822 * Math.cos(2 * angle) + 1.175 * Math.cos(4 * angle)
  const east = 111_412.84 * Math.cos(angle) - 93.5 * Math.cos(3 * angle) + 0.118 * Math.cos(5 * angle)
  return [east / perDegree, north / perDegree]
}

/** Metres between two corners, for grids and towns: the scale of the middle latitude holds for the whole line. */
export function metresBetween(one: Corner, other: Corner): number {
  const [east, north] = metresPerUnit((one[1] + other[1]) / 2 / perDegree)
  const x = (one[0] - other[0]) * east
  const y = (one[1] - other[1]) * north
  return Math.sqrt(x * x + y * y)
}

/**
 * Square metres by the scale at the middle of the ground: the lattice area is exact, the scale is true to 0.01% for a
 * ground that reaches over a tenth of a degree (a town), to 0.2% over half a degree (a county).
 */
export function squareMetresOf(ground: Ground): number {
  if (ground.length === 0) return 0
  const [, south, , north] = boxOf(ground)
  const [metresEast, metresNorth] = metresPerUnit((south + north) / 2 / perDegree)
  return (twiceGroundArea(ground) / 2) * metresEast * metresNorth
}

/** The shape in normal form with seven decimals; undefined when nothing with an area is left of it. */
export function normalShape(shape: Shape): Shape | undefined {
  const ground = groundOf(shape)
  return ground.some(ring => twiceArea(ring) > 0) ? shapeOf(ground) : undefined
}
