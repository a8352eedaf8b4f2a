import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { emptyDatabase } from '../../test/database.ts'
import { buildWebWhenChanged } from '../../web/build.ts'
import { openBrowser, type TestBrowser } from '../browser.ts'

const project = path.resolve(import.meta.dirname, '../..')

export type NewProduct = {
  readonly address: string
  /** What the console prints once. */
  readonly link: string
  readonly browser: TestBrowser
  close(): Promise<void>
}

/** The product as `npm start` runs it, empty, and a browser. @param own with its own embedded database instead of the tests' server */
export async function openNewProduct({ own = false } = {}): Promise<NewProduct> {
  await buildWebWhenChanged()
  const data = mkdtempSync(path.join(os.tmpdir(), 'onegrid-new-town-'))
  const database = own ? undefined : await emptyDatabase()
  const child = spawn(process.execPath, ['server/src/main.ts'], {
    cwd: project,
    env: {
      PATH: process.env['PATH'],
      PORT: '0',
      LOG_LEVEL: 'error',
      ONEGRID_DATA: data,
      ...(database === undefined ? {} : { DATABASE_URL: database.ownerUrl }),
    },
  })
  const close = async (browser?: TestBrowser) => {
    await browser?.close()
    await ended(child)
    await database?.drop()
    rmSync(data, { recursive: true, force: true })
  }
  try {
    const { address, link } = await said(child)
    const browser = await openBrowser()
    return { address, link, browser, close: () => close(browser) }
  } catch (error) {
    await close()
    throw error
  }
}

function said(child: ChildProcess): Promise<{ address: string; link: string }> {
  let text = ''
  return new Promise((found, failed) => {
    child.stderr?.on('data', chunk => {
      text += String(chunk)
    })
    child.stdout?.on('data', chunk => {
      text += String(chunk)
      const address = /OneGrid is ready: (\S+)/.exec(text)?.[1]
      if (address) found({ address, link: /First set-up, once: (\S+)/.exec(text)?.[1] ?? '' })
    })
    child.once('exit', code => failed(new Error(`ended with ${code}: ${text}`)))
  })
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const over = once(child, 'exit')
  child.kill('SIGTERM')
  await over
}
