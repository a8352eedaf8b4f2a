import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { buildWebWhenChanged } from '../web/build.ts'
import { axe, desktop, openBrowser, type TestBrowser } from './browser.ts'
import { comeIn } from './fixture/come-in.ts'
import { openPublicTown, type PublicTown } from './fixture/public-town.ts'

/** What somebody changed on a page and did not save yet is not lost by a slip, nor by what others save meanwhile. */
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

const elsewhere = () => page.getByRole('link', { name: '工作日历' }).first().click()

test('given a changed list, when a link leads away, then the page asks; kept here it is whole, left it is gone', async () => {
  await page.goto(`${town.url}/desk/supply`)
  await page.getByRole('button', { name: '添加供水片区' }).click()
  await page.getByLabel('片区名称').fill('新井')
  await elsewhere()
  const question = page.getByRole('dialog', { name: '改动还没有保存' })
  await question.waitFor()
  assert.deepEqual(await axe(page), [])
  await question.getByRole('button', { name: '留在这一页' }).click()
  await question.waitFor({ state: 'detached' })
  assert.equal(await page.getByLabel('片区名称').inputValue(), '新井')
  await elsewhere()
  await question.getByRole('button', { name: '不保存，离开' }).click()
  await page.waitForURL('**/desk/calendar**')
  await page.goBack()
  await page.getByRole('button', { name: '添加供水片区' }).waitFor()
  assert.equal(await page.getByText('新井').count(), 0)
  // Nothing is changed: nothing is asked.
  await elsewhere()
  await page.waitForURL('**/desk/calendar**')
})

test('given a post is being renamed, when somebody else saves the list, then the words stay until the newest list is asked for', async () => {
  await page.clock.install()
  await page.goto(`${town.url}/desk/posts/kinds`)
  const list = page.getByRole('navigation', { name: '岗位清单' })
  await list.getByRole('button').first().click()
  const name = page.getByLabel('中文名称')
  const before = await name.inputValue()
  await name.fill('改了一半的名称')
  const api = `${town.url}/api/v1/post-kinds`
  const { version, items } = await (await page.request.get(api)).json()
  const saved = await page.request.put(api, {
    headers: { origin: town.url, 'idempotency-key': randomUUID(), 'if-match': `"${version}"` },
    data: {
      items: items.map((item: { zh: string }, at: number) => (at === 1 ? { ...item, zh: `${item.zh}甲` } : item)),
    },
  })
  assert.equal(saved.status(), 200, await saved.text())
  // Whoever comes back to the window after a while gets the list anew.
  await page.clock.fastForward(60_000)
  await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')))
  await page.getByText('别人保存了新的岗位清单').waitFor()
  assert.equal(await name.inputValue(), '改了一半的名称')
  await page.getByRole('button', { name: '载入最新清单' }).click()
  await list.getByRole('button', { name: `${items[1].zh}甲` }).waitFor()
  await list.getByRole('button').first().click()
  assert.equal(await name.inputValue(), before)
  // One's own save is not somebody else's.
  await name.fill(`${before}乙`)
  await page.getByRole('button', { name: '保存岗位清单' }).click()
  await list.getByRole('button', { name: `${before}乙` }).waitFor()
  assert.equal(await page.getByText('别人保存了新的岗位清单').count(), 0)
})
