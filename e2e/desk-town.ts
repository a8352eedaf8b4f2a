import { existsSync, readFileSync } from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { type Hand, openWorld, type World } from '../test/world.ts'
import { buildWebWhenChanged, webFolder } from '../web/build.ts'
import { openBrowser, type TestBrowser, type View } from './browser.ts'

/**
 * The desk on a planted town: the built pages and the whole application behind one address. Who asks is said by a cookie, as
 * in every test of the loop; sign-in has tests of its own.
 */
const kinds: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
}
export const office: View = { width: 1366, height: 768, theme: 'light', locale: 'zh' }

type Member = { readonly hand: Hand; readonly name: string; readonly role: string }
export type DeskTown = {
  readonly world: World
  readonly browser: TestBrowser
  readonly origin: string
  /** A page of the desk for `centre`, `waterClerk` or `verifier`; the address below /desk. */
  deskOf(who: string, to: string, view?: View): Promise<Page>
  cookieOf(who: string): { name: string; value: string; url: string }
  close(): Promise<void>
}

export async function openDeskTown(): Promise<DeskTown> {
  await buildWebWhenChanged()
  const world = await openWorld()
  const staff: Readonly<Record<string, Member>> = {
    centre: { hand: world.centre, name: '顾雅文', role: 'centre' },
    waterClerk: { hand: world.waterClerk, name: '黎永康', role: 'unit_clerk' },
    verifier: { hand: world.verifier, name: '冼秋月', role: 'verifier' },
  }
  const server = http.createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const { pathname } = new URL(request.url ?? '/', 'http://town')
      if (pathname.startsWith('/api/')) void answerApi(world, staff, request, Buffer.concat(parts), response)
      else answerFile(pathname, response)
    })
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const browser = await openBrowser()
  const cookieOf = (who: string) => ({ name: 'who', value: staff[who]!.hand.personId, url: origin })
  return {
    world,
    browser,
    origin,
    cookieOf,
    async deskOf(who, to, view = office) {
      const page = await browser.newPage(view)
      await page.context().addCookies([cookieOf(who)])
      await page.goto(`${origin}/desk${to}`)
      await page.waitForSelector('.desk')
      return page
    },
    async close() {
      await browser.close()
      server.closeAllConnections()
      server.close()
      await world.close()
    },
  }
}

function meOf(staff: Readonly<Record<string, Member>>, cookie: string): object | undefined {
  const who = /who=([\w-]+)/.exec(cookie)?.[1]
  const found = Object.values(staff).find(({ hand }) => hand.personId === who)
  if (found === undefined) return undefined
  const { hand, name, role } = found
  const posts = [{ postId: hand.personId, role, at: '东成镇' }]
  return {
    personId: hand.personId,
    name,
    posts,
    livePlace: '0',
    town: { code: 'DC', name: '东成镇', zone: 'Asia/Shanghai' },
  }
}

async function answerApi(
  world: World,
  staff: Readonly<Record<string, Member>>,
  request: http.IncomingMessage,
  payload: Buffer,
  response: http.ServerResponse,
): Promise<void> {
  const url = request.url ?? ''
  if (url === '/api/v1/me') {
    const me = meOf(staff, request.headers.cookie ?? '')
    response.writeHead(me === undefined ? 401 : 200, {
      'content-type': 'application/json',
      'x-onegrid-time': world.ports.clock.now(),
    })
    response.end(JSON.stringify(me ?? { code: 'not_signed_in' }))
    return
  }
  // The live feed has journeys of its own.
  if (url.startsWith('/api/v1/live')) return void response.writeHead(204).end()
  const answer = await world.app.inject({
    method: (request.method ?? 'GET') as 'GET',
    url,
    headers: request.headers as Record<string, string>,
    ...(payload.length === 0 ? {} : { payload }),
  })
  response.writeHead(answer.statusCode, answer.headers as http.OutgoingHttpHeaders)
  response.end(answer.rawPayload)
}

function answerFile(url: string, response: http.ServerResponse): void {
  const file = path.join(webFolder, /^\/desk(\/|$)/.test(url) ? 'desk.html' : url)
  if (!existsSync(file)) return void response.writeHead(404).end()
  response.writeHead(200, { 'content-type': kinds[path.extname(file)] ?? 'text/plain' })
  response.end(readFileSync(file))
}
