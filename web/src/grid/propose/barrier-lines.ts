import type { BarrierKind } from '@onegrid/domain/grid/propose/wishes.ts'
import { type CoordinateSystem, toWgs84 } from '@onegrid/domain/kernel/place.ts'

export type ReadLine = { readonly name?: string; readonly kind?: BarrierKind; readonly line: [number, number][] }

/** The lines of a GeoJSON text; nothing where there are none, or where it is none. */
export function linesFrom(text: string, source: CoordinateSystem): readonly ReadLine[] {
  try {
    const { features } = JSON.parse(text) as { readonly features?: readonly Feature[] }
    return (features ?? []).flatMap(({ geometry, properties }) => {
      const lines =
        geometry?.type === 'LineString'
          ? [geometry.coordinates]
          : geometry?.type === 'MultiLineString'
            ? geometry.coordinates
            : []
      const named = properties?.['name'] ?? properties?.['名称']
      const kind: BarrierKind | undefined =
        properties?.['waterway'] !== undefined ? 'river' : properties?.['highway'] !== undefined ? 'road' : undefined
      return (lines as readonly (readonly (readonly number[])[])[]).map(line => ({
        ...(typeof named === 'string' && named.trim() !== '' ? { name: named.trim().slice(0, 60) } : {}),
        ...(kind === undefined ? {} : { kind }),
        line: line.map(([lon = Number.NaN, lat = Number.NaN]): [number, number] => {
          const place = toWgs84({ lon, lat, source })
          return [place.lon, place.lat]
        }),
      }))
    })
  } catch {
    // Whatever is wrong with it, the person is told that no lines were found in this file.
    return []
  }
}

type Feature = {
  readonly geometry?: { readonly type: string; readonly coordinates: unknown }
  readonly properties?: Readonly<Record<string, unknown>>
}
