import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { buildWebWhenChanged } from '../web/build.ts'
import { axe, desktop, openBrowser, phone, type TestBrowser } from './browser.ts'
import { comeIn } from './fixture/come-in.ts'
import { openPublicTown, type PublicTown } from './fixture/public-town.ts'

/** 双报到: a Party member reports in by phone, the leader sees why he fits, asks, he takes the order, and withdraws. */
let town: PublicTown
let browser: TestBrowser
let leader: Page
let member: Page
let number: string
const memberPhone = '13800138222'

before(async () => {
  await buildWebWhenChanged()
  town = await openPublicTown()
  browser = await openBrowser()
  leader = await browser.newPage({ ...desktop, theme: 'light', locale: 'zh' })
  member = await browser.newPage({ ...phone, theme: 'light', locale: 'zh' })
  const { link, code } = await town.invite('leader')
  await comeIn(leader, town.url, { link, code, username: 'village-leader' })
  number = await town.report({ words: '想请人教我用手机看孙子视频', phone: '13800138333', subcategory: '1406' })
  await town.act('leader', number, 'acceptTicket')
  const closesAt = new Date(Date.parse(town.clock.now()) + 8 * 3_600_000).toISOString()
  await town.act('leader', number, 'issueOrder', { need: '上门教手机，约一小时', needed: 1, closesAt })
})
after(async () => {
  await browser?.close()
  await town?.close()
})

test('given an old phone, when a member reports in, then a code and one page are all; what is missing stands there', async () => {
  await leader.goto(`${town.url}/desk/report-ins`)
  await leader.getByText('还没有人报到').waitFor()
  assert.deepEqual(await axe(leader), [])

  await member.goto(`${town.url}/`)
  await member.getByRole('link', { name: /双报到/ }).click()
  assert.deepEqual(await axe(member), [])
  await member.getByRole('link', { name: '我是党员，去报到' }).click()
  await member.getByLabel('手机号').fill(memberPhone)
  await member.getByRole('button').first().click()
  await member.getByLabel('验证码').fill(await town.codeFor(memberPhone))
  await member.locator('main form button').first().click()
  await member.getByRole('heading', { name: '党员报到' }).waitFor()
  assert.deepEqual(await axe(member), [])
  await member.getByRole('button', { name: '报到', exact: true }).click()
  await member.getByText('请填写姓名').first().waitFor()
  await member.getByLabel('姓名').fill('何启明')
  await member.getByLabel('在哪里报到').selectOption({ value: town.group.gridId })
  await member.getByLabel('手机教学').check()
  await member.getByLabel('工作日白天').check()
  await member.getByLabel(/^别的/).fill('会开拖拉机')
  await member.getByRole('button', { name: '报到', exact: true }).click()
  await member.getByText('等村里确认', { exact: false }).first().waitFor()
  assert.deepEqual(await axe(member), [])
})

test('given the list, when the leader confirms, then the open order names him with the reason, and he is asked once', async () => {
  await leader.goto(`${town.url}/desk/report-ins?state=confirmed`)
  await leader.getByText('没有找到').waitFor()
  await leader.getByLabel('状态').selectOption('reported')
  await leader.getByLabel('查姓名或单位').fill('启明')
  await leader.getByRole('heading', { name: /何启明/ }).waitFor()
  assert.match(leader.url(), /state=reported/)
  await leader.getByRole('button', { name: '婉拒 何启明' }).click()
  await leader.getByRole('button', { name: '发给对方' }).click()
  await leader.getByText('请写一句原因').waitFor()
  assert.deepEqual(await axe(leader), [])
  await leader.getByRole('button', { name: '取消' }).click()
  await leader.getByRole('button', { name: '确认 何启明' }).click()
  await leader.getByText('何启明已确认').waitFor()

  await leader.goto(`${town.url}/desk/tickets/${number}`)
  await leader.getByText('可以做手机教学，同一小组，工作日白天有空').waitFor()
  assert.deepEqual(await axe(leader), [])
  await leader.getByRole('button', { name: '请他来帮: 何启明' }).click()
  await leader.getByText('已请，等对方接单').waitFor()
})

test('given the leader has a phone alone, then the list and the helpers stand in the pocket too, by night and in English', async () => {
  const pocket = await browser.newPage({ ...phone, theme: 'dark', locale: 'en' })
  const signedIn = await pocket.request.post(`${town.url}/api/v1/sessions`, {
    headers: { origin: town.url },
    data: { username: 'village-leader', password: 'three words and a river' },
  })
  assert.ok(signedIn.ok(), await signedIn.text())
  await pocket.goto(`${town.url}/pocket/ticket/${number}`)
  await pocket.getByText('Asked; the answer is theirs').waitFor()
  await pocket.getByText('same group', { exact: false }).waitFor()
  assert.deepEqual(await axe(pocket), [])
  await pocket.goto(`${town.url}/pocket/report-ins`)
  await pocket.getByRole('heading', { name: /何启明/ }).waitFor()
  assert.deepEqual(await axe(pocket), [])
})

test('given he was asked, then his page says so; he takes it, withdraws by one tap, and may put it back', async () => {
  await member.goto(`${town.url}/report-in`)
  await member.getByText('村里想请您').waitFor()
  await member.getByText('可以做手机教学，同一小组，工作日白天有空').waitFor()
  assert.deepEqual(await axe(member), [])
  await member.getByRole('button', { name: /^我来/ }).click()
  await member.getByText('您已接单').waitFor()
  assert.equal((await town.stateOf(number)).status, 'handling')

  await member.getByRole('button', { name: '撤回报到' }).click()
  await member.getByText('您写的内容已经删除').waitFor()
  assert.deepEqual(await axe(member), [])
  await leader.goto(`${town.url}/desk/report-ins`)
  await leader.getByText('还没有人报到').waitFor()
  await member.getByRole('button', { name: '按错了，放回去' }).click()
  await member.getByText('会开拖拉机').waitFor()
  await leader.reload()
  await leader.getByRole('heading', { name: /何启明/ }).waitFor()
})

test('given one who reported in, when he opens the pocket, then the orders that fit him stand first', async () => {
  await leader.getByRole('button', { name: '确认 何启明' }).click()
  await leader.getByText('何启明已确认').waitFor()
  const words = '家里新手机不会用'
  const next = await town.report({ words, phone: '13800138334', subcategory: '1406' })
  await town.act('leader', next, 'acceptTicket')
  const closesAt = new Date(Date.parse(town.clock.now()) + 8 * 3_600_000).toISOString()
  await town.act('leader', next, 'issueOrder', { need: '上门教用新手机', needed: 1, closesAt })
  await member.goto(`${town.url}/pocket/orders`)
  await member.getByRole('heading', { name: /适合您的/ }).waitFor()
  await member.getByText('上门教用新手机').waitFor()
  assert.deepEqual(await axe(member), [])
  // The list is the leader's; his own part is one tap from the refusal and from his own page.
  await member.goto(`${town.url}/pocket/report-ins`)
  await member.getByRole('link', { name: '我自己去报到' }).click()
  await member.waitForURL('**/report-in')
  await member.goto(`${town.url}/pocket/me`)
  await member.getByRole('button', { name: '我自己去报到' }).click()
  await member.waitForURL('**/report-in')
})

test('given the village plans something, then who fits is suggested and asked once; he says yes, takes it back, and it is called off', async () => {
  await leader.goto(`${town.url}/desk/report-ins`)
  await leader.getByText('近期没有要人手的活动').waitFor()
  await leader.getByRole('button', { name: '发起活动' }).click()
  await leader.getByRole('button', { name: '发出', exact: true }).click()
  await leader.locator('.field-fault').filter({ hasText: '请填活动名称' }).waitFor()
  assert.deepEqual(await axe(leader), [])
  await leader.getByLabel('活动名称').fill('老人学手机')
  await leader.getByLabel('在哪个村、组').selectOption(town.group.gridId)
  await leader.getByLabel('集合地点').fill('祠堂前')
  await leader.getByLabel('日期').fill('2022-09-28')
  await leader.getByLabel('要几个人').fill('1')
  await leader
    .getByRole('group', { name: /要会什么/ })
    .getByLabel('手机教学')
    .check()
  await leader.getByRole('button', { name: '发出', exact: true }).click()
  await leader.getByText('老人学手机已发出').waitFor()
  await leader.getByRole('button', { name: '看谁适合: 老人学手机' }).click()
  await leader.getByText('可以做手机教学，同一小组，工作日白天有空').waitFor()
  await leader.getByRole('button', { name: '请他来: 何启明' }).click()
  await leader.getByText('已请，等本人回话').waitFor()
  assert.deepEqual(await axe(leader), [])

  await member.goto(`${town.url}/report-in`)
  await member.getByRole('heading', { name: '村里的活动' }).waitFor()
  await member.getByText('村里想请您').waitFor()
  assert.deepEqual(await axe(member), [])
  await member.getByRole('button', { name: '我来: 老人学手机' }).click()
  await member.getByText('记下了，谢谢').waitFor()
  await member.getByText('您说了要来').waitFor()
  assert.deepEqual(await axe(member), [])
  await leader.reload()
  await leader.getByText('要 1 人，已有 1 人说来').waitFor()
  await leader.getByText('说来的人：何启明').waitFor()

  const pocket = await browser.newPage({ ...phone, theme: 'dark', locale: 'en' })
  const signedIn = await pocket.request.post(`${town.url}/api/v1/sessions`, {
    headers: { origin: town.url },
    data: { username: 'village-leader', password: 'three words and a river' },
  })
  assert.ok(signedIn.ok(), await signedIn.text())
  await pocket.goto(`${town.url}/pocket/report-ins`)
  await pocket.getByText('1 of 1 have said yes').waitFor()
  await pocket.getByRole('button', { name: 'Plan an activity' }).click()
  await pocket.getByLabel('How many hands').waitFor()
  assert.deepEqual(await axe(pocket), [])

  await member.getByRole('button', { name: '来不了，撤回: 老人学手机' }).click()
  await member.getByText('已撤回，谢谢').waitFor()
  await leader.reload()
  await leader.getByRole('button', { name: '取消活动: 老人学手机' }).click()
  await leader.getByRole('button', { name: '确定取消' }).click()
  await leader.getByText('近期没有要人手的活动').waitFor()
  await member.reload()
  assert.equal(await member.getByText('老人学手机').count(), 0)
})
