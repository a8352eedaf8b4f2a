/** Open matters under a new division of the grids: each gets its new path by an event of its own; closed ones keep the old. */
import { finestOf, inForceAfter, relocated } from '@onegrid/domain/grid/division/relocate.ts'
import type { Instant } from '@onegrid/domain/kernel/time.ts'
import type { TicketEvent } from '@onegrid/domain/ticket/events.ts'
import { isOpen, type Ticket } from '@onegrid/domain/ticket/ticket.ts'
import type { Tx } from '../database/database.ts'
import type { DivisionChange, MayGoOn } from '../grid/plan/change.ts'
import type { GridCounts, OpenPlace } from '../grid/plan/ground-facts.ts'
import { findLateChange } from '../grid/plan/in-force.ts'
import type { JobPorts } from '../jobs/ports.ts'
import type { Entry } from '../journal/journal.ts'
import { calendarOf } from './calendar.ts'
import { catalogueOf } from './catalogue.ts'
import { lockTickets, saveTickets } from './store.ts'
import { townWith } from './town-rules.ts'

/** Rows of one look, and of one transaction: fifty thousand open matters never hold their locks together. */
const lookedAtOnce = 5000
const movedAtOnce = 200

type Row = OpenPlace & { readonly ticketId: string; readonly problemGrid: string | null }

/** Safe to run again: what has moved lies where it belongs, and a row is decided anew under its lock. */
export async function followDivision(
  ports: JobPorts,
  tenantId: string,
  change: DivisionChange,
  mayGoOn: MayGoOn,
): Promise<boolean> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const rows = await ports.database.read(tenantId, tx => openRows(tx, after, lookedAtOnce))
    const moving = rows.filter(row => pathFor(row, change) !== undefined || endedProblem(row.problemGrid, change))
    for (let at = 0; at < moving.length; at += movedAtOnce) {
      if (!mayGoOn()) return false
      const ticketIds = moving.slice(at, at + movedAtOnce).map(row => row.ticketId)
      await ports.database.write(tenantId, tx => moveTickets(tx, ports, ticketIds, change))
    }
    const last = rows.at(-1)
    if (!last || rows.length < lookedAtOnce) return true
    after = last.ticketId
  }
}

export async function moveTickets(
  tx: Tx,
  ports: JobPorts,
  ticketIds: readonly string[],
  change: Pick<DivisionChange, 'before' | 'after' | 'successorsOf' | 'planId' | 'entry'>,
): Promise<void> {
  const catalogue = await catalogueOf(ports, tx.tenantId, tx)
  const calendar = await calendarOf(ports, tx.tenantId, tx)
  const town = townWith(change.after, catalogue, calendar)
  const now = ports.clock.now()
  const entry: Entry = { ...change.entry, actor: { kind: 'clock' }, recordedAt: now }
  const moves = (await lockTickets(tx, ticketIds)).flatMap(loaded => {
    const event = isOpen(loaded.ticket) ? gridChanged(loaded.ticket, change, now) : undefined
    return event === undefined ? [] : [{ loaded, events: [event] }]
  })
  await saveTickets(tx, ports.ids, moves, entry, town)
}

function gridChanged(
  ticket: Ticket,
  change: Pick<DivisionChange, 'before' | 'after' | 'successorsOf' | 'planId'>,
  at: Instant,
): TicketEvent | undefined {
  const { grid, lon, lat, landmarkId } = ticket.place
  const to = pathFor({ grid, lon: lon ?? null, lat: lat ?? null, landmarkId: landmarkId ?? null }, change)
  const problem = ticket.problem?.overAt === undefined ? ticket.problem?.gridId : undefined
  const problemGridId = problem === undefined ? undefined : endedProblem(problem, change)
  if (to === undefined && problemGridId === undefined) return undefined
  return {
    type: 'GridChanged',
    at,
    from: grid,
    to: to ?? grid,
    planId: change.planId,
    ...(problemGridId === undefined ? {} : { problemGridId }),
  }
}

function pathFor(
  { grid, lon, lat, landmarkId }: OpenPlace,
  change: Pick<DivisionChange, 'before' | 'after' | 'successorsOf'>,
) {
  const { before, after } = change
  const landmark = landmarkId === null ? undefined : after.findLandmark(landmarkId)
  return relocated(
    {
      grid,
      ...(lon === null || lat === null ? {} : { point: { lon, lat } }),
      ...(landmark === undefined ? {} : { landmark }),
    },
    { before, after, successorOf: firstOf(change) },
  )
}

/** A known problem of a grid that ended is one of the grid that has most of its ground. */
function endedProblem(
  gridId: string | null,
  change: Pick<DivisionChange, 'after' | 'successorsOf'>,
): string | undefined {
  if (gridId === null || change.after.tree.find(gridId) !== undefined) return undefined
  return inForceAfter(gridId, change.after, firstOf(change))
}

function firstOf(change: Pick<DivisionChange, 'successorsOf'>): (gridId: string) => string | undefined {
  return gridId => change.successorsOf(gridId)[0]?.gridId
}

async function openRows(tx: Tx, after: string, limit: number): Promise<readonly Row[]> {
  const rows = await tx.query<{
    ticket_id: string
    large_id: string
    medium_id: string | null
    small_id: string | null
    lon: number | null
    lat: number | null
    landmark: string | null
    problem: string | null
  }>(
    `select ticket_id, large_id, medium_id, small_id, lon, lat, state->'place'->>'landmarkId' as landmark,
       case when problem_open then state->'problem'->>'gridId' end as problem
     from ticket where tenant_id = $1 and open and ticket_id > $2 order by ticket_id limit $3`,
    [tx.tenantId, after, limit],
    'division-open-page',
  )
  return rows.map(row => ({
    ticketId: row.ticket_id,
    grid: {
      large: row.large_id,
      ...(row.medium_id === null ? {} : { medium: row.medium_id }),
      ...(row.small_id === null ? {} : { small: row.small_id }),
    },
    lon: row.lon,
    lat: row.lat,
    landmarkId: row.landmark,
    problemGrid: row.problem,
  }))
}

/** More open matters than the largest town has: a comparison counts the oldest of them. */
const mostPlaces = 100_000

export function openPlaces(tx: Tx): Promise<readonly OpenPlace[]> {
  return openRows(tx, '00000000-0000-0000-0000-000000000000', mostPlaces)
}

/** From the counts of days alone; by the grid in which a matter lies. */
export async function ticketsOn(tx: Tx, day: string): Promise<ReadonlyMap<string, GridCounts>> {
  const rows = await tx.query<GridCounts & { gridId: string }>(
    `select grid_id as "gridId", coalesce(sum(received) filter (where day = $2), 0)::int as received,
       coalesce(sum(accepted) filter (where day = $2), 0)::int as accepted,
       sum(received - closed - declined - merged)::int as open
     from ticket_rollup where tenant_id = $1 and day <= $2 group by grid_id`,
    [tx.tenantId, day],
  )
  return new Map(rows.map(({ gridId, ...counts }) => [gridId, counts]))
}

/** One matter whose grid has ended although nothing moved it: reopened later, or reported in the moment of the change. */
export async function followLate(tx: Tx, ports: JobPorts, ticketId: string): Promise<void> {
  const [row] = await tx.query<{ state: Ticket }>(
    `select state from ticket where tenant_id = $1 and ticket_id = $2
       and exists (select 1 from grid_succession s where s.tenant_id = $1)`,
    [tx.tenantId, ticketId],
    'division-late',
  )
  if (row === undefined) return
  const late = await findLateChange(tx, ports, finestOf(row.state.place.grid))
  if (late !== undefined) await moveTickets(tx, ports, [ticketId], late)
}
