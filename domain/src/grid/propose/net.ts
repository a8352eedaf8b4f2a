/**
 * A region divided by straight borders: nodes, and pieces that walk from node to node, either straight or along the
 * region's own outline. Neighbours share their nodes, so moving one moves both, and nothing can overlap or be left out.
 */

/** The outer line of a region, counter-clockwise, in metres. */
export type Outline = {
  readonly x: Float64Array
  readonly y: Float64Array
  /** Metres from the first corner to each corner; one more entry for the whole length. */
  readonly starts: Float64Array
  readonly length: number
}

export type Node = {
  x: number
  y: number
  /** Where on the outline, metres from its first corner; -1 inside. */
  s: number
}

export type Piece = {
  /** Counter-clockwise. */
  readonly nodes: number[]
  /** Whether the way from this node to the next one follows the outline. */
  readonly along: boolean[]
  /** How many small grids it shall hold. */
  grids: number
}

export type Net = { readonly outline: Outline; readonly nodes: Node[]; readonly pieces: Piece[] }

export function outlineOf(corners: readonly (readonly [number, number])[]): Outline {
  const x = Float64Array.from(corners, corner => corner[0])
  const y = Float64Array.from(corners, corner => corner[1])
  const starts = new Float64Array(corners.length + 1)
  for (let at = 0; at < corners.length; at++) {
    const next = (at + 1) % corners.length
    starts[at + 1] = starts[at]! + distance(x[at]!, y[at]!, x[next]!, y[next]!)
  }
  return { x, y, starts, length: starts[corners.length]! }
}

export function wholeNet(outline: Outline, grids: number): Net {
  return {
    outline,
    nodes: [{ x: outline.x[0]!, y: outline.y[0]!, s: 0 }],
    pieces: [{ nodes: [0], along: [true], grids }],
  }
}

export function copyOf({ outline, nodes, pieces }: Net): Net {
  return {
    outline,
    nodes: nodes.map(node => ({ ...node })),
    pieces: pieces.map(piece => ({ nodes: [...piece.nodes], along: [...piece.along], grids: piece.grids })),
  }
}

/** The edge of the outline on which the position lies. */
export function edgeAt({ starts, x }: Outline, s: number): number {
  let [low, high] = [0, x.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (starts[middle]! <= s) low = middle
    else high = middle - 1
  }
  return low
}

export function placeAt(outline: Outline, s: number): [number, number] {
  const edge = edgeAt(outline, s)
  const next = (edge + 1) % outline.x.length
  const long = outline.starts[edge + 1]! - outline.starts[edge]!
  const share = long === 0 ? 0 : (s - outline.starts[edge]!) / long
  return [
    outline.x[edge]! + (outline.x[next]! - outline.x[edge]!) * share,
    outline.y[edge]! + (outline.y[next]! - outline.y[edge]!) * share,
  ]
}

/** A position beyond the first corner goes on around. */
export function aroundOutline({ length }: Outline, s: number): number {
  const rest = s % length
  return rest < 0 ? rest + length : rest
}

/** Corners strictly between two positions, going forward; the whole round where both are the same. */
export function cornersBetween(outline: Outline, from: number, to: number): number[] {
  const { starts, x } = outline
  const corners: number[] = []
  const end = to > from ? to : to + outline.length
  const count = x.length
  for (let at = edgeAt(outline, from) + 1; ; at++) {
    const rounds = at >= count ? outline.length : 0
    const s = starts[at % count]! + rounds
    if (s >= end || at >= 2 * count) return corners
    if (s > from) corners.push(at % count)
  }
}

/** A piece as a polygon. Each vertex knows the step that begins at it or passes it, and, where that follows the outline, its place there. */
export type Polygon = {
  readonly x: Float64Array
  readonly y: Float64Array
  readonly step: Int32Array
  readonly s: Float64Array
  readonly length: number
}

export function polygonOf({ outline, nodes }: Net, piece: Piece): Polygon {
  const [x, y, step, s]: number[][] = [[], [], [], []]
  piece.nodes.forEach((id, at) => {
    const node = nodes[id]!
    x!.push(node.x)
    y!.push(node.y)
    step!.push(at)
    s!.push(piece.along[at] ? node.s : -1)
    if (!piece.along[at]) return
    const next = nodes[piece.nodes[(at + 1) % piece.nodes.length]!]!
    for (const corner of cornersBetween(outline, node.s, next.s)) {
      x!.push(outline.x[corner]!)
      y!.push(outline.y[corner]!)
      step!.push(at)
      s!.push(outline.starts[corner]!)
    }
  })
  return {
    x: Float64Array.from(x!),
    y: Float64Array.from(y!),
    step: Int32Array.from(step!),
    s: Float64Array.from(s!),
    length: x!.length,
  }
}

export function areaOf(x: Float64Array, y: Float64Array, length: number): number {
  let twice = 0
  for (let at = 0, before = length - 1; at < length; before = at++) twice += x[before]! * y[at]! - x[at]! * y[before]!
  return twice / 2
}

export function perimeterOf({ x, y, length }: Pick<Polygon, 'x' | 'y' | 'length'>): number {
  let sum = 0
  for (let at = 0, before = length - 1; at < length; before = at++)
    sum += distance(x[before]!, y[before]!, x[at]!, y[at]!)
  return sum
}

/** A place on the border of a piece at which a cut may begin. */
export type Spot = { readonly step: number; readonly x: number; readonly y: number; readonly s: number }

/** Cuts a piece from one spot straight to the other; the ground left of the way from the first to the second comes first. */
export function cutPiece(net: Net, index: number, from: Spot, to: Spot, grids: readonly [number, number]): void {
  const piece = net.pieces[index]!
  // The later step first, so that the earlier one keeps its number.
  const [late, early] =
    from.step > to.step || (from.step === to.step && isBehind(net, piece, from, to)) ? [from, to] : [to, from]
  const lateNode = putNode(net, piece, late)
  const earlyNode = putNode(net, piece, early)
  const [one, other] = late === from ? [lateNode, earlyNode] : [earlyNode, lateNode]
  const left = walk(piece, other, one)
  const right = walk(piece, one, other)
  net.pieces[index] = { ...left, grids: grids[0] }
  net.pieces.push({ ...right, grids: grids[1] })
}

function isBehind({ nodes }: Net, piece: Piece, one: Spot, other: Spot): boolean {
  const { x, y, s } = nodes[piece.nodes[one.step]!]!
  if (!piece.along[one.step]) return distance(x, y, one.x, one.y) > distance(x, y, other.x, other.y)
  const from = (spot: Spot) => (spot.s >= s ? spot.s - s : spot.s - s + 1e9)
  return from(one) > from(other)
}

function putNode(net: Net, piece: Piece, { step, x, y, s }: Spot): number {
  const id = net.nodes.push({ x, y, s }) - 1
  const along = piece.along[step]!
  const start = piece.nodes[step]!
  const end = piece.nodes[(step + 1) % piece.nodes.length]!
  piece.nodes.splice(step + 1, 0, id)
  piece.along.splice(step + 1, 0, along)
  if (along) return id
  // The neighbour across walks the same line the other way.
  for (const other of net.pieces) {
    if (other === piece) continue
    const at = other.nodes.findIndex(
      (node, place) => node === end && !other.along[place] && other.nodes[(place + 1) % other.nodes.length] === start,
    )
    if (at < 0) continue
    other.nodes.splice(at + 1, 0, id)
    other.along.splice(at + 1, 0, false)
    break
  }
  return id
}

/** The part of a piece from one node on to another, closed by the straight way back. */
function walk(piece: Piece, from: number, to: number): Pick<Piece, 'nodes' | 'along'> {
  const start = piece.nodes.indexOf(from)
  const nodes: number[] = []
  const along: boolean[] = []
  for (let at = start; ; at++) {
    const place = at % piece.nodes.length
    const node = piece.nodes[place]!
    nodes.push(node)
    if (node === to) {
      along.push(false)
      return { nodes, along }
    }
    along.push(piece.along[place]!)
  }
}

export function distance(x: number, y: number, toX: number, toY: number): number {
  return Math.sqrt((toX - x) * (toX - x) + (toY - y) * (toY - y))
}
