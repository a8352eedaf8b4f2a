/**
 * The day of a plan: what has no dates of its own (names, landmarks, units, supply areas) changes in one transaction, posts
 * with it; open matters follow in batches right after. The sweep does it, at once where the day is today.
 */
import { compareDivisions } from '@onegrid/domain/grid/division/compare.ts'
import type { Division } from '@onegrid/domain/grid/division/division.ts'
import { finestOf, relocated } from '@onegrid/domain/grid/division/relocate.ts'
import { settle } from '@onegrid/domain/grid/division/settle.ts'
import { demand } from '@onegrid/domain/kernel/refusal.ts'
import type { Instant, LocalDate } from '@onegrid/domain/kernel/time.ts'
import type { Tx } from '../../database/database.ts'
import type { JobPorts } from '../../jobs/ports.ts'
import { append, type Entry, headOf } from '../../journal/journal.ts'
import { findIndexOn, forgetGridIndex, type GridIndex, gridIndex } from '../grid-index.ts'
import { loadGrids, lockVersion, raiseVersion } from '../store.ts'
import {
  describeGrids,
  listVenuePlaces,
  loadSuccessions,
  type Moved,
  moveSupply,
  moveThings,
  type VenuePlace,
} from '../store-division.ts'
import { type DivisionChange, letFollow, type MayGoOn, tellInForce } from './change.ts'
import { groundOn, type TownGround, townDay } from './ground.ts'
import { findWaiting, getPlan, listFollowing, lockPlan, setFollowed, setInForce } from './store.ts'
import { dayBefore } from './undo.ts'

/** Two processes at once: the second waits for the plan's row and finds it in force. */
export async function sweepDivisions(ports: JobPorts, tenantId: string, now: Instant): Promise<void> {
  const due = await ports.database.read(tenantId, async tx => {
    const waiting = await findWaiting(tx)
    return waiting && waiting.effectiveOn <= (await townDay(tx, ports.clock)) ? waiting : undefined
  })
  if (due) {
    const entry: Entry = { commandId: `plan-${due.planId}`, recordedAt: now, actor: { kind: 'clock' } }
    await ports.database.write(tenantId, async tx => {
      await lockVersion(tx)
      const plan = await lockPlan(tx, due.planId)
      if (plan.state === 'adopted') await takeEffect(tx, ports, due.planId, entry)
    })
    forgetGridIndex(ports.database, tenantId)
  }
  const following = await ports.database.read(tenantId, listFollowing)
  for (const { planId } of following) await followPlan(ports, tenantId, planId)
}

/**
 * In the caller's transaction, which holds the town's grid version.
 * @param before the town until this moment, where the plan takes effect in the middle of a day
 * @returns the plan's version after it
 */
export async function takeEffect(
  tx: Tx,
  ports: JobPorts,
  planId: string,
  entry: Entry,
  before?: TownGround,
): Promise<{ readonly version: number }> {
  const { division, effectiveOn } = await getPlan(tx, planId)
  demand(effectiveOn !== null, 'plan_closed', {})
  const then = before ?? (await groundOn(tx, ports.clock, dayBefore(effectiveOn)))
  const now = await groundOn(tx, ports.clock, effectiveOn)
  const change = await changeOf(tx, planId, effectiveOn, entry, then.findIndex())
  await moveThings(tx, 'landmark', landmarksIn(change))
  await moveThings(tx, 'unit', unitsIn(change))
  await moveThings(tx, 'venue', venuesIn(change, await listVenuePlaces(tx)))
  await moveSupply(tx, change.ended, supplyIn(change, then.division, division))
  await describeGrids(tx, describedIn(now.division, division), effectiveOn)
  await tellInForce(ports, tx, change)
  const version = await setInForce(tx, planId, entry.recordedAt)
  const stream = { kind: 'grid', id: tx.tenantId }
  const event = { type: 'DivisionInForce', at: entry.recordedAt, planId, version: await raiseVersion(tx) }
  await append(tx, ports.ids, stream, await headOf(tx, stream), [event], entry)
  return { version }
}

/** Lets everything follow that may be many; what a process left half done, the next round finishes. */
export async function followPlan(
  ports: JobPorts,
  tenantId: string,
  planId: string,
  { before, mayGoOn = () => true }: { readonly before?: GridIndex | undefined; readonly mayGoOn?: MayGoOn } = {},
): Promise<void> {
  const now = ports.clock.now()
  const entry: Entry = { commandId: `plan-${planId}`, recordedAt: now, actor: { kind: 'clock' } }
  const change = await ports.database.read(tenantId, async tx => {
    const { effectiveOn, followedAt } = await getPlan(tx, planId)
    return effectiveOn === null || followedAt !== null ? undefined : changeOf(tx, planId, effectiveOn, entry, before)
  })
  if (change === undefined) return
  if (!(await letFollow(ports, tenantId, change, mayGoOn))) return
  await ports.database.write(tenantId, tx => setFollowed(tx, planId, now))
}

/** For a matter that comes late: its grid is over, by the rows and not by memory. @returns nothing while it is in force */
export async function findLateChange(tx: Tx, ports: JobPorts, gridId: string): Promise<LateChange | undefined> {
  const today = await townDay(tx, ports.clock)
  const [over] = await tx.query<{ planId: string }>(
    `select s.plan_id as "planId" from grid_succession s join grid g on g.tenant_id = s.tenant_id and g.grid_id = s.grid_id
     where s.tenant_id = $1 and s.grid_id = $2 and g.valid_to < $3 limit 1`,
    [tx.tenantId, gridId, today],
    'grid-over',
  )
  if (over === undefined) return undefined
  let grids = await gridIndex(ports, tx.tenantId, tx)
  if (grids.tree.find(gridId) !== undefined) {
    forgetGridIndex(ports.database, tx.tenantId)
    grids = await gridIndex(ports, tx.tenantId, tx)
  }
  const entry: Entry = { commandId: `plan-${over.planId}`, recordedAt: ports.clock.now(), actor: { kind: 'clock' } }
  return {
    planId: over.planId,
    before: grids,
    after: grids,
    successorsOf: successorsIn(await loadSuccessions(tx)),
    entry,
  }
}
export type LateChange = Pick<DivisionChange, 'planId' | 'before' | 'after' | 'successorsOf' | 'entry'>

function successorsIn(successions: Awaited<ReturnType<typeof loadSuccessions>>): DivisionChange['successorsOf'] {
  return gridId => (successions.get(gridId) ?? []).map(({ successorId, share }) => ({ gridId: successorId, share }))
}

async function changeOf(
  tx: Tx,
  planId: string,
  effectiveOn: LocalDate,
  entry: Entry,
  known?: GridIndex,
): Promise<DivisionChange> {
  const eve = dayBefore(effectiveOn)
  const after = findIndexOn(await loadGrids(tx, effectiveOn), effectiveOn)
  demand(after !== undefined, 'grid_unknown', { day: effectiveOn })
  // A town's very first day has no day before it: then its grids are as they are, and nothing lay in others.
  const before = known ?? findIndexOn(await loadGrids(tx, eve), eve) ?? after
  const successions = await loadSuccessions(tx)
  const own = await tx.query<{ gridId: string; ended: boolean }>(
    `select distinct grid_id as "gridId", true as ended from grid_succession where tenant_id = $1 and plan_id = $2`,
    [tx.tenantId, planId],
  )
  return {
    planId,
    effectiveOn,
    before,
    after,
    ended: [...new Set([...own.map(row => row.gridId), ...gone(before, after)])],
    begun: gone(after, before),
    successorsOf: successorsIn(successions),
    entry,
  }
}

/** Grids that the plan calls otherwise than they are called until now. */
function describedIn(now: Division, plan: Division) {
  return settle(now, plan).continuing.flatMap(({ described, gridId, grid }) => (described ? [{ ...grid, gridId }] : []))
}

/** Grids of the one day that the other one has not. */
function gone(one: GridIndex, other: GridIndex): string[] {
  return one.tree.grids.flatMap(({ gridId }) => (other.tree.find(gridId) === undefined ? [gridId] : []))
}

function successorOf(change: DivisionChange): (gridId: string) => string | undefined {
  return gridId => change.successorsOf(gridId)[0]?.gridId
}

/** The finest grid in which the thing lies now, where that is another one than before. */
export function movedTo(
  change: DivisionChange,
  gridId: string,
  point?: { readonly lon: number; readonly lat: number },
): string | undefined {
  const { before, after } = change
  const known = before.tree.find(gridId) ?? after.tree.find(gridId)
  const grid = known === undefined ? { large: after.tree.large.gridId, small: gridId } : pathIn(change, gridId)
  const path = relocated(
    { grid, ...(point === undefined ? {} : { point }) },
    { before, after, successorOf: successorOf(change) },
  )
  return path && finestOf(path)
}

function pathIn({ before, after }: DivisionChange, gridId: string) {
  return before.tree.find(gridId) === undefined ? after.tree.pathOf(gridId) : before.tree.pathOf(gridId)
}

function landmarksIn(change: DivisionChange): Moved[] {
  return change.before.landmarks.flatMap(({ landmarkId, gridId, lon, lat }) => {
    const to = movedTo(change, gridId, { lon, lat })
    return to === undefined || to === gridId ? [] : [{ id: landmarkId, gridId: to }]
  })
}

/** A venue of a village stays the village's, wherever its house stands: its level is kept. */
function venuesIn(change: DivisionChange, venues: readonly VenuePlace[]): Moved[] {
  return venues.flatMap(({ id, gridId, lon, lat }) => {
    const level = (change.before.tree.find(gridId) ?? change.after.tree.find(gridId))?.level
    const point = level !== 'small' || lon === null || lat === null ? undefined : { lon, lat }
    const to = movedTo(change, gridId, point)
    return to === undefined || to === gridId ? [] : [{ id, gridId: to }]
  })
}

/** A village's committee serves on where its ground went. */
function unitsIn(change: DivisionChange): Moved[] {
  const ended = new Set(change.ended)
  return change.before.units.flatMap(({ unitId, gridId }) => {
    const to = ended.has(gridId) ? movedTo(change, gridId) : undefined
    return to === undefined ? [] : [{ id: unitId, gridId: to }]
  })
}

/** A new small grid is fed by what feeds the grid of which it has the most ground. */
function supplyIn(change: DivisionChange, before: Division, after: Division) {
  if (change.before.supplyAreas.length === 0) return []
  const idOf = new Map(after.grids.map(grid => [grid.key, grid.gridId ?? grid.key]))
  const begun = new Set(change.begun)
  return compareDivisions(before, after).flatMap(({ state, level, afterKey, comesFrom = [] }) => {
    const gridId = afterKey === undefined ? undefined : idOf.get(afterKey)
    if (state !== 'new' || level !== 'small' || gridId === undefined || !begun.has(gridId)) return []
    return (['water', 'power'] as const).flatMap(utility => {
      const area = comesFrom.map(({ key }) => change.before.supplyAreaOf(key, utility)).find(each => each !== undefined)
      return area === undefined ? [] : [{ supplyAreaId: area.supplyAreaId, gridId }]
    })
  })
}
