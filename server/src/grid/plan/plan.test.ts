import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { ComparisonWire } from '@onegrid/domain/grid/division/contract.ts'
import type { Division } from '@onegrid/domain/grid/division/division.ts'
import { mergeGrids } from '@onegrid/domain/grid/division/join.ts'
import { openWorld, type World } from '../../../../test/world.ts'
import { readStream } from '../../journal/journal.ts'
import { cut, good, type Planner, plannerIn } from './fixture/planner.ts'

let world: World
let planner: Planner
before(async () => {
  world = await openWorld()
  planner = plannerIn(world)
})
after(() => world?.close())

const today = () => planner.inDays(0)
const groupsOf = ({ grids }: Division, villageId: string) =>
  grids.filter(grid => grid.level === 'small' && grid.parentKey === villageId)

async function planCutting(village: string, name = '试划'): Promise<{ planId: string; version: number; key: string }> {
  const planId = await planner.begin({ name, origin: 'today' })
  const { division, version } = await planner.shown(planId)
  const key = groupsOf(division as Division, village)[0]!.key
  const saved = good(await planner.save(planId, version, { division: cut(division as Division, key) }))
  return { planId, version: Number(saved['version']), key }
}

const state = (number: string) =>
  world.database.read(world.tenantId, async tx => {
    const [row] = await tx.query<{ place: { grid: Record<string, string> }; small: string | null; level: string }>(
      `select state->'place' as place, small_id as small, level from ticket where tenant_id = $1 and number = $2`,
      [tx.tenantId, number],
    )
    return row!
  })
const streamOf = (kind: string, id: string) => world.database.read(world.tenantId, tx => readStream(tx, { kind, id }))

describe('a draft', () => {
  test('given today’s grids, then the plan holds all of them without a fault, and who may look sees it', async () => {
    const planId = await planner.begin()
    const plan = await planner.shown(planId)
    assert.equal(plan.state, 'draft')
    assert.equal(plan.division.grids.length, world.grids.tree.grids.length)
    assert.deepEqual(
      plan.faults.filter(fault => fault.severity === 'error'),
      [],
    )
    assert.equal(plan.outdated, false)
    const list = good(await world.leader.get('/api/v1/plans?state=draft&limit=5'))
    assert.ok((list['items'] as { planId: string }[]).some(item => item.planId === planId))
    for (const [by, status] of [
      [world.anonymous, 401],
      [world.resident, 403],
      [world.volunteer, 403],
      [world.worker, 200],
      [world.centre, 200],
    ] as const)
      assert.equal((await by.get(`/api/v1/plans/${planId}`)).status, status)
    assert.equal((await world.leader.post('/api/v1/plans', { name: '无权', origin: 'today' })).status, 403)
    assert.equal((await planner.save(planId, 1, { name: '无权' }, world.centre)).status, 403)
  })

  test('given a division with an overlap, when it is saved, then nothing is kept and the place is told', async () => {
    const planId = await planner.begin()
    const { division, version } = await planner.shown(planId)
    const [first, second] = groupsOf(division as Division, world.biTang.gridId)
    const broken = {
      grids: division.grids.map(grid => (grid.key === second!.key ? { ...grid, shape: first!.shape } : grid)),
    }
    const refused = await planner.save(planId, version, { division: broken })
    assert.equal(refused.status, 400)
    assert.equal(refused.body['code'], 'division_invalid')
    const { faults, errors } = refused.body['facts'] as { faults: { rule: string; keys: string[] }[]; errors: number }
    assert.ok(errors > 0)
    assert.ok(faults.some(fault => fault.keys.includes(second!.key)))
    assert.equal((await planner.shown(planId)).version, version)
    const checked = good(await world.administrator.post(`/api/v1/plans/${planId}/check`, { division: broken }))
    assert.equal(checked['errors'], errors)
  })

  test('given two who edit, then the second is told to read again; names and words stay out of the journal', async () => {
    const planId = await planner.begin()
    const note = '三组太大,请村里看看'
    good(await planner.save(planId, 1, { note, name: '碧塘调整' }))
    assert.equal((await planner.save(planId, 1, { name: '迟了' })).status, 412)
    assert.equal((await world.administrator.put(`/api/v1/plans/${planId}`, { name: '没有标签' })).status, 400)
    const plan = await planner.shown(planId)
    assert.equal(plan.note, note)
    good(await world.leader.post(`/api/v1/plans/${planId}/comments`, { words: '以水渠为界更清楚' }), 201)
    const { items } = good(await world.centre.get(`/api/v1/plans/${planId}/comments`)) as {
      items: { words: string; personName: string }[]
    }
    assert.deepEqual(
      items.map(({ words, personName }) => [words, personName]),
      [['以水渠为界更清楚', '伍秀兰']],
    )
    assert.equal((await world.volunteer.post(`/api/v1/plans/${planId}/comments`, { words: '我也说' })).status, 403)
    const rows = await streamOf('plan', planId)
    assert.deepEqual(
      rows.map(row => row.type),
      ['PlanMade', 'PlanChanged', 'PlanCommented'],
    )
    assert.doesNotMatch(JSON.stringify(rows), /碧塘|三组|水渠/)
  })

  test('given bodies that are none, then they are refused and nothing falls over', async () => {
    const planId = await planner.begin()
    const { division } = await planner.shown(planId)
    const ring = Array.from({ length: 100_000 }, (_, index) => [112 + index * 1e-6, 22 + (index % 2) * 1e-6])
    const with_ = (shape: unknown) => ({
      division: { grids: [...division.grids, { ...division.grids.at(-1)!, key: 'x', gridId: undefined, shape }] },
    })
    const long = await planner.save(planId, 1, with_({ type: 'Polygon', coordinates: [ring] }))
    assert.equal(long.status, 400)
    const huge = await planner.save(planId, 1, { name: 'x'.repeat(17 * 1024 * 1024) })
    assert.equal(huge.status, 413)
    const nan = await world.app.inject({
      method: 'PUT',
      url: `/api/v1/plans/${planId}`,
      headers: {
        cookie: `who=${world.administrator.personId}`,
        'if-match': '"1"',
        'content-type': 'application/json',
        'idempotency-key': world.ids.id(),
      },
      payload:
        '{"division":{"grids":[{"key":"a","level":"large","name":"a","localNames":[],"kind":"town","shape":{"type":"Polygon","coordinates":[[[NaN,1],[1,1],[1,2],[NaN,1]]]}}]}}',
    })
    assert.equal(nan.statusCode, 400)
    const twice = await planner.save(planId, 1, { division: { grids: [...division.grids, division.grids[5]] } })
    assert.equal(twice.status, 400)
    assert.equal(twice.body['pointer'], `/division/grids/${division.grids.length}/key`)
    const wide = await planner.save(
      planId,
      1,
      with_({
        type: 'Polygon',
        coordinates: [
          [
            [-179, -80],
            [179, -80],
            [179, 80],
            [-179, 80],
            [-179, -80],
          ],
        ],
      }),
    )
    assert.equal(wide.status, 400)
    const townless = await planner.save(planId, 1, {
      division: { grids: division.grids.filter(grid => grid.level !== 'large') },
    })
    assert.equal(townless.status, 400)
    assert.equal((await planner.shown(planId)).version, 1)
  })
})

describe('a division that takes effect at once', () => {
  test('given a group cut in two, then its matter, worker, water and landmarks follow, and an old day still shows it', async () => {
    const old = world.group
    const landmark = world.grids.landmarks.find(each => each.gridId === old.gridId)
    const byLandmark = String(
      good(
        await world.resident.post('/api/v1/tickets', {
          words: '巷口路灯唔着',
          place: landmark === undefined ? { gridId: old.gridId } : { landmarkId: landmark.landmarkId },
          subcategory: '1201',
        }),
        201,
      )['number'],
    )
    const byGroup = String(
      good(
        await world.resident.post('/api/v1/tickets', {
          words: '成条巷冇水',
          place: { gridId: old.gridId },
          subcategory: world.catalogue.subcategories.find(each => each.duplicates.supply === 'water')!.code,
        }),
        201,
      )['number'],
    )
    const elsewhere = String(
      good(
        await world.neighbour.post('/api/v1/tickets', {
          words: '东瑶路烂',
          place: { gridId: world.grids.tree.children(world.dongYao.gridId)[0]!.gridId },
          subcategory: '1201',
        }),
        201,
      )['number'],
    )
    const { planId } = await planCutting(world.biTang.gridId, '碧塘一组分开')
    const comparison = good(await world.centre.get(`/api/v1/plans/${planId}/comparison`)) as unknown as ComparisonWire
    assert.equal(comparison.movingTickets, 2)
    const ends = comparison.items.find(item => item.change === 'ends')!
    assert.equal(ends.gridId, old.gridId)
    assert.equal(ends.today?.openTickets, 2)
    assert.ok(Math.abs(ends.successors!.reduce((sum, each) => sum + each.share, 0) - 1) < 1e-9)
    assert.deepEqual(
      comparison.items.filter(item => item.change === 'begins').map(item => item.level),
      ['small', 'small'],
    )

    const levels = [(await state(byGroup)).level, (await state(byLandmark)).level]
    const adopted = good(await planner.adopt(planId, today()))
    assert.equal(adopted['state'], 'in_force')
    const keyed = new Map((await planner.shown(planId)).division.grids.map(grid => [grid.key, grid.gridId]))
    const grids = good(await world.leader.get('/api/v1/grids')) as {
      items: { gridId: string; code: string; parentId: string }[]
    }
    assert.equal(grids.items.length, world.grids.tree.grids.length + 1)
    assert.ok(grids.items.every(grid => grid.gridId !== old.gridId))
    const begun = grids.items.filter(grid => world.grids.tree.find(grid.gridId) === undefined)
    assert.equal(begun.length, 2)
    for (const { code } of begun) {
      assert.match(code, /^\d{15}$/)
      assert.equal(world.grids.tree.findByCode(code), undefined, 'a code is never used twice')
    }

    for (const number of [byGroup, byLandmark]) {
      const { place, small } = await state(number)
      assert.ok(
        begun.some(grid => grid.gridId === small),
        number,
      )
      assert.equal(place.grid['small'], small)
      assert.equal(place.grid['medium'], world.biTang.gridId)
    }
    assert.deepEqual([(await state(byGroup)).level, (await state(byLandmark)).level], levels, 'levels are kept')
    const [moved] = await world.database.read(world.tenantId, tx =>
      tx.query<{ ticket_id: string; supply_area: string | null }>(
        'select ticket_id, supply_area from ticket where tenant_id = $1 and number = $2',
        [tx.tenantId, byGroup],
      ),
    )
    assert.equal(moved!.supply_area, world.grids.supplyAreaOf(old.gridId, 'water')?.supplyAreaId ?? null)
    const told = (await streamOf('ticket', moved!.ticket_id)).at(-1)!
    assert.equal(told.type, 'GridChanged')
    assert.equal(told.actor.kind, 'clock')
    assert.equal(told.payload['planId'], planId)
    assert.equal((await state(elsewhere)).place.grid['medium'], world.dongYao.gridId)

    // The worker and the leader of the group hold the same post where most of its ground went.
    const posts = await world.database.read(world.tenantId, tx =>
      tx.query<{ grid_id: string; from_day: string; until_day: string | null }>(
        'select grid_id, from_day, until_day from post where tenant_id = $1 and person_id = $2 order by from_day',
        [tx.tenantId, world.worker.personId],
      ),
    )
    assert.deepEqual(
      posts.map(post => [post.grid_id === old.gridId, post.from_day, post.until_day]),
      [
        [true, '2022-01-01', planner.inDays(-1)],
        [false, today(), null],
      ],
    )
    assert.equal(posts[1]!.grid_id, keyed.get(ends.successors![0]!.key))
    assert.equal((await streamOf('person', world.worker.personId)).at(-1)!.type, 'postMoved')
    if (landmark) {
      const listed = good(
        await world.leader.get(`/api/v1/landmarks?gridId=${(await state(byLandmark)).small}&limit=100`),
      )
      assert.ok((listed['items'] as { landmarkId: string }[]).some(each => each.landmarkId === landmark.landmarkId))
    }

    const yesterday = good(await world.anonymous.get(`/api/v1/grids?onDay=${planner.inDays(-1)}`)) as {
      items: { gridId: string }[]
    }
    assert.deepEqual(
      new Set(yesterday.items.map(grid => grid.gridId)),
      new Set(world.grids.tree.grids.map(grid => grid.gridId)),
    )
    const outlines = good(
      await world.anonymous.get(`/api/v1/grids/outlines?level=small&onDay=${planner.inDays(-1)}`),
    ) as {
      features: { id: string }[]
    }
    assert.ok(outlines.features.some(feature => feature.id === old.gridId))
    const early = await world.anonymous.get('/api/v1/grids?onDay=2021-12-31')
    assert.deepEqual([early.status, early.body['code']], [404, 'grids_none_on_day'])

    // What took effect is not withdrawn; a plan with the grids of the day before is begun instead.
    const late = await world.administrator.post(`/api/v1/plans/${planId}/withdraw`)
    assert.deepEqual([late.status, late.body['code']], [409, 'plan_in_force'])
    const back = await planner.begin({ name: '恢复', origin: 'today', onDay: planner.inDays(-1) })
    const plan = await planner.shown(back)
    assert.deepEqual(
      plan.faults.filter(fault => fault.severity === 'error'),
      [],
    )
    const again = plan.division.grids.filter(grid => grid.gridId === undefined)
    assert.deepEqual(
      again.map(grid => [grid.name, grid.code]),
      [[old.name, undefined]],
    )
  })

  test('given a merge on the same day as another division, then terms of no day are in force on none', async () => {
    const planId = await planner.begin({ name: '再并', origin: 'today' })
    const { division, version } = await planner.shown(planId)
    const fresh = division.grids.filter(grid => world.grids.tree.find(grid.gridId ?? '') === undefined)
    assert.equal(fresh.length, 2)
    const merged = mergeGrids(
      division as Division,
      fresh.map(grid => grid.key),
    )
    good(await planner.save(planId, version, { division: merged }))
    const adopted = await planner.adopt(planId, today())
    good(adopted)
    const grids = good(await world.leader.get('/api/v1/grids')) as { items: { gridId: string; code: string }[] }
    assert.equal(grids.items.length, world.grids.tree.grids.length)
    const codes = grids.items.map(grid => grid.code)
    assert.equal(new Set(codes).size, codes.length)
    await world.settle()
    const open = await world.database.read(world.tenantId, tx =>
      tx.query<{ small_id: string | null }>('select small_id from ticket where tenant_id = $1 and open', [tx.tenantId]),
    )
    for (const { small_id } of open) assert.ok(grids.items.some(grid => grid.gridId === small_id))
  })
})
