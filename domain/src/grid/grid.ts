/**
 * The space grid (空间网格): one large grid (town), medium grids (villages and communities) and small grids (villager
 * groups). Grids and their boundaries have dates from the start, so that an old ticket keeps the grid of its day.
 */
import type { LocalDate } from '../kernel/time.ts'

/** From the lowest to the highest: a matter climbs in this order and stops at the town. */
export const gridLevels = ['small', 'medium', 'large'] as const
export type GridLevel = (typeof gridLevels)[number]

export const gridKinds = ['town', 'village', 'community', 'group'] as const
export type GridKind = (typeof gridKinds)[number]

export type Grid = {
  readonly gridId: string
  readonly level: GridLevel
  /** Missing for the large grid only. */
  readonly parentId?: string
  /** Official code where one exists; else the statistical code (9, 12 digits) and 15 digits for a small grid. */
  readonly code: string
  /** 第三村民小组, 东瑶村: as people say it on the spot. */
  readonly name: string
  /** The natural villages in it, by which residents know it better than by a number (十里新村). */
  readonly localNames: readonly string[]
  readonly kind: GridKind
  readonly from: LocalDate
  /** Last day on which the grid exists. */
  readonly until?: LocalDate
}

/** WGS-84, closed rings, as GeoJSON has them. */
export type Ring = readonly (readonly [number, number])[]
export type Shape =
  | { readonly type: 'Polygon'; readonly coordinates: readonly Ring[] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly Ring[])[] }

export type Boundary = {
  readonly boundaryId: string
  readonly gridId: string
  readonly from: LocalDate
  readonly until?: LocalDate
  readonly shape: Shape
  /** Made up for a demonstration; every screen that draws it says so. */
  readonly example: boolean
}

export const landmarkKinds = [
  'ancestral_hall',
  'tree',
  'shop',
  'bridge',
  'culture_room',
  'school',
  'clinic',
  'market',
  'temple',
  'pond',
  'square',
  'committee',
] as const
export type LandmarkKind = (typeof landmarkKinds)[number]

/** What people name a place by (祠堂, 榕树, 小卖部, 桥); kept by the town. */
export type Landmark = {
  readonly landmarkId: string
  readonly gridId: string
  readonly kind: LandmarkKind
  readonly name: string
  readonly lon: number
  readonly lat: number
}

export const utilities = ['water', 'power'] as const
export type Utility = (typeof utilities)[number]

/** The small grids that one water works or one transformer line feeds: a cut there is one matter, however far apart. */
export type SupplyArea = {
  readonly supplyAreaId: string
  readonly utility: Utility
  readonly name: string
  readonly gridIds: readonly string[]
}

export const unitKinds = ['centre', 'office', 'station', 'committee'] as const
export type UnitKind = (typeof unitKinds)[number]

/** Who a ticket can be sent to besides a person: the town centre, a town office, a station (站所), a village committee. */
export type Unit = {
  readonly unitId: string
  readonly code: string
  readonly name: string
  readonly kind: UnitKind
  /** The grid it serves; the large grid for town units. */
  readonly gridId: string
  readonly from: LocalDate
  readonly until?: LocalDate
}

export function isInForce(dated: { readonly from: LocalDate; readonly until?: LocalDate }, day: LocalDate): boolean {
  return dated.from <= day && (dated.until === undefined || day <= dated.until)
}
