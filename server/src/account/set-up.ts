import type { SetUp, TownTemplate } from '@onegrid/domain/account/contract.ts'
import { localDate } from '@onegrid/domain/kernel/calendar.ts'
import { demand, Refusal } from '@onegrid/domain/kernel/refusal.ts'
import type { Instant } from '@onegrid/domain/kernel/time.ts'
import type { Static } from 'typebox'
import type { Clock } from '../clock.ts'
import type { Database, HostTx, Tx } from '../database/database.ts'
import type { Town } from '../http/town.ts'
import type { Ids } from '../ids.ts'
import { createAccount } from './account.ts'
import { digest, sameDigest } from './secrets.ts'

type Ports = { readonly database: Database; readonly clock: Clock; readonly ids: Ids }

/** Who governs a new town from its first day: by an account that exists, or by an invitation that waits for him. */
export type Founder = {
  readonly name: string
  readonly accountId?: string
  readonly invitation?: Invitation
}
export type Invitation = { readonly linkDigest: string; readonly codeDigest: string; readonly expiresAt: Instant }

/** What a slice gives a new town in the same transaction: its administrators, its large grid, its categories. */
export type Plant = (
  tx: Tx,
  town: Town,
  begin: { readonly founders: readonly Founder[]; readonly template: TownTemplate; readonly commandId: string },
) => Promise<void>

/** A new one-time secret for the console, or nothing where the installation is set up. Only the newest works. */
export async function makeSetUpLink({ database, clock, ids }: Ports): Promise<string | undefined> {
  const secret = ids.secret()
  const made = await database.host(tx =>
    tx.query(
      `insert into setup (setup_id, link_digest, link_made_at) values (1, $1, $2)
       on conflict (setup_id) do update set link_digest = $1, link_made_at = $2 where setup.finished_at is null returning setup_id`,
      [digest(secret), clock.now()],
    ),
  )
  return made.length > 0 ? secret : undefined
}

/** The town, its administrator and the host's, all or nothing; then never again. */
export async function setUp(ports: Ports, plants: readonly Plant[], wish: Static<typeof SetUp>): Promise<Town> {
  demandZone(ports.clock, wish.town.zone)
  return ports.database.host(async tx => {
    await demandLink(tx, wish.link)
    const { name, username, password } = wish.administrator
    const accountId = await createAccount(tx, ports.ids, { username, password, hostAdministrator: true })
    const begin = { founders: [{ name, accountId }], template: 'village', commandId: 'set-up' } as const
    const town = await makeTown(tx, ports, plants, wish.town, begin)
    await tx.query('update setup set finished_at = $1, link_digest = null where setup_id = 1', [ports.clock.now()])
    return town
  })
}

type TownWish = Static<typeof SetUp>['town']

/** In the caller's transaction, which from here on sees this one town's rows. */
export async function makeTown(
  tx: HostTx,
  ports: Pick<Ports, 'ids' | 'clock'>,
  plants: readonly Plant[],
  { name, code, zone, hostName }: TownWish,
  begin: Parameters<Plant>[2],
): Promise<Town> {
  const town = { tenantId: ports.ids.id(), code, name, zone }
  const made = await tx.query(
    `insert into tenant (tenant_id, code, name, host_names, zone, created_at) values ($1, $2, $3, $4, $5, $6)
     on conflict (code) do nothing returning tenant_id`,
    [town.tenantId, code, name, hostName === undefined ? [] : [hostName], zone, ports.clock.now()],
  )
  demand(made.length > 0, 'field_invalid', {
    pointer: '/town/code',
    expected: 'letters that no other town has',
    expectedZh: '其他镇没有用过的字母',
  })
  const townTx = await enterTown(tx, town.tenantId)
  for (const plant of plants) await plant(townTx, town, begin)
  return town
}

type SetUpRow = { link_digest: string | null; finished_at: string | null }

function linkIn(row: SetUpRow | undefined, link: string): 'good' | 'used' | 'wrong' {
  if (row?.finished_at) return 'used'
  return row?.link_digest && sameDigest(link, row.link_digest) ? 'good' : 'wrong'
}

async function demandLink(tx: HostTx, link: string): Promise<void> {
  const [row] = await tx.query<SetUpRow>('select link_digest, finished_at from setup where setup_id = 1 for update')
  const state = linkIn(row, link)
  if (state === 'used') throw new Refusal('already_set_up')
  if (state === 'wrong') throw new Refusal('setup_link_wrong')
}

/** For the page: whoever opens an old link is told so before he fills anything in. */
export async function stateOfLink(tx: HostTx, link: string): Promise<'good' | 'used' | 'wrong'> {
  const [row] = await tx.query<SetUpRow>('select link_digest, finished_at from setup where setup_id = 1')
  return linkIn(row, link)
}

/** From here on the same transaction sees and writes this one town's rows. */
export async function enterTown(tx: HostTx, tenantId: string): Promise<Tx> {
  await tx.query(`select set_config('app.tenant', $1, true)`, [tenantId])
  return {
    tenantId,
    get kysely() {
      return tx.kysely
    },
    query: (text, values, name) => tx.query(text, values, name),
  }
}

export function demandZone(clock: Clock, zone: string): void {
  try {
    localDate(zone, clock.now())
  } catch {
    throw new Refusal('field_invalid', {
      pointer: '/town/zone',
      expected: 'an IANA zone such as Asia/Shanghai',
      expectedZh: '时区名，如 Asia/Shanghai',
    })
  }
}
