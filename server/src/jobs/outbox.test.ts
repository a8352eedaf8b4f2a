import assert from 'node:assert/strict'
import { after, afterEach, before, describe, test } from 'node:test'
import type { Tx } from '../database/database.ts'
import { type NoticeTown, openNoticeTown, tenantId } from '../notice/fixture/town.ts'
import { runReactions } from './outbox.ts'
import { silentLog } from './ports.ts'
import { type OutboxEvent, registerReaction } from './reactions.ts'

let town: NoticeTown
const ways: (() => void)[] = []
before(async () => {
  town = await openNoticeTown()
  await town.ports.database.pool.query('select 1')
})
after(() => town.close())
afterEach(async () => {
  for (const back of ways.splice(0)) back()
  await runReactions(town.ports, tenantId)
})

async function reports(count: number): Promise<string[]> {
  const made: string[] = []
  for (let place = 0; place < count; place++) made.push(await town.report())
  return made
}

const waiting = async () =>
  (await town.rows<{ count: number }>('select count(*) as count from outbox where done_at is null'))[0]!.count

describe('reactions to the outbox', () => {
  test('given events, when the worker runs, each is done once and another run does nothing', async () => {
    const seen: string[] = []
    ways.push(registerReaction('count', ['TicketReported'], async (_tx, event) => void seen.push(event.streamId)))
    const made = await reports(3)
    assert.equal(await runReactions(town.ports, tenantId), 3)
    assert.equal(await runReactions(town.ports, tenantId), 0)
    assert.deepEqual(seen, made)
    assert.equal(await waiting(), 0)
  })

  test('given one stream, its events come in their sequence with the payload and who did it', async () => {
    const seen: (readonly [number, string | undefined])[] = []
    ways.push(
      registerReaction('order', ['TicketReported', 'TicketFellDueSoon', 'TicketFellOverdue'], async (_tx, event) => {
        assert.equal('actor' in event.payload, false)
        seen.push([event.sequence, event.actorId])
      }),
    )
    const [ticketId] = await reports(1)
    const at = town.ports.clock.now()
    await town.tell(
      ticketId!,
      [
        { type: 'TicketFellDueSoon', at },
        { type: 'TicketFellOverdue', at },
      ],
      tenantId,
    )
    await runReactions(town.ports, tenantId)
    assert.deepEqual(seen, [
      [1, undefined],
      [2, tenantId],
      [3, tenantId],
    ])
  })

  test('given two workers at once, every event is done exactly once', async () => {
    const seen = new Map<string, number>()
    ways.push(
      registerReaction('race', ['TicketReported'], async (tx, event) => {
        await tx.query(
          'insert into demo_message (tenant_id, message_id, phone, body, sent_at) values ($1, $2, $3, $3, now())',
          [tenantId, event.eventId, 'race'],
        )
        seen.set(event.eventId, (seen.get(event.eventId) ?? 0) + 1)
      }),
    )
    await reports(90)
    const taken = await Promise.all([1, 2, 3].map(() => runReactions(town.ports, tenantId)))
    assert.equal(
      taken.reduce((sum, each) => sum + each, 0),
      90,
    )
    assert.deepEqual([...new Set(seen.values())], [1])
    const rows = await town.rows(`select 1 from demo_message where phone = 'race'`)
    assert.equal(rows.length, 90)
    assert.equal(await waiting(), 0)
  })

  test('given a poison event, the others go on, what it wrote is gone, and it is tried again with back-off', async () => {
    const [bad, good] = await reports(2)
    let failing = true
    const write = (who: string) => async (tx: Tx, event: OutboxEvent) => {
      const values = [tenantId, town.ports.ids.id(), who, event.streamId]
      await tx.query(
        'insert into demo_message (tenant_id, message_id, phone, body, sent_at) values ($1, $2, $3, $4, now())',
        values,
      )
      if (who === 'picky' && event.streamId === bad && failing) throw new Error('cannot digest')
    }
    ways.push(registerReaction('picky', ['TicketReported'], write('picky')))
    ways.push(registerReaction('easy', ['TicketReported'], write('easy')))
    const written = async () =>
      (
        await town.rows<{ line: string }>(
          `select phone || ' ' || body as line from demo_message where phone in ('picky', 'easy')`,
        )
      )
        .map(row => row.line)
        .sort()
    const logged: object[] = []
    const log = { ...silentLog, warn: (facts: object) => void logged.push(facts) }
    await runReactions(town.ports, tenantId, log)
    assert.deepEqual(await written(), [`easy ${bad}`, `easy ${good}`, `picky ${good}`].sort())
    assert.equal(logged.length, 1)
    assert.match(JSON.stringify(logged[0]), /picky.*cannot digest/)
    // Not before its time …
    await runReactions(town.ports, tenantId, log)
    assert.equal(logged.length, 1)
    town.ports.clock.advance(2000)
    await runReactions(town.ports, tenantId, log)
    assert.equal(logged.length, 2)
    // … the second wait is longer …
    town.ports.clock.advance(2000)
    await runReactions(town.ports, tenantId, log)
    assert.equal(logged.length, 2)
    failing = false
    town.ports.clock.advance(2000)
    await runReactions(town.ports, tenantId, log)
    // … and the reaction that had done it is not run again.
    assert.deepEqual(await written(), [`easy ${bad}`, `easy ${good}`, `picky ${bad}`, `picky ${good}`].sort())
    assert.equal(await waiting(), 0)
    assert.equal((await town.rows('select 1 from reaction_failure')).length, 0)
  })

  test('control: without the savepoint rule a throwing SQL statement would spoil the batch; here it does not', async () => {
    const [bad] = await reports(2)
    const done: string[] = []
    ways.push(
      registerReaction('broken-sql', ['TicketReported'], async (tx, event) => {
        if (event.streamId === bad) await tx.query('select 1 / 0')
        await tx.query('select 1')
        done.push(event.streamId)
      }),
    )
    await runReactions(town.ports, tenantId)
    assert.equal(done.length, 1)
    for (const back of ways.splice(0)) back()
    town.ports.clock.advance(60_000)
    await runReactions(town.ports, tenantId)
    assert.equal(await waiting(), 0)
  })

  test('given a crash before the commit, the event is taken again', async () => {
    await reports(1)
    let runs = 0
    ways.push(
      registerReaction('crash', ['TicketReported'], async () => {
        runs += 1
      }),
    )
    const broken = {
      ...town.ports,
      database: {
        ...town.ports.database,
        write: <T>(id: string, work: (tx: never) => Promise<T>) =>
          town.ports.database.write(id, async tx => {
            await work(tx as never)
            throw new Error('killed')
          }),
      },
    } as typeof town.ports
    await assert.rejects(runReactions(broken, tenantId), /killed/)
    assert.equal(await waiting(), 1)
    await runReactions(town.ports, tenantId)
    assert.equal(runs, 2)
    assert.equal(await waiting(), 0)
  })
})
