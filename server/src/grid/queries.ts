import type {
  GridTreeWire,
  LandmarksQuery,
  LandmarkWire,
  LocatedWire,
  LocateQuery,
  SupplyAreasWire,
  UnitsQuery,
  UnitWire,
} from '@onegrid/domain/grid/contract.ts'
import { toWgs84 } from '@onegrid/domain/kernel/place.ts'
import { pageFrom, pageOf } from '../http/paging.ts'
import type { GridIndex } from './grid-index.ts'

export function showTree(index: GridIndex): GridTreeWire {
  return {
    version: index.version,
    items: index.tree.grids.map(({ gridId, level, parentId, code, name, localNames, kind }) => ({
      gridId,
      level,
      ...(parentId === undefined ? {} : { parentId }),
      code,
      name,
      localNames: [...localNames],
      kind,
    })),
  }
}

/** Landmarks nearer than this help to say where a place is; farther ones mislead. */
const landmarkReach = 400

export function showLocated(index: GridIndex, query: LocateQuery): LocatedWire {
  const { lon, lat } = toWgs84(query)
  const { outside, path } = index.locate(lon, lat)
  const known = [path.large, path.medium, path.small].filter(gridId => gridId !== undefined)
  return {
    outside,
    lon,
    lat,
    grid: { ...path },
    names: outside ? [] : known.map(gridId => index.tree.get(gridId).name),
    landmarks: index
      .nearestLandmarks(lon, lat, 3)
      .filter(landmark => landmark.metres <= landmarkReach)
      .map(({ landmarkId, name, metres }) => ({ landmarkId, name, metres: Math.round(metres) })),
  }
}

export function listLandmarks(index: GridIndex, query: LandmarksQuery): { items: LandmarkWire[]; next?: string } {
  const { after, limit } = pageOf<[string]>(query, ['uuid'])
  const words = query.words?.trim()
  const rows = index.landmarks.filter(
    landmark =>
      (after === undefined || landmark.landmarkId > after[0]) &&
      (query.gridId === undefined || isIn(index, landmark.gridId, query.gridId)) &&
      (!words || landmark.name.includes(words)),
  )
  return pageFrom([...rows], limit, landmark => [landmark.landmarkId])
}

export function listUnits(index: GridIndex, query: UnitsQuery): { items: UnitWire[]; next?: string } {
  const { after, limit } = pageOf<[string]>(query, ['text'])
  const rows = index.units
    .filter(unit => after === undefined || byteOrder(unit.code, after[0]) > 0)
    .filter(unit => query.gridId === undefined || isIn(index, unit.gridId, query.gridId))
    .sort((one, other) => byteOrder(one.code, other.code))
    .map(({ unitId, code, name, kind, gridId }) => ({ unitId, code, name, kind, gridId }))
  return pageFrom(rows, limit, unit => [unit.code])
}

/** Grids that ended are not shown: the list is sent back as it was read. */
export function showSupplyAreas({ version, supplyAreas, tree }: GridIndex): SupplyAreasWire {
  const items = supplyAreas.map(({ supplyAreaId, utility, name, gridIds }) => ({
    supplyAreaId,
    utility,
    name,
    gridIds: gridIds.filter(gridId => tree.find(gridId) !== undefined),
  }))
  return { items, version }
}

/** Things of grids that ended stay listed by themselves but belong to no grid of today. */
function isIn(index: GridIndex, gridId: string, containerId: string): boolean {
  return index.tree.find(gridId) !== undefined && index.tree.isWithin(gridId, containerId)
}

/** The order of a page must not depend on the database's or the machine's language. */
function byteOrder(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
