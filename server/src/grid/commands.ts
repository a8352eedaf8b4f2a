import type { Boundary, Grid, Landmark, SupplyArea, Unit } from '@onegrid/domain/grid/grid.ts'
import { locator } from '@onegrid/domain/grid/locate.ts'
import { gridTree } from '@onegrid/domain/grid/tree.ts'
import { toWgs84 } from '@onegrid/domain/kernel/place.ts'
import { demand } from '@onegrid/domain/kernel/refusal.ts'
import type { LocalDate } from '@onegrid/domain/kernel/time.ts'
import type { Tx } from '../database/database.ts'
import type { Ids } from '../ids.ts'
import {
  findVersion,
  insertBoundaries,
  insertGrids,
  insertLandmarks,
  insertSupplyAreas,
  insertUnits,
  raiseVersion,
} from './store.ts'

/** A town's grids as data that knows no ids: things point at each other by code. */
export type GridPlan = {
  readonly grids: readonly (Omit<Grid, 'gridId' | 'parentId' | 'from' | 'until'> & { readonly parentCode?: string })[]
  readonly boundaries?: readonly (Pick<Boundary, 'shape' | 'example'> & { readonly gridCode: string })[]
  readonly landmarks?: readonly (Omit<Landmark, 'landmarkId' | 'gridId'> & { readonly gridCode: string })[]
  readonly supplyAreas?: readonly (Omit<SupplyArea, 'supplyAreaId' | 'gridIds'> & {
    readonly gridCodes: readonly string[]
  })[]
  readonly units?: readonly (Omit<Unit, 'unitId' | 'gridId' | 'from' | 'until'> & { readonly gridCode: string })[]
}

export type PlantedGrids = {
  readonly grids: readonly Grid[]
  readonly landmarks: readonly Landmark[]
  readonly supplyAreas: readonly SupplyArea[]
  readonly units: readonly Unit[]
}

/**
 * Gives a town without grids its first ones, all in force from one day. Only once: changing grids keeps the old ones
 * with an end, so that old tickets keep the grid of their day.
 */
export async function plantGrids(tx: Tx, ids: Ids, plan: GridPlan, from: LocalDate): Promise<PlantedGrids> {
  demand((await findVersion(tx)) === 0, 'already_set_up', { what: 'grids' })
  const idByCode = new Map(plan.grids.map(grid => [grid.code, ids.id()]))
  demand(idByCode.size === plan.grids.length, 'field_invalid', { field: 'code' })
  const idOf = (code: string) => {
    const gridId = idByCode.get(code)
    demand(gridId !== undefined, 'grid_unknown', { code })
    return gridId
  }
  const grids = plan.grids.map(({ parentCode, ...grid }): Grid => {
    const made = { ...grid, gridId: idOf(grid.code), from }
    return parentCode === undefined ? made : { ...made, parentId: idOf(parentCode) }
  })
  const boundaries = (plan.boundaries ?? []).map(
    ({ gridCode, ...boundary }): Boundary => ({ ...boundary, boundaryId: ids.id(), gridId: idOf(gridCode), from }),
  )
  const landmarks = (plan.landmarks ?? []).map(({ gridCode, ...landmark }): Landmark => {
    const { lon, lat } = toWgs84(landmark)
    return { ...landmark, landmarkId: ids.id(), gridId: idOf(gridCode), lon, lat }
  })
  const supplyAreas = (plan.supplyAreas ?? []).map(
    ({ gridCodes, ...area }): SupplyArea => ({ ...area, supplyAreaId: ids.id(), gridIds: gridCodes.map(idOf) }),
  )
  const units = (plan.units ?? []).map(
    ({ gridCode, ...unit }): Unit => ({ ...unit, unitId: ids.id(), gridId: idOf(gridCode), from }),
  )
  // What a tree or a locator would refuse later must not be kept now.
  gridTree(grids)
  locator(boundaries.map(boundary => ({ id: boundary.gridId, shape: boundary.shape })))

  // Parents first: a grid refers to the one above it.
  await insertGrids(
    tx,
    [...grids].sort((one, other) => rank(one) - rank(other)),
  )
  await insertBoundaries(tx, boundaries)
  await insertLandmarks(tx, landmarks)
  await insertSupplyAreas(tx, supplyAreas)
  await insertUnits(tx, units)
  await raiseVersion(tx)
  return { grids, landmarks, supplyAreas, units }
}

/** A new town before anybody drew its villages: the large grid alone, so that tickets have somewhere to go. */
export function townAlone(code: string, name: string): GridPlan {
  demand(code.length > 0, 'field_invalid', { field: 'code' })
  return { grids: [{ level: 'large', code, name, localNames: [], kind: 'town' }] }
}

function rank(grid: Grid): number {
  return ['large', 'medium', 'small'].indexOf(grid.level)
}
