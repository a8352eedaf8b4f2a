import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { days, openWorld, type World } from '../../../test/world.ts'

type Entry = { entryId: string; type: string; recordedAt: string; streamKind: string; number?: string }
type Page = { items: Entry[]; next?: string }

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world?.close())

const page = async (query: string) => {
  const answer = await world.administrator.get(`/api/v1/audit${query}`)
  assert.equal(answer.status, 200)
  return answer.body as unknown as Page
}

describe('the audit trail', () => {
  test('given a report of three weeks ago, when the outbox has forgotten it, then the trail still has it', async () => {
    const report = await world.resident.post('/api/v1/tickets', {
      words: '榕树头那盏灯坏了',
      place: { gridId: world.group.gridId },
    })
    assert.equal(report.status, 201)
    await world.settle()
    await world.database.write(world.tenantId, tx =>
      tx.query('delete from outbox where tenant_id = $1', [world.tenantId]),
    )
    world.clock.advance(days(21))
    const { items } = await page('?kind=ticket')
    assert.ok(items.some(entry => entry.type === 'TicketReported' && entry.number === report.body['number']))
  })

  test('given many entries, when they are read page by page, then each comes once and newest first', async () => {
    for (const words of ['一', '二', '三'])
      await world.resident.post('/api/v1/tickets', {
        words: `路面有坑 ${words}`,
        place: { gridId: world.group.gridId },
      })
    const whole = (await page('?limit=100')).items
    const read: Entry[] = []
    let next: string | undefined = ''
    while (next !== undefined) {
      const one: Page = await page(`?limit=2${next === '' ? '' : `&after=${next}`}`)
      read.push(...one.items)
      next = one.next
    }
    assert.deepEqual(
      read.map(entry => entry.entryId),
      whole.map(entry => entry.entryId),
    )
    assert.equal(new Set(read.map(entry => entry.entryId)).size, read.length)
    assert.deepEqual(
      read.map(entry => entry.recordedAt),
      read.map(entry => entry.recordedAt).sort((one, other) => (one < other ? 1 : one > other ? -1 : 0)),
    )
  })

  test('given the catalogue as kind, when it is asked for, then tickets are left out; who is neither administrator nor supervisor is refused', async () => {
    const { items } = await page('?kind=catalogue')
    assert.deepEqual(
      items.map(entry => [entry.streamKind, entry.type]),
      [['catalogue', 'CataloguePlanted']],
    )
    assert.equal((await world.supervisor.get('/api/v1/audit')).status, 200)
    assert.equal((await world.worker.get('/api/v1/audit')).status, 403)
  })
})
