import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { buildWebWhenChanged } from '../web/build.ts'
import { axe, desktop, openBrowser, type TestBrowser, type View } from './browser.ts'
import { comeIn } from './fixture/come-in.ts'
import { openPublicTown, type PublicTown } from './fixture/public-town.ts'

/**
 * The town's own data at the desk: its administrator changes a limit and a colleague sees it on an open ticket, publishes from a
 * version that is no longer the newest, appoints somebody, and sets the calendar and the roster.
 */
let town: PublicTown
let browser: TestBrowser
let administrator: Page
const office: View = { ...desktop, theme: 'light', locale: 'zh' }

before(async () => {
  await buildWebWhenChanged()
  town = await openPublicTown()
  browser = await openBrowser()
  administrator = await signedIn('administrator', office)
})
after(async () => {
  await browser?.close()
  await town?.close()
})

async function signedIn(who: 'administrator' | 'centre', view: View): Promise<Page> {
  const { link, code } = await town.invite(who)
  const page = await browser.newPage(view)
  return await comeIn(page, town.url, { link, code, username: who })
}

async function open(page: Page, path: string, heading: string): Promise<void> {
  await page.goto(`${town.url}/desk/${path}`)
  await page.getByRole('heading', { level: 1, name: heading }).waitFor()
}

async function clean(page: Page, where: string): Promise<void> {
  assert.deepEqual(await axe(page), [], where)
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  assert.ok(wide <= 0, `${where}: ${wide} pixels too wide`)
}

/** What another administrator would do meanwhile: the verification limit becomes so many working days. */
async function publishMeanwhile(amount: number, note: string): Promise<void> {
  const current = await administrator.request.get(`${town.url}/api/v1/catalogue/full`)
  const catalogue = (await current.json()) as { version: number; limits: { verify: object } }
  const next = { ...catalogue, limits: { ...catalogue.limits, verify: { amount, unit: 'working_day' } } }
  const published = await administrator.request.put(`${town.url}/api/v1/catalogue`, {
    headers: { origin: town.url, 'idempotency-key': randomUUID(), 'if-match': `"${catalogue.version}"` },
    data: { catalogue: next, note },
  })
  assert.equal(published.status(), 200, await published.text())
}

test('given an open ticket, when the administrator publishes another limit, then the town centre sees the new moment on it', async () => {
  const subcategory = town.kind('路灯不亮')
  const number = await town.report({ words: '榕树头那盏灯坏了成个礼拜', subcategory })
  await town.act('leader', number, 'acceptTicket', { subcategory })
  const centre = await signedIn('centre', office)
  await centre.goto(`${town.url}/desk/tickets/${number}`)
  const promise = centre.locator('.clock-promise time')
  const before = await promise.getAttribute('datetime')

  await open(administrator, `catalogue/items/${subcategory}`, '事项目录')
  const condition = town.catalogue.subcategories.find(each => each.code === subcategory)!.conditions[0]!
  const section = administrator.getByRole('region', { name: condition.name.zh })
  await section.getByLabel('时限', { exact: true }).fill('2')
  await section.getByLabel('时限的单位').selectOption('working_day')
  await administrator.reload() // the draft outlives the page
  await administrator.getByText('有未发布的草稿').waitFor()
  await administrator.getByRole('button', { name: '发布', exact: true }).click()
  const dialog = administrator.getByRole('dialog')
  await dialog.getByRole('heading', { name: '未办结工单的时限怎么变' }).waitFor()
  await dialog.getByText(`${condition.name.zh}：`).waitFor()
  await clean(administrator, 'publishing')
  await dialog.getByLabel('为什么改').fill('路灯改为两个工作日')
  await dialog.getByRole('button', { name: '发布第2版' }).click()
  await administrator.getByText('事项目录第2版已发布').waitFor()

  // Without a reload: the live feed tells the open page.
  await centre.locator(`.clock-promise time:not([datetime="${before}"])`).waitFor()
  await centre.context().close()
})

test('given a fault, when the draft is checked, then it stands beside its field and the summary leads there', async () => {
  await open(administrator, 'catalogue/limits', '事项目录')
  await administrator.getByLabel('签收', { exact: true }).fill('1.5')
  await administrator.getByRole('button', { name: '检查' }).click()
  await administrator.getByText('有1处要改').waitFor()
  await administrator.getByText('工作日要填整数').first().waitFor()
  await clean(administrator, 'a fault')
  await administrator.getByRole('alert').getByRole('button', { name: /签收/ }).click()
  await administrator.waitForFunction(() => document.activeElement?.id === 'at-limits-acknowledge-amount')
  assert.equal(await administrator.getAttribute('#at-limits-acknowledge-amount', 'aria-invalid'), 'true')
  await administrator.getByRole('button', { name: '放弃草稿' }).click()
  await administrator.getByText('目录草稿已放弃').waitFor()
})

test('given somebody published meanwhile, when a stale draft is published, then it says who and what, and both changes can stand', async () => {
  await open(administrator, 'catalogue/limits', '事项目录')
  await administrator.getByLabel('回访', { exact: true }).fill('4')
  await administrator.getByRole('button', { name: '发布', exact: true }).click()
  const dialog = administrator.getByRole('dialog')
  const confirm = dialog.getByRole('button', { name: /^发布第/ })
  await confirm.waitFor()
  await administrator.waitForFunction(
    () => !document.querySelector<HTMLButtonElement>('.ant-modal button[type=submit]')?.disabled,
  )
  await publishMeanwhile(2, '核验改为两天')
  await confirm.click()
  await dialog.getByText('别人先发布了新版').waitFor()
  await dialog.getByText('温若兰').waitFor()
  await dialog.getByText('核验改为两天').waitFor()
  await clean(administrator, 'a stale version')
  await dialog.getByRole('button', { name: '载入新版，保留我的改动' }).click()
  await dialog.getByRole('button', { name: /^发布第/ }).click()
  await administrator.getByText('已发布').first().waitFor()
  const answer = await administrator.request.get(`${town.url}/api/v1/catalogue/full`)
  const { limits } = (await answer.json()) as typeof town.catalogue
  assert.equal(limits.callBack.amount, 4)
  assert.equal(limits.verify.amount, 2)
  await open(administrator, 'catalogue/versions', '事项目录')
  await administrator.getByRole('button', { name: '改了什么' }).first().click()
  await administrator.getByRole('cell', { name: /回访/ }).waitFor()
  await clean(administrator, 'versions')
})

test('given a person, when the administrator appoints and ends, then the post stands in the list, and two administrators are kept', async () => {
  await open(administrator, 'people', '人员和岗位')
  await clean(administrator, 'people')
  await administrator.getByRole('button', { name: '添加人员' }).click()
  await administrator.getByRole('dialog').getByLabel('姓名', { exact: true }).fill('苏少玲')
  await administrator.getByRole('dialog').getByRole('button', { name: '添加', exact: true }).click()
  await administrator.getByRole('heading', { level: 1, name: '苏少玲' }).waitFor()
  await administrator.getByRole('button', { name: '任命岗位' }).click()
  const dialog = administrator.getByRole('dialog')
  await dialog.getByLabel('岗位').selectOption('small_leader')
  await dialog.getByRole('button', { name: '任命岗位' }).click()
  await dialog.locator('.field-fault').getByText('请选择').first().waitFor() // nothing was chosen yet: said at the field
  await dialog.getByLabel('村（社区）').selectOption({ label: town.village.name })
  await dialog.getByLabel('村民小组').selectOption({ value: town.group.gridId })
  await clean(administrator, 'giving a post')
  await dialog.getByRole('button', { name: '任命岗位' }).click()
  await administrator.getByRole('cell', { name: `${town.village.name} · ${town.group.name}` }).waitFor()
  await clean(administrator, 'a person')
  await administrator.getByRole('button', { name: /^结束岗位/ }).click()
  await administrator.getByRole('button', { name: '结束这个岗位' }).click()
  await administrator.getByText('岗位到2022-09-26为止').waitFor()

  await open(administrator, `people/${town.personId('administrator')}`, '温若兰')
  await administrator.getByText('本镇至少要有两名管理员').first().waitFor()
  await administrator.getByRole('button', { name: /^结束岗位/ }).click()
  await administrator.getByRole('button', { name: '结束这个岗位' }).click()
  await administrator.getByText('办理后本镇的管理员将少于两名').waitFor()
})

test('given an invitation, when it is made, then link and code are shown once, and paper shows the sheet alone', async () => {
  await open(administrator, `people/${town.personId('worker')}`, '叶树生')
  await administrator.getByRole('button', { name: '开通账号' }).click()
  const dialog = administrator.getByRole('dialog')
  assert.match((await dialog.locator('.team-link').textContent()) ?? '', /^http:\/\/127\.0\.0\.1:\d+\/i\/[\w-]{20,}$/)
  assert.match((await dialog.locator('.team-code').textContent()) ?? '', /^[23456789A-Z]{6}$/)
  await clean(administrator, 'an invitation')
  await administrator.emulateMedia({ media: 'print' })
  assert.equal(await administrator.locator('.team-sheet').isVisible(), true)
  assert.equal(await administrator.locator('.desk').isVisible(), false)
  await administrator.emulateMedia({ media: 'screen' })
  await dialog.getByRole('button', { name: '已经交给本人' }).click()
  await administrator.locator('.team-sheet').waitFor({ state: 'detached' })
})

test('given the year without a decree, when days are pasted and saved, then it is decreed and no longer provisional', async () => {
  await open(administrator, 'calendar/2027', '工作日历')
  await administrator.getByText('2027年的放假安排还没有公布').waitFor()
  await clean(administrator, 'a provisional year')
  await administrator.getByRole('button', { name: '粘贴放假安排' }).click()
  await administrator.getByLabel('粘贴放假安排').fill('2027-02-05 至 2027-02-11 休 春节\n2027-02-14 班')
  await administrator.getByRole('button', { name: '读入8天' }).click()
  await administrator.getByLabel('这是国务院公布的正式安排').check()
  await administrator.locator('#day-2027-04-05').focus()
  await administrator.keyboard.press('ArrowRight')
  await administrator.keyboard.press('Enter')
  await administrator.getByRole('button', { name: '保存2027年日历' }).click()
  await administrator.getByText('2027年日历已保存').waitFor()
  await administrator.getByText('2027年的放假安排还没有公布').waitFor({ state: 'detached' })
  const answer = await administrator.request.get(`${town.url}/api/v1/calendar?year=2027`)
  const { days, decreed } = (await answer.json()) as { days: { day: string; kind: string }[]; decreed: boolean }
  assert.equal(decreed, true)
  assert.equal(days.length, 9)
  assert.deepEqual(
    days.filter(({ day }) => day === '2027-04-06').map(({ kind }) => kind),
    ['off'],
  )
})

test('given an empty roster, when a day is filled, then the name stands on it and undo takes it back', async () => {
  await open(administrator, 'roster/2022-09', '东成镇值班表')
  await administrator.getByRole('button', { name: /2022-09-28/ }).click()
  const dialog = administrator.getByRole('dialog')
  await dialog.getByRole('button', { name: '排上顾雅文' }).click()
  // Of a thousand people nobody is listed: he is typed.
  await dialog.getByLabel('加其他人').fill('秋月')
  await dialog.getByRole('button', { name: /^冼秋月/ }).click()
  await clean(administrator, 'a day of the roster')
  await dialog.getByRole('button', { name: '保存这一天' }).click()
  const filled = administrator.getByRole('button', { name: /2022-09-28/ })
  await filled.getByText('顾雅文').waitFor()
  await filled.getByText('冼秋月').waitFor()
  await clean(administrator, 'the roster')
  await administrator.getByRole('button', { name: '撤回' }).last().click()
  await administrator
    .getByRole('button', { name: /2022-09-28/ })
    .getByText('没有排')
    .waitFor()
})

test('given a gateway, when it is saved, then its key never comes back; the trail says who changed it', async () => {
  await open(administrator, 'channels', '消息通道')
  await clean(administrator, 'channels')
  await administrator.getByLabel('网关地址').fill('https://sms.example.cn/onegrid')
  await administrator.getByRole('button', { name: '保存短信网关' }).click()
  await administrator.getByText('密钥').first().waitFor()
  await administrator.getByLabel('签名密钥').fill('an-example-secret-of-the-gateway')
  await administrator.getByRole('button', { name: '保存短信网关' }).click()
  await administrator.getByText('已存有，留空就不改').waitFor()
  assert.equal(await administrator.getByLabel('签名密钥').inputValue(), '')
  await open(administrator, 'audit?kind=channel', '操作记录')
  await administrator.getByRole('cell', { name: '修改消息通道' }).first().waitFor()
  await clean(administrator, 'the audit trail')
  await open(administrator, 'audit/reads', '操作记录')
  await clean(administrator, 'unmaskings')
})

test('dark and in English, every page of the administration stands', async () => {
  const page = await browser.newPage(desktop)
  await page.context().addCookies(await administrator.context().cookies())
  const pages = {
    catalogue: 'Catalogue',
    'catalogue/needs': 'Catalogue',
    'calendar/2022': 'Working calendar',
    people: 'People and posts',
    'roster/2022-09': 'duty roster',
    supply: 'Supply areas',
    channels: 'Channels',
    audit: 'Audit trail',
    security: 'Sign-in and security',
    notices: 'Notices',
  }
  for (const [path, heading] of Object.entries(pages)) {
    await open(page, path, heading)
    await clean(page, path)
  }
  await page.context().close()
})
