import { Refusal } from '@onegrid/domain/kernel/refusal.ts'
import type { Instant } from '@onegrid/domain/kernel/time.ts'
import type { Tx } from '../database/database.ts'

export const channelKinds = ['webhook', 'email', 'demo_phone'] as const
export type ChannelKind = (typeof channelKinds)[number]

export type WebhookSettings = { readonly url: string }
export type EmailSettings = {
  readonly host: string
  readonly port: number
  readonly from: string
  readonly username?: string
  /** TLS from the first byte (465); otherwise STARTTLS where the server offers it. */
  readonly secure: boolean
}
export type ChannelSettings = WebhookSettings | EmailSettings | Readonly<Record<string, never>>

export type Channel = {
  readonly kind: ChannelKind
  readonly enabled: boolean
  readonly settings: ChannelSettings
  readonly secret: string | null
  readonly version: number
}

type Row = { kind: ChannelKind; enabled: boolean; settings: ChannelSettings; secret: string | null; version: number }

export async function enabledChannels(tx: Tx): Promise<readonly ChannelKind[]> {
  const rows = await tx.query<{ kind: ChannelKind }>(
    'select kind from channel where tenant_id = $1 and enabled order by kind',
    [tx.tenantId],
    'channel-enabled',
  )
  return rows.map(row => row.kind)
}

export async function readChannels(tx: Tx): Promise<readonly Channel[]> {
  return tx.query<Row>(
    'select kind, enabled, settings, secret, version from channel where tenant_id = $1 order by kind',
    [tx.tenantId],
    'channel-all',
  )
}

export type ChannelChange = {
  readonly kind: ChannelKind
  readonly enabled: boolean
  readonly settings: ChannelSettings
  /** Absent: the old one stays. */
  readonly secret?: string
  /** The version that the person saw; 0 where there was none. */
  readonly seen: number
  readonly by: string | null
  readonly now: Instant
}

/** @throws Refusal version_stale @returns the new version */
export async function saveChannel(tx: Tx, change: ChannelChange): Promise<number> {
  const values = [
    tx.tenantId,
    change.kind,
    change.enabled,
    JSON.stringify(change.settings),
    change.secret ?? null,
    change.now,
    change.by,
  ]
  const saved =
    change.seen === 0
      ? await tx.query<{ version: number }>(
          `insert into channel (tenant_id, kind, enabled, settings, secret, version, changed_at, changed_by)
           values ($1, $2, $3, $4, $5, 1, $6, $7) on conflict (tenant_id, kind) do nothing returning version`,
          values,
        )
      : await tx.query<{ version: number }>(
          `update channel set enabled = $3, settings = $4, secret = coalesce($5, secret), version = version + 1,
             changed_at = $6, changed_by = $7
           where tenant_id = $1 and kind = $2 and version = $8 returning version`,
          [...values, change.seen],
        )
  const version = saved[0]?.version
  if (version === undefined) throw new Refusal('version_stale', { seen: change.seen })
  return version
}

/** The demo's phone is there from its first minute. */
export async function switchOnDemoPhone(tx: Tx, now: Instant): Promise<void> {
  await tx.query(
    `insert into channel (tenant_id, kind, enabled, settings, version, changed_at)
     values ($1, 'demo_phone', true, '{}', 1, $2) on conflict (tenant_id, kind) do nothing`,
    [tx.tenantId, now],
  )
}
