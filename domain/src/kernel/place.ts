/**
 * A place is one pair of WGS-84 degrees. Phones in China hand out GCJ-02 (Tencent, AMap) or BD-09 (Baidu), which lie
 * 100 to 1,100 metres off: the conversion happens once, where the point enters, and the source is remembered.
 */
import gcoordModule from 'gcoord'
import { demand } from './refusal.ts'

export const coordinateSystems = ['wgs84', 'gcj02', 'bd09'] as const
export type CoordinateSystem = (typeof coordinateSystems)[number]

export type Place = {
  /** WGS-84 degrees, 7 decimals (a centimetre). */
  readonly lon: number
  readonly lat: number
  /** The system the point came in. */
  readonly source: CoordinateSystem
  /** Metres, as the phone claims. */
  readonly accuracy?: number
}

// The package's types speak of a `default` that neither Node nor a bundler finds: the import itself is the library.
const gcoord = gcoordModule as unknown as typeof gcoordModule.default

const systems = { wgs84: gcoord.WGS84, gcj02: gcoord.GCJ02, bd09: gcoord.BD09 } as const

/** What a phone or a form says becomes a place; NaN, infinity and what lies off the globe is refused. */
export function toWgs84(said: {
  readonly lon: number
  readonly lat: number
  readonly source?: CoordinateSystem
  readonly accuracy?: number
}): Place {
  const { lon, lat, source = 'wgs84', accuracy } = said
  demand(isOnGlobe(lon, lat), 'coordinates_outside_range', { field: 'place', lon: String(lon), lat: String(lat) })
  if (accuracy !== undefined)
    demand(Number.isFinite(accuracy) && accuracy >= 0, 'field_invalid', { field: 'accuracy', value: String(accuracy) })
  const [x, y] = source === 'wgs84' ? [lon, lat] : gcoord.transform([lon, lat], systems[source], gcoord.WGS84)
  demand(isOnGlobe(x!, y!), 'coordinates_outside_range', { field: 'place', lon: String(lon), lat: String(lat) })
  const place = { lon: sevenDecimals(x!), lat: sevenDecimals(y!), source }
  return accuracy === undefined ? place : { ...place, accuracy }
}

/** Mean radius of the earth in metres (IUGG); over a town the sphere is wrong by less than half a percent. */
const earthRadius = 6_371_008.8

/** Metres along the ground between two WGS-84 points. */
export function metresBetween(
  one: { readonly lon: number; readonly lat: number },
  other: { readonly lon: number; readonly lat: number },
): number {
  const half = (degrees: number) => Math.sin((degrees * Math.PI) / 360)
  const cosine = (degrees: number) => Math.cos((degrees * Math.PI) / 180)
  const chord = half(other.lat - one.lat) ** 2 + cosine(one.lat) * cosine(other.lat) * half(other.lon - one.lon) ** 2
  return 2 * earthRadius * Math.asin(Math.min(1, Math.sqrt(chord)))
}

export function sevenDecimals(degrees: number): number {
  return Math.round(degrees * 1e7) / 1e7 + 0
}

function isOnGlobe(lon: number, lat: number): boolean {
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 90
}
