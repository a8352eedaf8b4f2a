/**
 * Cuts a region into so many pieces by straight cuts, each dividing one piece into two in proportion to the grids that
 * they shall hold. A straight cut through a polygon without holes always leaves two connected pieces.
 */
import type { Chance } from './chance.ts'
import {
  areaOf,
  cutPiece,
  distance,
  type Net,
  type Piece,
  type Polygon,
  perimeterOf,
  polygonOf,
  type Spot,
} from './net.ts'
import { type PointTable, windings } from './points.ts'

export type Taste = {
  /** From 0 (area alone counts) to 1 (households alone count). */
  readonly households: number
  /** What it costs to put households that are in one grid today into two. */
  readonly today: number
  /** How far chance may lead away from the shortest cut; 0 for the first try. */
  readonly wander: number
}

/** Places around a piece at which cuts are tried; every pair of them is one. */
const spotCount = 36
/** Cuts looked at closely. */
const closeLooks = 8
/** Metres that a cut keeps from corners and nodes which it does not meet. */
export const clearance = 4

type Cut = { readonly from: Spot; readonly to: Spot; readonly grids: readonly [number, number]; readonly cost: number }

export function bisect(net: Net, table: PointTable, taste: Taste, chance: Chance): void {
  for (let index = 0; index < net.pieces.length; )
    if (net.pieces[index]!.grids <= 1 || !cutOnce(net, index, table, taste, chance)) index++
}

function cutOnce(net: Net, index: number, table: PointTable, taste: Taste, chance: Chance): boolean {
  const piece = net.pieces[index]!
  for (const spots of [spotCount, spotCount * 3]) {
    const cut = bestCut(net, piece, table, taste, chance, spots)
    if (cut === undefined) continue
    cutPiece(net, index, cut.from, cut.to, cut.grids)
    return true
  }
  return false
}

function bestCut(
  net: Net,
  piece: Piece,
  table: PointTable,
  taste: Taste,
  chance: Chance,
  count: number,
): Cut | undefined {
  const polygon = polygonOf(net, piece)
  const area = areaOf(polygon.x, polygon.y, polygon.length)
  const inside = pointsInside(polygon, table)
  const households = inside.reduce((sum, at) => sum + table.points.households[at]!, 0)
  const spots = spotsAround(net, polygon, count)
  const sums = sweepSums(polygon, spots, inside, table)
  const unit = Math.sqrt(area / piece.grids)
  const share = (left: number, leftArea: number) =>
    households === 0
      ? leftArea / area
      : taste.households * (left / households) + (1 - taste.households) * (leftArea / area)
  const longest = (count > spotCount ? 6 : 1.8 * Math.sqrt(piece.grids) + 0.5) * unit
  const halves = [...new Set([Math.floor(piece.grids / 2), Math.ceil(piece.grids / 2)])]

  const tries: { one: number; other: number; grids: number; cost: number }[] = []
  for (let one = 0; one < spots.length; one++)
    for (let other = one + 1; other < spots.length; other++) {
      const [from, to] = [spots[one]!, spots[other]!]
      const leftArea = sums.area(one, other)
      if (leftArea <= area * 0.01 || leftArea >= area * 0.99) continue
      const long = distance(from.x, from.y, to.x, to.y)
      // A cut much longer than the piece is wide makes strips.
      if (long > longest) continue
      const tempt = 1 - taste.wander * chance()
      const left = sums.households(one, other)
      for (const grids of halves) {
        const off = Math.abs(share(left, leftArea) * piece.grids - grids)
        tries.push({ one, other, grids, cost: (long / unit) * tempt + 3 * Math.max(0, off - 0.25) })
      }
    }
  tries.sort((first, second) => first.cost - second.cost)

  let best: Cut | undefined
  let looks = 0
  for (const { one, other, grids, cost } of tries) {
    if (looks >= closeLooks || (best !== undefined && cost > best.cost)) break
    const [from, to] = [spots[one]!, spots[other]!]
    if (!isClear(polygon, from, to)) continue
    looks++
    const slid = slide(
      net,
      polygon,
      table,
      spots,
      one,
      other,
      (left, leftArea) => share(left, leftArea) * piece.grids - grids,
    )
    const closely = judge(polygon, table, slid, area, unit)
    const apart = taste.today === 0 ? 0 : taste.today * todayCut(slid, polygon, inside, table, households / piece.grids)
    const total = cost * 0.5 + closely + 4 * Math.abs(slid.off) + apart
    if (best === undefined || total < best.cost)
      best = { from: slid.to, to: slid.from, grids: [grids, piece.grids - grids], cost: total }
  }
  return best
}

function pointsInside(polygon: Polygon, { points }: PointTable): number[] {
  const inside: number[] = []
  for (let at = 0; at < points.count; at++)
    if (windings(polygon.x, polygon.y, polygon.length, points.x[at]!, points.y[at]!) > 0) inside.push(at)
  return inside
}

type Around = Spot & { readonly vertex: number }

/** Evenly around the piece, but not at nodes: two borders that end side by side leave a sliver. */
function spotsAround(net: Net, polygon: Polygon, count: number): Around[] {
  const spots: Around[] = []
  const gap = perimeterOf(polygon) / count
  let due = gap / 2
  for (let at = 0; at < polygon.length; at++) {
    const next = (at + 1) % polygon.length
    const long = distance(polygon.x[at]!, polygon.y[at]!, polygon.x[next]!, polygon.y[next]!)
    for (; due < long; due += gap) {
      const spot = spotOn(polygon, at, due)
      if (net.nodes.every(node => distance(node.x, node.y, spot.x, spot.y) > clearance * 3)) spots.push(spot)
    }
    due -= long
  }
  return spots
}

function spotOn(polygon: Polygon, vertex: number, metres: number): Around {
  const next = (vertex + 1) % polygon.length
  const [fromX, fromY] = [polygon.x[vertex]!, polygon.y[vertex]!]
  const [toX, toY] = [polygon.x[next]!, polygon.y[next]!]
  const long = distance(fromX, fromY, toX, toY)
  const part = metres / long
  const s = polygon.s[vertex]!
  return {
    vertex,
    step: polygon.step[vertex]!,
    x: fromX + (toX - fromX) * part,
    y: fromY + (toY - fromY) * part,
    s: s < 0 ? -1 : s + metres,
  }
}

/** Households and area left of every cut, from sums around the border: the way between two spots is a difference. */
function sweepSums(polygon: Polygon, spots: readonly Around[], inside: readonly number[], { points }: PointTable) {
  const count = inside.length
  const crossed = new Int8Array(spots.length * count)
  const twice = new Float64Array(spots.length)
  let areaSum = 0
  const counted = new Int8Array(count)
  const pass = (fromX: number, fromY: number, toX: number, toY: number) => {
    areaSum += fromX * toY - toX * fromY
    for (let place = 0; place < count; place++)
      counted[place]! += crossing(fromX, fromY, toX, toY, points.x[inside[place]!]!, points.y[inside[place]!]!)
  }
  let spot = 0
  for (let at = 0; at < polygon.length && spot < spots.length; at++) {
    let [x, y] = [polygon.x[at]!, polygon.y[at]!]
    for (; spot < spots.length && spots[spot]!.vertex === at; spot++) {
      pass(x, y, spots[spot]!.x, spots[spot]!.y)
      x = spots[spot]!.x
      y = spots[spot]!.y
      twice[spot] = areaSum
      crossed.set(counted, spot * count)
    }
    const next = (at + 1) % polygon.length
    pass(x, y, polygon.x[next]!, polygon.y[next]!)
  }
  return {
    area(one: number, other: number): number {
      const [from, to] = [spots[one]!, spots[other]!]
      return (twice[other]! - twice[one]! + to.x * from.y - from.x * to.y) / 2
    },
    households(one: number, other: number): number {
      const [from, to] = [spots[one]!, spots[other]!]
      let sum = 0
      for (let place = 0; place < count; place++) {
        const at = inside[place]!
        const around =
          crossed[other * count + place]! -
          crossed[one * count + place]! +
          crossing(to.x, to.y, from.x, from.y, points.x[at]!, points.y[at]!)
        if (around > 0) sum += points.households[at]!
      }
      return sum
    },
  }
}

/** What an edge adds to how often the line goes around a point. */
function crossing(fromX: number, fromY: number, toX: number, toY: number, px: number, py: number): -1 | 0 | 1 {
  if (fromY <= py) return toY > py && (toX - fromX) * (py - fromY) - (px - fromX) * (toY - fromY) > 0 ? 1 : 0
  return toY <= py && (toX - fromX) * (py - fromY) - (px - fromX) * (toY - fromY) < 0 ? -1 : 0
}

type Slid = {
  readonly from: Spot
  readonly to: Spot
  readonly x: Float64Array
  readonly y: Float64Array
  readonly off: number
}

/** Moves the second end along the border until the share is right, as far as its neighbours. */
function slide(
  net: Net,
  polygon: Polygon,
  table: PointTable,
  spots: readonly Around[],
  one: number,
  other: number,
  offBy: (left: number, leftArea: number) => number,
): Slid {
  const from = spots[one]!
  const at = (spot: Around): Slid => {
    const { x, y } = leftOf(polygon, from, spot)
    return { from, to: spot, x, y, off: offBy(table.within(x, y, x.length), areaOf(x, y, x.length)) }
  }
  let best = at(spots[other]!)
  const edge = spots[other]!.vertex
  const next = (edge + 1) % polygon.length
  const long = distance(polygon.x[edge]!, polygon.y[edge]!, polygon.x[next]!, polygon.y[next]!)
  const here = distance(polygon.x[edge]!, polygon.y[edge]!, spots[other]!.x, spots[other]!.y)
  // Farther on means more ground to the left.
  let [low, high] = best.off > 0 ? [clearance, here] : [here, long - clearance]
  for (let round = 0; round < 10 && high - low > 0.5; round++) {
    const middle = (low + high) / 2
    const spot = spotOn(polygon, edge, middle)
    if (edge === from.vertex || !isClear(polygon, from, spot) || isByNode(net, spot)) break
    const tried = at(spot)
    if (Math.abs(tried.off) < Math.abs(best.off)) best = tried
    if (tried.off > 0) high = middle
    else low = middle
  }
  return best
}

function isByNode(net: Net, spot: Spot): boolean {
  return net.nodes.some(node => distance(node.x, node.y, spot.x, spot.y) <= clearance * 2)
}

/** The border from the first spot on to the second, and straight back. */
function leftOf(polygon: Polygon, from: Around, to: Around): { x: Float64Array; y: Float64Array } {
  const x = [from.x]
  const y = [from.y]
  for (let at = from.vertex + 1; at <= to.vertex; at++) {
    x.push(polygon.x[at]!)
    y.push(polygon.y[at]!)
  }
  x.push(to.x)
  y.push(to.y)
  return { x: Float64Array.from(x), y: Float64Array.from(y) }
}

/** Long thin halves make long thin grids. */
function judge(polygon: Polygon, _table: PointTable, { from, to, x, y }: Slid, area: number, unit: number): number {
  const cut = distance(from.x, from.y, to.x, to.y)
  const left = areaOf(x, y, x.length)
  const leftAround = perimeterOf({ x, y, length: x.length })
  const rightAround = perimeterOf(polygon) - leftAround + 2 * cut
  const roundness = (around: number, ground: number) => (around * around) / (4 * Math.PI * Math.max(1, ground))
  return cut / unit + 0.25 * (roundness(leftAround, left) + roundness(rightAround, area - left))
}

/** Households that leave the larger part of their present grid, in grids' worth. */
function todayCut(
  { x, y }: Slid,
  _polygon: Polygon,
  inside: readonly number[],
  { points }: PointTable,
  each: number,
): number {
  const parts = new Map<number, [number, number]>()
  for (const at of inside) {
    const today = points.today[at]!
    if (today < 0) continue
    const part = parts.get(today) ?? [0, 0]
    part[windings(x, y, x.length, points.x[at]!, points.y[at]!) > 0 ? 0 : 1] += points.households[at]!
    parts.set(today, part)
  }
  let sum = 0
  for (const [left, right] of parts.values()) sum += Math.min(left, right)
  return sum / Math.max(1, each)
}

/** Whether the straight way lies inside and keeps away from everything but its own two ends. */
export function isClear(polygon: Polygon, from: Around, to: Around): boolean {
  if (from.vertex === to.vertex) return false
  for (let at = 0; at < polygon.length; at++) {
    const next = (at + 1) % polygon.length
    if (at !== from.vertex && at !== to.vertex) {
      if (isCrossed(from, to, polygon.x[at]!, polygon.y[at]!, polygon.x[next]!, polygon.y[next]!)) return false
    }
    if (awayFrom(from, to, polygon.x[at]!, polygon.y[at]!) < clearance) {
      // The ends of the edges on which the cut itself ends may be near.
      const near =
        at === from.vertex ||
        at === (from.vertex + 1) % polygon.length ||
        at === to.vertex ||
        at === (to.vertex + 1) % polygon.length
      if (!near) return false
    }
  }
  return windings(polygon.x, polygon.y, polygon.length, (from.x + to.x) / 2, (from.y + to.y) / 2) > 0
}

type Place = { readonly x: number; readonly y: number }

export function isCrossed(from: Place, to: Place, aX: number, aY: number, bX: number, bY: number): boolean {
  const side = (pX: number, pY: number) => (to.x - from.x) * (pY - from.y) - (to.y - from.y) * (pX - from.x)
  const other = (pX: number, pY: number) => (bX - aX) * (pY - aY) - (bY - aY) * (pX - aX)
  return side(aX, aY) > 0 !== side(bX, bY) > 0 && other(from.x, from.y) > 0 !== other(to.x, to.y) > 0
}

/** Metres from a point to a straight stretch. */
export function awayFrom(from: Place, to: Place, x: number, y: number): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const long = dx * dx + dy * dy
  const part = long === 0 ? 0 : Math.max(0, Math.min(1, ((x - from.x) * dx + (y - from.y) * dy) / long))
  return distance(x, y, from.x + dx * part, from.y + dy * part)
}
