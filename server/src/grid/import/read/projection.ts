/**
 * Metres of a Gauss–Krüger or other transverse Mercator projection back to degrees, by Krüger's series in the third
 * flattening (Karney 2011, eq. 36): better than a millimetre within a zone. Surveyors hand out CGCS2000 in such metres.
 */
import type { Ring, Shape } from '@onegrid/domain/grid/grid.ts'
import type { ImportSystem, SourceRow } from '@onegrid/domain/grid/import/source.ts'

export type Projection = {
  readonly system: ImportSystem
  readonly centralMeridian: number
  readonly falseEasting: number
  readonly falseNorthing: number
  readonly scale: number
}

/** GRS 80, which CGCS2000 and (to 0.1 mm) WGS-84 use. */
const axis = 6_378_137
const flattening = 1 / 298.257222101
const third = flattening / (2 - flattening)
const radius = (axis / (1 + third)) * (1 + third ** 2 / 4 + third ** 4 / 64)
const beta = [
  third / 2 - (2 / 3) * third ** 2 + (37 / 96) * third ** 3,
  third ** 2 / 48 + third ** 3 / 15,
  (17 / 480) * third ** 3,
] as const
const delta = [
  2 * third - (2 / 3) * third ** 2 - 2 * third ** 3,
  (7 / 3) * third ** 2 - (8 / 5) * third ** 3,
  (56 / 15) * third ** 3,
] as const

/** @returns longitude and latitude in degrees */
export function degreesOf(projection: Projection, easting: number, northing: number): readonly [number, number] {
  const north = (northing - projection.falseNorthing) / (projection.scale * radius)
  const east = (easting - projection.falseEasting) / (projection.scale * radius)
  let along = north
  let across = east
  beta.forEach((factor, index) => {
    const times = 2 * (index + 1)
    along -= factor * Math.sin(times * north) * Math.cosh(times * east)
    across -= factor * Math.cos(times * north) * Math.sinh(times * east)
  })
  const conformal = Math.asin(Math.sin(along) / Math.cosh(across))
  let latitude = conformal
  delta.forEach((factor, index) => {
    latitude += factor * Math.sin(2 * (index + 1) * conformal)
  })
  const longitude = Math.atan2(Math.sinh(across), Math.cos(along))
  return [projection.centralMeridian + (longitude * 180) / Math.PI, (latitude * 180) / Math.PI]
}

/** Degrees of many places; what is no place of the projection comes out as it went in and is told as outside. */
export function unprojected(rows: readonly SourceRow[], projection: Projection): readonly SourceRow[] {
  const rings = (some: readonly Ring[]): Ring[] => some.map(ring => ring.map(([x, y]) => degreesOf(projection, x, y)))
  return rows.map(row => {
    if (row.shape === undefined) return row
    const shape: Shape =
      row.shape.type === 'Polygon'
        ? { type: 'Polygon', coordinates: rings(row.shape.coordinates) }
        : { type: 'MultiPolygon', coordinates: row.shape.coordinates.map(rings) }
    return { ...row, shape }
  })
}

/** EPSG 4491–4554: CGCS2000 in zones of six and of three degrees, with and without the zone's number in front. */
export function projectionOfEpsg(code: number): Projection | undefined {
  const made = (meridian: number, zone: number | undefined): Projection => ({
    system: 'cgcs2000',
    centralMeridian: meridian,
    falseEasting: 500_000 + (zone === undefined ? 0 : zone * 1_000_000),
    falseNorthing: 0,
    scale: 1,
  })
  if (code >= 4491 && code <= 4501) return made((code - 4491 + 13) * 6 - 3, code - 4491 + 13)
  if (code >= 4502 && code <= 4512) return made((code - 4502 + 13) * 6 - 3, undefined)
  if (code >= 4513 && code <= 4533) return made((code - 4513 + 25) * 3, code - 4513 + 25)
  if (code >= 4534 && code <= 4554) return made((code - 4534 + 25) * 3, undefined)
  return undefined
}

/** What a .prj says; nothing where it names a datum that is not known here (Xi'an 1980, Beijing 1954). */
export function systemOfWkt(wkt: string): ImportSystem | Projection | undefined {
  const system = /China_?2000|CGCS_?2000|China Geodetic Coordinate System 2000/i.test(wkt)
    ? 'cgcs2000'
    : /WGS_?(19)?84/i.test(wkt)
      ? 'wgs84'
      : undefined
  if (system === undefined) return undefined
  if (!/^\s*(PROJCS|PROJCRS)/i.test(wkt)) return system
  if (!/Gauss_?Kruger|Transverse_?Mercator/i.test(wkt)) return undefined
  const parameter = (name: string, usual: number) => {
    const found = new RegExp(`PARAMETER\\["${name}",\\s*(-?[\\d.]+)`, 'i').exec(wkt)?.[1]
    return found === undefined ? usual : Number(found)
  }
  const centralMeridian = parameter('Central_Meridian', Number.NaN)
  if (!Number.isFinite(centralMeridian)) return undefined
  return {
    system,
    centralMeridian,
    falseEasting: parameter('False_Easting', 500_000),
    falseNorthing: parameter('False_Northing', 0),
    scale: parameter('Scale_Factor', 1),
  }
}
