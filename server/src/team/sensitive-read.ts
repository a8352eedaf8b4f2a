import { type Actor, personOf } from '@onegrid/domain/kernel/actor.ts'
import { demand } from '@onegrid/domain/kernel/refusal.ts'
import type { Instant } from '@onegrid/domain/kernel/time.ts'
import type { Tx } from '../database/database.ts'
import type { Ids } from '../ids.ts'

export type SensitiveRead = {
  readonly actor: Actor
  readonly what: string
  readonly subject: { readonly kind: string; readonly id: string }
  /** None only for what goes out masked. */
  readonly reason: string | undefined
  readonly at: Instant
}

/** Writes down, in the transaction that unmasks it, who looked at what and why (domain.md §2.7). */
export async function noteSensitiveRead(tx: Tx, { ids }: { readonly ids: Ids }, read: SensitiveRead): Promise<void> {
  // One letter at least: blanks and zero-width marks would leave a reason that nobody can read.
  const { reason } = read
  demand(reason === undefined || /[\p{L}\p{N}]/u.test(reason), 'reason_required', {
    field: 'reason',
    pointer: '/reason',
  })
  await tx.query(
    `insert into sensitive_read (tenant_id, read_id, person_id, what, subject_kind, subject_id, reason, read_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      tx.tenantId,
      ids.id(),
      personOf(read.actor),
      read.what,
      read.subject.kind,
      read.subject.id,
      reason ?? '—',
      read.at,
    ],
    'sensitive-read',
  )
}
