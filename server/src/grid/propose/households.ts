/** Household points and figures come in from a file, replace what was there as a whole, and are taken back as a whole. */
import { createHash } from 'node:crypto'
import type { HouseholdPoint } from '@onegrid/domain/grid/division/compare.ts'
import { locator } from '@onegrid/domain/grid/locate.ts'
import type { HouseholdsImported, HouseholdsWire } from '@onegrid/domain/grid/propose/contract.ts'
import {
  demandSome,
  pointFrom,
  type ReadHouseholds,
  readHouseholdTable,
} from '@onegrid/domain/grid/propose/household-table.ts'
import type { CoordinateSystem } from '@onegrid/domain/kernel/place.ts'
import { demand } from '@onegrid/domain/kernel/refusal.ts'
import type { Tx } from '../../database/database.ts'
import { parseJson } from '../../http/body.ts'
import type { JobPorts } from '../../jobs/ports.ts'
import { fileRefused } from '../../tables/file-refused.ts'
import { readTables } from '../../tables/read-table.ts'
import type { IncomingFile } from '../../tables/table.ts'
import { gridIndex } from '../grid-index.ts'
import { entryOf, type PlanAsking, runPlanCommand } from '../plan/commands.ts'
import { groundOn } from '../plan/ground.ts'
import { tellTown } from './journal.ts'
import {
  dropOlderSets,
  findCurrentSet,
  insertSet,
  lockCurrentSet,
  makeCurrent,
  readFigures,
  readPoints,
} from './store.ts'

export type HouseholdFile = IncomingFile & { readonly source: CoordinateSystem }

/** @throws Refusal file_refused, field_invalid, too_large */
export async function importHouseholds(
  ports: JobPorts,
  asking: PlanAsking,
  personId: string,
  file: HouseholdFile,
): Promise<HouseholdsImported> {
  const digest = createHash('sha256').update(file.bytes).digest('base64url')
  const read = await readHouseholds(ports, asking.tenantId, file)
  return runPlanCommand(ports, asking, 'importHouseholds', { digest, source: file.source }, async (tx, entry) => {
    const before = await lockCurrentSet(tx)
    const setId = ports.ids.id()
    const points = read.kind === 'points' ? read.points : []
    const figures = read.kind === 'figures' ? read.figures : []
    const { kind, leftOut } = read
    const set = {
      setId,
      kind,
      beforeId: before?.setId ?? null,
      importedAt: entry.recordedAt,
      importedBy: personId,
      leftOut,
    }
    await insertSet(tx, set, points, figures)
    await dropOlderSets(tx, [setId, ...(before === undefined ? [] : [before.setId])])
    const counted = [...points, ...figures]
    const households = counted.reduce((sum, each) => sum + each.households, 0)
    const places = counted.length
    await tellTown(tx, ports, entry, 'HouseholdsImported', { setId, kind, places, households, digest })
    return { setId, kind, places, households, leftOut }
  })
}

/** The import before comes back; where there was none, nothing is known again. @throws Refusal not_found */
export function undoHouseholds(ports: JobPorts, asking: PlanAsking): Promise<{ readonly setId: string }> {
  return runPlanCommand(ports, asking, 'undoHouseholds', {}, async tx => {
    const current = await lockCurrentSet(tx)
    demand(current !== undefined, 'not_found')
    const { setId, beforeId } = current
    if (beforeId !== null) await makeCurrent(tx, beforeId)
    await dropOlderSets(tx, beforeId === null ? [] : [beforeId])
    await tellTown(tx, ports, entryOf(ports, asking), 'HouseholdsTakenBack', { setId, back: beforeId })
    return { setId }
  })
}

async function readHouseholds(ports: JobPorts, tenantId: string, file: HouseholdFile): Promise<ReadHouseholds> {
  if (/\.(geo)?json$/i.test(file.name)) return pointsOfGeoJson(file)
  const [{ sheets }, { tree }] = await Promise.all([readTables(file), gridIndex(ports, tenantId)])
  const rows = (sheets[0]?.rows ?? []).map(({ cells }) =>
    cells.map(cell => (cell instanceof Date ? cell.toISOString() : cell)),
  )
  return readHouseholdTable(rows, file.source, tree)
}

type Feature = {
  readonly geometry?: { readonly type?: unknown; readonly coordinates?: unknown } | null
  readonly properties?: Readonly<Record<string, unknown>> | null
}

/** Points with counts, or the outlines of buildings, of which the middle counts. */
function pointsOfGeoJson({ name, bytes, source }: HouseholdFile): ReadHouseholds {
  let read: unknown
  try {
    read = parseJson(Buffer.from(bytes))
  } catch {
    throw fileRefused(name, 'json_damaged')
  }
  const features = (read as { features?: unknown } | null)?.features
  if (!Array.isArray(features)) throw fileRefused(name, 'json_damaged')
  const points: HouseholdPoint[] = []
  let leftOut = 0
  for (const { geometry, properties } of features as readonly Feature[]) {
    const place = middleOf(geometry?.coordinates)
    const said = properties ?? {}
    const point =
      place &&
      pointFrom(
        {
          lon: place[0],
          lat: place[1],
          households: said['households'] ?? said['户数'],
          people: said['people'] ?? said['人口'],
        },
        source,
      )
    if (point === undefined) leftOut++
    else points.push(point)
  }
  return { kind: 'points', points: demandSome(points), leftOut }
}

function middleOf(coordinates: unknown): readonly [number, number] | undefined {
  if (!Array.isArray(coordinates)) return undefined
  if (typeof coordinates[0] === 'number' && typeof coordinates[1] === 'number') return [coordinates[0], coordinates[1]]
  const middles = coordinates.map(middleOf).filter(middle => middle !== undefined)
  if (middles.length === 0) return undefined
  const mean = (axis: 0 | 1) => middles.reduce((sum, middle) => sum + middle[axis], 0) / middles.length
  return [mean(0), mean(1)]
}

/** Counts by village; where single households are is not shown to anybody. */
export async function showHouseholds(tx: Tx, { clock }: Pick<JobPorts, 'clock'>): Promise<HouseholdsWire> {
  const set = await findCurrentSet(tx)
  const { division } = await groundOn(tx, clock)
  const villages = division.grids.filter(grid => grid.level === 'medium')
  const counts = new Map(
    villages.map(({ key, name }) => [key, { gridId: key, name, places: 0, households: 0, people: 0 }]),
  )
  const outside = { places: 0, households: 0 }
  const count = (
    key: string | undefined,
    { households, people }: { readonly households: number; readonly people: number },
  ) => {
    const village = key === undefined ? undefined : counts.get(key)
    const sum = village ?? outside
    sum.places++
    sum.households += households
    if (village !== undefined) village.people += people
  }
  const within = locator(villages.flatMap(({ key, shape }) => (shape === undefined ? [] : [{ id: key, shape }])))
  for (const point of await readPoints(tx)) count(within.locate(point.lon, point.lat), point)
  const parents = new Map(division.grids.map(grid => [grid.key, grid.parentKey]))
  for (const figure of await readFigures(tx)) count(parents.get(figure.gridId), figure)
  const { beforeId, ...told } = set ?? { beforeId: null }
  return {
    ...(set === undefined ? {} : { set: { ...(told as Omit<typeof set, 'beforeId'>), hasBefore: beforeId !== null } }),
    villages: [...counts.values()],
    outside,
  }
}
