import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { Refusal, type RefusalCode, refusals } from '@onegrid/domain/kernel/refusal.ts'
import { Type } from 'typebox'
import { systemClock } from '../clock.ts'
import type { Settings } from '../config.ts'
import type { Database } from '../database/database.ts'
import { openGround } from './ground.ts'
import { limited, usualLimits } from './limits.ts'
import { localeFromHeader } from './locale.ts'
import { decodeCursor, encodeCursor, PageQuery, pageFrom, pageOf } from './paging.ts'
import { isRefusalCode, problemOf } from './problem.ts'
import { problemsDocument } from './problem-document.ts'
import { problemTable } from './problem-table.ts'
import { type App, read, write } from './route.ts'

const towns = [
  { tenant_id: '01930000-0000-7000-8000-000000000001', host_names: [], code: 'DC', name: 'A', zone: 'Asia/Shanghai' },
]
const tables = { query: async (text: string) => (text.includes('from tenant') ? towns : []) }
const database = { host: (act: (tx: typeof tables) => unknown) => act(tables) } as unknown as Database
const dataFolder = mkdtempSync(path.join(os.tmpdir(), 'onegrid-http-'))
const settings = { logLevel: 'silent', trustProxy: false, dataFolder } as unknown as Settings
const commandId = { 'idempotency-key': 'a1' }
let app: App

before(async () => {
  const findActor = async () => ({ actor: { kind: 'anonymous' }, session: undefined }) as const
  const limits = { ...usualLimits, lookUp: { max: 2, seconds: 60 } }
  app = await openGround({ database, clock: systemClock(), settings, limits, findActor })
  const Note = Type.Object({ text: Type.String({ maxLength: 20 }), count: Type.Optional(Type.Integer({ minimum: 1 })) })
  const shape = write({ operationId: 'writeNote', summary: 'Keeps a note', tags: ['test'], body: Note })
  app.post('/api/v1/notes', { schema: shape }, async request => ({ id: request.commandId, ...request.body }))
  const list = read({ operationId: 'listNotes', summary: 'Notes', tags: ['test'], querystring: Type.Object(PageQuery) })
  app.get('/api/v1/notes', { schema: list }, async request => pageOf(request.query, ['instant', 'uuid']))
  app.get('/api/v1/broken', async () => {
    throw new Error('the password is 12345')
  })
  app.get('/t/forbidden', async request => {
    throw new Refusal('not_permitted', { town: request.town.code })
  })
  app.get('/api/v1/often', limited(app, 'lookUp'), async () => 'seen')
  await app.ready()
})
after(async () => {
  await app.close()
  rmSync(dataFolder, { recursive: true, force: true })
})

const send = (payload: string | Buffer, headers: Record<string, string> = {}) =>
  app.inject({
    method: 'POST',
    url: '/api/v1/notes',
    payload,
    headers: { 'content-type': 'application/json', ...commandId, ...headers },
  })

describe('every refusal has a number and words', () => {
  test('the table covers the codes and nothing else', () => {
    assert.deepEqual(Object.keys(problemTable).sort(), Object.keys(refusals).sort())
    assert.equal(isRefusalCode('toString'), false)
  })
  test('kind and status agree', () => {
    const allowed = {
      malformed: [400, 413],
      unauthenticated: [401],
      forbidden: [403],
      unknown: [404],
      conflict: [409],
      stale: [412],
      limited: [429],
    }
    for (const code of Object.keys(refusals) as RefusalCode[]) {
      assert.ok(allowed[refusals[code]].includes(problemTable[code].status), code)
      assert.equal([...problemTable[code].zh, ...problemTable[code].en].filter(text => text.length < 3).length, 0, code)
    }
  })
  test('docs/problems.md is what the table says', () => {
    const path = new URL('../../../docs/problems.md', import.meta.url)
    assert.equal(readFileSync(path, 'utf8'), problemsDocument(), 'run: node server/src/http/problem-document.ts')
  })
})

describe('bad input is a problem that names the field', () => {
  const cases: [string, string | Buffer, number, string, string | undefined][] = [
    ['cut JSON', '{"text": "a', 400, 'body_malformed', undefined],
    ['a bare word', 'nonsense', 400, 'body_malformed', undefined],
    ['bytes that are no UTF-8', Buffer.from([0x22, 0xff, 0xfe, 0x22]), 400, 'body_malformed', undefined],
    ['a poisoned prototype', '{"text":"a","__proto__":{"admin":true}}', 400, 'body_malformed', undefined],
    ['a poisoned constructor', '{"text":"a","constructor":{"prototype":{}}}', 400, 'body_malformed', undefined],
    ['NUL', '{"text":"a\\u0000b"}', 400, 'field_invalid', '/text'],
    ['half a surrogate pair', '{"text":"\\ud800"}', 400, 'field_invalid', '/text'],
    ['a missing field', '{}', 400, 'field_invalid', '/text'],
    ['nothing', '', 400, 'field_invalid', '/text'],
    ['an array', '[]', 400, 'field_invalid', undefined],
    ['null', 'null', 400, 'field_invalid', '/text'],
    ['a wrong type', '{"text":7}', 400, 'field_invalid', '/text'],
    ['a number as text', '{"text":"a","count":"1"}', 400, 'field_invalid', '/count'],
    ['a long sentence', JSON.stringify({ text: 'a'.repeat(21) }), 400, 'field_invalid', '/text'],
    ['a megabyte', JSON.stringify({ text: 'a'.repeat(1_000_000) }), 413, 'too_large', undefined],
    ['deep nesting', `{"text":"a","more":${'['.repeat(50_000)}${']'.repeat(50_000)}}`, 400, 'field_invalid', undefined],
  ]
  for (const [name, payload, status, code, pointer] of cases) {
    test(name, async () => {
      const answer = await send(payload)
      const problem = answer.json()
      assert.equal(answer.statusCode, status, answer.body)
      assert.match(String(answer.headers['content-type']), /^application\/problem\+json/)
      assert.equal(problem.code, code)
      if (pointer !== undefined) assert.equal(problem.pointer, pointer)
      assert.ok(problem.remedy.length > 3)
      assert.equal(problem.requestId, answer.headers['x-request-id'])
    })
  }
  test('emoji, right-to-left and zero-width marks are kept as harmless text', async () => {
    const text = '👍\u202e\u200b<b>\'"--'
    assert.equal((await send(JSON.stringify({ text }))).json().text, text)
  })
  test('a foreign content type', async () => {
    assert.equal((await send('a', { 'content-type': 'image/png' })).statusCode, 400)
  })
  test('a form is read as text', async () => {
    const answer = await send('text=a&count=2&command_id=f1', {
      'content-type': 'application/x-www-form-urlencoded',
      'idempotency-key': 'f1',
    })
    assert.deepEqual(answer.json(), { id: 'f1', text: 'a', count: 2, command_id: 'f1' })
  })
  for (const url of [
    '/api/v1/notes?after=%00',
    '/api/v1/notes?after=e30',
    '/api/v1/notes?limit=x',
    '/api/v1/notes?limit=101',
    '/api/v1/%ff',
    '/api/v1/notes?after=%c0%80',
  ]) {
    test(`the address ${url}`, async () => {
      const answer = await app.inject(url)
      assert.equal(answer.statusCode, 400, answer.body)
      assert.ok(isRefusalCode(answer.json().code))
    })
  }
})

describe('command ids', () => {
  test('a write without one is refused', async () => {
    const answer = await app.inject({ method: 'POST', url: '/api/v1/notes', payload: { text: 'a' } })
    assert.equal(answer.json().code, 'command_id_missing')
  })
  test('a strange one is refused', async () => {
    assert.equal((await send('{"text":"a"}', { 'idempotency-key': 'a b' })).json().code, 'command_id_missing')
  })
  test('a plain form sends it as a field', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const answer = await app.inject({ method: 'POST', url: '/api/v1/notes', payload: 'text=a&command_id=f-2', headers })
    assert.equal(answer.json().id, 'f-2')
  })
})

describe('other sites', () => {
  const cases: [string, Record<string, string>, number][] = [
    ['a foreign page', { origin: 'https://evil.example' }, 403],
    ['a sandboxed page', { origin: 'null' }, 403],
    ['a sister site', { 'sec-fetch-site': 'same-site', origin: 'http://localhost:80' }, 403],
    ['our own page', { origin: 'http://localhost:80', 'sec-fetch-site': 'same-origin' }, 200],
    ['a program', {}, 200],
  ]
  for (const [name, headers, status] of cases) {
    test(name, async () =>
      assert.equal((await send('{"text":"a"}', { host: 'localhost:80', ...headers })).statusCode, status),
    )
  }
})

describe('answers', () => {
  test('our own faults give no detail away', async () => {
    const answer = await app.inject('/api/v1/broken')
    assert.equal(answer.statusCode, 500)
    assert.doesNotMatch(answer.body, /12345/)
    assert.equal(answer.json().code, 'internal')
  })
  test('a browser gets a page in its language, escaped', async () => {
    const answer = await app.inject({ url: '/t/forbidden', headers: { accept: 'text/html', 'accept-language': 'en' } })
    assert.equal(answer.statusCode, 403)
    assert.match(answer.body, /<html lang="en">[\s\S]*Not permitted/)
  })
  test('headers: no inline scripts, no framing, no sniffing', async () => {
    const { headers } = await app.inject('/healthz')
    assert.match(String(headers['content-security-policy']), /script-src 'self';.*frame-ancestors 'none'/)
    assert.doesNotMatch(String(headers['content-security-policy']), /unsafe/)
    assert.equal(headers['x-content-type-options'], 'nosniff')
    const desk = await app.inject('/desk')
    assert.match(
      String(desk.headers['content-security-policy']),
      /script-src 'self';.*style-src 'self' 'unsafe-inline'/,
    )
  })
  test('too often is 429 with the wait', async () => {
    await app.inject('/api/v1/often')
    await app.inject('/api/v1/often')
    const answer = await app.inject('/api/v1/often')
    assert.equal(answer.statusCode, 429)
    assert.ok(Number(answer.headers['retry-after']) > 0)
  })
  test('ready, draining, metrics', async () => {
    assert.equal((await app.inject('/readyz')).statusCode, 200)
    app.readiness.draining = true
    assert.equal((await app.inject('/readyz')).statusCode, 503)
    app.readiness.draining = false
    assert.match((await app.inject('/metrics')).body, /onegrid_http_request_seconds/)
    assert.equal((await app.inject({ url: '/metrics', headers: { 'x-forwarded-for': '8.8.8.8' } })).statusCode, 404)
  })
  test('metrics from another machine: only with the token that the data folder holds, changed without a restart', async () => {
    const from = async (token?: string) => {
      const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` }
      return (await app.inject({ url: '/metrics', remoteAddress: '10.0.0.9', headers: authorization })).statusCode
    }
    const file = path.join(dataFolder, 'metrics-token')
    assert.deepEqual([await from(), await from(''), await from('a-token-of-the-operator')], [404, 404, 404])
    writeFileSync(file, 'a-token-of-the-operator\n')
    assert.deepEqual([await from(), await from('a-token-of-the-operatoR')], [404, 404])
    assert.equal(await from('a-token-of-the-operator'), 200)
    writeFileSync(file, 'short')
    assert.equal(await from('short'), 404, 'what can be guessed lets nobody in')
    writeFileSync(file, '')
    assert.equal(await from(''), 404)
  })
  test('OpenAPI 3.1 with the operation, its body and its problem', async () => {
    const document = (await app.inject('/api/openapi.json')).json()
    assert.equal(document.openapi, '3.1.0')
    const operation = document.paths['/api/v1/notes'].post
    assert.equal(operation.operationId, 'writeNote')
    assert.ok(operation.requestBody.content['application/json'].schema.properties.text)
    assert.ok(operation.responses['4XX'].content['application/problem+json'])
    assert.ok(operation.parameters.some((parameter: { name: string }) => parameter.name === 'idempotency-key'))
  })
})

describe('the words of a refusal', () => {
  test('a Chinese sentence names a field in Chinese or not at all; programs have the wire’s name', () => {
    for (const field of ['until', 'photos', 'nobodyKnowsThis']) {
      const { detail, field: wire } = problemOf(new Refusal('field_invalid', { pointer: `/${field}` }), 'zh', '')
      assert.doesNotMatch(detail, /[A-Za-z]/, detail)
      assert.equal(wire, field)
    }
    assert.match(problemOf(new Refusal('time_not_ahead', { field: 'until' }), 'zh', '').detail, /^截止时间要晚于现在/)
    assert.match(problemOf(new Refusal('field_invalid', { field: 'gridKey' }), 'en', '').detail, /gridKey/)
  })
  test('who may is said where the rule names it', () => {
    const forbidden = new Refusal('not_permitted', { field: 'level', who: ['approver', 'centre'] })
    assert.match(problemOf(forbidden, 'zh', '').detail, /要由分管领导、镇服务中心来做/)
    assert.match(problemOf(forbidden, 'en', '').detail, /the approver, the town centre/)
    assert.doesNotMatch(problemOf(new Refusal('not_permitted'), 'zh', '').detail, /要由/)
  })
})

describe('pages of a list', () => {
  test('a cursor comes back as it was', () => {
    const keys = ['水', 3, null]
    assert.deepEqual(JSON.parse(Buffer.from(encodeCursor(keys), 'base64url').toString()), keys)
    assert.deepEqual(decodeCursor(encodeCursor(['水', 3]), ['text', 'number']), ['水', 3])
    assert.throws(() => decodeCursor(encodeCursor(['水', 3]), ['number', 'text']), { code: 'field_invalid' })
  })
  test('the row beyond the limit only says that there is more', () => {
    assert.deepEqual(
      pageFrom([1, 2, 3], 2, row => [row]),
      { items: [1, 2], next: encodeCursor([2]) },
    )
    assert.deepEqual(
      pageFrom([1, 2], 2, row => [row]),
      { items: [1, 2] },
    )
  })
  test('languages', () => {
    assert.equal(localeFromHeader('en-GB,en;q=0.9,zh;q=0.1'), 'en')
    assert.equal(localeFromHeader('fr'), 'zh')
    assert.equal(localeFromHeader('en;q=0, zh-CN'), 'zh')
  })
})
