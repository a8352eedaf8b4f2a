import type { Boundary, Grid, Landmark, Shape, SupplyArea, Unit } from '@onegrid/domain/grid/grid.ts'
import type { LocalDate } from '@onegrid/domain/kernel/time.ts'
import type { Tx } from '../database/database.ts'

/** All that a town's routing needs, in one reading. */
export type TownGrids = {
  readonly version: number
  readonly grids: readonly Grid[]
  readonly boundaries: readonly Boundary[]
  readonly landmarks: readonly Landmark[]
  readonly supplyAreas: readonly SupplyArea[]
  readonly units: readonly Unit[]
  /** Names of the grids that ended before the day or never came to be. */
  readonly otherNames: ReadonlyMap<string, string>
}

export async function findVersion(tx: Tx): Promise<number> {
  const rows = await tx.query<{ version: number }>(
    'select version from grid_version where tenant_id = $1',
    [tx.tenantId],
    'grid version',
  )
  return rows[0]?.version ?? 0
}

/** The same, with changes locked until the transaction ends: of two at the same moment the second is stale. */
export async function lockVersion(tx: Tx): Promise<number> {
  const rows = await tx.query<{ version: number }>(
    'select version from grid_version where tenant_id = $1 for update',
    [tx.tenantId],
    'grid version lock',
  )
  return rows[0]?.version ?? 0
}

/**
 * Grids, boundaries and units that ended before the day are history, of which the names alone are read; those still to come
 * are. A grid that was described anew later carries the words of the day.
 */
export async function loadGrids(tx: Tx, day: LocalDate): Promise<TownGrids> {
  const town = tx.tenantId
  const version = await findVersion(tx)
  const all = await tx.query<
    Dated & Omit<Grid, 'parentId' | 'from' | 'until'> & { parentId: string | null; over: boolean }
  >(
    `select grid_id as "gridId", level, parent_id as "parentId", coalesce(f.code, g.code) as code, coalesce(f.name, g.name) as name,
            coalesce(f.local_names, g.local_names) as "localNames", coalesce(f.kind, g.kind) as kind,
            valid_from as "from", valid_to as "until", coalesce(valid_to < greatest($2, valid_from), false) as over
       from grid g left join lateral (
         select code, name, local_names, kind from grid_former f
          where f.tenant_id = $1 and f.grid_id = g.grid_id and f.until_day >= $2 order by f.until_day limit 1
       ) f on true
      where g.tenant_id = $1`,
    [town, day],
  )
  const grids = all.filter(grid => !grid.over).map(({ over: _, ...grid }) => grid)
  const boundaries = await tx.query<Dated & Omit<Boundary, 'from' | 'until'>>(
    `select boundary_id as "boundaryId", grid_id as "gridId", valid_from as "from", valid_to as "until", shape, example
       from boundary where tenant_id = $1 and (valid_to is null or valid_to >= $2)`,
    [town, day],
  )
  const landmarks = await tx.query<Landmark>(
    `select landmark_id as "landmarkId", grid_id as "gridId", kind, name, lon, lat
       from landmark where tenant_id = $1 order by landmark_id`,
    [town],
  )
  const supplyAreas = await tx.query<SupplyArea>(
    `select a.supply_area_id as "supplyAreaId", a.utility, a.name,
            array_agg(g.grid_id::text order by g.grid_id) as "gridIds"
       from supply_area a join supply_area_grid g on g.tenant_id = a.tenant_id and g.supply_area_id = a.supply_area_id
      where a.tenant_id = $1
      group by a.tenant_id, a.supply_area_id, a.utility, a.name order by a.supply_area_id`,
    [town],
  )
  const units = await tx.query<Dated & Omit<Unit, 'from' | 'until'>>(
    `select unit_id as "unitId", code, name, kind, grid_id as "gridId", valid_from as "from", valid_to as "until"
       from unit where tenant_id = $1 and (valid_to is null or valid_to >= $2) order by code`,
    [town, day],
  )
  return {
    version,
    grids: grids.map(({ parentId, ...grid }) => (parentId === null ? dated(grid) : { ...dated(grid), parentId })),
    boundaries: boundaries.map(dated),
    landmarks,
    supplyAreas,
    units: units.map(dated),
    otherNames: new Map(all.filter(grid => grid.over).map(grid => [grid.gridId, grid.name])),
  }
}

/** Every code that a grid of the town ever had, with whose it is; a grid of an empty term never had one. */
export async function listUsedCodes(tx: Tx): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.query<{ code: string; gridId: string }>(
    `select code, grid_id as "gridId" from grid where tenant_id = $1 and (valid_to is null or valid_to >= valid_from)
     union all select code, grid_id from grid_former where tenant_id = $1`,
    [tx.tenantId],
  )
  return new Map(rows.map(row => [row.code, row.gridId]))
}

/** Of every grid that the town ever had. */
export async function listParents(tx: Tx): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.query<{ gridId: string; parentId: string }>(
    'select grid_id as "gridId", parent_id as "parentId" from grid where tenant_id = $1 and parent_id is not null',
    [tx.tenantId],
  )
  return new Map(rows.map(row => [row.gridId, row.parentId]))
}

type Dated = { readonly from: LocalDate; readonly until: LocalDate | null }

function dated<Row extends Dated>(row: Row): Omit<Row, 'until'> & { readonly until?: LocalDate } {
  const { until, ...rest } = row
  return until === null ? rest : { ...rest, until }
}

export async function insertGrids(tx: Tx, grids: readonly Grid[]): Promise<void> {
  await insertRows(
    tx,
    'grid',
    grids.map(grid => ({
      grid_id: grid.gridId,
      level: grid.level,
      parent_id: grid.parentId ?? null,
      code: grid.code,
      name: grid.name,
      local_names: grid.localNames,
      kind: grid.kind,
      valid_from: grid.from,
      valid_to: grid.until ?? null,
    })),
  )
}

export async function insertBoundaries(tx: Tx, boundaries: readonly Boundary[]): Promise<void> {
  await insertRows(
    tx,
    'boundary',
    boundaries.map(boundary => ({
      boundary_id: boundary.boundaryId,
      grid_id: boundary.gridId,
      valid_from: boundary.from,
      valid_to: boundary.until ?? null,
      shape: roundedShape(boundary.shape),
      example: boundary.example,
    })),
  )
}

export async function insertLandmarks(tx: Tx, landmarks: readonly Landmark[]): Promise<void> {
  await insertRows(
    tx,
    'landmark',
    landmarks.map(landmark => ({
      landmark_id: landmark.landmarkId,
      grid_id: landmark.gridId,
      kind: landmark.kind,
      name: landmark.name,
      lon: landmark.lon,
      lat: landmark.lat,
    })),
  )
}

export async function insertSupplyAreas(tx: Tx, areas: readonly SupplyArea[]): Promise<void> {
  await insertRows(
    tx,
    'supply_area',
    areas.map(area => ({
      supply_area_id: area.supplyAreaId,
      utility: area.utility,
      name: area.name,
    })),
  )
  await insertRows(
    tx,
    'supply_area_grid',
    areas.flatMap(area => area.gridIds.map(gridId => ({ supply_area_id: area.supplyAreaId, grid_id: gridId }))),
  )
}

/** The whole list anew; tickets keep the ids of landmarks that are gone. */
export async function replaceLandmarks(tx: Tx, landmarks: readonly Landmark[]): Promise<void> {
  await tx.query('delete from landmark where tenant_id = $1', [tx.tenantId])
  await insertLandmarks(tx, landmarks)
}

/** The whole list anew; tickets keep the ids of areas that are gone. */
export async function replaceSupplyAreas(tx: Tx, areas: readonly SupplyArea[]): Promise<void> {
  await tx.query('delete from supply_area_grid where tenant_id = $1', [tx.tenantId])
  await tx.query('delete from supply_area where tenant_id = $1', [tx.tenantId])
  await insertSupplyAreas(tx, areas)
}

export async function insertUnits(tx: Tx, units: readonly Unit[]): Promise<void> {
  await insertRows(
    tx,
    'unit',
    units.map(unit => ({
      unit_id: unit.unitId,
      code: unit.code,
      name: unit.name,
      kind: unit.kind,
      grid_id: unit.gridId,
      valid_from: unit.from,
      valid_to: unit.until ?? null,
    })),
  )
}

/** Every process compares this number before it trusts its tree in memory. */
export async function raiseVersion(tx: Tx): Promise<number> {
  const rows = await tx.query<{ version: number }>(
    `insert into grid_version (tenant_id, version) values ($1, 1)
     on conflict (tenant_id) do update set version = grid_version.version + 1 returning version`,
    [tx.tenantId],
  )
  return rows[0]!.version
}

type GridTable = 'grid' | 'boundary' | 'landmark' | 'supply_area' | 'supply_area_grid' | 'unit'

/** All rows in one statement: the columns are those of the table, the rows one JSON value. */
async function insertRows(tx: Tx, table: GridTable, rows: readonly Record<string, unknown>[]): Promise<void> {
  const first = rows[0]
  if (first === undefined) return
  const columns = Object.keys(first).join(', ')
  await tx.query(
    `insert into ${table} (tenant_id, ${columns})
     select $1, ${columns} from jsonb_populate_recordset(null::${table}, $2::jsonb)`,
    [tx.tenantId, JSON.stringify(rows)],
  )
}

function roundedShape(shape: Shape): Shape {
  const ring = (points: readonly (readonly [number, number])[]) =>
    points.map(([lon, lat]): [number, number] => [Math.round(lon * 1e7) / 1e7, Math.round(lat * 1e7) / 1e7])
  return shape.type === 'Polygon'
    ? { type: 'Polygon', coordinates: shape.coordinates.map(ring) }
    : { type: 'MultiPolygon', coordinates: shape.coordinates.map(rings => rings.map(ring)) }
}
