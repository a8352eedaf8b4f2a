import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { OutlinesWire } from '@onegrid/domain/grid/contract.ts'
import { boxOf, degreesOf, groundOf, sideOfGround } from '@onegrid/domain/grid/division/lattice.ts'
import type { Shape } from '@onegrid/domain/grid/grid.ts'
import type { Page } from 'playwright-core'
import { buildWebWhenChanged } from '../web/build.ts'
import { axe, desktop, openBrowser, phone, type TestBrowser } from './browser.ts'
import { comeIn } from './fixture/come-in.ts'
import { openPublicTown, type PublicTown } from './fixture/public-town.ts'

/**
 * A division takes effect in the middle of a matter's life: while a worker has it in hand, its small grid is split. The
 * matter goes on in its new grid, by the same hands; what was closed before keeps the grid of its day.
 */
let town: PublicTown
let browser: TestBrowser
before(async () => {
  await buildWebWhenChanged()
  town = await openPublicTown()
  browser = await openBrowser()
})
after(async () => {
  await browser?.close()
  await town?.close()
})

const foot = (page: Page, words: string) => page.locator('.page-foot').getByText(words, { exact: true })
const row = (page: Page, name: string | RegExp) => page.getByRole('treeitem', { name })

async function signedIn(who: 'administrator' | 'leader' | 'worker', view: typeof phone | typeof desktop) {
  const { link, code } = await town.invite(who)
  const page = await browser.newPage({ ...view, theme: 'light', locale: 'zh' })
  return await comeIn(page, town.url, { link, code, username: who })
}

/** A place in the south of the group, and the line that will cut it off. */
async function southOfGroup(page: Page) {
  const outlines = (await (await page.request.get(`${town.url}/api/v1/grids/outlines`)).json()) as OutlinesWire
  const outline = outlines.features.find(({ properties }) => properties.gridId === town.group.gridId)!
  const ground = groundOf(outline.geometry as unknown as Shape)
  const [west, south, east, north] = boxOf(ground)
  const across = south + Math.round((north - south) * 0.4)
  const at = south + Math.round((north - south) * 0.25)
  const inside = Array.from({ length: 40 }, (_, part) => west + Math.round(((east - west) * (part + 0.5)) / 40)).filter(
    x => sideOfGround(ground, 2 * x, 2 * at) > 0,
  )
  const [lon, lat] = degreesOf([inside[Math.floor(inside.length / 2)]!, at])
  const line = [degreesOf([west - 1000, across]), degreesOf([east + 1000, across])]
  return { place: { gridId: town.group.gridId, lon, lat }, line: line.map(each => each.join(', ')).join('\n') }
}

async function handed(words: string, place: object): Promise<string> {
  const number = await town.report({ words, place, subcategory: town.kind('路灯') })
  await town.act('leader', number, 'acceptTicket')
  const to = { kind: 'person', personId: town.personId('worker') }
  await town.act('leader', number, 'dispatchTicket', { to })
  await town.act('worker', number, 'acknowledgeTicket')
  return number
}

test('given an open matter, when its grid is split for tomorrow, then tomorrow it lies in the new grid and its worker completes it', async () => {
  const desk = await signedIn('administrator', desktop)
  const { place, line } = await southOfGroup(desk)
  const number = await handed('巷口路灯唔着', place)
  const closed = await handed('桥头路灯唔着', place)
  await town.act('worker', closed, 'completeTicket', { words: '换了灯泡' })
  await town.act('verifier', closed, 'verifyTicket', { passed: true })
  await town.act('leader', closed, 'closeTicket', { as: 'resolved' })
  const old = town.group.name

  // The draft: one grid cut in two by a line of two places.
  await desk.goto(`${town.url}/desk/plans`)
  await desk.getByRole('button', { name: '新建方案' }).first().click()
  await desk.getByLabel('方案名称').fill('碧塘一组分两组')
  await desk.getByRole('radio', { name: /现行网格/ }).check()
  await desk.getByRole('button', { name: '开始编辑' }).click()
  await row(desk, new RegExp(town.village.name)).first().click()
  await desk.keyboard.press('ArrowRight')
  await row(desk, new RegExp(`^${old}`))
    .first()
    .click()
  await desk.keyboard.press('s')
  await desk.getByLabel('按坐标加点').fill(line)
  await desk.keyboard.press('Tab')
  await desk.keyboard.press('Enter')
  await desk.getByRole('button', { name: '切开' }).click()
  await row(desk, `${old}（二）`).waitFor()
  await desk.getByRole('button', { name: '保存', exact: true }).click()
  await desk.getByText('已全部保存').waitFor()
  const planId = desk.url().split('/').at(-1) ?? ''

  // The village's leader looks at it beside today's.
  const leader = await signedIn('leader', desktop)
  await leader.goto(`${town.url}/desk/plans/${planId}/compare`)
  await leader.getByText('1件未办结工单转到新的网格').waitFor()
  await leader.getByText('新增2个、撤销1个、改界0个').waitFor()
  await leader.getByRole('row', { name: new RegExp(`^${old}.*撤销`) }).waitFor()
  assert.deepEqual(await axe(leader), [])

  await desk.getByRole('button', { name: '采用', exact: true }).click()
  await desk.getByRole('dialog').getByLabel('哪天起生效').fill('2022-09-27')
  await desk.getByRole('button', { name: '采用，2022年9月27日起生效' }).click()
  await desk.getByText('此方案已采用，2022年9月27日起生效。').waitFor()
  const worker = await signedIn('worker', phone)
  const matter = `${town.url}/pocket/ticket/${number}`
  await worker.goto(matter)
  await worker.locator('.matter-place').waitFor()
  assert.ok(!(await worker.locator('.matter-place').textContent())?.includes('（二）'), 'today it lies where it lay')

  // The day comes.
  await town.pass(24 * 3_600_000)
  const moved = await town.stateOf(number)
  assert.notEqual(moved.place.grid.small, town.group.gridId)
  await worker.reload()
  await worker.locator('.matter-place').getByText(`${old}（二）`).waitFor()
  await worker
    .locator('.timeline')
    .getByText(/网格调整，从.*划到/)
    .waitFor()
  assert.deepEqual(await axe(worker), [])
  await leader.goto(`${town.url}/desk/tickets/${number}`)
  await leader.getByText(new RegExp(`网格调整，从.*${old}.*划到.*${old}（二）`)).waitFor()
  await leader.getByText('叶树生').first().waitFor()

  // What was closed keeps the grid of its day.
  assert.equal((await town.stateOf(closed)).place.grid.small, town.group.gridId)

  // Map and figures of the day before have the old division, today's the new one; the day is in the address.
  await leader.goto(`${town.url}/desk/plans?onDay=2022-09-26`)
  await leader.getByText('2022年9月26日：16个村、147个小网格').waitFor()
  await leader.getByRole('button', { name: '数字' }).click()
  await leader.getByRole('button', { name: town.village.name }).click()
  const figures = (name: string) => leader.getByRole('row', { name: new RegExp(`^${name} `) }).allInnerTexts()
  await leader.getByRole('row', { name: new RegExp(`^${old} `) }).waitFor()
  const [then = ''] = await figures(old)
  assert.deepEqual(then.split('\t').slice(2), ['2', '2', '2', '1'], 'posts, received, of these accepted, open')
  assert.deepEqual(await axe(leader), [])
  await leader.getByRole('button', { name: '回到今天' }).click()
  await leader.getByText('2022年9月27日：16个村、148个小网格').waitFor()
  await leader.getByRole('row', { name: new RegExp(`^${old}（二） `) }).waitFor()
  assert.equal(new URL(leader.url()).search, `?view=figures&village=${town.village.gridId}`)

  // His worker completes it, where it lies now.
  await foot(worker, '办理完成').click()
  await worker.fill('textarea', '换了灯头')
  await foot(worker, '办理完成').click()
  await worker.waitForSelector('.toast')
  const done = await town.stateOf(number)
  assert.equal(done.place.grid.small, moved.place.grid.small)
  assert.equal(done.status, 'handled')

  // The way back is a plan of the day before, to be compared and adopted.
  await desk.goto(`${town.url}/desk/plans/${planId}`)
  await desk.getByRole('button', { name: '按生效前的网格做方案' }).click()
  await desk.waitForURL('**/compare')
  await desk.getByText(/撤销2个|撤销1个/).waitFor()
  assert.deepEqual(await axe(desk), [])
})
