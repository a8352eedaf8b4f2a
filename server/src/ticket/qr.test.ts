import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openWorld, type World } from '../../../test/world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world?.close())

test('the code of a printed sheet is drawn for who sees the ticket, and for nobody else', async () => {
  const reported = await world.resident.post('/api/v1/tickets', {
    words: '桥头护栏撞断一截',
    name: '梁桂芳',
    phone: '13800000000',
    place: { gridId: world.group.gridId },
  })
  const url = `/api/v1/tickets/${String(reported.body['number'])}/qr`
  const drawn = await world.app.inject({ url, headers: { cookie: `who=${world.centre.personId}` } })
  assert.equal(drawn.statusCode, 200)
  assert.match(String(drawn.headers['content-type']), /^image\/svg\+xml/)
  assert.match(drawn.body, /^<svg[\s\S]*<\/svg>\s*$/)
  assert.equal((await world.otherLeader.get(url)).status, 404)
  assert.equal((await world.anonymous.get(url)).status, 404)
  assert.equal((await world.centre.get('/api/v1/tickets/DC-220926-AAAA-AAAAA/qr')).status, 404)
})
