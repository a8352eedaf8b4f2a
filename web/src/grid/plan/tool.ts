import { addCorner } from '@onegrid/domain/grid/division/border.ts'
import type { Corner, Division } from '@onegrid/domain/grid/division/division.ts'
import { cornersNear, edgeNear, edgesOf, gridAt } from '@onegrid/domain/grid/division/handles.ts'
import { cornerOf, degreesOf, metresBetween } from '@onegrid/domain/grid/division/lattice.ts'
import type { GridLevel, Ring, Shape } from '@onegrid/domain/grid/grid.ts'
import type { IconName } from '../../ui/icons.ts'
import type { LonLat } from '../../ui/map/geometry.ts'
import type { Handle } from '../../ui/map/handles.ts'
import { say } from '../../words/words.ts'

export const tools = ['choose', 'draw', 'split', 'merge', 'corners', 'measure'] as const
export type Tool = (typeof tools)[number]

export const toolIcons: Readonly<Record<Tool, IconName>> = {
  choose: 'pointer',
  draw: 'outline',
  split: 'cut',
  merge: 'merge',
  corners: 'corners',
  measure: 'ruler',
}
export const toolKeys: Readonly<Record<Tool, string>> = {
  choose: 'v',
  draw: 'd',
  split: 's',
  merge: 'm',
  corners: 'c',
  measure: 'l',
}
/** Tools that look only: for everybody who sees the plan. */
export const lookingTools: readonly Tool[] = ['choose', 'measure']
export const puttingTools: readonly Tool[] = ['draw', 'split', 'measure']

/** Pixels within which a press takes the corner or the border that is there. */
const reach = 9

/** Where a press really goes: onto a corner, else onto a border, else where it was. */
export function snapped(division: Division, at: LonLat, metresPerPixel: number): LonLat {
  const corner = cornerOf([at[0], at[1]])
  const metres = reach * metresPerPixel
  const near = cornersNear(division, corner, metres)[0]
  if (near !== undefined) return degreesOf(near.corner)
  const edge = edgeNear(division, corner, metres)
  return edge === undefined ? degreesOf(corner) : degreesOf(edge.at)
}

/** The grid under a press: of the wished level, else what is there. */
export function keyAt(division: Division, at: LonLat, level: GridLevel): string | undefined {
  const corner = cornerOf([at[0], at[1]])
  const others = (['small', 'medium'] as const).filter(each => each !== level)
  for (const each of [level, ...others]) {
    const key = gridAt(division, corner, each)
    if (key !== undefined) return key
  }
  return undefined
}

const cornerId = (corner: Corner) => `c ${corner.join(' ')}`
const middleId = (from: Corner, to: Corner) => `m ${[...from, ...to].join(' ')}`

export type Hold =
  | { readonly kind: 'corner'; readonly corner: Corner }
  | { readonly kind: 'middle'; readonly edge: readonly [Corner, Corner] }

/** What a handle stands for; its id says it, so that it needs no list. */
export function holdOf(id: string): Hold | undefined {
  const [kind, ...numbers] = id.split(' ')
  const [x, y, otherX, otherY] = numbers.map(Number)
  if (x === undefined || y === undefined) return undefined
  if (kind === 'c') return { kind: 'corner', corner: [x, y] }
  if (otherX === undefined || otherY === undefined) return undefined
  return {
    kind: 'middle',
    edge: [
      [x, y],
      [otherX, otherY],
    ],
  }
}

/** Corners and middles of the chosen grids' borders, each once, along the border. */
export function handlesOf(division: Division, keys: readonly string[]): readonly Handle[] {
  const names = new Map(division.grids.map(grid => [grid.key, grid.name]))
  const corners = new Map<string, Handle>()
  const middles = new Map<string, Handle>()
  for (const key of keys) {
    if (division.grids.find(grid => grid.key === key)?.shape === undefined) continue
    const edges = edgesOf(division, key)
    edges.forEach(({ from, to, keys: others }, index) => {
      const shared = others.flatMap(other => names.get(other) ?? []).join('、')
      const facts = { number: index + 1, count: edges.length, names: shared }
      const id = cornerId(from)
      if (!corners.has(id))
        corners.set(id, {
          id,
          at: degreesOf(from),
          kind: 'corner',
          label: say(shared === '' ? 'plan:handle.corner' : 'plan:handle.sharedCorner', facts),
        })
      const turned = middleId(to, from)
      if (middles.has(turned)) return
      const middle: Corner = [Math.round((from[0] + to[0]) / 2), Math.round((from[1] + to[1]) / 2)]
      middles.set(middleId(from, to), {
        id: middleId(from, to),
        at: degreesOf(middle),
        kind: 'middle',
        label: say('plan:handle.middle', facts),
      })
    })
  }
  return [...corners.values(), ...middles.values()]
}

/** The grids that have the corner or the edge, as they would be with it at another place. Drawn, not judged. */
export function shapesWith(division: Division, hold: Hold, to: LonLat): ReadonlyMap<string, Shape> {
  let from: Corner
  let now = division
  if (hold.kind === 'corner') from = hold.corner
  else {
    const [one, other] = hold.edge
    from = [Math.round((one[0] + other[0]) / 2), Math.round((one[1] + other[1]) / 2)]
    now = withMiddle(division, hold.edge, from)
  }
  const keys = new Set(cornersNear(now, from, 0.001)[0]?.keys ?? [])
  const [lon, lat] = degreesOf(from)
  const ring = (places: Ring): Ring =>
    places.map(place => (place[0] === lon && place[1] === lat ? ([to[0], to[1]] as const) : place))
  const moved = new Map<string, Shape>()
  for (const { key, shape } of now.grids) {
    if (shape === undefined || !keys.has(key)) continue
    moved.set(
      key,
      shape.type === 'Polygon'
        ? { type: 'Polygon', coordinates: shape.coordinates.map(ring) }
        : { type: 'MultiPolygon', coordinates: shape.coordinates.map(rings => rings.map(ring)) },
    )
  }
  return moved
}

/** Of the last edge that was bent: a drag asks for the same one at every frame. */
let bent: { readonly division: Division; readonly id: string; readonly with: Division } | undefined

function withMiddle(division: Division, edge: readonly [Corner, Corner], middle: Corner): Division {
  const id = middleId(...edge)
  if (bent?.division !== division || bent.id !== id) bent = { division, id, with: addCorner(division, edge, middle) }
  return bent.with
}

export function lengthOf(points: readonly LonLat[]): number {
  const corners = points.map(([lon, lat]) => cornerOf([lon, lat]))
  return corners.slice(1).reduce((sum, corner, index) => sum + metresBetween(corners[index]!, corner), 0)
}

/** "112.283104, 22.720412" or with a space, a tab or 全角 comma; one place a line. Nothing where a line is none. */
export function placesFrom(text: string): readonly LonLat[] | undefined {
  const lines = text
    .split(/[\n;；]/)
    .map(line => line.trim())
    .filter(line => line !== '')
  const places = lines.map(line => {
    const [one, other, more] = line.split(/[\s,，、]+/).map(Number)
    if (one === undefined || other === undefined || more !== undefined) return undefined
    // Written the other way round, as many devices show it: in China a longitude is above 70, a latitude below 60.
    const [lon, lat] = one < 60 && other > 70 ? [other, one] : [one, other]
    return Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? ([lon, lat] as const) : undefined
  })
  const known = places.filter(place => place !== undefined)
  return known.length === places.length ? known : undefined
}
