import type { Division, PlanGrid } from '@onegrid/domain/grid/division/division.ts'
import type { Ring } from '@onegrid/domain/grid/grid.ts'
import { type GridFacts, gridsInOrder } from './table-rows.ts'

export function writeKml(division: Division): string {
  const places = gridsInOrder(division).map(placemark).join('\n')
  return `<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document>\n${places}\n</Document></kml>\n`
}

function placemark({ grid, parent }: GridFacts): string {
  const data = Object.entries({
    code: grid.code ?? '',
    level: grid.level,
    parent: parent?.code ?? parent?.name ?? '',
    localNames: grid.localNames.join('、'),
    ...(grid.example ? { example: 'true' } : {}),
  }).map(([name, value]) => `<Data name="${name}"><value>${escaped(value)}</value></Data>`)
  return `<Placemark><name>${escaped(grid.name)}</name><ExtendedData>${data.join('')}</ExtendedData>${geometry(grid)}</Placemark>`
}

function geometry({ shape }: PlanGrid): string {
  if (shape === undefined) return ''
  if (shape.type === 'Polygon') return polygon(shape.coordinates)
  return `<MultiGeometry>${shape.coordinates.map(polygon).join('')}</MultiGeometry>`
}

function polygon(rings: readonly Ring[]): string {
  const written = rings.map((ring, index) => {
    const side = index === 0 ? 'outerBoundaryIs' : 'innerBoundaryIs'
    const places = ring.map(([lon, lat]) => `${lon},${lat}`).join(' ')
    return `<${side}><LinearRing><coordinates>${places}</coordinates></LinearRing></${side}>`
  })
  return `<Polygon>${written.join('')}</Polygon>`
}

/** XML 1.0 has no place for control characters, escaped or not. */
function escaped(text: string): string {
  return [...text]
    .filter(letter => letter >= ' ' || letter === '\t' || letter === '\n')
    .join('')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
