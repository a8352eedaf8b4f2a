import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { utils, write } from '@e965/xlsx'
import type { PlanWire } from '@onegrid/domain/grid/division/contract.ts'
import type { Division } from '@onegrid/domain/grid/division/division.ts'
import { faultsOf } from '@onegrid/domain/grid/division/faults.ts'
import type { BarriersWire, HouseholdsWire, ProposalWire } from '@onegrid/domain/grid/propose/contract.ts'
import { householdPoints } from '../../../../demo/map/household-points.ts'
import { type Answer, type Hand, openWorld, type World } from '../../../../test/world.ts'
import { readStream } from '../../journal/journal.ts'

let world: World
let counted = 0
before(async () => {
  world = await openWorld()
})
after(() => world?.close())

const good = (answer: Answer, status = 200): Record<string, unknown> => {
  assert.equal(answer.status, status, JSON.stringify(answer.body).slice(0, 1500))
  return answer.body
}

async function drop(
  name: string,
  bytes: Buffer,
  { source = 'wgs84', who = world.administrator as Hand, to = 'import' } = {},
) {
  counted += 1
  const edge = '----onegrid-households'
  const head = `--${edge}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: application/octet-stream\r\n\r\n`
  const answer = await world.app.inject({
    method: 'POST',
    url: `/api/v1/households/${to}?source=${source}`,
    headers: {
      'content-type': `multipart/form-data; boundary=${edge}`,
      cookie: `who=${who.personId}`,
      'idempotency-key': `households-${counted}`,
    },
    payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${edge}--\r\n`)]),
  })
  return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() }
}

const known = async () => good(await world.administrator.get('/api/v1/households')) as unknown as HouseholdsWire
const householdsIn = ({ villages, outside }: HouseholdsWire) =>
  villages.reduce((sum, village) => sum + village.households, outside.households)
const shown = async (proposalId: string) =>
  good(await world.administrator.get(`/api/v1/proposals/${proposalId}`)) as unknown as ProposalWire
const wishes = () => ({
  villageIds: [world.biTang.gridId, world.dongYao.gridId],
  householdsEach: 150,
  weights: { households: 70, area: 30, compactness: 50 },
})
async function ended(proposalId: string): Promise<ProposalWire> {
  for (;;) {
    const now = await shown(proposalId)
    if (now.state !== 'running') return now
    await pause(100)
  }
}

test('given a town, then only its administrator has proposals made, brings households or draws barriers', async () => {
  for (const who of [world.centre, world.leader, world.worker, world.resident]) {
    assert.equal((await who.post('/api/v1/proposals', wishes())).status, 403)
    for (const to of ['read', 'import'])
      assert.equal((await drop('a.csv', Buffer.from('lon,lat\n112,22'), { who, to })).status, 403)
    assert.equal((await who.put('/api/v1/barriers', { items: [] }, { 'if-match': '"0"' })).status, 403)
    assert.equal((await who.get('/api/v1/households')).status, 403)
  }
  assert.equal((await world.anonymous.post('/api/v1/proposals', wishes())).status, 401)
})

test('given points from a file, then they replace those before as a whole, and come back as a whole', async () => {
  assert.equal((await known()).set, undefined)
  const points = householdPoints()
  const csv = [
    '户主,经度,纬度,户数,人口',
    ...points.map(({ lon, lat, households, people }) => `某某,${lon},${lat},${households},${people}`),
    '某某,,,,',
    '某某,999,1,1,1',
  ].join('\n')
  const looked = good(await drop('住户.csv', Buffer.from(csv), { to: 'read' }))
  const left = [
    { row: points.length + 2, reason: 'no_place' },
    { row: points.length + 3, reason: 'place_wrong' },
  ]
  assert.deepEqual(looked['rows'], left)
  assert.equal(looked['replaces'], undefined)
  assert.equal((await known()).set, undefined, 'looking keeps nothing')
  const first = good(await drop('住户.csv', Buffer.from(csv)), 201)
  assert.deepEqual([first['kind'], first['places'], first['leftOut']], ['points', points.length, 2])
  const all = await known()
  assert.equal(householdsIn(all), points.length)
  assert.equal(all.outside.places, 0)
  assert.deepEqual([all.set?.leftOut, all.set?.rows], [2, left])
  const again = good(await drop('住户.csv', Buffer.from('lon,lat\n112.3,22.7'), { to: 'read' }))
  assert.deepEqual(again['replaces'], { places: points.length, households: points.length })

  const { lon, lat } = points[0]!
  const geo = {
    type: 'FeatureCollection',
    features: [
      {
        type: 'Feature',
        properties: { households: 30 },
        geometry: {
          type: 'Polygon',
          coordinates: [
            [
              [lon, lat],
              [lon, lat],
              [lon, lat],
              [lon, lat],
            ],
          ],
        },
      },
    ],
  }
  good(await drop('房屋.geojson', Buffer.from(JSON.stringify(geo))), 201)
  assert.equal(householdsIn(await known()), 30)
  good(await world.administrator.post('/api/v1/households/undo'))
  assert.deepEqual(await known(), all)

  const entries = await world.database.read(world.tenantId, tx => readStream(tx, { kind: 'grid', id: tx.tenantId }))
  assert.deepEqual(
    entries.map(entry => entry.type).filter(type => type.startsWith('Households')),
    ['HouseholdsImported', 'HouseholdsImported', 'HouseholdsTakenBack'],
  )
  assert.ok(!JSON.stringify(entries).includes(String(lon)), 'no home stands in the journal')
})

test('given GCJ-02, a file without places, or rubbish, then it is converted, or refused in words', async () => {
  const off = good(await drop('a.csv', Buffer.from('lon,lat,households\n112.3,22.7,4'), { source: 'gcj02' }), 201)
  assert.equal(off['households'], 4)
  const [row] = await world.database.read(world.tenantId, tx =>
    tx.query<{ lon: number }>(
      'select p.lon from household_point p join household_set s using (tenant_id, set_id) where p.tenant_id = $1 and s.current',
      [tx.tenantId],
    ),
  )
  assert.ok(Math.abs(row!.lon - 112.3) > 0.001, 'converted once, where it entered')
  good(await world.administrator.post('/api/v1/households/undo'))
  for (const [name, text] of [
    ['a.csv', '姓名,电话\n某某,1'],
    ['a.csv', 'lon,lat\nx,y'],
    ['a.geojson', '{"features": 3}'],
    ['a.geojson', '{'],
    ['a.xlsx', 'PK\u0003\u0004'],
  ] as const) {
    const refused = await drop(name, Buffer.from(text))
    assert.equal(refused.status, 400, `${name} ${text}`)
  }
})

test('given figures by group in Excel, merged village cells and all, then they count where no points are known', async () => {
  const groups = world.grids.tree.children(world.biTang.gridId)
  const book = utils.book_new()
  const rows = [
    ['2022年户籍情况'],
    ['村', '组', '户数', '人口'],
    ...groups.map((group, at) => [at === 0 ? '碧塘村民委员会' : '', group.name, 100, 300]),
    ['碧塘村', '没有这个组', 5, 5],
    ['没有这个村', groups[0]!.name, 5, 5],
    ['碧塘村', groups[0]!.name, '', 5],
    ['碧塘村', groups[0]!.name, '三户', 5],
  ]
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows), '户籍')
  const read = good(await drop('户籍.xlsx', write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer), 201)
  assert.deepEqual([read['kind'], read['places'], read['leftOut']], ['figures', groups.length, 4])
  const below = groups.length + 3
  assert.deepEqual(read['rows'], [
    { row: below, reason: 'group_unknown' },
    { row: below + 1, reason: 'village_unknown' },
    { row: below + 2, reason: 'no_number' },
    { row: below + 3, reason: 'number_wrong' },
  ])
  assert.equal(householdsIn(await known()), groups.length * 100)
  const { proposalId } = good(
    await world.administrator.post('/api/v1/proposals', { ...wishes(), villageIds: [world.biTang.gridId] }),
    202,
  )
  const proposal = await ended(String(proposalId))
  assert.equal(proposal.state, 'done')
  assert.equal(proposal.basis, 'population')
  good(await world.administrator.post('/api/v1/households/undo'))
})

test('given barriers, then they are one document', async () => {
  const items = [
    {
      kind: 'river',
      name: ' 新兴江 ',
      line: [
        [112.2, 22.6],
        [112.4, 22.8],
      ],
    },
  ]
  assert.equal((await world.administrator.put('/api/v1/barriers', { items }, { 'if-match': '"7"' })).status, 412)
  assert.equal(good(await world.administrator.put('/api/v1/barriers', { items }, { 'if-match': '"0"' }))['version'], 1)
  const kept = good(await world.administrator.get('/api/v1/barriers')) as unknown as BarriersWire
  assert.equal(kept.items[0]!.name, '新兴江')
  assert.deepEqual(kept.items[0]!.line, items[0]!.line)
  const spoilt = [
    {
      ...items[0]!,
      line: [
        [112.2, 22.6],
        [112.2, 22.6],
      ],
    },
  ]
  assert.equal(
    (await world.administrator.put('/api/v1/barriers', { items: spoilt }, { 'if-match': '"1"' })).status,
    400,
  )
  good(await world.administrator.put('/api/v1/barriers', { items: [] }, { 'if-match': '"1"' }))
})

test('given wishes, when they are asked for, then the answer comes at once, progress grows, and any proposal becomes a draft', async () => {
  const { proposalId } = good(await world.administrator.post('/api/v1/proposals', wishes()), 202)
  const first = await shown(String(proposalId))
  assert.equal(first.state, 'running')
  assert.deepEqual(first.proposals, [])
  assert.equal((await world.administrator.post('/api/v1/proposals', wishes())).body['code'], 'proposal_running')
  assert.equal(
    (await world.administrator.post(`/api/v1/proposals/${proposalId}/plan`, { manner: 'balanced', name: '早了' })).body[
      'code'
    ],
    'proposal_unfinished',
  )
  const done = await ended(String(proposalId))
  assert.equal(done.state, 'done', done.fault)
  assert.equal(done.basis, 'points')
  assert.equal(done.done, 1)
  assert.equal(done.proposals.length, 4)
  for (const { figures, grids } of done.proposals) assert.equal(grids.length, figures.grids)
  const { planId } = good(
    await world.administrator.post(`/api/v1/proposals/${proposalId}/plan`, { manner: 'compact', name: '紧凑的' }),
    201,
  )
  const plan = good(await world.administrator.get(`/api/v1/plans/${planId}`)) as unknown as PlanWire
  assert.equal(plan.origin, 'proposal')
  assert.deepEqual(
    faultsOf(plan.division as Division).filter(fault => fault.severity === 'error'),
    [],
  )
  const items = good(await world.administrator.get('/api/v1/proposals?limit=1'))['items'] as { proposalId: string }[]
  assert.equal(items[0]!.proposalId, proposalId)
})

test('given a number that cannot be met, then the field and what would do are told', async () => {
  for (const [asked, field, words] of [
    [{ householdsEach: 99_999 }, 'householdsEach', /\d{3}/],
    [{ householdsEach: undefined, count: 1 }, 'count', /2/],
    [{ householdsEach: undefined, count: 5000 }, 'count', /\d/],
  ] as const) {
    const { status, body } = await world.administrator.post('/api/v1/proposals', { ...wishes(), ...asked })
    assert.equal(status, 400, JSON.stringify(body))
    assert.equal(body['code'], 'field_invalid')
    assert.match(JSON.stringify(body), new RegExp(`/${field}`))
    assert.match(String(body['detail']), words)
  }
})

test('given one under way, when it is cancelled, then it stops and stays so', async () => {
  const all = world.grids.tree.grids.filter(grid => grid.level === 'medium').map(grid => grid.gridId)
  const { proposalId } = good(
    await world.administrator.post('/api/v1/proposals', { ...wishes(), villageIds: all }),
    202,
  )
  good(await world.administrator.post(`/api/v1/proposals/${proposalId}/cancel`))
  await pause(1500)
  assert.equal((await shown(String(proposalId))).state, 'cancelled')
  assert.equal((await world.administrator.post(`/api/v1/proposals/${proposalId}/cancel`)).body['code'], 'proposal_over')
})

test('given a process that was killed, then its proposal is told as broken off and another one can begin', async () => {
  const proposalId = world.ids.id()
  await world.database.write(world.tenantId, tx =>
    tx.query(
      `insert into proposal (tenant_id, proposal_id, state, asked_at, asked_by, wishes, based_on, done, beat_at)
       values ($1, $2, 'running', $3, $4, $5, 1, 0.4, clock_timestamp() - interval '1 minute')`,
      [
        tx.tenantId,
        proposalId,
        world.clock.now(),
        world.administrator.personId,
        JSON.stringify({ villageKeys: [world.biTang.gridId], count: 3, weights: wishes().weights, seed: 1 }),
      ],
    ),
  )
  assert.equal((await shown(proposalId)).state, 'broken_off')
  const again = good(
    await world.administrator.post('/api/v1/proposals', { ...wishes(), villageIds: [world.biTang.gridId] }),
    202,
  )
  assert.equal((await ended(String(again['proposalId']))).state, 'done')
})

test('given wishes that name no village of the town or nothing to divide by, then they are refused', async () => {
  const ask = async (body: object) =>
    (await world.administrator.post('/api/v1/proposals', { ...wishes(), ...body })).status
  assert.equal(await ask({ villageIds: [world.group.gridId] }), 400)
  assert.equal(await ask({ villageIds: [world.ids.id()] }), 400)
  assert.equal(await ask({ count: 5 }), 400)
  assert.equal(await ask({ weights: { households: 0, area: 0, compactness: 50 } }), 400)
})
