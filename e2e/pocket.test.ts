import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import type { Actor } from '@onegrid/domain/kernel/actor.ts'
import type { TicketPage } from '@onegrid/domain/ticket/view.ts'
import { buildApp } from '@onegrid/server/app.ts'
import { phoneJpeg } from '@onegrid/server/blobs/fixture/samples.ts'
import { invitePerson } from '@onegrid/server/team/commands.ts'
import type { Page } from 'playwright-core'
import { type Hand, openWorld, type World } from '../test/world.ts'
import { buildWebWhenChanged } from '../web/build.ts'
import { axe, openBrowser, phone, settled, type TestBrowser } from './browser.ts'
import { comeIn } from './fixture/come-in.ts'

/**
 * The pocket on a small phone, with real sign-in, real photos and the real server: a matter goes from a leader's thumb through
 * a grid worker's hands back to the leader, and an order is taken by a Party member.
 */
const password = 'three words and a river'

let world: World
let app: Awaited<ReturnType<typeof buildApp>>
let browser: TestBrowser
let origin = ''

before(async () => {
  await buildWebWhenChanged()
  world = await openWorld()
  app = await buildApp(world.ports)
  await app.listen({ port: 0, host: '127.0.0.1' })
  origin = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  browser = await openBrowser()
})
after(async () => {
  await browser?.close()
  await app?.close()
  await world?.close()
})

/** Comes in by an invitation, as staff do, and leaves the cookies in a phone of its own. */
async function phoneOf(hand: Hand, username: string): Promise<Page> {
  const administrator: Actor = {
    kind: 'person',
    personId: world.administrator.personId,
    posts: [{ postId: world.ids.id(), role: 'town_administrator', from: '2022-01-01' }],
  }
  const town = { tenantId: world.tenantId, code: 'DC', name: '东成镇', zone: 'Asia/Shanghai' }
  const asking = { town, actor: administrator, commandId: world.ids.id() } as Parameters<typeof invitePerson>[1]
  const parts = world.ports as Parameters<typeof invitePerson>[0]
  const { link, code } = await invitePerson(parts, asking, hand.personId)
  const page = await browser.newPage(phone)
  return await comeIn(page, origin, { link, code, username }, password)
}

/** Goes there, waits for the page itself, and looks at it as axe and a narrow screen do. */
async function opened(page: Page, path: string, waitFor: string): Promise<void> {
  await page.goto(`${origin}/pocket${path}`)
  await looked(page, waitFor)
}

async function looked(page: Page, waitFor: string): Promise<void> {
  await page.waitForSelector(waitFor)
  await settled(page)
  assert.deepEqual(await axe(page), [], page.url())
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  assert.ok(wide <= 0, `${page.url()} is ${wide} pixels too wide`)
  const small = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.pocket a, .pocket button, .pocket select, .pocket summary')]
      .map(each => ({ words: each.textContent, box: each.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && (box.height < 44 || box.width < 44))
      .map(({ words, box }) => `${words} ${box.width}×${box.height}`),
  )
  assert.deepEqual(small, [], `${page.url()}: too small for a thumb`)
}

async function report(words: string): Promise<string> {
  const answer = await world.anonymous.post('/api/v1/tickets', {
    words,
    place: { gridId: world.group.gridId, words: '榕树头' },
    name: '何月娥',
    phone: '13800138000',
  })
  assert.equal(answer.status, 201, JSON.stringify(answer.body))
  return String(answer.body['number'])
}

async function shown(number: string): Promise<TicketPage> {
  return (await world.centre.get(`/api/v1/tickets/${number}`)).body as unknown as TicketPage
}

const button = (page: Page, words: string) => page.locator('.page-foot').getByText(words, { exact: true })

test('a leader assesses and dispatches, the worker acknowledges and completes with a photo, the leader verifies', async () => {
  const number = await report('榕树头那盏灯坏了成个礼拜，夜晚好黑')
  const leader = await phoneOf(world.leader, 'leader')
  const worker = await phoneOf(world.worker, 'worker')

  await opened(leader, '', '.matter')
  assert.ok(leader.url().endsWith('/pocket/decide'), 'a leader begins with what waits for a decision')
  // Somebody else's report comes in while the page stands open.
  await report('垃圾池满了两天没车拉')
  await leader.waitForSelector('text=垃圾池满了两天没车拉')
  await leader.click('text=榕树头那盏灯坏了')
  await looked(leader, '.ticket-words')
  await button(leader, '受理并派单').click()
  await looked(leader, '.tiles')
  await leader.click('.tile:text-is("灯")')
  await leader.locator('.choice-button').first().click()
  await leader.click('.choice:has-text("紧急")')
  // The phone goes dark in between: what was chosen stands when the page is opened again.
  await leader.reload()
  await looked(leader, '.chosen-row')
  assert.equal(await leader.locator('input[name=urgency]').nth(1).isChecked(), true)
  await leader.click('.choice:has-text("叶树生")')
  await button(leader, '受理并派给叶树生').click()
  await leader.waitForSelector('.toast')
  const dispatched = await shown(number)
  assert.equal(dispatched.ticket.status, 'dispatched')
  assert.equal(dispatched.ticket.urgency, 'urgent')
  assert.equal(dispatched.ticket.holder?.name, '叶树生')

  await opened(worker, '', '.matter')
  assert.ok(worker.url().endsWith('/pocket/mine'), 'a worker begins with what he has in hand')
  await worker.click('text=榕树头那盏灯坏了')
  await worker.waitForSelector('.ticket-words')
  await button(worker, '签收').click()
  await button(worker, '办理完成').waitFor()
  await looked(worker, '.people')
  await worker.click('[aria-label=给反映人打电话]')
  await looked(worker, '.row-button')
  await worker.click('text=约上门时间')
  await worker.waitForSelector('a[href="tel:13800138000"]')
  await looked(worker, '.call-after')
  await worker.click('.call-after >> text="联系上了"')
  await worker.waitForSelector('text=联系情况已记下。')
  await worker.goBack()
  await button(worker, '办理完成').click()
  await looked(worker, 'textarea')
  await worker.fill('textarea', '换了灯头，3日晚已亮')
  await worker.setInputFiles('input[type=file]', {
    name: 'lamp.jpg',
    mimeType: 'image/jpeg',
    buffer: await phoneJpeg(640, 480),
  })
  await worker.waitForSelector('img[alt^="第1张照片"]')
  await button(worker, '办理完成').click()
  await worker.waitForSelector('.toast:has-text("已办理")')
  assert.equal((await shown(number)).photos.filter(photo => photo.of === 'result').length, 1)

  await opened(leader, `/ticket/${number}`, '.timeline')
  assert.ok(await leader.getByText('换了灯头，3日晚已亮').first().isVisible())
  await button(leader, '核验通过').click()
  await looked(leader, 'textarea')
  await button(leader, '核验通过').click()
  await leader.waitForSelector('.toast:has-text("核验已记下")')
  assert.equal((await shown(number)).ticket.status, 'resolved')
  await leader.context().close()
  await worker.context().close()
})

test('an order is issued on a phone and taken by a Party member with one tap, given back, and taken again', async () => {
  const number = await report('屋后水沟塞了，想请人帮手清')
  const drain = world.catalogue.subcategories.find(each => each.name.zh.includes('排水堵塞'))!
  await world.leader.post(`/api/v1/tickets/${number}/accept`, { subcategory: drain.code })
  const villageWorker = await phoneOf(world.villageWorker, 'village-worker')
  await opened(villageWorker, `/ticket/${number}/issue-order`, '.counter')
  assert.ok(await villageWorker.getByText('您在代伍秀兰办理').isVisible(), 'acting is said before it is done')
  await villageWorker.fill('textarea', '清沟，自带锄头')
  await villageWorker.click('[aria-label=加一]')
  await button(villageWorker, '网格下单').click()
  await villageWorker.waitForSelector('.toast')
  const issued = (await shown(number)).timeline.at(-1)
  assert.equal(issued?.type, 'OrderIssued')
  assert.equal(issued?.actor.acting, true)

  const party = await phoneOf(world.partyMember, 'party-member')
  await opened(party, '', '.order')
  assert.ok(party.url().endsWith('/pocket/orders'), 'who only takes orders begins with them')
  assert.ok(await party.getByText('还差2人，共需2人').isVisible())
  await party.click('.order >> text="接单"')
  await party.waitForSelector('text=还差1人，共需2人')
  await party.click('.order >> text="退接"')
  await party.waitForSelector('text=还差2人，共需2人')
  await party.click('.order >> text="接单"')
  await party.waitForSelector('.order >> text="退接"')
  const order = (await shown(number)).beside['order'] as { takers: unknown[] }
  assert.equal(order.takers.length, 1)
  await villageWorker.context().close()
  await party.context().close()
})

test('a clerk returns what is not his unit’s, with a reason, and is led back to his list', async () => {
  const number = await report('井盖是空的，好危险')
  const [subcategory] = world.catalogue.subcategories
  await world.leader.post(`/api/v1/tickets/${number}/accept`, { subcategory: subcategory!.code })
  const to = { kind: 'unit', unitId: world.unit('power').unitId, assisting: [] }
  const sent = await world.leader.post(`/api/v1/tickets/${number}/dispatch`, { to })
  assert.equal(sent.status, 200, JSON.stringify(sent.body))
  const clerk = await phoneOf(world.powerClerk, 'power-clerk')
  await opened(clerk, '/mine', '.matter')
  await clerk.click('text=井盖是空的')
  await clerk.waitForSelector('.ticket-words')
  await button(clerk, '退单').click()
  await looked(clerk, '.choice')
  await button(clerk, '退单').click()
  await clerk.waitForSelector('.field-fault:has-text("请填写")')
  await clerk.locator('.choice').first().click()
  await button(clerk, '退单').click()
  await looked(clerk, 'text=现在看不到这件事')
  await clerk.click('text=回到列表')
  await looked(clerk, 'text=手头没有事')
  assert.equal((await shown(number)).ticket.status, 'accepted')
  await clerk.context().close()
})

test('a worker reports for a neighbour who has no phone at hand, with how he agreed', async () => {
  const worker = await phoneOf(world.worker, 'worker-again').catch(() => undefined)
  const page = worker ?? (await signedIn('worker'))
  await opened(page, '/report', 'textarea')
  await page.click('.choice:has-text("代报")')
  await page.fill('textarea', '我代隔壁阿婆讲，她屋顶漏雨床都湿了')
  await page.click('.page-foot button')
  await looked(page, '.field-fault')
  await page.getByLabel('替谁反映（姓名）').fill('陈阿婆')
  await page.click('.choice:has-text("当面口头同意")')
  await page.click('.page-foot button')
  await looked(page, '.ticket-words')
  const reported = await shown(page.url().split('/').at(-1)!)
  assert.equal(reported.ticket.source, 'on_behalf')
  assert.equal(reported.reporter.onBehalfOf, true)
  await page.context().close()
})

test('what a neighbour says about the village’s own people reaches the town centre alone, whoever wrote it down', async () => {
  const page = await signedIn('worker')
  await opened(page, '/report', 'textarea')
  await page.click('.choice:has-text("代报")')
  await page.fill('textarea', '村账三年没公布，想知道钱用到哪里去了')
  await page.getByLabel('替谁反映（姓名）').fill('陈阿婆')
  await page.getByLabel('反映干部、网格员、补助资金或村账').check()
  await looked(page, 'textarea')
  const answered = page.waitForResponse(answer => answer.url().endsWith('/api/v1/tickets') && answer.status() === 201)
  await page.click('.page-foot button')
  const { number } = (await (await answered).json()) as { number: string }
  await page.waitForURL(url => !url.pathname.endsWith('/report'))
  assert.ok(!page.url().includes(number), 'nobody is led to a page that he may not see')
  assert.equal((await shown(number)).ticket.level, 'large')
  for (const village of [world.worker, world.leader])
    assert.equal((await village.get(`/api/v1/tickets/${number}`)).status, 404)
  await page.context().close()
})

test('a find is reported and closed on the spot on one page; without a network nothing is lost and nothing is doubled', async () => {
  const worker = await phoneOf(world.smallLeader, 'small-leader')
  await worker.context().grantPermissions(['geolocation'], { origin })
  await worker.context().setGeolocation({ longitude: 112.25, latitude: 22.7 })
  await opened(worker, '/report', 'textarea')
  await worker.fill('textarea >> nth=0', '河边有死鸡，已经捞走')
  await worker.click('.tile:text-is("垃圾")')
  await worker.locator('.choice-button').first().click()
  await worker.click('.choice:has-text("已经办好")')
  await worker.fill('textarea >> nth=1', '捞走深埋，撒了石灰')
  await worker.route('**/api/v1/tickets', route => route.abort())
  await button(worker, '即报即结').click()
  await worker.waitForSelector('.field-fault:has-text("填写的内容留在这台手机上")')
  await worker.reload()
  await worker.waitForSelector('text=上次没发出的内容还在')
  assert.equal(await worker.inputValue('textarea >> nth=1'), '捞走深埋，撒了石灰')
  await worker.unroute('**/api/v1/tickets')
  await button(worker, '即报即结').click()
  await looked(worker, '.ticket-words')
  const number = decodeURIComponent(worker.url().split('/').at(-1)!)
  const page = await shown(number)
  assert.equal(page.ticket.status, 'closed')
  assert.equal(page.ticket.source, 'patrol')
  assert.equal(page.ticket.place.lon, 112.25)
  await opened(worker, '/report', 'textarea')
  assert.equal(await worker.inputValue('textarea >> nth=0'), '', 'what was sent is no draft any more')
  await worker.reload()
  await looked(worker, 'textarea')
  assert.equal(
    await worker.locator('text=上次没发出的内容还在').count(),
    0,
    'a form that was only looked at is no draft',
  )
  await worker.context().close()
})

test('the other pages stand: notices, sessions, drafts, what I found, me, and every kind of form', async () => {
  const leader = await phoneOf(world.leader, 'leader-again').catch(() => undefined)
  const page = leader ?? (await signedIn('leader'))
  const number = await report('桥头护栏撞断一截，骑摩托好危险')
  for (const [path, waitFor] of [
    ['/notices', '.page-head'],
    ['/me', '.page-switches'],
    ['/sessions', '.row'],
    ['/offline', '.row'],
    ['/found', '.page-head'],
    [`/ticket/${number}/more`, '.row-button'],
    [`/ticket/${number}/decline`, '.choice'],
    [`/ticket/${number}/ask-site-check`, '.choice'],
    [`/ticket/${number}/merge`, 'input'],
    [`/ticket/${number}/report-up`, 'textarea'],
    [`/ticket/${number}/assess`, '.choice'],
    [`/ticket/${number}/call-units`, '.choice'],
  ] as const)
    await opened(page, path, waitFor)
  await page.context().close()
})

/** By the form, as somebody does on a new phone. */
async function signedIn(username: string): Promise<Page> {
  const page = await browser.newPage(phone)
  await page.goto(`${origin}/pocket`)
  await page.click('text=用户名密码')
  await page.fill('input[name=username]', username)
  await page.fill('input[name=password]', password)
  await page.click('button[type=submit]')
  await page.waitForSelector('.pocket-tabs')
  return page
}
