import type { OutlinesWire } from '@onegrid/domain/grid/contract.ts'

export type Outline = OutlinesWire['features'][number]
export type LonLat = readonly [lon: number, lat: number]
export type Bounds = [west: number, south: number, east: number, north: number]
/** Degrees, as a wire shape or a shape of the domain has them. */
export type Geometry =
  | { readonly type: 'Polygon'; readonly coordinates: readonly RingOfDegrees[] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly RingOfDegrees[])[] }
type RingOfDegrees = readonly (readonly number[])[]

function ringsOf(geometry: Geometry): readonly RingOfDegrees[] {
  return geometry.type === 'Polygon'
    ? geometry.coordinates.slice(0, 1)
    : geometry.coordinates.map(polygon => polygon[0] ?? [])
}

export function boundsOf(outlines: readonly Outline[]): Bounds | undefined {
  return boundsOfAll(outlines.map(outline => outline.geometry))
}

export function boundsOfAll(geometries: readonly Geometry[]): Bounds | undefined {
  const bounds: Bounds = [180, 90, -180, -90]
  for (const geometry of geometries) {
    for (const ring of ringsOf(geometry)) {
      for (const [lon = 0, lat = 0] of ring) {
        bounds[0] = Math.min(bounds[0], lon)
        bounds[1] = Math.min(bounds[1], lat)
        bounds[2] = Math.max(bounds[2], lon)
        bounds[3] = Math.max(bounds[3], lat)
      }
    }
  }
  return bounds[0] > bounds[2] ? undefined : bounds
}

/** Where the name of an outline stands: the centre of mass of its largest ring. */
export function nameplaceOf(outline: { readonly geometry: Geometry }): LonLat | undefined {
  let best: { area: number; at: LonLat } | undefined
  for (const ring of ringsOf(outline.geometry)) {
    let area = 0
    let lonSum = 0
    let latSum = 0
    for (let at = 0; at + 1 < ring.length; at += 1) {
      const [lon = 0, lat = 0] = ring[at] ?? []
      const [nextLon = 0, nextLat = 0] = ring[at + 1] ?? []
      const cross = lon * nextLat - nextLon * lat
      area += cross
      lonSum += (lon + nextLon) * cross
      latSum += (lat + nextLat) * cross
    }
    if (area !== 0 && (best === undefined || Math.abs(area) > best.area))
      best = { area: Math.abs(area), at: [lonSum / (3 * area), latSum / (3 * area)] }
  }
  return best?.at
}

export type Box = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }

const apart = (one: Box, other: Box) =>
  one.right < other.left || one.left > other.right || one.bottom < other.top || one.top > other.bottom

/**
 * Names thin out with the zoom, the greater grids first. A name lies over neither a matter nor another name: it moves a
 * line down or up, or gives way.
 */
export function placedNames<Name extends Box>(
  names: readonly Name[],
  taken: readonly Box[],
  line: number,
): readonly { readonly name: Name; readonly down: number }[] {
  const kept: Box[] = [...taken]
  return names.flatMap(name => {
    for (const down of [0, line, -line]) {
      const moved = { left: name.left, right: name.right, top: name.top + down, bottom: name.bottom + down }
      if (!kept.every(other => apart(moved, other))) continue
      kept.push(moved)
      return [{ name, down }]
    }
    return []
  })
}
