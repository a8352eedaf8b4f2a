import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { buildWebWhenChanged } from '../web/build.ts'
import { axe, desktop, openBrowser, type TestBrowser } from './browser.ts'
import { comeIn } from './fixture/come-in.ts'
import { openPublicTown, type PublicTown } from './fixture/public-town.ts'

/** The town's administrator keeps the supply areas on screen; maps lie on the base map that is configured. */
const tiles = 'https://tiles.example.cn'
let town: PublicTown
let browser: TestBrowser
let page: Page

before(async () => {
  await buildWebWhenChanged()
  town = await openPublicTown(undefined, { ONEGRID_BASE_MAP: `${tiles}/{z}/{x}/{y}.png © 示例测绘院` })
  browser = await openBrowser()
  const { link, code } = await town.invite('administrator')
  page = await browser.newPage({ ...desktop, theme: 'light', locale: 'zh' })
  await comeIn(page, town.url, { link, code, username: 'administrator' })
})
after(async () => {
  await browser?.close()
  await town?.close()
})

type Areas = {
  readonly version: number
  readonly items: readonly { utility: string; name: string; gridIds: readonly string[] }[]
}
const kept = async () => (await (await page.request.get(`${town.url}/api/v1/supply-areas`)).json()) as Areas
const areas = () => page.getByRole('navigation', { name: '片区列表' })
const save = () => page.getByRole('button', { name: '保存片区' }).click()

async function open(): Promise<void> {
  await page.goto(`${town.url}/desk/supply`)
  await page.getByRole('heading', { level: 1, name: '供应片区' }).waitFor()
}

test('given a new area, when it is saved without a name, then the fault stands at the name; named, it is kept', async () => {
  await open()
  await page.getByRole('button', { name: '添加供水片区' }).click()
  await page.getByRole('searchbox', { name: '查找村、组或自然村' }).fill(town.village.name)
  const members = page.getByRole('group', { name: '供应哪些小网格' })
  // The village's box takes all of its groups and gives them back; then one alone.
  const whole = members.getByRole('checkbox', { name: town.village.name, exact: true })
  await whole.check()
  await members.getByText(/已选(\d+)，共\1$/).waitFor()
  await whole.uncheck()
  await members.getByRole('checkbox', { name: town.group.name }).first().check()
  await save()
  await page.locator('.field-fault').filter({ hasText: '请填写片区名称' }).waitFor()
  assert.deepEqual(await axe(page), [])
  await page.getByLabel('片区名称').fill('碧塘新井')
  await save()
  await page.getByText('供应片区已保存').waitFor()
  const made = (await kept()).items.find(area => area.name === '碧塘新井')
  assert.equal(made?.utility, 'water')
  assert.deepEqual(made?.gridIds, [town.group.gridId])
  const fed = (await kept()).items.filter(area => area.utility === 'water' && area.gridIds.includes(town.group.gridId))
  assert.equal(fed.length, 1, 'the group left the area that fed it before')
})

test('given somebody saved meanwhile, then it is said and the newest list can be loaded; an area is renamed and removed', async () => {
  await open()
  await areas().getByRole('button', { name: '碧塘新井' }).click()
  await page.getByLabel('片区名称').fill('碧塘一号井')
  const { version, items } = await kept()
  const other = await page.request.put(`${town.url}/api/v1/supply-areas`, {
    headers: { origin: town.url, 'idempotency-key': randomUUID(), 'if-match': `"${version}"` },
    data: { items },
  })
  assert.equal(other.status(), 200, await other.text())
  await save()
  await page.getByText('别人保存了新的片区').waitFor()
  await page.getByRole('button', { name: '载入最新片区' }).click()
  await areas().getByRole('button', { name: '碧塘新井' }).waitFor()
  await page.getByText('别人保存了新的片区').waitFor({ state: 'detached' })

  await areas().getByRole('button', { name: '碧塘新井' }).click()
  await page.getByLabel('片区名称').fill('碧塘一号井')
  await save()
  await page.getByText('供应片区已保存').waitFor()
  assert.ok((await kept()).items.some(area => area.name === '碧塘一号井'))
  await page.getByRole('button', { name: '删除片区' }).click()
  await page
    .locator('summary')
    .filter({ hasText: /还有\d+个小网格未划入/ })
    .click()
  await page.getByText(new RegExp(`^${town.village.name}: .*${town.group.name}`)).waitFor()
  await save()
  await page.getByRole('button', { name: '放弃修改' }).waitFor({ state: 'detached' })
  assert.ok(!(await kept()).items.some(area => area.name.startsWith('碧塘')))
})

test('given a base map, when the map of a queue or of a report is opened, then its tiles lie under it and nothing is refused', async () => {
  const asked: string[] = []
  const refused: string[] = []
  const green = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  )
  await page.context().route(`${tiles}/**`, route => {
    asked.push(new URL(route.request().url()).pathname)
    return route.fulfill({ body: green, contentType: 'image/png', headers: { 'access-control-allow-origin': '*' } })
  })
  page.on('console', message => {
    if (/Content Security Policy/.test(message.text())) refused.push(message.text())
  })
  const tilesCome = async (begin: () => Promise<unknown>) => {
    asked.length = 0
    const tile = page.waitForResponse(response => response.url().startsWith(tiles))
    await begin()
    assert.equal((await tile).status(), 200)
    await page.getByText('© 示例测绘院').first().waitFor({ state: 'attached' })
    assert.match(asked[0] ?? '', /^\/\d+\/\d+\/\d+\.png$/)
  }
  await tilesCome(() => page.goto(`${town.url}/desk/queue/to_assess?map=1`))
  await page.goto(`${town.url}/report`)
  await page.fill('textarea', '榕树头那盏灯坏了成个礼拜')
  await page.click('button.button-primary')
  await page.click('.rows .row >> nth=0')
  await tilesCome(() => page.click('[data-map]'))
  assert.deepEqual(refused, [])
})
