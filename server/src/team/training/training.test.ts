import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { CoverageWire, EntryWire, TrainingWire } from '@onegrid/domain/team/training/contract.ts'
import { type Hand, openWorld, type World } from '../../../../test/world.ts'

let world: World
before(async () => {
  // Monday 26 September 2022, 08:30 in the town.
  world = await openWorld()
})
after(() => world?.close())

const draft = (more: object = {}) => ({
  subject: 'mediation',
  title: '邻里纠纷怎么谈',
  startsAt: '2022-09-26T01:00:00.000Z',
  endsAt: '2022-09-26T03:00:00.000Z',
  place: '镇政府三楼会议室',
  materials: [{ title: '讲义', link: 'https://example.cn/course' }],
  ...more,
})

async function planned(more: object = {}): Promise<string> {
  const made = await world.centre.post('/api/v1/trainings', draft(more))
  assert.equal(made.status, 201, JSON.stringify(made.body))
  return String(made.body['trainingId'])
}
const shown = async (by: Hand, trainingId: string) =>
  (await by.get(`/api/v1/trainings/${trainingId}`)).body as unknown as TrainingWire

test('given seats, when two press at once, then one gets the last; whoever withdraws gives it back', async () => {
  const trainingId = await planned({ seats: 1 })
  const press = (by: Hand) => by.post(`/api/v1/trainings/${trainingId}/sign-up`)
  const answers = await Promise.all([press(world.worker), press(world.leader)])
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409])
  const first = answers[0]!.status === 200 ? world.worker : world.leader
  const second = first === world.worker ? world.leader : world.worker
  assert.equal((await press(first)).status, 200, 'again is no second seat')
  assert.equal((await shown(first, trainingId)).mine.signedUp, true)
  assert.equal((await first.post(`/api/v1/trainings/${trainingId}/withdraw`)).status, 200)
  assert.equal((await press(second)).status, 200)
  assert.equal((await shown(second, trainingId)).signedUp, 1)
})

test('given the code on the wall, then who presses is there; only who was there says how it was', async () => {
  const trainingId = await planned()
  const { wallCode } = await shown(world.centre, trainingId)
  assert.match(wallCode ?? '', /^[2-9A-Z]{6}$/)
  assert.equal(
    (await shown(world.worker, trainingId)).wallCode,
    undefined,
    'the code hangs on the wall, not on the phone',
  )
  const early = await world.worker.post(`/api/v1/trainings/${trainingId}/feedback`, { score: 5 })
  assert.equal(early.body['code'], 'training_not_attended')
  const there = await world.worker.post('/api/v1/trainings/present', { code: ` ${wallCode?.toLowerCase()} ` })
  assert.equal(there.status, 200, JSON.stringify(there.body))
  assert.equal((await world.worker.post(`/api/v1/trainings/${trainingId}/feedback`, { score: 4 })).status, 200)
  const { present, feedback } = await shown(world.centre, trainingId)
  assert.deepEqual([present, feedback], [1, { count: 1 }], 'one answer has no mean')
  const wrong = await world.worker.post('/api/v1/trainings/present', { code: 'NOSUCH' })
  assert.equal(wrong.body['pointer'], '/code')
})

test('given a session that is not today, then its code does not count yet', async () => {
  const trainingId = await planned({ startsAt: '2022-09-28T01:00:00.000Z', endsAt: '2022-09-28T03:00:00.000Z' })
  const { wallCode } = await shown(world.centre, trainingId)
  const answer = await world.worker.post('/api/v1/trainings/present', { code: wallCode })
  assert.equal(answer.status, 409)
  assert.equal(answer.body['code'], 'training_not_running')
})

test('given the list from the table, then the organiser types it in and out; a number of nobody tells nothing', async () => {
  const trainingId = await planned()
  const people = [world.leader.personId, world.worker.personId]
  const typed = (present: boolean) =>
    world.centre.post(`/api/v1/trainings/${trainingId}/presence`, { personIds: people, present })
  assert.equal((await typed(true)).body['count'], 2)
  const { body } = await world.centre.get(`/api/v1/trainings/${trainingId}/entries?limit=1`)
  const [entry] = body['items'] as EntryWire[]
  assert.equal(entry?.presentBy, 'list')
  assert.ok(entry?.personName)
  assert.ok(body['next'])
  await typed(false)
  assert.deepEqual((await world.centre.get(`/api/v1/trainings/${trainingId}/entries`)).body['items'], [])
  const resident = { personIds: [world.resident.personId], present: true }
  const refused = await world.centre.post(`/api/v1/trainings/${trainingId}/presence`, resident)
  assert.equal(refused.body['code'], 'person_unknown')

  const { wallCode } = await shown(world.centre, trainingId)
  const stranger = await world.app.inject({
    method: 'POST',
    url: `/here/${wallCode}`,
    payload: { phone: '13900139999' },
  })
  assert.equal(stranger.statusCode, 400)
  assert.match(stranger.body, /网格队伍登记过的手机号/)
})

test('given sessions that were held, then each village shows how many of its people were there, and no name', async () => {
  const trainingId = await planned({ subject: 'law' })
  await world.centre.post(`/api/v1/trainings/${trainingId}/presence`, {
    personIds: [world.leader.personId, world.worker.personId],
    present: true,
  })
  const asked = (from: string, until: string) =>
    world.centre.get(`/api/v1/trainings/coverage?from=${from}&until=${until}`)
  const { items } = (await asked('2022-09-01', '2022-09-30')).body as unknown as CoverageWire
  const own = items.find(each => each.gridId === world.biTang.gridId)!
  assert.equal(own.trained['law'], 2)
  assert.ok(own.people >= 2)
  assert.doesNotMatch(JSON.stringify(items), new RegExp(world.leader.personId))
  const before = (await asked('2022-08-01', '2022-08-31')).body as unknown as CoverageWire
  assert.equal(before.items.find(each => each.gridId === world.biTang.gridId)?.trained['law'], undefined)
  assert.equal((await world.leader.get('/api/v1/trainings/coverage?from=2022-09-01&until=2022-09-30')).status, 403)
})

test('given a village opened, then each of its small grids shows its own people, in the order of codes, and no name', async () => {
  const trainingId = await planned({ subject: 'emergency' })
  await world.centre.post(`/api/v1/trainings/${trainingId}/presence`, {
    personIds: [world.leader.personId, world.worker.personId],
    present: true,
  })
  const opened = (gridId: string) =>
    world.centre.get(`/api/v1/trainings/coverage?from=2022-09-01&until=2022-09-30&village=${gridId}`)
  const { items } = (await opened(world.biTang.gridId)).body as unknown as CoverageWire
  const small = world.grids.tree.children(world.biTang.gridId)
  assert.deepEqual(
    items.map(({ gridId }) => gridId),
    [world.biTang.gridId, ...small.toSorted((a, b) => (a.code < b.code ? -1 : 1)).map(({ gridId }) => gridId)],
  )
  const trained = (gridId: string) => items.find(each => each.gridId === gridId)?.trained['emergency']
  assert.equal(trained(world.biTang.gridId), 1, 'the leader, whose post lies in no group')
  assert.equal(trained(world.group.gridId), 1, 'the worker of the group')
  assert.equal(trained(small.find(each => each.gridId !== world.group.gridId)!.gridId), undefined)
  assert.doesNotMatch(JSON.stringify(items), new RegExp(`${world.leader.personId}|${world.worker.personId}|叶树生`))
  assert.equal((await opened(world.group.gridId)).status, 404, 'a small grid has none below it')
})

test('given the lists, then coming ones stand next first and held ones newest first, a page at a time', async () => {
  const days = ['2022-10-11', '2022-10-12', '2022-10-13']
  for (const day of days)
    await planned({ subject: 'care', startsAt: `${day}T01:00:00.000Z`, endsAt: `${day}T02:00:00.000Z` })
  const seen: string[] = []
  let after = ''
  do {
    const { body } = await world.worker.get(`/api/v1/trainings?when=coming&subject=care&limit=2${after}`)
    seen.push(...(body['items'] as TrainingWire[]).map(each => each.startsAt.slice(0, 10)))
    after = body['next'] === undefined ? '' : `&after=${body['next']}`
  } while (after !== '')
  assert.deepEqual(seen, days)
})

test('given the list of subjects, then the second of two editors is told, and residents see no training', async () => {
  const { body } = await world.worker.get('/api/v1/training-subjects')
  const subjects = [...(body['subjects'] as object[]), { code: 'first_aid', zh: '急救', en: 'First aid' }]
  const put = (version: unknown) =>
    world.administrator.put('/api/v1/training-subjects', { subjects }, { 'if-match': `"${version}"` })
  assert.equal((await put(body['version'])).status, 200)
  assert.equal((await put(body['version'])).status, 412)
  assert.equal((await world.resident.get('/api/v1/trainings')).status, 403)
  assert.equal((await world.anonymous.get('/api/v1/trainings')).status, 401)
  assert.equal((await world.worker.post('/api/v1/trainings', draft())).status, 403)
})

test('given a cancelled session, then nobody signs up and nobody changes it', async () => {
  const trainingId = await planned()
  assert.equal((await world.centre.post(`/api/v1/trainings/${trainingId}/cancel`)).status, 200)
  assert.equal((await world.worker.post(`/api/v1/trainings/${trainingId}/sign-up`)).body['code'], 'training_over')
  const edited = await world.centre.put(`/api/v1/trainings/${trainingId}`, draft(), { 'if-match': '"2"' })
  assert.equal(edited.body['code'], 'training_over')
})
