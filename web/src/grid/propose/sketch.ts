/** Outlines as paths of a drawing: the whole of them fits, north is up. */
export type Ring = readonly (readonly number[])[]
export type Drawn =
  | { readonly type: 'Polygon'; readonly coordinates: readonly Ring[] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly Ring[])[] }

export type Sketch = {
  readonly width: number
  readonly height: number
  path(shape: Drawn): string
  line(corners: Ring): string
  place(at: readonly [number, number]): [number, number]
  /** Back from the drawing to degrees. */
  degrees(x: number, y: number): [number, number]
}

const across = 1000

export function sketchOf(shapes: readonly Drawn[]): Sketch {
  let [west, south, east, north] = [180, 90, -180, -90]
  for (const shape of shapes)
    for (const [lon = 0, lat = 0] of ringsOf(shape).flat()) {
      west = Math.min(west, lon)
      east = Math.max(east, lon)
      south = Math.min(south, lat)
      north = Math.max(north, lat)
    }
  const shrink = Math.cos(((south + north) * Math.PI) / 360)
  const scale = across / Math.max(1e-9, (east - west) * shrink, north - south)
  const x = (lon: number) => (lon - west) * shrink * scale
  const y = (lat: number) => (north - lat) * scale
  const points = (corners: Ring) => corners.map(([lon = 0, lat = 0]) => `${x(lon).toFixed(1)} ${y(lat).toFixed(1)}`)
  return {
    width: Math.max(1, x(east)),
    height: Math.max(1, y(south)),
    path: shape =>
      ringsOf(shape)
        .map(ring => `M${points(ring).join('L')}Z`)
        .join(''),
    place: ([lon, lat]) => [x(lon), y(lat)],
    line: corners => `M${points(corners).join('L')}`,
    degrees: (left, down) => [west + left / (shrink * scale), north - down / scale],
  }
}

function ringsOf(shape: Drawn): readonly Ring[] {
  return shape.type === 'Polygon' ? shape.coordinates : shape.coordinates.flat()
}
