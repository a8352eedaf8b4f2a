import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openWorld, type World } from '../../../../test/world.ts'
import { actOnTicket } from '../commands.ts'
import { kindNamed, report, sentence } from './fixture/reporting.ts'
import { Visitor } from './fixture/visitor.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world?.close())

async function act(
  who: 'leader' | 'worker' | 'centre',
  number: string,
  verb: string,
  body: object = {},
): Promise<void> {
  const answer = await world[who].post(`/api/v1/tickets/${number}/${verb}`, body)
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
}

describe('the reporter’s own view', () => {
  test('shows his words, lets him urge, confirm, rate and reopen, each once; a stranger sees and does nothing of it', async () => {
    const visitor = new Visitor(world.app)
    visitor.signInAs(world.resident.personId)
    const answer = await world.resident.post('/api/v1/tickets', {
      words: sentence,
      subcategory: kindNamed(world, '路灯'),
      place: { gridId: world.group.gridId },
    })
    const number = String(answer.body['number'])
    const own = await visitor.open(`/t/${number}`)
    assert.ok(own.text.includes(sentence))
    const stranger = await new Visitor(world.app).open(`/t/${number}`)
    assert.ok(!stranger.text.includes(sentence))
    assert.doesNotMatch(stranger.text, /\/urge"/)
    const urge = { command_id: /\/urge"[\s\S]*?name="command_id" value="([^"]+)"/.exec(own.text)![1]! }
    assert.match((await visitor.send(`/t/${number}/urge`, urge)).text, /已催办/)
    assert.match((await visitor.send(`/t/${number}/urge`, urge)).text, /已催办/, 'the same command again')
    const turned = await new Visitor(world.app).send(`/t/${number}/urge`, { command_id: 'stranger-1' })
    assert.match(turned.address, /^\/mine\/sign-in/)

    await act('leader', number, 'accept')
    await act('leader', number, 'dispatch', { to: { kind: 'person', personId: world.worker.personId } })
    await act('worker', number, 'acknowledge')
    await act('worker', number, 'complete', { words: '换了灯头,3日晚已亮' })
    const asked = await visitor.send(`/t/${number}/confirm`, { command_id: 'confirm-1', solved: 'no' })
    assert.equal(asked.status, 400)
    assert.match(asked.text, /请写一句还差什么/)
    assert.match(asked.text, /换了灯头,3日晚已亮/)
    await visitor.send(`/t/${number}/confirm`, { command_id: 'confirm-2', solved: 'yes' })
    assert.match(visitor.text, /<h1>已解决<\/h1>/)
    const unrated = await visitor.send(`/t/${number}/rate`, { command_id: 'rate-1', score: '9' })
    assert.equal(unrated.status, 400)
    // By an address of its own: the back key finds a page there, and loading it anew asks nothing.
    assert.equal(unrated.address, `/t/${number}`)
    assert.match(unrated.text, /class="field-fault"/)
    assert.doesNotMatch((await visitor.open(`/t/${number}`)).text, /class="field-fault"/)
    assert.equal((await visitor.open(`/t/${number}/rate`)).address, `/t/${number}`)
    await visitor.send(`/t/${number}/rate`, { command_id: 'rate-2', score: '3', rate_words: '慢了点' })
    assert.match(visitor.text, /已记下您的评价/)
    assert.doesNotMatch(visitor.text, /\/rate"/)
    await visitor.send(`/t/${number}/reopen`, { command_id: 'reopen-1', reopen_words: '昨晚又灭了' })
    assert.match(visitor.text, /已再次反映/)
    const list = await visitor.open('/mine')
    assert.ok(list.text.includes(number))
    const others = new Visitor(world.app)
    others.signInAs(world.neighbour.personId)
    assert.ok(!(await others.open('/mine')).text.includes(number))
  })

  test('without a session the list asks for the phone; a wished address of another site is not followed', async () => {
    assert.equal((await new Visitor(world.app).open('/mine')).address, '/mine/sign-in')
    const page = await new Visitor(world.app).open('/mine/sign-in?next=https://elsewhere.test/')
    assert.match(page.text, /name="next" value="\/mine"/)
  })
})

describe('a suspended, declined or merged matter', () => {
  test('says why, until when, what to do instead, and where it goes on', async () => {
    const { approver } = world
    const suspended = await report(world, new Visitor(world.app))
    await act('leader', suspended, 'accept')
    const reason = world.catalogue.reasons.suspension[0]!
    const acting = { tenantId: world.tenantId, commandId: world.ids.id() }
    const actor = {
      kind: 'person',
      personId: approver.personId,
      posts: [{ postId: world.ids.id(), role: 'approver', gridId: world.grids.tree.large.gridId, from: '2022-01-01' }],
    } as const
    await actOnTicket(world.ports, { ...acting, actor }, suspended, 'suspendTicket', {
      reason: reason.code,
      until: '2022-12-31T09:00:00.000Z',
    })
    const page = await new Visitor(world.app).open(`/t/${suspended}?lang=en`)
    assert.match(page.text, /<h1>Suspended<\/h1>/)
    assert.ok(page.text.includes(reason.name.en))
    assert.match(page.text, /Saturday 31 December, 5 p\.m\./)

    const declined = await report(world, new Visitor(world.app))
    const rule = world.catalogue.declineRules[0]!
    await act('leader', declined, 'decline', { rule: rule.code })
    assert.ok((await new Visitor(world.app).open(`/t/${declined}`)).text.includes(rule.instead.zh))

    const merged = await report(world, new Visitor(world.app))
    await act('leader', merged, 'merge', { into: suspended })
    assert.match((await new Visitor(world.app).open(`/t/${merged}`)).text, new RegExp(`href="/t/${suspended}"`))
  })

  test('a known problem is announced on the page', async () => {
    const number = await report(world, new Visitor(world.app), { words: '全村停电了', kind: kindNamed(world, '停电') })
    await act('leader', number, 'announce-problem', {
      words: '供电所抢修,预计18时前恢复',
      until: '2022-09-26T10:00:00.000Z',
      gridId: world.biTang.gridId,
    })
    const { text } = await new Visitor(world.app).open(`/t/${number}`)
    assert.match(text, /供电所抢修/)
    assert.match(text, /晚上6点前恢复/)
  })
})
