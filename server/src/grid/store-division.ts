/** What a division writes into the grids' tables, at its adoption and on its day. */
import type { PlanGrid } from '@onegrid/domain/grid/division/division.ts'
import type { LocalDate } from '@onegrid/domain/kernel/time.ts'
import type { Tx } from '../database/database.ts'

/** Grids that end the day before; one that began on this very day gets an empty term. */
export async function endGrids(tx: Tx, gridIds: readonly string[], effectiveOn: LocalDate): Promise<void> {
  if (gridIds.length === 0) return
  await tx.query(
    `update grid set valid_to = $3::date - 1
     where tenant_id = $1 and grid_id = any($2::uuid[]) and (valid_to is null or valid_to >= $3)`,
    [tx.tenantId, gridIds, effectiveOn],
  )
}

export async function endBoundaries(tx: Tx, gridIds: readonly string[], effectiveOn: LocalDate): Promise<void> {
  if (gridIds.length === 0) return
  await tx.query(
    `update boundary set valid_to = $3::date - 1
     where tenant_id = $1 and grid_id = any($2::uuid[]) and (valid_to is null or valid_to >= $3)`,
    [tx.tenantId, gridIds, effectiveOn],
  )
}

export type SuccessionRow = {
  readonly gridId: string
  readonly successorId: string
  readonly share: number
  readonly heir?: boolean
}

export async function insertSuccessions(tx: Tx, planId: string, rows: readonly SuccessionRow[]): Promise<void> {
  if (rows.length === 0) return
  await tx.query(
    `insert into grid_succession (tenant_id, plan_id, grid_id, successor_id, share, heir)
     select $1, $2, "gridId", "successorId", share, coalesce(heir, false)
     from jsonb_to_recordset($3::jsonb) as row("gridId" uuid, "successorId" uuid, share double precision, heir boolean)`,
    [tx.tenantId, planId, JSON.stringify(rows)],
  )
}

/** All that the town ever had, of each grid the heir first, then the largest share: a successor may have ended itself. */
export async function loadSuccessions(tx: Tx): Promise<ReadonlyMap<string, readonly SuccessionRow[]>> {
  const rows = await tx.query<SuccessionRow>(
    `select grid_id as "gridId", successor_id as "successorId", share from grid_succession where tenant_id = $1
     order by grid_id, heir desc, share desc, successor_id`,
    [tx.tenantId],
    'grid-successions',
  )
  return Map.groupBy(rows, row => row.gridId)
}

/** Takes an adoption back before its day: what it began gets an empty term, what it ended goes on. */
export async function revokeTerms(tx: Tx, planId: string, effectiveOn: LocalDate): Promise<readonly string[]> {
  const begun = await tx.query<{ gridId: string }>(
    `update grid set valid_to = valid_from - 1
     where tenant_id = $1 and valid_from = $2 and (valid_to is null or valid_to >= valid_from) returning grid_id as "gridId"`,
    [tx.tenantId, effectiveOn],
  )
  await tx.query(
    `update boundary set valid_to = valid_from - 1
     where tenant_id = $1 and valid_from = $2 and (valid_to is null or valid_to >= valid_from)`,
    [tx.tenantId, effectiveOn],
  )
  for (const table of ['grid', 'boundary'])
    await tx.query(
      `update ${table} set valid_to = null where tenant_id = $1 and valid_to = $2::date - 1 and valid_from < $2`,
      [tx.tenantId, effectiveOn],
    )
  await tx.query('delete from grid_succession where tenant_id = $1 and plan_id = $2', [tx.tenantId, planId])
  return begun.map(row => row.gridId)
}

/** Keeps what the grids were called until now, and calls them what the plan says. */
export async function describeGrids(
  tx: Tx,
  grids: readonly (Pick<PlanGrid, 'name' | 'localNames' | 'kind' | 'code'> & { readonly gridId: string })[],
  effectiveOn: LocalDate,
): Promise<void> {
  if (grids.length === 0) return
  const rows = JSON.stringify(
    grids.map(({ gridId, name, localNames, kind, code }) => ({ gridId, name, localNames, kind, code })),
  )
  const ids = grids.map(grid => grid.gridId)
  await tx.query(
    `insert into grid_former (tenant_id, grid_id, until_day, code, name, local_names, kind)
     select tenant_id, grid_id, $3::date - 1, code, name, local_names, kind from grid
     where tenant_id = $1 and grid_id = any($2::uuid[]) and valid_from < $3
     on conflict do nothing`,
    [tx.tenantId, ids, effectiveOn],
  )
  // Two grids may have changed codes with each other: neither may stand in the other one's way for a moment.
  await tx.query('update grid set code = grid_id::text where tenant_id = $1 and grid_id = any($2::uuid[])', [
    tx.tenantId,
    ids,
  ])
  await tx.query(
    `update grid set code = row.code, name = row.name, local_names = row."localNames", kind = row.kind
     from jsonb_to_recordset($2::jsonb) as row("gridId" uuid, code text, name text, "localNames" text[], kind text)
     where tenant_id = $1 and grid_id = row."gridId"`,
    [tx.tenantId, rows],
  )
}

export type Moved = { readonly id: string; readonly gridId: string }

/** Things without dates of their own: they lie where they lie, and serve on where their grid's ground went. */
export async function moveThings(tx: Tx, table: 'landmark' | 'unit' | 'venue', moved: readonly Moved[]): Promise<void> {
  if (moved.length === 0) return
  // Who has a venue open in an editor sees that it changed.
  const also = table === 'venue' ? ', version = version + 1' : ''
  await tx.query(
    `update ${table} set grid_id = row."gridId"${also} from jsonb_to_recordset($2::jsonb) as row(id uuid, "gridId" uuid)
     where tenant_id = $1 and ${table}_id = row.id`,
    [tx.tenantId, JSON.stringify(moved)],
  )
}

export type VenuePlace = {
  readonly id: string
  readonly gridId: string
  readonly lon: number | null
  readonly lat: number | null
}

export async function listVenuePlaces(tx: Tx): Promise<readonly VenuePlace[]> {
  return tx.query<VenuePlace>(
    'select venue_id as id, grid_id as "gridId", lon, lat from venue where tenant_id = $1 and closed_on is null',
    [tx.tenantId],
  )
}

/** An area from which all grids ended keeps its id: open matters and known problems may point at it. */
export async function moveSupply(
  tx: Tx,
  ended: readonly string[],
  fed: readonly { readonly supplyAreaId: string; readonly gridId: string }[],
): Promise<void> {
  await tx.query('delete from supply_area_grid where tenant_id = $1 and grid_id = any($2::uuid[])', [
    tx.tenantId,
    ended,
  ])
  if (fed.length === 0) return
  await tx.query(
    `insert into supply_area_grid (tenant_id, supply_area_id, grid_id)
     select $1, "supplyAreaId", "gridId" from jsonb_to_recordset($2::jsonb) as row("supplyAreaId" uuid, "gridId" uuid)
     on conflict do nothing`,
    [tx.tenantId, JSON.stringify(fed)],
  )
}
