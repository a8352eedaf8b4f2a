import { createHmac } from 'node:crypto'
import type { NewTown, NewTownMade, TownShape } from '@onegrid/domain/account/contract.ts'
import { type Actor, personOf } from '@onegrid/domain/kernel/actor.ts'
import { demand, Refusal } from '@onegrid/domain/kernel/refusal.ts'
import { type Instant, instantOf, milliseconds } from '@onegrid/domain/kernel/time.ts'
import QRCode from 'qrcode'
import type { Static } from 'typebox'
import type { Clock } from '../clock.ts'
import type { Database, HostTx, Tx } from '../database/database.ts'
import type { Town } from '../http/town.ts'
import { codeLetters, type Ids } from '../ids.ts'
import { runCommand } from '../journal/command.ts'
import { append, headOf } from '../journal/journal.ts'
import { digest, invitationMilliseconds, secretOf } from './secrets.ts'
import { demandZone, enterTown, type Invitation, makeTown, type Plant } from './set-up.ts'

type Ports = { readonly database: Database; readonly clock: Clock; readonly ids: Ids }

/** What the host administrator may know of another town's people: whether one of its administrators has come in. */
export type TownPeople = {
  governed(tx: Tx): Promise<boolean>
  /** New links for the administrators, while none has come in; the old ones no longer work. @returns their names in order */
  inviteAgain(tx: Tx, invitationAt: (place: number) => Invitation, commandId: string): Promise<readonly string[]>
}

/** The host administrator, and the town in which he is signed in: his commands and what they did stand in its journal. */
export type HostAsking = { readonly town: Town; readonly actor: Actor; readonly commandId: string }

type Founded = Static<typeof NewTownMade>

/**
 * One more town of the county with its first administrators, each by a link and a code. Both follow from the command id and
 * the installation's key: a repeat shows the same, and neither lies in the database.
 */
export async function addTown(
  ports: Ports,
  plants: readonly Plant[],
  asking: HostAsking & { originOf(hostName: string): string },
  wish: Static<typeof NewTown>,
): Promise<Founded> {
  demandZone(ports.clock, wish.town.zone)
  const secretAt = await secretsOf(ports.database, asking)
  const secrets = wish.administrators.map((_, place) => secretAt(place))
  const made = await runHostCommand(ports, asking, { verb: 'addTown', wish }, async tx => {
    await lockTowns(tx)
    await demandAddresses(tx)
    await demandFreeAddress(tx, wish.town.hostName, '/town/hostName')
    const expiresAt = expiryOf(ports.clock)
    const founders = wish.administrators.map(({ name }, place) => ({
      name: name.trim(),
      invitation: kept(secrets[place], expiresAt),
    }))
    const begin = { founders, template: wish.template, commandId: asking.commandId }
    const { tenantId } = await makeTown(tx, ports, plants, wish.town, begin)
    // Back to the town of the host's administrator: its journal says that he did it.
    await enterTown(tx, tx.tenantId)
    await tell(tx, ports, asking, tenantId, { type: 'townAdded', code: wish.town.code, template: wish.template })
    return { tenantId, expiresAt }
  })
  const names = wish.administrators.map(each => each.name.trim())
  return founded(asking, wish.town, { ...made, names }, secretAt)
}

/** Links that were lost or ran out before anybody came in: without this the town would stay locked. */
export async function inviteTownAdministrators(
  ports: Ports,
  people: TownPeople,
  asking: HostAsking & { originOf(hostName: string): string },
  code: string,
): Promise<Founded> {
  const secretAt = await secretsOf(ports.database, asking)
  const made = await runHostCommand(ports, asking, { verb: 'inviteTownAdministrators', code }, async tx => {
    const [town] = await tx.query<TownRow>('select tenant_id, host_names from tenant where code = $1', [code])
    if (town === undefined) throw new Refusal('not_found', { code })
    const expiresAt = expiryOf(ports.clock)
    const inTown = await enterTown(tx, town.tenant_id)
    const invitationAt = (place: number) => kept(secretAt(place), expiresAt)
    const names = await people.inviteAgain(inTown, invitationAt, asking.commandId)
    await enterTown(tx, tx.tenantId)
    await tell(tx, ports, asking, town.tenant_id, { type: 'townInvited', code })
    return { tenantId: town.tenant_id, expiresAt, names, hostName: town.host_names[0] ?? '' }
  })
  return founded(asking, { code, hostName: made.hostName }, made, secretAt)
}

type TownRow = { tenant_id: string; host_names: string[] }

/** What is shown once: link, its drawing, and the code that goes another way. */
async function founded(
  { originOf }: { originOf(hostName: string): string },
  { code, hostName }: { readonly code: string; readonly hostName: string },
  made: { readonly tenantId: string; readonly expiresAt: Instant; readonly names: readonly string[] },
  secretAt: (place: number) => Secret,
): Promise<Founded> {
  const administrators = await Promise.all(
    made.names.map(async (name, place) => {
      const secret = secretAt(place)
      const link = `${originOf(hostName)}/i/${secret.link}`
      const qr = await QRCode.toString(link, { type: 'svg', margin: 2 })
      return { name, link, qr, code: secret.code, expiresAt: made.expiresAt }
    }),
  )
  return { tenantId: made.tenantId, code, hostName, administrators }
}

/** The name under which browsers find a town; with a second town in the county each needs its own. */
export async function changeTownAddress(
  ports: Ports,
  asking: HostAsking,
  code: string,
  hostName: string,
): Promise<void> {
  await runHostCommand(ports, asking, { verb: 'changeTownAddress', code, hostName }, async tx => {
    await lockTowns(tx)
    const [town] = await tx.query<TownRow>('select tenant_id, host_names from tenant where code = $1', [code])
    if (town === undefined) throw new Refusal('not_found', { code })
    await demandFreeAddress(tx, hostName, '/hostName', code)
    await tx.query('update tenant set host_names = $2 where code = $1', [code, [hostName]])
    await tell(tx, ports, asking, town.tenant_id, { type: 'townAddressChanged', code })
    return {}
  })
}

type Row = {
  tenant_id: string
  code: string
  name: string
  zone: string
  host_names: string[]
  created_at: Instant
}

/** By their letters, one page. */
export async function listTowns(
  tx: HostTx,
  people: TownPeople,
  after: string,
  limit: number,
): Promise<readonly Static<typeof TownShape>[]> {
  const rows = await tx.query<Row>(
    'select tenant_id, code, name, zone, host_names, created_at from tenant where code > $1 order by code limit $2',
    [after, limit + 1],
    'towns-page',
  )
  const towns: Static<typeof TownShape>[] = []
  for (const { tenant_id, code, name, zone, host_names, created_at } of rows) {
    const governed = await people.governed(await enterTown(tx, tenant_id))
    towns.push({ code, name, zone, hostNames: host_names, since: created_at, governed })
  }
  return towns
}

type Secret = { readonly link: string; readonly code: string }

async function secretsOf(database: Database, asking: HostAsking): Promise<(place: number) => Secret> {
  const key = await database.host(tx => secretOf(tx, 'cookie'))
  return place => secretFor(key, asking, place)
}

const expiryOf = (clock: Clock) => instantOf(milliseconds(clock.now()) + invitationMilliseconds)

/** Digests alone go into the database. */
function kept(secret: Secret | undefined, expiresAt: Instant): Invitation {
  return { linkDigest: digest(secret?.link ?? ''), codeDigest: digest(secret?.code ?? ''), expiresAt }
}

function secretFor(key: string, { town, commandId }: HostAsking, place: number): Secret {
  const seed = createHmac('sha256', key).update(`founder ${town.tenantId} ${commandId} ${place}`).digest()
  const letters = createHmac('sha256', seed).update('code').digest().subarray(0, 6)
  return {
    link: createHmac('sha256', seed).update('link').digest('base64url'),
    code: [...letters].map(byte => codeLetters[byte % codeLetters.length]).join(''),
  }
}

function runHostCommand<Result extends object>(
  ports: Ports,
  { town, actor, commandId }: HostAsking,
  asked: { readonly verb: string } & Readonly<Record<string, unknown>>,
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  const by = personOf(actor) ?? null
  return runCommand(
    ports.database,
    { tenantId: town.tenantId, commandId, asked: { ...asked, by }, recordedAt: ports.clock.now() },
    work,
  )
}

/** Two host administrators at once queue here: an address belongs to one town. */
const lockTowns = (tx: HostTx) => tx.query("select pg_advisory_xact_lock(hashtextextended('towns', 0))")

async function demandAddresses(tx: HostTx): Promise<void> {
  const [without] = await tx.query<{ code: string; name: string }>(
    "select code, name from tenant where host_names = '{}' order by code limit 1",
  )
  // With a second town the host name decides: one without could be reached by nobody any more.
  demand(without === undefined, 'town_without_address', { code: without?.code ?? '', town: without?.name ?? '' })
}

async function demandFreeAddress(tx: HostTx, hostName: string, pointer: string, own?: string): Promise<void> {
  const [taken] = await tx.query('select 1 from tenant where $1 = any(host_names) and code is distinct from $2', [
    hostName,
    own ?? null,
  ])
  demand(taken === undefined, 'field_invalid', {
    pointer,
    expected: 'an address that no other town has',
    expectedZh: '其他镇没有用过的网址',
  })
}

async function tell(
  tx: Tx,
  ports: Ports,
  { actor, commandId }: HostAsking,
  townId: string,
  fact: { readonly type: string } & Readonly<Record<string, unknown>>,
): Promise<void> {
  const stream = { kind: 'town', id: townId }
  const by = personOf(actor)
  const recordedAt = ports.clock.now()
  await append(tx, ports.ids, stream, await headOf(tx, stream), [{ ...fact, at: recordedAt }], {
    commandId,
    actor: { kind: actor.kind, ...(by === undefined ? {} : { personId: by }) },
    recordedAt,
  })
}
