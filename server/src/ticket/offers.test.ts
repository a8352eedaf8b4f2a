import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Hand, openWorld, type World } from '../../../test/world.ts'

let world: World
before(async () => {
  // Monday 26 September 2022, 08:30 in the town.
  world = await openWorld()
})
after(() => world?.close())

const good = (answer: Awaited<ReturnType<Hand['get']>>) => {
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body
}

async function reportedIn(by: Hand, gridId: string, more: object = {}): Promise<string> {
  const said = { gridId, skills: ['drain'], times: [], ...more }
  return String(good(await by.put('/api/v1/report-ins/mine/party_member', said))['reportInId'])
}

async function openOrder(): Promise<string> {
  const told = await world.worker.post('/api/v1/tickets', {
    words: '水渠给泥堵死了',
    subcategory: '1104',
    source: 'patrol',
    place: { gridId: world.group.gridId },
  })
  const number = String(told.body['number'])
  good(await world.leader.post(`/api/v1/tickets/${number}/accept`, {}))
  const closesAt = '2022-09-26T08:00:00.000Z'
  good(await world.leader.post(`/api/v1/tickets/${number}/issue-order`, { need: '清沟', needed: 1, closesAt }))
  return number
}

type Offer = { personId: string; asked: boolean; why: { zh: string } }
const offersOf = async (number: string, by = world.leader) =>
  good(await by.get(`/api/v1/tickets/${number}/offers`))['items'] as Offer[]

test('given report-ins here and elsewhere, then the leader sees who fits and why, asks once, and the asked one sees it', async () => {
  const groupOf = (gridId: string) => world.grids.tree.children(gridId)[0]!.gridId
  const near = await world.person('何近水', { role: 'party_member', gridId: world.biTang.gridId })
  const far = await world.person('何远山', { role: 'party_member', gridId: world.dongYao.gridId })
  const idle = await world.person('何等候', { role: 'party_member', gridId: world.biTang.gridId })
  const unfit = await world.person('何外村', { role: 'party_member', gridId: world.dongYao.gridId })
  const nearId = await reportedIn(near, world.group.gridId, { times: ['workday_day'] })
  const farId = await reportedIn(far, groupOf(world.dongYao.gridId))
  const unfitId = await reportedIn(unfit, world.dongYao.gridId, { skills: ['law'] })
  await reportedIn(idle, world.group.gridId)
  // Each leader answers in his own village and learns nothing of another's.
  const confirm = (by: Hand, id: string) => by.post(`/api/v1/report-ins/${id}/confirm`)
  assert.equal((await confirm(world.otherLeader, nearId)).status, 404)
  good(await confirm(world.leader, nearId))
  good(await confirm(world.otherLeader, farId))
  good(await confirm(world.otherLeader, unfitId))

  const number = await openOrder()
  const offers = await offersOf(number)
  assert.deepEqual(
    offers.map(offer => offer.personId),
    [near.personId, far.personId],
    'who waits for an answer and who offers something else from elsewhere is not suggested',
  )
  assert.equal(offers[0]?.why.zh, '可以做清沟加固，同一小组，工作日白天有空')
  assert.match(offers[1]?.why.zh ?? '', /^可以做清沟加固，相距约\d+公里，没写时间$/)

  const ask = () => world.leader.post(`/api/v1/tickets/${number}/ask-helper`, { personId: far.personId })
  good(await ask())
  assert.equal((await ask()).body['code'], 'helper_asked')
  assert.deepEqual(
    (await offersOf(number)).map(offer => offer.asked),
    [false, true],
  )
  const suited = good(await far.get('/api/v1/tickets/suited'))['items'] as { row: { number: string }; asked: boolean }[]
  assert.deepEqual(
    suited.map(each => [each.row.number, each.asked]),
    [[number, true]],
  )
  // Whom a leader asked stands on no page of the ticket.
  for (const by of [near, world.leader, far])
    assert.ok(!JSON.stringify(good(await by.get(`/api/v1/tickets/${number}`))).includes('"asked"'))
  good(await far.post(`/api/v1/tickets/${number}/take-order`))
})

test('given a member of the village who offers just this, when the leader dispatches, then he is proposed with that reason', async () => {
  const helper = await world.person('何通渠', { role: 'party_member', gridId: world.group.gridId })
  const told = await world.worker.post('/api/v1/tickets', {
    words: '门口水渠又堵',
    subcategory: '1104',
    source: 'patrol',
    place: { gridId: world.group.gridId },
  })
  const number = String(told.body['number'])
  const reasons = async () => {
    const { items } = good(await world.leader.get(`/api/v1/tickets/${number}/candidates`))
    return (items as { id: string; reasons: string[] }[]).find(each => each.id === helper.personId)?.reasons
  }
  const id = await reportedIn(helper, world.group.gridId)
  assert.ok(!(await reasons())?.includes('skill_offered'), 'not before it is confirmed')
  good(await world.leader.post(`/api/v1/report-ins/${id}/confirm`))
  assert.ok((await reasons())?.includes('skill_offered'))
})

test('given somebody withdraws, then his row is gone, no leader is shown him, and he may come back', async () => {
  const helper = await world.person('何回头', { role: 'party_member', gridId: world.biTang.gridId })
  const id = await reportedIn(helper, world.group.gridId, { words: '会开拖拉机' })
  good(await world.leader.post(`/api/v1/report-ins/${id}/confirm`))
  const number = await openOrder()
  assert.ok((await offersOf(number)).some(offer => offer.personId === helper.personId))
  assert.equal((await world.leader.post(`/api/v1/report-ins/${id}/withdraw`)).status, 404, 'his own alone')
  good(await helper.post(`/api/v1/report-ins/${id}/withdraw`))
  assert.ok(!(await offersOf(number)).some(offer => offer.personId === helper.personId))
  const kept = await world.database.read(world.tenantId, tx =>
    tx.query('select 1 from report_in where tenant_id = $1 and person_id = $2', [tx.tenantId, helper.personId]),
  )
  assert.deepEqual(kept, [])
  const again = good(await helper.get('/api/v1/report-ins/mine'))
  assert.deepEqual(again['items'], [])
  await reportedIn(helper, world.group.gridId)
})
