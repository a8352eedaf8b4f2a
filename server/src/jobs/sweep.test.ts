import assert from 'node:assert/strict'
import { after, afterEach, before, describe, test } from 'node:test'
import { type NoticeTown, openNoticeTown, tenantId } from '../notice/fixture/town.ts'
import { registerOutboxPruning } from './prune.ts'
import { registerSweep, runSweeps, sweepAll } from './sweep.ts'

let town: NoticeTown
const ways: (() => void)[] = []
before(async () => {
  town = await openNoticeTown()
})
after(() => town.close())
afterEach(() => {
  for (const back of ways.splice(0)) back()
})

describe('the sweep', () => {
  test('given a daily sweep, it runs once in a day of the town, over restarts', async () => {
    const seen: string[] = []
    ways.push(registerSweep('daily', 'daily', async (_ports, _tenant, now) => void seen.push(now)))
    town.ports.clock.set('2022-09-26T00:30:00.000Z')
    await runSweeps(town.ports, tenantId)
    await runSweeps(town.ports, tenantId)
    // 15:59 UTC is a minute before midnight in Shanghai, 16:00 is the next day.
    town.ports.clock.set('2022-09-26T15:59:00.000Z')
    await runSweeps(town.ports, tenantId)
    assert.equal(seen.length, 1)
    town.ports.clock.set('2022-09-26T16:00:00.000Z')
    await runSweeps(town.ports, tenantId)
    assert.deepEqual(seen, ['2022-09-26T00:30:00.000Z', '2022-09-26T16:00:00.000Z'])
  })

  test('given an hourly sweep that failed, it is due again; a failing one stops no other', async () => {
    let runs = 0
    const others: string[] = []
    ways.push(
      registerSweep('hourly', 'hourly', async () => {
        runs += 1
        if (runs === 1) throw new Error('no')
      }),
      registerSweep('other', 'always', async () => void others.push('ran')),
    )
    await sweepAll(town.ports)
    await sweepAll(town.ports)
    await sweepAll(town.ports)
    assert.equal(runs, 2)
    assert.equal(others.length, 3)
    town.ports.clock.advance(3_600_000)
    await sweepAll(town.ports)
    assert.equal(runs, 3)
  })

  test('given two processes, they never sweep the same at the same time', async () => {
    let inside = 0
    let most = 0
    let runs = 0
    ways.push(
      registerSweep('alone', 'always', async ports => {
        inside += 1
        runs += 1
        most = Math.max(most, inside)
        await ports.database.read(tenantId, tx => tx.query('select pg_sleep(0.02)'))
        inside -= 1
      }),
    )
    await Promise.all([
      runSweeps(town.ports, tenantId),
      runSweeps(town.ports, tenantId),
      runSweeps(town.ports, tenantId),
    ])
    assert.equal(most, 1)
    assert.equal(runs, 3)
  })

  test('given events done for two weeks, they are cleared away with their marks; waiting ones stay', async () => {
    await town.report()
    await town.report()
    await town.ports.database.write(tenantId, tx =>
      tx.query(
        'update outbox set done_at = $2 where tenant_id = $1 and event_id = (select event_id from outbox limit 1)',
        [tenantId, town.ports.clock.now()],
      ),
    )
    ways.push(registerOutboxPruning())
    town.ports.clock.advance(15 * 86_400_000)
    await runSweeps(town.ports, tenantId)
    const left = await town.rows<{ done_at: string | null }>('select done_at from outbox')
    assert.deepEqual(left, [{ done_at: null }])
  })
})
