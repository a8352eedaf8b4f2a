import type { Ticket } from '@onegrid/domain/ticket/ticket.ts'
import type { Tx } from '../database/database.ts'
import { isAfter, type OutboxCursor, readOutboxEnd } from '../jobs/outbox-cursor.ts'
import type { JobPorts } from '../jobs/ports.ts'
import { onWake } from '../jobs/wake.ts'
import type { Lookups } from './lookups.ts'

/** That something changed, and what it was of; never its content. */
export type LiveEvent = {
  readonly cursor: OutboxCursor
  readonly slice: string
  readonly streamId: string
  readonly type: string
  /** Who may see it is asked of the ticket. Missing where the event is of another slice. */
  readonly ticket?: Ticket
}

export type Caught = { readonly events: readonly LiveEvent[]; readonly at: OutboxCursor; readonly complete: boolean }

/** How long a page may wait for what another process did. */
const pollMilliseconds = 1000
/** More than this behind, a page fetches its lists anew instead of hearing every signal. */
const longestBacklog = 500

type Row = { transaction_id: string; event_id: string; stream_kind: string; stream_id: string; type: string }
type Listener = (events: readonly LiveEvent[]) => void

export type LiveFeed = {
  /** Hears what commits from now on. @returns the way back */
  subscribe(tenantId: string, listener: Listener): () => void
  /** What came after the cursor; without one, only where the feed is now. */
  catchUp(tenantId: string, after: OutboxCursor | undefined): Promise<Caught>
  close(): void
}

type TownFeed = { readonly listeners: Set<Listener>; wake(): void; stop(): void }

/**
 * One look a second and town for all open pages of this process, and at once when this process committed something. Reads
 * only below the snapshot horizon: a transaction that began earlier and commits later would otherwise be skipped for ever.
 */
export function openLiveFeed(
  ports: JobPorts,
  lookups: Pick<Lookups, 'findTicket'>,
  onError: (error: unknown) => void = () => {},
): LiveFeed {
  const towns = new Map<string, TownFeed>()
  const unhook = onWake(tenantId => towns.get(tenantId)?.wake())

  function openTown(tenantId: string): TownFeed {
    const listeners = new Set<Listener>()
    let cursor: OutboxCursor | undefined
    let looking = false
    let lookAgain = false
    async function look(): Promise<void> {
      if (looking) {
        lookAgain = true
        return
      }
      looking = true
      try {
        do {
          lookAgain = false
          const caught: Caught = await ports.database.read(tenantId, tx => readFeed(tx, lookups, cursor))
          cursor = caught.at
          if (!caught.complete) lookAgain = true
          if (caught.events.length > 0) for (const listener of [...listeners]) listener(caught.events)
        } while (lookAgain && listeners.size > 0)
      } catch (error) {
        onError(error)
      } finally {
        looking = false
      }
    }
    const timer = setInterval(() => void look(), pollMilliseconds)
    timer.unref()
    void look()
    return { listeners, wake: () => void look(), stop: () => clearInterval(timer) }
  }

  return {
    subscribe(tenantId, listener) {
      const town = towns.get(tenantId) ?? openTown(tenantId)
      towns.set(tenantId, town)
      town.listeners.add(listener)
      return () => {
        town.listeners.delete(listener)
        if (town.listeners.size > 0 || towns.get(tenantId) !== town) return
        town.stop()
        towns.delete(tenantId)
      }
    },
    catchUp: (tenantId, after) =>
      ports.database.read(tenantId, async tx => {
        const caught = await readFeed(tx, lookups, after)
        return after === undefined || (await reachesBack(tx, after)) ? caught : { ...caught, complete: false }
      }),
    close() {
      unhook()
      for (const town of towns.values()) town.stop()
      towns.clear()
    },
  }
}

async function readFeed(
  tx: Tx,
  lookups: Pick<Lookups, 'findTicket'>,
  after: OutboxCursor | undefined,
): Promise<Caught> {
  const at = await readOutboxEnd(tx)
  if (after === undefined) return { events: [], at, complete: true }
  const rows = await tx.query<Row>(
    `select transaction_id::text as transaction_id, event_id, stream_kind, stream_id, type from outbox
      where tenant_id = $1 and (transaction_id, event_id) > ($2::text::xid8, $3::uuid) and transaction_id <= $4::text::xid8
      order by transaction_id, event_id limit ${longestBacklog + 1}`,
    [tx.tenantId, String(after.transaction), after.eventId, String(at.transaction)],
    'live-feed',
  )
  const complete = rows.length <= longestBacklog
  const taken = rows.slice(0, longestBacklog)
  const last = taken.at(-1)
  const cursor =
    complete || last === undefined ? at : { transaction: BigInt(last.transaction_id), eventId: last.event_id }
  return { events: await told(tx, lookups, taken), at: isAfter(after, cursor) ? after : cursor, complete }
}

/** Old events are cleared away (jobs/prune.ts): who was away for longer than they are kept would miss some unknowingly. */
async function reachesBack(tx: Tx, after: OutboxCursor): Promise<boolean> {
  const [row] = await tx.query<{ kept: boolean }>(
    `select not exists (select 1 from sweep_done where tenant_id = $1 and sweep = 'outbox-prune')
         or exists (select 1 from outbox where tenant_id = $1 and (transaction_id, event_id) <= ($2::text::xid8, $3::uuid)) as kept`,
    [tx.tenantId, String(after.transaction), after.eventId],
    'live-reaches-back',
  )
  return row?.kept === true
}

/** One signal a stream, at the place of its last event: ten steps of one ticket refresh it once. */
async function told(tx: Tx, lookups: Pick<Lookups, 'findTicket'>, rows: readonly Row[]): Promise<readonly LiveEvent[]> {
  const latest = new Map(rows.map(row => [`${row.stream_kind} ${row.stream_id}`, row]))
  const events: LiveEvent[] = []
  for (const row of rows) {
    if (latest.get(`${row.stream_kind} ${row.stream_id}`) !== row) continue
    const ticket = row.stream_kind === 'ticket' ? await lookups.findTicket(tx, row.stream_id) : undefined
    events.push({
      cursor: { transaction: BigInt(row.transaction_id), eventId: row.event_id },
      slice: row.stream_kind,
      streamId: row.stream_id,
      type: row.type,
      ...(ticket === undefined ? {} : { ticket }),
    })
  }
  return events
}
