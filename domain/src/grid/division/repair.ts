/** Mending what can be mended without changing what was meant. What comes out is judged by `faultsOf` like anything else. */
import type { Shape } from '../grid.ts'
import { arrangedIfWide } from './arrange.ts'
import { outlineOf } from './chain.ts'
import type { Division, Fault, PlanGrid, Repair } from './division.ts'
import { type Drawing, drawingOf, groundsOf, openDrawing } from './drawing.ts'
import { cuttingEdges, edgesAlong, facesOf } from './faces.ts'
import { type FaultQuestion, faultsOf } from './faults.ts'
import { isTaken } from './hole.ts'
import {
  type CornerRing,
  type Ground,
  groundOf,
  shapeOf,
  sideOfGround,
  twiceArea,
  twiceGroundArea,
  withoutRepeats,
  writtenRings,
} from './lattice.ts'
import { snapMetres } from './misfit.ts'
import { tangleOf } from './simple.ts'
import { withoutSlivers } from './sliver.ts'
import { snapped } from './snap.ts'
import { untangled } from './untangle.ts'

export type RepairOptions = {
  /** Mean width in metres up to which an overlap, a gap or a piece outside is snapped away. */
  readonly toleranceMetres?: number
  /** Only faults beside these grids; all when missing. */
  readonly keys?: readonly string[]
  /** As for `faultsOf`, for what is left. */
  readonly question?: FaultQuestion
}

export type Repaired = {
  readonly division: Division
  readonly left: readonly Fault[]
  /** Those that changed something. */
  readonly made: readonly Repair[]
}

/** In this order, whatever the order asked: each leaves less for the next. */
const order = [
  'close_ring',
  'untangle',
  'fill_hole',
  'drop_sliver',
  'clip_to_parent',
  'snap',
  'rename',
] as const satisfies readonly Repair[]

/**
 * Applies the repairs and tells what is still wrong. A repair that would leave more errors than there were is not kept.
 * Outlines of parents are taken as right: grids are fitted into them, the town first, then each village.
 */
export function repairDivision(
  division: Division,
  repairs: readonly Repair[],
  { toleranceMetres = snapMetres, keys, question = {} }: RepairOptions = {},
): Repaired {
  const wanted = keys === undefined ? undefined : new Set(keys)
  const touches = (some: readonly string[]) => wanted === undefined || some.some(key => wanted.has(key))
  let best: Repaired = { division, left: faultsOf(division, question), made: [] }
  for (const repair of order) {
    if (!repairs.includes(repair)) continue
    const mended = mend[repair](best.division, touches, toleranceMetres)
    if (mended === best.division) continue
    const left = faultsOf(mended, question)
    // Corners welded along a border that stays as wrong as it was are no repair.
    if (errors(left) <= errors(best.left) && told(left) !== told(best.left))
      best = { division: mended, left, made: [...best.made, repair] }
  }
  return best
}

function told(faults: readonly Fault[]): string {
  return faults.map(({ rule, keys, squareMetres = 0 }) => `${rule} ${keys} ${Math.round(squareMetres)}`).join('\n')
}

/** Undrawn and tangled outlines weigh more than what they hide: mending a tangle may show overlaps that were there. */
function errors(faults: readonly Fault[]): number {
  const hidden = faults.filter(({ rule }) => rule === 'ring_crosses_itself' || rule === 'ring_open').length
  return hidden * 1000 + faults.filter(({ severity }) => severity === 'error').length
}

type Mend = (division: Division, touches: (keys: readonly string[]) => boolean, toleranceMetres: number) => Division

const mend: Readonly<Record<(typeof order)[number], Mend>> = {
  close_ring: (division, touches) => eachShape(division, touches, shape => (isAnyOpen(shape) ? closed(shape) : shape)),
  untangle: (division, touches) =>
    eachShape(division, touches, shape => {
      const ground = groundOf(shape)
      const rings = ground.length === 0 ? writtenRings(shape) : ground
      const mended = rings.length === 0 || tangleOf(rings) === undefined ? undefined : untangled(rings)
      return mended === undefined ? shape : shapeOf(mended)
    }),
  fill_hole: withGrounds(filledHoles),
  drop_sliver: withGrounds(withoutSlivers),
  clip_to_parent: withGrounds(clippedToParents),
  snap: withGrounds((drawing, touches, toleranceMetres) => snapped(drawing, toleranceMetres, touches)),
  rename: renamed,
}

function eachShape(
  division: Division,
  touches: (keys: readonly string[]) => boolean,
  change: (shape: Shape) => Shape,
): Division {
  const grids = division.grids.map((grid): PlanGrid => {
    if (grid.shape === undefined || !touches([grid.key])) return grid
    const shape = change(grid.shape)
    return shape === grid.shape ? grid : { ...grid, shape }
  })
  return grids.some((grid, index) => grid !== division.grids[index]) ? { grids } : division
}

function isAnyOpen(shape: Shape): boolean {
  const rings = shape.type === 'Polygon' ? shape.coordinates : shape.coordinates.flat()
  return rings.some(ring => {
    const [first, last] = [ring[0], ring.at(-1)]
    return first !== undefined && (first[0] !== last?.[0] || first[1] !== last[1])
  })
}

function closed(shape: Shape): Shape {
  const ground = groundOf(shape)
  return ground.length === 0 ? shape : shapeOf(ground)
}

type Change = (
  drawing: Drawing,
  touches: (keys: readonly string[]) => boolean,
  toleranceMetres: number,
) => ReadonlyMap<string, Ground>

/** Tangled grounds are left out: nothing can be reckoned beside them. */
function withGrounds(change: Change): Mend {
  return (division, touches, toleranceMetres) => {
    const written = groundsOf(division)
    const tangled = [...written].some(([, ground]) => tangleOf(ground) !== undefined)
    const drawing = tangled
      ? drawingOf(division, new Map([...written].filter(([, ground]) => tangleOf(ground) === undefined)))
      : openDrawing(division)
    const grounds = change(drawing, touches, toleranceMetres)
    if (grounds === drawing.grounds) return division
    const grids = division.grids.map((grid): PlanGrid => {
      const ground = grounds.get(grid.key)
      if (ground === undefined || ground === drawing.grounds.get(grid.key)) return grid
      return { ...grid, shape: shapeOf(ground) }
    })
    return { grids }
  }
}

/** A hole in which no grid of the same level lies goes to the grid around it. */
function filledHoles({ grids, grounds }: Drawing, touches: (keys: readonly string[]) => boolean) {
  const next = new Map(grounds)
  for (const [key, ground] of grounds) {
    if (!touches([key])) continue
    const kept = ground.filter(ring => twiceArea(ring) > 0 || isTaken(ring, grids.get(key)!, grids, grounds))
    if (kept.length < ground.length) next.set(key, kept)
  }
  return next
}

/** The town first: what a village loses, its groups lose too. */
function clippedToParents(drawing: Drawing, touches: (keys: readonly string[]) => boolean) {
  let grounds = drawing.grounds
  for (const level of ['large', 'medium'] as const)
    for (const parent of drawing.grids.values()) {
      if (parent.level !== level || !grounds.has(parent.key)) continue
      for (const { key } of drawing.children.get(parent.key) ?? [])
        if (grounds.has(key) && touches([key])) grounds = clipped(grounds, key, parent.key)
    }
  return grounds
}

function clipped(grounds: ReadonlyMap<string, Ground>, key: string, parentKey: string): ReadonlyMap<string, Ground> {
  let state = grounds
  const rings: CornerRing[] = []
  for (const ring of grounds.get(key)!) {
    const arranged = arrangedIfWide(state, [parentKey], [...ring, ring[0]!])
    if (arranged === undefined) return grounds
    state = arranged.grounds
    rings.push(withoutRepeats(arranged.path))
  }
  if (tangleOf(rings) !== undefined) return grounds
  const parent = state.get(parentKey)!
  const borders = parent.flatMap(ring => edgesAlong([...ring, ring[0]!]))
  const faces = facesOf(rings, cuttingEdges(rings, borders))
  const inside = faces.filter(face => liesIn(face, parent))
  if (inside.length === 0 || inside.length === faces.length) return grounds
  return new Map(state).set(key, outlineOf(inside))
}

function liesIn(face: Ground, parent: Ground): boolean {
  for (const ring of face)
    for (let index = 0; index < ring.length; index++) {
      const [from, to] = [ring[index]!, ring[(index + 1) % ring.length]!]
      const side = sideOfGround(parent, from[0] + to[0], from[1] + to[1])
      if (side !== 0) return side > 0
    }
  return twiceGroundArea(face) > 0
}

/** The later one of two with one name gets a number. */
function renamed(division: Division, touches: (keys: readonly string[]) => boolean): Division {
  const taken = new Set(division.grids.map(grid => `${grid.parentKey} ${grid.name.trim()}`))
  const seen = new Set<string>()
  let changed = false
  const grids = division.grids.map((grid): PlanGrid => {
    const name = grid.name.trim()
    const place = `${grid.parentKey} ${name}`
    if (name === '' || !seen.has(place) || !touches([grid.key])) {
      seen.add(place)
      return grid
    }
    let number = 2
    while (taken.has(`${grid.parentKey} ${name}（${number}）`)) number++
    taken.add(`${grid.parentKey} ${name}（${number}）`)
    changed = true
    return { ...grid, name: `${name}（${number}）` }
  })
  return changed ? { grids } : division
}
