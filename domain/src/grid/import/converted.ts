/** Shapes of a file become WGS-84 on the lattice, once. */
import { sevenDecimals, toWgs84 } from '../../kernel/place.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Ring, Shape } from '../grid.ts'
import type { ImportSystem } from './source.ts'

/** @returns undefined where a corner lies off the globe */
export function convertedShape(shape: Shape, system: ImportSystem, swapped: boolean): Shape | undefined {
  const source = system === 'cgcs2000' ? 'wgs84' : system
  const corner = ([x, y]: readonly [number, number]): readonly [number, number] => {
    const [lon, lat] = swapped ? [y, x] : [x, y]
    if (source === 'wgs84') {
      if (Math.abs(lon) > 180 || Math.abs(lat) > 90) throw new Refusal('coordinates_outside_range', {})
      return [sevenDecimals(lon), sevenDecimals(lat)]
    }
    const place = toWgs84({ lon, lat, source })
    return [place.lon, place.lat]
  }
  const rings = (some: readonly Ring[]): Ring[] => some.map(ring => ring.map(corner))
  try {
    return shape.type === 'Polygon'
      ? { type: 'Polygon', coordinates: rings(shape.coordinates) }
      : { type: 'MultiPolygon', coordinates: shape.coordinates.map(rings) }
  } catch (error) {
    if (error instanceof Refusal && error.code === 'coordinates_outside_range') return undefined
    throw error
  }
}

/** A place well inside: the middle of the widest stretch at half its height. */
export function placeInside(shape: Shape): readonly [number, number] | undefined {
  const rings = shape.type === 'Polygon' ? shape.coordinates : shape.coordinates.flat()
  const heights = rings.flatMap(ring => ring.map(corner => corner[1]))
  if (heights.length === 0) return undefined
  const [low, high] = heights.reduce(
    ([least, most], each) => [Math.min(least, each), Math.max(most, each)],
    [Infinity, -Infinity],
  )
  // Not through a corner: an odd part of the height.
  const height = low + (high - low) * 0.4871
  const crossings = rings.flatMap(ring =>
    ring.flatMap((to, index) => {
      const from = ring[index === 0 ? ring.length - 1 : index - 1]!
      if (from[1] > height === to[1] > height) return []
      return [from[0] + ((height - from[1]) / (to[1] - from[1])) * (to[0] - from[0])]
    }),
  )
  crossings.sort((one, other) => one - other)
  let best: readonly [number, number] | undefined
  let widest = 0
  for (let index = 0; index + 1 < crossings.length; index += 2) {
    const width = crossings[index + 1]! - crossings[index]!
    if (width <= widest) continue
    widest = width
    best = [crossings[index]! + width / 2, height]
  }
  return best
}
