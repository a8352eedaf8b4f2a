import assert from 'node:assert/strict'
import { request } from 'node:http'
import { after, before, describe, test } from 'node:test'
import type { Actor } from '@onegrid/domain/kernel/actor.ts'
import { Client } from 'pg'
import type { Settings } from '../config.ts'
import { openGround } from '../http/ground.ts'
import type { App } from '../http/route.ts'
import { runReactions } from '../jobs/outbox.ts'
import { isAfter, readCursor } from '../jobs/outbox-cursor.ts'
import { wake } from '../jobs/wake.ts'
import { actorFor, type NoticeTown, openNoticeTown, personNumber, type Staff, staff, tenantId } from './fixture/town.ts'
import { openLiveFeed } from './live-feed.ts'
import { registerLiveRoute } from './live-routes.ts'
import { registerNoticeReactions } from './reactions.ts'

type Told = { readonly id: string; readonly event: string; readonly data: Record<string, unknown> }

let town: NoticeTown
let back: () => void
/** Two processes on one database: the second never hears the first one's wake in this test. */
let app: App
let url: string
const ended = new Set<string>()
const closings: (() => void)[] = []

before(async () => {
  town = await openNoticeTown()
  back = registerNoticeReactions(town.lookups)
  const findActor = async (_town: unknown, { cookies }: { cookies: Record<string, string | undefined> }) => {
    const who = cookies['who'] ?? ''
    const found = Object.entries<Staff>(staff).find(([name]) => name === who)
    const resident: Actor = { kind: 'resident', personId: personNumber(77) }
    const actor: Actor = found ? actorFor(found[1]) : who === 'resident' ? resident : { kind: 'anonymous' }
    if (actor.kind === 'anonymous' || ended.has(who))
      return { actor: { kind: 'anonymous' }, session: undefined } as const
    return { actor, session: { accountId: who, sessionId: who, hostAdministrator: false } }
  }
  const settings = { logLevel: 'silent', trustProxy: false } as unknown as Settings
  app = await openGround({
    database: town.ports.database,
    clock: town.ports.clock,
    settings,
    findActor: findActor as never,
  })
  registerLiveRoute(app, {
    feed: openLiveFeed(town.ports, town.lookups),
    findActor: findActor as never,
    heartbeatMilliseconds: 40,
    sessionMilliseconds: 30,
  })
  url = await app.listen({ port: 0, host: '127.0.0.1' })
})
after(async () => {
  back()
  for (const close of closings) close()
  await app.close()
  await town.close()
})

class Page {
  readonly told: Told[] = []
  text = ''
  status = 0
  closed = false
  #close: () => void = () => {}

  static async open(who: string, lastId?: string): Promise<Page> {
    const page = new Page()
    await new Promise<void>(done => {
      const headers = { cookie: `who=${who}`, ...(lastId === undefined ? {} : { 'last-event-id': lastId }) }
      const asked = request(`${url}/api/v1/live`, { headers }, response => {
        page.status = response.statusCode ?? 0
        response.setEncoding('utf8')
        response.on('data', chunk => page.take(chunk))
        response.on('close', () => {
          page.closed = true
        })
        response.on('error', () => {})
        done()
      })
      asked.on('error', () => {})
      asked.end()
      page.#close = () => asked.destroy()
      closings.push(page.#close)
    })
    return page
  }
  take(chunk: string): void {
    this.text += chunk
    const blocks = this.text.split('\n\n')
    for (const block of blocks.slice(0, -1)) {
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1]
      if (field('event'))
        this.told.push({ id: field('id') ?? '', event: field('event')!, data: JSON.parse(field('data') ?? '{}') })
    }
    this.beats += blocks.slice(0, -1).filter(block => block.startsWith(':')).length
    this.text = blocks.at(-1) ?? ''
  }
  beats = 0
  changes(slice = 'ticket'): Told[] {
    return this.told.filter(each => each.event === 'change' && each.data['slice'] === slice)
  }
  async until(condition: (page: Page) => boolean): Promise<void> {
    await waitFor(() => condition(this))
    assert.ok(condition(this), `waited in vain, last told: ${JSON.stringify(this.told.slice(-5))}`)
  }
  cut(): void {
    this.#close()
  }
}

/** Patient, because a loaded machine is slow; what comes at once is seen at once. */
async function waitFor(condition: () => boolean | Promise<boolean>): Promise<void> {
  const until = performance.now() + 30_000
  while (!(await condition()) && performance.now() < until) await new Promise(resolve => setTimeout(resolve, 20))
}

/**
 * Until the feed's horizon has passed all that was written so far. The horizon is the whole server's: a transaction that is
 * open in any of its databases, another test's included, holds it back, and a page that opens meanwhile hears afterwards what
 * was written before.
 */
async function settled(): Promise<void> {
  const passed = async (): Promise<boolean> => {
    const [row] = await town.rows<{ passed: boolean }>(
      `select pg_snapshot_xmin(pg_current_snapshot()) >
         coalesce((select transaction_id from outbox where tenant_id = $1 order by transaction_id desc limit 1), '0'::xid8) as passed`,
      [tenantId],
    )
    return row?.passed === true
  }
  await waitFor(passed)
  assert.ok(await passed(), 'a transaction holds the horizon back for ever')
}

const isReady = (page: Page) => page.told.some(each => each.event === 'ready')

describe('the live stream', () => {
  test('nobody known gets none', async () => {
    assert.equal((await Page.open('nobody')).status, 401)
  })

  test('a page hears what its person may see, with number and without content; others hear nothing', async () => {
    await settled()
    const [leader, clerk] = await Promise.all([Page.open('smallLeader'), Page.open('clerk')])
    await Promise.all([leader.until(isReady), clerk.until(isReady)])
    const ticketId = await town.report({ phone: '13800000001' })
    wake(tenantId)
    await leader.until(page => page.changes().length === 1)
    const { data } = leader.changes()[0]!
    assert.deepEqual(Object.keys(data).sort(), ['id', 'number', 'slice', 'type'])
    assert.equal(data['id'], ticketId)
    const cadre = await town.report({ confidentiality: 'cadre', level: 'large' })
    const another = await town.report()
    wake(tenantId)
    await leader.until(page => page.changes().some(each => each.data['id'] === another))
    assert.equal(
      leader.changes().some(each => each.data['id'] === cadre),
      false,
    )
    assert.deepEqual(clerk.changes(), [])
    leader.cut()
    clerk.cut()
  })

  test('after a cut it resumes where it was and misses nothing', async () => {
    await settled()
    const first = await Page.open('smallLeader')
    await first.until(isReady)
    const seen = await town.report()
    await first.until(page => page.changes().some(each => each.data['id'] === seen))
    first.cut()
    const missed = [await town.report(), await town.report()]
    const lastId = first.told.at(-1)!.id
    await settled()
    const second = await Page.open('smallLeader', lastId)
    await second.until(isReady)
    assert.deepEqual(
      second.changes().map(each => each.data['id']),
      missed,
    )
    for (const each of second.told) assert.ok(isAfter(readCursor(each.id)!, readCursor(lastId)!))
    // A quiet page moves on by `ready` alone.
    const third = await Page.open('smallLeader', second.told.at(-1)!.id)
    await third.until(isReady)
    assert.deepEqual(third.changes(), [])
    second.cut()
    third.cut()
  })

  test('a transaction that began earlier and commits later is not skipped', async () => {
    const page = await Page.open('smallLeader')
    await page.until(isReady)
    const slow = new Client({ connectionString: town.ownerUrl })
    await slow.connect()
    try {
      await slow.query('begin')
      await slow.query('select pg_current_xact_id()')
      const early = await town.report()
      wake(tenantId)
      const late = town.ports.ids.id()
      await slow.query(
        `insert into onegrid.outbox (tenant_id, event_id, stream_kind, stream_id, sequence, type, payload, occurred_at)
         values ($1, $2, 'grid', $2, 1, 'GridChanged', '{}', now())`,
        [tenantId, late],
      )
      await slow.query('commit')
      await page.until(each => each.changes().some(told => told.data['id'] === early))
      await page.until(each => each.changes('grid').length === 1)
    } finally {
      await slow.end()
      page.cut()
    }
  })

  test('too far behind, or at a place that nobody knows, it says reset and names the lists', async () => {
    const page = await Page.open('smallLeader', 'gibberish')
    await page.until(each => each.told.some(told => told.event === 'reset'))
    assert.deepEqual(
      page.changes().map(each => each.data),
      [{ slice: 'ticket' }],
    )
    const from = page.told.at(-1)!.id
    await town.ports.database.write(tenantId, tx =>
      tx.query(
        `insert into outbox (tenant_id, event_id, stream_kind, stream_id, sequence, type, payload, occurred_at)
         select $1, gen_random_uuid(), 'grid', gen_random_uuid(), 1, 'GridChanged', '{}', now() from generate_series(1, 501)`,
        [tenantId],
      ),
    )
    await settled()
    const late = await Page.open('smallLeader', from)
    await late.until(each => each.told.some(told => told.event === 'reset'))
    page.cut()
    late.cut()
  })

  test('a new notice rings only at its person’s pages', async () => {
    await runReactions(town.ports, tenantId)
    await settled()
    const [leader, centre] = await Promise.all([Page.open('smallLeader'), Page.open('centre')])
    await Promise.all([leader.until(isReady), centre.until(isReady)])
    const reported = await town.report()
    await runReactions(town.ports, tenantId)
    await leader.until(page => page.changes('notice').length > 0)
    assert.deepEqual(leader.changes('notice')[0]!.data, { slice: 'notice' })
    // The notices were written after the report: a page that heard of a later matter has heard of them, if ever.
    const later = await town.report()
    await centre.until(page => page.changes().some(each => each.data['id'] === later))
    assert.ok(centre.changes().some(each => each.data['id'] === reported))
    assert.deepEqual(centre.changes('notice'), [])
    leader.cut()
    centre.cut()
  })

  test('it beats while nothing happens and ends with the session', async () => {
    const page = await Page.open('approver')
    await page.until(each => each.beats > 1)
    assert.equal(page.closed, false)
    ended.add('approver')
    await page.until(each => each.closed)
  })

  test('control: cursors compare by transaction as numbers, not as text', () => {
    const place = (text: string) => readCursor(`${text}.01930000-0000-7000-8000-000000000001`)!
    assert.equal(isAfter(place('10'), place('9')), true)
    assert.equal(isAfter(place('9'), place('10')), false)
    for (const bad of [
      '',
      '1',
      '1.x',
      '-1.01930000-0000-7000-8000-000000000001',
      `${2n ** 64n}.01930000-0000-7000-8000-000000000001`,
    ])
      assert.equal(readCursor(bad), undefined, bad)
  })
})
