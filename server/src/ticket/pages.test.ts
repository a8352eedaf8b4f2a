import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openWorld, type World } from '../../../test/world.ts'
import { phoneJpeg } from '../blobs/fixture/samples.ts'
import { fill, kindNamed, numberIn, report, sentence } from './pages/fixture/reporting.ts'
import { Visitor } from './pages/fixture/visitor.ts'
import { sentenceOf } from './pages/history.ts'
import { readAloud, spokenIn } from './pages/spoken-time.ts'
import { suggestKinds } from './pages/suggest.ts'
import type { Visit } from './pages/visit.ts'
import { en } from './pages/words/en.ts'
import { zh } from './pages/words/zh.ts'
import { told } from './public-view.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world?.close())

async function countTickets(): Promise<number> {
  const [row] = await world.database.read(world.tenantId, tx =>
    tx.query<{ count: number }>('select count(*)::int as count from ticket where tenant_id = $1', [world.tenantId]),
  )
  return row!.count
}

describe('words', () => {
  const keysOf = (value: unknown, path = ''): string[] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, each]) => keysOf(each, `${path}.${key}`))
      : [`${path}:${typeof value}`]

  test('both languages have the same ones', () => {
    assert.deepEqual(keysOf(en), keysOf(zh))
    assert.ok(keysOf(zh).length > 200)
    assert.notDeepEqual(keysOf({ ...en, home: undefined }), keysOf(zh), 'the comparison can fail')
  })

  test('every event that residents are told of has a sentence in both', () => {
    for (const words of [zh, en]) assert.deepEqual(Object.keys(words.told).sort(), [...told].sort())
    const visit = {
      words: zh,
      locale: 'zh',
      catalogue: world.catalogue,
      say: (name: { zh: string }) => name.zh,
    } as unknown as Visit
    const rule = world.catalogue.declineRules[0]!
    const declined = { type: 'TicketDeclined', at: world.clock.now(), facts: { rule: rule.code } }
    assert.equal(sentenceOf(visit, declined), `不予受理，依据：${rule.name.zh}`)
  })

  test('a promise is a moment as people say it, in the town’s zone', () => {
    const at = '2022-09-28T09:00:00.000Z'
    assert.equal(spokenIn('zh', 'Asia/Shanghai', at).moment(at), '9月28日(星期三)下午5点')
    assert.equal(spokenIn('en', 'Asia/Shanghai', at).moment(at), 'Wednesday 28 September, 5 p.m.')
    assert.equal(spokenIn('zh', 'Asia/Shanghai', '2023-01-02T00:00:00.000Z').moment(at), '2022年9月28日(星期三)下午5点')
    assert.equal(readAloud('DC-220926-7KQ4', 'zh'), 'D C，二二零九二六，七 K Q 四')
  })

  test('a sentence suggests its kind, and one that says nothing suggests none', () => {
    assert.equal(suggestKinds(world.catalogue, sentence)[0]?.code, kindNamed(world, '路灯'))
    assert.deepEqual(suggestKinds(world.catalogue, '就这里 看图'), [])
  })
})

describe('the town’s page', () => {
  test('says what one can do, in Chinese first and in English on request, which is remembered', async () => {
    const visitor = new Visitor(world.app)
    const first = await visitor.open('/')
    assert.equal(first.status, 200)
    assert.match(first.text, /<html lang="zh-CN">/)
    assert.match(first.text, /我要反映/)
    assert.match(first.text, /代办跑腿/)
    for (const number of ['110', '119', '120', '12388']) assert.match(first.text, new RegExp(`href="tel:${number}"`))
    assert.match((await visitor.open('/?lang=en')).text, /Report something/)
    assert.match((await visitor.open('/find')).text, /<html lang="en">/)
    assert.match((await new Visitor(world.app, { 'accept-language': 'en-GB' }).open('/')).text, /<html lang="en">/)
  })

  test('no page carries a script or a style of its own inside', async () => {
    const visitor = new Visitor(world.app)
    for (const address of ['/', '/find', '/people', '/report', '/mine/sign-in']) {
      const { text } = await visitor.open(address)
      assert.doesNotMatch(text, /<script(?![^>]*\bsrc=)|\sstyle="|<style|\son\w+="/, address)
    }
  })

  test('a village’s people stand on its page by their own consent alone, the number by a consent of its own', async () => {
    const page = async () => (await new Visitor(world.app).open(`/people?village=${world.biTang.gridId}`)).text
    const consent = (name: boolean, phone: boolean) =>
      world.database.write(world.tenantId, tx =>
        tx.query(
          `update person set name_public = $3, phone_public = $4, phone = '13800138999' where tenant_id = $1 and person_id = $2`,
          [world.tenantId, world.worker.personId, name, phone],
        ),
      )
    assert.match((await new Visitor(world.app).open('/people')).text, new RegExp(`village=${world.biTang.gridId}`))
    await consent(false, true)
    assert.doesNotMatch(await page(), /叶树生|苏少玲|伍秀兰|13800138999/)
    await consent(true, false)
    assert.match(await page(), /叶树生/)
    assert.doesNotMatch(await page(), /苏少玲|13800138999/)
    await consent(true, true)
    assert.match(await page(), /href="tel:13800138999"/)
    // Of two groups at once: still one name and one number, and the groups by the names that people use.
    const other = world.grids.tree.children(world.biTang.gridId).find(grid => grid.gridId !== world.group.gridId)!
    const second = { personId: world.worker.personId, role: 'grid_worker', gridId: other.gridId, from: '2022-09-01' }
    const { status, body } = await world.administrator.post('/api/v1/posts', second)
    assert.equal(status, 201, JSON.stringify(body))
    const both = await page()
    assert.equal(both.match(/叶树生<\/b>/g)?.length, 1)
    for (const grid of [world.group, other]) assert.match(both, new RegExp(grid.localNames[0] ?? grid.name))
    const answer = await new Visitor(world.app).open('/people?village=nobody')
    assert.equal(answer.status, 200)
  })

  test('the page of a matter names the people of its grid who agreed, and of a matter between neighbours only the village’s', async () => {
    const visitor = new Visitor(world.app)
    const number = await report(world, visitor)
    assert.match(visitor.text, /您的网格员和网格长/)
    assert.match(visitor.text, /叶树生/)
    const shown = await new Visitor(world.app).open(`/t/${number}`)
    assert.match(shown.text, /您的网格员和网格长/)
    assert.doesNotMatch(shown.text, /叶国强|伍秀兰|苏少玲/)
    await world.leader.post(`/api/v1/tickets/${number}/assess`, { confidentiality: 'neighbourly' })
    assert.doesNotMatch((await new Visitor(world.app).open(`/t/${number}`)).text, /叶树生/)
  })
})

describe('a report without a script', () => {
  test('goes page by page to a number, a promise and a public page', async () => {
    const visitor = new Visitor(world.app)
    const number = await report(world, visitor)
    assert.match(visitor.text, /10月10日\(星期一\)下午5点30分前答复您/)
    assert.match(visitor.text, /<meta name="draft-sent" content="report">/)
    assert.match(visitor.text, /data:image\/svg\+xml/)
    const page = await new Visitor(world.app).open(`/t/${number}`)
    assert.equal(page.status, 200)
    assert.match(page.text, /已收到，等人研判/)
    assert.doesNotMatch(page.text, /好黑|梁桂芳|13800000002|小卖部旁边/, 'nothing of the reporter on the public page')
  })

  test('sent twice, at the same moment or by the back key, is one ticket', async () => {
    const visitor = new Visitor(world.app)
    await fill(world, visitor)
    const before = await countTickets()
    const fields = { command_id: visitor.field('command_id') }
    const [one, other] = await Promise.all([
      visitor.send('/report/check', fields),
      visitor.send('/report/check', fields),
    ])
    assert.equal(await countTickets(), before + 1)
    assert.deepEqual(numberIn(one.text), numberIn(other.text))
    const again = await visitor.send('/report/check', fields)
    assert.equal(again.address, '/report/done')
    assert.equal((await visitor.open('/report/check')).address, '/report/done', 'the back key shows the receipt')
    assert.equal(await countTickets(), before + 1)
    const anew = await report(world, visitor)
    assert.notEqual(anew, numberIn(one.text), 'another report is another one')
  })

  test('keeps what was typed beside what is wrong, and leads on from the check to the one changed question', async () => {
    const visitor = new Visitor(world.app)
    await visitor.open('/report')
    const empty = await visitor.sendFiles('/report', [['words', '  \u200b ']], [])
    assert.equal(empty.status, 400)
    assert.match(empty.text, /href="#words"/)
    assert.match(empty.text, /aria-invalid="true"/)
    const long = await visitor.sendFiles('/report', [['words', `${'长'.repeat(1001)}`]], [])
    assert.equal(long.status, 400)
    assert.match(long.text, /长{1001}/)
    await fill(world, visitor)
    await visitor.send('/report/contact', { phone: '12', name: '梁桂芳' })
    assert.match(visitor.text, /value="12"/)
    assert.match(visitor.text, /手机号不对/)
    await visitor.open('/report')
    const back = await visitor.sendFiles('/report', [['words', '改了一句话']], [])
    assert.equal(back.address, '/report/check')
    assert.match(back.text, /改了一句话/)
  })

  test('what a form refuses is said on the form’s own address, once, with what was typed', async () => {
    const visitor = new Visitor(world.app)
    await fill(world, visitor)
    const refused = await world.app.inject({
      method: 'POST',
      url: '/report/contact',
      headers: {
        cookie: [...visitor.cookies].map(([name, { value }]) => `${name}=${value}`).join('; '),
        'content-type': 'application/x-www-form-urlencoded',
      },
      payload: 'phone=12&name=%E6%A2%81',
    })
    assert.deepEqual(
      [refused.statusCode, refused.headers.location],
      [303, '/report/contact'],
      'the back key shows a page',
    )
    await visitor.send('/report/contact', { phone: '12' })
    const again = await visitor.open('/report/contact')
    assert.equal(again.status, 200)
    assert.equal(visitor.field('phone'), '138 0000 0002', 'what was answered before is still there')
  })

  test('no later page opens before the earlier questions are answered', async () => {
    for (const step of ['kind', 'place', 'group', 'spot', 'near', 'contact', 'check', 'done'])
      assert.equal((await new Visitor(world.app).open(`/report/${step}`)).address, '/report', step)
  })

  test('is harmless with HTML in every field, and with cookies that somebody wrote himself', async () => {
    const visitor = new Visitor(world.app)
    const evil = '"><script>alert(1)</script><b onmouseover=x>'
    await visitor.open('/report')
    await visitor.sendFiles('/report', [['words', evil]], [])
    await visitor.send('/report/kind', { subcategory: evil })
    await visitor.send('/report/place', { village: world.biTang.gridId })
    await visitor.send('/report/group', { group: evil })
    await visitor.send('/report/spot', { landmark: evil, place_words: evil })
    const contact = await visitor.send('/report/contact', { phone: evil, name: evil })
    assert.doesNotMatch(contact.text, /<script>alert|<b onmouseover/)
    const check = await visitor.send('/report/contact', { phone: '13800000003', name: evil.slice(0, 40) })
    assert.equal(check.address, '/report/check')
    assert.doesNotMatch(check.text, /<script>alert|<b onmouseover/)
    assert.equal((await visitor.send('/find', { number: evil })).status, 400)
    assert.doesNotMatch(visitor.text, /<script>alert/)
    for (const value of ['x', 'AAAA', Buffer.from('[]').toString('base64url'), '%00'.repeat(900)]) {
      visitor.cookies.set('draft0', { value, path: '/report' })
      assert.equal((await visitor.open('/report/check')).status, 200)
    }
  })

  test('anonymous where the kind allows it, refused with the reason where it does not', async () => {
    const visitor = new Visitor(world.app)
    await fill(world, visitor)
    await visitor.send('/report/contact', { anonymous: 'yes' })
    assert.equal(visitor.address, '/report/check')
    assert.match(visitor.text, /匿名/)
    await visitor.send('/report/kind', { subcategory: '' })
    if (/near$/.test(visitor.address)) await visitor.send('/report/near', { same: '' })
    assert.equal(visitor.address, '/report/contact', 'not sorted: somebody must be able to ask')
    assert.match(visitor.text, /没有选类别/)
    const forced = await visitor.send('/report/contact', { anonymous: 'yes' })
    assert.equal(forced.status, 400)
  })

  test('photos go with the form; one that is no photo is named and loses nothing', async () => {
    const visitor = new Visitor(world.app)
    await visitor.open('/report')
    const files = [
      { name: 'lamp.jpg', bytes: await phoneJpeg() },
      { name: 'not-a-photo.jpg', bytes: Buffer.from('PK\u0003\u0004 nothing') },
    ]
    const first = await visitor.sendFiles('/report', [['words', sentence]], files)
    assert.equal(first.status, 400)
    assert.match(first.text, /not-a-photo\.jpg/)
    const photoId = /name="photos" value="([0-9a-f-]{36})"/.exec(first.text)?.[1]
    assert.ok(photoId, 'the good one is kept')
    assert.ok(first.text.includes(sentence))
    await visitor.sendFiles(
      '/report',
      [
        ['words', sentence],
        ['photos', photoId],
      ],
      [],
    )
    const number = await report(world, visitor)
    const page = await world.leader.get(`/api/v1/tickets/${number}`)
    assert.deepEqual(
      (page.body['photos'] as { photoId: string }[]).map(each => each.photoId),
      [photoId],
    )
  })

  test('ten photos are one too many: said on the page itself', async () => {
    const visitor = new Visitor(world.app)
    await visitor.open('/report')
    const bytes = await phoneJpeg()
    const files = Array.from({ length: 10 }, (_, index) => ({ name: `${index}.jpg`, bytes }))
    const answer = await visitor.sendFiles('/report', [['words', sentence]], files)
    assert.equal(answer.status, 400)
    assert.match(answer.text, /id="photo_files-fault"/)
    assert.match(answer.text, /最多 9 张/)
    assert.ok(answer.text.includes(sentence), 'the sentence is still there')
    assert.equal(answer.text.match(/name="photos"/g)?.length, 9)
    // Pressing on is enough.
    const kept = [...answer.text.matchAll(/name="photos" value="([0-9a-f-]{36})"/g)].map(found => found[1]!)
    const next = await visitor.sendFiles(
      '/report',
      [['words', sentence], ...kept.map(photoId => ['photos', photoId] as const)],
      [],
    )
    assert.equal(next.address, '/report/kind')
  })

  test('the longest sentence of rare letters fits into the browser’s memory of it', async () => {
    const visitor = new Visitor(world.app)
    // 1,000 different Han letters: nothing for a compressor to find.
    const long = Array.from({ length: 1000 }, (_, index) => String.fromCodePoint(0x4e00 + index * 17)).join('')
    await fill(world, visitor, { words: long })
    assert.ok(visitor.text.includes(long))
    const letters = [...visitor.cookies.values()].reduce((sum, { value }) => sum + value.length, 0)
    assert.ok(letters < 7_000, `${letters} letters of cookies; proxies allow 8 KB in a line`)
  })

  test('who is signed in by his phone types no number, and finds the report in his list', async () => {
    const visitor = new Visitor(world.app)
    visitor.signInAs(world.neighbour.personId)
    await fill(world, visitor)
    const answer = await visitor.send('/report/contact', { phone: '' })
    assert.equal(answer.address, '/report/check')
    assert.match(answer.text, /已登录的手机号/)
    const done = await visitor.send('/report/check', { command_id: visitor.field('command_id') })
    const number = numberIn(done.text)!
    assert.ok((await visitor.open('/mine')).text.includes(number))
  })

  test('one of those nearby: what the person said reaches the leader, and a stranger’s number does not', async () => {
    const first = await report(world, new Visitor(world.app), {
      words: '垃圾池满了两天没车拉',
      kind: kindNamed(world, '垃圾清运'),
    })
    const visitor = new Visitor(world.app)
    await visitor.open('/report')
    await visitor.sendFiles('/report', [['words', '垃圾池好臭']], [])
    await visitor.send('/report/kind', { subcategory: kindNamed(world, '垃圾清运') })
    await visitor.send('/report/place', { village: world.biTang.gridId })
    await visitor.send('/report/group', { group: world.group.gridId })
    const near = await visitor.send('/report/spot', {})
    assert.equal(near.address, '/report/near')
    assert.ok(near.text.includes(first))
    assert.doesNotMatch(near.text, /两天没车拉/, 'a neighbour’s words are not shown')
    await visitor.send('/report/near', { same: first })
    await visitor.send('/report/contact', { phone: '13800000004' })
    assert.ok(visitor.text.includes(first))
    const done = await visitor.send('/report/check', { command_id: visitor.field('command_id') })
    const page = await world.leader.get(`/api/v1/tickets/${numberIn(done.text)!}`)
    assert.match(String(page.body['words']), new RegExp(`与 ${first} 是同一件`))
  })

  test('about a cadre: straight to the centre, unseen by the village, no public page, 12388 named', async () => {
    const visitor = new Visitor(world.app)
    await visitor.open('/report')
    const asked = await visitor.sendFiles(
      '/report',
      [
        ['words', '村账半年没公开'],
        ['about', 'staff'],
      ],
      [],
    )
    assert.match(asked.text, /tel:12388/)
    await visitor.sendFiles('/report', [['words', '村账半年没公开']], [])
    assert.match(visitor.text, /是关于什么的/)
    await visitor.send('/report/kind', { subcategory: '' })
    await visitor.send('/report/place', { village: world.biTang.gridId })
    await visitor.send('/report/group', { group: '' })
    await visitor.send('/report/spot', {})
    assert.equal(visitor.address, '/report/contact', 'nothing nearby is shown')
    await visitor.send('/report/contact', { phone: '13800000005' })
    const done = await visitor.send('/report/check', { command_id: visitor.field('command_id') })
    const number = numberIn(done.text)!
    assert.match(done.text, /没有公开页面/)
    assert.doesNotMatch(done.text, /data:image\/svg/)
    assert.equal((await world.leader.get(`/api/v1/tickets/${number}`)).status, 404)
    assert.equal((await world.centre.get(`/api/v1/tickets/${number}`)).status, 200)
    const hidden = await new Visitor(world.app).open(`/t/${number}`)
    const unknown = await new Visitor(world.app).open('/t/DC-220926-AAAA-BBBBB')
    assert.equal(hidden.status, 404)
    assert.equal(hidden.text.replaceAll(number, '#'), unknown.text.replaceAll('DC-220926-AAAA-BBBBB', '#'))
    const tail = await new Visitor(world.app).send('/find/phone', { phone: '13800000005', tail: number.slice(-4) })
    assert.match(tail.text, /没有查到/)
  })

  test('a need of the menu brings its sentence and skips the kind', async () => {
    const visitor = new Visitor(world.app)
    const page = await visitor.open('/report?need=phone')
    assert.match(page.text, /想请人教我用手机/)
    const next = await visitor.sendFiles('/report', [['words', '想请人教我妈用手机']], [])
    assert.equal(next.address, '/report/place')
  })
})

describe('looking it up', () => {
  test('by number however it is typed, and by phone with the last four characters only when both match', async () => {
    const number = await report(world, new Visitor(world.app), { phone: '13800000006' })
    const typed = number.toLowerCase().replaceAll('-', ' ')
    assert.equal((await new Visitor(world.app).send('/find', { number: typed })).address, `/t/${number}`)
    const byPhone = await new Visitor(world.app).send('/find/phone', {
      phone: '138-0000-0006',
      tail: number.slice(-4).toLowerCase(),
    })
    assert.equal(byPhone.address, `/t/${number}`)
    const wrongTail = await new Visitor(world.app).send('/find/phone', { phone: '13800000006', tail: '2222' })
    const wrongPhone = await new Visitor(world.app).send('/find/phone', { phone: '13900000006', tail: '2222' })
    assert.equal(wrongTail.status, 400)
    assert.equal(wrongTail.text, wrongPhone.text.replaceAll('13900000006', '13800000006'), 'the same answer')
  })
})
