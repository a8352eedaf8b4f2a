import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { buildWebWhenChanged, webFolder } from '../web/build.ts'
import { axe, openBrowser, type TestBrowser, type View } from './browser.ts'

/**
 * The two shells by themselves, before any slice: a stand-in answers `me` and sign-in, so that states which the product
 * reaches seldom (second step, a refusal, a cut line) stand still to be looked at.
 */
const person = {
  personId: '0198c2a4-5b1e-7c3d-9f10-2a4b6c8d0e1f',
  name: '陈秀兰',
  livePlace: '7',
  town: { code: 'DC', name: '东成镇', zone: 'Asia/Shanghai' },
  posts: [{ postId: '0198c2a4-5b1e-7c3d-9f10-2a4b6c8d0e2f', role: 'medium_leader', at: '东瑶村' }],
}
const kinds: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
}
const policy =
  "default-src 'none'; script-src 'self'; img-src 'self' data:; connect-src 'self'; style-src 'self' 'unsafe-inline'; form-action 'self'; base-uri 'none'"

let browser: TestBrowser
let server: http.Server
let origin = ''
const commandIds: string[] = []
const streams: { url: string; response: http.ServerResponse }[] = []

type Answer = { readonly status: number; readonly body: unknown; readonly cookie?: string }

function answerOf(request: http.IncomingMessage, body: string): Answer {
  if (request.url === '/api/v1/me') {
    const signedIn = /signed=yes/.test(request.headers.cookie ?? '')
    return signedIn
      ? { status: 200, body: person }
      : { status: 401, body: { code: 'not_signed_in', detail: '请先登录' } }
  }
  if (request.url !== '/api/v1/sessions') return { status: 404, body: { code: 'not_found' } }
  commandIds.push(String(request.headers['idempotency-key']))
  const { password, totp } = JSON.parse(body) as { password: string; totp?: string }
  if (password !== 'three words and a river')
    return { status: 401, body: { code: 'credentials_wrong', detail: '用户名或密码不对' } }
  if (totp === undefined) return { status: 200, body: { signedIn: false, totpRequired: true } }
  return { status: 200, body: { signedIn: true }, cookie: 'signed=yes; Path=/; HttpOnly; SameSite=Lax' }
}

function answerApi(request: http.IncomingMessage, body: string, response: http.ServerResponse): void {
  const answer = answerOf(request, body)
  if (answer.cookie !== undefined) response.setHeader('set-cookie', answer.cookie)
  response.writeHead(answer.status, {
    'content-type': answer.status < 400 ? 'application/json' : 'application/problem+json',
  })
  response.end(JSON.stringify(answer.body))
}

/** The stream stays open until the page goes. */
function answerLive(url: string, response: http.ServerResponse): void {
  streams.push({ url, response })
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  tellChange(response, 7)
}

function tellChange(response: http.ServerResponse, id: number): void {
  response.write(`id: ${id}\nevent: change\ndata: {"slice":"account"}\n\n`)
}

function answerFile(url: string, response: http.ServerResponse): void {
  const app = /^\/(desk|pocket)(\/|$)/.exec(url)?.[1]
  const file = path.join(webFolder, app === undefined ? url : `${app}.html`)
  if (!existsSync(file)) {
    response.writeHead(404).end()
    return
  }
  response.writeHead(200, {
    'content-type': kinds[path.extname(file)] ?? 'text/plain',
    'content-security-policy': policy,
  })
  response.end(readFileSync(file))
}

before(async () => {
  await buildWebWhenChanged()
  server = http.createServer((request, response) => {
    let body = ''
    request.on('data', part => {
      body += part
    })
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://stand-in')
      if (url.pathname === '/api/v1/live') answerLive(request.url ?? '', response)
      else if (url.pathname.startsWith('/api/')) answerApi(request, body, response)
      else answerFile(url.pathname, response)
    })
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  browser = await openBrowser()
})
after(async () => {
  await browser?.close()
  server?.closeAllConnections()
  server?.close()
})

const views: [name: string, view: View][] = [
  ['phone, light, Chinese', { width: 360, height: 640, theme: 'light', locale: 'zh' }],
  ['desktop, dark, English', { width: 1366, height: 768, theme: 'dark', locale: 'en' }],
]

for (const app of ['desk', 'pocket'] as const)
  for (const [name, view] of views)
    test(`${app}: sign-in and the first page on a ${name}: axe finds nothing, nothing is wider than the screen`, async () => {
      const page = await browser.newPage(view)
      const faults: string[] = []
      page.on('pageerror', error => faults.push(error.message))
      for (const signedIn of [false, true]) {
        if (signedIn) await page.context().addCookies([{ name: 'signed', value: 'yes', url: origin }])
        await page.goto(`${origin}/${app}`)
        await page.waitForSelector(signedIn ? '.state' : '.sign-in h1')
        assert.deepEqual(await axe(page), [])
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
        assert.ok(wide <= 0, `${wide} pixels too wide`)
        assert.equal(await page.getAttribute('html', 'lang'), view.locale === 'en' ? 'en' : 'zh-CN')
      }
      assert.deepEqual(faults, [])
      await page.context().close()
    })

test('a wrong password is said in the form, the second step is asked for, and each press is an intention of its own', async () => {
  const page = await browser.newPage({ width: 1366, height: 768, locale: 'zh' })
  await page.goto(`${origin}/desk`)
  await page.click('button[type=submit]')
  assert.equal(await page.textContent('.field-fault'), '请填用户名')
  await page.fill('input[name=username]', 'centre')
  await page.fill('input[name=password]', 'wrong')
  await page.keyboard.press('Enter')
  assert.equal(await page.textContent('.sign-in-fault'), '用户名或密码不对')
  await page.fill('input[name=password]', 'three words and a river')
  await page.keyboard.press('Enter')
  await page.fill('input[name=totp]', '123456')
  await page.keyboard.press('Enter')
  await page.waitForSelector('.desk-header')
  assert.equal(new Set(commandIds).size, 3)
  for (const commandId of commandIds) assert.match(commandId, /^[0-9a-f-]{36}$/)
  await page.context().close()
})

test('Ctrl+K finds a command by a word, runs it by Enter, and the choice is remembered', async () => {
  const page = await browser.newPage({ width: 1366, height: 768, theme: 'light', locale: 'zh' })
  await page.context().addCookies([{ name: 'signed', value: 'yes', url: origin }])
  await page.goto(`${origin}/desk`)
  await page.waitForSelector('.desk-header')
  await page.keyboard.press('Control+k')
  await page.locator('.palette-wish:focus').waitFor()
  await page.waitForSelector('.palette-line')
  assert.deepEqual(await axe(page, '.palette'), [])
  await page.keyboard.type('language')
  await page.keyboard.press('Enter')
  await page.waitForSelector('text=Commands')
  await page.reload()
  await page.waitForSelector('text=Commands')
  await page.keyboard.press('?')
  await page.waitForSelector('.key-list')
  await page.keyboard.press('Escape')
  await page.waitForSelector('.key-list', { state: 'detached' })
  await page.context().close()
})

test('Ctrl+K leads a number or words of a matter to the search', async () => {
  const page = await browser.newPage({ width: 1366, height: 768, theme: 'light', locale: 'zh' })
  await page.context().addCookies([{ name: 'signed', value: 'yes', url: origin }])
  await page.goto(`${origin}/desk`)
  await page.waitForSelector('.desk-header')
  await page.keyboard.press('Control+k')
  await page.locator('.palette-wish:focus').waitFor()
  await page.waitForSelector('.palette-line')
  await page.keyboard.type('DC-220925-PW74')
  await page.waitForSelector('.palette-line >> text=搜索工单“DC-220925-PW74”')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/desk/search?words=DC-220925-PW74')
  await page.context().close()
})

test('without a line the shell says so and offers to try again', async () => {
  const page = await browser.newPage({ width: 360, height: 640, locale: 'zh' })
  let cut = true
  await page.route('**/api/v1/me', route => (cut ? route.abort() : route.continue()))
  await page.goto(`${origin}/pocket`)
  await page.waitForSelector('[role=alert] >> text=现在连不上网')
  cut = false
  await page.click('text=再试一次')
  await page.waitForSelector('.sign-in h1')
  await page.context().close()
})

test('two tabs share one live stream, and the second takes over where the first heard last', async () => {
  const first = await browser.newPage({ width: 360, height: 640, locale: 'zh' })
  await first.context().addCookies([{ name: 'signed', value: 'yes', url: origin }])
  streams.length = 0
  const asksWho = (page: typeof first) => page.waitForRequest(request => request.url().endsWith('/api/v1/me'))
  await first.goto(`${origin}/pocket`)
  await first.waitForSelector('.pocket-tabs')
  const second = await first.context().newPage()
  await second.goto(`${origin}/pocket`)
  await second.waitForSelector('.pocket-tabs')
  assert.deepEqual(
    streams.map(({ url }) => url),
    ['/api/v1/live?after=7'],
  )
  const heard = asksWho(second)
  tellChange(streams[0]!.response, 8)
  await heard // what the first tab hears makes the queries of the second fresh
  const heardAgain = asksWho(second)
  await first.close()
  await heardAgain
  assert.equal(streams[1]?.url, '/api/v1/live?after=8')
  await second.context().close()
})
