/** The nets of all regions become one division: rings on the lattice, names and ids of today's grids where they go on. */
import type { Corner, Division, PlanGrid } from '../division/division.ts'
import { type CornerRing, cornerKey, groundOf, isSameCorner, shapeOf } from '../division/lattice.ts'
import { tangleOf } from '../division/simple.ts'
import type { Field, Region } from './field.ts'
import { Inserts } from './inserts.ts'
import { distance, edgeAt, type Net, polygonOf } from './net.ts'
import { windings } from './points.ts'

/** Metres: a border that ends this near to a corner ends at the corner. */
const atCorner = 0.3

export type Drawn = { readonly region: Region; readonly net: Net }

/** The corners of a net on the lattice; those on the outline are noted for everybody who has that edge. */
export function cornersOf({ ring, plane, outline }: Region, net: Net, inserts: Inserts): Corner[] {
  return net.nodes.map(({ x, y, s }) => {
    if (s < 0) return plane.corner(x, y)
    const edge = edgeAt(outline, s)
    const next = (edge + 1) % ring.length
    if (distance(x, y, outline.x[edge]!, outline.y[edge]!) < atCorner) return ring[edge]!
    if (distance(x, y, outline.x[next]!, outline.y[next]!) < atCorner) return ring[next]!
    const corner = plane.corner(x, y)
    inserts.add(ring[edge]!, ring[next]!, corner)
    return corner
  })
}

/** The ring of each piece. @param whole the region's ring with all corners that anybody put into it */
export function ringsOf(net: Net, corners: readonly Corner[], whole: CornerRing): CornerRing[] {
  const places = new Map(whole.map((corner, at) => [cornerKey(corner), at]))
  return net.pieces.map(({ nodes, along }) => {
    if (nodes.length === 1) return whole
    const ring: Corner[] = []
    nodes.forEach((id, at) => {
      const corner = corners[id]!
      ring.push(corner)
      if (!along[at]) return
      const end = corners[nodes[(at + 1) % nodes.length]!]!
      const start = places.get(cornerKey(corner))!
      for (let step = 1; step < whole.length; step++) {
        const next = whole[(start + step) % whole.length]!
        if (isSameCorner(next, end)) break
        ring.push(next)
      }
    })
    return ring
  })
}

/** Whether the net is sound on the lattice: every piece a simple ring. Asked before a net is accepted. */
export function isSound(region: Region, net: Net): boolean {
  const inserts = new Inserts()
  const corners = cornersOf(region, net, inserts)
  return ringsOf(net, corners, inserts.refined(region.ring)).every(
    ring => ring.length > 2 && tangleOf([ring]) === undefined,
  )
}

export type Assembled = {
  readonly division: Division
  /** Keys of the small grids of the chosen villages. */
  readonly keys: readonly string[]
  readonly households: Readonly<Record<string, number>>
  readonly moved: number
}

export function assemble(division: Division, field: Field, drawn: readonly Drawn[]): Assembled {
  const inserts = new Inserts()
  const corners = drawn.map(({ region, net }) => cornersOf(region, net, inserts))
  const pieces = drawn.flatMap(({ region, net }, at) => {
    const rings = ringsOf(net, corners[at]!, inserts.refined(region.ring))
    return rings.map((ring, place) => ({ region, ring, ...livesIn(region, net, place) }))
  })
  const matches = matched(pieces)
  const taken = new Map([...matches].map(([piece, today]) => [field.today[today]!.key, piece]))
  const localNames = namesKept(pieces, matches, field.today)
  const gone = new Set(field.today.filter(grid => !taken.has(grid.key)).map(grid => grid.key))
  const refine = (ring: CornerRing) => inserts.refined(field.inserts.refined(ring))
  const keys: string[] = []
  const households: Record<string, number> = {}
  const note = (key: string, piece: Piece) => {
    keys.push(key)
    households[key] = Math.round(piece.households)
  }
  const kept = division.grids.flatMap((grid): PlanGrid[] => {
    if (gone.has(grid.key)) return []
    const piece = taken.get(grid.key)
    if (piece === undefined) return [refined(grid, refine)]
    note(grid.key, piece)
    return [{ ...grid, shape: shapeOf([piece.ring]), localNames: localNames.get(piece) ?? grid.localNames }]
  })
  const numbers = new Map<string, number>()
  const names = new Set(division.grids.map(grid => `${grid.parentKey} ${grid.name}`))
  const divided = new Set(division.grids.flatMap(grid => (grid.level === 'small' ? [grid.parentKey] : [])))
  const west = (piece: Piece) => Math.min(...piece.ring.map(([x]) => x))
  const fresh = pieces
    .filter(piece => !matches.has(piece))
    .sort((one, other) => west(one) - west(other))
    .map((piece): PlanGrid => {
      const { village } = piece.region
      let number = numbers.get(village.key) ?? 0
      const nameOf = (at: number) => (divided.has(village.key) ? `新网格${at}` : `第${at}网格`)
      do number++
      while (names.has(`${village.key} ${nameOf(number)}`))
      numbers.set(village.key, number)
      const key = `${village.key}-${number}`
      note(key, piece)
      return {
        key,
        level: 'small',
        parentKey: village.key,
        name: nameOf(number),
        localNames: localNames.get(piece) ?? [],
        kind: 'group',
        shape: shapeOf([piece.ring]),
        ...(village.example ? { example: true } : {}),
      }
    })
  const stay = [...matches].reduce((sum, [piece, today]) => sum + (piece.fromToday.get(today) ?? 0), 0)
  const settled = pieces.reduce(
    (sum, piece) => sum + [...piece.fromToday.values()].reduce((one, other) => one + other, 0),
    0,
  )
  return { division: { grids: [...kept, ...fresh] }, households, moved: Math.round(settled - stay), keys }
}

function refined(grid: PlanGrid, refine: (ring: CornerRing) => CornerRing): PlanGrid {
  if (grid.shape === undefined) return grid
  const ground = groundOf(grid.shape)
  const next = ground.map(refine)
  return next.some((ring, at) => ring !== ground[at]) ? { ...grid, shape: shapeOf(next) } : grid
}

type Lives = {
  readonly households: number
  /** Households by today's grid. */
  readonly fromToday: ReadonlyMap<number, number>
  /** Places by today's grid, where no households are known. */
  readonly places: ReadonlyMap<number, number>
}
type Piece = Lives & { readonly region: Region; readonly ring: CornerRing }

function livesIn({ table: { points } }: Region, net: Net, place: number): Lives {
  const polygon = polygonOf(net, net.pieces[place]!)
  const fromToday = new Map<number, number>()
  const places = new Map<number, number>()
  let households = 0
  for (let at = 0; at < points.count; at++) {
    if (windings(polygon.x, polygon.y, polygon.length, points.x[at]!, points.y[at]!) <= 0) continue
    const today = points.today[at]!
    households += points.households[at]!
    if (today < 0) continue
    fromToday.set(today, (fromToday.get(today) ?? 0) + points.households[at]!)
    places.set(today, (places.get(today) ?? 0) + 1)
  }
  return { households, fromToday, places }
}

/** Which of today's grids each piece continues: the largest common part first, each of them once. */
function matched(pieces: readonly Piece[]): ReadonlyMap<Piece, number> {
  const shares = pieces.flatMap(piece =>
    [...piece.places].map(([today, places]) => ({
      piece,
      today,
      common: (piece.fromToday.get(today) ?? 0) + places / 1000,
    })),
  )
  shares.sort((one, other) => other.common - one.common)
  const matches = new Map<Piece, number>()
  const taken = new Set<number>()
  for (const { piece, today } of shares) {
    if (matches.has(piece) || taken.has(today)) continue
    matches.set(piece, today)
    taken.add(today)
  }
  return matches
}

/** Natural villages of a grid that does not go on are named with the grid in which most of it lies. */
function namesKept(
  pieces: readonly Piece[],
  matches: ReadonlyMap<Piece, number>,
  today: readonly PlanGrid[],
): ReadonlyMap<Piece, readonly string[]> {
  const names = new Map<Piece, string[]>([...matches].map(([piece, at]) => [piece, [...today[at]!.localNames]]))
  const going = new Set(matches.values())
  today.forEach(({ localNames }, at) => {
    if (going.has(at) || localNames.length === 0) return
    let best: Piece | undefined
    for (const piece of pieces) if ((piece.places.get(at) ?? 0) > (best?.places.get(at) ?? 0)) best = piece
    if (best !== undefined) names.set(best, [...(names.get(best) ?? []), ...localNames])
  })
  return names
}

/** The outline of a grid in metres, for figures. */
export function perimeterOn(ring: CornerRing, metresBetween: (one: Corner, other: Corner) => number): number {
  return ring.reduce((sum, corner, at) => sum + metresBetween(corner, ring[(at + 1) % ring.length]!), 0)
}
