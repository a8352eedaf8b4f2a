import assert from 'node:assert/strict'
import path from 'node:path'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { filled, townFiles } from '../demo/town-files.ts'
import { axe, desktop, phone, screenshot } from './browser.ts'
import { type NewProduct, openNewProduct } from './new-town/product.ts'
import * as walk from './new-town/steps.ts'

/**
 * An empty installation as `npm start` runs it becomes a working town of three villages in the browser: from the link on the
 * console to a resident's report that the right grid worker has acknowledged. `NEW_TOWN_LOOK=folder` keeps pictures.
 */
const files = townFiles(['碧塘村', '布午村', '布乾村'])
const seen = process.env['NEW_TOWN_LOOK']
let product: NewProduct

before(async () => {
  product = await openNewProduct()
})
after(() => product?.close())

const look = async (page: Page, name: string) => {
  if (seen !== undefined) await screenshot(page, path.join(seen, `${name}.png`), true)
}

test('given an empty installation, when each next step is followed, then the first report lies with the right grid worker', async () => {
  const { browser, address, link } = product
  const desk = await browser.newPage({ ...desktop, theme: 'light', locale: 'zh' })
  desk.setDefaultTimeout(20_000)
  await walk.setUp(desk, link)
  await look(desk, '01-first')
  assert.deepEqual(await axe(desk), [])
  const narrow = await desk.context().newPage()
  await narrow.setViewportSize({ width: phone.width, height: phone.height })
  await narrow.goto(`${address}/desk`)
  await narrow.getByRole('heading', { level: 1, name: '开始使用' }).waitFor()
  const wide = await narrow.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  assert.ok(wide <= 0, `${wide} pixels too wide`)
  await look(narrow, '02-first-narrow')
  await narrow.emulateMedia({ colorScheme: 'dark' })
  await narrow.goto(`${address}/desk?lang=en`)
  await narrow.getByRole('heading', { level: 1, name: 'Getting started' }).waitFor()
  assert.deepEqual(await axe(narrow), [])
  await look(narrow, '03-first-dark')
  await narrow.close()
  // Put away, the desk begins as it always does; undo brings the list back.
  await desk.getByRole('button', { name: '收起这张单' }).click()
  await desk.waitForURL('**/desk/queue/**')
  await desk.getByRole('status').getByRole('button', { name: '撤回' }).click()
  await desk.getByText('“开始使用”已放回首页').waitFor()
  await walk.steps(desk)

  const villages = filled(await walk.template(desk, '导入村（社区）名单'), files.villages)
  await walk.importVillages(desk, { name: '村名单.xlsx', bytes: villages })
  await walk.importOutlines(desk, { name: '村界.geojson', bytes: files.outlines })
  const households = filled(await walk.template(desk, '导入住户位置'), files.households)
  await walk.importHouseholds(desk, { name: '住户.xlsx', bytes: households })
  await walk.propose(desk, 150)
  await look(desk, '04-proposed')
  await walk.adjust(desk, '布乾村', '渡头小组')
  assert.deepEqual(await axe(desk), [])
  await look(desk, '05-adjusted')
  await walk.adopt(desk)
  await look(desk, '06-adopted')

  // Each seat of the table but one gets a name; the seat that is left is filled on the page of gaps.
  const { bytes, names } = files.roster(await walk.template(desk, '导入网格队伍'), ['布乾村', '第2网格'])
  await walk.importRoster(desk, { name: '花名册.xlsx', bytes })
  const leader = names.get('布乾村 ')!
  const worker = names.get('布乾村 渡头小组')!
  await walk.fillPost(desk, '布乾村.*第2网格', worker)
  await look(desk, '07-posts')
  assert.deepEqual(await axe(desk), [])

  const [toLeader, toWorker] = await walk.invite(desk, [leader, worker])
  const leaderPhone = await browser.newPage(phone)
  const workerPhone = await browser.newPage(phone)
  await walk.join(leaderPhone, address, toLeader!)
  await walk.join(workerPhone, address, toWorker!)
  await walk.nextIs(desk, '试报第一件事')
  await look(workerPhone, '08-worker-empty')

  const resident = await browser.newPage(phone)
  const number = await walk.report(resident, address, { village: '布乾村', grid: '渡头小组' })
  await look(resident, '09-reported')
  await desk.reload()
  await walk.nextIs(desk, '派出第一件事')
  await walk.dispatch(leaderPhone, address, worker)
  await look(leaderPhone, '10-dispatched')
  await walk.acknowledge(workerPhone, address)
  await look(workerPhone, '11-acknowledged')

  const shown = await workerPhone.request.get(`${address}/api/v1/tickets/${number}`)
  const { ticket } = (await shown.json()) as {
    ticket: { status: string; holder?: { name?: string }; place?: { names?: string[] } }
  }
  assert.equal(ticket.status, 'handling')
  assert.equal(ticket.holder?.name, worker)
  // The list has done its work: the desk begins with the town's matters again, and the line above the pages is gone.
  await desk.goto(`${address}/desk`)
  await desk.waitForURL('**/desk/queue/**')
  assert.equal(await desk.locator('.next-step').count(), 0)
  await desk.goto(`${address}/desk/start`)
  await desk.getByRole('heading', { level: 1, name: '都做好了' }).waitFor()
  assert.deepEqual(await axe(desk), [])
})
