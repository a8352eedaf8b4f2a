import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Hand, openWorld, type World } from '../../../test/world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world?.close())

async function reported(by: Hand, words: string, more: object = {}): Promise<string> {
  const { status, body } = await by.post('/api/v1/tickets', {
    words,
    phone: '13800000000',
    subcategory: '1202',
    place: { gridId: world.group.gridId },
    ...more,
  })
  assert.equal(status, 201, JSON.stringify(body))
  return String(body['number'])
}

type Page = {
  readonly merged: readonly { number: string; words?: string }[]
  readonly timeline: readonly { type: string; actor: { kind: string } }[]
}
const seen = async (by: Hand, number: string) => (await by.get(`/api/v1/tickets/${number}`)).body as unknown as Page

test('given a matter merged into another, then the other shows its words to whoever may see it', async () => {
  const [into, merged] = [
    await reported(world.anonymous, '水渠堵了'),
    await reported(world.anonymous, '凤屋水渠满出来'),
  ]
  assert.equal((await world.centre.post(`/api/v1/tickets/${merged}/merge`, { into })).status, 200)
  assert.deepEqual((await seen(world.centre, into)).merged, [{ number: merged, words: '凤屋水渠满出来' }])
})

test('given a reporter who left a number without signing in, then the history calls him the reporter, not anonymous', async () => {
  const first = async (number: string) => (await seen(world.centre, number)).timeline[0]?.actor.kind
  assert.equal(await first(await reported(world.anonymous, '门口水渠又堵')), 'resident')
  const hidden = await reported(world.anonymous, '水渠有异味', { anonymous: true, phone: undefined })
  assert.equal(await first(hidden), 'anonymous')
})
