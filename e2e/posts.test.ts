import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { buildWebWhenChanged } from '../web/build.ts'
import { axe, desktop, openBrowser, phone, settled, type TestBrowser, type View } from './browser.ts'
import { comeIn } from './fixture/come-in.ts'
import { openPublicTown, type PublicTown } from './fixture/public-town.ts'

/**
 * Posts carry the loop: whom residents see is decided by the person himself, who goes on leave or leaves a post hands his matters
 * over in one act, two colleagues swap their duty, and everybody finds whom to call.
 */
type Who = 'administrator' | 'centre' | 'leader' | 'shyWorker'
let town: PublicTown
let browser: TestBrowser
let office: Page
const atDesk: View = { ...desktop, theme: 'light', locale: 'zh' }

before(async () => {
  await buildWebWhenChanged()
  town = await openPublicTown()
  browser = await openBrowser()
  office = await signedIn('administrator', atDesk)
  await send('PATCH', `/people/${town.personId('worker')}`, { phone: '13800138001' })
  await send('PATCH', `/people/${town.personId('shyWorker')}`, { phone: '13800138002' })
})
after(async () => {
  await browser?.close()
  await town?.close()
})

async function signedIn(who: Who, view: View): Promise<Page> {
  const { link, code } = await town.invite(who)
  const page = await browser.newPage(view)
  return await comeIn(page, town.url, { link, code, username: `person-${who}` })
}

async function send(method: 'PATCH' | 'PUT', path: string, data: object): Promise<void> {
  const answer = await office.request.fetch(`${town.url}/api/v1${path}`, {
    method,
    headers: { origin: town.url, 'idempotency-key': randomUUID() },
    data,
  })
  assert.ok(answer.ok(), await answer.text())
}

async function clean(page: Page, where: string): Promise<void> {
  await settled(page)
  assert.deepEqual(await axe(page), [], where)
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  assert.ok(wide <= 0, `${where}: ${wide} pixels too wide`)
}

/** A matter of the group, accepted by its leader and in the hand of one of its workers. */
async function matterOf(who: 'worker' | 'shyWorker', words: string): Promise<string> {
  const subcategory = town.kind('路灯不亮')
  const number = await town.report({ words, subcategory })
  await town.act('leader', number, 'acceptTicket', { subcategory })
  await town.act('leader', number, 'dispatchTicket', { to: { kind: 'person', personId: town.personId(who) } })
  return number
}

test('given a worker who was never shown, when she agrees on her phone, then residents see her and can call; taken back, she is gone', async () => {
  const hand = await signedIn('shyWorker', phone)
  const resident = await browser.newPage(phone)
  const people = `${town.url}/people?village=${town.village.gridId}`
  await resident.goto(people)
  await resident.getByText('叶树生').waitFor()
  assert.equal(await resident.getByText('温水娣').count(), 0)

  await hand.goto(`${town.url}/pocket/me`)
  await hand.getByText('对群众公开').click()
  await hand.getByLabel('公开我的姓名').click()
  await hand.getByRole('checkbox', { name: '公开我的姓名', checked: true }).waitFor()
  await hand.getByText('已公开，随时可以撤回').waitFor()
  await hand.getByLabel('公开我的手机号').click()
  await hand.getByRole('checkbox', { name: '公开我的手机号', checked: true }).waitFor()
  await clean(hand, 'what residents see of me')

  const call = resident.getByRole('link', { name: '打电话给温水娣' })
  await resident.reload()
  assert.match((await call.textContent()) ?? '', /138 0013 8002/)
  assert.equal(await call.getAttribute('href'), 'tel:+8613800138002')
  await clean(resident, 'the people of a village')
  const number = await town.report({ words: '榕树头那盏灯坏了', subcategory: town.kind('路灯不亮') })
  await resident.goto(`${town.url}/t/${number}`)
  await call.waitFor()

  await hand.getByLabel('公开我的姓名').click()
  await hand.getByText('已撤回，群众看不到了').waitFor()
  await resident.goto(people)
  await resident.getByText('叶树生').waitFor()
  assert.equal(await resident.getByText('温水娣').count(), 0)
  await hand.context().close()
  await resident.context().close()
})

test('given a matter, when its leader asks whom to call, then the number stands there after one press, and the press is written down', async () => {
  const number = await matterOf('worker', '水渠堵了')
  const hand = await signedIn('leader', phone)
  await hand.goto(`${town.url}/pocket/ticket/${number}`)
  await hand.getByRole('link', { name: '打给谁' }).click()
  const call = hand.getByRole('button', { name: '打电话给叶树生' })
  assert.match((await call.textContent()) ?? '', /138\*{4}8001/)
  await clean(hand, 'whom to call about a matter')
  await call.click()
  const link = hand.getByRole('link', { name: '打电话给叶树生' })
  assert.equal(await link.getAttribute('href'), 'tel:+8613800138001')
  const reads = await town.database.read(town.tenantId, tx =>
    tx.query<{ reason: string }>(
      "select reason from sensitive_read where tenant_id = $1 and subject_id = $2 and what = 'phone'",
      [town.tenantId, town.personId('worker')],
    ),
  )
  assert.deepEqual(
    reads.map(each => each.reason),
    [`联系工单${number}的负责人`],
  )

  await office.goto(`${town.url}/desk/contacts?grid=${town.village.gridId}`)
  await office.getByText('伍秀兰').waitFor()
  await clean(office, 'whom to call about a village')
  await hand.context().close()
})

test('given two on the roster, when one asks to swap and the other agrees, then the roster has changed and says so', async () => {
  const [leader, centre] = [town.personId('leader'), town.personId('centre')]
  await send('PUT', '/roster', {
    from: '2022-09-27',
    until: '2022-09-28',
    entries: [
      { day: '2022-09-27', personId: leader },
      { day: '2022-09-28', personId: centre },
    ],
  })
  const asked = await signedIn('centre', phone)
  const asking = await signedIn('leader', phone)
  await asking.goto(`${town.url}/pocket/duty`)
  await asking.getByRole('button', { name: '请人换班' }).click()
  await asking.getByLabel('9月27日(星期二) 请谁来值').selectOption({ label: '顾雅文' })
  await asking.getByLabel('换对方哪一天').selectOption('2022-09-28')
  await clean(asking, 'a swap is asked')
  await asking.getByRole('button', { name: '发出' }).click()
  await asking.getByText('等待答复的换班').waitFor()

  await asked.goto(`${town.url}/pocket/duty`)
  await asked.getByText('伍秀兰的 9月27日(星期二) 换顾雅文的 9月28日(星期三)').waitFor()
  await clean(asked, 'a swap waits for an answer')
  await asked.getByRole('button', { name: '同意' }).click()
  await asked.getByText('已换班，值班表已更新').waitFor()

  await office.goto(`${town.url}/desk/roster/2022-09`)
  const day = office.getByRole('button', { name: /2022-09-27/ })
  await day.getByText('顾雅文').waitFor()
  await day.getByText('已换班').waitFor()
  await clean(office, 'the roster after a swap')
  await asking.context().close()
  await asked.context().close()
})

test('given open matters, when a leave begins, then they go to the substitute with a list to sign, and dispatch says for whom the substitute stands in', async () => {
  const number = await matterOf('worker', '桥头路灯不亮')
  const substitute = town.personId('leader')
  await send('PUT', '/roster', {
    from: '2022-09-26',
    until: '2022-09-26',
    entries: [{ day: '2022-09-26', personId: substitute }],
  })
  await office.goto(`${town.url}/desk/posts/leaves`)
  await office.getByRole('button', { name: '登记请假' }).click()
  const dialog = office.getByRole('dialog')
  await dialog.getByLabel('谁请假').fill('树生')
  await dialog.getByRole('button', { name: /^叶树生/ }).click()
  await dialog.getByLabel('谁代班').fill('秀兰')
  await dialog.getByRole('button', { name: /^伍秀兰/ }).click()
  await dialog.getByLabel('到哪天止').fill('2022-09-30')
  await clean(office, 'a leave')
  await dialog.getByRole('button', { name: '登记', exact: true }).click()
  await office.getByText('已登记叶树生请假，由伍秀兰代班').waitFor()
  assert.deepEqual((await town.stateOf(number)).dispatch?.to, { kind: 'person', personId: substitute })
  await clean(office, 'leaves and handovers')
  await office.getByRole('link', { name: '打印清单' }).first().click()
  await office.getByRole('cell', { name: number }).waitFor()
  await clean(office, 'the handover list')

  const next = await town.report({ words: '榕树头又有一盏灯不亮', subcategory: town.kind('路灯不亮') })
  await town.act('leader', next, 'acceptTicket', { subcategory: town.kind('路灯不亮') })
  await office.goto(`${town.url}/desk/contacts?grid=${town.group.gridId}`)
  await office.getByText('请假到2022-09-30').waitFor()
  const centre = await signedIn('centre', atDesk)
  await centre.goto(`${town.url}/desk/tickets/${next}`)
  await centre.getByRole('button', { name: /^派单/ }).click()
  const option = centre.getByRole('option', { name: /^伍秀兰/ })
  await option.waitFor()
  const said = (await option.textContent()) ?? ''
  for (const reason of [town.group.name, '网格员', '今天值班', '替叶树生代班', '在办'])
    assert.ok(said.includes(reason), said)
  assert.equal(await centre.getByRole('option', { name: /^叶树生/ }).count(), 0, 'who is on leave gets nothing')
  await clean(centre, 'to whom')
  await centre.context().close()
})

test('given open matters, when a post ends, then nobody can leave them behind: they go to a named person in the same act', async () => {
  const number = await matterOf('shyWorker', '晒谷场边的灯坏了')
  await office.goto(`${town.url}/desk/people/${town.personId('shyWorker')}`)
  await office.getByRole('button', { name: /^结束岗位/ }).click()
  await office.getByText(/手上还有\d+件没办完的事/).waitFor()
  await office.getByText(number).waitFor()
  await office.getByRole('button', { name: '结束这个岗位' }).click()
  await office.locator('.field-fault').waitFor()
  await office.getByLabel('交给谁').fill('秀兰')
  await office.getByRole('button', { name: /^伍秀兰/ }).click()
  await clean(office, 'a post ends')
  await office.getByRole('button', { name: '结束这个岗位' }).click()
  await office.waitForURL(/print\/handovers\//)
  await office.getByRole('cell', { name: number }).waitFor()
  // She is there until tonight; from tomorrow on they are his.
  await town.pass(24 * 3_600_000)
  assert.deepEqual((await town.stateOf(number)).dispatch?.to, { kind: 'person', personId: town.personId('leader') })
})
