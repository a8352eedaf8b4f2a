import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type Hand, openWorld, type World } from '../../../test/world.ts'
import { switchOnDemoPhone } from './channel.ts'
import { runDeliveries } from './deliver.ts'
import { townLookups } from './town-lookups.ts'

/** The whole application with the real team, catalogue and calendar. */
let world: World
before(async () => {
  world = await openWorld()
  await world.database.write(world.tenantId, tx => switchOnDemoPhone(tx, world.clock.now()))
})
after(() => world.close())

async function inbox(hand: Hand): Promise<string[]> {
  const answer = await hand.get('/api/v1/notices')
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  return (answer.body['items'] as { text: string }[]).map(item => item.text.replace(/DC-\S+/, 'N'))
}

async function messages(): Promise<string[]> {
  const trust = { loopback: true, privateNetworks: false }
  const options = { lookups: townLookups(world.ports), trust, publicUrl: 'https://dc.example.cn' }
  await runDeliveries(world.ports, options, world.tenantId)
  const rows = await world.database.read(world.tenantId, tx =>
    tx.query<{ phone: string; body: string }>('select phone, body from demo_message order by sent_at, message_id'),
  )
  return rows.map(row => `${row.phone} ${row.body.replace(/DC-\S+/, 'N')}`)
}

describe('notices in a real town', () => {
  test('reporter and staff hear what is theirs, step by step', async () => {
    const { anonymous, group, leader, smallLeader, worker, volunteer, centre } = world
    const reported = await anonymous.post('/api/v1/tickets', {
      words: '榕树头那盏灯坏了成个礼拜，夜晚好黑',
      place: { gridId: group.gridId },
      name: '梁桂芳',
      phone: '13800000001',
    })
    assert.equal(reported.status, 201, JSON.stringify(reported.body))
    const at = (verb: string) => `/api/v1/tickets/${reported.body['number']}/${verb}`
    await world.settle()
    const first = await messages()
    assert.equal(first.length, 1)
    assert.match(
      first[0]!,
      /^\+?(86)?13800000001 已收到您反映的事，\d+月\d+日.*前答复。https:\/\/dc\.example\.cn\/t\/N$/,
    )

    const page = await centre.get(`/api/v1/tickets/${reported.body['number']}`)
    const { level } = (page.body as { ticket: { level: string } }).ticket
    const assessor = level === 'small' ? smallLeader : level === 'medium' ? leader : centre
    assert.match((await inbox(assessor))[0]!, /新工单待研判/)

    const lamp = world.catalogue.subcategories.find(each => each.name.zh.includes('灯'))!
    assert.equal((await centre.post(at('accept'), { subcategory: lamp.code })).status, 200)
    const dispatched = await centre.post(at('dispatch'), { to: { kind: 'person', personId: worker.personId } })
    assert.equal(dispatched.status, 200, JSON.stringify(dispatched.body))
    await world.settle()
    assert.match((await inbox(worker))[0]!, new RegExp(`工单派给您，待签收：${lamp.name.zh} N`))
    assert.match((await messages()).at(-1)!, /已有人跟进/)
    assert.deepEqual(await inbox(volunteer), [])
    assert.equal((await inbox(centre)).filter(text => text.includes('工单派给您')).length, 0)
  })

  test('a promise is said over the calendar in force and falls silent when the matter is declined', async () => {
    const { anonymous, group, centre, catalogue } = world
    const reported = await anonymous.post('/api/v1/tickets', {
      words: '想问下社保卡点样补办',
      place: { gridId: group.gridId },
      phone: '13800000002',
    })
    const rule = catalogue.declineRules[0]!
    const declined = await centre.post(`/api/v1/tickets/${reported.body['number']}/decline`, { rule: rule.code })
    assert.equal(declined.status, 200, JSON.stringify(declined.body))
    await world.settle()
    assert.match((await messages()).at(-1)!, /不属本镇受理/)
  })
})
