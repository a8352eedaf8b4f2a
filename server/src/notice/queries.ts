import type { Instant } from '@onegrid/domain/kernel/time.ts'
import type { Tx } from '../database/database.ts'
import type { Locale } from '../http/locale.ts'
import { type Page, pageFrom } from '../http/paging.ts'
import type { Channel, EmailSettings, WebhookSettings } from './channel.ts'
import { isNoticeKind, type NoticeFacts } from './kinds.ts'
import { inboxText } from './texts.ts'

export const inboxKeys = ['instant', 'uuid'] as const
export type InboxPage = Page<readonly [Instant, string]>

type InboxRow = {
  notice_id: string
  kind: string
  ticket_number: string | null
  facts: NoticeFacts
  created_at: Instant
  read_at: Instant | null
}

type Reader = { readonly personId: string; readonly locale: Locale; readonly zone: string }

export async function listInbox(tx: Tx, reader: Reader, { after, limit }: InboxPage, unreadOnly: boolean) {
  const rows = await tx.query<InboxRow>(
    `select notice_id, kind, ticket_number, facts, created_at, read_at from notice
      where tenant_id = $1 and person_id = $2
        and ($3::timestamptz is null or (created_at, notice_id) < ($3::timestamptz, $4::uuid))
        ${unreadOnly ? 'and read_at is null' : ''}
      order by created_at desc, notice_id desc limit $5`,
    [tx.tenantId, reader.personId, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
    unreadOnly ? 'notice-inbox-unread' : 'notice-inbox',
  )
  const page = pageFrom(rows, limit, row => [row.created_at, row.notice_id])
  return {
    ...page,
    items: page.items.map(row => shownNotice(row, reader)),
    unread: await countUnread(tx, reader.personId),
  }
}

/** Counting stops at a hundred: "99+" is all that a badge can say. */
async function countUnread(tx: Tx, personId: string): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    `select count(*) as count from (select 1 from notice where tenant_id = $1 and person_id = $2 and read_at is null limit 100) as unread`,
    [tx.tenantId, personId],
    'notice-unread',
  )
  return row?.count ?? 0
}

function shownNotice(row: InboxRow, { locale, zone }: Reader) {
  return {
    noticeId: row.notice_id,
    kind: row.kind,
    text: isNoticeKind(row.kind) ? inboxText(row.kind, row.facts, { locale, zone }) : row.kind,
    ...(row.ticket_number === null ? {} : { ticketNumber: row.ticket_number }),
    createdAt: row.created_at,
    ...(row.read_at === null ? {} : { readAt: row.read_at }),
  }
}

export async function markRead(tx: Tx, personId: string, noticeId: string, now: Instant): Promise<boolean> {
  const rows = await tx.query(
    `update notice set read_at = coalesce(read_at, $4) where tenant_id = $1 and person_id = $2 and notice_id = $3
     returning notice_id`,
    [tx.tenantId, personId, noticeId, now],
    'notice-read',
  )
  return rows.length > 0
}

/** Up to what the person saw: what came meanwhile stays new. */
export async function markAllRead(tx: Tx, personId: string, upTo: Instant, now: Instant): Promise<number> {
  const rows = await tx.query(
    `update notice set read_at = $4 where tenant_id = $1 and person_id = $2 and read_at is null and created_at <= $3
     returning notice_id`,
    [tx.tenantId, personId, upTo, now],
    'notice-read-all',
  )
  return rows.length
}

type Health = {
  channel: string
  waiting: number
  failed: number
  last_sent_at: Instant | null
  last_error: string | null
}

/** What the administrator sees of each way out: its settings without secrets, and whether messages leave. */
export async function showChannels(tx: Tx, channels: readonly Channel[], dayAgo: Instant) {
  const rows = await tx.query<Health>(
    `select channel, count(*) filter (where state = 'waiting') as waiting, count(*) filter (where state = 'failed') as failed,
            max(ended_at) filter (where state = 'sent') as last_sent_at,
            (array_agg(error order by created_at desc) filter (where error is not null))[1] as last_error
       from delivery where tenant_id = $1 and (state = 'waiting' or created_at >= $2) group by channel`,
    [tx.tenantId, dayAgo],
    'channel-health',
  )
  return channels.map(channel => {
    const health = rows.find(row => row.channel === channel.kind)
    return {
      kind: channel.kind,
      enabled: channel.enabled,
      version: channel.version,
      hasSecret: channel.secret !== null,
      ...(channel.kind === 'webhook' ? { webhook: channel.settings as WebhookSettings } : {}),
      ...(channel.kind === 'email' ? { email: channel.settings as EmailSettings } : {}),
      waiting: health?.waiting ?? 0,
      failed: health?.failed ?? 0,
      ...(health?.last_sent_at ? { lastSentAt: health.last_sent_at } : {}),
      ...(health?.last_error ? { lastError: health.last_error } : {}),
    }
  })
}
