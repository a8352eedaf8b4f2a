import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { buildWebWhenChanged } from '../web/build.ts'
import { axe, desktop, openBrowser, phone, type TestBrowser } from './browser.ts'
import { comeIn } from './fixture/come-in.ts'
import { openPublicTown, type PublicTown } from './fixture/public-town.ts'

/** A venue is entered, its poster printed, and whoever scans it reports with the place filled in. */
let town: PublicTown
let browser: TestBrowser
let page: Page

before(async () => {
  await buildWebWhenChanged()
  town = await openPublicTown()
  browser = await openBrowser()
  const { link, code } = await town.invite('administrator')
  page = await browser.newPage({ ...desktop, theme: 'light', locale: 'zh' })
  await comeIn(page, town.url, { link, code, username: 'administrator' })
})
after(async () => {
  await browser?.close()
  await town?.close()
})

test('given no venue, when one is entered with wrong hours, then the fault stands at the field; mended, it is listed', async () => {
  await page.goto(`${town.url}/desk/venues`)
  await page.getByText('还没有登记阵地').waitFor()
  assert.deepEqual(await axe(page), [])
  await page.getByRole('link', { name: '登记阵地' }).first().click()
  await page.getByLabel('名称').fill('碧塘连心室')
  await page.getByLabel('类别').selectOption('heart_room')
  await page.getByLabel('村（社区）').selectOption({ label: town.village.name })
  await page.getByLabel('周末').fill('上午')
  await page.getByRole('button', { name: '保存阵地' }).click()
  await page.locator('.field-fault').filter({ hasText: '请写成' }).waitFor()
  assert.deepEqual(await axe(page), [])
  await page.getByLabel('周末').fill('9:00-11:00')
  await page.getByLabel('办什么事').fill('议事\n说心里话')
  await page.getByRole('button', { name: '保存阵地' }).click()
  await page.getByText('碧塘连心室已登记').waitFor()
  await page.getByRole('link', { name: '碧塘连心室' }).first().waitFor()
  // On a phone the row is lines: nothing lies beside the screen.
  await page.setViewportSize({ width: phone.width, height: phone.height })
  const beside = await page.locator('.admin-scroll').evaluate(list => list.scrollWidth - list.clientWidth)
  assert.ok(beside <= 0, `${beside} pixels beside the screen`)
  assert.deepEqual(await axe(page), [])
  await page.setViewportSize({ width: desktop.width, height: desktop.height })
})

test('given a venue, then its poster carries the code, and a phone that follows it reports with the place filled in', async () => {
  await page.goto(`${town.url}/desk/venues`)
  await page.getByRole('link', { name: '海报 · 碧塘连心室' }).click()
  await page.getByRole('heading', { level: 1, name: '碧塘连心室' }).waitFor()
  await page.waitForFunction(() => document.querySelector<HTMLImageElement>('.poster img')?.naturalWidth)
  assert.deepEqual(await axe(page), [])
  const { items } = (await (await page.request.get(`${town.url}/api/v1/venues`)).json()) as {
    items: { code: string }[]
  }
  const hand = await browser.newPage({ ...phone, theme: 'light', locale: 'zh' })
  await hand.goto(`${town.url}/v/${items[0]!.code}`)
  await hand.getByText('地点已填好：碧塘连心室').waitFor()
  assert.deepEqual(await axe(hand), [])
  await hand.goto(`${town.url}/venues`)
  await hand.getByRole('heading', { level: 3, name: '碧塘连心室' }).waitFor()
  assert.deepEqual(await axe(hand), [])
  const wide = await hand.evaluate(() => document.documentElement.scrollWidth)
  assert.ok(wide <= 360, `${wide} pixels wide`)
})
