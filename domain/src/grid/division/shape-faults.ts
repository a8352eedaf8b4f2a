/** What is wrong with single outlines, as they were written. */
import type { Ring, Shape } from '../grid.ts'
import { Chain } from './chain.ts'
import type { Division, Fault, PlanGrid } from './division.ts'
import type { Drawing } from './drawing.ts'
import { isTaken } from './hole.ts'
import {
  cornerOf,
  degreesOf,
  type Ground,
  isSameCorner,
  partsOf,
  shapeOf,
  squareMetresOf,
  twiceArea,
  writtenRings,
} from './lattice.ts'
import { tangleOf } from './simple.ts'
import { isSliver } from './sliver.ts'
import { untangled } from './untangle.ts'

export function shapeFaults(division: Division, drawing: Drawing): Fault[] {
  const covered = coveredEdges(division, drawing.grounds)
  return division.grids.flatMap(grid =>
    grid.shape === undefined ? [] : faultsOfShape(grid, grid.shape, drawing, covered),
  )
}

function faultsOfShape(
  grid: PlanGrid,
  shape: Shape,
  { grids, grounds }: Drawing,
  covered: ReadonlyMap<string, Chain>,
): Fault[] {
  const ground = grounds.get(grid.key) ?? []
  const keys = [grid.key]
  const rings = shape.type === 'Polygon' ? shape.coordinates : shape.coordinates.flat()
  const faults: Fault[] = []
  const open = rings.find(isOpen)
  if (open) {
    // A ring that encloses nothing stays open; where it crosses itself, untangling closes it, too.
    const closing: { repair?: 'close_ring' } = ground.length > 0 ? { repair: 'close_ring' } : {}
    faults.push({ rule: 'ring_open', severity: 'error', keys, at: seven(open[0]!), ...closing })
  }
  if (ground.length === 0) {
    const bow = untangled(writtenRings(shape)) === undefined ? undefined : tangleOf(writtenRings(shape))
    if (bow)
      return [
        ...faults,
        { rule: 'ring_crosses_itself', severity: 'error', keys, at: degreesOf(bow), repair: 'untangle' },
      ]
    // Without any area there is nothing that could be kept or mended.
    const at = rings[0]?.[0]
    return [...faults, { rule: 'sliver', severity: 'error', keys, squareMetres: 0, ...(at ? { at: seven(at) } : {}) }]
  }
  const tangle = tangleOf(ground)
  if (tangle) {
    const untangling: { repair?: 'untangle' } = untangled(ground) === undefined ? {} : { repair: 'untangle' }
    return [...faults, { rule: 'ring_crosses_itself', severity: 'error', keys, at: degreesOf(tangle), ...untangling }]
  }
  const parts = partsOf(ground)
  for (const part of parts) {
    if (!isSliver(part)) continue
    const squareMetres = squareMetresOf(part)
    const facts = { at: degreesOf(part[0]![0]!), shape: shapeOf(part), squareMetres, keys }
    faults.push({ rule: 'sliver', severity: 'hint', ...facts, ...dropping(parts) })
  }
  if (parts.length > 1)
    faults.push({
      rule: 'several_parts',
      severity: 'hint',
      keys,
      at: degreesOf(parts[1]![0]![0]!),
      value: `${parts.length}`,
    })
  const level = covered.get(grid.level)
  for (const hole of ground.filter(ring => twiceArea(ring) < 0)) {
    const chain = new Chain().add([hole])
    if (chain.left().every(({ from, to }) => level?.passes(to, from))) continue
    const shapeOfHole = shapeOf([[...hole].reverse()])
    const squareMetres = squareMetresOf([[...hole].reverse()])
    faults.push({
      rule: 'hole',
      severity: 'hint',
      keys,
      at: degreesOf(hole[0]!),
      shape: shapeOfHole,
      squareMetres,
      ...(isTaken(hole, grid, grids, grounds) ? {} : { repair: 'fill_hole' as const }),
    })
  }
  return faults
}

/** A grid of nothing but slivers would vanish. */
function dropping(parts: readonly Ground[]): { repair?: 'drop_sliver' } {
  return parts.every(isSliver) ? {} : { repair: 'drop_sliver' }
}

function isOpen(ring: Ring): boolean {
  if (ring.length === 0) return false
  return !isSameCorner(cornerOf(ring[0]!), cornerOf(ring.at(-1)!))
}

function seven(place: readonly [number, number]): [number, number] {
  return degreesOf(cornerOf(place))
}

/** The edges of the outer rings of each level added up; nothing when no grid has a hole. */
function coveredEdges(division: Division, grounds: ReadonlyMap<string, Ground>): ReadonlyMap<string, Chain> {
  const chains = new Map<string, Chain>()
  const holed = [...grounds.values()].some(ground => ground.some(ring => twiceArea(ring) < 0))
  if (!holed) return chains
  for (const { level, key } of division.grids) {
    const chain = chains.get(level) ?? new Chain()
    chains.set(level, chain)
    chain.add((grounds.get(key) ?? []).filter(ring => twiceArea(ring) > 0))
  }
  return chains
}
