/** The pieces into which a path cuts a ground, once both have their common corners. */
import { comesFirstClockwise } from './chain.ts'
import type { Corner } from './division.ts'
import { cornerKey, type Ground, partsOf, sideOfGround } from './lattice.ts'

export type PathEdge = readonly [from: Corner, to: Corner]

export function edgesAlong(path: readonly Corner[]): PathEdge[] {
  return path.slice(1).map((to, index) => [path[index]!, to])
}

/** Those of the edges that lie inside the ground; what ends in the middle of it cuts nothing and is left out. */
export function cuttingEdges(ground: Ground, drawn: readonly PathEdge[]): readonly PathEdge[] {
  const border = new Set<number>()
  for (const ring of ground) for (const corner of ring) border.add(cornerKey(corner))
  const known = new Set<string>()
  let edges = drawn.filter(([from, to]) => {
    const name = nameOf(from, to)
    if (known.has(name)) return false
    known.add(name)
    return sideOfGround(ground, from[0] + to[0], from[1] + to[1]) > 0
  })
  for (;;) {
    const degree = new Map<number, number>()
    for (const edge of edges) for (const end of edge) degree.set(cornerKey(end), (degree.get(cornerKey(end)) ?? 0) + 1)
    const held = (corner: Corner) => border.has(cornerKey(corner)) || degree.get(cornerKey(corner))! > 1
    const kept = edges.filter(([from, to]) => held(from) && held(to))
    if (kept.length === edges.length) return edges
    edges = kept
  }
}

function nameOf(from: Corner, to: Corner): string {
  const [one, other] = [cornerKey(from), cornerKey(to)]
  return one < other ? `${one} ${other}` : `${other} ${one}`
}

/** One piece or several, each connected and in normal form; together they are the ground exactly. */
export function facesOf(ground: Ground, edges: readonly PathEdge[]): Ground[] {
  const around = ground.flatMap(ring => edgesAlong([...ring, ring[0]!]))
  return facesOfEdges([
    ...around,
    ...edges.flatMap(([from, to]): PathEdge[] => [
      [from, to],
      [to, from],
    ]),
  ])
}

/** The connected pieces to the left of directed edges that meet at their ends only. */
export function facesOfEdges(edges: readonly PathEdge[]): Ground[] {
  const leaving = new Map<number, { readonly at: Corner; readonly ends: Corner[] }>()
  const put = (at: Corner, to: Corner) => {
    const known = leaving.get(cornerKey(at))
    if (known) known.ends.push(to)
    else leaving.set(cornerKey(at), { at, ends: [to] })
  }
  for (const [from, to] of edges) put(from, to)
  const rings: Corner[][] = []
  const done = new Set<string>()
  for (const { at, ends } of leaving.values()) for (const end of ends) traceFace(at, end, leaving, done, rings)
  return partsOf(rings.flatMap(splitAtRepeats), 'leave out')
}

function traceFace(
  from: Corner,
  to: Corner,
  leaving: ReadonlyMap<number, { readonly ends: readonly Corner[] }>,
  done: Set<string>,
  rings: Corner[][],
): void {
  const ring: Corner[] = []
  let [at, next] = [from, to]
  for (;;) {
    const name = `${cornerKey(at)} ${cornerKey(next)}`
    if (done.has(name)) break
    done.add(name)
    ring.push(at)
    const { ends } = leaving.get(cornerKey(next))!
    let best = ends[0]!
    for (const end of ends) if (end !== best && comesFirstClockwise(next, at, end, best)) best = end
    ;[at, next] = [next, best]
  }
  if (ring.length > 2) rings.push(ring)
}

/** A ring that passes a corner twice is as many rings as it makes there. */
function splitAtRepeats(ring: readonly Corner[]): Corner[][] {
  const rings: Corner[][] = []
  const way: Corner[] = []
  const places = new Map<number, number>()
  for (const corner of ring) {
    const known = places.get(cornerKey(corner))
    if (known !== undefined) {
      const loop = way.splice(known)
      for (const each of loop) places.delete(cornerKey(each))
      if (loop.length > 2) rings.push(loop)
    }
    places.set(cornerKey(corner), way.push(corner) - 1)
  }
  if (way.length > 2) rings.push(way)
  return rings
}
