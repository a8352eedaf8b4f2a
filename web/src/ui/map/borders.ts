import { cornerKey, perDegree } from '@onegrid/domain/grid/division/lattice.ts'
import type { GridLevel } from '@onegrid/domain/grid/grid.ts'
import type { Feature, Position } from 'geojson'
import type { Geometry } from './geometry.ts'

type Bordered = { readonly level: GridLevel; readonly geometry: Geometry }
const levels = ['large', 'medium', 'small'] as const

/**
 * Every border once, as lines of the highest grid that has it: neighbours share theirs, and a village's is its groups' too.
 * A map draws what it is given, and the outlines of a county have twice as many corners.
 */
export function bordersOf(grids: readonly Bordered[]): Feature[] {
  const ids = new Map<number, number>()
  const idOf = ([lon = 0, lat = 0]: Position): number => {
    const key = cornerKey([Math.round(lon * perDegree), Math.round(lat * perDegree)])
    const known = ids.get(key)
    if (known !== undefined) return known
    ids.set(key, ids.size)
    return ids.size - 1
  }
  const drawn = new Set<number>()
  const isNew = (from: number, to: number) => {
    const edge = from < to ? from * 2 ** 26 + to : to * 2 ** 26 + from
    if (from === to || drawn.has(edge)) return false
    drawn.add(edge)
    return true
  }
  return levels.flatMap(level =>
    grids
      .filter(grid => grid.level === level)
      .flatMap(({ geometry }) => ringsOf(geometry).flatMap(ring => linesOf(ring, idOf, isNew)))
      .map(
        (coordinates): Feature => ({
          type: 'Feature',
          geometry: { type: 'LineString', coordinates },
          properties: { level },
        }),
      ),
  )
}

function ringsOf(geometry: Geometry): Position[][] {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
  return polygons.flat() as unknown as Position[][]
}

/** The stretches of a ring that nobody has drawn yet. */
function linesOf(
  ring: readonly Position[],
  idOf: (place: Position) => number,
  isNew: (from: number, to: number) => boolean,
): Position[][] {
  const lines: Position[][] = []
  let line: Position[] | undefined
  let from = ring.length === 0 ? 0 : idOf(ring[0]!)
  const first = from
  for (let at = 1; at < ring.length; at++) {
    const to = idOf(ring[at]!)
    if (!isNew(from, to)) line = undefined
    else if (line === undefined) {
      line = [ring[at - 1]!, ring[at]!]
      lines.push(line)
    } else line.push(ring[at]!)
    from = to
  }
  // Where the ring begins in the middle of a stretch, its end is the beginning.
  const [begin, end] = [lines[0], line]
  if (begin !== undefined && end !== undefined && begin !== end && from === first && begin[0] === ring[0]) {
    end.push(...begin.slice(1))
    lines.shift()
  }
  return lines
}
