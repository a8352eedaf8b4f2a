import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

const project = path.join(import.meta.dirname, '..')
const cache = path.join(project, '.cache')
const require = createRequire(import.meta.url)

/** Our own flags: the carrier package's own list switches web security off. */
const flags = [
  '--headless',
  '--no-sandbox',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Unpacked once into a folder of the project; whole or not at all, because test files start at the same time. */
async function unpackedChromium(): Promise<string> {
  const home = path.join(path.dirname(require.resolve('@sparticuz/chromium')), '..')
  const { version } = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8')) as { version: string }
  const folder = path.join(cache, `chromium-${version}`)
  const binary = path.join(folder, 'chromium')
  if (existsSync(binary)) return binary
  const fresh = `${folder}-${process.pid}`
  mkdirSync(fresh, { recursive: true })
  const before = process.env['TMPDIR']
  process.env['TMPDIR'] = fresh
  try {
    const { default: carrier } = await import('@sparticuz/chromium')
    await carrier.executablePath()
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  }
  try {
    renameSync(fresh, folder)
  } catch (error) {
    if (!existsSync(binary)) throw error
    rmSync(fresh, { recursive: true, force: true }) // another process was quicker
  }
  return binary
}

/** Chinese letters without a system package: the browser sees these fonts and no others. */
function fontConfiguration(): string {
  const fonts = path.dirname(require.resolve('@expo-google-fonts/noto-sans-sc/package.json'))
  const folders = ['400Regular', '600SemiBold'].map(weight => `<dir>${path.join(fonts, weight)}</dir>`)
  const file = path.join(cache, 'fonts.conf')
  mkdirSync(cache, { recursive: true })
  const text = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  ${folders.join('\n  ')}
  <cachedir>${path.join(cache, 'fonts')}</cachedir>
  <match target="pattern"><edit name="family" mode="append"><string>Noto Sans SC</string></edit></match>
</fontconfig>
`
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
    writeFileSync(`${file}.${process.pid}`, text)
    renameSync(`${file}.${process.pid}`, file)
  }
  return file
}

export type View = {
  readonly width: number
  readonly height: number
  readonly theme?: 'light' | 'dark'
  readonly locale?: 'zh' | 'en'
  /** What one CSS pixel is: 2 for sharp pictures of a phone, 1.25 for an office screen at 125 %. */
  readonly scale?: number
  readonly javaScript?: boolean
}

export const phone: View = { width: 360, height: 640, theme: 'light', locale: 'zh' }
export const desktop: View = { width: 1366, height: 768, theme: 'dark', locale: 'en' }

export type TestBrowser = {
  /** A page in a context of its own: own cookies, own storage. `context` shares those of another page. */
  newPage(view?: View): Promise<Page>
  newContext(view?: View): Promise<BrowserContext>
  close(): Promise<void>
}

export async function openBrowser(): Promise<TestBrowser> {
  const executablePath = process.env['CHROMIUM'] || (await unpackedChromium())
  const browser: Browser = await chromium.launch({
    executablePath,
    args: flags,
    env: { ...process.env, FONTCONFIG_FILE: fontConfiguration() } as Record<string, string>,
  })
  async function newContext(view: View = phone): Promise<BrowserContext> {
    const context = await browser.newContext({
      viewport: { width: view.width, height: view.height },
      colorScheme: view.theme ?? 'light',
      locale: view.locale === 'en' ? 'en-GB' : 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      deviceScaleFactor: view.scale ?? 1,
      javaScriptEnabled: view.javaScript ?? true,
      hasTouch: view.width < 600,
      reducedMotion: 'reduce',
    })
    if (view.locale === 'en' && view.javaScript !== false)
      await context.addInitScript(() => {
        // Only where nothing was chosen yet: a journey may change the language itself.
        if (localStorage.getItem('onegrid.language') === null) localStorage.setItem('onegrid.language', 'en')
      })
    return context
  }
  return {
    newContext,
    newPage: async view => (await newContext(view)).newPage(),
    close: () => browser.close(),
  }
}

export type Violation = { readonly rule: string; readonly help: string; readonly where: readonly string[] }

/** Waits until something stands on the page and nothing of it is still being fetched. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(
    () => document.querySelector('main') !== null && document.querySelector('.skeleton') === null,
  )
}

/** What axe finds on the page as it stands: WCAG 2.2 A and AA and its best practices. */
export async function axe(page: Page, within = 'html'): Promise<readonly Violation[]> {
  const source = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')
  await page.evaluate(source) // by the debugger: the page's own security policy stays untouched
  return await page.evaluate(async selector => {
    const { axe: runner } = globalThis as unknown as {
      axe: {
        run(
          where: string,
          options: object,
        ): Promise<{
          violations: { id: string; help: string; nodes: { target: unknown[]; failureSummary?: string }[] }[]
        }>
      }
    }
    const { violations } = await runner.run(selector, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    })
    return violations.map(({ id, help, nodes }) => ({
      rule: id,
      help,
      where: nodes.map(node => `${node.target.join(' ')}: ${node.failureSummary ?? ''}`),
    }))
  }, within)
}

/** Waits until fonts are there and nothing moves, then writes a PNG; returns its path. */
export async function screenshot(page: Page, file: string, fullPage = false): Promise<string> {
  await page.evaluate(async () => void (await document.fonts.ready))
  mkdirSync(path.dirname(file), { recursive: true })
  await page.screenshot({ path: file, fullPage, animations: 'disabled' })
  return file
}
