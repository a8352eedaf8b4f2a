/** What an editor asks for under the pointer: corners, edges, grids. */
import type { GridLevel } from '../grid.ts'
import type { Corner, Division } from './division.ts'
import { groundIn, openDrawing } from './drawing.ts'
import {
  type Box,
  boxesMeet,
  boxOf,
  cornerKey,
  metresBetween,
  metresPerUnit,
  perDegree,
  sideOfGround,
} from './lattice.ts'

export type CornerHandle = {
  readonly corner: Corner
  readonly metres: number
  /** The grids that have it: all of them follow when it is moved. */
  readonly keys: readonly string[]
  /** Where three borders or more meet: it can be moved, not dropped. */
  readonly junction: boolean
}

export type EdgeHandle = {
  readonly edge: readonly [Corner, Corner]
  /** The nearest place on it, on the lattice: where a new corner goes. */
  readonly at: Corner
  readonly metres: number
  readonly keys: readonly string[]
}

/** Corners within so many metres of a place, the nearest first. */
export function cornersNear(division: Division, at: Corner, metres: number): readonly CornerHandle[] {
  const { grounds } = openDrawing(division)
  const reach = reachOf(at, metres)
  const found = new Map<number, { corner: Corner; metres: number; keys: string[]; beside: Set<number> }>()
  for (const [key, ground] of grounds) {
    if (!boxesMeet(boxOf(ground), reach)) continue
    for (const ring of ground)
      ring.forEach((corner, index) => {
        if (!boxesMeet([corner[0], corner[1], corner[0], corner[1]], reach)) return
        const away = metresBetween(corner, at)
        if (away > metres) return
        const known = found.get(cornerKey(corner)) ?? { corner, metres: away, keys: [], beside: new Set() }
        found.set(cornerKey(corner), known)
        if (known.keys.at(-1) !== key) known.keys.push(key)
        known.beside.add(cornerKey(ring[(index + 1) % ring.length]!))
        known.beside.add(cornerKey(ring[(index + ring.length - 1) % ring.length]!))
      })
  }
  return [...found.values()]
    .map(({ beside, ...handle }) => ({ ...handle, junction: beside.size > 2 }))
    .sort((one, other) => one.metres - other.metres)
}

/** The edge nearest to a place within so many metres. */
export function edgeNear(division: Division, at: Corner, metres: number): EdgeHandle | undefined {
  const { grounds } = openDrawing(division)
  const reach = reachOf(at, metres)
  let best: { edge: readonly [Corner, Corner]; at: Corner; metres: number; keys: string[] } | undefined
  for (const [key, ground] of grounds) {
    if (!boxesMeet(boxOf(ground), reach)) continue
    for (const ring of ground)
      ring.forEach((from, index) => {
        const to = ring[(index + 1) % ring.length]!
        const foot = footOn(from, to, at)
        const away = metresBetween(foot, at)
        if (away > metres) return
        if (best !== undefined && isSameEdge(best.edge, from, to)) best.keys.push(key)
        else if (best === undefined || away < best.metres)
          best = { edge: [from, to], at: foot, metres: away, keys: [key] }
      })
  }
  return best
}

/** The edges of a grid with the other grids that have them, rings one after the other. */
export function edgesOf(
  division: Division,
  key: string,
): readonly { readonly from: Corner; readonly to: Corner; readonly keys: readonly string[] }[] {
  const drawing = openDrawing(division)
  const ground = groundIn(drawing, key)
  const edges = ground.flatMap(ring =>
    ring.map((from, index) => ({ from, to: ring[(index + 1) % ring.length]!, keys: [] as string[] })),
  )
  const byName = new Map(edges.map(edge => [nameOf(edge.from, edge.to), edge]))
  for (const [other, otherGround] of drawing.grounds) {
    if (other === key || !boxesMeet(boxOf(otherGround), boxOf(ground))) continue
    for (const ring of otherGround)
      ring.forEach((from, index) => {
        byName.get(nameOf(from, ring[(index + 1) % ring.length]!))?.keys.push(other)
      })
  }
  return edges
}

/** The drawn grid of a level in which a place lies; on a border the first one of the list. */
export function gridAt(division: Division, at: Corner, level: GridLevel): string | undefined {
  const { grids, grounds } = openDrawing(division)
  for (const grid of grids.values()) {
    const ground = grid.level === level ? grounds.get(grid.key) : undefined
    if (ground && boxesMeet(boxOf(ground), reachOf(at, 0)) && sideOfGround(ground, at[0] * 2, at[1] * 2) >= 0)
      return grid.key
  }
  return undefined
}

/** The nearest lattice place of an edge; its ends when it lies beyond them. */
export function footOn(from: Corner, to: Corner, at: Corner): Corner {
  const [east, north] = metresPerUnit(at[1] / perDegree)
  const [x, y] = [(to[0] - from[0]) * east, (to[1] - from[1]) * north]
  const along = (at[0] - from[0]) * east * x + (at[1] - from[1]) * north * y
  const share = Math.max(0, Math.min(1, along / (x * x + y * y)))
  return [Math.round(from[0] + (to[0] - from[0]) * share), Math.round(from[1] + (to[1] - from[1]) * share)]
}

function reachOf([x, y]: Corner, metres: number): Box {
  const [east, north] = metresPerUnit(y / perDegree)
  return [x - metres / east, y - metres / north, x + metres / east, y + metres / north]
}

function isSameEdge([one, other]: readonly [Corner, Corner], from: Corner, to: Corner): boolean {
  return nameOf(one, other) === nameOf(from, to)
}

function nameOf(from: Corner, to: Corner): string {
  const [one, other] = [cornerKey(from), cornerKey(to)]
  return one < other ? `${one} ${other}` : `${other} ${one}`
}
