import type { Instant } from '@onegrid/domain/kernel/time.ts'
import type { Tx } from '../database/database.ts'
import type { Locale } from '../http/locale.ts'
import type { JobPorts } from '../jobs/ports.ts'
import { enabledChannels } from './channel.ts'
import { type NoticeFacts, type NoticeKind, noticeKinds } from './kinds.ts'

export type Notify = {
  /** A person of the town, or the content row with the phone of a reporter who has no account. */
  readonly to: { readonly personId: string } | { readonly contactContentId: string }
  readonly kind: NoticeKind
  readonly ticketNumber?: string
  readonly facts: NoticeFacts
  readonly locale?: Locale
  /** The same key never gives a second notice. */
  readonly dedupeKey: string
}

/** Keeps notices and what has to be delivered of them, in the caller's transaction. @returns how many were new */
export async function notify(
  tx: Tx,
  ports: Pick<JobPorts, 'ids' | 'clock'>,
  notices: readonly Notify[],
): Promise<number> {
  if (notices.length === 0) return 0
  const now = ports.clock.now()
  const rows = notices.map(notice => ({
    notice_id: ports.ids.id(),
    person_id: 'personId' in notice.to ? notice.to.personId : null,
    contact_content_id: 'contactContentId' in notice.to ? notice.to.contactContentId : null,
    kind: notice.kind,
    ticket_number: notice.ticketNumber ?? null,
    facts: notice.facts,
    locale: notice.locale ?? 'zh',
    dedupe_key: notice.dedupeKey,
  }))
  const kept = await tx.query<{ notice_id: string; kind: NoticeKind; person_id: string | null }>(
    `insert into notice (tenant_id, notice_id, person_id, contact_content_id, kind, ticket_number, facts, locale, dedupe_key,
       created_at)
     select $1, notice_id, person_id, contact_content_id, kind, ticket_number, facts, locale, dedupe_key, $3
       from jsonb_to_recordset($2::jsonb) as entry(notice_id uuid, person_id uuid, contact_content_id uuid, kind text,
         ticket_number text, facts jsonb, locale text, dedupe_key text)
     on conflict (tenant_id, dedupe_key) do nothing
     returning notice_id, kind, person_id`,
    [tx.tenantId, JSON.stringify(rows), now],
    'notice-keep',
  )
  await keepDeliveries(tx, ports, kept, now)
  await signal(tx, ports, kept, now)
  return kept.length
}

async function keepDeliveries(
  tx: Tx,
  ports: Pick<JobPorts, 'ids'>,
  kept: readonly { notice_id: string; kind: NoticeKind }[],
  now: Instant,
): Promise<void> {
  const outside = kept.filter(notice => noticeKinds[notice.kind].outside)
  if (outside.length === 0) return
  const channels = await enabledChannels(tx)
  if (channels.length === 0) return
  const rows = outside.flatMap(notice =>
    channels.map(channel => ({ delivery_id: ports.ids.id(), notice_id: notice.notice_id, channel })),
  )
  await tx.query(
    `insert into delivery (tenant_id, delivery_id, notice_id, channel, state, next_at, created_at)
     select $1, delivery_id, notice_id, channel, 'waiting', $3, $3
       from jsonb_to_recordset($2::jsonb) as entry(delivery_id uuid, notice_id uuid, channel text)`,
    [tx.tenantId, JSON.stringify(rows), now],
    'delivery-keep',
  )
}

/** Open pages of these persons hear that their inbox changed: through the same feed, so that a second process tells too. */
async function signal(
  tx: Tx,
  ports: Pick<JobPorts, 'ids'>,
  kept: readonly { notice_id: string; person_id: string | null }[],
  now: Instant,
): Promise<void> {
  const people = [...new Set(kept.map(notice => notice.person_id).filter(personId => personId !== null))]
  if (people.length === 0) return
  const rows = people.map(personId => ({ event_id: ports.ids.id(), stream_id: personId }))
  await tx.query(
    `insert into outbox (tenant_id, event_id, stream_kind, stream_id, sequence, type, payload, occurred_at, done_at)
     select $1, event_id, 'notice', stream_id, 0, 'NoticeKept', '{}', $3, $3
       from jsonb_to_recordset($2::jsonb) as entry(event_id uuid, stream_id uuid)`,
    [tx.tenantId, JSON.stringify(rows), now],
    'notice-signal',
  )
}
