/**
 * Snapping: two drawings of one border become one. Narrow overlaps stay with the grid that comes first, narrow gaps go to
 * a neighbour, narrow pieces outside fall away; so the border that remains is one that somebody drew. Wider ones stay as
 * they are and are told. Works on faces with common corners, so the outcome fits exactly.
 */
import { Chain, linked } from './chain.ts'
import type { Corner } from './division.ts'
import { type Drawing, differenceOf, type Family, familiesOf } from './drawing.ts'
import { boxesMeet, boxOf, cornerKey, type Ground } from './lattice.ts'
import { meanWidth } from './measure.ts'
import { welded } from './noded.ts'
import { type MisfitFace, misfitFaces, nodedFamily } from './overlay.ts'
import { follow } from './parents.ts'
import { tangleOf } from './simple.ts'
import { sharedBorder, withoutSlivers } from './sliver.ts'
import { untangled } from './untangle.ts'

/** Corners so near each other are one corner, however wide the tolerance for faces is. */
const weldMetres = 1

const mostRounds = 4

/** @param touches whether a misfit beside these grids may be mended */
export function snapped(drawing: Drawing, toleranceMetres: number, touches: Touches): ReadonlyMap<string, Ground> {
  let grounds = drawing.grounds
  // Corners that are rounded may cross a border a centimetre beside; the next round takes that for what it is.
  for (let round = 0; round < mostRounds; round++) {
    const once = withoutTangles(snappedOnce({ ...drawing, grounds }, toleranceMetres, touches))
    const next = withoutSlivers({ ...drawing, grounds: once }, touches)
    if (next === grounds) break
    grounds = next
  }
  return grounds
}

type Touches = (keys: readonly string[]) => boolean

function withoutTangles(grounds: ReadonlyMap<string, Ground>): ReadonlyMap<string, Ground> {
  const tangled = [...grounds].filter(([, ground]) => tangleOf(ground) !== undefined)
  if (tangled.length === 0) return grounds
  const next = new Map(grounds)
  for (const [key, ground] of tangled) next.set(key, untangled(ground) ?? ground)
  return next
}

function snappedOnce(drawing: Drawing, toleranceMetres: number, touches: Touches): ReadonlyMap<string, Ground> {
  let grounds = drawing.grounds
  // The town first: what villages gain or lose, their groups follow.
  for (const level of ['large', 'medium'] as const)
    for (const { parent } of familiesOf(drawing)) {
      if (parent.level !== level) continue
      const family = () => familiesOf({ ...drawing, grounds }).find(each => each.parent.key === parent.key)
      const before = family()
      if (before === undefined || doesFit(before)) continue
      grounds = weldedFamily(before, grounds, Math.min(weldMetres, toleranceMetres), touches)
      grounds = snappedFamily(family() ?? before, grounds, toleranceMetres, touches)
      if (before.ground === undefined) {
        const followed = new Map(grounds)
        follow(drawing, followed, parent.key)
        if (tangleOf(followed.get(parent.key) ?? [[]]) === undefined) grounds = followed
      }
    }
  return grounds
}

function doesFit(family: Family): boolean {
  const edges = differenceOf(family)
  return edges.length === 0 || (family.ground === undefined && tangleOf(linked(edges)) === undefined)
}

function weldedFamily(
  family: Family,
  grounds: ReadonlyMap<string, Ground>,
  metres: number,
  touches: Touches,
): ReadonlyMap<string, Ground> {
  const corners = new Map<number, Corner>()
  const wanted = new Set<number>()
  // The parent's corners stay, then those of the grids in their order.
  const open = new Set(differenceOf(family).flatMap(({ from, to }) => [cornerKey(from), cornerKey(to)]))
  const { parent, ground, members } = family
  for (const [key, own] of [
    [parent.key, ground ?? []] as const,
    ...members.map(each => [each.grid.key, each.ground] as const),
  ])
    for (const corner of own.flat()) {
      const name = cornerKey(corner)
      if (open.has(name) && !corners.has(name)) corners.set(name, corner)
      if (touches([key])) wanted.add(name)
    }
  return welded(
    grounds,
    [...corners.values()],
    metres,
    (one, other) => wanted.has(cornerKey(one)) || wanted.has(cornerKey(other)),
  )
}

function snappedFamily(
  family: Family,
  grounds: ReadonlyMap<string, Ground>,
  toleranceMetres: number,
  touches: Touches,
): ReadonlyMap<string, Ground> {
  const noded = nodedFamily(family, grounds)
  if (noded === undefined) return grounds
  const changes = new Map<string, Chain>()
  const change: Assign = (key, face, times) => {
    const chain = changes.get(key) ?? new Chain().add(noded.grounds.get(key)!)
    changes.set(key, chain.add(face, times))
  }
  for (const face of misfitFaces(noded.family, wide => meanWidth(wide) > toleranceMetres))
    assign(face, noded.family, touches, change)
  const next = new Map(noded.grounds)
  for (const [key, chain] of changes) {
    const ground = linked(chain.left())
    // A grid is not snapped away.
    if (ground.length === 0) return grounds
    next.set(key, ground)
  }
  return next
}

type Assign = (key: string, face: Ground, times: 1 | -1) => void

/** Gives a narrow face to one grid, or to none outside the parent. */
function assign({ face, holders, inParent }: MisfitFace, { members }: Family, touches: Touches, change: Assign): void {
  const losers = inParent ? holders.slice(1) : holders
  if (holders.length > 0) {
    if (touches(holders.map(({ grid }) => grid.key))) for (const { grid } of losers) change(grid.key, face, -1)
    return
  }
  const neighbours = members
    .filter(member => boxesMeet(boxOf(member.ground), boxOf(face)))
    .map(member => ({ key: member.grid.key, metres: sharedBorder(face, member.ground) }))
    .filter(({ metres }) => metres > 0)
  const longest = Math.max(0, ...neighbours.map(({ metres }) => metres))
  // The first grid's border is the one that stays, so the gap beside it goes to the other.
  const taker = neighbours.findLast(({ metres }) => metres > longest / 3)
  if (inParent && taker && touches(neighbours.map(({ key }) => key))) change(taker.key, face, 1)
}
