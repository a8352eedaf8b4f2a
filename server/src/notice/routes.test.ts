import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Actor } from '@onegrid/domain/kernel/actor.ts'
import type { Settings } from '../config.ts'
import { openGround } from '../http/ground.ts'
import type { App } from '../http/route.ts'
import { runReactions } from '../jobs/outbox.ts'
import { runDeliveries } from './deliver.ts'
import { actorFor, type NoticeTown, openNoticeTown, personNumber, type Staff, staff, tenantId } from './fixture/town.ts'
import { registerNotices } from './register.ts'

let town: NoticeTown
let app: App
const people: Record<string, Staff> = {
  ...staff,
  administrator: { personId: personNumber(8), role: 'town_administrator' },
}

before(async () => {
  town = await openNoticeTown()
  const findActor = async (_town: unknown, { cookies }: { cookies: Record<string, string | undefined> }) => {
    const found = people[cookies['who'] ?? '']
    const actor: Actor = found ? actorFor(found) : { kind: 'anonymous' }
    return { actor, session: undefined }
  }
  const settings = { logLevel: 'silent', trustProxy: false } as unknown as Settings
  const { database, clock } = town.ports
  app = await openGround({ database, clock, settings, findActor: findActor as never })
  const publicUrl = 'https://grid.example.cn'
  registerNotices(app, town.ports, { lookups: town.lookups, findActor: findActor as never, publicUrl, demo: true })
  await app.ready()
})
after(async () => {
  await app.close()
  await town.close()
})

let counter = 0
type Asked = {
  readonly who?: string
  readonly payload?: object
  readonly headers?: Record<string, string>
  readonly key?: string
}

async function ask(method: 'GET' | 'POST' | 'PUT', url: string, { who, payload, headers, key }: Asked = {}) {
  counter += 1
  const answer = await app.inject({
    method,
    url,
    ...(payload === undefined ? {} : { payload }),
    headers: {
      'accept-language': 'zh',
      ...(who === undefined ? {} : { cookie: `who=${who}` }),
      ...(method === 'GET' ? {} : { 'idempotency-key': key ?? `command-${counter}` }),
      ...headers,
    },
  })
  return { status: answer.statusCode, text: answer.body, body: answer.body.startsWith('{') ? answer.json() : undefined }
}

describe('the inbox', () => {
  test('mine, newest first, page by page; read once, and nobody else’s', async () => {
    for (let place = 0; place < 3; place++) {
      await town.report()
      town.ports.clock.advance(1000)
      await runReactions(town.ports, tenantId)
    }
    const who = 'smallLeader'
    const first = await ask('GET', '/api/v1/notices?limit=2', { who })
    assert.equal(first.status, 200)
    assert.equal(first.body.items.length, 2)
    assert.equal(first.body.unread, 3)
    assert.match(first.body.items[0].text, /^新工单待研判：DC-220926-/)
    const second = await ask('GET', `/api/v1/notices?limit=2&after=${first.body.next}`, { who })
    assert.equal(second.body.items.length, 1)
    assert.equal(second.body.next, undefined)
    assert.ok(second.body.items[0].createdAt < first.body.items[1].createdAt)

    const { noticeId } = first.body.items[0]
    assert.equal((await ask('POST', `/api/v1/notices/${noticeId}/read`, { who: 'centre' })).status, 404)
    assert.equal((await ask('POST', `/api/v1/notices/${noticeId}/read`, { who, key: 'read-1' })).status, 204)
    assert.equal((await ask('POST', `/api/v1/notices/${noticeId}/read`, { who, key: 'read-1' })).status, 204)
    assert.equal((await ask('GET', '/api/v1/notices?unread=true', { who })).body.items.length, 2)
    const upTo = first.body.items[1].createdAt
    assert.deepEqual((await ask('POST', '/api/v1/notices/read', { who, payload: { upTo } })).body, { read: 2 })
    assert.equal((await ask('GET', '/api/v1/notices', { who })).body.unread, 0)
    assert.deepEqual((await ask('GET', '/api/v1/notices', { who: 'centre' })).body.items, [])
    assert.equal((await ask('GET', '/api/v1/notices')).status, 401)
    assert.equal((await ask('GET', '/api/v1/notices?after=nonsense', { who })).status, 400)
  })
})

describe('channels', () => {
  const who = 'administrator'
  const webhook = { enabled: true, url: 'https://sms.example.cn/in', secret: 'a-secret-of-sixteen-and-more' }
  const seen = (version: number) => ({ 'if-match': `"${version}"` })

  test('only the town administrator, with the version that he saw; the secret never comes back', async () => {
    assert.equal((await ask('GET', '/api/v1/channels', { who: 'centre' })).status, 403)
    assert.equal(
      (await ask('PUT', '/api/v1/channels/webhook', { who: 'centre', payload: webhook, headers: seen(0) })).status,
      403,
    )
    assert.equal((await ask('PUT', '/api/v1/channels/webhook', { who, payload: webhook })).status, 400)
    assert.deepEqual((await ask('PUT', '/api/v1/channels/webhook', { who, payload: webhook, headers: seen(0) })).body, {
      version: 1,
    })
    assert.equal(
      (await ask('PUT', '/api/v1/channels/webhook', { who, payload: webhook, headers: seen(0) })).status,
      412,
    )
    const listed = await ask('GET', '/api/v1/channels', { who })
    assert.doesNotMatch(listed.text, /a-secret/)
    assert.deepEqual(listed.body.items[0].webhook, { url: webhook.url })
    assert.equal(listed.body.items[0].hasSecret, true)
    const journal = await town.rows<{ payload: object }>(`select payload from journal where type = 'ChannelChanged'`)
    assert.deepEqual(
      journal.map(row => row.payload),
      [{ kind: 'webhook', enabled: true, secretChanged: true }],
    )
  })

  test('the secret stays when the rest is saved, and must be given anew when the address moves', async () => {
    const off = { enabled: false, url: webhook.url }
    assert.deepEqual((await ask('PUT', '/api/v1/channels/webhook', { who, payload: off, headers: seen(1) })).body, {
      version: 2,
    })
    const moved = { enabled: true, url: 'https://evil.example.cn/in' }
    const refused = await ask('PUT', '/api/v1/channels/webhook', { who, payload: moved, headers: seen(2) })
    assert.equal(refused.status, 400)
    assert.equal(refused.body.pointer, '/secret')
    const kept = await town.rows<{ secret: string }>(`select secret from channel where kind = 'webhook'`)
    assert.deepEqual(kept, [{ secret: webhook.secret }])
  })

  test('mail: bad addresses are refused with the field', async () => {
    const mail = { enabled: true, host: 'smtp.example.cn', port: 465, from: '东成镇 <notice@example.cn>', secure: true }
    const bad = await ask('PUT', '/api/v1/channels/email', {
      who,
      payload: { ...mail, from: 'a\r\nBcc: b@c.d' },
      headers: seen(0),
    })
    assert.equal(bad.status, 400)
    assert.equal(bad.body.pointer, '/from')
    assert.equal((await ask('PUT', '/api/v1/channels/email', { who, payload: mail, headers: seen(0) })).status, 200)
  })

  test('a test message tells how it went; a repeat sends no second', async () => {
    await town.ports.database.write(tenantId, tx =>
      tx.query(
        `insert into channel (tenant_id, kind, enabled, settings, version, changed_at) values ($1, 'demo_phone', true, '{}', 1, now())`,
        [tenantId],
      ),
    )
    const asked = { who, payload: { to: '13800138000' }, key: 'test-1' }
    const first = await ask('POST', '/api/v1/channels/demo_phone/test', asked)
    assert.equal(first.status, 202)
    assert.deepEqual((await ask('POST', '/api/v1/channels/demo_phone/test', asked)).body, first.body)
    assert.equal(
      (await ask('POST', '/api/v1/channels/webhook/test', { who, payload: { to: '13800138000' } })).status,
      404,
    )
    const trust = { loopback: false, privateNetworks: false }
    await runDeliveries(town.ports, { lookups: town.lookups, trust, publicUrl: '' }, tenantId)
    const page = await ask('GET', '/demo/phone')
    assert.equal(page.status, 200)
    assert.equal(page.text.match(/这是一条测试消息/g)?.length, 1)
    assert.doesNotMatch(page.text, /<script/)
  })

  test('the demo phone escapes what it shows', async () => {
    await town.ports.database.write(tenantId, tx =>
      tx.query(
        `insert into demo_message (tenant_id, message_id, phone, body, sent_at) values ($1, $1, '<b>1', '<img src=x> https://a.cn/"x', now())`,
        [tenantId],
      ),
    )
    const { text } = await ask('GET', '/demo/phone')
    assert.doesNotMatch(text, /<img|<b>1|\/"x/)
  })
})

test('every operation of the slice stands in the OpenAPI document', async () => {
  const { status, body } = await ask('GET', '/api/openapi.json')
  assert.equal(status, 200)
  const operations = Object.values(body.paths as Record<string, Record<string, { operationId: string }>>)
    .flatMap(path => Object.values(path))
    .map(operation => operation.operationId)
  for (const name of [
    'listNotices',
    'markNoticeRead',
    'markAllNoticesRead',
    'listChannels',
    'saveWebhookChannel',
    'followLive',
  ])
    assert.ok(operations.includes(name), name)
  assert.ok(!JSON.stringify(body.paths).includes('/demo/phone'))
})
