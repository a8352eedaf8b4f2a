import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { xlsxFile } from '@onegrid/server/team/people-import/fixture/list-file.ts'
import type { Page } from 'playwright-core'
import { buildWebWhenChanged } from '../web/build.ts'
import { axe, desktop, openBrowser, screenshot, type TestBrowser } from './browser.ts'
import { comeIn } from './fixture/come-in.ts'
import { openPublicTown, type PublicTown } from './fixture/public-town.ts'

/** A town's own list, as it lies about: dropped, two faults mended beside their cells, imported, undone, imported again. */
let town: PublicTown
let browser: TestBrowser
let page: Page
/** `LOOK=folder` keeps pictures of what is passed. */
const looked = process.env['LOOK']
const look = async (name: string, of = page) => {
  if (looked !== undefined) await screenshot(of, `${looked}/${name}.png`)
}

const messy = xlsxFile(
  {
    name: '碧塘村',
    rows: [
      ['东成镇网格员花名册(2022年9月)'],
      ['序号', '姓名', '联系方式', '所属网格', null, '岗位', '任职时间', '身份证号码'],
      [null, null, null, '村（社区）', '小组', null, null, null],
      [1, '钱 一', 13700000001, '碧塘村', '第一村民小组', '网格员', '2022.1.1', '445321198001011234'],
      [
        2,
        '钱二',
        '１３７０００００００２/13700000009',
        null,
        '2组',
        '网格员、护林员',
        '2022年3月',
        '445321198001011235',
      ],
      [3, '钱三', '137OOOO0003', null, '3组', '网格员', 44562, ''],
      [4, '钱四', '13700000004', '碧唐村', '1组', '护林员', '', ''],
      ['合计', '4人'],
    ],
    merges: [
      { top: 0, left: 0, bottom: 0, right: 7 },
      { top: 1, left: 0, bottom: 2, right: 0 },
      { top: 1, left: 1, bottom: 2, right: 1 },
      { top: 1, left: 2, bottom: 2, right: 2 },
      { top: 1, left: 3, bottom: 1, right: 4 },
      { top: 1, left: 5, bottom: 2, right: 5 },
      { top: 1, left: 6, bottom: 2, right: 6 },
      { top: 1, left: 7, bottom: 2, right: 7 },
      { top: 3, left: 3, bottom: 5, right: 3 },
    ],
  },
  { name: '填表说明', rows: [['请于月底前报送']] },
)

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

const kept = () =>
  town.database.read(town.tenantId, tx =>
    tx.query<{ name: string; phone: string; posts: number }>(
      `select p.name, p.phone, (select count(*) from post where post.person_id = p.person_id) as posts from person p
       where tenant_id = $1 and name like '钱%' order by phone`,
      [tx.tenantId],
    ),
  )
const drop = (name: string, buffer: Buffer) =>
  page.getByLabel('选择文件').setInputFiles({ name, mimeType: 'application/octet-stream', buffer })

test('given a messy list, when two faults are mended and it is imported, undone and imported again, then nobody is doubled', async () => {
  await page.goto(`${town.url}/desk/people`)
  await page.getByRole('link', { name: '导入名单' }).click()
  await page.getByRole('heading', { level: 1, name: '导入人员名单' }).waitFor()
  await page.getByText('还没有导入过名单').waitFor()
  assert.deepEqual(await axe(page), [])
  await look('1-start')
  await drop('网格员花名册.xlsx', messy)

  await page.getByRole('heading', { level: 1, name: '网格员花名册.xlsx' }).waitFor()
  await page.getByText('2人可以导入').waitFor()
  await page.getByText('2行有问题').waitFor()
  await look('2-list')
  assert.deepEqual(await axe(page), [])
  await page.getByText('每一列是什么').click()
  await page.getByText('个人隐私，不保存').first().waitFor()
  await look('3-columns')
  assert.deepEqual(await axe(page), [])
  await page.getByText('每一列是什么').click()

  await page.getByRole('button', { name: /^有问题/ }).click()
  await page.waitForURL(/rows=faulty/)
  await page.getByRole('button', { name: '改成“13700000003”' }).click()
  await page.getByText('1行有问题').waitFor()
  await page.getByRole('region', { name: '本镇没有的词' }).getByRole('button', { name: '是碧塘村' }).click()
  await page.getByText('没有问题', { exact: true }).waitFor()
  await look('4-mended')

  await page.getByRole('button', { name: '导入4人' }).click()
  const done = page.getByRole('status').filter({ hasText: '已导入：新增4人' })
  await done.waitFor()
  await look('5-done')
  assert.deepEqual(
    (await kept()).map(({ name, posts }) => [name, posts]),
    [
      ['钱一', 1],
      ['钱二', 2],
      ['钱三', 1],
      ['钱四', 1],
    ],
  )
  await done.getByRole('button', { name: '撤回' }).click()
  await page.getByText('已撤回，4人恢复原样').waitFor()
  assert.deepEqual(await kept(), [])

  await page.getByRole('button', { name: '导入4人' }).click()
  await page.getByRole('status').filter({ hasText: '已导入：新增4人' }).waitFor()
  await page.getByRole('link', { name: '全部名单' }).click()
  await drop('网格员花名册(又一份).xlsx', messy)
  await page.getByText('新增0人，0人有变化，2人没有变化').waitFor()
  assert.equal(await page.getByRole('button', { name: '没有要导入的' }).isDisabled(), true)
  assert.equal((await kept()).length, 4)
  await page.getByRole('button', { name: '丢弃名单' }).click()
  await page.getByText('名单已丢弃').waitFor()
})

test('given rows that stay out, when the list comes in, then the page says so and leads to mending them', async () => {
  const lines = ['姓名,电话,村,小组,岗位', '孙一,13700000051,碧塘村,1组,网格员', '孙二,13700000052,没这村,1组,网格员']
  await page.goto(`${town.url}/desk/people/import`)
  await drop('余下.csv', Buffer.from(`\ufeff${lines.join('\n')}`))
  await page.getByRole('button', { name: '导入1人' }).click()
  await page.getByText('有1行因为有问题没有导入').waitFor()
  await look('6-held-back')
  assert.deepEqual(await axe(page), [])
  await page.getByRole('button', { name: '看是哪些' }).click()
  await page.getByRole('row').filter({ hasText: '孙二' }).waitFor()
  await page.getByRole('button', { name: '接着改这1行' }).click()
  await page.getByRole('heading', { level: 1, name: '余下.csv（余下）' }).waitFor()
  await page.getByRole('row').filter({ hasText: '孙二' }).getByText('本镇没有').first().waitFor()
  await page.getByRole('button', { name: '丢弃名单' }).click()
  await page.getByText('名单已丢弃').waitFor()
})

test('given a cell is typed anew by keyboard, then the row is read anew; a file that is none is refused in words', async () => {
  await page.goto(`${town.url}/desk/people/import`)
  await drop('坏文件.xlsx', Buffer.from('PK\u0003\u0004 broken'))
  await page.getByRole('alert').waitFor()
  await look('6-refused')
  await drop('网格员花名册.xlsx', messy)
  const cell = page.getByRole('button', { name: '137OOOO0003', exact: true })
  await cell.focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+A')
  await page.keyboard.type('13700000088')
  await page.keyboard.press('Enter')
  await page.getByText('钱三的号码换成这一个').waitFor()
  await page.getByRole('row', { name: /钱三/ }).getByText('已改').waitFor()
  const english = await page.context().newPage()
  // Before the page comes: changed on an open page, paper and ink are measured in different moments of the change.
  await english.emulateMedia({ colorScheme: 'dark' })
  await english.goto(`${page.url()}${page.url().includes('?') ? '&' : '?'}lang=en`)
  await english.getByText('1 changed').waitFor()
  await look('7-english-dark', english)
  assert.deepEqual(await axe(english), [])
  await english.close()
})

test('given people without an account, when some are chosen, then a sheet of slips and codes is made', async () => {
  await page.goto(`${town.url}/desk/people/invite?name=${encodeURIComponent('钱')}&lang=zh`)
  await page.getByRole('checkbox', { name: '钱一' }).check()
  await page.getByRole('checkbox', { name: '钱二' }).check()
  await look('8-invite')
  assert.deepEqual(await axe(page), [])
  await page.getByRole('button', { name: '生成2张邀请单' }).click()
  await page.getByRole('heading', { level: 1, name: '邀请单' }).waitFor()
  assert.equal(await page.locator('.people-slip img').count(), 2)
  assert.deepEqual(await axe(page), [])
  await look('9-slips')
})

test('given the team is exported with full numbers, then a reason is asked and the file comes', async () => {
  await page.goto(`${town.url}/desk/people`)
  await page.getByRole('button', { name: '导出名单' }).click()
  const dialog = page.getByRole('dialog', { name: '导出网格队伍名单' })
  await dialog.getByLabel('电话显示完整').check()
  assert.equal(await dialog.getByRole('button', { name: '导出' }).isDisabled(), true)
  await dialog.getByLabel('为什么要完整号码').fill('换届后核对')
  await look('10-export')
  const coming = page.waitForEvent('download')
  await dialog.getByRole('button', { name: '导出' }).click()
  assert.match((await coming).suggestedFilename(), /^东成镇网格队伍2022-09-26\.xlsx$/)
})
