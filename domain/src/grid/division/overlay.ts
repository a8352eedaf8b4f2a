/**
 * Grounds laid over each other: common corners first, then the faces between all borders. Whole numbers throughout: a
 * corner at a crossing is rounded to the lattice, so a face may lie up to a lattice unit (a centimetre) beside the true
 * one, but faces neither overlap nor leave anything between them. (A clipping library in decimal fractions was tried: it
 * ended in an error on a few in a thousand carelessly drawn towns.)
 */
import { Chain, linked } from './chain.ts'
import type { Corner } from './division.ts'
import { differenceOf, type Family, type Member } from './drawing.ts'
import { boxOfEdge, EdgeTable } from './edge-table.ts'
import { cuttingEdges, edgesAlong, facesOf, facesOfEdges, type PathEdge } from './faces.ts'
import {
  type Box,
  boxesMeet,
  boxOf,
  type CornerRing,
  cornerKey,
  type Ground,
  partsOf,
  perDegree,
  sideOfGround,
} from './lattice.ts'
import { placeIn } from './measure.ts'
import { nodedTogether } from './noded.ts'

/** A piece of ground of which not exactly one grid of the family has a part, or that lies outside the parent. */
export type MisfitFace = {
  readonly face: Ground
  /** A place inside, degrees. */
  readonly at: readonly [number, number]
  readonly holders: readonly Member[]
  readonly inParent: boolean
}

export type NodedFamily = { readonly family: Family; readonly grounds: ReadonlyMap<string, Ground> }

/** The family with common corners wherever borders that do not fit meet others; undefined when rounding finds no end. */
export function nodedFamily(
  { parent, members }: Family,
  grounds: ReadonlyMap<string, Ground>,
): NodedFamily | undefined {
  const keys = [parent.key, ...members.map(({ grid }) => grid.key)]
  const familyIn = (state: ReadonlyMap<string, Ground>): Family => {
    const ground = state.get(parent.key)
    return {
      parent,
      members: members.map(({ grid }): Member => ({ grid, ground: state.get(grid.key)! })),
      ...(ground === undefined ? {} : { ground }),
    }
  }
  let asked: ReadonlyMap<string, Ground> | undefined
  let open = new Chain()
  const noded = nodedTogether(grounds, keys, (from, to, state) => {
    if (asked !== state) {
      asked = state
      open = new Chain()
      for (const edge of differenceOf(familyIn(state))) open.addEdge(edge.from, edge.to)
    }
    return !open.passes(from, to) && !open.passes(to, from)
  })
  return noded === undefined ? undefined : { family: familyIn(noded), grounds: noded }
}

/** @param skip faces that need not be looked at, asked before they are cut along the borders in them */
export function misfitFaces(family: Family, skip: (face: Ground) => boolean = () => false): MisfitFace[] {
  const { ground, members } = family
  const inner = new EdgeTable(members.flatMap(member => borderOf(member.ground)))
  return facesOfEdges(bothWays(differenceOf(family).map(({ from, to }): PathEdge => [from, to]))).flatMap(wide => {
    if (skip(wide)) return []
    return facesOf(wide, cuttingEdges(wide, inner.near(boxOf(wide)))).flatMap((face): MisfitFace[] => {
      const at = placeIn(face)
      const [x, y] = [at[0] * perDegree * 2, at[1] * perDegree * 2]
      const holders = members.filter(
        each => boxesMeet(boxOf(each.ground), boxOf(face)) && sideOfGround(each.ground, x, y) > 0,
      )
      const inParent = ground === undefined || sideOfGround(ground, x, y) > 0
      return inParent && holders.length === 1 ? [] : [{ face, at, holders, inParent }]
    })
  })
}

/** The ground that both have. */
export function commonGround(one: Ground, other: Ground): Ground {
  const [ourBox, theirBox] = [boxOf(one), boxOf(other)]
  if (!boxesMeet(ourBox, theirBox)) return []
  const within: Box = [
    Math.max(ourBox[0], theirBox[0]) - 2,
    Math.max(ourBox[1], theirBox[1]) - 2,
    Math.min(ourBox[2], theirBox[2]) + 2,
    Math.min(ourBox[3], theirBox[3]) + 2,
  ]
  const both = new Map([
    ['one', one],
    ['other', other],
  ])
  const noded = nodedTogether(both, ['one', 'other'], 'shared', within)
  if (noded === undefined) return []
  const [ours, theirs] = [noded.get('one')!, noded.get('other')!]
  const near = borderOf(theirs).filter(([from, to]) => boxesMeet(boxOfEdge(from, to), ourBox))
  const cuts = cuttingEdges(ours, near)
  const isTheirs = (face: Ground) => {
    const [lon, lat] = placeIn(face)
    return sideOfGround(theirs, lon * perDegree * 2, lat * perDegree * 2) > 0
  }
  // Nothing of the other passes through: each part is theirs or not as a whole.
  const faces = cuts.length === 0 ? partsOf(ours) : facesOf(ours, cuts)
  const inside = faces.filter(isTheirs)
  return inside.length === 1 ? inside[0]! : summed(inside)
}

/** What lies inside an odd number of times; rings may cross themselves and each other. */
export function oddGround(rings: readonly CornerRing[]): Ground {
  const noded = nodedTogether(new Map([['rings', rings]]), ['rings'], 'none')?.get('rings') ?? rings
  return summed(
    facesOfEdges(bothWays(withoutPairs(borderOf(noded)))).filter(face => {
      const [lon, lat] = placeIn(face)
      return sideOfGround(noded, lon * perDegree * 2, lat * perDegree * 2) > 0
    }),
  )
}

function summed(faces: readonly Ground[]): Ground {
  const chain = new Chain()
  for (const face of faces) chain.add(face)
  return linked(chain.left())
}

function borderOf(ground: Ground): PathEdge[] {
  return ground.flatMap(ring => edgesAlong([...ring, ring[0]!]))
}

/** An edge that is passed there and back has the same ground on both sides. */
function withoutPairs(edges: readonly PathEdge[]): PathEdge[] {
  const times = new Map<string, { readonly edge: PathEdge; count: number }>()
  for (const edge of edges) {
    const [one, other] = edge.map(cornerKey) as [number, number]
    const name = one < other ? `${one} ${other}` : `${other} ${one}`
    const known = times.get(name)
    if (known) known.count++
    else times.set(name, { edge, count: 1 })
  }
  return [...times.values()].filter(({ count }) => count % 2 === 1).map(({ edge }) => edge)
}

function bothWays(edges: readonly PathEdge[]): PathEdge[] {
  return edges.flatMap(([from, to]: readonly [Corner, Corner]): PathEdge[] => [
    [from, to],
    [to, from],
  ])
}
