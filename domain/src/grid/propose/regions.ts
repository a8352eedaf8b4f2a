/**
 * Regions: the parts of a village in which small grids may lie, cut along barriers. A barrier that ends inside a village
 * is drawn on in its own direction to the next border, so that no grid reaches around its end.
 */
import { Chain, outlineOf } from '../division/chain.ts'
import type { Corner } from '../division/division.ts'
import {
  boxesMeet,
  boxOf,
  type CornerRing,
  cornerKey,
  type Ground,
  isSameCorner,
  partsOf,
  sideOfRing,
  turn,
  withoutRepeats,
} from '../division/lattice.ts'
import { tangleOf } from '../division/simple.ts'
import type { Inserts } from './inserts.ts'

/** The simple rings of a ground: parts, and parts with one hole cut in two beside it. Nothing where that is not possible. */
export function simpleRings(ground: Ground, inserts: Inserts): readonly CornerRing[] | undefined {
  const rings: CornerRing[] = []
  for (const [outer, ...holes] of partsOf(ground)) {
    if (outer === undefined || holes.length > 1) return undefined
    const hole = holes[0]
    const simple = hole === undefined ? [outer] : besideHole(outer, hole, inserts)
    if (simple.some(ring => tangleOf([ring]) !== undefined)) return undefined
    rings.push(...simple)
  }
  return rings
}

/** North and south of the hole, divided where the parallels through its western and eastern ends meet the outer line. */
function besideHole(outer: CornerRing, hole: CornerRing, inserts: Inserts): CornerRing[] {
  const ends = hole.map((_, at) => at).sort((one, other) => hole[one]![0] - hole[other]![0])
  const [west, east] = [ends[0]!, ends.at(-1)!]
  const reach = 2 * (boxOf([outer])[2] - boxOf([outer])[0])
  const toWest = firstHit(outer, hole[west]!, [hole[west]![0] - reach, hole[west]![1] + 1])
  const toEast = firstHit(outer, hole[east]!, [hole[east]![0] + reach, hole[east]![1] + 1])
  if (toWest === undefined || toEast === undefined) return [outer, hole]
  const ring = withCorners(outer, [toWest, toEast], inserts)
  const around = (rings: CornerRing, from: Corner, to: Corner) => walk(rings, from, to)
  return [
    [...around(ring, toEast.corner, toWest.corner), ...around(hole, hole[west]!, hole[east]!)],
    [...around(ring, toWest.corner, toEast.corner), ...around(hole, hole[east]!, hole[west]!)],
  ]
}

type Hit = { readonly edge: number; readonly corner: Corner; readonly along: number }

function firstHit(ring: CornerRing, from: Corner, to: Corner): Hit | undefined {
  return (hitsOf(ring, from, to, 0) ?? []).sort((one, other) => one.along - other.along)[0]
}

/** Where a straight stretch crosses a ring; undefined where it only touches it and nobody can say whether it crosses. */
function hitsOf(ring: CornerRing, from: Corner, to: Corner, before: number): Hit[] | undefined {
  const hits: Hit[] = []
  const box = boxOf([[from, to]])
  for (let edge = 0; edge < ring.length; edge++) {
    const a = ring[edge]!
    const b = ring[(edge + 1) % ring.length]!
    if (!boxesMeet(box, boxOf([[a, b]]))) continue
    const [fromSide, toSide] = [turn(a, b, from), turn(a, b, to)]
    const [aSide, bSide] = [turn(from, to, a), turn(from, to, b)]
    if (fromSide > 0 === toSide > 0 && fromSide !== 0 && toSide !== 0) continue
    if (aSide > 0 === bSide > 0 && aSide !== 0 && bSide !== 0) continue
    if (fromSide === 0 || toSide === 0 || aSide === 0 || bSide === 0) return undefined
    // From the same end whoever asks: both neighbours get the same corner.
    const [low, high, lowSide, highSide] = cornerKey(a) < cornerKey(b) ? [a, b, aSide, bSide] : [b, a, bSide, aSide]
    const part = lowSide / (lowSide - highSide)
    const corner: Corner = [
      low[0] + Math.round((high[0] - low[0]) * part),
      low[1] + Math.round((high[1] - low[1]) * part),
    ]
    hits.push({ edge, corner, along: before + fromSide / (fromSide - toSide) })
  }
  return hits
}

function withCorners(ring: CornerRing, hits: readonly Hit[], inserts: Inserts): CornerRing {
  return ring.flatMap((from, edge) => {
    const to = ring[(edge + 1) % ring.length]!
    const along = ({ corner: [x, y] }: Hit) => (x - from[0]) * (to[0] - from[0]) + (y - from[1]) * (to[1] - from[1])
    const own = hits.filter(hit => hit.edge === edge).sort((one, other) => along(one) - along(other))
    for (const { corner } of own) inserts.add(from, to, corner)
    return withoutRepeatsInside([from, ...own.map(hit => hit.corner)], to)
  })
}

function withoutRepeatsInside(corners: readonly Corner[], end: Corner): Corner[] {
  const kept = corners.filter((corner, at) => at === 0 || !isSameCorner(corner, corners[at - 1]!))
  return kept.filter((corner, at) => at === 0 || !isSameCorner(corner, end))
}

/** From one corner of the ring on to another, both included. */
function walk(ring: CornerRing, from: Corner, to: Corner): Corner[] {
  const start = ring.findIndex(corner => isSameCorner(corner, from))
  const corners: Corner[] = []
  for (let at = 0; at <= ring.length; at++) {
    const corner = ring[(start + at) % ring.length]!
    corners.push(corner)
    if (at > 0 && isSameCorner(corner, to)) break
  }
  return corners
}

/** A centimetre or some: a line that runs exactly through a corner is moved so that it passes on one side. */
const nudges: readonly Corner[] = [
  [0, 0],
  [3, 5],
  [-7, 4],
  [11, -13],
  [-17, -19],
  [29, 23],
]

/** Cuts a ring along a line. @returns the pieces; the ring alone where the line does not divide it */
export function cutByLine(ring: CornerRing, line: readonly Corner[], inserts: Inserts): CornerRing[] {
  const box = boxOf([ring])
  if (line.length < 2 || !boxesMeet(box, boxOf([line]))) return [ring]
  for (const [east, north] of nudges) {
    const stretches = stretchesIn(
      ring,
      line.map(([x, y]): Corner => [x + east, y + north]),
    )
    if (stretches === undefined) continue
    const hits = stretches.flatMap(({ start, end }) => [start, end])
    let pieces: CornerRing[] = [withCorners(ring, hits, inserts)]
    for (const { path } of stretches) pieces = pieces.flatMap(piece => cutAlong(piece, path))
    return pieces
  }
  return [ring]
}

type Stretch = { readonly start: Hit; readonly end: Hit; readonly path: readonly Corner[] }

/** The parts of a line that lie inside the ring, from border to border. */
function stretchesIn(ring: CornerRing, line: readonly Corner[]): Stretch[] | undefined {
  const isInside = ([x, y]: Corner) => sideOfRing(ring, 2 * x, 2 * y) > 0
  const extended = [...line]
  const [first, last] = [line[0]!, line.at(-1)!]
  const before = isInside(first) ? beyond(ring, line[1]!, first) : undefined
  const after = isInside(last) ? beyond(ring, line.at(-2)!, last) : undefined
  if (before !== undefined) extended.unshift(before)
  if (after !== undefined) extended.push(after)
  const begin = before === undefined ? 0 : 1
  const finish = begin + line.length - 1

  const hits: Hit[] = []
  for (let at = 0; at + 1 < extended.length; at++) {
    const found = hitsOf(ring, extended[at]!, extended[at + 1]!, at)
    if (found === undefined) return undefined
    hits.push(...found)
  }
  hits.sort((one, other) => one.along - other.along)
  const stretches: Stretch[] = []
  for (let at = 0; at + 1 < hits.length; at++) {
    const [start, end] = [hits[at]!, hits[at + 1]!]
    // What lies wholly in what was drawn on is no barrier.
    if (end.along <= begin || start.along >= finish) continue
    const between = extended.filter((_, place) => place > start.along && place < end.along)
    const path = withoutRepeats([start.corner, ...between, end.corner])
    if (path.length < 2 || isSameCorner(start.corner, end.corner)) continue
    const [from, to] = [path[0]!, path[1]!]
    if (sideOfRing(ring, from[0] + to[0], from[1] + to[1]) > 0) stretches.push({ start, end, path })
  }
  return stretches
}

/** A place far on in the direction from one corner to the next. */
function beyond(ring: CornerRing, from: Corner, to: Corner): Corner | undefined {
  const [west, south, east, north] = boxOf([ring])
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
  const long = Math.max(Math.abs(dx), Math.abs(dy))
  if (long === 0) return undefined
  const reach = (east - west + north - south) / long
  return [to[0] + Math.round(dx * reach), to[1] + Math.round(dy * reach)]
}

function cutAlong(ring: CornerRing, path: readonly Corner[]): CornerRing[] {
  const [start, end] = [path[0]!, path.at(-1)!]
  if (!ring.some(corner => isSameCorner(corner, start)) || !ring.some(corner => isSameCorner(corner, end)))
    return [ring]
  const next = path[1]!
  if (sideOfRing(ring, start[0] + next[0], start[1] + next[1]) <= 0) return [ring]
  const between = path.slice(1, -1)
  const left = [...walk(ring, end, start), ...between]
  const right = [...walk(ring, start, end), ...[...between].reverse()]
  const fine = [left, right].every(piece => piece.length > 2 && tangleOf([piece]) === undefined)
  return fine ? [left, right] : [ring]
}

/** Gives pieces that are too small for a grid to the neighbour with the longest common border. */
export function joinSmall<Piece extends { readonly ring: CornerRing }>(
  pieces: readonly Piece[],
  isSmall: (piece: Piece) => boolean,
  together: (kept: Piece, given: Piece, ring: CornerRing) => Piece,
): readonly Piece[] {
  const left = [...pieces]
  for (let at = 0; at < left.length && left.length > 1; ) {
    const small = left[at]!
    const best = isSmall(small) ? neighbourOf(small, left) : undefined
    if (best === undefined) {
      at++
      continue
    }
    const place = left.indexOf(best.piece)
    left[place] = together(best.piece, small, best.ring)
    left.splice(at, 1)
    at = 0
  }
  return left
}

function neighbourOf<Piece extends { readonly ring: CornerRing }>(small: Piece, pieces: readonly Piece[]) {
  let best: { piece: Piece; ring: CornerRing; common: number } | undefined
  for (const piece of pieces) {
    if (piece === small) continue
    const common = commonBorder(small.ring, piece.ring)
    if (common <= (best?.common ?? 0)) continue
    const ground = outlineOf([[small.ring], [piece.ring]])
    const ring = ground[0]
    if (ground.length === 1 && ring !== undefined && tangleOf([ring]) === undefined) best = { piece, ring, common }
  }
  return best
}

/** In lattice units: only which is longest counts. */
function commonBorder(one: CornerRing, other: CornerRing): number {
  const chain = new Chain().add([other])
  let sum = 0
  one.forEach((from, at) => {
    const to = one[(at + 1) % one.length]!
    if (chain.passes(to, from)) sum += Math.hypot(to[0] - from[0], to[1] - from[1])
  })
  return sum
}
