/**
 * Two towns under one host, in one database, each with its own people who signed in by link and code: what one town's
 * session may not do in the other is tried with real ids. Everything goes through the whole application (buildApp).
 */
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Role } from '@onegrid/domain/kernel/actor.ts'
import { createAccount } from '@onegrid/server/account/account.ts'
import { enterTown } from '@onegrid/server/account/set-up.ts'
import { buildApp, type Ports } from '@onegrid/server/app.ts'
import { fileBlobs } from '@onegrid/server/blobs/blobs.ts'
import { simulatedClock } from '@onegrid/server/clock.ts'
import { readSettings } from '@onegrid/server/config.ts'
import { plantGrids } from '@onegrid/server/grid/commands.ts'
import { gridIndex } from '@onegrid/server/grid/grid-index.ts'
import { randomIds } from '@onegrid/server/ids.ts'
import { runReactions } from '@onegrid/server/jobs/outbox.ts'
import { runSweeps } from '@onegrid/server/jobs/sweep.ts'
import { switchOnDemoPhone } from '@onegrid/server/notice/channel.ts'
import { plantAdministrators } from '@onegrid/server/team/plant.ts'
import { catalogueOf, plantCatalogue } from '@onegrid/server/ticket/catalogue.ts'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { townPlan } from '../../demo/map/town-plan.ts'
import { testDatabase } from '../database.ts'
import { identityProvider } from './identity-provider.ts'

const plenty = { max: 10_000_000, seconds: 60 }
export const password = 'three words and a river'

/** One browser: where it asks, and the cookies it holds. `personId` is empty for a visitor. */
export type Hand = { readonly host: string; readonly cookie: string; readonly personId: string }
export type Asked = {
  readonly method: string
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer | object
}

export type County = Awaited<ReturnType<typeof openCounty>>
export type Town = Awaited<ReturnType<typeof plantTown>>

export async function openCounty({ logLevel = 'silent', limited = false, behindProxy = false } = {}) {
  // Monday 26 September 2022 08:30 in the towns.
  const clock = simulatedClock('2022-09-26T00:30:00.000Z')
  const ids = randomIds(clock)
  const test = await testDatabase({ poolSize: 8 })
  const folder = mkdtempSync(path.join(os.tmpdir(), 'onegrid-county-'))
  const provider = await identityProvider()
  const settings = readSettings({ ONEGRID_DATA: folder, LOG_LEVEL: logLevel, TRUST_PROXY: String(behindProxy) })
  const limits = { signIn: plenty, code: plenty, lookUp: plenty, report: plenty, upload: plenty }
  const parts = { database: test.database, clock, ids, blobs: fileBlobs(folder), settings, demo: true }
  const ports: Ports = limited ? parts : { ...parts, limits }
  await test.database.host(tx =>
    tx.query(
      `insert into identity_provider (provider_id, label, discovery_url, client_id, client_secret) values ('county', '县', $1, 'c', 's')`,
      [provider.discoveryUrl],
    ),
  )
  const first = { tenantId: ids.id(), host: 'ours.example', code: 'AA', name: '东成镇', mark: '甲' }
  const second = { tenantId: ids.id(), host: 'theirs.example', code: 'BB', name: '六祖镇', mark: '乙' }
  for (const town of [first, second]) await nameTown(ports, town)
  const app: FastifyInstance = await buildApp(ports)
  const send: Send = (hand, asked) => inject(app, ids.id(), hand, asked)
  const ours = await plantTown(ports, send, first)
  const theirs = await plantTown(ports, send, second)
  return {
    app,
    ports,
    clock,
    ids,
    database: test.database,
    ours,
    theirs,
    send,
    async settle(): Promise<void> {
      for (const { tenantId } of [ours, theirs]) {
        await runSweeps(ports, tenantId)
        await runReactions(ports, tenantId)
      }
    },
    async close(): Promise<void> {
      await app.close()
      await test.drop()
      await provider.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export type Send = (hand: Hand, asked: Asked) => Promise<LightMyRequestResponse>

/** Each write gets a command id of its own unless the caller names one; an empty header takes it away. */
export function inject(app: FastifyInstance, commandId: string, hand: Hand, asked: Asked) {
  const headers: Record<string, string> = {
    host: hand.host,
    ...(asked.method === 'GET' ? {} : { 'idempotency-key': commandId }),
    ...(hand.cookie === '' ? {} : { cookie: hand.cookie }),
    ...(typeof asked.body === 'string' ? { 'content-type': 'application/json' } : {}),
    ...asked.headers,
  }
  return app.inject({
    method: asked.method as 'GET',
    url: asked.url,
    headers: Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== '')),
    ...(asked.body === undefined ? {} : { payload: asked.body }),
  })
}

export function cookiesOf(answer: LightMyRequestResponse): string {
  return answer.cookies
    .filter(cookie => cookie.value !== '')
    .map(cookie => `${cookie.name}=${encodeURIComponent(cookie.value)}`)
    .join('; ')
}

type Seat = { readonly role: Role; readonly gridId?: string; readonly unitId?: string }

type Plan = { tenantId: string; host: string; code: string; name: string; mark: string }

async function nameTown({ database, clock }: Ports, { tenantId, host, code, name }: Plan): Promise<void> {
  await database.host(tx =>
    tx.query(
      `insert into tenant (tenant_id, code, name, host_names, zone, created_at) values ($1, $2, $3, $4, 'Asia/Shanghai', $5)`,
      [tenantId, code, name, [host], clock.now()],
    ),
  )
}

async function plantTown(ports: Ports, send: Send, { tenantId, host, code, name, mark }: Plan) {
  const { database, ids } = ports
  const town = { tenantId, code, name, zone: 'Asia/Shanghai' }
  const username = `${code.toLowerCase()}-administrator`
  await database.host(async tx => {
    const accountId = await createAccount(tx, ids, { username, password, hostAdministrator: code === 'AA' })
    const inTown = await enterTown(tx, tenantId)
    await plantGrids(inTown, ids, townPlan(), '2022-01-01')
    const entry = { commandId: 'plant', recordedAt: ports.clock.now(), actor: { kind: 'clock' } } as const
    await plantCatalogue(inTown, { ids }, 'village', entry)
    await plantAdministrators(ports)(inTown, town, {
      founders: [{ accountId, name: `${mark}管理员` }],
      template: 'village',
      commandId: 'set-up',
    })
  })
  const visitor: Hand = { host, cookie: '', personId: '' }
  const signedIn = await send(visitor, {
    method: 'POST',
    url: '/api/v1/sessions',
    body: { username, password },
  })
  const first = { host, cookie: cookiesOf(signedIn), personId: '' }
  const me = (await send(first, { method: 'GET', url: '/api/v1/me' })).json<{ personId: string }>()
  const administrator: Hand = { ...first, personId: me.personId }
  const grids = await gridIndex(ports, tenantId)
  const large = grids.tree.large.gridId
  const medium = grids.tree.grids.find(grid => grid.level === 'medium' && grid.name.startsWith('碧塘'))!
  const otherMedium = grids.tree.grids.find(grid => grid.level === 'medium' && grid.name.startsWith('东瑶'))!
  const group = grids.tree.children(medium.gridId)[0]!
  const unit = (unitCode: string) => grids.units.find(each => each.code === unitCode)!

  async function given<Result>(url: string, body: object): Promise<Result> {
    const answer = await send(administrator, { method: 'POST', url, body })
    if (answer.statusCode >= 300) throw new Error(`${url}: ${answer.body}`)
    return answer.json<Result>()
  }
  /** Somebody of the team, signed in by link and code. */
  async function colleague(personName: string, ...seats: readonly Seat[]): Promise<Hand> {
    const { personId } = await given<{ personId: string }>('/api/v1/people', { name: `${mark}${personName}` })
    for (const seat of seats) await given('/api/v1/posts', { personId, ...seat })
    const invited = await given<{ link: string; code: string }>(`/api/v1/people/${personId}/invitations`, {})
    const { link, code } = invited
    const accepted = await send(visitor, { method: 'POST', url: '/api/v1/invitations/accept', body: { link, code } })
    if (accepted.statusCode !== 200) throw new Error(accepted.body)
    return { host, cookie: cookiesOf(accepted), personId }
  }
  /** Comes by himself with a phone code: a person of no list, whom no administrator gave anything. */
  async function resident(phone: string): Promise<Hand> {
    const codes = '/api/v1/sessions/code'
    await database.write(tenantId, tx => switchOnDemoPhone(tx, ports.clock.now()))
    await send(visitor, { method: 'POST', url: codes, body: { phone } })
    const [sent] = await database.write(tenantId, async tx => {
      await tx.query('delete from channel where tenant_id = $1', [tenantId])
      const wanted = `%${phone}%`
      return tx.query<{ code: string }>(
        `delete from delivery where tenant_id = $1 and to_jsonb(delivery)::text like $2
         returning substring(to_jsonb(delivery)::text from '验证码(\\d{6})') as code`,
        [tenantId, wanted],
      )
    })
    const body = { phone, code: sent?.code ?? '' }
    const proved = await send(visitor, { method: 'POST', url: '/api/v1/sessions/phone', body })
    if (proved.statusCode !== 200) throw new Error(proved.body)
    const hand = { host, cookie: cookiesOf(proved), personId: '' }
    const own = await send(hand, { method: 'GET', url: '/api/v1/me' })
    return { ...hand, personId: own.json<{ personId: string }>().personId }
  }
  const people = {
    visitor,
    administrator,
    resident: await resident(`137${code.charCodeAt(0)}000001`),
    neighbour: await resident(`137${code.charCodeAt(0)}000002`),
    worker: await colleague('网格员', { role: 'grid_worker', gridId: group.gridId }),
    smallLeader: await colleague('小网格长', { role: 'small_leader', gridId: group.gridId }),
    leader: await colleague('书记', { role: 'medium_leader', gridId: medium.gridId }),
    villageWorker: await colleague('专职网格员', { role: 'village_worker', gridId: medium.gridId }),
    otherLeader: await colleague('邻村书记', { role: 'medium_leader', gridId: otherMedium.gridId }),
    waterClerk: await colleague('水务员', { role: 'unit_clerk', unitId: unit('water').unitId }),
    powerClerk: await colleague('供电员', { role: 'unit_clerk', unitId: unit('power').unitId }),
    centre: await colleague('镇中心', { role: 'centre', gridId: large }),
    duty: await colleague('值班员', { role: 'duty_officer', gridId: large }),
    approver: await colleague('分管领导', { role: 'approver', gridId: large }),
    verifier: await colleague('核验员', { role: 'verifier', gridId: large }),
    supervisor: await colleague('督查员', { role: 'supervisor', gridId: large }),
    partyMember: await colleague('党员', { role: 'party_member', gridId: group.gridId }),
    volunteer: await colleague('志愿者', { role: 'volunteer', gridId: medium.gridId }),
    second: await colleague('第二管理员', { role: 'town_administrator', gridId: large }),
  }
  const catalogue = await catalogueOf(ports, tenantId)
  return {
    ...people,
    people,
    tenantId,
    code,
    name,
    host,
    mark,
    username,
    grids,
    large,
    medium,
    otherMedium,
    group,
    unit,
    catalogue,
    colleague,
  }
}
