import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { buildWebWhenChanged } from '../web/build.ts'
import { axe, desktop, openBrowser, phone, settled, type TestBrowser, type View } from './browser.ts'
import { comeIn } from './fixture/come-in.ts'
import { openPublicTown, type PublicTown } from './fixture/public-town.ts'

/**
 * A village has elected: the secretary and the leader of a small grid change on one day to come, a seat stays empty, and what
 * was open with the old ones is with the new ones that morning, with a list to sign.
 */
let town: PublicTown
let browser: TestBrowser
let office: Page
const atDesk: View = { ...desktop, theme: 'light', locale: 'zh' }
const people: Record<string, string> = {}
const day = '2022-09-27'
let ofSecretary: string
let ofHousehold: string

before(async () => {
  await buildWebWhenChanged()
  town = await openPublicTown()
  browser = await openBrowser()
  office = await cameIn('administrator', await town.invite('administrator'), atDesk)
  for (const name of ['叶国强', '梁海英', '叶小满', '叶福来'])
    people[name] = (await send<{ personId: string }>('/people', { name })).personId
  await send('/posts', { personId: people['叶国强'], kind: 'small_leader', gridId: town.group.gridId })
  await send('/posts', { personId: people['叶福来'], kind: 'party_household', gridId: town.group.gridId })
  ofSecretary = await matterOf(town.personId('leader'), '榕树头那盏灯坏了')
  ofHousehold = await matterOf(people['叶国强']!, '晒谷场边的灯不亮')
})
after(async () => {
  await browser?.close()
  await town?.close()
})

async function cameIn(username: string, { link, code }: { link: string; code: string }, view: View): Promise<Page> {
  const page = await browser.newPage(view)
  return await comeIn(page, town.url, { link, code, username: `person-${username}` })
}

async function send<Answer>(path: string, data: object = {}): Promise<Answer> {
  const answer = await office.request.post(`${town.url}/api/v1${path}`, {
    headers: { origin: town.url, 'idempotency-key': randomUUID() },
    data,
  })
  assert.ok(answer.ok(), await answer.text())
  return (await answer.json()) as Answer
}

/** A matter of the group, accepted and in the hand of this person. */
async function matterOf(personId: string, words: string): Promise<string> {
  const subcategory = town.kind('路灯不亮')
  const number = await town.report({ words, subcategory })
  await town.act('leader', number, 'acceptTicket', { subcategory })
  await town.act('leader', number, 'dispatchTicket', { to: { kind: 'person', personId } })
  return number
}

const holderOf = async (number: string) => (await town.stateOf(number)).dispatch?.to
const held = (personId: string | undefined) => ({ kind: 'person', personId })

/** At the width of the page and of a phone. */
async function clean(page: Page, where: string): Promise<void> {
  await settled(page)
  const before = page.viewportSize()!
  for (const { width, height } of [before, phone]) {
    await page.setViewportSize({ width, height })
    assert.deepEqual(await axe(page), [], `${where} at ${width}`)
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    assert.ok(wide <= 0, `${where} at ${width}: ${wide} pixels too wide`)
  }
  await page.setViewportSize(before)
}

const seatOf = (name: string) =>
  office.getByRole('row').filter({ has: office.getByRole('cell', { name, exact: true }) })

async function choose(within: string, label: string, name: string): Promise<void> {
  const seat = seatOf(within)
  await seat.getByLabel(label).fill(name.slice(1))
  await seat.getByRole('button', { name: new RegExp(`^${name}`) }).click()
  await seat.getByText(name).waitFor()
}

test('given a village with open matters, when a seat is to stay empty and nobody takes them, then nothing has changed and the screen says which', async () => {
  await office.goto(`${town.url}/desk/election`)
  await clean(office, 'which village')
  await office.getByLabel('村（社区）').selectOption(town.village.gridId)
  await seatOf('伍秀兰').waitFor()
  await office.getByLabel('新班子从哪天起').fill(day)
  await office.getByLabel('叶国强的小网格长换届后').selectOption('空缺')
  await seatOf('叶国强').getByText('没有网格长了').waitFor()
  await office.getByRole('button', { name: '换届（1个岗位）' }).click()
  await seatOf('叶国强').getByText('没办完的 1 件').waitFor()
  await clean(office, 'matters without an owner')
  assert.deepEqual(await holderOf(ofHousehold), held(people['叶国强']))
})

test('given the elected, when three seats change from tomorrow on, then the old ones still hold theirs today and two lists wait to be signed', async () => {
  await office.getByLabel('伍秀兰的中网格长换届后').selectOption('换人')
  await office.getByRole('button', { name: '换届（2个岗位）' }).click()
  await office.locator('.field-fault').filter({ hasText: '请选一个人' }).waitFor()
  await choose('伍秀兰', '新人选', '梁海英')
  await office.getByLabel('叶国强的小网格长换届后').selectOption('换人')
  await choose('叶国强', '新人选', '叶小满')
  await office.getByLabel('叶福来的党员中心户换届后').selectOption('空缺')
  await choose('叶福来', '手上的事交给谁', '梁海英')
  await clean(office, 'an election')
  await office.getByRole('button', { name: '换届（3个岗位）' }).click()
  await office.getByText(`3个岗位从${day}起换届`).waitFor()
  await office.waitForURL(/\/desk\/posts\/leaves/)
  const list = office.getByRole('row').filter({ hasText: '梁海英' }).filter({ hasText: '伍秀兰' })
  await list.getByText('到日自动交接').waitFor()
  await list.getByText('换届').waitFor()
  await clean(office, 'handovers that wait')
  assert.deepEqual(await holderOf(ofSecretary), held(town.personId('leader')))
  assert.deepEqual(await holderOf(ofHousehold), held(people['叶国强']))
})

test('given the day has come, then the new secretary and the new small-grid leader have the matters on their phones', async () => {
  const invited = await send<{ link: string; code: string }>(`/people/${people['梁海英']}/invitations`)
  await town.pass(24 * 3_600_000)
  assert.deepEqual(await holderOf(ofSecretary), held(people['梁海英']))
  assert.deepEqual(await holderOf(ofHousehold), held(people['叶小满']))
  const hand = await cameIn('secretary', invited, phone)
  await hand.goto(`${town.url}/pocket/ticket/${ofSecretary}`)
  await hand.getByText('榕树头那盏灯坏了').first().waitFor()
  await clean(hand, 'the matter in the new hand')
  const contacts = `${town.url}/desk/contacts?grid=${town.village.gridId}`
  await office.goto(contacts)
  await office.getByText('梁海英').first().waitFor()
  assert.equal(await office.getByText('伍秀兰').count(), 0, 'whoever has gone is not called')
  await clean(office, 'whom to call from that day on')
  await hand.context().close()
})

test('given the handover, then its list names both, the matter and the reason, ready to be printed and signed', async () => {
  await office.goto(`${town.url}/desk/posts/leaves`)
  const list = office.getByRole('row').filter({ hasText: '梁海英' }).filter({ hasText: '伍秀兰' })
  await list.getByRole('link', { name: '打印清单' }).click()
  await office.getByRole('cell', { name: ofSecretary }).waitFor()
  const sheet = (await office.locator('main, .sheet').first().textContent()) ?? ''
  for (const word of ['伍秀兰', '梁海英', '换届', day, '移交人', '接收人', '监交人'])
    assert.ok(sheet.includes(word), sheet)
  await clean(office, 'the list to sign')
})

test('given the only leader of a group, when his post is to end, then the gap is said, a successor fills it, and the end is taken back', async () => {
  await office.goto(`${town.url}/desk/people/${people['叶小满']}`)
  await office.getByRole('button', { name: '结束岗位：小网格长' }).click()
  await office.getByText('没有网格长了').waitFor()
  await office.getByLabel('最后一天').fill('2022-10-31')
  await office.getByText('从2022-11-01起没有网格长了').waitFor()
  await clean(office, 'a gap to come')
  const next = office.getByRole('searchbox')
  await next.fill('国强')
  await office.getByRole('button', { name: /^叶国强/ }).click()
  assert.equal(await office.getByLabel('同时接任小网格长').isChecked(), true)
  assert.equal(await office.getByText('没有网格长了').count(), 0)
  await office.getByRole('button', { name: '结束这个岗位' }).click()
  await office.getByText('叶小满的小网格长岗位到2022-10-31为止').waitFor()

  await office.goto(`${town.url}/desk/people/${people['叶小满']}`)
  await office.getByRole('button', { name: '改结束日期：小网格长' }).click()
  await clean(office, 'an end that is moved')
  await office.getByRole('button', { name: '不结束了，继续任职' }).click()
  await office.getByText('叶小满继续任小网格长').waitFor()
  await office.getByRole('cell', { name: '未定' }).waitFor()
  await office.goto(`${town.url}/desk/people/${people['叶国强']}`)
  await office.getByRole('heading', { name: '叶国强' }).waitFor()
  assert.equal(await office.getByText('2022-11-01').count(), 0, 'nobody follows any more')
})
