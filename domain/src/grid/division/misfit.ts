/** Where grids and their parent do not fit: overlaps, gaps and pieces outside, with a place to look at. */
import { type LeftEdge, linked } from './chain.ts'
import { commonGround, oddGround } from './clip.ts'
import type { Corner, Fault, Repair } from './division.ts'
import type { Family, Member } from './drawing.ts'
import {
  type Box,
  boxesMeet,
  boxOf,
  type CornerRing,
  cornerKey,
  degreesOf,
  type Ground,
  isSameCorner,
  metresPerUnit,
  partsOf,
  perDegree,
  shapeOf,
  sideOfGround,
  squareMetresOf,
  twiceArea,
} from './lattice.ts'
import { overlaps } from './overlap.ts'
import { tangleOf } from './simple.ts'

/** Metres of mean width up to which a misfit is taken for two drawings of one border. */
export const snapMetres = 5
/** Edges of one failing place beyond which it is told without its shape: clipping would take seconds. */
const mostEdges = 4000

export function misfits(
  family: Family,
  edges: readonly LeftEdge[],
  { complete, broken }: { readonly complete: boolean; readonly broken: ReadonlySet<string> },
): Fault[] {
  const { parent, ground, members } = family
  // A ring that crosses itself has no inside; what fits beside it can be told when it is mended.
  if (broken.has(parent.key) || members.some(({ grid }) => broken.has(grid.key))) return []
  const outline = linked(edges)
  // Without a drawn parent the sum of the grids is their outline; when that is well formed no ground is in it twice.
  if (ground === undefined)
    return outline.length === 0 || tangleOf(outline) === undefined ? [] : overlapFaults(members, members)
  const touched = membersWith(edges, members)
  const found = overlapFaults(touched, members)
  const places = clustersOf(outline).flatMap(rings => pieceFaults(rings, family, complete))
  const told = [...found, ...places.filter(({ rule }) => rule !== 'overlap' || found.length === 0)]
  return told.length > 0 ? told : [unexplained(family, edges)]
}

function membersWith(edges: readonly LeftEdge[], members: readonly Member[]): Member[] {
  const corners = new Set(edges.flatMap(({ from, to }) => [cornerKey(from), cornerKey(to)]))
  return members.filter(({ ground }) => ground.some(ring => ring.some(corner => corners.has(cornerKey(corner)))))
}

function overlapFaults(touched: readonly Member[], members: readonly Member[]): Fault[] {
  const faults: Fault[] = []
  const done = new Set<string>()
  for (const one of touched)
    for (const other of members) {
      if (one === other || done.has(`${other.grid.key} ${one.grid.key}`)) continue
      done.add(`${one.grid.key} ${other.grid.key}`)
      if (!overlaps(one.ground, other.ground)) continue
      const common = commonGround(one.ground, other.ground)
      const keys = [one.grid.key, other.grid.key]
      if (common.length === 0)
        faults.push({ rule: 'overlap', severity: 'error', keys, at: degreesOf(one.ground[0]![0]!) })
      for (const part of partsOf(common)) faults.push({ rule: 'overlap', severity: 'error', keys, ...told(part) })
    }
  return faults
}

/** Area, shape, a place inside, and the snap where it is narrow enough to be two drawings of one border. */
function told(part: Ground): Pick<Fault, 'at' | 'shape' | 'squareMetres' | 'repair'> {
  return {
    at: placeIn(part),
    shape: shapeOf(part),
    squareMetres: squareMetresOf(part),
    ...(meanWidth(part) <= snapMetres ? { repair: 'snap' as const } : {}),
  }
}

/** One failing place: what of it is a gap, and what lies outside the parent. */
function pieceFaults(rings: readonly CornerRing[], family: Family, complete: boolean): Fault[] {
  const corners = rings.reduce((sum, ring) => sum + ring.length, 0)
  if (corners > mostEdges) return []
  return partsOf(oddGround(rings)).map((part): Fault => {
    const at = placeIn(part)
    const [x, y] = [at[0] * perDegree * 2, at[1] * perDegree * 2]
    const holders = family.members.filter(({ ground }) => sideOfGround(ground, x, y) >= 0)
    const beside = besides(part, family.members)
    const { parent } = family
    if (windingOf(rings, x, y) < 0)
      return {
        rule: 'gap',
        severity: complete ? 'error' : 'hint',
        keys: [parent.key, ...beside.map(({ grid }) => grid.key)],
        ...told(part),
        ...(isHoleOf(part, beside) ? { repair: 'fill_hole' as const } : {}),
      }
    const keys = (holders.length > 0 ? holders : beside).map(({ grid }) => grid.key)
    if (sideOfGround(family.ground!, x, y) > 0) return { rule: 'overlap', severity: 'error', keys, ...told(part) }
    const repair: Repair = meanWidth(part) <= snapMetres ? 'snap' : 'clip_to_parent'
    return { rule: 'outside_parent', severity: 'error', keys: [...keys.slice(0, 1), parent.key], ...told(part), repair }
  })
}

function besides(part: Ground, members: readonly Member[]): Member[] {
  const corners = new Set(part.flatMap(ring => ring.map(cornerKey)))
  const box = boxOf(part)
  return members.filter(
    ({ ground }) =>
      boxesMeet(boxOf(ground), box) && ground.some(ring => ring.some(corner => corners.has(cornerKey(corner)))),
  )
}

/** Whether a gap is exactly the hole of one grid. */
function isHoleOf(part: Ground, beside: readonly Member[]): boolean {
  const corners = new Set(part[0]!.map(cornerKey))
  return beside.some(({ ground }) =>
    ground.some(
      ring =>
        twiceArea(ring) < 0 && ring.length === corners.size && ring.every(corner => corners.has(cornerKey(corner))),
    ),
  )
}

/** The identity fails, but clipping finds nothing of a unit's width, or the place is too large to be clipped. */
function unexplained({ parent, ground, members }: Family, edges: readonly LeftEdge[]): Fault {
  const sum = members.reduce((total, member) => total + squareMetresOf(member.ground), 0)
  const { from, to } = edges[0]!
  const beside = members.filter(member => member.ground.some(ring => ring.some(corner => isSameCorner(corner, from))))
  return {
    rule: sum > squareMetresOf(ground ?? []) ? 'overlap' : 'gap',
    severity: 'error',
    keys: [parent.key, ...beside.map(({ grid }) => grid.key)],
    at: degreesOf([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]),
    repair: 'snap',
  }
}

/** Rings whose boxes meet belong to one place. */
function clustersOf(rings: Ground): CornerRing[][] {
  let clusters: { box: Box; rings: CornerRing[] }[] = []
  for (const ring of rings) {
    let box = boxOf([ring])
    const mine: CornerRing[] = [ring]
    const apart: typeof clusters = []
    for (const cluster of clusters) {
      if (!boxesMeet(cluster.box, box)) {
        apart.push(cluster)
        continue
      }
      mine.push(...cluster.rings)
      const other = cluster.box
      box = [
        Math.min(box[0], other[0]),
        Math.min(box[1], other[1]),
        Math.max(box[2], other[2]),
        Math.max(box[3], other[3]),
      ]
    }
    clusters = [...apart, { box, rings: mine }]
  }
  return clusters.map(cluster => cluster.rings)
}

/** How often the rings wind about a place given in half units, fractions allowed. */
function windingOf(rings: readonly CornerRing[], doubleX: number, doubleY: number): number {
  let winding = 0
  for (const ring of rings)
    ring.forEach(([fromX, fromY], index) => {
      const [toX, toY] = ring[(index + 1) % ring.length]!
      const up = fromY * 2 <= doubleY
      if (up === toY * 2 <= doubleY) return
      const side = (toX - fromX) * (doubleY - fromY * 2) - (toY - fromY) * (doubleX - fromX * 2)
      // Left of an edge that goes up, or of one that goes down.
      if (up && side > 0) winding++
      if (!up && side < 0) winding--
    })
  return winding
}

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
