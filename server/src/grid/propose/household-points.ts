/** Households in GeoJSON: points with counts, or the outlines of buildings, of which the middle counts. Runs beside the event loop. */
import type { HouseholdPoint } from '@onegrid/domain/grid/division/compare.ts'
import {
  demandSome,
  type LeftOutRow,
  pointFrom,
  type ReadHouseholds,
} from '@onegrid/domain/grid/propose/household-table.ts'
import type { CoordinateSystem } from '@onegrid/domain/kernel/place.ts'
import { decodeText } from '../../tables/decode-text.ts'
import { fileRefused } from '../../tables/file-refused.ts'
import type { IncomingFile } from '../../tables/table.ts'
import { demandShallow } from '../import/read/geojson.ts'

export type HouseholdFile = IncomingFile & { readonly source: CoordinateSystem }

/** @throws Refusal file_refused, field_invalid, too_large */
export function pointsOfGeoJson({ name, bytes, source }: HouseholdFile): ReadHouseholds {
  if (bytes.length === 0) throw fileRefused(name, 'empty')
  const text = decodeText(name, bytes)
  demandShallow(name, text)
  let read: unknown
  try {
    read = JSON.parse(text)
  } catch {
    throw fileRefused(name, 'json_damaged')
  }
  const { features } = partsOf(read)
  if (!Array.isArray(features)) throw fileRefused(name, 'json_damaged')
  const points: HouseholdPoint[] = []
  const leftOut: LeftOutRow[] = []
  for (const [at, feature] of (features as readonly unknown[]).entries()) {
    const { geometry, properties } = partsOf(feature)
    const place = middleOf(partsOf(geometry)['coordinates'])
    const said = partsOf(properties)
    const point =
      place === undefined
        ? 'no_place'
        : pointFrom(
            {
              lon: place[0],
              lat: place[1],
              households: said['households'] ?? said['户数'],
              people: said['people'] ?? said['人口'],
            },
            source,
          )
    if (typeof point === 'string') leftOut.push({ row: at + 1, reason: point })
    else points.push(point)
  }
  return { kind: 'points', points: demandSome(points), leftOut }
}

/** Anything may stand where a feature should. */
function partsOf(value: unknown): Readonly<Record<string, unknown>> {
  return value !== null && typeof value === 'object' ? (value as Readonly<Record<string, unknown>>) : {}
}

function middleOf(coordinates: unknown): readonly [number, number] | undefined {
  if (!Array.isArray(coordinates)) return undefined
  if (typeof coordinates[0] === 'number' && typeof coordinates[1] === 'number') return [coordinates[0], coordinates[1]]
  const middles = coordinates.map(middleOf).filter(middle => middle !== undefined)
  if (middles.length === 0) return undefined
  const mean = (axis: 0 | 1) => middles.reduce((sum, middle) => sum + middle[axis], 0) / middles.length
  return [mean(0), mean(1)]
}
