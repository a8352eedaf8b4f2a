import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { ComparisonWire } from '@onegrid/domain/grid/division/contract.ts'
import type { Division } from '@onegrid/domain/grid/division/division.ts'
import { mergeGrids } from '@onegrid/domain/grid/division/join.ts'
import { openWorld, type World } from '../../../../test/world.ts'
import { onDivisionFollowed } from './change.ts'
import { insertPlan } from './commands.ts'
import { cut, good, type Planner, plannerIn } from './fixture/planner.ts'

let world: World
let planner: Planner
before(async () => {
  world = await openWorld()
  planner = plannerIn(world)
})
after(() => world?.close())

const given = (text: string, ...values: unknown[]) =>
  world.database.write(world.tenantId, tx => tx.query<Record<string, string>>(text, [tx.tenantId, ...values]))

describe('what hangs on grids', () => {
  test('given two groups merge, then posts, Party groups, venues and report-ins go on once, at the one', async () => {
    const village = world.grids.tree.children(world.grids.tree.large.gridId)[2]!
    const [one, other] = neighbours(village.gridId)
    const twice = await world.person(
      '何两处',
      { role: 'grid_worker', gridId: one },
      { role: 'grid_worker', gridId: other },
    )
    const households = await Promise.all(
      [one, other].map(gridId => world.person('中心户', { role: 'party_member', gridId })),
    )
    await given(
      `update post set kind = 'party_household' where tenant_id = $1 and person_id = any($2::uuid[])`,
      households.map(each => each.personId),
    )
    const groupId = world.ids.id()
    await given(
      'insert into party_group (tenant_id, party_group_id, name, from_day) values ($1, $2, $3, $4)',
      groupId,
      '党小组',
      '2022-01-01',
    )
    await given('insert into party_group_grid (tenant_id, party_group_id, grid_id) values ($1, $2, $3)', groupId, other)
    const venueId = world.ids.id()
    await given(
      `insert into venue (tenant_id, venue_id, code, kind, name, grid_id, hours, public) values ($1, $2, 'V1', 'heart_room', '连心室', $3, '{}', true)`,
      venueId,
      other,
    )
    await given(
      `insert into report_in (tenant_id, report_in_id, person_id, kind, grid_id, village_id, state, reported_at)
       values ($1, $2, $3, 'party_member', $4, $5, 'confirmed', $6)`,
      world.ids.id(),
      twice.personId,
      other,
      village.gridId,
      world.clock.now(),
    )
    await given(
      `insert into activity (tenant_id, activity_id, name, grid_id, village_id, starts_at, ends_at, wanted, made_by, made_at)
       values ($1, $2, '清水圳', $3, $4, $5::timestamptz + interval '2 days', $5::timestamptz + interval '3 days', 2, $6, $5)`,
      world.ids.id(),
      other,
      village.gridId,
      world.clock.now(),
      twice.personId,
    )
    const planId = await planner.planWith(division => mergeGrids(division, [one, other]))
    good(await planner.adopt(planId, planner.inDays(0)))
    const [activity] = await given("select grid_id from activity where tenant_id = $1 and name = '清水圳'")
    assert.deepEqual(activity, { grid_id: one })
    const [reportIn] = await given(
      'select grid_id, village_id, state from report_in where tenant_id = $1 and person_id = $2',
      twice.personId,
    )
    assert.deepEqual(reportIn, { grid_id: one, village_id: village.gridId, state: 'confirmed' })
    const posts = await given(
      'select person_id, grid_id, until_day from post where tenant_id = $1 and grid_id = any($2::uuid[]) and until_day is null',
      [one, other],
    )
    const heldBy = (personIds: readonly string[]) => posts.filter(post => personIds.includes(post['person_id']!))
    assert.deepEqual(
      heldBy([twice.personId]).map(post => post['grid_id']),
      [one],
    )
    assert.equal(heldBy(households.map(each => each.personId)).length, 1, 'one Party-member household a grid')
    const covered = await given(
      'select grid_id from party_group_grid where tenant_id = $1 and party_group_id = $2',
      groupId,
    )
    assert.deepEqual(
      covered.map(row => row['grid_id']),
      [one],
    )
    const told = await given(
      `select type from journal where tenant_id = $1 and type in ('partyGroupsMoved', 'reportInMoved') order by type`,
    )
    assert.deepEqual(
      told.map(({ type }) => type),
      ['partyGroupsMoved', 'reportInMoved'],
    )
    const [venue] = await given('select grid_id, version from venue where tenant_id = $1 and venue_id = $2', venueId)
    assert.deepEqual([venue!['grid_id'], venue!['version']], [one, 2])
  })

  test('given a group is split, then who decides sees where its people go, and may send them to the other half', async () => {
    const village = world.grids.tree.children(world.grids.tree.large.gridId)[7]!
    const group = planner.groupsOf(village.gridId).at(-1)!
    const worker = await world.person('随格走', { role: 'grid_worker', gridId: group.gridId })
    const planId = await planner.planWith(division => cut(division, group.gridId))
    const compared = good(
      await world.administrator.get(`/api/v1/plans/${planId}/comparison`),
    ) as unknown as ComparisonWire
    const ending = compared.items.find(item => item.change === 'ends')
    assert.deepEqual(ending?.posts, [
      { kind: { zh: '专职网格员', en: 'Full-time grid worker' }, personName: '随格走', goesOn: true },
    ])
    const [first, second] = ending.successors!
    assert.ok(first!.share >= second!.share)
    const adopt = (heirs: object[]) =>
      world.administrator.post(`/api/v1/plans/${planId}/adopt`, { effectiveOn: planner.inDays(0), heirs })
    const wrong = await adopt([{ gridId: group.gridId, key: 'elsewhere' }])
    assert.deepEqual([wrong.status, wrong.body['code']], [400, 'field_invalid'])
    good(await adopt([{ gridId: group.gridId, key: second!.key }]))
    const [post] = await given(
      'select grid_id from post where tenant_id = $1 and person_id = $2 and until_day is null',
      worker.personId,
    )
    const { division } = await planner.shown(planId)
    assert.equal(post?.['grid_id'], division.grids.find(grid => grid.key === second!.key)?.gridId)
  })

  test('given one half of a split joins a neighbour, then which posts would end follows the half that is chosen', async () => {
    const village = world.grids.tree.children(world.grids.tree.large.gridId)[4]!
    const [one, other] = neighbours(village.gridId)
    await world.person('两头走', { role: 'grid_worker', gridId: one }, { role: 'grid_worker', gridId: other })
    const planId = await planner.planWith(division => {
      const halves = cut(division, one)
      const own = halves.grids.filter(({ key }) => !division.grids.some(grid => grid.key === key))
      for (const { key } of own)
        try {
          return mergeGrids(halves, [other, key])
        } catch {} // the half that lies away from the neighbour
      throw new Error('no half beside the neighbour')
    })
    const compared = async (...heirs: string[]) => {
      const query = heirs.map(key => `heirs=${encodeURIComponent(`${one}:${key}`)}`).join('&')
      const answer = await world.administrator.get(`/api/v1/plans/${planId}/comparison?${query}`)
      return (good(answer) as unknown as ComparisonWire).items.find(item => item.change === 'ends')!
    }
    const { posts, successors } = await compared()
    const [first, second] = successors!.map(({ key }) => key)
    const away = first === other ? second! : first!
    const goOn = (item: typeof posts) => item?.map(({ goesOn }) => goesOn)
    // He walks the neighbour already, so there his post at the grid that ends has nothing to go on as.
    assert.deepEqual(goOn(posts), [first !== other])
    assert.deepEqual(goOn((await compared(other)).posts), [false])
    assert.deepEqual(goOn((await compared(away)).posts), [true])
    assert.deepEqual((await compared(other)).successors, successors, 'the halves stay in their order')
    good(await world.administrator.post(`/api/v1/plans/${planId}/withdraw`))
  })

  test('given an importer in its own transaction, then its plan is sound, bound to today’s codes, and taken back whole', async () => {
    const asking = {
      actor: {
        kind: 'person',
        personId: world.administrator.personId,
        posts: [{ postId: 'p', role: 'town_administrator', from: '2022-01-01' }],
      },
      commandId: 'import-1',
    } as const
    const first = String(
      good(await world.administrator.post('/api/v1/plans', { name: '底', origin: 'today' }), 201)['planId'],
    )
    const { division } = await planner.shown(first)
    const foreign = { grids: division.grids.map(({ gridId: _, ...grid }) => grid) } as Division
    const made = await world.database.write(world.tenantId, tx =>
      insertPlan(tx, world.ports, asking, { name: '从文件来', origin: 'import', division: foreign }),
    )
    const plan = await planner.shown(made.planId)
    assert.deepEqual([plan.origin, plan.division.grids.every(grid => grid.gridId !== undefined)], ['import', true])
    const half = { grids: foreign.grids.slice(0, -1) }
    await assert.rejects(
      world.database.write(world.tenantId, tx =>
        insertPlan(tx, world.ports, asking, { name: '缺一块', origin: 'import', division: half }),
      ),
      { code: 'division_invalid' },
    )
  })
})

test('given a follower that is not done, then the sweep goes on until all are, and no matter is moved twice', async () => {
  const group = planner.groupsOf(world.grids.tree.children(world.grids.tree.large.gridId)[5]!.gridId)[0]!
  for (let count = 0; count < 3; count += 1)
    good(
      await world.resident.post('/api/v1/tickets', {
        words: `第${count}件`,
        place: { gridId: group.gridId },
        subcategory: '1201',
      }),
      201,
    )
  const planId = await planner.planWith(division => cut(division, group.gridId))
  // Somebody after the matters has not finished: the plan is not done, and the next round asks all of them again.
  const stopped = onDivisionFollowed(async () => false)
  good(await planner.adopt(planId, planner.inDays(0)))
  assert.equal((await planner.shown(planId)).moving, true)
  stopped()
  await world.settle()
  assert.equal((await planner.shown(planId)).moving, undefined)
  const moved = await given(
    `select stream_id from journal where tenant_id = $1 and type = 'GridChanged' and payload->>'planId' = $2`,
    planId,
  )
  assert.equal(new Set(moved.map(row => row['stream_id'])).size, 3)
  assert.equal(moved.length, 3)
})

/** Two groups of a village that share a border. */
function neighbours(villageId: string): [string, string] {
  const features = JSON.parse(world.grids.outlines('small').text).features as {
    id: string
    geometry: { coordinates: [number, number][][] }
    properties: { parentId: string }
  }[]
  const own = features.filter(feature => feature.properties.parentId === villageId)
  const edges = (ring: readonly [number, number][]) => new Set(ring.slice(1).map((to, at) => `${ring[at]} ${to}`))
  for (const one of own)
    for (const other of own) {
      const back = edges([...other.geometry.coordinates[0]!].reverse())
      if (one !== other && [...edges(one.geometry.coordinates[0]!)].some(edge => back.has(edge)))
        return [one.id, other.id]
    }
  throw new Error('no neighbours')
}

test('given a draft that is laid out, then who leads or walks a grid is told and comments; nobody else lays it out', async () => {
  const planId = await planner.begin()
  const path = `/api/v1/plans/${planId}/lay-out`
  assert.equal((await world.leader.post(path)).status, 403)
  good(await world.administrator.post(path))
  await world.pass(1000)
  const inbox = async (who: typeof world.leader) =>
    (good(await who.get('/api/v1/notices'))['items'] as { kind: string; text: string }[]).filter(
      ({ kind }) => kind === 'plan_laid_out',
    )
  const [told] = await inbox(world.leader)
  assert.match(told?.text ?? '', /网格划分/)
  assert.equal((await inbox(world.worker)).length, 1)
  assert.equal((await inbox(world.administrator)).length, 0)
  assert.equal((await inbox(world.resident)).length, 0)
  assert.ok((await planner.shown(planId)).laidOutAt)
  good(await world.worker.post(`/api/v1/plans/${planId}/comments`, { words: '以水渠为界' }), 201)
  good(await world.administrator.post(`/api/v1/plans/${planId}/withdraw`))
  assert.equal((await world.administrator.post(path)).body['code'], 'plan_closed')
})
