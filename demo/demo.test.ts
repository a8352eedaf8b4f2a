import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { type Instant, instantOf, milliseconds } from '@onegrid/domain/kernel/time.ts'
import { statuses } from '@onegrid/domain/ticket/ticket.ts'
import { buildApp } from '@onegrid/server/app.ts'
import { fileBlobs } from '@onegrid/server/blobs/blobs.ts'
import { readSettings } from '@onegrid/server/config.ts'
import { gridIndex } from '@onegrid/server/grid/grid-index.ts'
import { randomIds } from '@onegrid/server/ids.ts'
import { readTables } from '@onegrid/server/tables/read-table.ts'
import { readCoverage } from '@onegrid/server/team/coverage.ts'
import { openPeopleImport } from '@onegrid/server/team/people-import/commands.ts'
import { rawSheets } from '@onegrid/server/team/people-import/dropped-file.ts'
import { verifyInstallation } from '@onegrid/server/verify.ts'
import { testDatabase } from '../test/database.ts'
import { accounts } from './accounts.ts'
import { demoNow, storyBegins, storyClock, storyEnds } from './clock.ts'
import { kinds, reportInEvents } from './event-kinds.ts'
import { readKept } from './kept.ts'
import { makeDemo } from './make.ts'
import { demoPassword, residents } from './named-people.ts'
import { drawingNames } from './photos.ts'
import { rosterSize } from './roster/people.ts'
import { rosterFile, rosterFileName } from './roster/workbook.ts'
import { demoSettings, runDemo } from './run.ts'
import { matters } from './story/story.ts'
import { actorWithPosts } from './town.ts'

const quiet = { expect() {}, step() {}, end() {} }

async function openTold() {
  const { database, drop } = await testDatabase({ poolSize: 8 })
  const folder = mkdtempSync(path.join(os.tmpdir(), 'onegrid-demo-'))
  const clock = storyClock(storyBegins)
  const settings = readSettings({ ONEGRID_DATA: folder, LOG_LEVEL: 'silent' })
  const ports = { database, clock, ids: randomIds(clock), blobs: fileBlobs(folder), settings, demo: true }
  const app = await buildApp(ports)
  const made = await makeDemo(ports, quiet)
  const { tenantId } = made.town
  return {
    ...made,
    app,
    ports,
    rows: <Row>(text: string): Promise<Row[]> => database.read(tenantId, tx => tx.query<Row>(text, [tenantId])),
    async close() {
      await app.close()
      await drop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

describe('the story, told to the end', () => {
  let told: Awaited<ReturnType<typeof openTold>>
  before(async () => {
    told = await openTold()
  })
  after(() => told?.close())

  test('every matter stands where its page of the story says, and every status is seen', async () => {
    const rows = await told.rows<{ ticket_id: string; status: string }>(
      'select ticket_id, status from ticket where tenant_id = $1',
    )
    const statusOf = new Map(rows.map(row => [row.ticket_id, row.status]))
    for (const { key, ends } of matters)
      assert.equal(statusOf.get(told.tickets.get(key)?.ticketId ?? ''), ends, `${key} ends as ${ends}`)
    assert.deepEqual(
      [...statuses].filter(status => !rows.some(row => row.status === status)),
      [],
    )
    assert.equal(rows.length, matters.length)
  })

  test('every kind of event happens', async () => {
    const happened = new Set(
      (await told.rows<{ type: string }>('select distinct type from journal where tenant_id = $1')).map(
        row => row.type,
      ),
    )
    assert.deepEqual(
      [...Object.keys(kinds), ...reportInEvents].filter(kind => !happened.has(kind)),
      [],
    )
  })

  test('the next division is under discussion, with the homes that it is weighed by', async () => {
    const [plan] = await told.rows<{ state: string; comments: number }>(`
      select state, (select count(*)::int from plan_comment c where c.tenant_id = $1 and c.plan_id = plan.plan_id) as comments
        from plan where tenant_id = $1`)
    assert.deepEqual(plan, { state: 'draft', comments: 3 })
    const [homes] = await told.rows<{ households: number }>(
      'select sum(households)::int as households from household_point where tenant_id = $1',
    )
    assert.equal(homes?.households, 20_000)
  })

  test('every village has its venue, and every subject its training with people who came', async () => {
    const [venues] = await told.rows<{ kinds: number; villages: number }>(`
      select count(distinct kind) as kinds, count(*) filter (where kind = 'service_centre') as villages
        from venue where tenant_id = $1`)
    assert.deepEqual(venues, { kinds: 6, villages: 16 })
    const trained = await told.rows<{ subject: string }>(`
      select distinct subject from training join training_entry using (tenant_id, training_id)
        where tenant_id = $1 and present_at is not null`)
    assert.equal(trained.length, 5)
  })

  test('closings, ratings, lights, levels and limits of access are all there to be seen', async () => {
    const rows = await told.rows<{ key: string }>(`
      select 'closed as ' || (state->'closing'->>'as') as key from ticket where tenant_id = $1 and state ? 'closing'
      union select 'rated ' || (state->'rating'->>'score') from ticket where tenant_id = $1 and state ? 'rating'
      union select 'level ' || level from ticket where tenant_id = $1
      union select 'source ' || (state->>'source') from ticket where tenant_id = $1
      union select 'kept ' || (state->>'confidentiality') from ticket where tenant_id = $1
      union select 'supervised ' || (state->'supervision'->>'level') from ticket where tenant_id = $1 and state ? 'supervision'
      union select 'open and overdue' from ticket where tenant_id = $1 and open and state ? 'overdueSince'
      union select 'open and due soon' from ticket where tenant_id = $1 and open and state ? 'dueSoonSince' and not state ? 'overdueSince'
      union select 'archived' from ticket where tenant_id = $1 and state ? 'archivedAt'
      union select 'outside' from ticket where tenant_id = $1 and (state->'place'->>'outside')::boolean
      union select 'anonymous' from ticket where tenant_id = $1 and (state->'reporter'->>'anonymous')::boolean and state->>'source' = 'resident'
      union select 'to write back' from ticket where tenant_id = $1 and state ? 'foreign' and not state->'foreign' ? 'writtenBackAt'`)
    const seen = new Set(rows.map(row => row.key))
    const wanted = [
      ...['resolved', 'explained', 'referred', 'merged'].map(as => `closed as ${as}`),
      ...[1, 2, 3, 4, 5].map(score => `rated ${score}`),
      ...['small', 'medium', 'large'].map(level => `level ${level}`),
      ...['resident', 'on_behalf', 'hotline', 'chat', 'patrol', 'department_check', 'deliberation'].map(
        source => `source ${source}`,
      ),
      ...['open', 'neighbourly', 'sensitive', 'cadre'].map(kept => `kept ${kept}`),
      ...[1, 2, 3].map(level => `supervised ${level}`),
      ...['open and overdue', 'open and due soon', 'archived', 'outside', 'anonymous', 'to write back'],
    ]
    assert.deepEqual(
      wanted.filter(each => !seen.has(each)),
      [],
    )
  })

  test('nothing waits behind: every reaction done, every message at its phone, every drawing used', async () => {
    assert.deepEqual(await told.rows('select reactions, error from reaction_failure where tenant_id = $1'), [])
    assert.deepEqual(await told.rows('select type from outbox where tenant_id = $1 and done_at is null'), [])
    const [messages] = await told.rows<{ count: number }>('select count(*) from demo_message where tenant_id = $1')
    assert.ok(messages!.count > 20)
    const text = JSON.stringify(matters)
    assert.deepEqual(
      drawingNames.filter(name => !text.includes(JSON.stringify(name))),
      [],
    )
    assert.deepEqual(
      [...residents.keys()].filter(name => !text.includes(name)),
      [],
    )
  })

  test('the roster came in as it stands in its file: 1,100 people, the cast among them, and a second time nobody', async () => {
    const [staff] = await told.rows<{ people: number; phones: number }>(
      'select count(*) as people, count(distinct phone) as phones from person where tenant_id = $1 and staff',
    )
    // Besides the host, who set the town up; two of 楠村 left their numbers out, and he has none.
    assert.deepEqual(staff, { people: rosterSize + 1, phones: rosterSize - 2 })
    const posts = await told.rows<{ kind: string; count: number }>(
      'select kind, count(*) as count from post where tenant_id = $1 group by kind',
    )
    const countOf = new Map(posts.map(row => [row.kind, row.count]))
    const article = {
      large_leader: 1,
      medium_leader: 16,
      small_leader: 147,
      party_household: 147,
      party_group_leader: 69,
    }
    for (const [kind, count] of Object.entries(article)) assert.equal(countOf.get(kind), count, kind)
    const actor = await actorWithPosts(told.ports, told.town, told.people.get('host')!)
    const file = { name: rosterFileName, bytes: rosterFile() }
    const asking = { town: told.town, actor, commandId: 'roster-again' }
    const sheets = rawSheets(await readTables(file))
    const { counts } = await openPeopleImport(told.ports, asking, { ...file, sheets })
    assert.deepEqual([counts.newPeople, counts.changedPeople, counts.newPosts], [0, 0, 0])
    const { tree } = await gridIndex(told.ports, told.town.tenantId)
    const coverage = await told.ports.database.read(told.town.tenantId, tx => readCoverage(tx, tree, '2022-09-26'))
    assert.deepEqual(
      coverage.flatMap(row => row.lacks),
      ['first_secretary'],
      'one village waits for its first secretary',
    )
  })

  test('the journal is clean', async () => {
    const verified = await verifyInstallation(told.ports, told.town.tenantId)
    assert.deepEqual(verified.faults, [])
    assert.ok(verified.events > 500)
  })

  test('every account signs in and sees the town as its role may', async () => {
    for (const { username } of accounts) {
      const signedIn = await told.app.inject({
        method: 'POST',
        url: '/api/v1/sessions',
        payload: { username, password: demoPassword },
      })
      assert.equal(signedIn.statusCode < 300, true, `${username}: ${signedIn.body}`)
      const cookie = signedIn.cookies.map(each => `${each.name}=${each.value}`).join('; ')
      const me = await told.app.inject({ url: '/api/v1/me', headers: { cookie } })
      assert.equal(me.statusCode, 200, username)
      assert.notDeepEqual(me.json().posts, [], username)
    }
  })
})

describe('the clock of the demo', () => {
  test('it goes on from Monday morning by the real time since it was made, and never back', () => {
    assert.equal(demoNow('2026-05-01T10:00:00.000Z', '2026-05-01T10:00:00.000Z'), storyEnds)
    assert.equal(demoNow('2026-05-01T10:00:00.000Z', '2026-05-02T11:00:00.000Z'), '2022-09-27T01:30:00.000Z')
    assert.equal(demoNow('2026-05-01T10:00:00.000Z', '2026-04-30T10:00:00.000Z'), storyEnds)
  })
})

describe('starting the demo', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'onegrid-demo-run-'))
  after(() => rmSync(folder, { recursive: true, force: true }))

  /** Runs it until it is ready, asks, and stops it as Ctrl-C would. */
  async function started<T>(
    options: { readonly fresh?: boolean; readonly machineNow: Instant },
    ask: (address: string, lines: readonly string[]) => Promise<T>,
  ): Promise<T & { readonly told: boolean }> {
    const lines: string[] = []
    let progressed = ''
    let stop = (): void => {}
    const stopSignal = new Promise<void>(resolve => {
      stop = resolve
    })
    let answer: T | undefined
    let failed: unknown
    await runDemo({
      settings: demoSettings({ ONEGRID_DATA: folder, PORT: '0', LOG_LEVEL: 'silent' }),
      fresh: options.fresh === true,
      machineNow: () => options.machineNow,
      stopSignal,
      progress: { write: text => (progressed += text) },
      buildWeb: async () => {},
      say(line) {
        lines.push(line)
        const address = /^OneGrid is ready: (\S+)$/.exec(lines.at(-2) ?? '')?.[1]
        if (address !== undefined)
          ask(address, lines)
            .then(
              given => {
                answer = given
              },
              error => {
                failed = error
              },
            )
            .finally(stop)
      },
      story: { matters: matters.slice(0, 1), townSteps: [] },
    })
    if (failed) throw failed
    return { ...answer!, told: progressed.includes('The example town is told: 100%') }
  }

  async function look(address: string, lines: readonly string[]) {
    const page = await fetch(`${address}/demo`)
    const signedIn = await fetch(`${address}/api/v1/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: address },
      body: JSON.stringify({ username: 'centre', password: demoPassword }),
    })
    const cookie = signedIn.headers
      .getSetCookie()
      .map(each => each.split(';')[0])
      .join('; ')
    const list = await fetch(`${address}/api/v1/tickets`, { headers: { cookie } })
    const { items } = (await list.json()) as { items: { number: string }[] }
    const entered = await fetch(`${address}/demo/enter`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: address },
      body: new URLSearchParams({ username: 'bitang' }),
    })
    return {
      entered: `${entered.status} ${entered.headers.get('location')} ${entered.headers.getSetCookie().length > 0}`,
      lines: [...lines],
      page: await page.text(),
      now: page.headers.get('x-onegrid-time') ?? '',
      numbers: items.map(each => each.number),
    }
  }

  test('told once, gone on with the next day, and begun anew with --fresh', async () => {
    const made = '2026-05-01T10:00:00.000Z'
    const first = await started({ machineNow: made }, look)
    assert.equal(first.told, true)
    assert.equal(first.lines.filter(line => line.startsWith('OneGrid is ready: ')).length, 1)
    for (const { username } of accounts)
      assert.ok(first.page.includes(username) && first.lines.join().includes(username))
    assert.ok(first.now >= storyEnds)
    assert.equal(first.entered, '303 /pocket true')

    const nextDay = instantOf(milliseconds(made) + 26 * 3_600_000)
    const second = await started({ machineNow: nextDay }, look)
    assert.equal(second.told, false)
    assert.equal(first.numbers.length, 1)
    assert.deepEqual(second.numbers, first.numbers)
    assert.ok(second.now >= '2022-09-27T02:30:00.000Z' && second.now < '2022-09-27T02:40:00.000Z', second.now)

    const fresh = await started({ machineNow: nextDay, fresh: true }, look)
    assert.equal(fresh.told, true)
    assert.notDeepEqual(fresh.numbers, first.numbers)
    assert.ok(fresh.now < '2022-09-26T00:40:00.000Z', fresh.now)
  })

  test('broken off in the middle, it keeps nothing that the next start would take for a town', async () => {
    const own = path.join(folder, 'broken-off')
    const settings = demoSettings({ ONEGRID_DATA: own, PORT: '0', LOG_LEVEL: 'silent' })
    const run = {
      fresh: false,
      stopSignal: Promise.resolve(),
      machineNow: () => storyEnds,
      say() {},
      progress: { write() {} },
      buildWeb: async () => {},
    }
    await assert.rejects(runDemo({ ...run, settings }), /Stopped before the example town was finished/)
    assert.equal(readKept(settings.dataFolder), undefined)
  })

  test('a used port is said plainly before anything is told', async () => {
    const other = net.createServer().listen(0, '127.0.0.1')
    await new Promise(resolve => other.once('listening', resolve))
    const { port } = other.address() as net.AddressInfo
    const settings = demoSettings({ ONEGRID_DATA: path.join(folder, 'other'), PORT: String(port) })
    const run = {
      fresh: false,
      stopSignal: Promise.resolve(),
      machineNow: () => storyEnds,
      say() {},
      progress: { write() {} },
      buildWeb: async () => {},
    }
    await assert.rejects(runDemo({ ...run, settings }), new RegExp(`^Error: Port ${port} is used by another program`))
    await new Promise(resolve => other.close(resolve))
  })
})
