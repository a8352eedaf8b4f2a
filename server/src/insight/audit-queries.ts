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
  event_id: string
  stream_kind: string
  stream_id: string
  sequence: number
  type: string
  occurred_at: Instant
  recorded_at: Instant
  actor: JournalActor
  state: Ticket | null
}

/**
 * Newest first along the outbox, whose ids grow with time, each with its journal entry. What the reader may not know of (a
 * report about him, a sensitive matter) is there as an entry without number and person: the trail has no holes, and tells nothing.
 */
export async function listEntries(
  tx: Tx,
  reader: Actor,
  page: { readonly after?: string | undefined; readonly limit: number; readonly kind?: string | undefined },
): Promise<readonly AuditEntry[]> {
  const rows = await tx.query<Row>(
    `select o.event_id, j.stream_kind, j.stream_id, j.sequence, j.type, j.occurred_at, j.recorded_at, j.actor, t.state
     from outbox o
     join journal j on j.tenant_id = o.tenant_id and j.stream_kind = o.stream_kind and j.stream_id = o.stream_id and j.sequence = o.sequence
     left join ticket t on o.stream_kind = 'ticket' and t.tenant_id = o.tenant_id and t.ticket_id = o.stream_id
     where o.tenant_id = $1 and o.event_id < coalesce($2::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff') and ($3::text is null or o.stream_kind = $3)
     order by o.event_id desc limit $4`,
    [tx.tenantId, page.after ?? null, page.kind ?? null, page.limit + 1],
    'audit-entries',
  )
  return rows.map(row => {
    const hidden = row.state !== null && !mayKnow(row.state, reader)
    return {
      entryId: row.event_id,
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
