import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { GettingStarted } from '@onegrid/domain/insight/contract.ts'
import { type Hand, openWorld, type World } from '../../../test/world.ts'
import { readTables } from '../tables/read-table.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world?.close())

const ask = (who: Hand, method: 'GET' | 'PUT', url: string, body?: object, commandId = 'start-1') =>
  world.app.inject({
    method,
    url: `/api/v1${url}`,
    headers: { cookie: `who=${who.personId}`, ...(method === 'GET' ? {} : { 'idempotency-key': commandId }) },
    ...(body === undefined ? {} : { payload: body }),
  })
const started = async () => (await ask(world.administrator, 'GET', '/getting-started')).json<GettingStarted>()
const journal = () =>
  world.database.read(world.tenantId, tx =>
    tx.query<{ type: string }>(
      `select type from journal where tenant_id = $1 and stream_kind = 'town' order by sequence`,
      [tx.tenantId],
    ),
  )

test('given a planted town, then its grids are done and a report that nobody has keeps the last step half way', async () => {
  const { steps } = await started()
  const done = (name: string) => steps.find(({ step }) => step === name)
  assert.equal(done('villages')?.done, true)
  assert.equal(done('outlines')?.done, true)
  assert.equal(done('grids')?.done, true)
  assert.equal(done('households')?.done, true, 'whoever has small grids needs no households')
  assert.equal(done('report')?.have, 0)
  const answer = await world.anonymous.post('/api/v1/tickets', {
    words: '榕树头那盏灯坏了成个礼拜',
    place: { gridId: world.group.gridId, words: '榕树头' },
    name: '何月娥',
    phone: '13800138000',
  })
  assert.equal(answer.status, 201, JSON.stringify(answer.body))
  assert.deepEqual(
    (await started()).steps.find(({ step }) => step === 'report'),
    {
      step: 'report',
      done: false,
      have: 1,
      of: 2,
    },
  )
})

test('given a grid worker, then neither the list nor the tables are his', async () => {
  for (const url of ['/getting-started', '/templates/people'])
    assert.equal((await ask(world.worker, 'GET', url)).statusCode, 403, url)
})

test('given the list is put away twice by one command id and once more, then it is written down once, and taken out once', async () => {
  assert.equal((await started()).away, false)
  for (const commandId of ['away-1', 'away-1', 'away-2'])
    assert.equal((await ask(world.administrator, 'PUT', '/getting-started', { away: true }, commandId)).statusCode, 200)
  assert.equal((await started()).away, true)
  await ask(world.administrator, 'PUT', '/getting-started', { away: false }, 'back-1')
  assert.equal((await started()).away, false)
  assert.deepEqual(
    (await journal()).map(row => row.type),
    ['GettingStartedPutAway', 'GettingStartedTakenOut'],
  )
})

test('given the table of the team, then each village and small grid has a line, in words that the import reads', async () => {
  const answer = await ask(world.administrator, 'GET', '/templates/people')
  assert.equal(answer.statusCode, 200)
  const { sheets } = await readTables({ name: '名单.xlsx', bytes: answer.rawPayload })
  const rows = sheets[0]!.rows.map(({ cells }) => cells)
  assert.deepEqual(rows[1], ['姓名', '联系电话', '村（社区）', '小组', '岗位', '任职时间'])
  assert.ok(rows.some(row => row.includes(world.group.name) && row.includes('专职网格员')))
  assert.equal((await ask(world.administrator, 'GET', '/templates/nothing')).statusCode, 400)
})
