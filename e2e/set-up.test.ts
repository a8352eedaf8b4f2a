import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { emptyDatabase } from '../test/database.ts'
import { buildWebWhenChanged } from '../web/build.ts'
import { axe, desktop, openBrowser, phone, type TestBrowser, type View } from './browser.ts'

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

const office: View = { ...desktop, theme: 'light', locale: 'zh' }
const password = 'three words and a river'

async function signedIn(town: string, username: string): Promise<Page> {
  const page = await browser.newPage(office)
  await page.goto(`${town}/desk`)
  await page.getByLabel('用户名').fill(username)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.waitForSelector('.desk')
  return page
}

test('whoever comes before the set-up reads where its link stands, at every door', async () => {
  const page = await browser.newPage({ ...phone, locale: 'zh' })
  for (const door of ['/', '/desk', '/pocket']) {
    await page.goto(`${address}${door}`)
    await page.getByText('请打开启动时控制台显示的设置链接').waitFor()
    assert.equal(await page.getByLabel('密码').count(), 0, door)
  }
  await page.context().close()
})

test('the link leads to one page, faults stand beside their fields, and then somebody signs in', async () => {
  const dark = await browser.newPage(desktop)
  await dark.goto(link)
  assert.deepEqual(await axe(dark), [])
  await dark.context().close()

  const page = await browser.newPage(phone)
  await page.goto(address)
  await page.getByRole('heading', { level: 1, name: '还没有设置' }).waitFor()
  assert.deepEqual(await axe(page), [])
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

  const desk = await signedIn(address, 'wen')
  await desk.goto(address)
  await desk.getByRole('heading', { name: '东成镇' }).waitFor()
})

test('the host administrator opens a second town; its first administrator comes in by link and code, at its own address', async () => {
  // Browsers lead every name under localhost to this machine.
  const at = (name: string) => address.replace('127.0.0.1', name)
  const desk = await signedIn(address, 'wen')
  await desk.getByRole('link', { name: '本县各镇' }).click()
  await desk.getByRole('cell', { name: '还没有网址' }).waitFor()
  assert.deepEqual(await axe(desk), [])
  await desk.getByRole('button', { name: '添加一个镇' }).click()
  await desk.getByText('没有网址的镇谁也打不开').waitFor()
  await desk.getByRole('button', { name: '先给东成镇填网址' }).click()
  const dialog = desk.getByRole('dialog')
  await dialog.getByRole('button', { name: '保存网址' }).click()
  await dialog.getByText('请填网址').waitFor()
  await dialog.getByLabel('网址', { exact: true }).fill('https://DC.localhost/desk')
  await dialog.getByRole('button', { name: '保存网址' }).click()

  await desk.getByLabel('镇名').fill('天堂镇')
  await desk.getByRole('button', { name: '开设这个镇' }).click()
  await desk.getByText('请填 2–6 个大写字母或数字').waitFor()
  assert.deepEqual(await axe(desk), [])
  await desk.getByLabel('字母').fill('tt')
  await desk.getByLabel('网址', { exact: true }).fill('dc.localhost')
  await desk.getByLabel('管理员1的姓名').fill('何桂芳')
  await desk.getByLabel('管理员2的姓名').fill('苏志强')
  await desk.getByRole('button', { name: '开设这个镇' }).click()
  await desk.getByText('其他镇没有用过的网址').waitFor()
  await desk.getByLabel('网址', { exact: true }).fill('tt.localhost')
  await desk.getByRole('button', { name: '开设这个镇' }).click()
  await desk.getByRole('heading', { level: 1, name: '天堂镇已开设' }).waitFor()
  assert.deepEqual(await axe(desk), [])
  const slip = desk.locator('.town-slip', { hasText: '何桂芳' })
  const invitation = (await slip.locator('.town-link').textContent()) ?? ''
  const code = (await slip.locator('.town-code').textContent()) ?? ''
  assert.ok(invitation.startsWith(`${at('tt.localhost')}/i/`), invitation)

  const phonePage = await browser.newPage(phone)
  await phonePage.goto(invitation)
  await phonePage.getByRole('heading', { name: '加入天堂镇网格队伍' }).waitFor()
  await phonePage.fill('[name=code]', code)
  await phonePage.locator('summary').click()
  await phonePage.fill('[name=username]', 'he')
  await phonePage.fill('[name=password]', password)
  await phonePage.locator('.button-primary').click()
  await phonePage.waitForURL(url => !url.pathname.startsWith('/i/'))
  const theirs = await signedIn(at('tt.localhost'), 'he')
  await theirs.locator('.desk-town', { hasText: '天堂镇' }).waitFor()
  await theirs.getByRole('link', { name: '人员和岗位' }).waitFor()
  assert.equal(await theirs.getByRole('link', { name: '本县各镇' }).count(), 0, 'only the host administrator sees it')
  await theirs.goto(`${at('tt.localhost')}/desk/towns`)
  await theirs.getByRole('heading', { name: '您没有查看这一页的权限' }).waitFor()

  const host = await signedIn(at('dc.localhost'), 'wen')
  await host.goto(`${at('dc.localhost')}/desk/towns`)
  await host
    .getByRole('row', { name: /天堂镇/ })
    .getByText('已开通')
    .waitFor()
  await host.goto(`${at('dc.localhost')}/desk/audit?kind=town`)
  await host.getByRole('cell', { name: '开设一个镇' }).waitFor()
})
