/**
 * From the link of the first set-up to the first report in a grid worker's hand, as a person presses who has read nothing: each
 * step begins on the list of first steps. The journey walks it with three villages, the bench with the whole example town.
 */
import type { Page } from 'playwright-core'

export type TownFile = { readonly name: string; readonly bytes: Buffer }
export const password = 'three words and a river'
const primary = 'main .button-primary:visible'

export async function setUp(page: Page, link: string): Promise<void> {
  await page.goto(link)
  await page.fill('#town', '东成镇')
  await page.fill('#code', 'DC')
  await page.fill('#name', '温若兰')
  await page.fill('#username', 'wen')
  await page.fill('#password', password)
  await page.click('.button-primary')
  await page.click('.go a')
  await page.getByLabel('用户名').fill('wen')
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await steps(page)
}

/** The list itself, by the name of the town that stands on every page. */
export async function steps(page: Page): Promise<void> {
  if (new URL(page.url()).pathname !== '/desk') await page.locator('.desk-town').click()
  await page.getByRole('heading', { level: 1, name: '开始使用' }).waitFor()
}

/** The table to fill in, as the page gives it. */
export async function template(page: Page, step: string): Promise<Buffer> {
  const line = page.locator('.start-steps > li', { hasText: step })
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    line.getByRole('link', { name: '下载填写模板' }).click(),
  ])
  const parts: Buffer[] = []
  for await (const part of await download.createReadStream()) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

const begin = (page: Page, name: string) =>
  page.locator('.start-steps > li[data-now]').getByRole('link', { name }).click()

/** What is marked as the next step, once the last one was seen to be done. */
export async function nextIs(page: Page, title: string): Promise<void> {
  await steps(page)
  await page.locator('.start-steps > li[data-now]', { hasText: title }).waitFor()
}

const drop = (page: Page, { name, bytes }: TownFile) =>
  page.locator('main input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer: bytes })

async function makePlanToday(page: Page): Promise<void> {
  // Clicked twice, as many do: the dialog stays.
  await page.getByRole('button', { name: '生成方案' }).dblclick()
  await page.getByRole('button', { name: '生成并生效' }).click()
  await page.getByText('新网格今天起生效').first().waitFor()
}

export async function importVillages(page: Page, file: TownFile): Promise<void> {
  await begin(page, '导入名单')
  await drop(page, file)
  await page.getByText(/没有问题，可以生成方案/).waitFor()
  await makePlanToday(page)
  await nextIs(page, '导入村界')
}

export async function importOutlines(page: Page, file: TownFile): Promise<void> {
  await begin(page, '导入村界')
  await drop(page, file)
  await page.getByLabel('坐标系').selectOption('cgcs2000')
  await page.getByText(/没有问题，可以生成方案/).waitFor()
  await makePlanToday(page)
  await nextIs(page, '导入住户位置')
}

export async function importHouseholds(page: Page, file: TownFile): Promise<void> {
  await begin(page, '导入住户')
  const field = page.getByLabel('文件', { exact: true })
  await field.waitFor()
  await field.setInputFiles({ name: file.name, mimeType: 'application/octet-stream', buffer: file.bytes })
  await page.getByRole('button', { name: '导入', exact: true }).click()
  await page.getByText('已知位置的住户').waitFor()
  await nextIs(page, '划小网格并采用')
}

/** @returns when the proposals stand there */
export async function propose(page: Page, householdsEach: number): Promise<void> {
  await begin(page, '划小网格')
  await page.getByLabel('每个小网格约多少户').fill(String(householdsEach))
  await page.getByRole('button', { name: '开始计算' }).click()
  await page.getByRole('article', { name: '户数优先' }).waitFor({ timeout: 60_000 })
}

/** Takes the first one and gives two grids of a village the names by which people know them. */
export async function adjust(page: Page, village: string, name: string): Promise<void> {
  await page.getByRole('article', { name: '户数优先' }).getByRole('button', { name: '用这份，到编辑器调整' }).click()
  await page.getByRole('tree', { name: '网格清单' }).waitFor()
  await page.locator('.map-canvas canvas').waitFor()
  await page
    .getByRole('treeitem', { name: new RegExp(village) })
    .first()
    .click()
  await page.keyboard.press('ArrowRight')
  const own = page.getByRole('treeitem', { name: /第1网格/ })
  await own.click()
  await own.and(page.locator('[aria-selected="true"]')).waitFor()
  // A border is moved by keys: whoever shares the corner follows.
  await page.keyboard.press('c')
  const corner = page.locator('.map-handle[tabindex="0"]')
  await corner.focus()
  await page.keyboard.press('ArrowRight')
  await page.getByRole('button', { name: '撤销：移动拐点' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByLabel('名称', { exact: true }).fill(name)
  await page.getByLabel('名称', { exact: true }).press('Enter')
  await page.getByRole('treeitem', { name: new RegExp(name) }).waitFor()
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.getByText('已全部保存').waitFor()
}

export async function adopt(page: Page): Promise<void> {
  await page.getByRole('button', { name: '采用', exact: true }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^采用，/ })
    .click()
  await page.getByText('已生效', { exact: true }).waitFor()
  await nextIs(page, '导入网格队伍')
}

export async function importRoster(page: Page, file: TownFile): Promise<void> {
  await begin(page, '导入花名册')
  await drop(page, file)
  await page.getByRole('button', { name: /^导入\d+人$/ }).click()
  await page.getByRole('status').filter({ hasText: '已导入：新增' }).waitFor()
  await nextIs(page, '补齐岗位')
}

/** The one grid that nobody walks yet is given to somebody of the list. */
export async function fillPost(page: Page, grid: string, person: string): Promise<void> {
  await begin(page, '看还缺谁')
  const gap = page.getByRole('row', { name: new RegExp(grid) })
  await gap.getByText('网格员', { exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('任命谁').fill(person)
  await dialog.getByRole('button', { name: new RegExp(person) }).click()
  await dialog.getByRole('button', { name: '任命岗位' }).click()
  await gap.getByText('网格员', { exact: true }).waitFor({ state: 'detached' })
  await nextIs(page, '请网格长和网格员开通账号')
}

export type Slip = { readonly link: string; readonly code: string }

export async function invite(page: Page, names: readonly string[]): Promise<readonly Slip[]> {
  await begin(page, '发邀请')
  const slips: Slip[] = []
  for (const name of names) {
    await page.getByLabel('查姓名').fill(name)
    await page.getByRole('checkbox', { name }).check()
  }
  await page.getByRole('button', { name: `生成${names.length}张邀请单` }).click()
  await page.getByRole('heading', { level: 1, name: '邀请单' }).waitFor()
  for (const name of names) {
    const link = await page.locator('.people-slip', { hasText: name }).locator('img').getAttribute('alt')
    const code = await page
      .getByRole('row', { name: new RegExp(name) })
      .locator('.code')
      .textContent()
    slips.push({ link: link ?? '', code: code ?? '' })
  }
  return slips
}

/** The link of the slip on a phone of one's own, and the code that was told. */
export async function join(phone: Page, town: string, { link, code }: Slip): Promise<void> {
  await phone.goto(new URL(link, town).href)
  await phone.fill('input[name=code]', code)
  await phone.click(primary)
  await phone.waitForURL('**/pocket/**')
}

/** @returns the number of the matter */
export async function report(phone: Page, town: string, place: { village: string; grid: string }): Promise<string> {
  await phone.goto(town)
  await phone.click('a[href="/report"]')
  await phone.fill('textarea', '榕树头那盏路灯坏了成个礼拜，夜晚好黑')
  await phone.click(primary)
  await phone.click('.rows .row >> nth=0')
  await phone.getByRole('button', { name: place.village }).click()
  await phone.getByRole('button', { name: place.grid }).click()
  // A new town has no landmarks yet: where it is, is said in words.
  await phone.fill('input[name=place_words]', '榕树头')
  await phone.click(primary)
  await phone.fill('#phone', '13800000077')
  await phone.click(primary)
  await phone.click(primary)
  await phone.waitForSelector('.number')
  return (await phone.textContent('.number')) ?? ''
}

const foot = (page: Page, words: string) => page.locator('.page-foot').getByText(words, { exact: true })

/** The village's leader finds the worker of that very grid offered first. */
export async function dispatch(phone: Page, town: string, worker: string): Promise<void> {
  await phone.goto(`${town}/pocket`)
  await phone.click('text=榕树头那盏路灯坏了')
  await foot(phone, '受理并派单').click()
  await phone.waitForSelector('.chosen-row')
  await phone.locator('.choice', { hasText: '网格员' }).first().click()
  await foot(phone, `受理并派给${worker}`).click()
  await phone.waitForSelector('.toast')
}

export async function acknowledge(phone: Page, town: string): Promise<void> {
  await phone.goto(`${town}/pocket/mine`)
  await phone.click('text=榕树头那盏路灯坏了')
  await foot(phone, '签收').click()
  await foot(phone, '办理完成').waitFor()
}
