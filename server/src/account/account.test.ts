import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { buildApp, type Ports } from '../app.ts'
import { fileBlobs } from '../blobs/blobs.ts'
import { simulatedClock } from '../clock.ts'
import { readSettings } from '../config.ts'
import { randomIds } from '../ids.ts'
import { switchOnDemoPhone } from '../notice/channel.ts'
import { makeSetUpLink } from './set-up.ts'

const clock = simulatedClock('2022-09-26T00:30:00.000Z')
const folder = mkdtempSync(path.join(os.tmpdir(), 'onegrid-account-'))
let server: TestDatabase
let ports: Ports
let app: FastifyInstance
let other: FastifyInstance
let tenantId: string
let link: string
let commands = 0

before(async () => {
  server = await testDatabase()
  const settings = readSettings({ ONEGRID_DATA: folder, LOG_LEVEL: 'silent' })
  ports = { database: server.database, clock, ids: randomIds(clock), blobs: fileBlobs(folder), settings }
  app = await buildApp(ports)
  other = await buildApp(ports)
  link = (await makeSetUpLink(ports)) ?? ''
})
after(async () => {
  await app?.close()
  await other?.close()
  await server?.drop()
  rmSync(folder, { recursive: true, force: true })
})

type Asked = {
  method?: InjectOptions['method']
  body?: object
  cookie?: string
  headers?: Record<string, string>
  on?: FastifyInstance
}

function ask(url: string, { method, body, cookie, headers, on = app }: Asked = {}): Promise<LightMyRequestResponse> {
  commands += 1
  return on.inject({
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    url,
    headers: { 'idempotency-key': `c${commands}`, ...(cookie === undefined ? {} : { cookie }), ...headers },
    ...(body === undefined ? {} : { payload: body }),
  })
}

function cookieOf(answer: LightMyRequestResponse): string {
  const lines = [answer.headers['set-cookie'] ?? []].flat()
  return lines
    .map(line => line.split(';')[0])
    .filter(line => line?.startsWith('onegrid.session_token=') && !line.endsWith('='))
    .join('; ')
}

const password = 'three words and a river'
const administrator = { name: '李主任', username: 'Li', password }
const town = { name: '东成镇', code: 'DC', zone: 'Asia/Shanghai' }

async function signedIn(username: string, secret = password): Promise<string> {
  const answer = await ask('/api/v1/sessions', { body: { username, password: secret } })
  assert.equal(answer.statusCode, 200, answer.body)
  return cookieOf(answer)
}

describe('the first set-up', () => {
  const form = {
    get link() {
      return link
    },
    town: town.name,
    code: town.code,
    zone: town.zone,
    hostName: '',
    name: administrator.name,
    username: 'Li',
    password,
  }
  const post = (fields: Record<string, string>) =>
    app.inject({
      method: 'POST',
      url: '/setup',
      payload: new URLSearchParams(fields).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
    })
  test('a wrong link does nothing', async () => {
    const answer = await ask('/api/v1/setup', { body: { link: 'x'.repeat(43), town, administrator } })
    assert.equal(answer.json().code, 'setup_link_wrong')
  })
  test('the page works without a script', async () => {
    const answer = await ask(`/setup?link=${link}`)
    assert.match(answer.body, /<form method="post"/)
    assert.doesNotMatch(answer.body, /<script/)
    assert.match(answer.body, new RegExp(`value="${link}"`))
    const wrong = await ask(`/setup?link=${'x'.repeat(43)}`)
    assert.equal(wrong.statusCode, 404)
    assert.doesNotMatch(wrong.body, /<form/, 'nobody fills in a form whose link cannot work')
    assert.match((await ask(`/setup?link=${link}&lang=en`)).body, /Make the first town/)
  })
  test('what is wrong stands beside its field, and all that was typed is still there', async () => {
    const fields = { ...form, town: '', code: 'dongcheng', zone: 'Mars/Base', password: 'short' }
    const answer = await post(fields)
    assert.equal(answer.statusCode, 400)
    for (const field of ['town', 'code', 'password']) assert.match(answer.body, new RegExp(`id="${field}-fault"`))
    assert.match(answer.body, /<div class="fault-summary" role="alert"/)
    assert.match(answer.body, /value="DONGCHENG"/)
    assert.doesNotMatch(answer.body, /value="short"/, 'a password is not sent back')
    const zone = await post({ ...form, zone: 'Mars/Base' })
    assert.equal(zone.statusCode, 400)
    assert.match(zone.body, /id="zone-fault"/)
    assert.match(zone.body, new RegExp(`value="${town.name}"`))
  })
  test('an unknown zone is named, and nothing is kept', async () => {
    const answer = await ask('/api/v1/setup', { body: { link, town: { ...town, zone: 'Mars/Base' }, administrator } })
    assert.equal(answer.json().pointer, '/town/zone')
  })
  test('the plain form makes the town, small letters and a whole address taken as meant', async () => {
    const answer = await post({ ...form, code: town.code.toLowerCase(), hostName: '' })
    assert.equal(answer.statusCode, 200, answer.body)
    const [row] = await server.database.host(tx => tx.query<{ tenant_id: string }>('select tenant_id from tenant'))
    tenantId = row?.tenant_id ?? ''
    assert.match(answer.body, /已建立/)
    assert.match((await ask(`/setup?link=${link}`)).body, /已经设置过了/)
    assert.equal((await post(form)).statusCode, 409)
  })
  test('never again, neither by the old link nor by a new one', async () => {
    const answer = await ask('/api/v1/setup', {
      body: { link, town: { ...town, code: 'XX' }, administrator: { ...administrator, username: 'wang' } },
    })
    assert.equal(answer.json().code, 'already_set_up')
    assert.equal(await makeSetUpLink(ports), undefined)
  })
})

describe('user name and password', () => {
  test('the administrator signs in and is told who he is', async () => {
    const me = (await ask('/api/v1/me', { cookie: await signedIn('li') })).json()
    assert.equal(me.name, administrator.name)
    assert.deepEqual(
      me.posts.map((post: { role: string }) => post.role),
      ['town_administrator'],
    )
    assert.ok(me.may.includes('manageTeam'))
    assert.equal(me.hostAdministrator, true)
    assert.equal(me.now, clock.now())
  })
  test('the cookie is for this site and no script; Secure under https', async () => {
    const body = { username: 'li', password }
    const plain = String((await ask('/api/v1/sessions', { body })).headers['set-cookie'])
    assert.match(plain, /HttpOnly/i)
    assert.match(plain, /SameSite=Lax/i)
    const secure = await buildApp({ ...ports, settings: { ...ports.settings, trustProxy: true } })
    const answer = await ask('/api/v1/sessions', { body, on: secure, headers: { 'x-forwarded-proto': 'https' } })
    await secure.close()
    assert.match(String(answer.headers['set-cookie']), /; Secure/)
    assert.match(String(answer.headers['strict-transport-security']), /max-age/)
  })
  test('a wrong password and an unknown name sound the same', async () => {
    const wrong = await ask('/api/v1/sessions', { body: { username: 'li', password: 'wrong' } })
    const unknown = await ask('/api/v1/sessions', { body: { username: 'nobody', password: 'wrong' } })
    assert.equal(wrong.statusCode, 401)
    const said = ({ body }: LightMyRequestResponse) => body.replace(/"requestId":"[^"]+"/, '')
    assert.equal(said(wrong), said(unknown))
  })
  test('guessing one account is stopped, another one is not', async () => {
    for (let guess = 0; guess < 10; guess++)
      await ask('/api/v1/sessions', { body: { username: 'victim', password: 'wrong' } })
    const answer = await ask('/api/v1/sessions', { body: { username: 'victim', password: 'wrong' } })
    assert.equal(answer.statusCode, 429)
    assert.ok(Number(answer.headers['retry-after']) > 0)
    assert.match(answer.json().remedy, /等1?\d分钟后再试|in 1?\d minutes/)
    await signedIn('li')
    clock.advance(16 * 60_000)
    assert.equal((await ask('/api/v1/sessions', { body: { username: 'victim', password: 'wrong' } })).statusCode, 401)
  })
  test('strange names and passwords are a 401 or a 400, never a fault', async () => {
    for (const username of ["' or 1=1 --", '李四', 'a'.repeat(40), '👍', '..', ' ', '\u202e']) {
      const { statusCode } = await ask('/api/v1/sessions', { body: { username, password: "'; drop table" } })
      assert.ok(statusCode === 401 || statusCode === 400, `${username} ${statusCode}`)
    }
  })
  test('a forged cookie is nobody', async () => {
    const cookie = `${(await signedIn('li')).slice(0, -6)}AAAAAA`
    assert.equal((await ask('/api/v1/me', { cookie })).json().code, 'session_ended')
    assert.equal((await ask('/api/v1/me')).json().code, 'not_signed_in')
    for (const strange of ['a', '%00', '%ff', 'a.b', '..'.repeat(100)])
      assert.equal((await ask('/api/v1/me', { cookie: `onegrid.session_token=${strange}` })).statusCode, 401, strange)
  })
})

describe('sessions', () => {
  test('are listed, and one that is ended stops at once in every process', async () => {
    const mine = await signedIn('li')
    const phone = await signedIn('li')
    assert.equal((await ask('/api/v1/me', { cookie: phone, on: other })).statusCode, 200)
    const { items } = (await ask('/api/v1/sessions', { cookie: phone })).json()
    const current = items.find((session: { current: boolean }) => session.current)
    assert.equal(
      (await ask(`/api/v1/sessions/${current.sessionId}`, { method: 'DELETE', cookie: mine })).statusCode,
      204,
    )
    await settled(async () => (await ask('/api/v1/me', { cookie: phone, on: other })).statusCode === 401)
    assert.equal((await ask('/api/v1/me', { cookie: mine })).statusCode, 200)
    assert.equal(
      (await ask(`/api/v1/sessions/${current.sessionId}`, { method: 'DELETE', cookie: mine })).statusCode,
      404,
    )
  })
  test('signing out ends this one', async () => {
    const cookie = await signedIn('li')
    assert.equal((await ask('/api/v1/sessions/current', { method: 'DELETE', cookie })).statusCode, 204)
    await settled(async () => (await ask('/api/v1/me', { cookie })).statusCode === 401)
  })
})

describe('the authenticator', () => {
  test('once it is on, the password alone signs nobody in', async () => {
    const cookie = await signedIn('li')
    const prepared = await ask('/api/v1/account/totp', { cookie, body: { password } })
    assert.equal(prepared.statusCode, 200, prepared.body)
    const secret = new URL(prepared.json().uri).searchParams.get('secret') ?? ''
    assert.match(
      decodeURIComponent(prepared.json().uri),
      /^otpauth:\/\/totp\/[^:]+:li\?/,
      'the app shows town and user name',
    )
    assert.match(prepared.json().qr, /^data:image\/svg\+xml;base64,/)
    const confirmed = await ask('/api/v1/account/totp/confirm', { cookie, body: { code: totpNow(secret) } })
    assert.equal(confirmed.statusCode, 204, confirmed.body)
    const first = await ask('/api/v1/sessions', { body: { username: 'li', password } })
    assert.deepEqual(first.json(), { signedIn: false, totpRequired: true })
    assert.equal(cookieOf(first), '')
    assert.equal(
      (await ask('/api/v1/sessions', { body: { username: 'li', password, totp: '000000' } })).json().code,
      'credentials_wrong',
    )
    const second = await ask('/api/v1/sessions', { body: { username: 'li', password, totp: totpNow(secret) } })
    assert.equal(second.json().signedIn, true, second.body)
    const backup = { username: 'li', password, backupCode: prepared.json().backupCodes[0] }
    assert.equal((await ask('/api/v1/sessions', { body: backup })).json().signedIn, true)
    assert.equal((await ask('/api/v1/sessions', { body: backup })).json().code, 'credentials_wrong', 'each works once')
    const again = await ask('/api/v1/account/totp', { cookie: cookieOf(second), body: { password } })
    assert.equal(again.json().code, 'totp_on')
    const disabled = await ask('/api/v1/account/totp/disable', { cookie: cookieOf(second), body: { password } })
    assert.equal(disabled.statusCode, 204, disabled.body)
    await signedIn('li')
  })
  test('without a session nothing can be prepared', async () => {
    assert.equal((await ask('/api/v1/account/totp', { body: { password } })).statusCode, 401)
  })
})

describe('a code by phone', () => {
  const phone = '138 0013 8000'
  const codeSent = async (): Promise<string> => {
    const rows = await server.database.read(tenantId, tx =>
      tx.query<{ sealed: unknown }>('select to_jsonb(delivery) as sealed from delivery'),
    )
    return (
      [...JSON.stringify(rows).matchAll(/Sign-in code (\d{6})|登录验证码(\d{6})/g)]
        .map(match => match[1] ?? match[2])
        .at(-1) ?? ''
    )
  }
  test('without a channel the answer says that nothing was sent', async () => {
    const answer = await ask('/api/v1/sessions/code', { body: { phone } })
    assert.equal(answer.statusCode, 202, answer.body)
    assert.equal(answer.json().sent, false)
  })
  test('the right code signs a resident in, and works once', async () => {
    await server.database.write(tenantId, tx => switchOnDemoPhone(tx, clock.now()))
    assert.equal((await ask('/api/v1/sessions/code', { body: { phone } })).json().sent, true)
    const code = await codeSent()
    assert.match(code, /^\d{6}$/)
    const wrong = await ask('/api/v1/sessions/phone', {
      body: { phone, code: code === '111111' ? '222222' : '111111' },
    })
    assert.equal(wrong.json().code, 'code_wrong')
    const answer = await ask('/api/v1/sessions/phone', { body: { phone: '+8613800138000', code } })
    assert.equal(answer.statusCode, 200, answer.body)
    const me = (await ask('/api/v1/me', { cookie: cookieOf(answer) })).json()
    assert.equal(me.kind, 'resident')
    assert.deepEqual(me.may, [])
    assert.equal((await ask('/api/v1/sessions/phone', { body: { phone, code } })).json().code, 'code_wrong')
  })
  test('posts of the roster carry no rights before the invitation is accepted, whoever has the number', async () => {
    const cookie = await signedIn('li')
    const number = '13800138077'
    const made = await ask('/api/v1/people', { cookie, body: { name: '梁观水', phone: number } })
    const { personId } = made.json()
    const post = await ask('/api/v1/posts', { cookie, body: { personId, role: 'town_administrator' } })
    assert.equal(post.statusCode, 201, post.body)
    await ask('/api/v1/sessions/code', { body: { phone: number } })
    const byPhone = cookieOf(await ask('/api/v1/sessions/phone', { body: { phone: number, code: await codeSent() } }))
    const before = (await ask('/api/v1/me', { cookie: byPhone })).json()
    assert.deepEqual([before.kind, before.personId, before.may], ['resident', personId, []])
    assert.equal((await ask('/api/v1/people', { cookie: byPhone })).json().code, 'not_permitted')
    assert.equal((await ask(`/api/v1/people/${personId}`, { cookie })).json().hasAccount, false)

    const invited = (await ask(`/api/v1/people/${personId}/invitations`, { cookie, body: {} })).json()
    const page = await ask(invited.link)
    assert.match(page.body, /138\*\*\*\*8077/, 'a mistyped number is seen before it lets a stranger in')
    const chosen = { username: 'liang.guanshui', password: 'two boats and a bridge' }
    const accepted = await ask('/api/v1/invitations/accept', {
      body: { link: invited.link, code: invited.code, ...chosen },
    })
    assert.equal(accepted.statusCode, 200, accepted.body)
    assert.equal((await ask('/api/v1/me', { cookie: cookieOf(accepted) })).json().kind, 'person')
    assert.equal((await ask('/api/v1/sessions', { body: chosen })).json().signedIn, true)
    assert.equal((await ask(`/api/v1/people/${personId}`, { cookie })).json().hasAccount, true)
  })
  test('a colleague with a password stays the same account, and an authenticator is not gone round', async () => {
    const cookie = await signedIn('li')
    const me = (await ask('/api/v1/me', { cookie })).json()
    await ask(`/api/v1/people/${me.personId}`, { method: 'PATCH', cookie, body: { phone: '13800138001' } })
    const byPhone = async () => {
      await ask('/api/v1/sessions/code', { body: { phone: '13800138001' } })
      return ask('/api/v1/sessions/phone', { body: { phone: '13800138001', code: await codeSent() } })
    }
    const answer = await byPhone()
    assert.equal((await ask('/api/v1/me', { cookie: cookieOf(answer) })).json().personId, me.personId)
    assert.equal((await ask('/api/v1/me', { cookie: await signedIn('li') })).json().personId, me.personId)
    await server.database.host(tx =>
      tx.query(`update auth.account set "twoFactorEnabled" = true where username = 'li'`),
    )
    const refused = await byPhone()
    assert.deepEqual([refused.json().code, cookieOf(refused)], ['totp_instead', ''])
    await server.database.host(tx =>
      tx.query(`update auth.account set "twoFactorEnabled" = false where username = 'li'`),
    )
  })
  test('a number is asked at most five times in a quarter of an hour', async () => {
    const statuses = []
    for (let time = 0; time < 6; time++)
      statuses.push((await ask('/api/v1/sessions/code', { body: { phone: '13900139000' } })).statusCode)
    assert.deepEqual(statuses, [202, 202, 202, 202, 202, 429])
  })
  test('no number is no number', async () => {
    assert.equal((await ask('/api/v1/sessions/code', { body: { phone: '110110' } })).json().code, 'phone_invalid')
  })
})

test('a changed password ends the other sessions', async () => {
  const cookie = await signedIn('li')
  const elsewhere = await signedIn('li')
  const next = 'another river and three words'
  assert.equal(
    (await ask('/api/v1/account/password', { method: 'PUT', cookie, body: { current: 'wrong', next } })).statusCode,
    401,
  )
  const answer = await ask('/api/v1/account/password', { method: 'PUT', cookie, body: { current: password, next } })
  assert.equal(answer.statusCode, 204, answer.body)
  await settled(async () => (await ask('/api/v1/me', { cookie: elsewhere })).statusCode === 401)
  await signedIn('li', next)
})

/** A notification crosses the database; later than this the session cache would have forgotten by itself. */
async function settled(holds: () => Promise<boolean>): Promise<void> {
  const until = performance.now() + 4500
  while (!(await holds())) {
    assert.ok(performance.now() < until, 'it did not become true')
    await new Promise(resolve => setTimeout(resolve, 20))
  }
}

/** RFC 6238 with the usual 30 seconds and six digits. */
function totpNow(secret: string): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...secret.replace(/=+$/, '')]
    .map(letter => letters.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map(byte => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)))
  const mac = createHmac('sha1', key).update(counter).digest()
  const offset = mac[19]! & 0xf
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}
