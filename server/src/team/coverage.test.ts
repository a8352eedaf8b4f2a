import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openWorld, type World } from '../../../test/world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world?.close())

type Coverage = { items: { gridId: string; lacks: string[] }[] }
const lacksAt = async (gridId: string) =>
  ((await world.centre.get('/api/v1/coverage')).body as Coverage).items.find(item => item.gridId === gridId)?.lacks

describe('coverage and Party groups', () => {
  test('a grid lacks what it has not, until it is given', async () => {
    const { administrator, group, grids, biTang, leader } = world
    const [, second, third] = grids.tree.children(biTang.gridId)
    assert.deepEqual(await lacksAt(group.gridId), ['party_household', 'party_group'])
    assert.deepEqual(await lacksAt(biTang.gridId), ['stationed_leader', 'first_secretary', 'party_instructor'])
    const item = { name: '碧塘第一党小组', leaderId: leader.personId, gridIds: [group.gridId, second!.gridId] }
    const put = (items: object[], version: number) =>
      administrator.put('/api/v1/party-groups', { items }, { 'if-match': `"${version}"` })
    assert.equal((await put([item], 0)).status, 200)
    assert.equal((await put([item], 0)).body['code'], 'version_stale')
    assert.deepEqual(await lacksAt(group.gridId), ['party_household'])
    const taken = await put([item, { name: '二组', gridIds: [second!.gridId] }], 1)
    assert.deepEqual([taken.body['pointer'], taken.status], ['/items/1/gridIds/0', 400])
    const resident = await put([{ ...item, leaderId: world.resident.personId }], 1)
    assert.equal(resident.body['code'], 'person_unknown')
    const listed = (await world.centre.get('/api/v1/party-groups')).body as {
      items: { partyGroupId: string; leaderName: string }[]
    }
    assert.equal(listed.items[0]?.leaderName, '伍秀兰')
    // Left out it ends, and its grids are free.
    const { partyGroupId } = listed.items[0]!
    assert.equal((await put([{ ...item, partyGroupId, gridIds: [third!.gridId] }], 1)).status, 200)
    assert.deepEqual(await lacksAt(group.gridId), ['party_household', 'party_group'])
    assert.deepEqual((await lacksAt(third!.gridId))?.includes('party_group'), false)
    assert.equal((await put([], 2)).status, 200)
    assert.equal((await lacksAt(third!.gridId))?.includes('party_group'), true)
  })

  test('an order reaches the Party members and volunteers of the Party group beside it, and only them', async () => {
    const { administrator, grids, biTang, group, leader, resident } = world
    const [, second, third] = grids.tree.children(biTang.gridId)
    const gridIds = [group.gridId, second!.gridId]
    const version = Number(((await world.centre.get('/api/v1/party-groups')).body as { version: number }).version)
    await administrator.put(
      '/api/v1/party-groups',
      { items: [{ name: '联组', gridIds }] },
      { 'if-match': `"${version}"` },
    )
    const beside = await world.person('陆隔组', { role: 'party_member', gridId: second!.gridId })
    const farther = await world.person('陆远组', { role: 'party_member', gridId: third!.gridId })
    const worker = await world.person('叶隔组', { role: 'grid_worker', gridId: second!.gridId })
    const sent = await resident.post('/api/v1/tickets', {
      words: '请人帮忙跑一趟',
      place: { gridId: group.gridId },
      subcategory: '1401',
    })
    const number = String(sent.body['number'])
    for (const [path, body] of [
      ['assess', {}],
      ['accept', {}],
      ['issue-order', { need: '代办跑腿', needed: 2 }],
    ] as const)
      assert.equal((await leader.post(`/api/v1/tickets/${number}/${path}`, body)).status, 200)
    const ordersOf = async (hand: typeof beside) =>
      ((await hand.get('/api/v1/tickets/orders')).body as { items: { number: string }[] }).items.map(
        each => each.number,
      )
    assert.deepEqual(await ordersOf(beside), [number])
    assert.deepEqual(await ordersOf(farther), [])
    assert.deepEqual(await ordersOf(worker), [])
    await world.settle()
    const kindsOf = async (hand: typeof beside) =>
      ((await hand.get('/api/v1/notices')).body as { items: { kind: string }[] }).items.map(each => each.kind)
    assert.deepEqual(await kindsOf(beside), ['order_open'])
    assert.deepEqual(await kindsOf(farther), [])
    assert.equal((await farther.post(`/api/v1/tickets/${number}/take-order`, {})).status, 404)
    assert.equal((await beside.post(`/api/v1/tickets/${number}/take-order`, {})).status, 200)
  })

  test('whom to call: the people of the grid, its village and its leader, masked, without neighbours who help', async () => {
    const { group, worker, resident } = world
    const { body } = await worker.get(`/api/v1/grids/${group.gridId}/contacts`)
    const names = (body as { items: { name: string; kind: string }[] }).items.map(each => each.name)
    assert.ok(names.includes('叶国强') && names.includes('伍秀兰') && names.includes('苏少玲'), names.join())
    assert.equal(names.includes('陆大勇'), false)
    assert.equal((await resident.get(`/api/v1/grids/${group.gridId}/contacts`)).status, 401)
    assert.equal((await worker.get(`/api/v1/grids/${world.ids.id()}/contacts`)).status, 400)
  })
})
