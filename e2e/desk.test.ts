import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { days } from '../test/world.ts'
import { webFolder } from '../web/build.ts'
import { axe, desktop } from './browser.ts'
import { type DeskTown, office, openDeskTown } from './desk-town.ts'

let town: DeskTown
let world: DeskTown['world']
let deskOf: DeskTown['deskOf']
let origin = ''
before(async () => {
  town = await openDeskTown()
  world = town.world
  deskOf = town.deskOf
  origin = town.origin
})
after(() => town?.close())

async function report(words: string, more: object = {}): Promise<string> {
  const answer = await world.resident.post('/api/v1/tickets', {
    words,
    name: '梁桂芳',
    phone: '13800000000',
    place: { gridId: world.group.gridId, words: '榕树头' },
    ...more,
  })
  assert.equal(answer.status, 201, JSON.stringify(answer.body))
  return String(answer.body['number'])
}

const statusOf = async (number: string) =>
  (((await world.centre.get(`/api/v1/tickets/${number}`)).body['ticket'] ?? {}) as { status?: string }).status
const subcategory = (name: string) =>
  world.catalogue.subcategories.find(each => each.name.zh.includes(name) && !each.retired)!
const done = (page: Page, words: string) => page.waitForSelector(`.toast >> text=${words}`)

test('by keyboard alone: a matter is assessed, accepted and dispatched at the centre, handled by a unit, verified and closed', async () => {
  const number = await report('水是黄的，沉一晚桶底一层泥')
  const water = subcategory('水质')
  const page = await deskOf('centre', '/queue/to_assess')
  await page.waitForSelector(`[data-number="${number}"]`)
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.waitForSelector('.ticket .steps')
  assert.match(page.url(), new RegExp(`open=${number}`), 'a link shows a colleague the same')

  // Assessed: the category by typing two letters of it.
  await page.keyboard.press('a')
  await page.waitForSelector('#assessTicket-subcategory:focus')
  await page.keyboard.type(water.name.zh.slice(0, 2))
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+Enter')
  await done(page, '已记下研判意见')
  assert.equal(await statusOf(number), 'assessing')

  // Accepted and dispatched in one form; the hand never leaves the keys.
  await page.keyboard.press('d')
  await page.waitForSelector('#both-to:focus')
  await page.keyboard.type('水利所')
  await page.getByRole('option', { name: /^水利所/ }).waitFor()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+Enter')
  await done(page, '已派出')
  assert.equal(await statusOf(number), 'dispatched')
  await page.waitForSelector('.timeline >> text=顾雅文派给水利所')

  // Undo is offered, and taken.
  await page.click('.toast-undo')
  await done(page, '已撤回')
  assert.equal(await statusOf(number), 'accepted')
  await page.keyboard.press('d')
  await page.waitForSelector('#dispatchTicket-to:focus')
  await page.keyboard.type('水利所')
  await page.getByRole('option', { name: /^水利所/ }).waitFor()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+Enter')
  await page.waitForSelector('.ticket-status >> text=待签收')

  const unit = await deskOf('waterClerk', `/tickets/${number}`)
  await unit.waitForSelector('.dock')
  assert.equal(await unit.locator('.dock >> text=受理').count(), 0, 'only what this person may do is offered')
  await unit.keyboard.press('q')
  await done(unit, '已签收')
  await unit.keyboard.press('f')
  await unit.waitForSelector('#completeTicket-words:focus')
  await unit.keyboard.press('Control+Enter')
  await unit.waitForSelector('#completeTicket-words-fault >> text=请填写')
  await unit.keyboard.type('换了42米支管，当晚恢复')
  await unit.keyboard.press('Control+Enter')
  await unit.waitForSelector('.ticket-status >> text=待核验')

  // The verifier goes by the palette.
  const verifier = await deskOf('verifier', `/tickets/${number}`)
  await verifier.waitForSelector('.dock')
  await verifier.keyboard.press('Control+k')
  await verifier.waitForSelector('.palette-wish')
  await verifier.keyboard.type('核验')
  await verifier.keyboard.press('Enter')
  await verifier.waitForSelector('.sheet')
  await verifier.keyboard.press('Space')
  await verifier.keyboard.press('Control+Enter')
  await verifier.waitForSelector('.ticket-status >> text=已解决')
  assert.equal(await statusOf(number), 'resolved')

  await page.reload()
  await page.waitForSelector('.ticket-status >> text=已解决')
  await page.keyboard.press('z')
  await page.waitForSelector('.sheet')
  await page.keyboard.press('Control+Enter')
  await page.waitForSelector('.ticket-status >> text=已办结')
  assert.equal(await statusOf(number), 'closed')
  for (const each of [page, unit, verifier]) await each.context().close()
})

test('a hotline call is typed in, referred outside, its letter printed, the receipt and the answer kept and written back', async () => {
  const page = await deskOf('centre', '/new/hotline')
  await page.waitForSelector('#entry-words:focus')
  await page.keyboard.type('桥头护栏撞断一截，骑摩托好危险')
  await page.keyboard.press('Tab')
  await page.keyboard.type('碧塘 榕树')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.waitForSelector('#entry-subcategory:focus')
  await page.keyboard.type(subcategory('桥').name.zh.slice(0, 3))
  await page.keyboard.press('Enter')
  await page.focus('#entry-phone')
  await page.keyboard.type('13800000007')
  await page.focus('#entry-foreign-number')
  await page.keyboard.type('YF20220926001')
  await page.fill('#entry-foreign-limit', '2022-10-20T17:30')
  assert.deepEqual(await axe(page), [])
  await page.keyboard.press('Control+Enter')
  await page.waitForSelector('.entry-last a')
  const number = (await page.textContent('.entry-last a')) ?? ''
  assert.equal(await page.inputValue('#entry-words'), '', 'the next call begins with an empty form')
  // The same case comes a second time: said before it becomes a second matter.
  await page.fill('#entry-foreign-number', 'YF20220926001')
  await page.waitForSelector(`.entry-known >> text=${number}`)
  await page.fill('#entry-foreign-number', '')

  await page.click('.entry-last a')
  await page.waitForSelector('.ticket .steps')
  await page.keyboard.press('s')
  await page.waitForSelector('.sheet')
  await page.keyboard.press('Control+Enter')
  await page.waitForSelector('.ticket-status >> text=待派单')
  await page.keyboard.press('w')
  await page.waitForSelector('#referOutside-outsideBody:focus')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.focus('#referOutside-reason')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.fill('#referOutside-letter', '此桥属县道，请贵单位修复护栏并函复。')
  await page.keyboard.press('Control+Enter')
  await done(page, '转办函已生成')

  await page.goto(`${origin}/desk/print/letter/${number}`)
  await page.waitForSelector('.sheet-paper')
  await page.emulateMedia({ media: 'print' })
  const sheet = (await page.textContent('.sheet-paper')) ?? ''
  for (const said of [number, '转办函', '此桥属县道', world.catalogue.outsideBodies[0]!.name.zh, '回执'])
    assert.ok(sheet.includes(said), `${said} is missing on the letter`)
  assert.doesNotMatch(sheet, /1380000|YF2022/, 'the reporter’s number is nobody’s business outside')
  assert.equal(await page.isVisible('.desk-sidebar'), false)
  assert.equal(await page.isVisible('.sheets-tools'), false)
  // Black on white, with its code drawn: the browser changes to paper a frame later.
  await page.waitForFunction(() => {
    const heading = document.querySelector('.sheet-paper h1')
    const code = document.querySelector<HTMLImageElement>('.sheet-qr')
    return heading !== null && getComputedStyle(heading).color === 'rgb(0, 0, 0)' && (code?.naturalWidth ?? 0) > 0
  })
  await page.emulateMedia({ media: 'screen' })

  await page.goto(`${origin}/desk/tickets/${number}`)
  await page.click('.dock .button-primary >> text=登记对方签收')
  await page.waitForSelector('#recordReceipt-foreignNumber')
  await page.fill('#recordReceipt-foreignNumber', '云公路函18号')
  await page.keyboard.press('Control+Enter')
  await page.waitForSelector('.records >> text=云公路函18号')
  await page.click('.dock .button-primary >> text=登记对方答复')
  await page.fill('#recordReply-words', '护栏已于29日换新')
  await page.click('.sheet .choice >> text=已办好')
  await page.keyboard.press('Control+Enter')
  await page.waitForSelector('.records >> text=护栏已于29日换新')
  await page.keyboard.press('z')
  await page.waitForSelector('.sheet')
  await page.click('.sheet .choice >> text=已转办')
  await page.fill('#closeTicket-words', '护栏已于29日换新')
  await page.keyboard.press('Control+Enter')
  await page.waitForSelector('.ticket-status >> text=已办结')
  await page.keyboard.press('b')
  await page.waitForSelector('#writeBack-answer')
  assert.equal(
    await page.inputValue('#writeBack-answer'),
    '护栏已于29日换新',
    'the answer to copy stands there already',
  )
  await page.keyboard.press('Control+Enter')
  await done(page, '回填已登记')
  const { beside } = (await world.centre.get(`/api/v1/tickets/${number}`)).body as {
    beside: { foreign?: { writtenBackAt?: string; number?: string } }
  }
  assert.equal(beside.foreign?.number, 'YF20220926001')
  assert.ok(beside.foreign?.writtenBackAt)
  await page.context().close()
})

test('several matters go to one holder, each by itself; the list keeps its places and undo takes all back', async () => {
  const numbers: string[] = []
  for (const words of ['垃圾池满了两天没车拉', '河边有死鸡，麻烦捞一下', '井盖修好了又是空的']) {
    const number = await report(words)
    const accepted = await world.centre.post(`/api/v1/tickets/${number}/accept`, {
      subcategory: subcategory('垃圾').code,
    })
    assert.equal(accepted.status, 200, JSON.stringify(accepted.body))
    numbers.push(number)
  }
  const page = await deskOf('centre', '/queue/to_dispatch')
  await page.waitForSelector('.line')
  const rowsBefore = await page.locator('.line').count()
  for (const number of numbers) await page.check(`[data-number="${number}"] input`)
  // Meanwhile somebody else dispatches one of them: its command is refused, the others go through.
  const taken = numbers[1]!
  const to = { kind: 'person', personId: world.worker.personId }
  assert.equal((await world.centre.post(`/api/v1/tickets/${taken}/dispatch`, { to })).status, 200)
  await page.click('#bulk-to')
  await page.keyboard.type('环卫')
  await page.keyboard.press('Enter')
  await page.click('.bulk .button-primary')
  await page.waitForSelector(`[data-number="${taken}"] .line-fault`)
  await done(page, '已派出2件')
  assert.equal(await page.locator('.line').count(), rowsBefore, 'no row has jumped or gone')
  assert.equal(await page.locator('.line[data-gone]').count(), 3)
  assert.equal(await page.locator('.bulk strong').textContent(), '选了1件', 'what failed stays chosen')
  await page.click('.toast-undo')
  await done(page, '已撤回2件')
  assert.equal(await statusOf(numbers[0]!), 'accepted')
  assert.equal(await statusOf(taken), 'dispatched')
  await page.context().close()
})

test('a pasted chat becomes a ticket with its sender, its hour and its words', async () => {
  const page = await deskOf('centre', '/new/chat')
  await page.waitForSelector('#entry-paste:focus')
  await page.fill(
    '#entry-paste',
    '陈姐 2022/09/25 20:30:12\n碧塘我们巷口还是烂泥路\n落雨天小孩返学要人背\n李叔 2022/09/25 20:31:40\n我家门口也是',
  )
  assert.equal(await page.inputValue('#entry-words'), '碧塘我们巷口还是烂泥路\n落雨天小孩返学要人背')
  assert.equal(await page.inputValue('#entry-name'), '陈姐')
  await page.check('.chat-messages li:nth-child(2) input')
  assert.match(await page.inputValue('#entry-words'), /我家门口也是$/)
  await page.focus('#entry-place')
  await page.keyboard.type('碧塘 三')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+Enter')
  await page.waitForSelector('.entry-last a')
  const number = await page.textContent('.entry-last a')
  const { ticket, reporter } = (await world.centre.get(`/api/v1/tickets/${number}`)).body as {
    ticket: { reportedAt: string; source: string }
    reporter: { onBehalfOf?: boolean }
  }
  assert.equal(ticket.source, 'chat')
  assert.equal(ticket.reportedAt, '2022-09-25T12:30:00.000Z')
  assert.equal(reporter.onBehalfOf, true)
  await page.context().close()
})

test('the number is masked until a reason is given, and the look is kept', async () => {
  const number = await report('文化室那个转盘会夹手，烂了', { phone: '13912345678' })
  const page = await deskOf('centre', `/tickets/${number}`)
  await page.waitForSelector('.card >> text=139****5678')
  await page.click('.card >> text=查看反映人电话')
  await page.keyboard.type('核实地点')
  await page.keyboard.press('Enter')
  await page.waitForSelector('.card >> text=13912345678')
  const kept = await world.database.read(world.tenantId, tx =>
    tx.query<{ reason: string }>('select reason from sensitive_read where tenant_id = $1', [world.tenantId]),
  )
  assert.ok(kept.some(({ reason }) => reason === '核实地点'))
  await page.context().close()
})

test('what may be the same is shown with its words; merged, it points there, and undo brings it back', async () => {
  const more = { subcategory: subcategory('垃圾').code }
  const first = await report('垃圾池满了两天没车拉，臭到不敢开窗', more)
  const second = await report('垃圾池又满了，臭', more)
  const page = await deskOf('centre', `/tickets/${second}`)
  const same = page.locator('.duplicate', { hasText: '臭到不敢开窗' }).first()
  await same.locator('button').click()
  await page.waitForSelector('#mergeTicket-into')
  assert.equal(await page.inputValue('#mergeTicket-into'), first)
  await page.keyboard.press('Control+Enter')
  await page.waitForSelector(`.ticket-facts a >> text=${first}`)
  assert.equal(await statusOf(second), 'closed')
  await page.click('.toast-undo')
  await done(page, '已撤回')
  assert.equal(await statusOf(second), 'received')
  await page.context().close()
})

test('search and filters stand in the address; two letters are enough, and an empty answer helps', async () => {
  const number = await report('野猪落来食玉米，一晚踩了半亩')
  const page = await deskOf('centre', '/search?words=%E9%87%8E%E7%8C%AA')
  await page.waitForSelector(`[data-number="${number}"]`)
  assert.match(page.url(), /queue\/all\?text=/)
  await page.goto(`${origin}/desk/search?words=${number.toLowerCase()}`)
  await page.waitForSelector('.ticket-words >> text=野猪')
  await page.goto(`${origin}/desk/queue/all?text=%E6%81%90%E9%BE%99`)
  await page.waitForSelector('.state >> text=没有符合条件的工单')
  await page.context().close()
})

for (const [name, view] of [
  ['light, Chinese', office],
  ['dark, English', desktop],
] as const)
  test(`list, map, ticket, forms and sheets, ${name}: axe finds nothing and nothing is wider than the screen, at 200% too`, async () => {
    const number = await report('三天没网，小孩上不了网课')
    await world.pass(days(1))
    for (const to of [
      '/queue/late',
      '/queue/to_assess?map=1',
      `/queue/to_assess?open=${number}`,
      `/tickets/${number}`,
      '/new/chat',
      `/print/ticket/${number}`,
      '/print/handover',
      '/print/patrol',
    ]) {
      const page = await deskOf('centre', to, view)
      await page.waitForSelector('h1')
      await page.waitForFunction(() => document.querySelector('[aria-busy=true], .skeleton') === null)
      if (to.includes('open=')) await page.keyboard.press('s')
      const found = await axe(page)
      assert.deepEqual(found, [], `${to} ${JSON.stringify(found)}`)
      // Twice as large is half as wide.
      for (const width of [view.width, view.width / 2]) {
        await page.setViewportSize({ width, height: view.height })
        const wider = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        )
        assert.equal(wider, 0, `${to} at ${width}`)
      }
      await page.context().close()
    }
  })

test('the first view of the desk, queue and all, weighs at most 600 KB of script, gzip', async () => {
  const page = await town.browser.newPage(office)
  await page.context().addCookies([town.cookieOf('centre')])
  const scripts = new Set<string>()
  page.on('response', response => {
    if (response.url().endsWith('.js')) scripts.add(new URL(response.url()).pathname)
  })
  await page.goto(`${origin}/desk`)
  await page.waitForSelector('.line')
  const weight = [...scripts].reduce((sum, url) => sum + gzipSync(readFileSync(path.join(webFolder, url))).length, 0)
  assert.ok(weight > 100_000 && weight <= 600_000, `${weight} bytes`)
  await page.context().close()
})
