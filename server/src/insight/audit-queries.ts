import type { Actor } from '@onegrid/domain/kernel/actor.ts'
import type { Instant } from '@onegrid/domain/kernel/time.ts'
import { maySee } from '@onegrid/domain/ticket/access.ts'
import type { Ticket } from '@onegrid/domain/ticket/ticket.ts'
import type { Tx } from '../database/database.ts'
import type { JournalActor } from '../journal/chain.ts'

export type AuditEntry = {
  readonly entryId: string
  readonly streamKind: string
  readonly streamId: string
  readonly sequence: number
  readonly type: string
  readonly at: Instant
  readonly recordedAt: Instant
  readonly actorKind: string
  readonly personId?: string
  readonly as?: string
  readonly acting?: boolean
  readonly number?: string
}

type Row = {
  stream_kind: string
  stream_id: string
  sequence: number
  type: string
  occurred_at: Instant
  recorded_at: Instant
  actor: JournalActor
  state: Ticket | null
}

/** Where a page ended: recorded at, and which row among those of the same moment. */
export type TrailKey = readonly [recordedAt: Instant, streamKind: string, streamId: string, sequence: number]
export const trailKeys = ['instant', 'text', 'uuid', 'number'] as const

export function trailKeyOf(entry: AuditEntry): TrailKey {
  return [entry.recordedAt, entry.streamKind, entry.streamId, entry.sequence]
}

/**
 * Newest first along the journal itself, which forgets nothing. What the reader may not know of (a report about him, a
 * sensitive matter) is there as an entry without number and person: the trail has no holes, and tells nothing.
 */
export async function listEntries(
  tx: Tx,
  reader: Actor,
  page: { readonly after?: TrailKey | undefined; readonly limit: number; readonly kind?: string | undefined },
): Promise<readonly AuditEntry[]> {
  const { after, kind } = page
  const rows = await tx.query<Row>(
    `select j.stream_kind, j.stream_id, j.sequence, j.type, j.occurred_at, j.recorded_at, j.actor, t.state
     from journal j left join ticket t on j.stream_kind = 'ticket' and t.tenant_id = j.tenant_id and t.ticket_id = j.stream_id
     where j.tenant_id = $1
       ${after === undefined ? 'and $3::timestamptz is null and $4::text is null and $5::uuid is null and $6::integer is null' : 'and (j.recorded_at, j.stream_kind, j.stream_id, j.sequence) < ($3::timestamptz, $4::text, $5::uuid, $6::integer)'}
       ${kind === undefined ? 'and $7::text is null' : 'and j.stream_kind = $7'}
       ${kind === undefined || kind === 'ticket' ? '' : "and j.stream_kind <> 'ticket'"}
     order by j.recorded_at desc, j.stream_kind desc, j.stream_id desc, j.sequence desc limit $2`,
    [tx.tenantId, page.limit + 1, ...(after ?? [null, null, null, null]), kind ?? null],
    `audit-entries${after === undefined ? '' : '-after'}${kind === undefined ? '' : kind === 'ticket' ? '-ticket' : '-kind'}`,
  )
  return rows.map(row => {
    const hidden = row.state !== null && !mayKnow(row.state, reader)
    return {
      entryId: `${row.stream_kind}-${row.stream_id}-${row.sequence}`,
      streamKind: row.stream_kind,
      streamId: row.stream_id,
      sequence: row.sequence,
      type: row.type,
      at: row.occurred_at,
      recordedAt: row.recorded_at,
      actorKind: row.actor.kind,
      ...(hidden || row.actor.personId === undefined ? {} : { personId: row.actor.personId }),
      ...(row.actor.as === undefined ? {} : { as: row.actor.as }),
      ...(row.actor.acting === undefined ? {} : { acting: row.actor.acting }),
      ...(hidden || row.state === null ? {} : { number: row.state.number }),
    }
  })
}

/** Administrators keep the list, they do not handle matters: an open matter's number is no secret to them, a guarded one's is. */
function mayKnow(ticket: Ticket, reader: Actor): boolean {
  return maySee(ticket, reader) || ticket.confidentiality === 'open' || ticket.confidentiality === 'neighbourly'
}

export type SensitiveReadRow = {
  readonly readId: string
  readonly personId: string
  readonly what: string
  readonly subjectKind: string
  readonly subjectId: string
  readonly reason: string
  readonly at: Instant
}

export async function listSensitiveReads(
  tx: Tx,
  page: { readonly after?: string | undefined; readonly limit: number },
): Promise<readonly SensitiveReadRow[]> {
  return tx.query<SensitiveReadRow>(
    `select read_id as "readId", person_id as "personId", what, subject_kind as "subjectKind", subject_id as "subjectId", reason, read_at as at
     from sensitive_read where tenant_id = $1 and read_id < coalesce($2::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff')
     order by read_id desc limit $3`,
    [tx.tenantId, page.after ?? null, page.limit + 1],
    'audit-reads',
  )
}
