import { createHash } from 'node:crypto'
import type { Instant } from '@onegrid/domain/kernel/time.ts'
import canonicalize from 'canonicalize'

/** Which chain: a ticket's, a person's, the catalogue's … */
export type Stream = { readonly kind: string; readonly id: string }

/** Who did it and in which capacity; `acting` where a village worker acted for the leader. */
export type JournalActor = {
  readonly kind: 'person' | 'resident' | 'anonymous' | 'clock'
  readonly personId?: string
  readonly as?: string
  readonly acting?: boolean
}

export type JournalRow = {
  readonly tenantId: string
  readonly stream: Stream
  readonly sequence: number
  readonly type: string
  readonly version: number
  readonly occurredAt: Instant
  readonly recordedAt: Instant
  readonly commandId: string
  readonly actor: JournalActor
  readonly payload: object
}

export const chainStart: Buffer = Buffer.alloc(32)

/** sha256 over the hash before it and the RFC 8785 bytes of every fact of the row: no column can change unseen. */
export function chainHash(before: Buffer, row: JournalRow): Buffer {
  const facts = canonicalize({
    tenant: row.tenantId,
    kind: row.stream.kind,
    stream: row.stream.id,
    sequence: row.sequence,
    type: row.type,
    version: row.version,
    occurred: row.occurredAt,
    recorded: row.recordedAt,
    command: row.commandId,
    actor: row.actor,
    payload: row.payload,
  })
  return createHash('sha256')
    .update(before)
    .update(facts ?? '')
    .digest()
}
