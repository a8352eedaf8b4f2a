import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openWorld, type World } from '../../../test/world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

const search = async (words: string, next?: unknown) => {
  const onward = next === undefined ? '' : `&after=${encodeURIComponent(String(next))}`
  const answer = await world.centre.get(`/api/v1/tickets?text=${encodeURIComponent(words)}${onward}`)
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body as { items: { number: string }[]; next?: string }
}

test('two words of which each stands in thousands of newer reports: the search goes on to the page that has both', async () => {
  const reported = await world.resident.post('/api/v1/tickets', {
    words: '榕树头的路灯坏了',
    place: { gridId: world.group.gridId },
  })
  assert.equal(reported.status, 201, JSON.stringify(reported.body))
  // Newer reports with one of the two words each: more than a page looks through.
  for (const [term, letter] of [
    ['榕树', 'a'],
    ['路灯', 'b'],
  ])
    await world.database.write(world.tenantId, tx =>
      tx.query(
        `insert into ticket_term (tenant_id, term, ticket_id)
         select $1, $2, ($3 || lpad(i::text, 11, '0'))::uuid from generate_series(1, 6000) i`,
        [world.tenantId, term, `ffffffff-ffff-7fff-8fff-${letter}`],
      ),
    )

  const first = await search('榕树 路灯')
  assert.deepEqual(first.items, [])
  assert.ok(first.next !== undefined, 'an empty page that ends the search would hide the report')
  let page = first
  let pages = 1
  for (; page.items.length === 0 && page.next !== undefined; pages += 1) page = await search('榕树 路灯', page.next)
  assert.deepEqual(
    page.items.map(each => each.number),
    [reported.body['number']],
  )
  assert.equal(page.next, undefined)
  assert.ok(pages > 1 && pages <= 7, `six thousand newer reports are walked in a few pages, not ${pages}`)
  assert.equal((await search('榕树 没有')).next, undefined)
})

test('a matter is found by the number that another system gave it, at intake and later', async () => {
  const found = async (words: string) => (await search(words)).items.map(each => each.number)
  const reported = async (words: string, foreign?: object) => {
    const { status, body } = await world.centre.post('/api/v1/tickets', {
      source: 'hotline',
      words,
      phone: '13800000000',
      consent: 'phone',
      ...(foreign === undefined ? {} : { foreign }),
    })
    assert.equal(status, 201, JSON.stringify(body))
    return String(body['number'])
  }
  const called = await reported('桥面有裂缝', { system: '12345', number: 'YF2022-092612' })
  assert.deepEqual(await found('yf2022-092612'), [called])
  const later = await reported('桥栏杆松了')
  const at = `/api/v1/tickets/${later}/record-foreign`
  assert.equal((await world.centre.post(at, { system: '12345', number: '粤平安778812' })).status, 200)
  assert.deepEqual(await found('粤平安778812'), [later])
  assert.deepEqual(await found(later.toLowerCase().replaceAll('-', '')), [later], 'and by its own')
})
