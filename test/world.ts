/**
 * A town to test in: the example town's grids, the village's template, one invented person for each role, on a clock that the
 * test moves. Requests run through the whole application; who asks is said by a header instead of a session, so that a test of
 * the loop needs no passwords (sign-in has tests of its own).
 */
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Actor, Role } from '@onegrid/domain/kernel/actor.ts'
import type { Instant } from '@onegrid/domain/kernel/time.ts'
import type { Ports } from '@onegrid/server/app.ts'
import { fileBlobs } from '@onegrid/server/blobs/blobs.ts'
import { type SimulatedClock, simulatedClock } from '@onegrid/server/clock.ts'
import { readSettings } from '@onegrid/server/config.ts'
import { plantGrids } from '@onegrid/server/grid/commands.ts'
import { gridIndex } from '@onegrid/server/grid/grid-index.ts'
import { openGround } from '@onegrid/server/http/ground.ts'
import type { Limits } from '@onegrid/server/http/limits.ts'
import type { App } from '@onegrid/server/http/route.ts'
import { randomIds } from '@onegrid/server/ids.ts'
import { runReactions } from '@onegrid/server/jobs/outbox.ts'
import { runSweeps } from '@onegrid/server/jobs/sweep.ts'
import { registerSlices } from '@onegrid/server/slices.ts'
import { catalogueOf, plantCatalogue } from '@onegrid/server/ticket/catalogue.ts'
import { townPlan } from '../demo/map/town-plan.ts'
import { testDatabase } from './database.ts'

export type Answer = { readonly status: number; readonly body: Record<string, unknown> }
export type Hand = {
  readonly personId: string
  get(url: string): Promise<Answer>
  post(url: string, body?: object, commandId?: string): Promise<Answer>
  put(url: string, body: object, headers?: Record<string, string>): Promise<Answer>
}

const plenty = { max: 1_000_000, seconds: 60 }

export type World = Awaited<ReturnType<typeof openWorld>>

/** @param start Monday 26 September 2022 08:30 in the town, unless the test says otherwise */
export async function openWorld({
  start = '2022-09-26T00:30:00.000Z',
  poolSize = 5,
  limits: own = {},
}: {
  start?: Instant
  poolSize?: number
  limits?: Partial<Limits>
} = {}) {
  const clock: SimulatedClock = simulatedClock(start)
  const ids = randomIds(clock)
  const test = await testDatabase({ poolSize })
  const folder = mkdtempSync(path.join(os.tmpdir(), 'onegrid-world-'))
  const settings = readSettings({ ONEGRID_DATA: folder, LOG_LEVEL: process.env['WORLD_LOG'] ?? 'silent' })
  const limits = { signIn: plenty, code: plenty, lookUp: plenty, report: plenty, upload: plenty, ...own }
  const ports: Ports = { database: test.database, clock, ids, blobs: fileBlobs(folder), settings, limits }
  const actors = new Map<string, Actor>()
  const app: App = await openGround({
    ...ports,
    findActor: async (_town, { cookies }) => ({
      actor: actors.get(cookies['who'] ?? '') ?? { kind: 'anonymous' },
      session: undefined,
    }),
  })
  await registerSlices(app, ports)
  await app.ready()
  const tenantId = await plantTown(ports).catch(async error => {
    // A database that stays open would keep the test process alive for ever.
    await app.close()
    await test.drop()
    throw error
  })
  app.towns.forget()
  const grids = await gridIndex(ports, tenantId)
  const village = (name: string) =>
    grids.tree.grids.find(grid => grid.level === 'medium' && grid.name.startsWith(name))!
  const biTang = village('碧塘')
  const dongYao = village('东瑶')
  const group = grids.tree.children(biTang.gridId)[0]!
  const unit = (code: string) => grids.units.find(each => each.code === code)!

  async function person(
    name: string,
    ...posts: readonly { role: Role; gridId?: string; unitId?: string }[]
  ): Promise<Hand> {
    const personId = ids.id()
    await test.database.write(tenantId, async tx => {
      await tx.query(
        'insert into person (tenant_id, person_id, name, created_at, staff, joined_at) values ($1, $2, $3, $4, $5, $6)',
        [tenantId, personId, name, clock.now(), posts.length > 0, posts.length > 0 ? clock.now() : null],
      )
      for (const post of posts) {
        await tx.query(
          `insert into post (tenant_id, post_id, person_id, kind, role, grid_id, unit_id, from_day, created_at) values ($1, $2, $3, $4, $4, $5, $6, '2022-01-01', $7)`,
          [tenantId, ids.id(), personId, post.role, post.gridId ?? null, post.unitId ?? null, clock.now()],
        )
      }
    })
    const held = posts.map(post => ({ postId: ids.id(), from: '2022-01-01', ...post }))
    actors.set(personId, posts.length > 0 ? { kind: 'person', personId, posts: held } : { kind: 'resident', personId })
    return hand(personId)
  }

  function hand(personId: string): Hand {
    const send = async (
      method: 'GET' | 'POST' | 'PUT',
      url: string,
      body?: object,
      headers: Record<string, string> = {},
    ): Promise<Answer> => {
      const response = await app.inject({
        method,
        url,
        headers: { ...headers, ...(personId === '' ? {} : { cookie: `who=${personId}` }) },
        ...(body === undefined ? {} : { payload: body }),
      })
      return {
        status: response.statusCode,
        body: response.body === '' ? {} : (response.json() as Record<string, unknown>),
      }
    }
    return {
      personId,
      get: url => send('GET', url),
      post: (url, body = {}, commandId = ids.id()) => send('POST', url, body, { 'idempotency-key': commandId }),
      put: (url, body, headers = {}) => send('PUT', url, body, { 'idempotency-key': ids.id(), ...headers }),
    }
  }

  const large = grids.tree.large.gridId
  const people = {
    resident: await person('梁桂芳'),
    neighbour: await person('陈伯年'),
    worker: await person('叶树生', { role: 'grid_worker', gridId: group.gridId }),
    smallLeader: await person('叶国强', { role: 'small_leader', gridId: group.gridId }),
    leader: await person('伍秀兰', { role: 'medium_leader', gridId: biTang.gridId }),
    villageWorker: await person('苏少玲', { role: 'village_worker', gridId: biTang.gridId }),
    otherLeader: await person('欧志明', { role: 'medium_leader', gridId: dongYao.gridId }),
    waterClerk: await person('黎永康', { role: 'unit_clerk', unitId: unit('water').unitId }),
    powerClerk: await person('区建华', { role: 'unit_clerk', unitId: unit('power').unitId }),
    centre: await person('顾雅文', { role: 'centre', gridId: large }),
    duty: await person('莫启明', { role: 'duty_officer', gridId: large }),
    approver: await person('邓卓然', { role: 'approver', gridId: large }),
    verifier: await person('冼秋月', { role: 'verifier', gridId: large }),
    supervisor: await person('柯定邦', { role: 'supervisor', gridId: large }),
    administrator: await person('温若兰', { role: 'town_administrator', gridId: large }),
    partyMember: await person('陆大勇', { role: 'party_member', gridId: group.gridId }),
    volunteer: await person('潘小雨', { role: 'volunteer', gridId: biTang.gridId }),
    anonymous: hand(''),
  }
  return {
    ...people,
    person,
    app,
    ports,
    clock,
    ids,
    tenantId,
    database: test.database,
    test,
    grids,
    catalogue: await catalogueOf(ports, tenantId),
    biTang,
    dongYao,
    group,
    unit,
    /** Moves the clock, then lets the town's own clock and the reactions do what is due. */
    async pass(milliseconds: number): Promise<void> {
      clock.advance(milliseconds)
      await this.settle()
    },
    async settle(): Promise<void> {
      await runSweeps(ports, tenantId)
      await runReactions(ports, tenantId)
    },
    async close(): Promise<void> {
      await app.close()
      await test.drop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export const minutes = (count: number) => count * 60_000
export const hours = (count: number) => count * 3_600_000
export const days = (count: number) => count * 86_400_000

async function plantTown(ports: Ports): Promise<string> {
  const { database, ids, clock } = ports
  const tenantId = ids.id()
  await database.host(tx =>
    tx.query(
      `insert into tenant (tenant_id, code, name, host_names, zone, created_at) values ($1, 'DC', '东成镇', '{}', 'Asia/Shanghai', $2)`,
      [tenantId, clock.now()],
    ),
  )
  await database.write(tenantId, async tx => {
    await plantGrids(tx, ids, townPlan(), '2022-01-01')
    const entry = { commandId: 'plant', recordedAt: clock.now(), actor: { kind: 'clock' } } as const
    await plantCatalogue(tx, ports, 'village', entry)
  })
  return tenantId
}
