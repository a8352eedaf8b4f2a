/**
 * Point → small grid on one core, at the size of a town (147 grids) and of a county (20,000), against an R-tree of boxes
 * with the same points and a plain even–odd test. Aim: a million points a second.
 */
import type { Shape } from '@onegrid/domain/grid/grid.ts'
import { locator } from '@onegrid/domain/grid/locate.ts'
import Flatbush from 'flatbush'

type Row = {
  readonly bench: string
  readonly value: number
  readonly unit: string
  readonly ratio?: number
  readonly against?: string
  readonly detail?: string
}

type Area = { readonly id: string; readonly shape: Shape & { readonly type: 'Polygon' } }

const pointCount = 1_000_000
/** Points on each side of a grid: 60 for a whole outline, as villager groups have. */
const bends = 15

export async function run(emit: (row: Row) => void): Promise<void> {
  for (const [columns, rows] of [
    [21, 7],
    [160, 125],
  ] as const) {
    const areas = crookedBoard(columns, rows)
    const built = performance.now()
    const index = locator(areas)
    const preparing = performance.now() - built
    const tree = boxTree(areas)
    const points = scattered(columns, rows)
    // Once unmeasured: what counts is a server that has been running for a while.
    measure(points, index.indexOf)
    const ours = measure(points, index.indexOf)
    const theirs = measure(points, tree)
    if (ours.checksum !== theirs.checksum) throw new Error('The two ways disagree about where the points lie.')
    emit({
      bench: `locate ${areas.length}`,
      value: Math.round(ours.perSecond),
      unit: 'points/s',
      ratio: Math.round((ours.perSecond / theirs.perSecond) * 100) / 100,
      against: 'R-tree of boxes and an even–odd test, the same points',
      detail: `${pointCount} points, ${ours.outside} outside, ${bends * 4} points an outline, prepared in ${Math.round(preparing)} ms`,
    })
  }
}

function measure(points: Float64Array, indexOf: (lon: number, lat: number) => number) {
  let checksum = 0
  let outside = 0
  const begun = performance.now()
  for (let at = 0; at < points.length; at += 2) {
    const index = indexOf(points[at]!, points[at + 1]!)
    if (index < 0) outside++
    checksum = (checksum * 31 + index) | 0
  }
  return { perSecond: pointCount / ((performance.now() - begun) / 1000), checksum, outside }
}

/** Also a tenth around the town: people stand on its edge. */
function scattered(columns: number, rows: number): Float64Array {
  const random = numbers(7)
  const points = new Float64Array(pointCount * 2)
  for (let at = 0; at < points.length; at += 2) {
    points[at] = 112 + (random() * 1.1 - 0.05) * columns * step
    points[at + 1] = 22 + (random() * 1.1 - 0.05) * rows * step
  }
  return points
}

/** Degrees: a grid of about 0.7 square kilometres. */
const step = 0.008

export function crookedBoard(columns: number, rows: number): Area[] {
  const random = numbers(3)
  const known = new Map<string, [number, number]>()
  const point = (x: number, y: number): [number, number] => {
    const key = `${x} ${y}`
    const before = known.get(key)
    if (before) return before
    const push = () => (random() - 0.5) * 0.03
    const made: [number, number] = [
      Math.round((112 + (x + push()) * step) * 1e7) / 1e7,
      Math.round((22 + (y + push()) * step) * 1e7) / 1e7,
    ]
    known.set(key, made)
    return made
  }
  const parts = Array.from({ length: bends }, (_, part) => part / bends)
  return Array.from({ length: columns * rows }, (_, number) => {
    const x = number % columns
    const y = Math.floor(number / columns)
    const ring = [
      ...parts.map(part => point(x + part, y)),
      ...parts.map(part => point(x + 1, y + part)),
      ...parts.map((_, index) => (index === 0 ? point(x + 1, y + 1) : point(x + parts[bends - index]!, y + 1))),
      ...parts.map((_, index) => (index === 0 ? point(x, y + 1) : point(x, y + parts[bends - index]!))),
    ]
    return { id: String(number), shape: { type: 'Polygon', coordinates: [[...ring, ring[0]!]] } }
  })
}

function boxTree(areas: readonly Area[]): (lon: number, lat: number) => number {
  const tree = new Flatbush(areas.length)
  const rings = areas.map(area => area.shape.coordinates[0]!.map(([x, y]): [number, number] => [whole(x), whole(y)]))
  for (const ring of rings) {
    const box = [Infinity, Infinity, -Infinity, -Infinity]
    for (const [x, y] of ring) {
      box[0] = Math.min(box[0]!, x)
      box[1] = Math.min(box[1]!, y)
      box[2] = Math.max(box[2]!, x)
      box[3] = Math.max(box[3]!, y)
    }
    tree.add(box[0]!, box[1]!, box[2]!, box[3]!)
  }
  tree.finish()
  return (lon, lat) => {
    const x = whole(lon)
    const y = whole(lat)
    return tree.search(x, y, x, y).find(index => isInside(rings[index]!, x, y)) ?? -1
  }
}

function isInside(ring: readonly (readonly [number, number])[], x: number, y: number): boolean {
  let inside = false
  for (let index = 1; index < ring.length; index++) {
    const [fromX, fromY] = ring[index - 1]!
    const [toX, toY] = ring[index]!
    if (fromY > y === toY > y) continue
    const [lowX, lowY, highX, highY] = fromY < toY ? [fromX, fromY, toX, toY] : [toX, toY, fromX, fromY]
    if ((highX - lowX) * (y - lowY) > (highY - lowY) * (x - lowX)) inside = !inside
  }
  return inside
}

function whole(degrees: number): number {
  return Math.round(degrees * 1e7)
}

function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0
    return (state >>> 0) / 4_294_967_296
  }
}
