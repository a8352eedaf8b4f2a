import type { Division } from '@onegrid/domain/grid/division/division.ts'
import { gridsInOrder } from './table-rows.ts'

/** The member `crs` is old, but programs in offices read it, and so the system need not be asked for when it comes back. */
const crs = { type: 'name', properties: { name: 'urn:ogc:def:crs:OGC:1.3:CRS84' } }

export function writeGeoJson(division: Division): string {
  const features = gridsInOrder(division).map(({ grid, parent }) => ({
    type: 'Feature',
    properties: {
      code: grid.code ?? '',
      name: grid.name,
      level: grid.level,
      kind: grid.kind,
      parent: parent?.code ?? parent?.name ?? '',
      localNames: grid.localNames.join('、'),
      ...(grid.example ? { example: true } : {}),
    },
    geometry: grid.shape ?? null,
  }))
  return JSON.stringify({ type: 'FeatureCollection', crs, features })
}
