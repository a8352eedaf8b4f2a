/**
 * Lays a drawn path over borders: where they meet both get a common corner, rounded to the lattice. A border bends by at
 * most one lattice unit (a centimetre) at such a corner, in all grids that have it, so that nothing opens between them.
 */
import { outlineOf } from './chain.ts'
import type { Corner } from './division.ts'
import { type Inserts, inOrder, insertCorners, insertInto, refuseEdit } from './drawing.ts'
import { type Box, boxesMeet, boxOf, cornerKey, type Ground, isSameCorner, turn } from './lattice.ts'
import { meetingOf, tangleOf } from './simple.ts'

export type Arranged = {
  readonly grounds: ReadonlyMap<string, Ground>
  /** The path with every common corner in it. */
  readonly path: readonly Corner[]
}

/** So near a corner (in lattice units) a meeting is the corner itself: no edge of a centimetre comes into being. */
const near = 2
/** A corner within one unit of a border lies on it: nobody can point more exactly. */
const onBorder = 1
const mostRounds = 12

export type ArrangeOptions = {
  /** Whether the path may cross itself: then it gets a corner there too. */
  readonly mayCrossItself?: boolean
}

/**
 * @param keys the grids over which the path is laid; others get the common corners where they share these borders
 * @throws Refusal division_edit_refused, rule `too_narrow`, where `arrangedIfWide` finds nothing
 */
export function arrange(
  grounds: ReadonlyMap<string, Ground>,
  keys: readonly string[],
  drawn: readonly Corner[],
  options: ArrangeOptions = {},
): Arranged {
  return arrangedIfWide(grounds, keys, drawn, options) ?? refuseEdit('too_narrow')
}

/** Nothing where rounding finds no end, or where a bent border would cross another side of its own ground. */
export function arrangedIfWide(
  grounds: ReadonlyMap<string, Ground>,
  keys: readonly string[],
  drawn: readonly Corner[],
  { mayCrossItself = false }: ArrangeOptions = {},
): Arranged | undefined {
  let state: Arranged = { grounds, path: drawn }
  for (let round = 0; round < mostRounds; round++) {
    const next = step(state, keys, mayCrossItself)
    if (next === undefined) {
      const unfolded = unfoldedIn(grounds, state.grounds)
      return unfolded && { ...state, grounds: unfolded }
    }
    state = next
  }
  return undefined
}

/**
 * A bent border may come to lie on the other side of a strip a centimetre wide: the ground then passes an edge there and
 * back, or a corner twice. What has no width is left out and the rest is linked anew; sums of edges stay as they are, so
 * neighbours and parents still fit. What was not well formed before is not judged here.
 */
function unfoldedIn(
  before: ReadonlyMap<string, Ground>,
  after: ReadonlyMap<string, Ground>,
): ReadonlyMap<string, Ground> | undefined {
  if (after === before) return after
  const next = new Map(after)
  for (const [key, ground] of after) {
    const was = before.get(key)!
    if (ground === was || tangleOf(ground) === undefined || tangleOf(was) !== undefined) continue
    const mended = outlineOf([ground])
    if (mended.length === 0 || tangleOf(mended) !== undefined) return undefined
    next.set(key, mended)
  }
  return next
}

function step({ grounds, path }: Arranged, keys: readonly string[], mayCrossItself: boolean): Arranged | undefined {
  const inserts: Inserts = new Map()
  const edges = edgesNear(grounds, keys, path)
  const longer: Corner[] = []
  for (let index = 0; index + 1 < path.length; index++) {
    const from = path[index]!
    const to = path[index + 1]!
    longer.push(from)
    if (isSameCorner(from, to)) {
      longer.pop()
      continue
    }
    const met: Corner[] = []
    const reach = boxOfTwo(from, to)
    for (const edge of edges) if (boxesMeet(edge.box, reach)) meet(edge, from, to, met, inserts)
    if (mayCrossItself) meetItself(path, index, met)
    longer.push(...inOrder(unlike(met, from, to), from, to))
  }
  longer.push(path.at(-1)!)
  if (inserts.size === 0 && longer.length === path.length) return undefined
  return { grounds: insertCorners(grounds, inserts), path: longer }
}

type Edge = { readonly one: Corner; readonly other: Corner; readonly box: Box }

function edgesNear(grounds: ReadonlyMap<string, Ground>, keys: readonly string[], path: readonly Corner[]): Edge[] {
  const reach = wider(boxOf([path]))
  const edges = new Map<string, Edge>()
  for (const key of keys)
    for (const ring of grounds.get(key) ?? [])
      for (let index = 0; index < ring.length; index++) {
        const [one, other] = [ring[index]!, ring[(index + 1) % ring.length]!]
        const box = wider(boxOfTwo(one, other))
        if (!boxesMeet(box, reach)) continue
        const [first, second] = [cornerKey(one), cornerKey(other)]
        edges.set(first < second ? `${first} ${second}` : `${second} ${first}`, { one, other, box })
      }
  return [...edges.values()]
}

export function meet(
  { one, other }: Pick<Edge, 'one' | 'other'>,
  from: Corner,
  to: Corner,
  met: Corner[],
  inserts: Inserts,
): void {
  const ends = [one, other]
  // Corners of the border that lie on the path.
  for (const corner of ends) if (liesOn(corner, from, to)) met.push(corner)
  // Corners of the path that lie on the border.
  for (const corner of [from, to])
    if (!ends.some(end => isSameCorner(end, corner)) && liesOn(corner, one, other))
      insertInto(inserts, one, other, corner)
  if (meetingOf(from, to, one, other) !== 'cross') return
  const crossing = crossingOf(from, to, one, other)
  const common = [one, other, from, to].find(corner => isNear(corner, crossing)) ?? crossing
  met.push(common)
  if (!ends.some(end => isSameCorner(end, common))) insertInto(inserts, one, other, common)
}

/** Where other edges of the path cross this one or end on it; each of two crossing edges finds the same corner. */
function meetItself(path: readonly Corner[], index: number, met: Corner[]): void {
  for (let other = 0; other + 1 < path.length; other++) {
    if (other === index) continue
    const [first, second] = other < index ? [other, index] : [index, other]
    const ends = [path[first]!, path[first + 1]!, path[second]!, path[second + 1]!] as const
    const meeting = meetingOf(...ends)
    if (meeting === 'apart') continue
    if (meeting === 'cross') {
      const crossing = crossingOf(...ends)
      met.push(ends.find(corner => isNear(corner, crossing)) ?? crossing)
      continue
    }
    const [from, to] = [path[index]!, path[index + 1]!]
    for (const corner of [path[other]!, path[other + 1]!]) if (liesOn(corner, from, to, 0)) met.push(corner)
  }
}

/** Rounded to the lattice. */
export function crossingOf(from: Corner, to: Corner, one: Corner, other: Corner): Corner {
  const start = turn(one, other, from)
  const share = start / (start - turn(one, other, to))
  return [Math.round(from[0] + (to[0] - from[0]) * share), Math.round(from[1] + (to[1] - from[1]) * share)]
}

/** So near the edge and not one of its ends. */
function liesOn(corner: Corner, from: Corner, to: Corner, units = onBorder): boolean {
  if (isSameCorner(corner, from) || isSameCorner(corner, to)) return false
  const [east, north] = [to[0] - from[0], to[1] - from[1]]
  const along = (corner[0] - from[0]) * east + (corner[1] - from[1]) * north
  const length = east * east + north * north
  if (along <= 0 || along >= length) return false
  return Math.abs(turn(from, to, corner)) <= units * Math.sqrt(length)
}

function isNear(one: Corner, other: Corner): boolean {
  return Math.abs(one[0] - other[0]) <= near && Math.abs(one[1] - other[1]) <= near
}

function unlike(corners: readonly Corner[], from: Corner, to: Corner): Corner[] {
  const kept = new Map(corners.map(corner => [cornerKey(corner), corner]))
  kept.delete(cornerKey(from))
  kept.delete(cornerKey(to))
  return [...kept.values()]
}

function boxOfTwo(one: Corner, other: Corner): Box {
  return [
    Math.min(one[0], other[0]),
    Math.min(one[1], other[1]),
    Math.max(one[0], other[0]),
    Math.max(one[1], other[1]),
  ]
}

function wider([west, south, east, north]: Box): Box {
  return [west - near, south - near, east + near, north + near]
}
