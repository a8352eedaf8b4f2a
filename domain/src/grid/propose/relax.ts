/**
 * Moves the nodes of a net, a little at a time, wherever that makes the whole better: households and area more even,
 * borders shorter for the ground that they enclose. What changes when one node moves is reckoned from the ground that
 * its borders sweep over alone, so some hundred thousand moves are tried in a second.
 */
import { awayFrom, clearance, isCrossed } from './bisect.ts'
import type { Chance } from './chance.ts'
import { areaOf, aroundOutline, cornersBetween, distance, type Net, perimeterOf, placeAt, polygonOf } from './net.ts'
import { compactnessOf } from './plane.ts'
import { type PointTable, windings } from './points.ts'

/** What a deviation costs; see `costOf`. */
export type Prices = { readonly households: number; readonly area: number; readonly compactness: number }

export type Measures = {
  readonly households: Float64Array
  readonly area: Float64Array
  readonly perimeter: Float64Array
}

/** How a piece uses a node: where it comes from and goes to. */
type Use = {
  readonly piece: number
  readonly before: number
  readonly after: number
  readonly inAlong: boolean
  readonly outAlong: boolean
}

const directions = Array.from(
  { length: 8 },
  (_, turn) => [Math.cos((turn * Math.PI) / 4), Math.sin((turn * Math.PI) / 4)] as const,
)
/** Metres between a border's end and a corner of the outline. */
const besideCorner = 1

export function measuresOf(net: Net, table: PointTable): Measures {
  const polygons = net.pieces.map(piece => polygonOf(net, piece))
  return {
    households: Float64Array.from(polygons, ({ x, y, length }) => table.within(x, y, length)),
    area: Float64Array.from(polygons, ({ x, y, length }) => areaOf(x, y, length)),
    perimeter: Float64Array.from(polygons, perimeterOf),
  }
}

export function costOf(prices: Prices, targets: Targets, households: number, area: number, perimeter: number): number {
  const uneven = targets.households === 0 ? 0 : households / targets.households - 1
  const unevenArea = area / targets.area - 1
  // Beyond two in a hundred the dear part begins: a crowded grid is what the town wants to be rid of.
  const crowded = Math.max(0, uneven - 0.02)
  return (
    prices.households * (uneven * uneven + 4 * crowded * crowded + 0.05 * crowded) +
    prices.area * unevenArea * unevenArea +
    prices.compactness * (1 - compactnessOf(area, perimeter))
  )
}

export type Targets = { readonly households: number; readonly area: number }

/** Metres of the last, small moves. */
const strides = [20, 10, 5, 2.5, 1.2, 0.6]

export type Effort = {
  /** By chance. */
  readonly moves: number
  /** Whether small moves are tried everywhere in the end, until none makes it better. */
  readonly polish: boolean
}

/** @returns what the net costs in the end */
export function relax(net: Net, table: PointTable, prices: Prices, chance: Chance, { moves, polish }: Effort): number {
  const motion = new Motion(net, table, chance)
  motion.prices = prices
  motion.wander(moves)
  if (polish) for (const stride of strides) for (let again = 0; again < 4; again++) if (!motion.pass(stride)) break
  return motion.cost()
}

class Motion {
  prices: Prices = { households: 0, area: 0, compactness: 0 }
  readonly #net: Net
  readonly #table: PointTable
  readonly #measures: Measures
  readonly #targets: Targets
  readonly #uses: readonly (readonly Use[])[]
  readonly #edges: readonly (readonly [number, number])[]
  /** Nodes on the outline, in its order. */
  readonly #onOutline: readonly number[]
  readonly #x = new Float64Array(4096)
  readonly #y = new Float64Array(4096)

  readonly #chance: Chance

  constructor(net: Net, table: PointTable, chance: Chance) {
    dropIdleNodes(net)
    this.#chance = chance
    this.#net = net
    this.#table = table
    this.#measures = measuresOf(net, table)
    const count = net.pieces.length
    const sum = (values: Float64Array) => values.reduce((one, other) => one + other, 0)
    this.#targets = { households: sum(this.#measures.households) / count, area: sum(this.#measures.area) / count }
    this.#uses = usesOf(net)
    this.#edges = edgesOf(net)
    this.#onOutline = net.nodes
      .map((_, id) => id)
      .filter(id => net.nodes[id]!.s >= 0 && this.#uses[id]!.length > 0)
      .sort((one, other) => net.nodes[one]!.s - net.nodes[other]!.s)
  }

  cost(): number {
    const { households, area, perimeter } = this.#measures
    let sum = 0
    for (let piece = 0; piece < area.length; piece++)
      sum += costOf(this.prices, this.#targets, households[piece]!, area[piece]!, perimeter[piece]!)
    return sum
  }

  /**
   * So many moves by chance. At first also moves that make things worse are taken, because what is good enough in one
   * corner may bar what is better for the whole; less and less of that towards the end.
   */
  wander(tries: number): void {
    const movable = this.#net.nodes.map((_, id) => id).filter(id => this.#uses[id]!.length > 1)
    if (movable.length === 0) return
    const unit = Math.sqrt(this.#targets.area)
    for (let at = 0; at < tries; at++) {
      const left = 1 - at / tries
      const heat = 0.08 * left * left * left + 0.0004
      const id = movable[Math.floor(this.#chance() * movable.length)]!
      const reach = unit * (0.18 * left * left + 0.006) * this.#chance()
      const node = this.#net.nodes[id]!
      let [x, y, s] = [0, 0, -1]
      if (node.s < 0) {
        const [east, north] = directions[Math.floor(this.#chance() * directions.length)]!
        x = node.x + east * reach
        y = node.y + north * reach
      } else {
        const slid = this.#slid(id, this.#chance() < 0.5 ? reach : -reach)
        if (slid === undefined) continue
        s = slid
        ;[x, y] = placeAt(this.#net.outline, s)
      }
      const gain = this.#gainOf(id, x, y, s)
      if (gain < 0 && -gain > heat * -Math.log(this.#chance() + 1e-12)) continue
      if (this.#isClear(id, x, y, s)) this.#apply(id, x, y, s)
    }
  }

  pass(stride: number): boolean {
    let moved = false
    for (let id = 0; id < this.#net.nodes.length; id++)
      if (this.#uses[id]!.length > 1 && this.#moveNode(id, stride)) moved = true
    return moved
  }

  #moveNode(id: number, stride: number): boolean {
    const node = this.#net.nodes[id]!
    let best: { x: number; y: number; s: number; gain: number } | undefined
    const weigh = (x: number, y: number, s: number) => {
      const gain = this.#gainOf(id, x, y, s)
      if (gain > 1e-7 && gain > (best?.gain ?? 0) && this.#isClear(id, x, y, s)) best = { x, y, s, gain }
    }
    if (node.s < 0) for (const [east, north] of directions) weigh(node.x + east * stride, node.y + north * stride, -1)
    else
      for (const by of [stride, -stride]) {
        const s = this.#slid(id, by)
        if (s !== undefined) weigh(...placeAt(this.#net.outline, s), s)
      }
    if (best === undefined) return false
    this.#apply(id, best.x, best.y, best.s)
    return true
  }

  /** A new place on the outline between the neighbouring nodes and not at a corner. */
  #slid(id: number, by: number): number | undefined {
    const { outline, nodes } = this.#net
    const place = this.#onOutline.indexOf(id)
    const here = nodes[id]!.s
    const other = this.#onOutline[(place + (by > 0 ? 1 : this.#onOutline.length - 1)) % this.#onOutline.length]!
    const room =
      other === id ? outline.length : aroundOutline(outline, by > 0 ? nodes[other]!.s - here : here - nodes[other]!.s)
    if (Math.abs(by) > room - clearance * 3) return undefined
    const s = aroundOutline(outline, here + by)
    const corner = cornersBetween(
      outline,
      aroundOutline(outline, s - besideCorner),
      aroundOutline(outline, s + besideCorner),
    )
    return corner.length > 0 ? aroundOutline(outline, s + 2.2 * besideCorner * Math.sign(by)) : s
  }

  readonly #changes = { households: 0, area: 0, perimeter: 0 }

  #gainOf(id: number, x: number, y: number, s: number): number {
    const { households, area, perimeter } = this.#measures
    const uses = this.#uses[id]!
    let gain = 0
    let given = 0
    for (let at = 0; at < uses.length; at++) {
      const use = uses[at]!
      // What the others give or take is what the last one takes or gives.
      this.#change(use, id, x, y, s, at + 1 < uses.length)
      const { piece } = use
      const change = this.#changes
      if (at + 1 < uses.length) given += change.households
      else change.households = -given
      const nextArea = area[piece]! + change.area
      // A grid that has almost vanished is a mistake, not a bargain.
      if (nextArea < this.#targets.area * 0.04) return -1e9
      gain += costOf(this.prices, this.#targets, households[piece]!, area[piece]!, perimeter[piece]!)
      gain -= costOf(
        this.prices,
        this.#targets,
        households[piece]! + change.households,
        nextArea,
        perimeter[piece]! + change.perimeter,
      )
    }
    return gain
  }

  /** What the move changes of one piece: the ground between its old and its new border. */
  #change(
    { before, after, inAlong, outAlong }: Use,
    id: number,
    x: number,
    y: number,
    s: number,
    counting = true,
  ): void {
    const { outline, nodes } = this.#net
    const node = nodes[id]!
    const xs = this.#x
    const ys = this.#y
    let length = 0
    const put = (px: number, py: number) => {
      xs[length] = px
      ys[length++] = py
    }
    const putOutline = (from: number, to: number) => {
      const forward = aroundOutline(outline, to - from) <= outline.length / 2
      const corners = forward ? cornersBetween(outline, from, to) : cornersBetween(outline, to, from).reverse()
      for (const corner of corners) put(outline.x[corner]!, outline.y[corner]!)
    }
    let longer = 0
    const along = s < 0 ? 0 : alongOutline(outline.length, node.s, s)
    if (inAlong) {
      put(node.x, node.y)
      putOutline(node.s, s)
      put(x, y)
      longer += along
    } else {
      const from = nodes[before]!
      put(from.x, from.y)
      put(x, y)
      longer += distance(from.x, from.y, x, y) - distance(from.x, from.y, node.x, node.y)
    }
    if (outAlong) {
      putOutline(s, node.s)
      put(node.x, node.y)
      longer -= along
    } else {
      const to = nodes[after]!
      put(to.x, to.y)
      if (!inAlong) put(node.x, node.y)
      longer += distance(to.x, to.y, x, y) - distance(to.x, to.y, node.x, node.y)
    }
    this.#changes.area = areaOf(xs, ys, length)
    if (counting) this.#changes.households = this.#table.within(xs, ys, length)
    this.#changes.perimeter = longer
  }

  #apply(id: number, x: number, y: number, s: number): void {
    const { households, area, perimeter } = this.#measures
    for (const use of this.#uses[id]!) {
      this.#change(use, id, x, y, s)
      households[use.piece]! += this.#changes.households
      area[use.piece]! += this.#changes.area
      perimeter[use.piece]! += this.#changes.perimeter
    }
    Object.assign(this.#net.nodes[id]!, { x, y, s })
  }

  /** Whether all borders of the node stay inside and clear of everything else when it stands there. */
  #isClear(id: number, x: number, y: number, s: number): boolean {
    const { nodes } = this.#net
    const place = { x, y }
    for (const [one, other] of this.#edges) {
      if (one === id || other === id) {
        const far = nodes[one === id ? other : one]!
        if (!this.#isWayClear(id, one === id ? other : one, place, far, s)) return false
      } else if (awayFrom(nodes[one]!, nodes[other]!, x, y) < clearance) return false
    }
    if (s >= 0) return true
    const { outline } = this.#net
    const count = outline.x.length
    for (let at = 0, before = count - 1; at < count; before = at++) {
      const [aX, aY, bX, bY] = [outline.x[before]!, outline.y[before]!, outline.x[at]!, outline.y[at]!]
      if (Math.min(aX, bX) > x + clearance || Math.max(aX, bX) < x - clearance) continue
      if (Math.min(aY, bY) > y + clearance || Math.max(aY, bY) < y - clearance) continue
      if (awayFrom({ x: aX, y: aY }, { x: bX, y: bY }, x, y) < clearance) return false
    }
    return true
  }

  #isWayClear(
    id: number,
    farId: number,
    place: { x: number; y: number },
    far: { x: number; y: number; s: number },
    s: number,
  ): boolean {
    const { outline, nodes } = this.#net
    if (distance(place.x, place.y, far.x, far.y) < clearance * 3) return false
    for (const [one, other] of this.#edges) {
      if (one === id || other === id || one === farId || other === farId) continue
      const [a, b] = [nodes[one]!, nodes[other]!]
      if (isCrossed(place, far, a.x, a.y, b.x, b.y)) return false
    }
    for (let other = 0; other < nodes.length; other++) {
      if (other === id || other === farId || this.#uses[other]!.length === 0) continue
      if (awayFrom(place, far, nodes[other]!.x, nodes[other]!.y) < clearance) return false
    }
    const [west, east] = place.x < far.x ? [place.x, far.x] : [far.x, place.x]
    const [south, north] = place.y < far.y ? [place.y, far.y] : [far.y, place.y]
    const count = outline.x.length
    for (let at = 0; at < count; at++) {
      const next = at + 1 === count ? 0 : at + 1
      const [aX, aY, bX, bY] = [outline.x[at]!, outline.y[at]!, outline.x[next]!, outline.y[next]!]
      if ((aX < west - 1 && bX < west - 1) || (aX > east + 1 && bX > east + 1)) continue
      if ((aY < south - 1 && bY < south - 1) || (aY > north + 1 && bY > north + 1)) continue
      if (awayFrom(place, far, aX, aY) < besideCorner / 2) return false
      const isItsOwn = (on: number) => on >= outline.starts[at]! && on < outline.starts[at + 1]!
      if (isItsOwn(s) || isItsOwn(far.s)) continue
      if (isCrossed(place, far, aX, aY, bX, bY)) return false
    }
    if (s < 0 && far.s < 0) return true
    return windings(outline.x, outline.y, count, (place.x + far.x) / 2, (place.y + far.y) / 2) > 0
  }
}

/** Metres forward from one place on the outline to another, negative where going back is nearer. */
function alongOutline(length: number, from: number, to: number): number {
  const ahead = to - from
  return ahead > length / 2 ? ahead - length : ahead < -length / 2 ? ahead + length : ahead
}

/** The node at which the whole outline began is nothing but a corner of it. */
function dropIdleNodes({ pieces }: Net): void {
  for (const { nodes, along } of pieces)
    for (let at = nodes.length - 1; at >= 0 && nodes.length > 1; at--) {
      if (!along[at] || !along[(at + nodes.length - 1) % nodes.length]) continue
      nodes.splice(at, 1)
      along.splice(at, 1)
    }
}

function usesOf({ nodes, pieces }: Net): Use[][] {
  const uses: Use[][] = nodes.map(() => [])
  pieces.forEach((piece, index) => {
    const count = piece.nodes.length
    piece.nodes.forEach((id, at) => {
      const last = (at + count - 1) % count
      uses[id]!.push({
        piece: index,
        before: piece.nodes[last]!,
        after: piece.nodes[(at + 1) % count]!,
        inAlong: piece.along[last]!,
        outAlong: piece.along[at]!,
      })
    })
  })
  return uses
}

function edgesOf({ pieces }: Net): [number, number][] {
  const edges = new Map<string, [number, number]>()
  for (const { nodes, along } of pieces)
    nodes.forEach((id, at) => {
      const next = nodes[(at + 1) % nodes.length]!
      if (!along[at]) edges.set(id < next ? `${id} ${next}` : `${next} ${id}`, [id, next])
    })
  return [...edges.values()]
}
