/** Where grids and their parent do not fit: overlaps, gaps and pieces outside, with a place to look at. */
import { type LeftEdge, linked } from './chain.ts'
import type { Fault, Repair } from './division.ts'
import type { Family, Member } from './drawing.ts'
import {
  boxesMeet,
  boxOf,
  cornerKey,
  degreesOf,
  type Ground,
  isSameCorner,
  shapeOf,
  sideOfGround,
  squareMetresOf,
  twiceArea,
} from './lattice.ts'
import { meanWidth } from './measure.ts'
import { type MisfitFace, misfitFaces, nodedFamily } from './overlay.ts'
import { tangleOf } from './simple.ts'

/** Metres of mean width up to which a misfit is taken for two drawings of one border. */
export const snapMetres = 5

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
  if (ground === undefined && (outline.length === 0 || tangleOf(outline) === undefined)) return []
  const grounds = new Map(members.map(({ grid, ground: own }) => [grid.key, own]))
  if (ground !== undefined) grounds.set(parent.key, ground)
  const noded = nodedFamily(family, grounds)
  const faces = noded === undefined ? [] : misfitFaces(noded.family)
  const told = faces.flatMap(face => faultOf(face, noded!.family, complete))
  return told.length > 0 || ground === undefined ? told : [unexplained(family, edges)]
}

function faultOf({ face, at, holders, inParent }: MisfitFace, family: Family, complete: boolean): Fault[] {
  const { parent, ground, members } = family
  const width = meanWidth(face)
  const facts = { at, shape: shapeOf(face), squareMetres: squareMetresOf(face), widthMetres: width }
  const snap: { repair?: Repair } = width <= snapMetres ? { repair: 'snap' } : {}
  const keys = holders.map(({ grid }) => grid.key)
  if (holders.length === 0) {
    // Around an undrawn parent's grids there is nothing that anybody should have.
    if (!inParent || ground === undefined) return []
    const beside = besides(face, members)
    const repair: { repair?: Repair } = isHoleOf(face, beside) ? { repair: 'fill_hole' } : snap
    const all = [parent.key, ...beside.map(({ grid }) => grid.key)]
    return [{ rule: 'gap', severity: complete ? 'error' : 'hint', keys: all, ...facts, ...repair }]
  }
  if (!inParent) {
    return holders.map(holder => {
      // Of a grid that lies wholly elsewhere nothing would be left: its parent is wrong, or its place.
      const clip: { repair?: Repair } = meets(holder.ground, ground ?? []) ? { repair: 'clip_to_parent' } : {}
      const repair = snap.repair === undefined ? clip : snap
      return { rule: 'outside_parent', severity: 'error', keys: [holder.grid.key, parent.key], ...facts, ...repair }
    })
  }
  const [first, ...others] = keys
  return others.map(other => ({ rule: 'overlap', severity: 'error', keys: [first!, other], ...facts, ...snap }))
}

/** Whether two grounds whose edges are cut at each other have ground in common. */
function meets(one: Ground, other: Ground): boolean {
  return reachesInto(one, other) || reachesInto(other, one)
}

function reachesInto(one: Ground, other: Ground): boolean {
  return one.some(ring =>
    ring.some((from, index) => {
      const to = ring[(index + 1) % ring.length]!
      return sideOfGround(other, from[0] + to[0], from[1] + to[1]) > 0
    }),
  )
}

function besides(part: Ground, members: readonly Member[]): Member[] {
  const corners = new Set(part.flatMap(ring => ring.map(cornerKey)))
  const box = boxOf(part)
  return members.filter(
    ({ ground }) =>
      boxesMeet(boxOf(ground), box) && ground.some(ring => ring.some(corner => corners.has(cornerKey(corner)))),
  )
}

/** Whether a gap is exactly the hole of one grid; not where another grid lies in its middle. */
function isHoleOf(part: Ground, beside: readonly Member[]): boolean {
  if (part.length > 1) return false
  const corners = new Set(part[0]!.map(cornerKey))
  return beside.some(({ ground }) =>
    ground.some(
      ring =>
        twiceArea(ring) < 0 && ring.length === corners.size && ring.every(corner => corners.has(cornerKey(corner))),
    ),
  )
}

/** The borders differ, but by nothing of a unit's width. */
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
