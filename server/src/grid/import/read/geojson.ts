import type { ImportSystem } from '@onegrid/domain/grid/import/source.ts'
import { fileRefused } from '../../../tables/file-refused.ts'
import { type ReadFeature, rowsOf } from './features.ts'
import type { FoundSource } from './found-source.ts'
import { type Projection, projectionOfEpsg, unprojected } from './projection.ts'

/** Brackets inside of each other: a MultiPolygon in a collection has eight. */
const deepest = 40

export function readGeoJson(file: string, text: string): readonly FoundSource[] {
  demandShallow(file, text)
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch {
    throw fileRefused(file, 'json_damaged')
  }
  const { crs } = (document ?? {}) as { crs?: unknown }
  const features = featuresOf(document)
  if (features === undefined) throw fileRefused(file, 'not_geojson')
  const said = systemOf(crs)
  const { columns, rows, skipped } = rowsOf(features)
  const about = { file, kind: 'geojson' as const, columns, skipped }
  if (typeof said === 'object') return [{ ...about, rows: unprojected(rows, said), said: said.system, projected: true }]
  return [{ ...about, rows, ...(said === undefined ? {} : { said }) }]
}

/** What walks a document walks it recursively: a hundred thousand brackets are an attack. */
export function demandShallow(file: string, text: string): void {
  let depth = 0
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    const letter = text.charCodeAt(at)
    if (quoted) {
      if (letter === 0x5c) at++
      else if (letter === 0x22) quoted = false
    } else if (letter === 0x22) quoted = true
    else if (letter === 0x5b || letter === 0x7b) {
      if (++depth > deepest) throw fileRefused(file, 'too_deep')
    } else if (letter === 0x5d || letter === 0x7d) depth--
  }
}

function featuresOf(document: unknown): readonly ReadFeature[] | undefined {
  if (document === null || typeof document !== 'object') return undefined
  const { type, features, geometry, properties, id } = document as Readonly<Record<string, unknown>>
  if (type === 'FeatureCollection') {
    if (!Array.isArray(features)) return undefined
    return (features as readonly unknown[]).flatMap(feature => featuresOf(feature) ?? [])
  }
  if (type === 'Feature') {
    const known = properties !== null && typeof properties === 'object' && !Array.isArray(properties) ? properties : {}
    const named = typeof id === 'string' || typeof id === 'number' ? { id, ...known } : known
    return [{ properties: named as Readonly<Record<string, unknown>>, geometry }]
  }
  // Points and lines are read, too: that they make no grid is said as such.
  if (typeof type === 'string' && /^(Multi)?(Point|LineString|Polygon)$|^GeometryCollection$/.test(type))
    return [{ properties: {}, geometry: document }]
  return undefined
}

/** The member is old GeoJSON, but programs in offices still write it; without it the system is asked for. */
function systemOf(crs: unknown): ImportSystem | Projection | undefined {
  const name = (crs as { properties?: { name?: unknown } } | undefined)?.properties?.name
  if (typeof name !== 'string') return undefined
  if (/CRS84|EPSG:+4326\b/i.test(name)) return 'wgs84'
  if (/EPSG:+4490\b/i.test(name)) return 'cgcs2000'
  if (/gcj-?02/i.test(name)) return 'gcj02'
  if (/bd-?09/i.test(name)) return 'bd09'
  const code = /EPSG:+(\d{4,5})\b/i.exec(name)?.[1]
  return code === undefined ? undefined : projectionOfEpsg(Number(code))
}
