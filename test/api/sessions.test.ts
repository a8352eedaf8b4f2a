/** Cookies, pages, foreign sites, rates, sessions and administrators, over the whole application as it is shipped. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { LightMyRequestResponse } from 'fastify'
import { type County, cookiesOf, type Hand, openCounty, password, type Town } from './county.ts'
import { routesOf } from './routes.ts'
import { type Story, storyOf } from './story.ts'

let county: County
let town: Town
let story: Story

before(async () => {
  county = await openCounty({ limited: true, behindProxy: true })
  town = county.ours
  story = storyOf(county, town)
})
after(() => county?.close())

const overHttps = { 'x-forwarded-proto': 'https' }
/** Each test from an address of its own: rates are counted by address. */
const from = (address: string) => ({ 'x-forwarded-for': address })
const setCookies = (answer: LightMyRequestResponse) => [answer.headers['set-cookie'] ?? []].flat()
const signIn = (headers: Record<string, string>) =>
  county.send(town.visitor, {
    method: 'POST',
    url: '/api/v1/sessions',
    headers,
    body: { username: town.username, password },
  })

describe('cookies', () => {
  test('that say who somebody is are for this site alone, out of reach of scripts, and Secure under https', async () => {
    const photo = { method: 'POST', url: '/api/v1/photos' }
    const tus = { 'tus-resumable': '1.0.0', 'upload-length': '10', 'idempotency-key': '' }
    const given = [
      await signIn(overHttps),
      await county.send(town.visitor, { ...photo, headers: { ...tus, ...overHttps } }),
    ].flatMap(setCookies)
    assert.ok(given.length >= 2)
    for (const line of given) {
      assert.match(line, /; HttpOnly/i, line)
      assert.match(line, /; SameSite=(Lax|Strict)/i, line)
      assert.match(line, /; Secure/i, line)
      assert.doesNotMatch(line, /; Domain=/i, line)
    }
    for (const line of setCookies(await signIn({}))) assert.doesNotMatch(line, /; Secure/i)
  })
})

describe('pages', () => {
  test('run no script of their own text, sit in no frame, and load nothing from elsewhere', async () => {
    const number = await story.reported()
    const pages = [
      '/',
      '/mine',
      '/mine/sign-in',
      `/t/${number}`,
      '/t/AA-220926-2222-22222',
      '/desk',
      '/pocket',
      '/problems/not_found',
      '/setup?link=aaaaaaaaaaaaaaaaaaaaaaaaaaaa',
      '/nowhere',
    ]
    for (const url of pages) {
      const page = await county.send(town.resident, { method: 'GET', url, headers: { accept: 'text/html' } })
      const policy = String(page.headers['content-security-policy'])
      assert.match(policy, /default-src 'none'/, url)
      assert.match(policy, /script-src 'self'(;|$)/, url)
      assert.match(policy, /frame-ancestors 'none'/, url)
      assert.doesNotMatch(policy, /unsafe-eval|\*|http:/, url)
      if (!/^\/(desk|pocket)/.test(url)) assert.doesNotMatch(policy, /unsafe-inline/, url)
      assert.doesNotMatch(page.body, /<script(?![^>]*\bsrc=)[^>]*>|\son\w+\s*=\s*["']|javascript:/i, url)
      assert.doesNotMatch(page.body, /<(script|link|img|iframe)[^>]+(src|href)="(https?:)?\/\//i, url)
      assert.equal(page.headers['x-content-type-options'], 'nosniff', url)
      assert.equal(page.headers['x-frame-options'], 'DENY', url)
    }
  })
})

describe('other sites', () => {
  test('act through no route that writes, neither of the API nor of a form', async () => {
    const writing = routesOf(county.app).filter(([method]) => ['POST', 'PUT', 'PATCH', 'DELETE'].includes(method))
    assert.ok(writing.length > 80, `${writing.length} routes`)
    for (const [method, url] of writing)
      for (const headers of [
        { origin: 'https://evil.example' },
        { origin: 'null' },
        { 'sec-fetch-site': 'cross-site' },
        { referer: 'https://evil.example/ours.example' },
      ]) {
        const answer = await county.send(town.administrator, {
          method,
          url,
          headers: { ...headers, ...from('10.0.0.1') },
          body: {},
        })
        assert.ok(
          [403, 429].includes(answer.statusCode),
          `${method} ${url} ${JSON.stringify(headers)}: ${answer.statusCode}`,
        )
      }
  })
})

describe('rates', () => {
  for (const [name, method, url, most] of [
    ['reports', 'POST', '/api/v1/tickets', 120],
    ['sign-in', 'POST', '/api/v1/sessions', 60],
    ['codes', 'POST', '/api/v1/sessions/code', 40],
    ['look-ups', 'GET', '/api/v1/public/tickets/AA-220926-2222-22222', 120],
  ] as const)
    test(`${name} from one address end in 429 with the wait, and another address goes on`, async () => {
      const ask = (address: string) =>
        county.send(town.visitor, { method, url, headers: from(address), ...(method === 'GET' ? {} : { body: {} }) })
      let answer = await ask('10.0.0.9')
      for (let asked = 0; asked < most && answer.statusCode !== 429; asked++) answer = await ask('10.0.0.9')
      assert.equal(answer.statusCode, 429)
      assert.match(String(answer.headers['content-type']), /^application\/problem\+json/)
      assert.ok(Number(answer.headers['retry-after']) > 0)
      assert.match(answer.json<{ remedy: string }>().remedy, /\d+(秒|分钟)/)
      assert.notEqual((await ask('10.0.0.10')).statusCode, 429)
    })
})

describe('sessions and administrators', () => {
  test('a session that is ended from another browser is nobody at the next request', async () => {
    const mine: Hand = { host: town.host, cookie: cookiesOf(await signIn(from('10.0.0.11'))), personId: '' }
    const lost: Hand = { host: town.host, cookie: cookiesOf(await signIn(from('10.0.0.11'))), personId: '' }
    type Sessions = { items: { sessionId: string; current: boolean }[] }
    const { items } = await story.get<Sessions>(lost, '/api/v1/sessions')
    const { sessionId } = items.find(each => each.current)!
    const ended = await county.send(mine, { method: 'DELETE', url: `/api/v1/sessions/${sessionId}` })
    assert.equal(ended.statusCode, 204, ended.body)
    // The notification crosses the database; later than this the session cache would have forgotten by itself.
    const until = performance.now() + 4500
    while ((await county.send(lost, { method: 'GET', url: '/api/v1/me' })).statusCode !== 401) {
      assert.ok(performance.now() < until, 'the ended session still works')
      await new Promise(resolve => setTimeout(resolve, 20))
    }
    assert.equal((await county.send(mine, { method: 'GET', url: '/api/v1/me' })).statusCode, 200)
  })
  test('a post that ends takes its rights at once, and two administrators are the least', async () => {
    type Posts = { items: { postId: string; personId: string }[] }
    const { items } = await story.get<Posts>(town.administrator, '/api/v1/posts?role=town_administrator')
    assert.equal(items.length, 2)
    for (const { postId } of items) {
      const answer = await county.send(town.administrator, {
        method: 'POST',
        url: `/api/v1/posts/${postId}/end`,
        body: {},
      })
      assert.equal(answer.json<{ code: string }>().code, 'last_administrator')
    }
  })
  test('an administrator of the next town sees nobody here', async () => {
    const stranger = { ...county.theirs.administrator, host: town.host }
    for (const url of [
      '/api/v1/people',
      '/api/v1/posts',
      `/api/v1/people/${town.worker.personId}`,
      '/api/v1/audit',
      '/api/v1/channels',
      '/api/v1/me',
    ])
      assert.ok((await county.send(stranger, { method: 'GET', url })).statusCode >= 401, url)
  })
  test('a resident gets no right by asking for one', async () => {
    const body = { personId: town.resident.personId, role: 'town_administrator' }
    assert.equal((await county.send(town.resident, { method: 'POST', url: '/api/v1/posts', body })).statusCode, 403)
    const edit = {
      method: 'PATCH',
      url: `/api/v1/people/${town.resident.personId}`,
      body: { staff: true, posts: [], namePublic: false, hostAdministrator: true },
    }
    await county.send(town.resident, edit)
    const me = await story.get<{ kind: string; hostAdministrator: boolean; may: string[] }>(town.resident, '/api/v1/me')
    assert.deepEqual([me.kind, me.hostAdministrator, me.may], ['resident', false, []])
  })
})
