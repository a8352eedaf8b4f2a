import { type Actor, holdsRole, personOf } from '@onegrid/domain/kernel/actor.ts'
import { demand, Refusal } from '@onegrid/domain/kernel/refusal.ts'
import type { Tx } from '../database/database.ts'
import type { Locale } from '../http/locale.ts'
import type { JobPorts } from '../jobs/ports.ts'
import { wake } from '../jobs/wake.ts'
import { runCommand } from '../journal/command.ts'
import { append, headOf } from '../journal/journal.ts'
import { type ChannelKind, type ChannelSettings, readChannels, saveChannel } from './channel.ts'
import { markAllRead, markRead } from './queries.ts'
import { sendTest } from './send.ts'

export type Caller = { readonly tenantId: string; readonly commandId: string; readonly actor: Actor }

/** @throws Refusal not_signed_in */
export function readerOf(actor: Actor): string {
  const personId = personOf(actor)
  if (personId === undefined) throw new Refusal('not_signed_in')
  return personId
}

/** @throws Refusal not_signed_in, not_permitted */
export function demandAdministrator(actor: Actor): string {
  const personId = readerOf(actor)
  demand(holdsRole(actor, 'town_administrator'), 'not_permitted', { who: ['town_administrator'] })
  return personId
}

export async function readNotice(ports: JobPorts, caller: Caller, noticeId: string): Promise<void> {
  const personId = readerOf(caller.actor)
  await once(ports, caller, { markNoticeRead: noticeId }, async tx => {
    if (!(await markRead(tx, personId, noticeId, ports.clock.now()))) throw new Refusal('not_found')
    return {}
  })
}

export async function readAllNotices(
  ports: JobPorts,
  caller: Caller,
  upTo: string,
): Promise<{ readonly read: number }> {
  const personId = readerOf(caller.actor)
  return once(ports, caller, { markAllNoticesRead: upTo }, async tx => ({
    read: await markAllRead(tx, personId, upTo, ports.clock.now()),
  }))
}

export type SaveChannel = {
  readonly kind: ChannelKind
  readonly enabled: boolean
  readonly settings: ChannelSettings
  readonly secret?: string
  readonly seen: number
}

export async function changeChannel(
  ports: JobPorts,
  caller: Caller,
  change: SaveChannel,
): Promise<{ readonly version: number }> {
  const by = demandAdministrator(caller.actor)
  return once(ports, caller, { saveChannel: change }, async tx => {
    const now = ports.clock.now()
    const before = (await readChannels(tx)).find(channel => channel.kind === change.kind)
    // Whoever redirects the gateway to an address of his own must not get messages signed with the old gateway's key.
    const movesAway =
      before !== undefined && JSON.stringify(placeOf(before.settings)) !== JSON.stringify(placeOf(change.settings))
    const needsSecret = change.kind === 'webhook' || 'username' in change.settings
    demand(!needsSecret || change.secret !== undefined || (before?.secret != null && !movesAway), 'field_invalid', {
      pointer: change.kind === 'webhook' ? '/secret' : '/password',
      expected: 'the secret, since the channel is new or leads elsewhere now',
      expectedZh: '密钥（新通道或改了地址时须填）',
    })
    const version = await saveChannel(tx, { ...change, by, now })
    const stream = { kind: 'channel', id: tx.tenantId }
    // One town's channels share a chain; two administrators at once queue here.
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`channel ${tx.tenantId}`])
    const event = {
      type: 'ChannelChanged',
      at: now,
      kind: change.kind,
      enabled: change.enabled,
      secretChanged: change.secret !== undefined,
    }
    await append(tx, ports.ids, stream, await headOf(tx, stream), [event], {
      commandId: caller.commandId,
      actor: { kind: 'person', personId: by, as: 'town_administrator' },
      recordedAt: now,
    })
    return { version }
  })
}

function placeOf(settings: ChannelSettings): readonly unknown[] {
  return 'url' in settings
    ? [settings.url]
    : 'host' in settings
      ? [settings.host, settings.port, settings.username]
      : []
}

export async function testChannel(
  ports: JobPorts,
  caller: Caller,
  kind: ChannelKind,
  to: string,
  locale: Locale,
): Promise<{ readonly deliveryId: string }> {
  demandAdministrator(caller.actor)
  const answer = await once(ports, caller, { testChannel: kind, to }, async tx => {
    const channel = (await readChannels(tx)).find(each => each.kind === kind && each.enabled)
    if (channel === undefined) throw new Refusal('not_found', { what: 'channel' })
    return { deliveryId: await sendTest(tx, ports, kind, to, locale) }
  })
  wake(caller.tenantId)
  return answer
}

export function once<Result extends object>(
  ports: JobPorts,
  caller: Caller,
  asked: unknown,
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  const { tenantId, commandId } = caller
  return runCommand(ports.database, { tenantId, commandId, asked, recordedAt: ports.clock.now() }, work)
}
