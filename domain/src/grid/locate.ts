/**
 * Point → grid, in memory. Coordinates are whole numbers of 1e-7 degree (a centimetre), so that "left of this border"
 * is computed without rounding: with half-open edges a point on a border is in exactly one of the two neighbours.
 *
 * A table of equal cells covers the town. Most cells lie in one grid or none and answer at once; a cell that a border
 * touches names the few grids to be tested. Measured against an R-tree (bench `locate`): no allocation for a question.
 */
import { demand } from '../kernel/refusal.ts'
import type { Shape } from './grid.ts'

export type Locator = {
  /** The id of the area in which a WGS-84 point lies; nothing outside all of them. */
  locate(lon: number, lat: number): string | undefined
  /** Position in the list that the locator was made from, or -1; for millions of points. */
  indexOf(lon: number, lat: number): number
}

/** Seven decimals of a degree, as places are kept. */
const scale = 1e7
/** Widest area in 1e-7 degree: products of two differences stay below 2^53 and so are exact. */
const widest = 4.5 * scale
/** Cells for each area: finer costs memory, coarser costs tests. At 20,000 areas the table is about 3 MB. */
const cellsPerArea = 24
const outside = -1

export function locator(areas: readonly { readonly id: string; readonly shape: Shape }[]): Locator {
  const prepared = areas.map(area => edgesOf(area.shape))
  const table = cellTable(prepared)
  const indexOf = (lon: number, lat: number) => {
    const x = Math.round(lon * scale)
    const y = Math.round(lat * scale)
    const cell = table.cellAt(x, y)
    if (cell < 0) return outside
    const answer = table.answers[cell]!
    if (answer >= outside) return answer
    // Below -1 the answer is where the list of grids to be tested begins.
    let position = -answer - 2
    for (let left = table.candidates[position++]!; left > 0; left--) {
      const index = table.candidates[position++]!
      if (contains(prepared[index]!, x, y)) return index
    }
    return outside
  }
  return {
    indexOf,
    locate: (lon, lat) => {
      const index = indexOf(lon, lat)
      return index < 0 ? undefined : areas[index]!.id
    },
  }
}

type Edges = {
  /** Lower end x, y and upper end x, y of each edge. */
  readonly ends: Int32Array
  readonly box: readonly [number, number, number, number]
}

function edgesOf(shape: Shape): Edges {
  const rings = shape.type === 'Polygon' ? shape.coordinates : shape.coordinates.flat()
  const ends: number[] = []
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const ring of rings)
    for (let index = 0; index < ring.length; index++) {
      const [fromX, fromY] = whole(ring[index]!)
      // A ring that does not repeat its first point is closed here.
      const [toX, toY] = whole(ring[(index + 1) % ring.length]!)
      west = Math.min(west, fromX)
      east = Math.max(east, fromX)
      south = Math.min(south, fromY)
      north = Math.max(north, fromY)
      // Always from the lower to the upper end: both neighbours ask the same question of a shared border.
      if (fromY < toY || (fromY === toY && fromX < toX)) ends.push(fromX, fromY, toX, toY)
      else if (fromX !== toX || fromY !== toY) ends.push(toX, toY, fromX, fromY)
    }
  demand(ends.length >= 12, 'field_invalid', { field: 'shape' })
  demand(east - west <= widest && north - south <= widest, 'field_invalid', { field: 'shape' })
  return { ends: Int32Array.from(ends), box: [west, south, east, north] }
}

function whole(point: readonly [number, number]): [number, number] {
  const x = Math.round(point[0] * scale)
  const y = Math.round(point[1] * scale)
  demand(Math.abs(x) <= 180 * scale && Math.abs(y) <= 90 * scale, 'coordinates_outside_range', { field: 'shape' })
  return [x, y]
}

/** Even–odd rule; an edge owns its lower end but not its upper, and a point on it lies to its right. */
function contains({ ends, box }: Edges, x: number, y: number): boolean {
  if (x < box[0] || y < box[1] || x > box[2] || y > box[3]) return false
  let inside = false
  for (let index = 0; index < ends.length; index += 4) {
    const lowY = ends[index + 1]!
    const highY = ends[index + 3]!
    if (y < lowY || y >= highY) continue
    const lowX = ends[index]!
    if ((ends[index + 2]! - lowX) * (y - lowY) > (highY - lowY) * (x - lowX)) inside = !inside
  }
  return inside
}

type CellTable = {
  readonly answers: Int32Array
  readonly candidates: Int32Array
  cellAt(x: number, y: number): number
}

type Raster = {
  readonly west: number
  readonly south: number
  readonly side: number
  readonly columns: number
  readonly rows: number
}

function cellTable(prepared: readonly Edges[]): CellTable {
  const box = [Infinity, Infinity, -Infinity, -Infinity]
  for (const edges of prepared) {
    for (const lower of [0, 1] as const) box[lower] = Math.min(box[lower]!, edges.box[lower])
    for (const upper of [2, 3] as const) box[upper] = Math.max(box[upper]!, edges.box[upper])
  }
  const [west, south, east, north] = box as [number, number, number, number]
  const empty = prepared.length === 0
  const count = Math.min(2_000_000, Math.max(4_096, prepared.length * cellsPerArea))
  const side = empty ? 1 : Math.ceil(Math.sqrt(((east - west + 1) * (north - south + 1)) / count))
  const columns = empty ? 0 : Math.floor((east - west) / side) + 1
  const rows = empty ? 0 : Math.floor((north - south) / side) + 1
  const raster = { west, south, side, columns, rows }

  const touched = new Map<number, number[]>()
  prepared.forEach(({ ends }, index) => {
    const touch = (cell: number) => {
      const list = touched.get(cell)
      if (!list) touched.set(cell, [index])
      else if (list.at(-1) !== index) list.push(index)
    }
    for (let edge = 0; edge < ends.length; edge += 4) touchAlong(raster, ends.subarray(edge, edge + 4), touch)
  })

  const answers = new Int32Array(columns * rows).fill(outside)
  answerWholeCells(raster, prepared, touched, answers)
  const candidates: number[] = []
  for (const [cell, list] of touched) {
    answers[cell] = -candidates.length - 2
    candidates.push(list.length, ...list)
  }
  return {
    answers,
    candidates: Int32Array.from(candidates),
    cellAt: (x, y) =>
      x >= west && x <= east && y >= south && y <= north
        ? Math.floor((y - south) / side) * columns + Math.floor((x - west) / side)
        : outside,
  }
}

/** Every cell that an edge passes, and a hair's breadth more: a cell touched in vain only costs a test. */
function touchAlong(raster: Raster, ends: Int32Array, touch: (cell: number) => void): void {
  const { west, south, side, columns, rows } = raster
  const [lowX, lowY, highX, highY] = [ends[0]!, ends[1]!, ends[2]!, ends[3]!]
  const slope = highY === lowY ? 0 : (highX - lowX) / (highY - lowY)
  const lastRow = Math.min(rows - 1, Math.floor((highY - south) / side))
  for (let row = Math.floor((lowY - south) / side); row <= lastRow; row++) {
    const rowFrom = Math.max(lowY, south + row * side)
    const rowTo = Math.min(highY, south + (row + 1) * side)
    const one = highY === lowY ? lowX : lowX + slope * (rowFrom - lowY)
    const other = highY === lowY ? highX : lowX + slope * (rowTo - lowY)
    const firstColumn = Math.max(0, Math.floor((Math.min(one, other) - 2 - west) / side))
    const lastColumn = Math.min(columns - 1, Math.floor((Math.max(one, other) + 2 - west) / side))
    for (let column = firstColumn; column <= lastColumn; column++) touch(row * columns + column)
  }
}

/** A cell that no border touches lies in the area in which its middle lies. */
function answerWholeCells(
  raster: Raster,
  prepared: readonly Edges[],
  touched: ReadonlyMap<number, unknown>,
  answers: Int32Array,
): void {
  const { west, south, side, columns } = raster
  prepared.forEach((edges, index) => {
    const { box } = edges
    const lastRow = Math.floor((box[3] - south) / side)
    const lastColumn = Math.floor((box[2] - west) / side)
    for (let row = Math.floor((box[1] - south) / side); row <= lastRow; row++)
      for (let column = Math.floor((box[0] - west) / side); column <= lastColumn; column++) {
        const cell = row * columns + column
        if (answers[cell] !== outside || touched.has(cell)) continue
        const middleX = west + column * side + (side >> 1)
        const middleY = south + row * side + (side >> 1)
        if (contains(edges, middleX, middleY)) answers[cell] = index
      }
  })
}
