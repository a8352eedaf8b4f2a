/** The town's grids on any day. Today's come from memory, as routing has them; another day is read once and kept a while. */

import { pointsByGrid } from '@onegrid/domain/grid/division/compare.ts'
import type { GridFiguresWire } from '@onegrid/domain/grid/division/contract.ts'
import { groundOf, squareMetresOf } from '@onegrid/domain/grid/division/lattice.ts'
import type { LocalDate } from '@onegrid/domain/kernel/time.ts'
import type { Clock } from '../../clock.ts'
import type { Database, Tx } from '../../database/database.ts'
import { findIndexOn, type GridIndex, gridIndex } from '../grid-index.ts'
import { findVersion, listParents, loadGrids } from '../store.ts'
import { loadSuccessions } from '../store-division.ts'
import { foretold } from './foretold.ts'
import { groundOn } from './ground.ts'
import { askHouseholds, askPosts, askTickets } from './ground-facts.ts'

type DayPorts = { readonly database: Database; readonly clock: Clock }
type Kept = { readonly version: number; readonly index: GridIndex | undefined }

/** A reader turns a few days back and forth; a county's index is some megabytes. */
const daysKept = 8
const memoryOf = new WeakMap<Database, Map<string, Kept>>()

/** @returns nothing where the town had no grids on that day */
export async function findGridsOn(
  ports: DayPorts,
  tenantId: string,
  onDay: LocalDate | undefined,
): Promise<GridIndex | undefined> {
  const today = await gridIndex(ports, tenantId)
  if (onDay === undefined || onDay === today.day) return today
  const memory = memoryOf.get(ports.database) ?? new Map<string, Kept>()
  memoryOf.set(ports.database, memory)
  const key = `${tenantId} ${onDay}`
  const kept = memory.get(key)
  memory.delete(key)
  const fresh = await ports.database.read(tenantId, async (tx): Promise<Kept> => {
    const version = await findVersion(tx)
    if (kept?.version === version) return kept
    return { version, index: findIndexOn(await foretold(tx, await loadGrids(tx, onDay), onDay), onDay) }
  })
  memory.set(key, fresh)
  for (const oldest of memory.keys()) if (memory.size > daysKept) memory.delete(oldest)
  return fresh.index
}

/** Counts by grid on a day: a grid counts what lies in the grids in it. Never of persons, only of posts. */
export async function showGridFigures(tx: Tx, { clock }: DayPorts, onDay?: LocalDate): Promise<GridFiguresWire> {
  const { day, division } = await groundOn(tx, clock, onDay)
  const [points, posts, tickets] = await Promise.all([askHouseholds(tx), askPosts(tx, day), askTickets(tx, day)])
  const households = points.length === 0 ? undefined : pointsByGrid(division, points)
  const parentOf = new Map(division.grids.map(({ key, parentKey }) => [key, parentKey]))
  const none = () => ({ posts: 0, received: 0, accepted: 0, open: 0 })
  const sums = new Map(division.grids.map(({ key }) => [key, none()]))
  const standIn = await standInsOn(tx, gridId => sums.has(gridId))
  const add = (gridId: string, counts: Partial<ReturnType<typeof none>>) => {
    for (let key = standIn(gridId); key !== undefined; key = parentOf.get(key)) {
      const sum = sums.get(key)
      if (sum === undefined) return
      for (const name of ['posts', 'received', 'accepted', 'open'] as const) sum[name] += counts[name] ?? 0
    }
  }
  for (const [gridId, count] of posts) add(gridId, { posts: count })
  for (const [gridId, counts] of tickets) add(gridId, counts)
  return {
    onDay: day,
    households: households !== undefined,
    items: division.grids.map(({ key, shape }) => {
      const { posts: held, ...counts } = sums.get(key) ?? none()
      const here = households?.get(key)
      return {
        gridId: key,
        ...(shape === undefined ? {} : { squareMetres: Math.round(squareMetresOf(groundOf(shape))) }),
        ...(here === undefined ? {} : { households: here.households, people: here.people }),
        posts: held,
        tickets: counts,
      }
    }),
  }
}

/**
 * A matter counts in the grid that it has now or had when it was closed, which may be another one than on the day asked:
 * then in the grid of that day that came before it, or after it, or above it.
 */
async function standInsOn(
  tx: Tx,
  isThere: (gridId: string) => boolean,
): Promise<(gridId: string) => string | undefined> {
  const successions = await loadSuccessions(tx)
  const parents = await listParents(tx)
  const before = new Map<string, { readonly gridId: string; readonly share: number }>()
  for (const { gridId, successorId, share } of [...successions.values()].flat())
    if (share > (before.get(successorId)?.share ?? 0)) before.set(successorId, { gridId, share })
  const along = (gridId: string, next: (gridId: string) => string | undefined) => {
    const seen = new Set<string>()
    for (let each: string | undefined = gridId; each !== undefined && !seen.has(each); each = next(each)) {
      if (isThere(each)) return each
      seen.add(each)
    }
    return undefined
  }
  return gridId =>
    along(gridId, each => before.get(each)?.gridId) ??
    along(gridId, each => successions.get(each)?.[0]?.successorId) ??
    along(gridId, each => parents.get(each))
}
