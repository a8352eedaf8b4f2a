import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { buildWebWhenChanged } from '../web/build.ts'
import { axe, desktop, openBrowser, phone, type TestBrowser } from './browser.ts'
import { comeIn } from './fixture/come-in.ts'
import { openPublicTown, type PublicTown } from './fixture/public-town.ts'

/** Before a storm the centre throws the switch, a village says by thumb how it stands, and the board adds up. */
let town: PublicTown
let browser: TestBrowser
let page: Page
let hand: Page

async function signIn(who: 'administrator' | 'leader', opened: Page): Promise<void> {
  const { link, code } = await town.invite(who)
  await comeIn(opened, town.url, { link, code, username: `person-${who}` })
}

before(async () => {
  await buildWebWhenChanged()
  town = await openPublicTown()
  browser = await openBrowser()
  page = await browser.newPage({ ...desktop, theme: 'light', locale: 'zh' })
  hand = await browser.newPage({ ...phone, theme: 'light', locale: 'zh' })
  await signIn('administrator', page)
  await signIn('leader', hand)
})
after(async () => {
  await browser?.close()
  await town?.close()
})

test('given no emergency, then who may not start it reads who does', async () => {
  await hand.goto(`${town.url}/desk/emergency`)
  await hand.getByText('由值班员、镇服务中心或分管领导启动').waitFor()
  assert.equal(await hand.getByRole('button', { name: '启动应急响应' }).count(), 0)
  await hand.goto(`${town.url}/pocket`)
  await hand.getByRole('navigation').waitFor()
})

test('given no emergency, when the switch is thrown without a name, then the fault stands there; named, the board opens', async () => {
  await page.goto(`${town.url}/desk/emergency`)
  await page.getByText('现在没有应急响应').waitFor()
  assert.deepEqual(await axe(page), [])
  await page.getByRole('button', { name: '启动应急响应' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: '启动应急响应' }).click()
  await dialog.locator('.field-fault').filter({ hasText: '请填名称' }).waitFor()
  await dialog.getByLabel('名称').fill('防台风“暹芭”')
  await dialog.getByLabel('响应级别').selectOption('3')
  assert.equal(await dialog.getByLabel('没人看就上提的时限').inputValue(), '4')
  await dialog.getByRole('button', { name: '启动应急响应' }).click()
  await page.getByRole('heading', { level: 1, name: '防台风“暹芭” · 三级响应' }).waitFor()
  assert.deepEqual(await axe(page), [])
})

test('given the response is on, then it stands on every page by itself, one tap from the board', async () => {
  const strip = hand.getByRole('link', { name: '防台风“暹芭” · 三级响应' })
  await strip.waitFor()
  assert.deepEqual(await axe(hand), [])
  await strip.click()
  await hand.getByRole('group', { name: '供水' }).waitFor()
  assert.equal(await strip.count(), 0, 'on its own page it says nothing new')
})

test('given the response is on, then a leader says by thumb how his village stands, and the board adds up', async () => {
  await hand.goto(`${town.url}/pocket/emergency`)
  await hand.getByRole('group', { name: '供水' }).getByRole('button', { name: '中断' }).click()
  await hand.getByLabel('刚巡查过').check()
  await hand.getByLabel('需帮助户数').fill('6')
  await hand.getByLabel('情况').fill('桥头水浸，车过不了')
  assert.deepEqual(await axe(hand), [])
  const wide = await hand.evaluate(() => document.documentElement.scrollWidth)
  assert.ok(wide <= 360, `${wide} pixels wide`)
  await hand.getByRole('button', { name: '提交' }).click()
  await hand.getByText('的情况已填报').waitFor()
  await page.reload()
  await page.getByText('需帮助 6 户').waitFor()
  await page.getByText('停水 1 个村').waitFor()
  await page.getByText('桥头水浸，车过不了').waitFor()
})

test('given it is over, then the switch goes back and the pocket says that nothing is on', async () => {
  await page.getByRole('button', { name: '结束响应' }).click()
  await page.getByRole('button', { name: '确认结束' }).click()
  await page.getByText('现在没有应急响应').waitFor()
  await hand.reload()
  await hand.getByText('现在没有应急响应').waitFor()
  await hand.goto(`${town.url}/pocket/duty`)
  await hand.getByText('接下来没有您的班').waitFor()
  assert.deepEqual(await axe(hand), [])
})
