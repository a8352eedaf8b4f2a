/** Common corners wherever the borders of a family meet, and one corner where two stand within a step of each other. */
import { meet } from './arrange.ts'
import type { Corner } from './division.ts'
import { type Inserts, insertCorners, insertInto } from './drawing.ts'
import { boxOfEdge } from './edge-table.ts'
import {
  type Box,
  boxesMeet,
  cornerKey,
  type Ground,
  metresBetween,
  metresPerUnit,
  perDegree,
  twiceArea,
  withoutRepeats,
} from './lattice.ts'
import { tangleOf } from './simple.ts'

type Edge = {
  readonly one: Corner
  readonly other: Corner
  readonly west: number
  readonly east: number
  fits: boolean
}

const mostRounds = 12

/**
 * Puts common corners where edges that have no counterpart meet others; undefined when rounding finds no end.
 * @param keys the parent and its grids; other grids get the corners where they share these borders
 * @param fits edges that need not be compared with each other: none, those that two grounds share, or as is told
 * @param within where anything can meet, when that is known
 */
export function nodedTogether(
  grounds: ReadonlyMap<string, Ground>,
  keys: readonly string[],
  fits: 'none' | 'shared' | ((from: Corner, to: Corner, grounds: ReadonlyMap<string, Ground>) => boolean),
  within?: Box,
): ReadonlyMap<string, Ground> | undefined {
  let state = grounds
  for (let round = 0; round < mostRounds; round++) {
    const told = typeof fits === 'function' ? (from: Corner, to: Corner) => fits(from, to, state) : () => false
    const inserts = meetingsOf(edgesOf(state, keys, told, fits === 'shared', within))
    if (inserts.size === 0) return state
    state = insertCorners(state, inserts)
  }
  return undefined
}

function edgesOf(
  grounds: ReadonlyMap<string, Ground>,
  keys: readonly string[],
  fits: (from: Corner, to: Corner) => boolean,
  sharedFit: boolean,
  within: Box | undefined,
): Edge[] {
  const edges = new Map<string, Edge>()
  for (const key of keys)
    for (const ring of grounds.get(key) ?? [])
      ring.forEach((from, index) => {
        const to = ring[(index + 1) % ring.length]!
        if (within !== undefined && !boxesMeet(boxOfEdge(from, to), within)) return
        const [first, second] = [cornerKey(from), cornerKey(to)]
        const name = first < second ? `${first} ${second}` : `${second} ${first}`
        const known = edges.get(name)
        if (known) {
          if (sharedFit) known.fits = true
          return
        }
        const [west, east] = from[0] < to[0] ? [from[0], to[0]] : [to[0], from[0]]
        edges.set(name, { one: from, other: to, west, east, fits: fits(from, to) })
      })
  return [...edges.values()].sort((one, other) => one.west - other.west)
}

/** Within this many units an end lies on an edge. */
const reach = 2

function meetingsOf(edges: readonly Edge[]): Inserts {
  const inserts: Inserts = new Map()
  for (let first = 0; first < edges.length; first++) {
    const one = edges[first]!
    const south = Math.min(one.one[1], one.other[1]) - reach
    const north = Math.max(one.one[1], one.other[1]) + reach
    for (let second = first + 1; second < edges.length; second++) {
      const other = edges[second]!
      if (other.west > one.east + reach) break
      if (one.fits && other.fits) continue
      if (Math.max(other.one[1], other.other[1]) < south || Math.min(other.one[1], other.other[1]) > north) continue
      const met: Corner[] = []
      meet(other, one.one, one.other, met, inserts)
      for (const corner of met) {
        const key = cornerKey(corner)
        if (key !== cornerKey(one.one) && key !== cornerKey(one.other)) insertInto(inserts, one.one, one.other, corner)
      }
    }
  }
  return inserts
}

/**
 * Makes one corner of corners that stand within so many metres of each other in different grids. Nothing is welded where
 * a ground would not stay well formed.
 */
export function welded(
  grounds: ReadonlyMap<string, Ground>,
  corners: readonly Corner[],
  metres: number,
  may: (one: Corner, other: Corner) => boolean,
): ReadonlyMap<string, Ground> {
  if (corners.length === 0) return grounds
  const [east, north] = metresPerUnit(corners[0]![1] / perDegree)
  const cellOf = (value: number, unit: number) => Math.floor((value * unit) / metres)
  const cells = new Map<string, Corner[]>()
  const moves = new Map<number, Corner>()
  for (const corner of corners) {
    const [column, row] = [cellOf(corner[0], east), cellOf(corner[1], north)]
    let near: Corner | undefined
    for (let x = column - 1; x <= column + 1; x++)
      for (let y = row - 1; y <= row + 1; y++)
        for (const each of cells.get(`${x} ${y}`) ?? [])
          if (
            metresBetween(each, corner) <= metres &&
            (!near || metresBetween(each, corner) < metresBetween(near, corner))
          )
            near = each
    if (near) {
      if (may(near, corner)) moves.set(cornerKey(corner), near)
      continue
    }
    const cell = cells.get(`${column} ${row}`)
    if (cell) cell.push(corner)
    else cells.set(`${column} ${row}`, [corner])
  }
  return moves.size === 0 ? grounds : moved(grounds, moves)
}

function moved(grounds: ReadonlyMap<string, Ground>, moves: ReadonlyMap<number, Corner>): ReadonlyMap<string, Ground> {
  const next = new Map(grounds)
  for (const [key, ground] of grounds) {
    let changed = false
    const rings = ground.flatMap(ring => {
      if (!ring.some(corner => moves.has(cornerKey(corner)))) return [ring]
      changed = true
      const corners = withoutRepeats(ring.map(corner => moves.get(cornerKey(corner)) ?? corner))
      // A ring that shrinks to a line or turns over would be lost.
      return corners.length > 2 && Math.sign(twiceArea(corners)) === Math.sign(twiceArea(ring)) ? [corners] : []
    })
    if (!changed) continue
    if (rings.length !== ground.length || tangleOf(rings) !== undefined) return grounds
    next.set(key, rings)
  }
  return next
}
