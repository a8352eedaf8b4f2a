import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { BoardWire } from '@onegrid/domain/team/emergency/contract.ts'
import { openWorld, type World } from '../../../../test/world.ts'
import { readStream } from '../../journal/journal.ts'

const hour = 3_600_000
let world: World
before(async () => {
  // Monday 26 September 2022, 08:30 in the town: working time.
  world = await openWorld()
})
after(() => world?.close())

const board = async (by = world.leader) => (await by.get('/api/v1/emergency')).body as unknown as BoardWire
const start = (more: object = {}) =>
  world.duty.post('/api/v1/emergency', { kind: 'typhoon', level: 3, title: '防台风“暹芭”', ...more })
const line = { patrolled: true, water: 'cut', power: 'running', road: 'unknown', help: 6, note: '桥头水浸' }

/** What the matter was told last, with what it carries. */
async function escalation(number: string) {
  const [row] = await world.database.read(world.tenantId, tx =>
    tx.query<{ id: string }>('select ticket_id as id from ticket where tenant_id = $1 and number = $2', [
      tx.tenantId,
      number,
    ]),
  )
  const rows = await world.database.read(world.tenantId, tx => readStream(tx, { kind: 'ticket', id: row!.id }))
  return rows.find(each => each.type === 'TicketEscalated')
}

async function reported(): Promise<string> {
  const { body } = await world.resident.post('/api/v1/tickets', {
    words: '桥头护栏撞断一截，骑摩托好危险',
    place: { gridId: world.group.gridId },
    subcategory: '1201',
  })
  return String(body['number'])
}

test('given an ordinary day, then a matter nobody looked at does not climb within four hours', async () => {
  const number = await reported()
  await world.pass(4 * hour + 60_000)
  assert.equal(await escalation(number), undefined)
})

test('given the switch is on, then a matter nobody looked at climbs after its hours and the duty officer is called by day', async () => {
  assert.equal((await start()).status, 201)
  assert.equal((await start()).body['code'], 'emergency_on')
  const number = await reported()
  await world.pass(4 * hour - 60_000)
  assert.equal(await escalation(number), undefined)
  await world.pass(2 * 60_000)
  const told = await escalation(number)
  assert.equal(told?.payload['called'], 'duty_officer')
  assert.deepEqual(told?.payload['hold'], { amount: 4, unit: 'urgent_hour' })
})

test('given it is on, then whoever speaks for a village is told once, and only who may has the switch', async () => {
  await world.settle()
  await world.settle()
  type Inbox = { items: { kind: string; text: string }[] }
  const told = async (by: typeof world.leader) =>
    ((await by.get('/api/v1/notices')).body as unknown as Inbox).items.filter(each => each.kind === 'emergency_started')
  for (const by of [world.leader, world.worker, world.centre]) assert.equal((await told(by)).length, 1)
  assert.match((await told(world.worker))[0]?.text ?? '', /防台风应急响应（三级）/)
  assert.deepEqual(await told(world.duty), [], 'who threw it knows')
  assert.deepEqual(await told(world.resident), [])
  assert.deepEqual([(await board()).maySwitch, (await board(world.duty)).maySwitch], [false, true])
})

test('given the board, then a leader speaks for his village alone, and it shows counts and cuts', async () => {
  const put = (by: typeof world.leader, gridId: string, body: object = line) =>
    by.put(`/api/v1/emergency/villages/${gridId}`, body)
  assert.equal((await put(world.leader, world.biTang.gridId)).status, 200)
  assert.equal((await put(world.leader, world.dongYao.gridId)).status, 403)
  assert.equal(
    (await put(world.duty, world.dongYao.gridId, { ...line, water: 'running', patrolled: false })).status,
    200,
  )
  assert.equal((await put(world.leader, world.group.gridId)).body['code'], 'grid_unknown')
  const { villages, emergency } = await board()
  assert.equal(emergency?.level, 3)
  const own = villages.find(each => each.gridId === world.biTang.gridId)!
  assert.deepEqual([own.water, own.help, own.mine, own.patrolledAt !== undefined], ['cut', 6, true, true])
  assert.equal(villages.find(each => each.gridId === world.dongYao.gridId)?.mine, false)
  await put(world.leader, world.biTang.gridId, { ...line, patrolled: false, help: 0 })
  const later = (await board()).villages.find(each => each.gridId === world.biTang.gridId)!
  assert.ok(later.patrolledAt, 'patrolled once is patrolled')
  const rows = await world.database.read(world.tenantId, tx =>
    readStream(tx, { kind: 'emergency', id: emergency!.emergencyId }),
  )
  assert.doesNotMatch(JSON.stringify(rows.map(row => row.payload)), /桥头|暹芭/, 'words stay out of the journal')
})

test('given the level is raised and the switch thrown back, then the hours follow and the board is empty', async () => {
  assert.equal((await world.duty.post('/api/v1/emergency/level', { level: 1 })).status, 200)
  assert.deepEqual([(await board()).emergency?.level, (await board()).emergency?.holdHours], [1, 1])
  assert.equal((await world.worker.post('/api/v1/emergency/end')).status, 403)
  assert.equal((await world.duty.post('/api/v1/emergency/end')).status, 200)
  assert.deepEqual(await board(), { maySwitch: false, villages: [] })
  await world.settle()
  const { items } = (await world.leader.get('/api/v1/notices')).body as unknown as { items: { kind: string }[] }
  const kinds = items.map(each => each.kind).filter(kind => kind.startsWith('emergency'))
  assert.deepEqual(kinds.sort(), ['emergency_ended', 'emergency_level', 'emergency_started'])
  const late = await world.leader.put(`/api/v1/emergency/villages/${world.biTang.gridId}`, line)
  assert.equal(late.body['code'], 'emergency_off')
  assert.equal((await world.resident.get('/api/v1/emergency')).status, 403)
})

test('given two colleagues, when one asks and the other says yes, then the roster follows; a second answer finds nothing', async () => {
  const other = await world.person('冼家栋', { role: 'duty_officer', gridId: world.biTang.gridId })
  const stand = async (day: string, personId: string) => {
    await world.database.write(world.tenantId, tx =>
      tx.query(
        `insert into duty (tenant_id, day, person_id, starts_at, ends_at) values ($1, $2::date, $3, $2::date + time '00:30', $2::date + time '23:30')`,
        [tx.tenantId, day, personId],
      ),
    )
  }
  await stand('2022-10-03', world.duty.personId)
  await stand('2022-10-05', other.personId)
  const wish = { day: '2022-10-03', withPersonId: other.personId, otherDay: '2022-10-05' }
  const wrong = await world.duty.post('/api/v1/duty-swaps', { ...wish, day: '2022-10-04' })
  assert.equal(wrong.body['code'], 'swap_not_possible')
  const joined = (at: string | null) =>
    world.database.write(world.tenantId, tx =>
      tx.query('update person set joined_at = $3 where tenant_id = $1 and person_id = $2', [
        tx.tenantId,
        other.personId,
        at,
      ]),
    )
  await joined(null)
  assert.equal((await world.duty.post('/api/v1/duty-swaps', wish)).body['code'], 'swap_without_account')
  await joined(world.clock.now())
  const { body } = await world.duty.post('/api/v1/duty-swaps', wish)
  const url = `/api/v1/duty-swaps/${body['swapId']}/answer`
  assert.equal((await world.leader.post(url, { accept: true })).status, 404, 'nobody else answers')
  assert.equal((await world.duty.post(url, { accept: true })).status, 403, 'nor the one who asked')
  const [seen] = (await other.get('/api/v1/duty-swaps')).body['items'] as { otherDay: string }[]
  assert.equal(seen?.otherDay, '2022-10-05')
  assert.equal((await other.post(url, { accept: true })).status, 200)
  const rows = await world.database.read(world.tenantId, tx =>
    tx.query<{ day: string; person_id: string }>(
      'select day, person_id from duty where tenant_id = $1 and day in ($2, $3) order by day',
      [tx.tenantId, '2022-10-03', '2022-10-05'],
    ),
  )
  assert.deepEqual(
    rows.map(row => row.person_id),
    [other.personId, world.duty.personId],
  )
  assert.equal((await other.post(url, { accept: true })).status, 404)
  await world.settle()
  await world.settle()
  const told = async (by: typeof other) =>
    ((await by.get('/api/v1/notices')).body['items'] as { kind: string; text: string }[])
      .filter(({ kind }) => kind.startsWith('swap_'))
      .map(({ text }) => text)
  assert.deepEqual(await told(other), ['同事想请您值10月3日的班，请答复同不同意'])
  assert.deepEqual(await told(world.duty), ['10月3日的换班同事已同意，值班表已更新'])
})
