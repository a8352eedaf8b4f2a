/**
 * A division opened for reckoning: every grid's ground on the lattice, with shared corners. A corner that lies exactly on
 * an edge of another grid is put into that edge first, so that an operation meets each border in one form only. Kept with
 * the division, so that the next operation on it opens at once.
 */
import { demand, Refusal, type RefusalFacts } from '../../kernel/refusal.ts'
import { levelBelow } from '../tree.ts'
import { Chain, type LeftEdge } from './chain.ts'
import type { Corner, Division, EditRule, PlanGrid } from './division.ts'
import {
  type Box,
  boxAround,
  boxesMeet,
  boxOf,
  cornerKey,
  demandNarrow,
  type Ground,
  groundOf,
  shapeOf,
} from './lattice.ts'
import { tangleOf } from './simple.ts'

export type Drawing = {
  readonly grids: ReadonlyMap<string, PlanGrid>
  /** Of the drawn grids only. */
  readonly grounds: ReadonlyMap<string, Ground>
  readonly children: ReadonlyMap<string, readonly PlanGrid[]>
}

const opened = new WeakMap<Division, Drawing>()

export function openDrawing(division: Division): Drawing {
  const known = opened.get(division)
  if (known) return known
  const drawing = drawingOf(division, groundsOf(division))
  const shared = { ...drawing, grounds: withSharedCorners(drawing) }
  opened.set(division, shared)
  return shared
}

/** The grounds as they are written, empty ones left out. */
export function groundsOf(division: Division): Map<string, Ground> {
  const grounds = new Map<string, Ground>()
  for (const { key, shape } of division.grids) {
    const ground = shape === undefined ? [] : groundOf(shape)
    if (ground.length > 0) grounds.set(key, ground)
  }
  demandNarrow(boxAround([...grounds.values()].map(boxOf)))
  return grounds
}

export function drawingOf(division: Division, grounds: ReadonlyMap<string, Ground>): Drawing {
  const children = new Map<string, PlanGrid[]>()
  for (const grid of division.grids) {
    if (grid.parentKey === undefined) continue
    const list = children.get(grid.parentKey)
    if (list) list.push(grid)
    else children.set(grid.parentKey, [grid])
  }
  return { grids: new Map(division.grids.map(grid => [grid.key, grid])), grounds, children }
}

/** A parent and the drawn grids in it. */
export type Family = { readonly parent: PlanGrid; readonly ground?: Ground; readonly members: readonly Member[] }
export type Member = { readonly grid: PlanGrid; readonly ground: Ground }

/** Parents with at least one drawn grid in them, the large grid first. */
export function familiesOf({ grids, grounds, children }: Drawing): Family[] {
  const families: Family[] = []
  for (const parent of grids.values()) {
    const members = drawnMembers(children.get(parent.key) ?? [], grounds)
    if (members.length === 0) continue
    const ground = grounds.get(parent.key)
    families.push({ parent, members, ...(ground === undefined ? {} : { ground }) })
  }
  return families
}

export function drawnMembers(grids: readonly PlanGrid[], grounds: ReadonlyMap<string, Ground>): Member[] {
  return grids.flatMap(grid => {
    const ground = grounds.get(grid.key)
    return ground === undefined ? [] : [{ grid, ground }]
  })
}

/** The edges in which a family and its parent differ; none where they fit. */
export function differenceOf({ ground, members }: Family): LeftEdge[] {
  const chain = new Chain()
  for (const member of members) chain.add(member.ground)
  if (ground !== undefined) chain.add(ground, -1)
  return chain.isNothing ? [] : chain.left()
}

/** Corners that lie exactly on an edge of the same family are put into it, up and down the levels until nothing changes. */
function withSharedCorners(drawing: Drawing): ReadonlyMap<string, Ground> {
  let grounds = drawing.grounds
  // A corner climbs from a small grid to the neighbouring village's small grids in four steps.
  for (let round = 0; round < 6; round++) {
    const inserts: Inserts = new Map()
    for (const family of familiesOf({ ...drawing, grounds })) collectTouches(differenceOf(family), inserts)
    if (inserts.size === 0) return grounds
    grounds = insertCorners(grounds, inserts)
  }
  return grounds
}

/** New corners by the edge into which they go, the edge in either direction. */
export type Inserts = Map<string, { readonly one: Corner; readonly other: Corner; readonly corners: Corner[] }>

export function insertInto(inserts: Inserts, one: Corner, other: Corner, corner: Corner): void {
  const turned = cornerKey(one) > cornerKey(other)
  const key = edgeKey(one, other)
  const known = inserts.get(key)
  if (known === undefined)
    inserts.set(key, turned ? { one: other, other: one, corners: [corner] } : { one, other, corners: [corner] })
  else if (!known.corners.some(each => cornerKey(each) === cornerKey(corner))) known.corners.push(corner)
}

function edgeKey(one: Corner, other: Corner): string {
  const [first, second] = [cornerKey(one), cornerKey(other)]
  return first < second ? `${first} ${second}` : `${second} ${first}`
}

/** Among edges that did not cancel: which ends lie exactly in the middle of another edge. */
function collectTouches(edges: readonly LeftEdge[], inserts: Inserts): void {
  const corners = [
    ...new Map(edges.flatMap(({ from, to }) => [from, to]).map(each => [cornerKey(each), each])).values(),
  ]
  corners.sort((one, other) => one[0] - other[0])
  for (const { from, to } of edges) {
    const [west, east] = from[0] < to[0] ? [from[0], to[0]] : [to[0], from[0]]
    const [south, north] = from[1] < to[1] ? [from[1], to[1]] : [to[1], from[1]]
    for (let at = firstFrom(corners, west); at < corners.length && corners[at]![0] <= east; at++) {
      const corner = corners[at]!
      if (corner[1] < south || corner[1] > north) continue
      if ((to[0] - from[0]) * (corner[1] - from[1]) !== (to[1] - from[1]) * (corner[0] - from[0])) continue
      const key = cornerKey(corner)
      if (key !== cornerKey(from) && key !== cornerKey(to)) insertInto(inserts, from, to, corner)
    }
  }
}

function firstFrom(corners: readonly Corner[], west: number): number {
  let [low, high] = [0, corners.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (corners[middle]![0] < west) low = middle + 1
    else high = middle
  }
  return low
}

/** Puts corners into edges in every ground that has them: neighbours and parents alike. Unchanged grounds stay as they are. */
export function insertCorners(grounds: ReadonlyMap<string, Ground>, inserts: Inserts): ReadonlyMap<string, Ground> {
  if (inserts.size === 0) return grounds
  const reach: Box = boxOf([[...inserts.values()].flatMap(({ one, other }) => [one, other])])
  const ends = new Set([...inserts.values()].map(({ one }) => cornerKey(one)))
  const next = new Map(grounds)
  for (const [key, ground] of grounds) {
    if (!boxesMeet(boxOf(ground), reach)) continue
    let changed = false
    const rings = ground.map(ring => {
      const corners: Corner[] = []
      for (let index = 0; index < ring.length; index++) {
        const from = ring[index]!
        const to = ring[(index + 1) % ring.length]!
        corners.push(from)
        if (!ends.has(cornerKey(from)) && !ends.has(cornerKey(to))) continue
        const insert = inserts.get(edgeKey(from, to))
        if (insert === undefined) continue
        changed = true
        corners.push(...inOrder(insert.corners, from, to))
      }
      return corners.length === ring.length ? ring : corners
    })
    if (changed) next.set(key, rings)
  }
  return next
}

export function inOrder(corners: readonly Corner[], from: Corner, to: Corner): Corner[] {
  const along = ([x, y]: Corner) => (x - from[0]) * (to[0] - from[0]) + (y - from[1]) * (to[1] - from[1])
  return [...corners].sort((one, other) => along(one) - along(other))
}

/** @throws Refusal division_edit_refused */
export function refuseEdit(rule: EditRule, facts: RefusalFacts = {}): never {
  throw new Refusal('division_edit_refused', { rule, ...facts })
}

/** @throws Refusal division_edit_refused */
export function demandEdit(condition: boolean, rule: EditRule, facts: RefusalFacts = {}): asserts condition {
  demand(condition, 'division_edit_refused', { rule, ...facts })
}

export function gridOf({ grids }: Drawing, key: string): PlanGrid {
  return grids.get(key) ?? refuseEdit('grid_unknown', { key })
}

export function groundIn(drawing: Drawing, key: string): Ground {
  gridOf(drawing, key)
  return drawing.grounds.get(key) ?? refuseEdit('undrawn', { key })
}

/**
 * The division after an edit: grids in the given order, shapes where their ground changed. Every changed ground is asked
 * whether it is well formed; that the grids still fit follows from how the edit was made (the chain of edges keeps).
 * @throws Refusal division_edit_refused, rule `too_narrow`
 */
export function closeDrawing(
  before: Drawing,
  grids: readonly PlanGrid[],
  grounds: ReadonlyMap<string, Ground>,
): Division {
  demandNarrow(boxAround([...grounds.values()].map(boxOf)))
  const division: Division = {
    grids: grids.map(grid => {
      const ground = grounds.get(grid.key)
      if (ground === undefined || (ground === before.grounds.get(grid.key) && grid.shape !== undefined)) return grid
      const tangle = tangleOf(ground)
      demandEdit(tangle === undefined, 'too_narrow', { key: grid.key, name: grid.name })
      return { ...grid, shape: shapeOf(ground) }
    }),
  }
  opened.set(division, drawingOf(division, grounds))
  return division
}

/** What lies below a level, named so for messages and defaults. */
export function isParentLevel(parent: PlanGrid, child: PlanGrid): boolean {
  return levelBelow(parent.level) === child.level
}
