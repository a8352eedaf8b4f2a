/** A question made ready: villages cut into regions, each with its households and how many grids it shall have. */
import { Refusal } from '../../kernel/refusal.ts'
import type { PlanGrid } from '../division/division.ts'
import {
  boxAround,
  boxOf,
  type CornerRing,
  cornerOf,
  degreesOf,
  groundOf,
  shapeOf,
  squareMetresOf,
} from '../division/lattice.ts'
import { type Locator, locator } from '../locate.ts'
import { apportion } from './apportion.ts'
import { Inserts } from './inserts.ts'
import { type Outline, outlineOf } from './net.ts'
import { type Plane, planeOf } from './plane.ts'
import { type PointTable, pointTable } from './points.ts'
import { cutByLine, joinSmall, simpleRings } from './regions.ts'
import { samplesIn } from './spread.ts'
import type { Basis, ProposalQuestion } from './wishes.ts'

export type Region = {
  readonly village: PlanGrid
  readonly ring: CornerRing
  readonly plane: Plane
  readonly outline: Outline
  readonly table: PointTable
  readonly squareMetres: number
  readonly grids: number
}

export type Field = {
  readonly villages: readonly PlanGrid[]
  readonly regions: readonly Region[]
  /** Today's small grids of these villages. */
  readonly today: readonly PlanGrid[]
  /** The corners that barriers put into borders. */
  readonly inserts: Inserts
  readonly basis: Basis
  readonly byAreaAlone: readonly string[]
  readonly piecesJoined: number
}

/** A piece beyond a barrier with less than this part of a grid's households and ground gets no grid of its own. */
const leastPart = 0.08
/** Places by which the ground of a grid is compared where nobody lives. */
const samplesEach = 60

type Place = { readonly lon: number; readonly lat: number; readonly households: number; readonly today: number }

/** @throws Refusal grid_unknown, field_invalid */
export function fieldOf(question: ProposalQuestion): Field {
  const { division, wishes, barriers } = question
  const villages = wishes.villageKeys.map(key => {
    const village = division.grids.find(grid => grid.key === key && grid.level === 'medium')
    if (village === undefined) throw new Refusal('grid_unknown', { gridId: key })
    if (village.shape === undefined) throw new Refusal('division_edit_refused', { rule: 'undrawn', name: village.name })
    return village
  })
  const chosen = new Set(wishes.villageKeys)
  const today = division.grids.filter(grid => grid.level === 'small' && chosen.has(grid.parentKey ?? ''))
  const places = placesOf(villages, today, question)

  const inserts = new Inserts()
  const cut = villages.flatMap((village, at) => {
    const rings = simpleRings(groundOf(village.shape!), inserts)
    if (rings === undefined)
      throw new Refusal('division_edit_refused', { rule: 'ring_crosses_itself', name: village.name })
    let pieces = [...rings]
    for (const { line } of barriers) pieces = pieces.flatMap(ring => cutByLine(ring, line, inserts))
    return pieces.map(ring => ({ at, ring }))
  })
  const refined = cut.map(({ at, ring }) => ({ at, ring: inserts.refined(ring) }))
  const counted = countIn(refined, places.byVillage)
  const whole = sum(counted.map(piece => piece.size))
  const wished =
    wishes.count ?? Math.max(1, Math.round(sum(counted.map(piece => piece.households)) / wishes.householdsEach!))
  const isSmall = ({ size, squareMetres }: Counted) =>
    size < (leastPart * whole) / wished &&
    squareMetres < (leastPart * sum(counted.map(each => each.squareMetres))) / wished
  const joined = villages.flatMap((_, at) =>
    joinSmall(
      counted.filter(piece => piece.at === at),
      isSmall,
      (kept, given, ring) => ({
        at,
        ring,
        size: kept.size + given.size,
        households: kept.households + given.households,
        squareMetres: kept.squareMetres + given.squareMetres,
      }),
    ),
  )
  const counts = apportion(
    joined.map(piece => piece.size),
    wished,
  )
  return {
    villages,
    today,
    inserts,
    piecesJoined: counted.length - joined.length,
    basis: places.basis,
    byAreaAlone: places.byAreaAlone,
    regions: regionsOf(joined, counts, villages, places.byVillage),
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((one, other) => one + other, 0)
}

type Counted = {
  readonly at: number
  readonly ring: CornerRing
  /** What grids are apportioned by: households, or their worth in ground where nothing is known of them. */
  readonly size: number
  readonly households: number
  readonly squareMetres: number
}

function countIn(
  pieces: readonly { readonly at: number; readonly ring: CornerRing }[],
  byVillage: readonly (readonly Place[])[],
): Counted[] {
  const counted = pieces.map(({ at, ring }) => {
    const own = within([ring])
    const households = sum(
      byVillage[at]!.filter(place => own.indexOf(place.lon, place.lat) === 0).map(place => place.households),
    )
    return { at, ring, households, squareMetres: squareMetresOf([ring]) }
  })
  const known = counted.filter(({ at }) => byVillage[at]!.some(place => place.households > 0))
  const density = sum(known.map(each => each.households)) / Math.max(1, sum(known.map(each => each.squareMetres)))
  return counted.map(piece => {
    const isKnown = byVillage[piece.at]!.some(place => place.households > 0)
    // Without any households in the whole town a square metre counts as one.
    const size = isKnown ? piece.households : piece.squareMetres * (density === 0 ? 1 : density)
    return { ...piece, size }
  })
}

function within(rings: readonly CornerRing[]): Locator {
  return locator(rings.map((ring, at) => ({ id: String(at), shape: shapeOf([ring]) })))
}

/** Places with households by village: points where there are any, else figures spread over today's grids, else ground. */
function placesOf(villages: readonly PlanGrid[], today: readonly PlanGrid[], { points, population }: ProposalQuestion) {
  const inVillage = locator(villages.map(({ key, shape }) => ({ id: key, shape: shape! })))
  const drawn = today.flatMap(({ shape }, at) => (shape === undefined ? [] : [{ id: String(at), shape }]))
  const inToday = locator(drawn)
  const todayAt = (lon: number, lat: number) => Number(inToday.locate(lon, lat) ?? -1)
  const byVillage: Place[][] = villages.map(() => [])
  for (const { lon, lat, households } of points) {
    const at = inVillage.indexOf(lon, lat)
    if (at >= 0 && households > 0) byVillage[at]!.push({ lon, lat, households, today: todayAt(lon, lat) })
  }
  const byAreaAlone: string[] = []
  let basis: Basis = 'points'
  villages.forEach((village, at) => {
    if (byVillage[at]!.length > 0) return
    const own = today.map((grid, place) => ({ grid, place })).filter(({ grid }) => grid.parentKey === village.key)
    const known = own.filter(({ grid }) => (population.get(grid.key) ?? 0) > 0 && grid.shape !== undefined)
    for (const { grid, place } of known) {
      const spread = samplesIn(grid.shape!, samplesEach)
      const each = population.get(grid.key)! / spread.length
      byVillage[at]!.push(...spread.map(([lon, lat]) => ({ lon, lat, households: each, today: place })))
    }
    if (known.length > 0) {
      if (basis === 'points') basis = 'population'
      return
    }
    basis = 'area'
    byAreaAlone.push(village.key)
    byVillage[at]!.push(
      ...samplesIn(village.shape!, samplesEach * Math.max(1, own.length)).map(([lon, lat]) => ({
        lon,
        lat,
        households: 0,
        today: todayAt(lon, lat),
      })),
    )
  })
  return { byVillage, basis: basis as Basis, byAreaAlone }
}

function regionsOf(
  pieces: readonly Counted[],
  counts: readonly number[],
  villages: readonly PlanGrid[],
  byVillage: readonly (readonly Place[])[],
): Region[] {
  return pieces.map(({ at, ring, squareMetres }, index) => {
    const plane = planeOf(boxAround([boxOf([ring])]))
    const inside = within([ring])
    const own = byVillage[at]!.filter(place => inside.indexOf(place.lon, place.lat) === 0)
    const metres = own.map(({ lon, lat }) => plane.metres(cornerOf([lon, lat])))
    const table = pointTable({
      count: own.length,
      x: Float64Array.from(metres, each => each[0]),
      y: Float64Array.from(metres, each => each[1]),
      households: Float64Array.from(own, place => place.households),
      today: Int32Array.from(own, place => place.today),
    })
    const outline = outlineOf(ring.map(corner => plane.metres(corner)))
    return { village: villages[at]!, ring, plane, outline, table, squareMetres, grids: counts[index]! }
  })
}
