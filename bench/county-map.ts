/**
 * The example county in a real browser (software rendering, as where no graphics card is): how long a map of its 2,103 grids
 * takes from the click, or from the address, until everything is drawn. Each is opened afresh several times.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { demoPassword, host } from '../demo/named-people.ts'
import { openBrowser, type View } from '../e2e/browser.ts'
import { discard, temporaryFolder } from './ground.ts'
import { environment } from './product.ts'
import { type Emit, percentile, rounded } from './row.ts'

const times = 5
const office: View = { width: 1366, height: 768, theme: 'light', locale: 'zh' }
const lookMilliseconds = 1500
const drawn = '.map-canvas[data-drawn]'

export async function run(emit: Emit): Promise<void> {
  const folder = temporaryFolder()
  const county = await startCounty(folder)
  const browser = await openBrowser()
  try {
    const first = await browser.newPage(office)
    const answer = await first.request.post(`${county.address}/api/v1/sessions`, {
      headers: { origin: county.address },
      data: { username: host.username, password: demoPassword },
    })
    if (!answer.ok()) throw new Error(`nobody may sign in: ${await answer.text()}`)
    const context = first.context()
    const waits: number[] = []
    let bytes = 0
    for (let time = 0; time < times; time += 1) {
      const begun = performance.now()
      const outlines = await first.request.get(`${county.address}/api/v1/grids/outlines`)
      bytes = (await outlines.body()).length
      waits.push(performance.now() - begun)
    }
    emit({
      bench: 'county-map outlines answered',
      value: rounded(percentile(waits, 0.5)),
      unit: 'ms',
      detail: `${rounded(bytes / 1e6, 1)} MB before compression`,
    })
    const opened = async (open: (page: Page) => Promise<unknown>) => {
      const page = await context.newPage()
      await page.addInitScript(() => {
        addEventListener('click', () => performance.mark('asked'), { capture: true })
      })
      await open(page)
      const wait = await page.evaluate(drawnAfter, drawn)
      await page.close()
      return wait / 1000
    }
    const tell = async (bench: string, open: (page: Page) => Promise<unknown>) => {
      const seconds: number[] = []
      for (let time = 0; time < times; time += 1) seconds.push(await opened(open))
      emit({
        bench: `county-map ${bench}`,
        value: rounded(percentile(seconds, 0.5), 2),
        unit: 's',
        detail: seconds.map(each => rounded(each, 2)).join(' · '),
      })
    }
    await tell('opened by its button beside a queue', async page => {
      await page.goto(`${county.address}/desk/queue/all`)
      const button = page.getByRole('button', { name: '地图', exact: true })
      await button.waitFor()
      // Somebody looks at the list before he asks for the map.
      await page.waitForTimeout(lookMilliseconds)
      await button.click()
    })
    for (const [bench, to] of [
      ['divisions, from the address', 'plans'],
      ['coverage, from the address', 'coverage?view=map'],
    ] as const)
      await tell(bench, page => page.goto(`${county.address}/desk/${to}`, { waitUntil: 'commit' }))
  } finally {
    await browser.close()
    await county.stop()
    await discard(folder)
  }
}

/** In the page: milliseconds from the click, or from the address, until two frames after the map says that it is drawn. */
async function drawnAfter(drawn: string): Promise<number> {
  const frame = () => new Promise(requestAnimationFrame)
  while (document.querySelector(drawn) === null) await frame()
  await frame()
  await frame()
  return performance.now() - (performance.getEntriesByName('asked').at(-1)?.startTime ?? 0)
}

async function startCounty(folder: string): Promise<{ readonly address: string; stop(): Promise<void> }> {
  const child: ChildProcess = spawn(process.execPath, [path.join(import.meta.dirname, '../demo/main.ts'), '--county'], {
    env: environment({ ONEGRID_DATA: folder, PORT: '0', LOG_LEVEL: 'error' }),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stderr?.on('data', chunk => {
    said += String(chunk)
  })
  const address = await new Promise<string>((found, failed) => {
    child.stdout?.on('data', chunk => {
      said += String(chunk)
      const ready = /OneGrid is ready: (\S+)/.exec(said)?.[1]
      if (ready) found(ready)
    })
    child.once('exit', code => failed(new Error(`the county ended with ${code}: ${said}`)))
  })
  return {
    address,
    async stop() {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    },
  }
}
