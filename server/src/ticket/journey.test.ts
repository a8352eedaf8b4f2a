import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { TicketPage } from '@onegrid/domain/ticket/view.ts'
import { type Answer, days, hours, openWorld, type World } from '../../../test/world.ts'
import { verifyTown } from '../journal/verify.ts'
import { townAtWork } from './town-rules.ts'
import { ticketCheck } from './verify.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

const pageOf = (answer: Answer): TicketPage => {
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body as unknown as TicketPage
}
const statusOf = (answer: Answer) => pageOf(answer).ticket.status

async function report(body: object = {}): Promise<string> {
  const { group, resident } = world
  const answer = await resident.post('/api/v1/tickets', {
    words: '榕树头那盏灯坏了成个礼拜,夜晚好黑',
    place: { gridId: group.gridId, words: '榕树头' },
    ...body,
  })
  assert.equal(answer.status, 201, JSON.stringify(answer.body))
  return String(answer.body['number'])
}

describe('one matter through all six steps', () => {
  test('with a return, an escalation by the clock, a failed verification and a reopening on the way', async () => {
    const { leader, worker, centre, resident, verifier, waterClerk } = world
    const number = await report()
    const at = (verb: string) => `/api/v1/tickets/${number}/${verb}`

    // Nobody of the village moves it: the clock takes it one level up, inside the town.
    const before = pageOf(await leader.get(`/api/v1/tickets/${number}`))
    assert.equal(before.ticket.status, 'received')
    await world.pass(days(21))
    const escalated = pageOf(await centre.get(`/api/v1/tickets/${number}`))
    assert.ok(
      escalated.timeline.some(entry => entry.type === 'TicketEscalated'),
      'escalated by the clock',
    )
    assert.equal(escalated.ticket.light, 'overdue')

    assert.equal(statusOf(await centre.post(at('accept'), { subcategory: subcategoryOf('道路照明') })), 'accepted')
    assert.equal(
      statusOf(
        await centre.post(at('dispatch'), { to: { kind: 'unit', unitId: world.unit('water').unitId, assisting: [] } }),
      ),
      'dispatched',
    )
    const returned = await waterClerk.post(at('return'), { reason: reasonOf('return') })
    assert.equal(returned.status, 200, JSON.stringify(returned.body))
    assert.equal(
      statusOf(await centre.post(at('dispatch'), { to: { kind: 'person', personId: worker.personId } })),
      'dispatched',
    )
    assert.equal(statusOf(await worker.post(at('acknowledge'))), 'handling')
    assert.equal(statusOf(await worker.post(at('complete'), { words: '换了灯头' })), 'handled')
    assert.equal(statusOf(await verifier.post(at('verify'), { passed: false, words: '灯还是不亮' })), 'handling')
    assert.equal(statusOf(await worker.post(at('complete'), { words: '线路也换了,已亮' })), 'handled')
    const confirmed = await resident.post(at('confirm'), { solved: true })
    assert.equal(confirmed.body['status'], 'resolved', JSON.stringify(confirmed.body))
    await resident.post(at('rate'), { score: 5 })
    const reopened = await resident.post(at('reopen'), { words: '昨晚又灭了' })
    assert.equal(reopened.body['status'], 'dispatched')
    assert.equal(statusOf(await worker.post(at('acknowledge'))), 'handling')
    assert.equal(statusOf(await worker.post(at('complete'), { words: '换了整盏' })), 'handled')
    assert.equal(statusOf(await verifier.post(at('verify'), { passed: true })), 'resolved')
    await world.pass(days(6))
    assert.equal(statusOf(await centre.get(`/api/v1/tickets/${number}`)), 'closed')
    await world.pass(days(40))
    const archived = pageOf(await centre.get(`/api/v1/tickets/${number}`))
    assert.ok(archived.beside['archivedAt'], 'archived by itself when the rating period ended')
    assert.ok(
      archived.actions.every(action =>
        [
          'revealReporter',
          'recordContact',
          'liftSupervision',
          'decideAppeal',
          'releasePhoto',
          'eraseTicket',
          'endProblem',
          'writeBack',
        ].includes(action),
      ),
    )
  })
})

describe('the three orders', () => {
  test('a resident orders, the grid issues, a Party member and a volunteer take, the last place is taken once', async () => {
    const { leader, partyMember, volunteer, resident, verifier } = world
    const need = world.catalogue.needs.find(each => !each.retired)!
    const number = await report({ need: need.code, words: '屋后水沟塞了,想请人帮手清', subcategory: undefined })
    const at = (verb: string) => `/api/v1/tickets/${number}/${verb}`
    assert.equal(statusOf(await leader.post(at('accept'))), 'accepted')
    assert.equal(statusOf(await leader.post(at('issue-order'), { need: '清沟,要两个人', needed: 2 })), 'ordered')
    const seen = await partyMember.get('/api/v1/tickets/orders')
    assert.deepEqual(
      (seen.body['items'] as { number: string }[]).map(item => item.number),
      [number],
    )
    const both = await Promise.all([partyMember.post(at('take-order')), volunteer.post(at('take-order'))])
    assert.deepEqual(
      both.map(each => each.status),
      [200, 200],
    )
    const late = await world.villageWorker.post(at('take-order'))
    assert.ok(late.status === 403 || late.status === 409)
    assert.equal(statusOf(await partyMember.post(at('complete'), { words: '沟通了,约30米' })), 'handled')
    assert.equal(statusOf(await verifier.post(at('verify'), { passed: true })), 'resolved')
    const rated = await resident.post(at('rate'), { score: 4 })
    assert.equal(rated.status, 200)
  })
})

describe('one command id', () => {
  test('does its work once, also twice at the same moment, and is refused with another body', async () => {
    const { resident, group } = world
    const body = { words: '垃圾池满了两天没车拉', place: { gridId: group.gridId } }
    const id = world.ids.id()
    const answers = await Promise.all([1, 2, 3, 4].map(() => resident.post('/api/v1/tickets', body, id)))
    assert.deepEqual([...new Set(answers.map(answer => answer.body['number']))].length, 1)
    assert.ok(answers.every(answer => answer.status === 201))
    const other = await resident.post('/api/v1/tickets', { ...body, words: '别的' }, id)
    assert.equal(other.status, 409)
    const number = String(answers[0]!.body['number'])
    const command = world.ids.id()
    const twice = await Promise.all(
      [1, 2].map(() => world.leader.post(`/api/v1/tickets/${number}/note`, { words: '看过了' }, command)),
    )
    assert.deepEqual(
      twice.map(answer => answer.status),
      [200, 200],
    )
    const page = pageOf(await world.leader.get(`/api/v1/tickets/${number}`))
    assert.equal(page.timeline.filter(entry => entry.type === 'TicketNoted').length, 1)
  })
})

describe('what a stranger sees', () => {
  test('a leader of another village and an anonymous visitor learn nothing', async () => {
    const number = await report()
    assert.equal((await world.otherLeader.get(`/api/v1/tickets/${number}`)).status, 404)
    assert.equal((await world.anonymous.get(`/api/v1/tickets/${number}`)).status, 401)
    const open = await world.anonymous.get(`/api/v1/public/tickets/${number}`)
    assert.equal(open.status, 200)
    assert.ok(!JSON.stringify(open.body).includes('成个礼拜'), 'the report’s own words are the reporter’s')
    assert.equal(open.body['own'], false)
  })

  test('a report about cadres reaches only the centre and has no public page', async () => {
    const number = await report({ aboutStaff: true, words: '补助名单没有公示' })
    assert.equal((await world.leader.get(`/api/v1/tickets/${number}`)).status, 404)
    assert.equal((await world.anonymous.get(`/api/v1/public/tickets/${number}`)).status, 404)
    assert.equal((await world.centre.get(`/api/v1/tickets/${number}`)).status, 200)
  })
})

describe('the ticket page', () => {
  test('carries only the actions that are allowed now, and the number unmasked only on purpose and written down', async () => {
    const { anonymous, leader, worker } = world
    const answer = await anonymous.post('/api/v1/tickets', {
      words: '水是黄的,沉一晚桶底一层泥',
      place: { gridId: world.group.gridId },
      name: '何月娥',
      phone: '13800138000',
    })
    const number = String(answer.body['number'])
    const page = pageOf(await leader.get(`/api/v1/tickets/${number}`))
    assert.equal(page.reporter.phone, '138****8000')
    assert.ok(page.actions.includes('acceptTicket'))
    assert.ok(!page.actions.includes('completeTicket'))
    const refused = await worker.post(`/api/v1/tickets/${number}/accept`)
    assert.equal(refused.status, 403, JSON.stringify(refused.body))
    const revealed = await leader.post(`/api/v1/tickets/${number}/reveal-reporter`, { reason: '约上门时间' })
    assert.equal(revealed.body['phone'], '13800138000', JSON.stringify(revealed.body))
    const reads = await world.database.read(world.tenantId, tx =>
      tx.query('select reason from sensitive_read where tenant_id = $1', [world.tenantId]),
    )
    assert.deepEqual(reads, [{ reason: '约上门时间' }])
  })
})

describe('the lists', () => {
  test('find by two Chinese letters, by queue and filter, page by page', async () => {
    const { leader, otherLeader, centre } = world
    for (let index = 0; index < 5; index += 1) await report({ words: `第${index}处水渠给泥堵死了` })
    const first = await leader.get('/api/v1/tickets?text=水渠&limit=3')
    assert.equal((first.body['items'] as unknown[]).length, 3)
    const second = await leader.get(`/api/v1/tickets?text=水渠&limit=3&after=${String(first.body['next'])}`)
    assert.equal((second.body['items'] as unknown[]).length, 2)
    assert.equal(second.body['next'], undefined)
    const queue = await centre.get('/api/v1/tickets?queue=to_assess&limit=2')
    const next = await centre.get(`/api/v1/tickets?queue=to_assess&limit=2&after=${String(queue.body['next'])}`)
    const numbers = [
      ...(queue.body['items'] as { number: string }[]),
      ...(next.body['items'] as { number: string }[]),
    ].map(item => item.number)
    assert.equal(new Set(numbers).size, 4)
    assert.deepEqual((await otherLeader.get('/api/v1/tickets?text=水渠')).body['items'], [])
    const counts = await leader.get('/api/v1/tickets/counts')
    assert.ok(((counts.body['counts'] as Record<string, number>)['to_assess'] ?? 0) >= 5)
  })
})

test('the journal folds to the rows, and the counts to the journal', async () => {
  await world.settle()
  const town = await townAtWork(world.ports, world.tenantId)
  const verified = await verifyTown(world.database, world.tenantId, [ticketCheck(town)])
  assert.deepEqual(verified.faults, [])
  assert.ok(verified.streams > 8)
})

test('twelve hours at night go to the duty officer, not to the secretary', async () => {
  world.clock.set('2022-11-10T14:00:00.000Z') // Thursday 22:00 in the town
  const number = await report({ urgency: 'danger', words: '昨晚后山滚泥下来到屋后' })
  await world.pass(hours(12))
  const page = pageOf(await world.centre.get(`/api/v1/tickets/${number}`))
  const climbed = page.timeline.filter(entry => entry.type === 'TicketEscalated')
  assert.ok(climbed.length === 0 || climbed.some(entry => entry.facts['called'] !== undefined))
})

function subcategoryOf(category: string): string {
  const found = world.catalogue.categories.find(each => each.name.zh === category)!
  return world.catalogue.subcategories.find(each => each.category === found.code)!.code
}

function reasonOf(kind: 'return'): string {
  return world.catalogue.reasons[kind][0]!.code
}

test('a bulk dispatch is not stopped by the limit that stops machines; an anonymous address is', async () => {
  const small = await openWorld({ limits: { report: { max: 3, seconds: 60 } } })
  try {
    const body = { words: '路口垃圾满了', place: { gridId: small.group.gridId }, subcategory: '1101' }
    const statuses = async (post: () => Promise<Answer>) => {
      const seen = []
      for (let index = 0; index < 5; index += 1) seen.push((await post()).status)
      return seen
    }
    assert.deepEqual(
      await statuses(() => small.centre.post('/api/v1/tickets', { ...body, source: 'patrol' })),
      [201, 201, 201, 201, 201],
    )
    assert.deepEqual(
      await statuses(() => small.anonymous.post('/api/v1/tickets', { ...body, anonymous: true })),
      [201, 201, 201, 429, 429],
    )
  } finally {
    await small.close()
  }
})
