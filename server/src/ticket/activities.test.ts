import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { ActivityWire, SuitedActivityWire } from '@onegrid/domain/team/report-in/activity-contract.ts'
import { days, type Hand, openWorld, type World } from '../../../test/world.ts'

let world: World
before(async () => {
  // Monday 26 September 2022, 08:30 in the town.
  world = await openWorld()
})
after(() => world?.close())

const good = (answer: Awaited<ReturnType<Hand['get']>>, status = 200) => {
  assert.equal(answer.status, status, JSON.stringify(answer.body))
  return answer.body
}

async function confirmed(name: string, gridId: string, by: Hand, more: object = {}): Promise<Hand> {
  const person = await world.person(name, { role: 'party_member', gridId })
  const said = { gridId, skills: ['drain'], times: [], ...more }
  const { reportInId } = good(await person.put('/api/v1/report-ins/mine/party_member', said))
  good(await by.post(`/api/v1/report-ins/${reportInId}/confirm`))
  return person
}

async function planned(more: object = {}, by = world.leader): Promise<string> {
  const body = {
    name: '国庆清水圳',
    gridId: world.group.gridId,
    place: '祠堂前集合',
    startsAt: '2022-09-28T00:30:00.000Z',
    endsAt: '2022-09-28T03:30:00.000Z',
    skills: ['drain'],
    wanted: 1,
    ...more,
  }
  return String(good(await by.post('/api/v1/activities', body), 201)['activityId'])
}

type Offer = { personId: string; asked: boolean; why: { zh: string; en: string } }
const offersOf = async (activityId: string) =>
  good(await world.leader.get(`/api/v1/activities/${activityId}/offers`))['items'] as Offer[]
const suitedFor = async (by: Hand) =>
  good(await by.get('/api/v1/activities/suited'))['items'] as unknown as SuitedActivityWire[]
const listed = async (by: Hand) =>
  good(await by.get('/api/v1/activities?limit=50'))['items'] as unknown as ActivityWire[]
const act = (by: Hand, activityId: string, verb: string, body: object = {}) =>
  by.post(`/api/v1/activities/${activityId}/${verb}`, body)

test('given an activity, then both sides see who fits and why; asked once, he says yes, and the next is told that it is enough', async () => {
  const near = await confirmed('何近水', world.group.gridId, world.leader, { times: ['workday_day'] })
  const far = await confirmed('何远山', world.dongYao.gridId, world.otherLeader)
  const unfit = await confirmed('何外村', world.dongYao.gridId, world.otherLeader, { skills: ['law'] })
  const activityId = await planned()
  const offers = await offersOf(activityId)
  assert.deepEqual(
    offers.map(each => each.personId),
    [near.personId, far.personId],
  )
  assert.equal(offers[0]?.why.zh, '可以做清沟加固，同一小组，工作日白天有空')
  assert.equal((await suitedFor(far))[0]?.asked, false)
  assert.deepEqual(await suitedFor(unfit), [])

  good(await act(world.leader, activityId, 'ask', { personId: near.personId }))
  const again = await act(world.leader, activityId, 'ask', { personId: near.personId })
  assert.equal(again.body['code'], 'helper_asked')
  await world.settle()
  const { items } = good(await near.get('/api/v1/notices')) as { items: { text: string }[] }
  assert.match(items[0]?.text ?? '', /村里有活动，想请您来帮忙，9月28日上午8点半开始/)
  const [own] = await suitedFor(near)
  assert.deepEqual([own?.asked, own?.mine, own?.activity.joined], [true, false, 0])

  good(await act(near, activityId, 'join'))
  good(await act(near, activityId, 'join'))
  assert.equal((await act(far, activityId, 'join')).body['code'], 'activity_full')
  const shown = (await listed(world.leader)).find(each => each.activityId === activityId)
  assert.deepEqual([shown?.joined, shown?.helpers[0]?.personId], [1, near.personId])
  assert.equal(shown?.gridName, `碧塘村${world.group.name}`)
  assert.deepEqual(await suitedFor(far), [], 'enough hands: nobody is called in vain')
  good(await act(near, activityId, 'leave'))
  good(await act(far, activityId, 'join'))
})

test('given another village’s leader or a stranger, then he learns nothing of it and changes nothing', async () => {
  const activityId = await planned()
  assert.equal((await act(world.otherLeader, activityId, 'withdraw')).status, 404)
  assert.equal((await world.otherLeader.get(`/api/v1/activities/${activityId}/offers`)).status, 404)
  assert.ok(!(await listed(world.otherLeader)).some(each => each.activityId === activityId))
  assert.equal((await act(world.resident, activityId, 'join')).status, 404, 'who has not reported in')
  assert.equal((await world.resident.get('/api/v1/activities')).status, 403)
  assert.equal((await world.anonymous.get('/api/v1/activities/suited')).status, 401)
  const foreign = { gridId: world.dongYao.gridId, name: '别村', startsAt: '2022-09-28T00:30:00.000Z' }
  const body = { ...foreign, endsAt: '2022-09-28T03:30:00.000Z', skills: [], wanted: 1 }
  assert.equal((await world.leader.post('/api/v1/activities', body)).status, 403)
})

test('given one for everybody, then who lives there is told of no skill; withdrawn, it is gone for both', async () => {
  const person = await confirmed('何街坊', world.group.gridId, world.leader, { skills: ['law'] })
  const activityId = await planned({ skills: [], name: '重阳敬老' })
  const own = (await suitedFor(person)).find(each => each.activity.activityId === activityId)
  assert.deepEqual(own?.why, { zh: '同一小组，没写时间', en: 'Same group, no times given' })
  good(await act(person, activityId, 'join'))
  good(await act(world.leader, activityId, 'withdraw'))
  assert.equal((await act(person, activityId, 'join')).body['code'], 'activity_over')
  assert.ok(!(await suitedFor(person)).some(each => each.activity.activityId === activityId))
})

test('given it is over, or the report-in withdrawn, then who had said yes is forgotten', async () => {
  const kept = () =>
    world.database.read(world.tenantId, tx =>
      tx.query<{ person: string }>('select person_id as person from activity_helper where tenant_id = $1', [
        world.tenantId,
      ]),
    )
  const person = await confirmed('何离开', world.group.gridId, world.leader)
  const activityId = await planned({ wanted: 9 })
  good(await act(person, activityId, 'join'))
  const { items } = good(await person.get('/api/v1/report-ins/mine')) as { items: { reportInId: string }[] }
  good(await person.post(`/api/v1/report-ins/${items[0]?.reportInId}/withdraw`))
  assert.ok(!(await kept()).some(row => row.person === person.personId))
  assert.ok((await kept()).length > 0)
  await world.pass(days(4))
  assert.deepEqual(await kept(), [])
  assert.deepEqual(await listed(world.leader), [])
})
