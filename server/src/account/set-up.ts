import type { SetUp } from '@onegrid/domain/account/contract.ts'
import { localDate } from '@onegrid/domain/kernel/calendar.ts'
import { demand, Refusal } from '@onegrid/domain/kernel/refusal.ts'
import type { Static } from 'typebox'
import type { Clock } from '../clock.ts'
import type { Database, HostTx, Tx } from '../database/database.ts'
import type { Town } from '../http/town.ts'
import type { Ids } from '../ids.ts'
import { createAccount } from './account.ts'
import { digest, sameDigest } from './secrets.ts'

type Ports = { readonly database: Database; readonly clock: Clock; readonly ids: Ids }

/** What a slice gives a new town in the same transaction: its administrator, its large grid, its categories. */
export type Plant = (
  tx: Tx,
  town: Town,
  administrator: { readonly accountId: string; readonly name: string },
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

type NewTown = Pick<Static<typeof SetUp>, 'town' | 'administrator'>

/** The town, its administrator and the host's, all or nothing; then never again. */
export async function setUp(ports: Ports, plants: readonly Plant[], wish: Static<typeof SetUp>): Promise<Town> {
  demandZone(ports.clock, wish.town.zone)
  return ports.database.host(async tx => {
    await demandLink(tx, wish.link)
    const town = await makeTown(tx, ports, plants, wish, true)
    await tx.query('update setup set finished_at = $1, link_digest = null where setup_id = 1', [ports.clock.now()])
    return town
  })
}

/** One more town of the county, with an administrator of its own. */
export async function addTown(ports: Ports, plants: readonly Plant[], wish: NewTown): Promise<Town> {
  demandZone(ports.clock, wish.town.zone)
  return ports.database.host(tx => makeTown(tx, ports, plants, wish, false))
}

async function makeTown(
  tx: HostTx,
  ports: Ports,
  plants: readonly Plant[],
  wish: NewTown,
  hostAdministrator: boolean,
): Promise<Town> {
  const { name, code, zone, hostName } = wish.town
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
  const { name: administrator, username, password } = wish.administrator
  const accountId = await createAccount(tx, ports.ids, { username, password, hostAdministrator })
  const townTx = await enterTown(tx, town.tenantId)
  for (const plant of plants) await plant(townTx, town, { accountId, name: administrator })
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

function demandZone(clock: Clock, zone: string): void {
  try {
    localDate(zone, clock.now())
  } catch {
    throw new Refusal('field_invalid', { pointer: '/town/zone', expected: 'an IANA zone such as Asia/Shanghai' })
  }
}
