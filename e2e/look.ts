/**
 * `npm run look`: every page at four sizes, light and dark, in both languages, out of the example town, as pictures under
 * `look/`. `npm run look -- desk 1366-light-zh` makes only pages and views whose names hold these words. LOOK_AT=http://…
 * looks at a running demo.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { BrowserContext } from 'playwright-core'
import { openBrowser, type View } from './browser.ts'

const project = path.resolve(import.meta.dirname, '..')
const password = 'dongcheng-demo'
const sizes = [
  [360, 640],
  [768, 1024],
  [1366, 768],
  [1920, 1080],
] as const

type Sight = { readonly name: string; readonly path: string; readonly as?: string }

const nameOf = ({ width, theme, locale }: View) => `${width}-${theme}-${locale}`

/** Pages by who looks at them. Numbers of matters are asked of the demo itself. */
function sights(numbers: Readonly<Record<string, string>>): readonly Sight[] {
  const ticket = numbers['in_progress'] ?? ''
  return [
    { name: 'public-town', path: '/' },
    { name: 'public-report', path: '/report' },
    { name: 'public-kind', path: '/report/kind' },
    { name: 'public-find', path: '/find' },
    { name: 'public-status', path: `/t/${ticket}` },
    { name: 'public-closed', path: `/t/${numbers['done'] ?? ''}` },
    { name: 'public-missing', path: '/t/DC-220101-2222-22222' },
    { name: 'public-sign-in', path: '/mine/sign-in' },
    { name: 'demo', path: '/demo' },
    { name: 'demo-phone', path: '/demo/phone' },
    { name: 'desk-sign-in', path: '/desk' },
    { name: 'pocket-sign-in', path: '/pocket' },
    ...['to_assess', 'late', 'to_dispatch', 'in_progress', 'all'].map(queue => ({
      name: `desk-queue-${queue}`,
      path: `/desk/queue/${queue}`,
      as: 'centre',
    })),
    { name: 'desk-ticket', path: `/desk/tickets/${ticket}`, as: 'centre' },
    { name: 'desk-hotline', path: '/desk/new/hotline', as: 'centre' },
    { name: 'desk-chat', path: '/desk/new/chat', as: 'centre' },
    { name: 'desk-catalogue', path: '/desk/catalogue', as: 'admin' },
    { name: 'desk-calendar', path: '/desk/calendar', as: 'admin' },
    { name: 'desk-people', path: '/desk/people', as: 'admin' },
    { name: 'desk-roster', path: '/desk/roster', as: 'admin' },
    { name: 'desk-channels', path: '/desk/channels', as: 'admin' },
    { name: 'desk-audit', path: '/desk/audit', as: 'admin' },
    ...[
      'start',
      'plans',
      'propose',
      'barriers',
      'landmarks',
      'supply',
      'venues',
      'grid-import',
      'people/import',
      'people/invite',
      'coverage',
      'posts',
      'election',
      'report-ins',
      'training',
      'training/coverage',
      'emergency',
      'contacts',
      'shown',
      'security',
      'notices',
    ].map(part => ({ name: `desk-${part.replace('/', '-')}`, path: `/desk/${part}`, as: 'admin' })),
    { name: 'desk-towns', path: '/desk/towns', as: 'host' },
    ...[
      'found',
      'contacts',
      'emergency',
      'duty',
      'training',
      'report-ins',
      'notices',
      'offline',
      'contact',
      'shown',
    ].map(part => ({
      name: `pocket-${part}`,
      path: `/pocket/${part}`,
      as: 'bitang',
    })),
    { name: 'pocket-ticket', path: `/pocket/ticket/${ticket}`, as: 'bitang' },
    { name: 'print-ticket', path: `/desk/print/ticket/${ticket}`, as: 'centre' },
    { name: 'print-patrol', path: '/desk/print/patrol', as: 'centre' },
    { name: 'print-handover', path: '/desk/print/handover', as: 'admin' },
    { name: 'pocket-decide', path: '/pocket/decide', as: 'bitang' },
    { name: 'pocket-mine', path: '/pocket/mine', as: 'wangge' },
    { name: 'pocket-orders', path: '/pocket/orders', as: 'party' },
    { name: 'pocket-report', path: '/pocket/report', as: 'wangge' },
    { name: 'pocket-me', path: '/pocket/me', as: 'bitang' },
  ]
}

async function demoTown(): Promise<{ address: string; stop(): Promise<void> }> {
  const given = process.env['LOOK_AT']
  if (given) return { address: given, stop: async () => {} }
  const data = mkdtempSync(path.join(os.tmpdir(), 'onegrid-look-'))
  const child = spawn(process.execPath, ['demo/main.ts'], {
    cwd: project,
    env: { PATH: process.env['PATH'], PORT: '0', ONEGRID_DATA: data, LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  const address = await new Promise<string>((found, failed) => {
    child.stdout.on('data', chunk => {
      said += String(chunk)
      const ready = /OneGrid is ready: (\S+)/.exec(said)?.[1]
      if (ready) found(ready)
    })
    child.once('exit', code => failed(new Error(`the demo ended with ${code}`)))
  })
  return {
    address,
    async stop() {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
      rmSync(data, { recursive: true, force: true })
    },
  }
}

async function signIn(context: BrowserContext, address: string, username: string): Promise<void> {
  const answer = await context.request.post(`${address}/api/v1/sessions`, {
    headers: { origin: address },
    data: { username, password },
  })
  if (!answer.ok()) throw new Error(`${username} could not sign in: ${await answer.text()}`)
}

/** One matter of each queue, as the centre finds them. */
async function numbersOf(context: BrowserContext, address: string): Promise<Readonly<Record<string, string>>> {
  const found: Record<string, string> = {}
  for (const queue of ['in_progress', 'done']) {
    const answer = await context.request.get(`${address}/api/v1/tickets?queue=${queue}&limit=20`)
    const { items } = (await answer.json()) as {
      items: { number: string; confidentiality: string; photos: string[] }[]
    }
    const open = items.filter(item => item.confidentiality === 'open')
    found[queue] = (open.find(item => item.photos.length > 0) ?? open[0])?.number ?? ''
  }
  return found
}

const [wanted = '', wantedView = ''] = process.argv.slice(2)
const folder = path.join(project, 'look')
mkdirSync(folder, { recursive: true })
const town = await demoTown()
const browser = await openBrowser()
try {
  const views: View[] = sizes
    .flatMap(([width, height]) =>
      (['light', 'dark'] as const).flatMap(theme =>
        (['zh', 'en'] as const).map(locale => ({ width, height, theme, locale })),
      ),
    )
    .filter(view => nameOf(view).includes(wantedView))
  const asking = await browser.newContext(views[0]!)
  await signIn(asking, town.address, 'centre')
  const all = sights(await numbersOf(asking, town.address)).filter(sight => sight.name.includes(wanted))
  await asking.close()
  let made = 0
  for (const view of views) {
    for (const as of new Set(all.map(sight => sight.as))) {
      const context = await browser.newContext(view)
      if (as !== undefined) await signIn(context, town.address, as)
      const page = await context.newPage()
      for (const sight of all.filter(each => each.as === as)) {
        await page.goto(`${town.address}${sight.path}`, { waitUntil: 'load' })
        await page
          .waitForFunction(() => document.querySelector('.skeleton') === null, undefined, { timeout: 15_000 })
          .catch(() => {})
        await page.waitForTimeout(300)
        const name = `${sight.name}-${nameOf(view)}.png`
        await page.screenshot({ path: path.join(folder, name), fullPage: sight.name.startsWith('public') })
        made += 1
      }
      await context.close()
    }
    process.stdout.write(`${view.width}×${view.height} ${view.theme} ${view.locale}: ${made} pictures so far\n`)
  }
} finally {
  await browser.close()
  await town.stop()
}
