import { type Instant, instantOf, milliseconds } from '@onegrid/domain/kernel/time.ts'
import { systemClock } from '../clock.ts'
import type { Tx } from '../database/database.ts'
import type { Locale } from '../http/locale.ts'
import { deliveriesEnded } from '../jobs/measures.ts'
import { type JobLog, type JobPorts, silentLog } from '../jobs/ports.ts'
import { AddressRefused, type Trust } from './address-guard.ts'
import { type Channel, type ChannelKind, type EmailSettings, readChannels, type WebhookSettings } from './channel.ts'
import { keepOnDemoPhone } from './demo-phone.ts'
import { sendEmail } from './email.ts'
import { isNoticeKind, type NoticeFacts, type NoticeKind, noticeKinds } from './kinds.ts'
import type { Contact, Lookups } from './lookups.ts'
import type { Sealed } from './send.ts'
import { messageText } from './texts.ts'
import { type Outcome, postWebhook } from './webhook.ts'
import { subjects } from './words.ts'

export type DeliveryOptions = {
  readonly lookups: Pick<Lookups, 'contactsOf'>
  readonly trust: Trust
  /** Where the links in messages lead; of a town with a host name of its own only protocol and port are taken. */
  readonly publicUrl: string
}

const batchSize = 10
/** Longer than the slowest channel takes: after a crash in the middle the next attempt begins then, with the same key. */
const leaseMilliseconds = 60_000
/** 10 s, 20 s … to an hour: twelve attempts are about six hours, after which a message about today is stale. */
const firstRetryMilliseconds = 10_000
const lastRetryMilliseconds = 3_600_000
const mostAttempts = 12

type Claimed = {
  delivery_id: string
  channel: ChannelKind
  sealed: Sealed | null
  attempts: number
  expires_at: Instant | null
  notice_id: string | null
  person_id: string | null
  contact_content_id: string | null
  kind: string | null
  ticket_number: string | null
  facts: NoticeFacts | null
  locale: Locale | null
  contact: { phone?: unknown; email?: unknown } | null
}

type Message = { readonly phone?: string; readonly email?: string; readonly text: string; readonly locale: Locale }

type Town = {
  readonly name: string
  readonly zone: string
  readonly code: string
  readonly host_names: readonly string[]
}

/** Delivers all that is due in a town now. @returns in how many seconds the first failed one wants another attempt */
export async function runDeliveries(
  ports: JobPorts,
  options: DeliveryOptions,
  tenantId: string,
  scope: 'fresh' | 'due' = 'due',
  log: JobLog = silentLog,
): Promise<number | undefined> {
  let again: number | undefined
  for (;;) {
    const batch = await claim(ports, options, tenantId, scope)
    if (batch.claimed.length === 0) return again
    const outcomes = await Promise.all(batch.claimed.map(each => deliverOne(ports, options, tenantId, each, batch)))
    await ports.database.write(tenantId, async tx => {
      for (const [place, delivery] of batch.claimed.entries()) {
        const wait = await keepOutcome(tx, ports.clock.now(), delivery, outcomes[place]!, log)
        if (wait !== undefined) again = Math.min(again ?? wait, wait)
      }
    })
  }
}

/** In a transaction of its own, so that no connection waits for a gateway. A second process skips what is claimed. */
async function claim(ports: JobPorts, options: DeliveryOptions, tenantId: string, scope: 'fresh' | 'due') {
  const now = ports.clock.now()
  return ports.database.write(tenantId, async tx => {
    const claimed = await tx.query<Claimed>(
      `with taken as materialized (
         select delivery_id from delivery
          where tenant_id = $1 and state = 'waiting' and next_at <= $2 ${scope === 'fresh' ? 'and attempts = 0' : ''}
          order by next_at limit ${batchSize} for update skip locked
       ), marked as (
         update delivery d set attempts = d.attempts + 1, next_at = $3
           from taken where d.tenant_id = $1 and d.delivery_id = taken.delivery_id
         returning d.*
       )
       select d.delivery_id, d.channel, d.sealed, d.attempts, d.expires_at, n.notice_id, n.person_id, n.contact_content_id,
              n.kind, n.ticket_number, n.facts, n.locale, c.body as contact
         from marked d
         left join notice n on n.tenant_id = $1 and n.notice_id = d.notice_id
         left join content c on c.tenant_id = $1 and c.content_id = n.contact_content_id and c.erased_at is null`,
      [tenantId, now, instantOf(milliseconds(now) + leaseMilliseconds)],
      `delivery-claim-${scope}`,
    )
    if (claimed.length === 0) return { claimed, channels: [], contacts: new Map<string, Contact>(), town: undefined }
    const people = claimed.map(each => each.person_id).filter(personId => personId !== null)
    const [town] = await tx.query<Town>(
      'select name, zone, code, host_names from tenant where tenant_id = $1',
      [tenantId],
      'delivery-town',
    )
    return {
      claimed,
      channels: await readChannels(tx),
      contacts: people.length === 0 ? new Map<string, Contact>() : await options.lookups.contactsOf(tx, people),
      town,
    }
  })
}

type Batch = Awaited<ReturnType<typeof claim>>
type Result = Outcome & { readonly dropped?: boolean }

async function deliverOne(
  ports: JobPorts,
  options: DeliveryOptions,
  tenantId: string,
  delivery: Claimed,
  batch: Batch,
): Promise<Result> {
  if (delivery.expires_at !== null && delivery.expires_at <= ports.clock.now())
    return { sent: false, dropped: true, error: 'expired' }
  const channel = batch.channels.find(each => each.kind === delivery.channel && each.enabled)
  if (channel === undefined) return { sent: false, dropped: true, error: 'the channel is off' }
  const message = messageOf(delivery, options, batch)
  if (message === undefined) return { sent: false, dropped: true, error: 'no address' }
  try {
    return await send(ports, options, tenantId, channel, delivery, message, batch.town)
  } catch (error) {
    // A setting that leads into the product's own network does not get better by repeating.
    if (error instanceof AddressRefused) return { sent: false, dropped: true, error: error.message }
    return { sent: false, error: error instanceof Error ? error.message : String(error) }
  }
}

async function send(
  ports: JobPorts,
  { trust }: DeliveryOptions,
  tenantId: string,
  channel: Channel,
  delivery: Claimed,
  message: Message,
  town: Town | undefined,
): Promise<Result> {
  const { phone, email, text, locale } = message
  if (channel.kind === 'email') {
    if (email === undefined) return { sent: false, dropped: true, error: 'no address' }
    const subject = subjects[locale].replace('{town}', town?.name ?? 'OneGrid')
    const letter = { to: email, subject, text, idempotencyKey: delivery.delivery_id }
    return sendEmail(channel.settings as EmailSettings, channel.secret, letter, trust)
  }
  if (phone === undefined) return { sent: false, dropped: true, error: 'no address' }
  if (channel.kind === 'demo_phone') {
    await keepOnDemoPhone(ports, tenantId, { messageId: delivery.delivery_id, phone, text })
    return { sent: true }
  }
  const body = {
    id: delivery.delivery_id,
    kind: delivery.kind ?? delivery.sealed?.kind ?? 'notice',
    to: { phone },
    text,
    locale,
    town: { code: town?.code, name: town?.name },
    ...(delivery.ticket_number === null ? {} : { ticket: delivery.ticket_number }),
  }
  return postWebhook(
    {
      url: (channel.settings as WebhookSettings).url,
      secret: channel.secret ?? '',
      idempotencyKey: delivery.delivery_id,
      // The receiver compares with its own clock, so this is the machine's, not the town's simulated one.
      sentAtSeconds: Math.floor(milliseconds(systemClock().now()) / 1000),
      body,
    },
    trust,
  )
}

function messageOf(delivery: Claimed, { publicUrl }: DeliveryOptions, batch: Batch): Message | undefined {
  if (delivery.sealed !== null) return delivery.sealed
  if (delivery.kind === null || !isNoticeKind(delivery.kind) || delivery.facts === null) return undefined
  const contact = delivery.person_id !== null ? batch.contacts.get(delivery.person_id) : contactIn(delivery.contact)
  if (contact === undefined) return undefined
  const { language, ...address } = contact
  const locale = language ?? delivery.locale ?? 'zh'
  const link =
    delivery.ticket_number === null && !onOwnPage.has(delivery.kind)
      ? {}
      : { link: linkTo(pathOf(delivery.kind, delivery.ticket_number ?? ''), publicUrl, batch.town) }
  const text = messageText(delivery.kind, delivery.facts, { locale, zone: batch.town?.zone ?? 'UTC', ...link })
  return { ...address, text, locale }
}

/** Each town has its own origin (design.md §3.3): a message of one town must not lead to another's page. */
function linkTo(path: string, publicUrl: string, town: Town | undefined): string {
  const url = new URL(publicUrl)
  const [own] = town?.host_names ?? []
  if (own !== undefined && !town?.host_names.includes(url.hostname)) url.hostname = own
  return `${url.origin}${path}`
}

const ofEmergency: ReadonlySet<NoticeKind> = new Set(['emergency_started', 'emergency_level', 'emergency_ended'])
const onOwnPage: ReadonlySet<NoticeKind> = new Set(['helper_asked', 'activity_asked'])

/**
 * Who is asked to help says yes on the page where he reported in, not on the public one of a stranger's matter. Staff get a short
 * way into the pocket: one text message has to hold it.
 */
function pathOf(kind: NoticeKind, number: string): string {
  if (onOwnPage.has(kind)) return '/report-in'
  if (ofEmergency.has(kind)) return '/pocket/emergency'
  if (kind === 'swap_asked') return '/pocket/duty'
  return noticeKinds[kind].to === 'staff' ? `/p/${number}` : `/t/${number}`
}

/** The body of a reporter's contact row; an erased one is null. */
function contactIn(body: Claimed['contact']): Contact | undefined {
  if (body === null) return undefined
  return {
    ...(typeof body.phone === 'string' ? { phone: body.phone } : {}),
    ...(typeof body.email === 'string' ? { email: body.email } : {}),
  }
}

async function keepOutcome(
  tx: Tx,
  now: Instant,
  delivery: Claimed,
  result: Result,
  log: JobLog,
): Promise<number | undefined> {
  const wait = Math.min(firstRetryMilliseconds * 2 ** (delivery.attempts - 1), lastRetryMilliseconds)
  const over = delivery.attempts >= mostAttempts
  const state = result.sent ? 'sent' : result.dropped ? 'dropped' : over ? 'failed' : 'waiting'
  deliveriesEnded.inc({ channel: delivery.channel, outcome: state === 'waiting' ? 'retry' : state })
  // Who claimed it anew after our lease ran out decides about it.
  await tx.query(
    `update delivery set state = $3, error = $4, next_at = $5,
            ended_at = case when $3 = 'waiting' then null else $6::timestamptz end,
            sealed = case when $3 = 'waiting' then sealed end
      where tenant_id = $1 and delivery_id = $2 and state = 'waiting' and attempts = $7`,
    [
      tx.tenantId,
      delivery.delivery_id,
      state,
      result.error?.slice(0, 300) ?? null,
      instantOf(milliseconds(now) + wait),
      now,
      delivery.attempts,
    ],
    'delivery-outcome',
  )
  const facts = {
    deliveryId: delivery.delivery_id,
    channel: delivery.channel,
    attempts: delivery.attempts,
    reason: result.error,
  }
  if (state === 'failed') log.error(facts, 'a message was given up')
  else if (state === 'waiting') log.warn(facts, 'a message did not leave and will be tried again')
  return state === 'waiting' ? Math.ceil(wait / 1000) : undefined
}
