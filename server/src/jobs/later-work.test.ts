import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openDatabase } from '../database/database.ts'
import { type NoticeTown, openNoticeTown, tenantId } from '../notice/fixture/town.ts'
import { registerErrand } from './errands.ts'
import { startLaterWork } from './later-work.ts'
import { silentLog } from './ports.ts'
import { registerReaction } from './reactions.ts'
import { registerSweep } from './sweep.ts'
import { wake } from './wake.ts'

let town: NoticeTown
before(async () => {
  town = await openNoticeTown()
})
after(() => town.close())

async function until(condition: () => boolean): Promise<void> {
  const patience = performance.now() + 30_000
  while (!condition() && performance.now() < patience) await new Promise(resolve => setTimeout(resolve, 25))
  assert.ok(condition(), 'waited in vain')
}

describe('later work as the process runs it', () => {
  test('two processes share events, sweep and retries; both stop cleanly', async () => {
    const seen = new Map<string, number>()
    const swept: string[] = []
    const scopes: string[] = []
    const ways = [
      registerReaction('process', ['TicketReported'], async (_tx, event) => {
        seen.set(event.eventId, (seen.get(event.eventId) ?? 0) + 1)
      }),
      registerSweep('process', 'hourly', async (_ports, _tenant, now) => void swept.push(now)),
      registerErrand('process', async (_ports, _tenant, scope) => {
        scopes.push(scope)
        return scopes.length === 1 ? 1 : undefined
      }),
    ]
    const { database } = town.ports
    const second = await openDatabase({
      appUrl: database.listenUrl,
      ownerUrl: town.ownerUrl,
      migrated: true,
      poolSize: 3,
    })
    const log = {
      ...silentLog,
      error: (facts: object, words: string) => assert.fail(`${words} ${JSON.stringify(facts)}`),
    }
    const processes = await Promise.all(
      [town.ports, { ...town.ports, database: second }].map(ports =>
        startLaterWork({ ports, log, sweepEverySeconds: 1 }),
      ),
    )
    try {
      for (let place = 0; place < 25; place++) await town.report()
      wake(tenantId)
      await until(() => seen.size === 25)
      // No wake: the poll finds it.
      await town.report()
      await until(() => seen.size === 26)
      await until(() => swept.length === 1)
      await until(() => scopes.includes('due'))
      town.ports.clock.advance(3_600_000)
      await processes[0]!.sweepNow()
      await until(() => swept.length === 2)
      assert.deepEqual([...new Set(seen.values())], [1])
    } finally {
      for (const process of processes) await process.stop()
      await second.close()
      for (const back of ways) back()
    }
    const before = seen.size
    await town.report()
    wake(tenantId)
    assert.equal(seen.size, before)
  })
})
