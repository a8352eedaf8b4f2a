import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { buildWebWhenChanged } from '../web/build.ts'
import { axe, desktop, openBrowser, phone, type TestBrowser } from './browser.ts'
import { comeIn } from './fixture/come-in.ts'
import { openPublicTown, type PublicTown } from './fixture/public-town.ts'

/** A session is planned at the desk, a grid worker signs up in the pocket, is there by the code on the wall, and says how it was. */
let town: PublicTown
let browser: TestBrowser
let page: Page
let hand: Page

async function signIn(who: 'administrator' | 'worker', opened: Page): Promise<void> {
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
  await signIn('worker', hand)
})
after(async () => {
  await browser?.close()
  await town?.close()
})

/** Today on the town's wall, from half an hour ago on. */
async function today(): Promise<{ readonly day: string; readonly from: string }> {
  const { now } = (await (await page.request.get(`${town.url}/api/v1/me`)).json()) as { now: string }
  const wall = new Date(Date.parse(now) + 7.5 * 3_600_000).toISOString()
  return { day: wall.slice(0, 10), from: wall.slice(11, 16) }
}

test('given no session, when one is planned without a place, then the fault stands there; mended, it is listed', async () => {
  await page.goto(`${town.url}/desk/training`)
  await page.getByText('还没有安排培训').waitFor()
  assert.deepEqual(await axe(page), [])
  await page.getByRole('link', { name: '安排培训' }).click()
  const { day, from } = await today()
  await page.getByLabel('培训名称').fill('邻里纠纷怎么谈')
  await page.getByLabel('科目').selectOption({ label: '纠纷调解' })
  await page.getByLabel('日期').fill(day)
  await page.getByLabel('几点开始').fill(from)
  await page.getByLabel('几点结束').fill('17:00')
  await page.getByRole('button', { name: '保存' }).click()
  await page.locator('.field-fault').filter({ hasText: '请填地点或链接' }).waitFor()
  assert.deepEqual(await axe(page), [])
  await page.getByLabel('地点').fill('镇政府三楼会议室')
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByText('邻里纠纷怎么谈已安排').waitFor()
  await page.getByRole('heading', { name: '墙上的验证码' }).waitFor()
  assert.deepEqual(await axe(page), [])
})

test('given a handout, then it is laid beside the session, a page that only calls itself one is refused', async () => {
  const picker = page.getByLabel('添加文件')
  await picker.setInputFiles({ name: '假讲义.pdf', mimeType: 'application/pdf', buffer: Buffer.from('<html>') })
  await page.locator('.field-fault').filter({ hasText: '请选择 PDF、图片' }).waitFor()
  await picker.setInputFiles({
    name: '纠纷调解讲义.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.7\n%%EOF'),
  })
  await page.getByText('纠纷调解讲义.pdf已添加').waitFor()
  await page.getByRole('button', { name: '去掉纠纷调解讲义.pdf' }).waitFor()
  assert.deepEqual(await axe(page), [])
})

test('given the session, then a worker signs up by thumb, is there by the code, and the desk sees both', async () => {
  await hand.goto(`${town.url}/pocket/training`)
  await hand.getByRole('button', { name: '报名', exact: true }).click()
  await hand.getByRole('button', { name: /您已报名/ }).waitFor()
  const download = hand.waitForEvent('download')
  await hand.getByRole('link', { name: /纠纷调解讲义\.pdf/ }).click()
  assert.equal((await download).suggestedFilename(), '纠纷调解讲义.pdf')
  assert.deepEqual(await axe(hand), [])
  const code = (await page.locator('.training-code').textContent()) ?? ''
  await hand.getByLabel('到场登记').fill(code.toLowerCase())
  await hand.getByRole('button', { name: '我到了' }).click()
  await hand.getByText('您参加了').waitFor()
  await page.reload()
  await page.getByRole('cell', { name: '扫码' }).waitFor()
  await page.goto(`${town.url}/desk/training/coverage`)
  await page.getByText('无人参加').first().waitFor()
  assert.deepEqual(await axe(page), [])
  const villages = page.locator('tbody').filter({ has: page.locator('.training-fold') })
  const shut = await villages.first().getByRole('row').count()
  await villages.first().locator('.training-fold').click()
  await villages.first().locator('th.training-small').nth(1).waitFor()
  assert.ok((await villages.first().getByRole('row').count()) > shut)
  assert.deepEqual(await axe(page), [])
})

test('given the sheets, then the code, the list and the certificates stand on paper', async () => {
  await page.goto(`${town.url}/desk/training`)
  await page.getByRole('link', { name: '邻里纠纷怎么谈' }).click()
  for (const [button, heading] of [
    ['打印验证码海报', '到场请扫码'],
    ['打印到场名单', '培训到场名单'],
    ['打印培训证明', '培训证明'],
  ] as const) {
    await page.getByRole('link', { name: button }).click()
    await page.getByRole('heading', { name: heading }).first().waitFor()
    assert.deepEqual(await axe(page), [])
    if (heading === '培训证明') await page.getByText(/^\d{4}年\d{1,2}月\d{1,2}日$/).waitFor()
    await page.goBack()
    await page.getByRole('heading', { level: 1, name: '邻里纠纷怎么谈' }).waitFor()
  }
})

test('given the code on the wall and a phone without an account, then the page asks for a number and works without a script', async () => {
  await page.goto(`${town.url}/desk/training`)
  await page.getByRole('link', { name: '邻里纠纷怎么谈' }).click()
  const code = await page.locator('.training-code').textContent()
  const stranger = await browser.newPage({ ...phone, theme: 'light', locale: 'zh' })
  await stranger.goto(`${town.url}/here/${code}`)
  await stranger.getByLabel('手机号').fill('13900139999')
  await stranger.getByRole('button', { name: '我到了' }).click()
  await stranger.getByRole('alert').filter({ hasText: '网格队伍登记过的手机号' }).waitFor()
  assert.deepEqual(await axe(stranger), [])
})
