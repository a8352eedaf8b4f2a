/** What a plan is checked against: the grids in force, and every code that the town ever used. */
import { createHash } from 'node:crypto'
import { divisionLimits } from '@onegrid/domain/grid/division/contract.ts'
import { type Division, divisionOf, type Fault } from '@onegrid/domain/grid/division/division.ts'
import { faultsOf } from '@onegrid/domain/grid/division/faults.ts'
import { type Fingerprints, fingerprintsOf } from '@onegrid/domain/grid/division/rebase.ts'
import { anchored } from '@onegrid/domain/grid/division/settle.ts'
import { isInForce } from '@onegrid/domain/grid/grid.ts'
import { localDate } from '@onegrid/domain/kernel/calendar.ts'
import { demand, Refusal } from '@onegrid/domain/kernel/refusal.ts'
import type { LocalDate } from '@onegrid/domain/kernel/time.ts'
import type { Clock } from '../../clock.ts'
import type { Tx } from '../../database/database.ts'
import { findIndexOn, type GridIndex } from '../grid-index.ts'
import { listUsedCodes, loadGrids, type TownGrids } from '../store.ts'
import { foretold } from './foretold.ts'

/** The town on a day as a plan begins with it. */
export type TownGround = {
  readonly day: LocalDate
  readonly version: number
  readonly division: Division
  /** With whose it was or is; grids that never came to be have used none up. */
  readonly usedCodes: ReadonlyMap<string, string>
  /** As routing sees it; nothing where the town had no grids yet. */
  findIndex(): GridIndex | undefined
}

export async function townDay(tx: Tx, clock: Clock): Promise<LocalDate> {
  const [town] = await tx.query<{ zone: string }>(
    'select zone from tenant where tenant_id = $1',
    [tx.tenantId],
    'town-zone',
  )
  return localDate(town?.zone ?? 'UTC', clock.now())
}

/** @param day today unless it is said */
export async function groundOn(tx: Tx, clock: Clock, day?: LocalDate): Promise<TownGround> {
  const asked = day ?? (await townDay(tx, clock))
  const [all, usedCodes] = await Promise.all([loadGrids(tx, asked), listUsedCodes(tx)])
  return groundFrom(all, usedCodes, asked)
}

/** The town on a day to come as it will be called then, for whoever takes it out or begins a plan with it. */
export async function groundToCome(tx: Tx, clock: Clock, day?: LocalDate): Promise<TownGround> {
  const asked = day ?? (await townDay(tx, clock))
  const [all, usedCodes] = await Promise.all([loadGrids(tx, asked), listUsedCodes(tx)])
  return groundFrom(day === undefined ? all : await foretold(tx, all, asked), usedCodes, asked)
}

function groundFrom(all: TownGrids, usedCodes: TownGround['usedCodes'], asked: LocalDate): TownGround {
  const grids = all.grids.filter(grid => isInForce(grid, asked))
  const boundaries = all.boundaries.filter(boundary => isInForce(boundary, asked))
  return {
    day: asked,
    version: all.version,
    division: divisionOf(grids, boundaries),
    usedCodes,
    findIndex: () => findIndexOn(all, asked),
  }
}

/** Short enough to be kept for each grid of a plan; a slip is one in 2^96. */
export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 16)
}

export function fingerprints(division: Division): Fingerprints {
  return fingerprintsOf(division, digestOf)
}

/**
 * A division from outside, bound to the grids in force and without errors. @returns it, with the hints that are left
 * @throws Refusal field_invalid, division_invalid with the faults, their grids and places
 */
export function soundDivision(
  given: Division,
  ground: TownGround,
): { readonly division: Division; readonly hints: readonly Fault[] } {
  const division = boundDivision(given, ground)
  const faults = faultsOf(division, { usedCodes: ground.usedCodes })
  const errors = faults.filter(fault => fault.severity === 'error')
  if (errors.length > 0) throw invalid(errors)
  return { division, hints: faults }
}

export function boundDivision(given: Division, ground: TownGround): Division {
  demandWellFormed(given)
  return anchored(given, ground.division, ground.usedCodes)
}

/** More faults than a person mends before asking again. */
export const mostFaults = 200
const faultsInRefusal = 50

function invalid(errors: readonly Fault[]): Refusal {
  return new Refusal('division_invalid', {
    pointer: '/division',
    errors: errors.length,
    // Shapes are asked for with a check of their own; a refusal says where to look.
    faults: errors.slice(0, faultsInRefusal).map(({ shape: _, ...fault }) => fault),
  })
}

/** What no shape can say: each key and each grid once, one town, not more corners than a town's map has. */
function demandWellFormed({ grids }: Division): void {
  const keys = new Set<string>()
  const ids = new Set<string>()
  let corners = 0
  grids.forEach(({ key, gridId, shape }, at) => {
    demand(!keys.has(key), 'field_invalid', wrong(at, 'key', 'each key once', '每个 key 只能出现一次'))
    keys.add(key)
    if (gridId !== undefined) {
      demand(!ids.has(gridId), 'field_invalid', wrong(at, 'gridId', 'each grid once', '每个网格只能出现一次'))
      ids.add(gridId)
    }
    const polygons = shape === undefined ? [] : shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates
    for (const rings of polygons) for (const ring of rings) corners += ring.length
  })
  demand(corners <= divisionLimits.cornersInAll, 'too_large', { corners, most: divisionLimits.cornersInAll })
  demand(
    grids.some(grid => grid.level === 'large'),
    'field_invalid',
    { pointer: '/division/grids', expected: 'the large grid among them', expectedZh: '其中要有大网格（镇）' },
  )
}

function wrong(at: number, field: string, expected: string, expectedZh: string) {
  return { field, pointer: `/division/grids/${at}/${field}`, expected, expectedZh }
}
