import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { days, openWorld, type World } from '../../../../test/world.ts'
import { readStream } from '../../journal/journal.ts'
import { verifyInstallation } from '../../verify.ts'
import { cut, good, type Planner, plannerIn } from './fixture/planner.ts'
import { sweepDivisions } from './in-force.ts'

let world: World
let planner: Planner
before(async () => {
  world = await openWorld()
  planner = plannerIn(world)
})
after(() => world?.close())

const report = async (gridId: string, more: object = {}) =>
  String(
    good(
      await world.resident.post('/api/v1/tickets', {
        words: '巷口路灯唔着',
        place: { gridId },
        subcategory: '1201',
        ...more,
      }),
      201,
    )['number'],
  )
const act = async (by: World['leader'], number: string, verb: string, body: object = {}) =>
  good(await by.post(`/api/v1/tickets/${number}/${verb}`, body))
type Row = {
  ticket_id: string
  small_id: string | null
  medium_id: string | null
  due_at: string
  hold_due_at: string
  timer_at: string | null
  holder_person: string | null
  level: string
  sequence: number
}
const rowOf = (number: string) =>
  world.database.read(world.tenantId, async tx => {
    const [row] = await tx.query<Row>('select * from ticket where tenant_id = $1 and number = $2', [
      tx.tenantId,
      number,
    ])
    return row!
  })
const eventsOf = async (number: string) => {
  const { ticket_id } = await rowOf(number)
  return world.database.read(world.tenantId, tx => readStream(tx, { kind: 'ticket', id: ticket_id }))
}
const given = (text: string, ...values: unknown[]) =>
  world.database.write(world.tenantId, tx => tx.query<Record<string, string>>(text, [tx.tenantId, ...values]))

describe('a division with a day to come', () => {
  const day = '2022-10-10'
  let planId: string
  let number: string
  let closed: string
  let old: { gridId: string; name: string }
  let kept: { gridId: string; name: string }

  test('given it is adopted, then today stays as it is and the day to come shows it', async () => {
    const [first, second] = planner.groupsOf(world.biTang.gridId)
    old = first!
    kept = second!
    number = await report(old.gridId)
    await act(world.leader, number, 'accept')
    await act(world.leader, number, 'dispatch', { to: { kind: 'person', personId: world.worker.personId } })
    await act(world.worker, number, 'acknowledge')
    closed = await report(old.gridId)
    await act(world.leader, closed, 'accept')
    await act(world.leader, closed, 'dispatch', { to: { kind: 'person', personId: world.worker.personId } })
    await act(world.worker, closed, 'acknowledge')
    await act(world.worker, closed, 'complete', { words: '换了灯泡' })
    await act(world.verifier, closed, 'verify', { passed: true })
    await act(world.leader, closed, 'close', { as: 'resolved' })

    planId = await planner.planWith(division => {
      const split = cut(division, old.gridId)
      return {
        grids: split.grids.map(grid =>
          grid.gridId === kept.gridId ? { ...grid, name: '榕树头小组', localNames: ['榕树头'] } : grid,
        ),
      }
    })
    const adopted = good(await planner.adopt(planId, day))
    assert.deepEqual([adopted['state'], adopted['effectiveOn']], ['adopted', day])
    await world.settle()
    assert.equal((await planner.gridsOn()).length, world.grids.tree.grids.length)
    assert.equal((await planner.gridsOn(day)).length, world.grids.tree.grids.length + 1)
    assert.equal((await rowOf(number)).small_id, old.gridId)
    const closing = await world.administrator.put(`/api/v1/plans/${planId}`, { name: '改' }, { 'if-match': '"3"' })
    assert.equal(closing.body['code'], 'plan_closed')
  })

  test('given one waits, then no other is adopted', async () => {
    const other = await planner.planWith(division => division)
    const refused = await planner.adopt(other, planner.inDays(1))
    assert.deepEqual([refused.status, refused.body['code']], [409, 'plan_waiting'])
    assert.equal((refused.body['facts'] as { effectiveOn: string }).effectiveOn, day)
  })

  test('given two processes see the day come, then it takes effect once, and clocks and holders stay', async () => {
    const before = await rowOf(number)
    world.clock.advance(days(14))
    assert.ok(planner.inDays(0) >= day)
    const now = world.clock.now()
    await Promise.all([1, 2].map(() => sweepDivisions(world.ports, world.tenantId, now)))
    await sweepDivisions(world.ports, world.tenantId, now)
    const after = await rowOf(number)
    assert.notEqual(after.small_id, old.gridId)
    assert.equal(after.medium_id, world.biTang.gridId)
    for (const column of ['due_at', 'hold_due_at', 'holder_person', 'level'] as const)
      assert.equal(after[column], before[column], column)
    assert.equal((await eventsOf(number)).filter(event => event.type === 'GridChanged').length, 1)
    const grid = await world.database.read(world.tenantId, tx => readStream(tx, { kind: 'grid', id: world.tenantId }))
    assert.equal(grid.filter(event => event.type === 'DivisionInForce').length, 1)
    assert.equal((await planner.shown(planId)).state, 'in_force')
    assert.equal((await planner.shown(planId)).moving, undefined)
  })

  test('given a closed matter, then it keeps the grid of its day; reopened it lies in today’s', async () => {
    assert.equal((await rowOf(closed)).small_id, old.gridId)
    const page = good(await world.centre.get(`/api/v1/tickets/${closed}`)) as {
      ticket: { place: { name: string } }
    }
    assert.match(page.ticket.place.name, new RegExp(old.name))
    await act(world.resident, closed, 'reopen', { words: '又灭了' })
    await world.settle()
    const { small_id } = await rowOf(closed)
    assert.notEqual(small_id, old.gridId)
    assert.ok((await planner.gridsOn()).some(grid => grid.gridId === small_id))
  })

  test('given a grid with a new name, then an old day has the old one', async () => {
    const nameOn = async (onDay?: string) =>
      (await planner.gridsOn(onDay)).find(grid => grid.gridId === kept.gridId)!.name
    assert.equal(await nameOn(), '榕树头小组')
    assert.equal(await nameOn('2022-10-09'), kept.name)
  })

  test('given an old and a new day, then the figures are those of its grids', async () => {
    type Figures = {
      onDay: string
      items: { gridId: string; posts: number; squareMetres: number; tickets: { received: number } }[]
    }
    const on = async (onDay: string) => good(await world.centre.get(`/api/v1/grids/figures?onDay=${onDay}`)) as Figures
    const [then, now] = [await on('2022-09-26'), await on(planner.inDays(0))]
    const of = (figures: Figures, gridId: string) => figures.items.find(item => item.gridId === gridId)
    assert.equal(of(now, old.gridId), undefined)
    assert.ok(of(then, old.gridId)!.posts >= 3)
    const parts = (await planner.gridsOn()).filter(grid => world.grids.tree.find(grid.gridId) === undefined)
    const area = parts.reduce((sum, part) => sum + of(now, part.gridId)!.squareMetres, 0)
    assert.ok(Math.abs(area - of(then, old.gridId)!.squareMetres) < 10)
    const town = world.grids.tree.large.gridId
    assert.equal(of(then, town)!.tickets.received, 2)
    assert.equal(of(then, world.biTang.gridId)!.tickets.received, 2)
    assert.equal((await world.resident.get('/api/v1/grids/figures')).status, 403)
  })

  test('the journal agrees with the rows', async () => {
    const { faults } = await verifyInstallation(world.ports, world.tenantId)
    assert.deepEqual(faults, [])
  })
})

describe('a plan that is withdrawn before its day', () => {
  test('then nothing of it is left, what was prepared goes back, and its codes are free', async () => {
    const [, , third] = planner.groupsOf(world.dongYao.gridId)
    const key = third!.gridId
    const planId = await planner.planWith(division => {
      const split = cut(division, key)
      return {
        grids: split.grids.map((grid, at) =>
          grid.gridId === undefined && grid.level === 'small' ? { ...grid, code: `44532110599${at}` } : grid,
        ),
      }
    })
    const day = planner.inDays(20)
    good(await planner.adopt(planId, day))
    const coming = (await planner.gridsOn(day)).filter(grid => grid.code.startsWith('44532110599'))
    assert.equal(coming.length, 2)
    const prepared = good(
      await world.administrator.post('/api/v1/posts', {
        personId: world.otherLeader.personId,
        role: 'small_leader',
        gridId: coming[0]!.gridId,
        from: day,
      }),
      201,
    )
    good(await world.administrator.post(`/api/v1/plans/${planId}/withdraw`))
    assert.deepEqual(await planner.gridsOn(day), await planner.gridsOn())
    const [post] = await given('select grid_id from post where tenant_id = $1 and post_id = $2', prepared['postId'])
    assert.equal(post!['grid_id'], key)
    assert.equal((await world.administrator.post(`/api/v1/plans/${planId}/withdraw`)).body['code'], 'plan_closed')

    const copy = good(
      await world.administrator.post('/api/v1/plans', { name: '再来', origin: 'copy', copyOf: planId }),
      201,
    )
    good(await planner.adopt(String(copy['planId']), day))
    const again = (await planner.gridsOn(day)).filter(grid => grid.code.startsWith('44532110599'))
    assert.deepEqual(
      again.map(grid => grid.code),
      coming.map(grid => grid.code),
    )
    good(await world.administrator.post(`/api/v1/plans/${String(copy['planId'])}/withdraw`))
  })
})

describe('a group that is called otherwise from a day on', () => {
  test('then that day, and no day before it, shows and exports the new name; taken back, the old one stays', async () => {
    const key = planner.groupsOf(world.biTang.gridId)[1]!.gridId
    const was = (await planner.gridsOn()).find(grid => grid.gridId === key)!.name
    const planId = await planner.planWith(division => ({
      grids: division.grids.map(grid => (grid.key === key ? { ...grid, name: '桥头小组' } : grid)),
    }))
    good(await planner.adopt(planId, planner.inDays(10)))
    const nameOn = async (onDay?: string) => (await planner.gridsOn(onDay)).find(grid => grid.gridId === key)?.name
    assert.equal(await nameOn(planner.inDays(10)), '桥头小组')
    assert.equal(await nameOn(planner.inDays(30)), '桥头小组')
    assert.equal(await nameOn(planner.inDays(9)), was)
    assert.equal(await nameOn(), was)
    const file = await world.app.inject({
      url: `/api/v1/grids/export?format=geojson&onDay=${planner.inDays(10)}`,
      headers: { cookie: `who=${world.administrator.personId}` },
    })
    assert.match(file.body, /桥头小组/)
    good(await world.administrator.post(`/api/v1/plans/${planId}/withdraw`))
    assert.equal(await nameOn(planner.inDays(10)), was)
  })
})

describe('two at once', () => {
  test('given two plans on the same grids, when both are adopted, then one wins and the other is brought up to date', async () => {
    const villages = world.grids.tree.children(world.grids.tree.large.gridId)
    const [near, far] = [villages.at(-1)!, villages.at(-4)!].map(village => planner.groupsOf(village.gridId)[0]!)
    const plans = [
      await planner.planWith(division => cut(division, near!.gridId)),
      await planner.planWith(division => cut(division, far!.gridId)),
    ]
    const answers = await Promise.all(plans.map(planId => planner.adopt(planId, planner.inDays(0))))
    assert.deepEqual(answers.map(answer => answer.status).sort(), [200, 409], JSON.stringify(answers))
    const lost = plans[answers.findIndex(answer => answer.status === 409)]!
    const refused = answers.find(answer => answer.status === 409)!
    assert.equal(refused.body['code'], 'plan_outdated')
    const facts = refused.body['facts'] as { rebase: boolean; ended: string[]; changed: string[] }
    assert.equal(facts.ended.length, 1)
    assert.ok(facts.changed.length >= 2)
    assert.equal(facts.rebase, true, 'the two villages do not touch')
    const stale = await planner.shown(lost)
    assert.equal(stale.outdated, true)
    assert.equal(stale.behind?.rebase, true)
    assert.equal(stale.behind.ended.length, 1)
    // By name: an id tells nobody anything.
    assert.doesNotMatch([...stale.behind.ended, ...stale.behind.changed].join(), /[0-9a-f]{8}-/)
    good(await world.administrator.post(`/api/v1/plans/${lost}/rebase`, {}, undefined).then(answer => answer), 400)
    const rebased = await world.app.inject({
      method: 'POST',
      url: `/api/v1/plans/${lost}/rebase`,
      headers: {
        cookie: `who=${world.administrator.personId}`,
        'if-match': '"2"',
        'idempotency-key': world.ids.id(),
      },
      payload: {},
    })
    assert.equal(rebased.statusCode, 200, rebased.body)
    good(await planner.adopt(lost, planner.inDays(0)))
    const codes = (await planner.gridsOn()).map(grid => grid.code)
    assert.equal(new Set(codes).size, codes.length)
  })

  test('given a plan that changes what changed meanwhile, then it is not brought up to date by itself', async () => {
    const [village] = world.grids.tree.children(world.grids.tree.large.gridId)
    const group = planner.groupsOf(village!.gridId).at(-1)!
    const [one, other] = [
      await planner.planWith(division => cut(division, group.gridId)),
      await planner.planWith(division => cut(division, group.gridId)),
    ]
    good(await planner.adopt(one, planner.inDays(0)))
    const refused = await planner.adopt(other, planner.inDays(0))
    assert.deepEqual([refused.status, refused.body['code']], [409, 'plan_outdated'])
    assert.equal((refused.body['facts'] as { rebase: boolean }).rebase, false)
    assert.equal((await planner.shown(other)).behind?.rebase, false)
  })

  test('given the same command twice, then it is adopted once', async () => {
    const planId = await planner.planWith(division => division)
    const commandId = world.ids.id()
    const send = () =>
      world.administrator.post(`/api/v1/plans/${planId}/adopt`, { effectiveOn: planner.inDays(0) }, commandId)
    const [one, other] = await Promise.all([send(), send()])
    assert.deepEqual([one!.status, other!.status], [200, 200])
    assert.deepEqual(one!.body, other!.body)
  })
})
