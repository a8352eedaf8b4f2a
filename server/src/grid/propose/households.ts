/** Household points and figures come in from a file, replace what was there as a whole, and are taken back as a whole. */
import { createHash } from 'node:crypto'
import { locator } from '@onegrid/domain/grid/locate.ts'
import {
  type HouseholdsImported,
  type HouseholdsRead,
  type HouseholdsWire,
  mostLeftOutTold,
} from '@onegrid/domain/grid/propose/contract.ts'
import {
  type LeftOutRow,
  type ReadHouseholds,
  readHouseholdTable,
} from '@onegrid/domain/grid/propose/household-table.ts'
import { demand, Refusal } from '@onegrid/domain/kernel/refusal.ts'
import type { Tx } from '../../database/database.ts'
import type { JobPorts } from '../../jobs/ports.ts'
import { fileBytesMost, fileRefused } from '../../tables/file-refused.ts'
import { readAside } from '../../tables/read-aside.ts'
import { readTables } from '../../tables/read-table.ts'
import type { TableFile } from '../../tables/table.ts'
import { gridIndex } from '../grid-index.ts'
import { entryOf, type PlanAsking, runPlanCommand } from '../plan/commands.ts'
import { groundOn } from '../plan/ground.ts'
import type { HouseholdFile } from './household-points.ts'
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
    const { kind } = read
    const told = leftOutTold(read)
    const set = {
      setId,
      kind,
      beforeId: before?.setId ?? null,
      importedAt: entry.recordedAt,
      importedBy: personId,
      ...told,
    }
    await insertSet(tx, set, points, figures)
    await dropOlderSets(tx, [setId, ...(before === undefined ? [] : [before.setId])])
    const { places, households } = counted(read)
    await tellTown(tx, ports, entry, 'HouseholdsImported', { setId, kind, places, households, digest })
    return { setId, kind, places, households, ...told }
  })
}

function leftOutTold({ leftOut }: ReadHouseholds): { leftOut: number; rows: LeftOutRow[] } {
  return { leftOut: leftOut.length, rows: leftOut.slice(0, mostLeftOutTold) }
}

function counted(read: ReadHouseholds): { readonly places: number; readonly households: number } {
  return sumOf(read.kind === 'points' ? read.points : read.figures)
}

function sumOf(items: readonly { readonly households: number }[]): { places: number; households: number } {
  return { places: items.length, households: items.reduce((sum, each) => sum + each.households, 0) }
}

/** What a file would bring and what would give way to it; nothing is kept. @throws Refusal file_refused, field_invalid, too_large */
export async function readHouseholdFile(
  ports: JobPorts,
  tenantId: string,
  file: HouseholdFile,
): Promise<HouseholdsRead> {
  const read = await readHouseholds(ports, tenantId, file)
  const known = await ports.database.read(tenantId, async tx => [...(await readPoints(tx)), ...(await readFigures(tx))])
  return {
    kind: read.kind,
    ...counted(read),
    ...leftOutTold(read),
    ...(known.length === 0 ? {} : { replaces: sumOf(known) }),
  }
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
  if (/\.(geo)?json$/i.test(file.name)) {
    if (file.bytes.length > fileBytesMost) throw fileRefused(file.name, 'too_large')
    return readAside<ReadHouseholds>(new URL('./household-points.ts', import.meta.url), 'pointsOfGeoJson', file)
  }
  const [{ sheets }, { tree }] = await Promise.all([readTables(file), gridIndex(ports, tenantId)])
  const read = sheets.map(
    ({ rows }) =>
      () =>
        readHouseholdTable(cellsOf(rows), file.source, tree),
  )
  // A sheet of notes may stand before the one with the numbers.
  return read.reduceRight((next, one) => () => orElse(one, next))()
}

function cellsOf(rows: TableFile['sheets'][number]['rows']) {
  return rows.map(({ number, cells }) => ({
    number,
    cells: cells.map(cell => (cell instanceof Date ? cell.toISOString() : cell)),
  }))
}

/** What the first of them says is told where none can be read. */
function orElse<Result>(one: () => Result, next: () => Result): Result {
  try {
    return one()
  } catch (refused) {
    if (!(refused instanceof Refusal) || refused.code !== 'field_invalid') throw refused
    try {
      return next()
    } catch {
      throw refused
    }
  }
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
    ...(set === undefined
      ? {}
      : { set: { ...(told as Omit<typeof set, 'beforeId'>), rows: [...set.rows], hasBefore: beforeId !== null } }),
    villages: [...counts.values()],
    outside,
  }
}
