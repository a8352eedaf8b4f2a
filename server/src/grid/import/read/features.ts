/** Features of any format become rows: properties as text in columns, areas as shapes. */
import type { Shape } from '@onegrid/domain/grid/grid.ts'
import type { SourceRow } from '@onegrid/domain/grid/import/source.ts'

export type ReadFeature = { readonly properties: Readonly<Record<string, unknown>>; readonly geometry: unknown }

/** More columns than any layer has of its own; the rest is left. */
const columnsMost = 100
const lettersMost = 500

export function rowsOf(features: readonly ReadFeature[]): {
  readonly columns: readonly string[]
  readonly rows: readonly SourceRow[]
  readonly skipped: number
} {
  const columns: string[] = []
  const places = new Map<string, number>()
  let skipped = 0
  const rows: SourceRow[] = []
  features.forEach(({ properties, geometry }, at) => {
    const shape = shapeOf(geometry)
    if (shape === 'other') {
      skipped++
      return
    }
    for (const name of Object.keys(properties)) {
      if (places.has(name) || columns.length >= columnsMost || textOf(properties[name]) === undefined) continue
      places.set(name, columns.push(keepable(name).slice(0, 100)) - 1)
    }
    const values: string[] = []
    for (const [name, place] of places) values[place] = textOf(properties[name]) ?? ''
    const row = { number: at + 1, values: Array.from(values, value => value ?? '') }
    rows.push(shape === 'none' ? row : shape === 'broken' ? { ...row, broken: true } : { ...row, shape })
  })
  return { columns, rows, skipped }
}

/** Lists and things inside a property are no name and no code. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return keepable(value).trim().slice(0, lettersMost)
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : ''
  if (typeof value === 'boolean') return String(value)
  return value === null || value === undefined ? '' : undefined
}

/** What the database cannot keep is taken out here, once. */
export function keepable(text: string): string {
  return text.replaceAll('\0', '').toWellFormed()
}

type Point = readonly [number, number]

function shapeOf(geometry: unknown): Shape | 'none' | 'other' | 'broken' {
  if (geometry === null || geometry === undefined) return 'none'
  const { type, coordinates, geometries } = geometry as { type?: unknown; coordinates?: unknown; geometries?: unknown }
  if (type === 'GeometryCollection' && Array.isArray(geometries)) return shapeOfCollection(geometries)
  if (type !== 'Polygon' && type !== 'MultiPolygon') return 'other'
  if (type === 'Polygon') {
    const rings = ringsOf(coordinates)
    return rings === undefined ? 'broken' : rings.length === 0 ? 'none' : { type, coordinates: rings }
  }
  if (!Array.isArray(coordinates)) return 'broken'
  const polygons = coordinates.map(ringsOf)
  if (polygons.some(rings => rings === undefined)) return 'broken'
  const drawn = polygons.flatMap(rings => (rings === undefined || rings.length === 0 ? [] : [rings]))
  if (drawn.length === 0) return 'none'
  return drawn.length === 1 ? { type: 'Polygon', coordinates: drawn[0]! } : { type, coordinates: drawn }
}

/** A placemark of several areas: all of them together. */
function shapeOfCollection(geometries: readonly unknown[]): Shape | 'none' | 'other' | 'broken' {
  const shapes = geometries.slice(0, 1000).map(geometry => {
    const { type } = (geometry ?? {}) as { type?: unknown }
    return type === 'GeometryCollection' ? ('other' as const) : shapeOf(geometry)
  })
  if (shapes.includes('broken')) return 'broken'
  const polygons = shapes.flatMap(shape => {
    if (typeof shape === 'string') return []
    return shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates
  })
  if (polygons.length === 0) return 'other'
  return polygons.length === 1
    ? { type: 'Polygon', coordinates: polygons[0]! }
    : { type: 'MultiPolygon', coordinates: polygons }
}

function ringsOf(coordinates: unknown): readonly (readonly Point[])[] | undefined {
  if (!Array.isArray(coordinates)) return undefined
  const rings: Point[][] = []
  for (const ring of coordinates as readonly unknown[]) {
    if (!Array.isArray(ring)) return undefined
    const corners: Point[] = []
    for (const corner of ring as readonly unknown[]) {
      if (!Array.isArray(corner)) return undefined
      const [x, y] = corner as readonly unknown[]
      if (typeof x !== 'number' || typeof y !== 'number' || !Number.isFinite(x) || !Number.isFinite(y)) return undefined
      // Height is no business of a grid.
      corners.push([x, y])
    }
    if (corners.length > 0) rings.push(corners)
  }
  return rings
}
