import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { localDate } from '@onegrid/domain/kernel/calendar.ts'
import { days, type Hand, openWorld, type World } from '../../../test/world.ts'
import { findPeopleFor } from './queries.ts'
import { findPostsOf } from './store.ts'

let world: World
let large = ''
before(async () => {
  world = await openWorld()
  large = world.grids.tree.large.gridId
})
after(() => world?.close())

/** A lamp in the group, reported by a resident, accepted by the village and sent to the person. */
async function heldBy(to: Hand): Promise<string> {
  const { resident, leader, group } = world
  const sent = await resident.post('/api/v1/tickets', {
    words: '榕树头那盏灯坏了',
    place: { gridId: group.gridId },
    subcategory: '1205',
  })
  assert.equal(sent.status, 201, JSON.stringify(sent.body))
  const number = String(sent.body['number'])
  const verb = async (path: string, body: object) => {
    const answer = await leader.post(`/api/v1/tickets/${number}/${path}`, body)
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
  }
  await verb('assess', {})
  await verb('accept', {})
  await verb('dispatch', { to: { kind: 'person', personId: to.personId } })
  return number
}

async function holderOf(number: string): Promise<{ id?: string; since: string }> {
  const { body } = await world.centre.get(`/api/v1/tickets/${number}`)
  const page = body as { ticket: { holder?: { id: string } }; clocks: { hold: { since: string } } }
  return { ...page.ticket.holder, since: page.clocks.hold.since }
}
const staff = (name: string, gridId: string) => world.person(name, { role: 'grid_worker', gridId })
const postOf = async (hand: Hand) =>
  (await world.database.read(world.tenantId, tx => findPostsOf(tx, [hand.personId])))[0]!
const eventsOf = async (number: string): Promise<string[]> => {
  const { body } = await world.centre.get(`/api/v1/tickets/${number}`)
  return (body as { timeline: { type: string }[] }).timeline.map(entry => entry.type)
}

describe('ending a post', () => {
  test('is refused with the list of what nobody would have, and hands over to whom is named', async () => {
    const { administrator, group } = world
    const goes = await staff('叶离任', group.gridId)
    const next = await staff('叶接任', group.gridId)
    const number = await heldBy(goes)
    const { postId } = await postOf(goes)
    const asked = await administrator.get(`/api/v1/people/${goes.personId}/open-matters?postId=${postId}`)
    assert.deepEqual(asked.body, {
      matters: [{ kind: 'ticket', number, gridId: group.gridId }],
      unitMatters: [],
      days: [],
      lacks: [],
    })
    const refused = await administrator.post(`/api/v1/posts/${postId}/end`, {})
    assert.equal(refused.status, 409)
    assert.equal(refused.body['code'], 'matters_open')
    assert.deepEqual((refused.body['facts'] as { numbers: string[] }).numbers, [number])
    const { since } = await holderOf(number)

    const self = await administrator.post(`/api/v1/posts/${postId}/end`, { handOverTo: goes.personId })
    assert.equal(self.body['pointer'], '/handOverTo')
    const resident = await administrator.post(`/api/v1/posts/${postId}/end`, { handOverTo: world.resident.personId })
    assert.equal(resident.body['code'], 'person_unknown')

    const done = await administrator.post(`/api/v1/posts/${postId}/end`, {
      lastDay: '2022-09-26',
      handOverTo: next.personId,
    })
    assert.equal(done.status, 200, JSON.stringify(done.body))
    // The day after the last: it still waits for him today.
    assert.equal((await holderOf(number)).id, goes.personId)
    await world.pass(days(1))
    assert.deepEqual(await holderOf(number), { ...(await holderOf(number)), id: next.personId, since })
    assert.equal((await eventsOf(number)).at(-1), 'HandedOver')
    const sheet = await administrator.get(`/api/v1/handovers/${String(done.body['handoverId'])}`)
    const told = sheet.body as { fromName: string; toName: string; matters: { number: string; subcategory: string }[] }
    assert.deepEqual([told.fromName, told.toName], ['叶离任', '叶接任'])
    assert.deepEqual(
      told.matters.map(matter => [matter.number, matter.subcategory]),
      [[number, '1205']],
    )
    assert.equal((await next.get(`/api/v1/handovers/${String(done.body['handoverId'])}`)).status, 200)
    assert.equal((await world.worker.get(`/api/v1/handovers/${String(done.body['handoverId'])}`)).status, 404)
  })

  test('that nobody handed over goes up the tree on the day after its last', async () => {
    const { administrator, group } = world
    const goes = await staff('叶到期', group.gridId)
    const number = await heldBy(goes)
    const { postId } = await postOf(goes)
    await world.database.write(world.tenantId, tx =>
      tx.query('update post set until_day = $3 where tenant_id = $1 and post_id = $2', [
        world.tenantId,
        postId,
        localDate('Asia/Shanghai', world.clock.now()),
      ]),
    )
    const { since } = await holderOf(number)
    await world.pass(days(1))
    const after = await holderOf(number)
    assert.deepEqual([after.id, after.since], [world.leader.personId, since], 'the promise runs on')
    const [told] = (await administrator.get('/api/v1/handovers')).body['items'] as { from: string; why: string }[]
    assert.deepEqual([told?.from, told?.why], [goes.personId, 'post_ended'])
    await world.pass(days(1))
    const { items } = (await administrator.get('/api/v1/handovers')).body as { items: { from: string }[] }
    assert.equal(items.filter(each => each.from === goes.personId).length, 1, 'once')
  })

  test('the last clerk of a unit leaves only when another takes the post', async () => {
    const { administrator, waterClerk, unit, resident, leader, group } = world
    const sent = await resident.post('/api/v1/tickets', {
      words: '一滴水都上不来',
      place: { gridId: group.gridId },
      subcategory: '1301',
    })
    const number = String(sent.body['number'])
    for (const [path, body] of [
      ['assess', {}],
      ['accept', {}],
      ['dispatch', { to: { kind: 'unit', unitId: unit('water').unitId, assisting: [] } }],
    ] as const)
      assert.equal((await leader.post(`/api/v1/tickets/${number}/${path}`, body)).status, 200)
    const { postId } = await postOf(waterClerk)
    const next = await world.person('黎接任', { role: 'volunteer', gridId: world.biTang.gridId })
    const end = (body: object) => administrator.post(`/api/v1/posts/${postId}/end`, body)
    assert.equal((await end({ handOverTo: next.personId })).body['code'], 'matters_open')
    assert.equal((await end({ handOverTo: next.personId, takesPost: true })).status, 200)
    const posts = await world.database.read(world.tenantId, tx => findPostsOf(tx, [next.personId]))
    assert.ok(posts.some(post => post.kind === 'unit_clerk' && post.unitId === unit('water').unitId))
  })
})

describe('a leave', () => {
  test('the substitute has the posts, the matters and the notices for those days; then they come back', async () => {
    const { administrator, biTang, group } = world
    const away = await world.person('伍请假', { role: 'grid_worker', gridId: group.gridId })
    const standIn = await world.person('苏代班', { role: 'volunteer', gridId: biTang.gridId })
    const before = await heldBy(away)
    const today = new Date(Date.parse(world.clock.now()) + 8 * 3_600_000)
    const day = (count: number) => new Date(today.getTime() + count * 86_400_000).toISOString().slice(0, 10)
    const wish = {
      personId: away.personId,
      substituteId: standIn.personId,
      from: day(1),
      until: day(2),
      handOver: true,
      comeBack: true,
    }
    const made = await administrator.post('/api/v1/leaves', wish)
    assert.equal(made.status, 201, JSON.stringify(made.body))
    assert.equal((await administrator.post('/api/v1/leaves', wish)).body['code'], 'leave_overlaps')
    const workers = () =>
      world.database.read(world.tenantId, tx =>
        findPeopleFor(tx, { role: 'grid_worker', gridId: group.gridId, at: world.clock.now() }),
      )
    const there = async (hand: Hand) => (await workers()).some(each => each.personId === hand.personId)
    assert.deepEqual([await there(away), await there(standIn)], [true, false])

    await world.pass(days(1))
    assert.equal((await holderOf(before)).id, standIn.personId)
    assert.deepEqual([await there(away), await there(standIn)], [false, true])
    const notices = (await standIn.get('/api/v1/notices')).body as { items: { kind: string }[] }
    assert.ok(notices.items.some(notice => notice.kind === 'assigned'))
    const number = await heldBy(world.worker)
    const { body } = await world.leader.get(`/api/v1/tickets/${number}/candidates`)
    const candidates = (body as { items: { id: string; actingFor?: string; reasons: string[] }[] }).items
    assert.equal(
      candidates.some(each => each.id === away.personId),
      false,
      'who is away is not proposed',
    )
    const acting = candidates.find(each => each.id === standIn.personId)
    assert.deepEqual([acting?.actingFor, acting?.reasons.includes('acting_for')], ['伍请假', true])

    await world.pass(days(2))
    assert.equal((await holderOf(before)).id, away.personId)
    assert.deepEqual([await there(away), await there(standIn)], [true, false])
    const listed = (await world.centre.get(`/api/v1/leaves?personId=${away.personId}`)).body as {
      items: { state: string; personName: string; substituteName: string }[]
    }
    assert.deepEqual(
      listed.items.map(each => [each.state, each.personName, each.substituteName]),
      [['over', '伍请假', '苏代班']],
    )
    assert.deepEqual((await eventsOf(before)).filter(type => type === 'HandedOver').length, 2)
  })

  test('whoever comes back earlier has everything back at once; one that has not begun leaves nothing', async () => {
    const { administrator, group, biTang } = world
    const away = await staff('叶早回', group.gridId)
    const standIn = await world.person('潘代班', { role: 'volunteer', gridId: biTang.gridId })
    const number = await heldBy(away)
    const today = new Date(Date.parse(world.clock.now()) + 8 * 3_600_000).toISOString().slice(0, 10)
    const wish = { personId: away.personId, substituteId: standIn.personId, handOver: true, comeBack: true }
    const leave = async (from: string, until: string) =>
      String((await administrator.post('/api/v1/leaves', { ...wish, from, until })).body['leaveId'])
    const running = await leave(today, '2022-12-31')
    assert.equal((await holderOf(number)).id, standIn.personId)
    assert.equal((await away.post(`/api/v1/leaves/${running}/end`, {})).status, 200)
    assert.equal((await holderOf(number)).id, away.personId)
    const planned = await leave('2022-12-01', '2022-12-31')
    const posts = () => world.database.read(world.tenantId, tx => findPostsOf(tx, [standIn.personId]))
    assert.equal((await posts()).length, 2)
    assert.equal((await administrator.post(`/api/v1/leaves/${planned}/end`, {})).status, 200)
    assert.equal((await posts()).length, 1)
  })

  test("a village's leader arranges leaves of his own village only, and nobody arranges his own", async () => {
    const { leader, otherLeader, worker, group, biTang } = world
    const away = await staff('叶村内', group.gridId)
    const standIn = await world.person('苏村内', { role: 'volunteer', gridId: biTang.gridId })
    const wish = {
      personId: away.personId,
      substituteId: standIn.personId,
      from: '2022-11-01',
      until: '2022-11-03',
      handOver: false,
      comeBack: false,
    }
    assert.equal((await otherLeader.post('/api/v1/leaves', wish)).body['code'], 'not_permitted')
    assert.equal((await worker.post('/api/v1/leaves', wish)).body['code'], 'not_permitted')
    const townWide = await world.person('莫全镇', { role: 'duty_officer', gridId: large })
    assert.equal(
      (await leader.post('/api/v1/leaves', { ...wish, personId: townWide.personId })).body['code'],
      'not_permitted',
    )
    assert.equal((await leader.post('/api/v1/leaves', wish)).status, 201)
  })
})

describe('an election', () => {
  test("changes a village's posts on one day, all or none, and hands over", async () => {
    const { administrator, biTang, group, leader } = world
    const today = new Date(Date.parse(world.clock.now()) + 8 * 3_600_000).toISOString().slice(0, 10)
    const chosen = await world.person('新当选', { role: 'volunteer', gridId: biTang.gridId })
    const number = await heldBy(leader)
    const held = await postOf(leader)
    const url = `/api/v1/grids/${biTang.gridId}/posts`
    const seat = { postId: held.postId, personId: chosen.personId }
    const newSeat = { kind: 'party_household', gridId: group.gridId, personId: chosen.personId }
    const broken = await administrator.post(url, { day: today, changes: [seat, newSeat, newSeat] })
    assert.equal(broken.body['code'], 'post_overlaps', JSON.stringify(broken.body))
    assert.equal((await postOf(leader)).until, undefined)
    const empty = await administrator.post(url, { day: today, changes: [{ postId: held.postId }] })
    assert.deepEqual([empty.body['code'], empty.body['pointer']], ['matters_open', '/changes/0/handOverTo'])
    const done = await administrator.post(url, { day: today, changes: [seat, newSeat] })
    assert.equal(done.status, 200, JSON.stringify(done.body))
    assert.deepEqual([done.body['ended'], done.body['given']], [1, 2])
    assert.equal((await holderOf(number)).id, chosen.personId)
    const elsewhere = await administrator.post(`/api/v1/grids/${world.dongYao.gridId}/posts`, {
      day: today,
      changes: [{ postId: held.postId }],
    })
    assert.equal(elsewhere.status, 404)
  })
})
