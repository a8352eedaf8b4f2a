import { instantOf, milliseconds } from '@onegrid/domain/kernel/time.ts'
import type { Tx } from '../database/database.ts'
import type { Locale } from '../http/locale.ts'
import type { JobPorts } from '../jobs/ports.ts'
import { type ChannelKind, enabledChannels } from './channel.ts'
import { type CodePurpose, codeWords, testWords } from './words.ts'

/** As the text says. A code that arrives later than it is valid only confuses. */
const codeMinutes = 10

/** What lies in `delivery.sealed` until it is sent: it must stand in no notice and no log. */
export type Sealed = {
  readonly phone?: string
  readonly email?: string
  readonly text: string
  readonly kind: 'code' | 'test'
  readonly locale: Locale
}

export type Code = {
  readonly phone: string
  readonly code: string
  readonly purpose: CodePurpose
  readonly locale: Locale
}

/**
 * Sends a code by text message. Call it in the transaction that keeps the code's digest, and `wake(tenantId)` after it.
 * @returns by how many channels it leaves; 0: the town has none that reaches a phone, say so instead of "sent".
 */
export async function sendCode(tx: Tx, ports: Pick<JobPorts, 'ids' | 'clock'>, code: Code): Promise<number> {
  const channels = (await enabledChannels(tx)).filter(kind => kind !== 'email')
  const text = codeWords[code.purpose][code.locale].replace('{code}', code.code)
  for (const channel of channels)
    await keepSealed(tx, ports, channel, { phone: code.phone, text, kind: 'code', locale: code.locale }, codeMinutes)
  return channels.length
}

/** To an address that somebody says is his. Call it in the transaction that keeps the code's digest. */
export async function sendEmailCode(
  tx: Tx,
  ports: Pick<JobPorts, 'ids' | 'clock'>,
  { email, code, locale }: { readonly email: string; readonly code: string; readonly locale: Locale },
): Promise<void> {
  const text = codeWords.verify_email[locale].replace('{code}', code)
  await keepSealed(tx, ports, 'email', { email, text, kind: 'code', locale }, codeMinutes)
}

/** @returns the delivery's id, under which its outcome can be asked for */
export async function sendTest(
  tx: Tx,
  ports: Pick<JobPorts, 'ids' | 'clock'>,
  channel: ChannelKind,
  to: string,
  locale: Locale,
): Promise<string> {
  const address = channel === 'email' ? { email: to } : { phone: to }
  return keepSealed(tx, ports, channel, { ...address, text: testWords[locale], kind: 'test', locale }, codeMinutes)
}

async function keepSealed(
  tx: Tx,
  { ids, clock }: Pick<JobPorts, 'ids' | 'clock'>,
  channel: ChannelKind,
  sealed: Sealed,
  minutes: number,
): Promise<string> {
  const now = clock.now()
  const deliveryId = ids.id()
  await tx.query(
    `insert into delivery (tenant_id, delivery_id, channel, sealed, state, next_at, expires_at, created_at)
     values ($1, $2, $3, $4, 'waiting', $5, $6, $5)`,
    [tx.tenantId, deliveryId, channel, JSON.stringify(sealed), now, instantOf(milliseconds(now) + minutes * 60_000)],
    'delivery-seal',
  )
  return deliveryId
}
