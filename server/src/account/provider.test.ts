import assert from 'node:assert/strict'
import { generateKeyPairSync, sign } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { buildApp, type Ports } from '../app.ts'
import { fileBlobs } from '../blobs/blobs.ts'
import { systemClock } from '../clock.ts'
import { readSettings } from '../config.ts'
import { randomIds } from '../ids.ts'
import { makeSetUpLink } from './set-up.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'onegrid-provider-'))
const password = 'three words and a river'
let subject = 'u-1'
let server: TestDatabase
let app: FastifyInstance
let boss: Record<string, string> = {}

const key = generateKeyPairSync('rsa', { modulusLength: 2048 })
let nonce = ''

function signedToken(issuer: string): string {
  const now = Math.floor(Date.now() / 1000)
  const claims = {
    iss: issuer,
    aud: 'c',
    sub: subject,
    iat: now,
    exp: now + 60,
    nonce,
    email: 'li@account.invalid',
    email_verified: true,
  }
  const body = [{ alg: 'RS256', kid: 'k' }, claims]
    .map(part => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.')
  return `${body}.${sign('sha256', Buffer.from(body), key.privateKey).toString('base64url')}`
}

/** The smallest provider: gives a signed identity for any code. */
const provider = createServer((request, response) => {
  const { port } = provider.address() as AddressInfo
  const own = `http://127.0.0.1:${port}`
  const answers: Record<string, () => object> = {
    '/discovery': () => ({
      issuer: own,
      authorization_endpoint: `${own}/authorize`,
      token_endpoint: `${own}/token`,
      jwks_uri: `${own}/keys`,
      id_token_signing_alg_values_supported: ['RS256'],
    }),
    '/keys': () => ({ keys: [{ ...key.publicKey.export({ format: 'jwk' }), kid: 'k', alg: 'RS256', use: 'sig' }] }),
    '/token': () => ({ access_token: 'a', token_type: 'Bearer', expires_in: 60, id_token: signedToken(forger ?? own) }),
  }
  response.setHeader('content-type', 'application/json').end(JSON.stringify(answers[request.url ?? '']?.() ?? {}))
})
let forger: string | undefined

const post = (url: string, payload: object, cookies: Record<string, string> = {}) =>
  app.inject({ method: 'POST', url, payload, cookies, headers: { 'idempotency-key': 'p' } })
const cookiesOf = (answer: LightMyRequestResponse) =>
  Object.fromEntries(answer.cookies.map(cookie => [cookie.name, cookie.value]))

before(async () => {
  await new Promise<void>(resolve => provider.listen(0, '127.0.0.1', resolve))
  server = await testDatabase()
  const clock = systemClock()
  const settings = readSettings({ ONEGRID_DATA: folder, LOG_LEVEL: 'silent' })
  const ports: Ports = { database: server.database, clock, ids: randomIds(clock), blobs: fileBlobs(folder), settings }
  app = await buildApp(ports)
  const town = { name: '东成镇', code: 'DC', zone: 'Asia/Shanghai' }
  await post('/api/v1/setup', {
    link: await makeSetUpLink(ports),
    town,
    administrator: { name: '李', username: 'li', password },
  })
  boss = cookiesOf(await post('/api/v1/sessions', { username: 'li', password }))
  const payload = {
    label: '县',
    discoveryUrl: `http://127.0.0.1:${(provider.address() as AddressInfo).port}/discovery`,
    clientId: 'c',
    clientSecret: 's',
  }
  assert.equal((await app.inject({ method: 'PUT', url: '/api/v1/identity-providers/county', payload })).statusCode, 401)
  const entered = await app.inject({ method: 'PUT', url: '/api/v1/identity-providers/county', payload, cookies: boss })
  assert.equal(entered.statusCode, 204, entered.body)
  await app.close()
  app = await buildApp(ports)
})
after(async () => {
  await app?.close()
  await server?.drop()
  provider.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Goes to the provider and comes back with its code, as the browser would. */
async function roundTrip(
  start: LightMyRequestResponse,
  cookies: Record<string, string>,
): Promise<LightMyRequestResponse> {
  assert.equal(start.statusCode, 200, start.body)
  const away = new URL(start.json().url)
  assert.ok(away.searchParams.get('code_challenge'), 'PKCE')
  nonce = away.searchParams.get('nonce') ?? ''
  const state = away.searchParams.get('state') ?? ''
  return app.inject({
    url: `/api/auth/callback/county?code=x&state=${encodeURIComponent(state)}`,
    cookies: { ...cookies, ...cookiesOf(start) },
  })
}

test('given a provider that nobody linked, when a stranger comes from it, then he is nobody here', async () => {
  const back = await roundTrip(await post('/api/v1/sessions/provider', { providerId: 'county' }), {})
  assert.match(String(back.headers.location), /sign-in=failed/)
  assert.equal(cookiesOf(back)['onegrid.session_token'] ?? '', '')
})

test('given a linked account, when its person comes from the provider, then he is signed in', async () => {
  const linked = await roundTrip(await post('/api/v1/account/provider', { providerId: 'county' }, boss), boss)
  assert.doesNotMatch(String(linked.headers.location), /failed/)
  const back = await roundTrip(await post('/api/v1/sessions/provider', { providerId: 'county' }), {})
  const me = await app.inject({ url: '/api/v1/me', cookies: cookiesOf(back) })
  assert.equal(me.statusCode, 200, `${me.body} ${back.headers.location}`)
  assert.equal(me.json().name, '李')
  forger = 'https://elsewhere.example'
  const forged = await roundTrip(await post('/api/v1/sessions/provider', { providerId: 'county' }), {})
  assert.match(String(forged.headers.location), /sign-in=failed/, 'an identity of another issuer')
  forger = undefined
  subject = 'u-2'
  const other = await roundTrip(await post('/api/v1/sessions/provider', { providerId: 'county' }), {})
  assert.match(
    String(other.headers.location),
    /sign-in=failed/,
    'another subject is another person, whatever its e-mail says',
  )
})

test('an unknown provider and a forged answer are refused without a fault', async () => {
  assert.equal((await post('/api/v1/sessions/provider', { providerId: 'nowhere' })).statusCode, 404)
  const forged = await app.inject('/api/auth/callback/county?code=x&state=made-up')
  assert.equal(forged.statusCode, 302)
  assert.equal(cookiesOf(forged)['onegrid.session_token'] ?? '', '')
})
