/** Further towns of the county, set up by the host administrator. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { buildApp, plants } from '../app.ts'
import { fileBlobs } from '../blobs/blobs.ts'
import { simulatedClock } from '../clock.ts'
import { readSettings } from '../config.ts'
import { randomIds } from '../ids.ts'
import { makeSetUpLink, setUp } from './set-up.ts'

const clock = simulatedClock('2022-09-26T00:30:00.000Z')
const folder = mkdtempSync(path.join(os.tmpdir(), 'onegrid-towns-'))
const password = 'three words and a river'
let server: TestDatabase
let app: FastifyInstance
let tenantId: string
let cookie: string
let commands = 0

before(async () => {
  server = await testDatabase()
  const settings = readSettings({ ONEGRID_DATA: folder, LOG_LEVEL: 'silent' })
  const ports = { database: server.database, clock, ids: randomIds(clock), blobs: fileBlobs(folder), settings }
  app = await buildApp(ports)
  const town = await setUp(ports, plants(ports), {
    link: (await makeSetUpLink(ports)) ?? '',
    town: { name: '东成镇', code: 'DC', zone: 'Asia/Shanghai' },
    administrator: { name: '李主任', username: 'li', password },
  })
  tenantId = town.tenantId
  cookie = cookieOf(await ask('/api/v1/sessions', { body: { username: 'li', password } }))
})
after(async () => {
  await app?.close()
  await server?.drop()
  rmSync(folder, { recursive: true, force: true })
})

type Asked = { method?: InjectOptions['method']; body?: object; cookie?: string; headers?: Record<string, string> }

function ask(url: string, asked: Asked = {}): Promise<LightMyRequestResponse> {
  commands += 1
  const { method, body, headers } = asked
  return app.inject({
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    url,
    headers: { 'idempotency-key': `c${commands}`, ...(asked.cookie && { cookie: asked.cookie }), ...headers },
    ...(body === undefined ? {} : { payload: body }),
  })
}

function cookieOf(answer: LightMyRequestResponse): string {
  const lines = [answer.headers['set-cookie'] ?? []].flat()
  return lines.find(line => line.startsWith('onegrid.session_token='))?.split(';')[0] ?? ''
}

test('the host administrator adds a second town, found by its host name; nobody is somebody in both', async () => {
  const wish = {
    town: { name: '天堂镇', code: 'TT', zone: 'Asia/Shanghai', hostName: 'tt.example.cn' },
    template: 'village_and_city',
    administrators: [{ name: '何' }, { name: '苏' }],
  }
  assert.equal((await ask('/api/v1/towns', { body: wish })).statusCode, 401)
  const alone = { ...wish, administrators: [{ name: '何' }] }
  assert.equal((await ask('/api/v1/towns', { body: alone, cookie })).json().pointer, '/administrators')
  const nameless = { ...wish, administrators: [{ name: ' ' }, { name: '苏' }] }
  assert.equal((await ask('/api/v1/towns', { body: nameless, cookie })).json().pointer, '/administrators/0/name')
  const elsewhen = { ...wish, town: { ...wish.town, zone: 'Mars/Olympus' } }
  assert.equal((await ask('/api/v1/towns', { body: elsewhen, cookie })).json().pointer, '/town/zone')

  const early = await ask('/api/v1/towns', { body: wish, cookie })
  assert.deepEqual([early.statusCode, early.json().code], [409, 'town_without_address'])
  const address = (hostName: string, code = 'DC') =>
    ask(`/api/v1/towns/${code}/address`, { method: 'PUT', cookie, body: { hostName } })
  assert.equal((await address('https://dc')).json().pointer, '/hostName')
  assert.equal((await address('dc.example.cn', 'ZZ')).statusCode, 404)
  assert.equal((await address('dc.example.cn')).statusCode, 204)
  assert.equal(
    (await ask('/api/v1/towns', { body: { ...wish, town: { ...wish.town, code: 'DC' } }, cookie })).json().pointer,
    '/town/code',
  )
  const taken = { ...wish, town: { ...wish.town, hostName: 'dc.example.cn' } }
  assert.equal((await ask('/api/v1/towns', { body: taken, cookie })).json().pointer, '/town/hostName')

  const headers = { 'idempotency-key': 'add-tt', host: 'dc.example.cn:8080' }
  const answer = await ask('/api/v1/towns', { body: wish, cookie, headers })
  assert.equal(answer.statusCode, 201, answer.body)
  const made = answer.json()
  const again = await ask('/api/v1/towns', { body: wish, cookie, headers })
  assert.deepEqual(again.json(), made, 'a repeat shows the same invitations')
  assert.match(made.administrators[0].link, /^http:\/\/tt\.example\.cn:8080\/i\/[\w-]{43}$/)

  const there = { host: 'tt.example.cn' }
  const governedIn = async (code: string) =>
    (await ask('/api/v1/towns', { cookie, headers: { host: 'dc.example.cn' } }))
      .json()
      .items.find((town: { code: string }) => town.code === code).governed
  const inviteAgain = (code: string) =>
    ask(`/api/v1/towns/${code}/invitations`, { method: 'POST', cookie, headers: { host: 'dc.example.cn' } })
  assert.equal(await governedIn('TT'), false)
  const renewed = await inviteAgain('TT')
  assert.equal(renewed.statusCode, 201, renewed.body)
  const accept = ({ link, code }: { link: string; code: string }, username: string) =>
    ask('/api/v1/invitations/accept', { body: { link, code, username, password }, headers: there })
  assert.equal((await accept(made.administrators[0], 'he')).statusCode, 401, 'the lost link is dead')
  const [first, second] = renewed.json().administrators
  assert.deepEqual([first.name, second.name], ['何', '苏'])
  assert.equal((await accept({ ...first, code: second.code }, 'he')).statusCode, 401)
  const his = cookieOf(await accept(first, 'he'))
  const hers = cookieOf(await accept(second, 'su'))
  for (const one of [his, hers]) {
    const me = (await ask('/api/v1/me', { cookie: one, headers: there })).json()
    assert.deepEqual(
      [me.town.name, me.hostAdministrator, me.posts.map((post: { role: string }) => post.role)],
      ['天堂镇', false, ['town_administrator']],
    )
  }
  assert.equal(await governedIn('TT'), true)
  assert.equal((await inviteAgain('TT')).json().code, 'town_governed')
  const catalogue = (await ask('/api/v1/catalogue', { headers: there })).json()
  assert.ok(
    catalogue.categories.some((each: { code: string }) => each.code === '01'),
    'the chosen template',
  )
  assert.equal((await ask('/api/v1/me', { cookie: his, headers: { host: 'dc.example.cn' } })).statusCode, 403)
  assert.equal((await ask('/api/v1/people', { cookie: his, headers: { host: 'dc.example.cn' } })).statusCode, 401)
  const third = { ...wish, town: { ...wish.town, code: 'XX', hostName: 'xx.example.cn' } }
  assert.equal((await ask('/api/v1/towns', { body: third, cookie: his, headers: there })).statusCode, 403)
  assert.equal((await ask('/api/v1/towns', { cookie: his, headers: there })).statusCode, 403)
  assert.equal((await ask('/api/v1/me', { cookie, headers: { host: 'nowhere.example.cn' } })).statusCode, 401)

  const listed = (await ask('/api/v1/towns?limit=1', { cookie, headers: { host: 'dc.example.cn' } })).json()
  assert.deepEqual(
    [listed.items[0].code, listed.items[0].hostNames, typeof listed.next],
    ['DC', ['dc.example.cn'], 'string'],
  )
  const trail = await server.database.read(tenantId, tx =>
    tx.query<{ type: string }>(
      "select type from journal where tenant_id = $1 and stream_kind = 'town' order by recorded_at, type",
      [tx.tenantId],
    ),
  )
  assert.deepEqual(trail.map(entry => entry.type).sort(), ['townAdded', 'townAddressChanged', 'townInvited'])
})
