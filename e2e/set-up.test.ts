import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { emptyDatabase } from '../test/database.ts'
import { buildWebWhenChanged } from '../web/build.ts'
import { axe, desktop, openBrowser, phone, type TestBrowser } from './browser.ts'

/** The first minutes of a new town: the product as `npm start` runs it, and the link that the console prints. */
const project = path.resolve(import.meta.dirname, '..')
const data = mkdtempSync(path.join(os.tmpdir(), 'onegrid-set-up-'))
let database: Awaited<ReturnType<typeof emptyDatabase>>
let child: ChildProcess
let browser: TestBrowser
let address = ''
let link = ''

before(async () => {
  await buildWebWhenChanged()
  database = await emptyDatabase()
  child = spawn(process.execPath, ['server/src/main.ts'], {
    cwd: project,
    env: {
      PATH: process.env['PATH'],
      PORT: '0',
      LOG_LEVEL: 'error',
      ONEGRID_DATA: data,
      DATABASE_URL: database.ownerUrl,
    },
  })
  let said = ''
  address = await new Promise<string>((found, failed) => {
    child.stderr?.on('data', chunk => {
      said += String(chunk)
    })
    child.stdout?.on('data', chunk => {
      said += String(chunk)
      const ready = /OneGrid is ready: (\S+)/.exec(said)?.[1]
      if (ready) found(ready)
    })
    child.once('exit', code => failed(new Error(`ended with ${code}: ${said}`)))
  })
  link = /First set-up, once: (\S+)/.exec(said)?.[1] ?? ''
  browser = await openBrowser()
})
after(async () => {
  await browser?.close()
  if (child?.exitCode === null) {
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    await ended
  }
  await database?.drop()
  rmSync(data, { recursive: true, force: true })
})

test('the link leads to one page, faults stand beside their fields, and then somebody signs in', async () => {
  const dark = await browser.newPage(desktop)
  await dark.goto(link)
  assert.deepEqual(await axe(dark), [])
  await dark.context().close()

  const page = await browser.newPage(phone)
  await page.goto(link)
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  assert.ok(wide <= 0, `${wide} pixels too wide`)
  await page.fill('#town', '东成镇')
  await page.fill('#code', '镇')
  await page.click('.button-primary')
  await page.waitForSelector('.fault-summary')
  assert.deepEqual(await axe(page), [])
  assert.equal(await page.inputValue('#town'), '东成镇')
  await page.click('.fault-summary a[href="#code"]')
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'code')
  await page.fill('#code', 'dc')
  await page.fill('#name', '温若兰')
  await page.fill('#username', 'wen')
  await page.fill('#password', 'three words and a river')
  await page.click('.button-primary')
  await page.getByRole('heading', { name: '东成镇已建立' }).waitFor()
  assert.deepEqual(await axe(page), [])
  await page.goto(link)
  await page.getByRole('heading', { name: '已经设置过了' }).waitFor()

  const desk = await browser.newPage({ ...desktop, theme: 'light', locale: 'zh' })
  await desk.goto(`${address}/desk`)
  await desk.getByLabel('用户名').fill('wen')
  await desk.getByLabel('密码', { exact: true }).fill('three words and a river')
  await desk.getByRole('button', { name: '登录', exact: true }).click()
  await desk.waitForSelector('.desk')
  await desk.goto(address)
  await desk.getByRole('heading', { name: '东成镇' }).waitFor()
})
