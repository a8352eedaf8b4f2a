import type { Instant } from '@onegrid/domain/kernel/time.ts'
import type { Tx } from '../database/database.ts'
import type { Ids } from '../ids.ts'
import { chainHash, chainStart, type JournalActor, type JournalRow, type Stream } from './chain.ts'

export type JournalEvent = { readonly type: string; readonly at: Instant; readonly [fact: string]: unknown }

/** Where a chain ends: kept beside the current row, so that appending reads nothing. */
export type Head = { readonly sequence: number; readonly hash: Buffer }

export const emptyHead: Head = { sequence: 0, hash: chainStart }

export type Entry = {
  readonly commandId: string
  readonly actor: JournalActor
  readonly recordedAt: Instant
}

/** Raised when an event's shape changes; old versions are upcast on read, never rewritten. */
export const eventVersion = 1

/** The journal rows that follow `head` for these events. Pure, so that intake can batch several streams into one statement. */
export function chained(
  tenantId: string,
  stream: Stream,
  head: Head,
  events: readonly JournalEvent[],
  { commandId, actor, recordedAt }: Entry,
): { readonly rows: readonly (JournalRow & { readonly hash: Buffer })[]; readonly head: Head } {
  let { sequence, hash } = head
  const rows = events.map(({ type, at, ...payload }) => {
    sequence += 1
    const row: JournalRow = {
      tenantId,
      stream,
      sequence,
      type,
      version: eventVersion,
      occurredAt: at,
      recordedAt,
      commandId,
      actor,
      payload,
    }
    hash = chainHash(hash, row)
    return { ...row, hash }
  })
  return { rows, head: { sequence, hash } }
}

/**
 * Appends events to a stream whose head the caller holds (its current row is locked), and leaves them in the outbox for
 * reactions and live pages. @returns the new head.
 */
export async function append(
  tx: Tx,
  ids: Ids,
  stream: Stream,
  head: Head,
  events: readonly JournalEvent[],
  entry: Entry,
): Promise<Head> {
  const next = chained(tx.tenantId, stream, head, events, entry)
  await insertRows(tx, ids, next.rows)
  return next.head
}

export async function insertRows(
  tx: Tx,
  ids: Ids,
  rows: readonly (JournalRow & { readonly hash: Buffer })[],
): Promise<void> {
  const input = rows.map(row => ({
    stream_kind: row.stream.kind,
    stream_id: row.stream.id,
    sequence: row.sequence,
    type: row.type,
    version: row.version,
    occurred_at: row.occurredAt,
    recorded_at: row.recordedAt,
    command_id: row.commandId,
    actor: row.actor,
    payload: row.payload,
    hash: row.hash.toString('base64'),
    event_id: ids.id(),
  }))
  await tx.query(
    `with entry as materialized (
       select * from jsonb_to_recordset($2::jsonb) as entry(stream_kind text, stream_id uuid, sequence integer, type text,
         version smallint, occurred_at timestamptz, recorded_at timestamptz, command_id text, actor jsonb, payload jsonb,
         hash text, event_id uuid)
     ), journalled as (
       insert into journal (tenant_id, stream_kind, stream_id, sequence, type, version, occurred_at, recorded_at, command_id,
         actor, payload, hash)
       select $1, stream_kind, stream_id, sequence, type, version, occurred_at, recorded_at, command_id, actor, payload,
         decode(hash, 'base64') from entry
     )
     insert into outbox (tenant_id, event_id, stream_kind, stream_id, sequence, type, payload, occurred_at)
     select $1, event_id, stream_kind, stream_id, sequence, type,
       payload || jsonb_build_object('actor', actor->'personId'), occurred_at from entry`,
    [tx.tenantId, JSON.stringify(input)],
    'journal-append',
  )
}

/** The head of a stream that keeps none beside its current row. */
export async function headOf(tx: Tx, stream: Stream): Promise<Head> {
  const [last] = await tx.query<{ sequence: number; hash: Buffer }>(
    `select sequence, hash from journal where tenant_id = $1 and stream_kind = $2 and stream_id = $3
     order by sequence desc limit 1`,
    [tx.tenantId, stream.kind, stream.id],
    'journal-head',
  )
  return last ?? emptyHead
}

/**
 * Appends to many streams of one kind at once, heads looked up and entries written in a statement each: a thousand people
 * come in with one list. The caller holds the streams' rows. @returns where each chain ends now
 */
export async function appendToMany(
  tx: Tx,
  ids: Ids,
  kind: string,
  streams: readonly { readonly id: string; readonly events: readonly JournalEvent[] }[],
  entry: Entry,
): Promise<ReadonlyMap<string, Head>> {
  const wanted = streams.filter(stream => stream.events.length > 0)
  if (wanted.length === 0) return new Map()
  const last = await tx.query<{ stream_id: string; sequence: number; hash: Buffer }>(
    `select id as stream_id, head.sequence, head.hash from unnest($3::uuid[]) as id
     cross join lateral (select sequence, hash from journal where tenant_id = $1 and stream_kind = $2 and stream_id = id
       order by sequence desc limit 1) as head`,
    [tx.tenantId, kind, wanted.map(stream => stream.id)],
    'journal-heads',
  )
  const heads = new Map<string, Head>(last.map(({ stream_id, ...head }) => [stream_id, head]))
  const rows = wanted.flatMap(({ id, events }) => {
    const next = chained(tx.tenantId, { kind, id }, heads.get(id) ?? emptyHead, events, entry)
    heads.set(id, next.head)
    return next.rows
  })
  await insertRows(tx, ids, rows)
  return heads
}

export type TimelineRow = {
  sequence: number
  type: string
  version: number
  occurred_at: Instant
  recorded_at: Instant
  command_id: string
  actor: JournalActor
  payload: Record<string, unknown>
}

export async function readStream(tx: Tx, stream: Stream): Promise<readonly TimelineRow[]> {
  return tx.query<TimelineRow>(
    `select sequence, type, version, occurred_at, recorded_at, command_id, actor, payload from journal
     where tenant_id = $1 and stream_kind = $2 and stream_id = $3 order by sequence`,
    [tx.tenantId, stream.kind, stream.id],
    'journal-stream',
  )
}
