import { setTimeout as rest } from 'node:timers/promises'
import { type Instant, instantOf, milliseconds } from '@onegrid/domain/kernel/time.ts'
import type { Tx } from '../database/database.ts'
import { eventsPoisoned, reactionDelay, reactionsDone, reactionsFailed } from './measures.ts'
import { type JobLog, type JobPorts, silentLog } from './ports.ts'
import { type OutboxEvent, type Reaction, reactionsTo } from './reactions.ts'

/** Events of one transaction: enough to share a commit's fsync, few enough that a repeat after a deadlock is cheap. */
const batchSize = 40
/** First retry after 2 s, then doubling to an hour: a database hiccup passes at once, a bug waits for the next release. */
const firstRetryMilliseconds = 2000
const lastRetryMilliseconds = 3_600_000
const longestRestMilliseconds = 200
/** From this attempt on (about two minutes of failing) a person must look; it is still tried every hour. */
const poisonedFrom = 6

type OutboxRow = {
  event_id: string
  stream_kind: string
  stream_id: string
  sequence: number
  type: string
  payload: Record<string, unknown> & { actor?: string | null }
  occurred_at: Instant
  attempts: number | null
}

type Failure = {
  readonly event: OutboxEvent
  readonly reaction: string
  readonly error: unknown
  readonly attempts: number
}

export type ReactionPace = 'all' | 'gently'

/**
 * Does all that waits in a town now. `gently` rests after each batch as long as the batch took: in a storm of reports those
 * who are waiting at the counter go before the notices about them.
 * @returns how many events were taken
 */
export async function runReactions(
  ports: JobPorts,
  tenantId: string,
  log: JobLog = silentLog,
  pace: ReactionPace = 'all',
): Promise<number> {
  let taken = 0
  for (;;) {
    const ended = reactionDelay.startTimer()
    const batch = await reactToBatch(ports, tenantId)
    if (batch.taken === 0) return taken
    const seconds = ended()
    taken += batch.taken
    for (const failure of batch.failures) tell(failure, tenantId, log)
    for (const [name, count] of batch.done) reactionsDone.inc({ reaction: name }, count)
    if (pace === 'gently' && batch.taken === batchSize) await rest(Math.min(seconds * 1000, longestRestMilliseconds))
  }
}

type Work = { readonly row: OutboxRow; readonly event: OutboxEvent; readonly reactions: readonly Reaction[] }

async function reactToBatch(ports: JobPorts, tenantId: string) {
  return ports.database.write(tenantId, async tx => {
    const now = ports.clock.now()
    const rows = await takeWaiting(tx, now)
    const done = new Map<string, number>()
    if (rows.length === 0) return { taken: 0, failures: [], done }
    const earlier = await alreadyDone(
      tx,
      rows.filter(row => row.attempts !== null).map(row => row.event_id),
    )
    const works = inStreamOrder(rows).map((row): Work => {
      const reactions = reactionsTo(row.type).filter(each => !earlier.has(`${row.event_id} ${each.name}`))
      return { row, event: eventOf(tenantId, row), reactions }
    })
    const failures = await reactTogether(tx, works, ports)
    const failed = new Set(failures.map(each => `${each.event.eventId} ${each.reaction}`))
    const records = works.flatMap(({ row, reactions }) =>
      reactions
        .filter(each => !failed.has(`${row.event_id} ${each.name}`))
        .map(each => ({ event_id: row.event_id, reaction: each.name })),
    )
    for (const { reaction } of records) done.set(reaction, (done.get(reaction) ?? 0) + 1)
    const spoilt = new Set(failures.map(each => each.event.eventId))
    for (const eventId of spoilt)
      await keepFailure(
        tx,
        failures.filter(each => each.event.eventId === eventId),
        now,
      )
    const finished = rows.map(row => row.event_id).filter(eventId => !spoilt.has(eventId))
    await keepDone(tx, records, finished, now)
    return { taken: rows.length, failures, done }
  })
}

/** All under one savepoint, which is what nearly always succeeds; only when one fails, each again under its own. */
async function reactTogether(tx: Tx, works: readonly Work[], ports: JobPorts): Promise<readonly Failure[]> {
  await tx.query('savepoint batch')
  try {
    for (const { event, reactions } of works) for (const reaction of reactions) await reaction.handle(tx, event, ports)
    await tx.query('release savepoint batch')
    return []
  } catch (error) {
    if (isTransient(error)) throw error
    await tx.query('rollback to savepoint batch; release savepoint batch')
  }
  const failures: Failure[] = []
  for (const { row, event, reactions } of works) {
    for (const reaction of reactions) {
      const error = await attempt(tx, reaction, event, ports)
      if (error !== undefined)
        failures.push({ event, reaction: reaction.name, error, attempts: (row.attempts ?? 0) + 1 })
    }
  }
  return failures
}

/**
 * In the order of their transactions, without those that another worker has in hand. Locked rows are skipped, so two
 * processes share the work and never wait for each other.
 */
async function takeWaiting(tx: Tx, now: Instant): Promise<OutboxRow[]> {
  return tx.query<OutboxRow>(
    `select o.event_id, o.stream_kind, o.stream_id, o.sequence, o.type, o.payload, o.occurred_at, f.attempts
       from outbox o left join reaction_failure f on f.tenant_id = o.tenant_id and f.event_id = o.event_id
      where o.tenant_id = $1 and o.done_at is null and (f.next_at is null or f.next_at <= $2)
      order by o.transaction_id, o.event_id
      limit ${batchSize} for update of o skip locked`,
    [tx.tenantId, now],
    'outbox-take',
  )
}

/** A transaction that began first may have waited for the ticket's row: within one stream the sequence is the truth. */
function inStreamOrder(rows: readonly OutboxRow[]): readonly OutboxRow[] {
  const places = new Map<string, OutboxRow[]>()
  for (const row of rows) places.set(row.stream_id, [...(places.get(row.stream_id) ?? []), row])
  for (const list of places.values()) list.sort((one, other) => one.sequence - other.sequence)
  return rows.map(row => places.get(row.stream_id)!.shift()!)
}

/** In a savepoint: what a failing reaction had written goes, the rest of the batch stays. */
async function attempt(tx: Tx, reaction: Reaction, event: OutboxEvent, ports: JobPorts): Promise<unknown> {
  await tx.query('savepoint reaction')
  try {
    await reaction.handle(tx, event, ports)
    await tx.query('release savepoint reaction')
    return undefined
  } catch (error) {
    // A deadlock ends the whole transaction's chances: `write` tries the batch again.
    if (isTransient(error)) throw error
    await tx.query('rollback to savepoint reaction; release savepoint reaction')
    return error ?? new Error('failed without an error')
  }
}

function isTransient(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return code === '40001' || code === '40P01' || code.startsWith('08') || code.startsWith('57')
}

async function alreadyDone(tx: Tx, eventIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (eventIds.length === 0) return new Set()
  const rows = await tx.query<{ event_id: string; reaction: string }>(
    'select event_id, reaction from reaction_done where tenant_id = $1 and event_id = any($2::uuid[])',
    [tx.tenantId, eventIds],
    'outbox-done-before',
  )
  return new Set(rows.map(row => `${row.event_id} ${row.reaction}`))
}

async function keepDone(
  tx: Tx,
  records: readonly { event_id: string; reaction: string }[],
  finished: readonly string[],
  now: Instant,
): Promise<void> {
  if (records.length > 0) {
    await tx.query(
      `insert into reaction_done (tenant_id, event_id, reaction, done_at)
       select $1, event_id, reaction, $3 from unnest($2::uuid[], $4::text[]) as record(event_id, reaction)`,
      [tx.tenantId, records.map(each => each.event_id), now, records.map(each => each.reaction)],
      'outbox-keep-done',
    )
  }
  if (finished.length === 0) return
  await tx.query(
    'update outbox set done_at = $3 where tenant_id = $1 and event_id = any($2::uuid[])',
    [tx.tenantId, finished, now],
    'outbox-finish',
  )
  await tx.query(
    'delete from reaction_failure where tenant_id = $1 and event_id = any($2::uuid[])',
    [tx.tenantId, finished],
    'outbox-forgive',
  )
}

async function keepFailure(tx: Tx, failures: readonly Failure[], now: Instant): Promise<void> {
  const [first] = failures
  if (!first) return
  const wait = Math.min(firstRetryMilliseconds * 2 ** (first.attempts - 1), lastRetryMilliseconds)
  await tx.query(
    `insert into reaction_failure (tenant_id, event_id, attempts, next_at, since, reactions, error)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (tenant_id, event_id) do update
       set attempts = excluded.attempts, next_at = excluded.next_at, reactions = excluded.reactions, error = excluded.error`,
    [
      tx.tenantId,
      first.event.eventId,
      first.attempts,
      instantOf(milliseconds(now) + wait),
      now,
      failures.map(each => each.reaction),
      sentenceOf(first.error),
    ],
    'outbox-keep-failure',
  )
}

function tell(failure: Failure, tenantId: string, log: JobLog): void {
  const { event, reaction, error, attempts } = failure
  reactionsFailed.inc({ reaction })
  const facts = { tenantId, eventId: event.eventId, type: event.type, reaction, attempts, reason: sentenceOf(error) }
  if (attempts === poisonedFrom) eventsPoisoned.inc()
  if (attempts >= poisonedFrom) log.error(facts, 'an event cannot be digested; somebody must look')
  else log.warn(facts, 'a reaction failed and will be tried again')
}

/** PostgreSQL puts the row's values into `detail`; the message alone names no person. */
function sentenceOf(error: unknown): string {
  return (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).replaceAll('\0', '').slice(0, 500)
}

function eventOf(tenantId: string, row: OutboxRow): OutboxEvent {
  const { actor, ...payload } = row.payload
  return {
    tenantId,
    eventId: row.event_id,
    streamKind: row.stream_kind,
    streamId: row.stream_id,
    sequence: row.sequence,
    type: row.type,
    payload,
    occurredAt: row.occurred_at,
    actorId: actor ?? undefined,
  }
}
