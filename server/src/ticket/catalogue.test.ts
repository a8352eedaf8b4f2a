import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import type { Actor } from '@onegrid/domain/kernel/actor.ts'
import { addDuration } from '@onegrid/domain/kernel/calendar.ts'
import type { Catalogue } from '@onegrid/domain/ticket/catalogue.ts'
import { templates } from '@onegrid/domain/ticket/template/template.ts'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import type { Ports } from '../app.ts'
import { simulatedClock } from '../clock.ts'
import type { Settings } from '../config.ts'
import { type Database, openDatabase } from '../database/database.ts'
import { openGround } from '../http/ground.ts'
import type { App } from '../http/route.ts'
import { randomIds } from '../ids.ts'
import { readStream } from '../journal/journal.ts'
import { calendarOf, onCalendarChanged } from './calendar.ts'
import { catalogueOf, onCataloguePublished, type Published, plantCatalogue } from './catalogue.ts'
import { registerCatalogueRoutes } from './catalogue-routes.ts'

const clock = simulatedClock('2026-03-02T01:00:00.000Z')
const ids = randomIds(clock)
const administrator: Actor = {
  kind: 'person',
  personId: ids.id(),
  posts: [{ postId: ids.id(), role: 'town_administrator', gridId: ids.id(), from: '2026-01-01' }],
}
const worker: Actor = {
  kind: 'person',
  personId: ids.id(),
  posts: [{ postId: ids.id(), role: 'grid_worker', gridId: ids.id(), from: '2026-01-01' }],
}

let files: TestDatabase
let elsewhere: Database
let ports: Ports
let app: App
let actor: Actor
let town: string
let host: string

before(async () => {
  files = await testDatabase()
  // Another process on the same database.
  elsewhere = await openDatabase({ appUrl: files.appUrl, ownerUrl: files.ownerUrl, migrated: true, poolSize: 2 })
  const settings = { logLevel: 'silent', trustProxy: false } as unknown as Settings
  ports = { database: files.database, clock, ids, settings } as unknown as Ports
  app = await openGround({
    database: files.database,
    clock,
    settings,
    findActor: async () => ({ actor, session: undefined }),
  })
  registerCatalogueRoutes(app, ports)
  await app.ready()
})
after(async () => {
  await app?.close()
  await elsewhere?.close()
  await files?.drop()
})

/** Every test has a town of its own, with the village's template. */
beforeEach(async () => {
  actor = administrator
  town = await newTown()
  const entry = { commandId: 'plant', recordedAt: clock.now(), actor: { kind: 'clock' } } as const
  await files.database.write(town, tx => plantCatalogue(tx, ports, 'village', entry))
})

async function newTown(): Promise<string> {
  const tenantId = ids.id()
  const code = `T${ids.code(6)}`
  host = `${code.toLowerCase()}.test`
  await files.database.host(tx =>
    tx.query(
      `insert into tenant (tenant_id, code, name, host_names, zone, created_at) values ($1, $2, $2, $3, 'Asia/Shanghai', $4)`,
      [tenantId, code, [host], clock.now()],
    ),
  )
  app.towns.forget()
  return tenantId
}

const get = (url: string, headers: Record<string, string> = {}) => app.inject({ url, headers: { host, ...headers } })
const put = (url: string, version: string | undefined, payload: object, commandId = ids.id()) =>
  app.inject({
    method: 'PUT',
    url,
    payload,
    headers: { host, 'idempotency-key': commandId, ...(version === undefined ? {} : { 'if-match': version }) },
  })

async function full(): Promise<Catalogue> {
  return (await get('/api/v1/catalogue/full')).json<Catalogue>()
}

function withLightLimit(catalogue: Catalogue, amount: number): Catalogue {
  return {
    ...catalogue,
    subcategories: catalogue.subcategories.map(each =>
      each.code === '1205'
        ? {
            ...each,
            conditions: each.conditions.map(row =>
              row.code === 'single' ? { ...row, limit: { ...row.limit, amount } } : row,
            ),
          }
        : each,
    ),
  }
}

describe('the catalogue in force', () => {
  test('is the planted template; planting twice is refused; a town without one says so', async () => {
    assert.deepEqual(await catalogueOf(ports, town), JSON.parse(JSON.stringify({ ...templates.village, version: 1 })))
    assert.equal(await catalogueOf(ports, town), await catalogueOf(ports, town))
    const entry = { commandId: 'again', recordedAt: clock.now(), actor: { kind: 'clock' } } as const
    await assert.rejects(
      files.database.write(town, tx => plantCatalogue(tx, ports, 'city', entry)),
      /already_set_up/,
    )
    const bare = await newTown()
    await assert.rejects(catalogueOf(ports, bare), /not_found/)
    assert.equal((await get('/api/v1/catalogue')).statusCode, 404)
  })

  test('residents see words and needs, nothing of the inside, and nothing twice', async () => {
    actor = { kind: 'anonymous' }
    const answer = await get('/api/v1/catalogue')
    assert.equal(answer.statusCode, 200, answer.body)
    const menu = answer.json()
    assert.equal(menu.version, 1)
    assert.equal(menu.subcategories.find((each: { code: string }) => each.code === '1205').villageWord.zh, '灯')
    assert.equal(menu.needs.length, 8)
    assert.deepEqual(Object.keys(menu).sort(), ['categories', 'emergencyNumbers', 'needs', 'subcategories', 'version'])
    const again = await get('/api/v1/catalogue', { 'if-none-match': String(answer.headers.etag) })
    assert.equal(again.statusCode, 304)
    assert.equal(again.body, '')
  })

  test('the whole of it is for staff', async () => {
    actor = { kind: 'anonymous' }
    assert.equal((await get('/api/v1/catalogue/full')).statusCode, 401)
    actor = { kind: 'resident', personId: ids.id() }
    assert.equal((await get('/api/v1/catalogue/full')).statusCode, 403)
    actor = worker
    assert.equal((await get('/api/v1/catalogue/full')).statusCode, 200)
  })
})

describe('publishing', () => {
  test('given version 1, when a limit changes, then version 2 is in force here at once and elsewhere within the second', async () => {
    await catalogueOf({ database: elsewhere }, town)
    const published = await put('/api/v1/catalogue', '"1"', {
      catalogue: withLightLimit(await full(), 5),
      note: '路灯快一点',
    })
    assert.equal(published.statusCode, 200, published.body)
    assert.equal(published.headers.etag, '"2"')
    assert.deepEqual(published.json(), {
      version: 2,
      changes: [
        {
          of: 'condition',
          subcategory: '1205',
          condition: 'single',
          from: { amount: 7, unit: 'working_day' },
          to: { amount: 5, unit: 'working_day' },
        },
      ],
    })
    assert.equal((await catalogueOf(ports, town)).version, 2)
    const until = performance.now() + 10_000
    while ((await catalogueOf({ database: elsewhere }, town)).version !== 2) {
      assert.ok(performance.now() < until, 'the other process never saw it')
      await new Promise(resolve => setTimeout(resolve, 40))
    }
    const { items } = (await get('/api/v1/catalogue/versions?limit=1')).json()
    assert.deepEqual(items, [
      {
        version: 2,
        publishedAt: clock.now(),
        publishedBy: administrator.kind === 'person' ? administrator.personId : '',
        note: '路灯快一点',
      },
    ])
    assert.deepEqual((await get('/api/v1/catalogue/versions/1')).json(), { ...templates.village, version: 1 })
    assert.equal((await get('/api/v1/catalogue/versions/3')).statusCode, 404)
    const rows = await files.database.read(town, tx => readStream(tx, { kind: 'catalogue', id: town }))
    assert.deepEqual(
      rows.map(row => [row.sequence, row.type, row.payload['version'], row.actor.as]),
      [
        [1, 'CataloguePlanted', 1, undefined],
        [2, 'CataloguePublished', 2, 'town_administrator'],
      ],
    )
  })

  test('who saw an old version is told so; the same command again gets its first answer', async () => {
    const catalogue = withLightLimit(await full(), 5)
    const commandId = ids.id()
    const first = await put('/api/v1/catalogue', '"1"', { catalogue }, commandId)
    assert.equal(first.statusCode, 200)
    assert.deepEqual((await put('/api/v1/catalogue', '"1"', { catalogue }, commandId)).json(), first.json())
    const stale = await put('/api/v1/catalogue', '"1"', { catalogue })
    assert.equal(stale.statusCode, 412)
    assert.equal(stale.json().code, 'version_stale')
    const missing = await put('/api/v1/catalogue', undefined, { catalogue })
    assert.deepEqual([missing.statusCode, missing.json().pointer], [400, 'header if-match'])
  })

  test('of ten administrators at the same moment one publishes, nine are stale', async () => {
    const catalogue = await full()
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        put('/api/v1/catalogue', '"1"', { catalogue: withLightLimit(catalogue, index + 1) }),
      ),
    )
    assert.deepEqual(answers.map(answer => answer.statusCode).sort(), [200, ...Array<number>(9).fill(412)])
    assert.equal((await catalogueOf(ports, town)).version, 2)
  })

  test('who comes while another publishes waits, and is then told that he is stale', async () => {
    const catalogue = await full()
    let second: ReturnType<typeof put> | undefined
    const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    const stop = onCataloguePublished(async () => {
      second ??= put('/api/v1/catalogue', '"1"', { catalogue: withLightLimit(catalogue, 3) })
      const until = performance.now() + 10_000
      while ((await files.database.pool.query(waiting)).rowCount === 0) {
        assert.ok(performance.now() < until, 'the second never waited')
        await new Promise(resolve => setTimeout(resolve, 10))
      }
    })
    try {
      assert.equal((await put('/api/v1/catalogue', '"1"', { catalogue: withLightLimit(catalogue, 4) })).statusCode, 200)
      assert.equal((await second)?.statusCode, 412)
    } finally {
      stop()
    }
  })

  test('only the town administrator, and only what holds together; the fault is pointed at', async () => {
    const catalogue = await full()
    actor = worker
    assert.equal((await put('/api/v1/catalogue', '"1"', { catalogue })).statusCode, 403)
    actor = { kind: 'anonymous' }
    assert.equal((await put('/api/v1/catalogue', '"1"', { catalogue })).statusCode, 401)
    actor = administrator
    const [first, ...others] = catalogue.subcategories
    const refused = async (changed: object) =>
      (await put('/api/v1/catalogue', '"1"', { catalogue: { ...catalogue, ...changed } })).json()
    const people = await refused({ subcategories: [{ ...first, name: { zh: '重点人员', en: 'x' } }, ...others] })
    assert.deepEqual([people.code, people.pointer], ['catalogue_invalid', '/catalogue/subcategories/0/name'])
    assert.match(people.detail, /不针对人/)
    const removed = await refused({ subcategories: others })
    assert.deepEqual([removed.pointer, removed.facts.rule], ['/catalogue/subcategories', 'code_removed'])
    const shape = await refused({ subcategories: [{ ...first, level: 'county' }, ...others] })
    assert.deepEqual([shape.code, shape.pointer], ['field_invalid', '/catalogue/subcategories/0/level'])
    assert.equal((await catalogueOf(ports, town)).version, 1)
  })

  test('the check keeps nothing and names every fault', async () => {
    const catalogue = await full()
    const check = (payload: Catalogue) =>
      app.inject({ method: 'POST', url: '/api/v1/catalogue/check', payload: { catalogue: payload }, headers: { host } })
    const light = await check(withLightLimit(catalogue, 3))
    assert.equal(light.statusCode, 200, light.body)
    assert.equal(light.json().changes.length, 1)
    const bad = await check({
      ...catalogue,
      subcategories: catalogue.subcategories.map(each => ({ ...each, category: '99' })),
    })
    assert.equal(bad.json().faults.length, catalogue.subcategories.length)
    assert.equal((await full()).version, 1)
  })

  test('hooks run in the publishing transaction: one that fails leaves the old version in force', async () => {
    const seen: Published[] = []
    const stop = onCataloguePublished(async (_ports, _tx, published) => void seen.push(published))
    const fail = onCataloguePublished(async () => {
      throw new Error('the tickets would not follow')
    })
    try {
      assert.equal(
        (await put('/api/v1/catalogue', '"1"', { catalogue: withLightLimit(await full(), 4) })).statusCode,
        500,
      )
      assert.equal((await catalogueOf(ports, town)).version, 1)
      fail()
      assert.equal(
        (await put('/api/v1/catalogue', '"1"', { catalogue: withLightLimit(await full(), 4) })).statusCode,
        200,
      )
      assert.deepEqual(
        seen.map(({ before, after, changes }) => [before.version, after.version, changes.length]),
        [
          [1, 2, 1],
          [1, 2, 1],
        ],
      )
    } finally {
      stop()
      fail()
    }
  })

  test('another town sees nothing of it', async () => {
    await put('/api/v1/catalogue', '"1"', { catalogue: withLightLimit(await full(), 4) })
    const other = await newTown()
    await assert.rejects(catalogueOf(ports, other), /not_found/)
    assert.deepEqual((await get('/api/v1/catalogue/versions')).json(), { items: [] })
  })
})

describe('the working calendar', () => {
  const days2027 = [
    { day: '2027-01-01', kind: 'off', note: '元旦' },
    { day: '2027-01-02', kind: 'work', note: '调休' },
  ]

  test('2026 is the decreed one with its shifted workdays, 2027 is provisional', async () => {
    const of = async (year: number) => (await get(`/api/v1/calendar?year=${year}`)).json()
    const now = (await get('/api/v1/calendar')).json()
    assert.deepEqual([now.year, now.provisional, now.version], [2026, false, 0])
    assert.ok(now.days.some((day: { kind: string; source: string }) => day.kind === 'work' && day.source === 'legal'))
    assert.ok(now.days.some((day: { name: string }) => day.name === '国庆节'))
    assert.deepEqual([(await of(2027)).provisional, (await of(2027)).days], [true, []])
    assert.equal((await calendarOf(ports, town)).provisionalFrom, '2027-01-01')
  })

  test('loading 2027 makes it certain and moves due instants at once', async () => {
    const due = async () =>
      addDuration(await calendarOf(ports, town), '2026-12-31T02:00:00.000Z', { amount: 1, unit: 'working_day' })
    assert.equal(await due(), '2027-01-01T09:30:00.000Z')
    const changed = await put('/api/v1/calendar/2027', '"0"', { days: days2027, decreed: true })
    assert.equal(changed.statusCode, 200, changed.body)
    assert.equal(await due(), '2027-01-02T09:30:00.000Z')
    const year = (await get('/api/v1/calendar?year=2027')).json()
    assert.deepEqual([year.provisional, year.decreed, year.version], [false, true, 1])
    assert.deepEqual(year.days[1], { day: '2027-01-02', kind: 'work', name: '调休', source: 'town' })
    assert.equal((await calendarOf(ports, town)).provisionalFrom, '2028-01-01')
    assert.equal((await put('/api/v1/calendar/2027', '"0"', { days: [] })).statusCode, 412)
    assert.equal((await put('/api/v1/calendar/2027', '"1"', { days: [] })).statusCode, 200)
    assert.equal((await calendarOf(ports, town)).provisionalFrom, '2027-01-01')
  })

  test('hours change for all; a hook sees both calendars; one calendar stays the same object', async () => {
    const hours = [{ from: '09:00', to: '17:00' }]
    const ends: string[] = []
    const stop = onCalendarChanged(async (_ports, _tx, { before, after, year }) => {
      ends.push(`${year} ${before.hours.at(-1)?.to} ${after.hours.at(-1)?.to}`)
    })
    try {
      assert.equal((await put('/api/v1/calendar/2026', '"0"', { days: [], hours })).statusCode, 200)
    } finally {
      stop()
    }
    actor = worker
    assert.equal((await put('/api/v1/calendar/2026', '"1"', { days: [] })).statusCode, 403)
    assert.deepEqual(ends, ['2026 17:30 17:00'])
    assert.deepEqual((await calendarOf(ports, town)).hours, hours)
    assert.equal(await calendarOf(ports, town), await calendarOf(ports, town))
  })

  test("the host's days lie under the town's, and are seen without a restart", async () => {
    const on = (calendar: { days: Readonly<Record<string, string>> }) => calendar.days['2031-05-05']
    assert.equal(on(await calendarOf(ports, town)), undefined)
    await files.database.host(tx =>
      tx.query(`insert into calendar_day (country, day, kind, name) values ('CN', '2031-05-05', 'holiday', '补假')`),
    )
    try {
      const until = performance.now() + 10_000
      while (on(await calendarOf(ports, town)) !== 'off') {
        assert.ok(performance.now() < until, 'the host day was never seen')
        await new Promise(resolve => setTimeout(resolve, 40))
      }
      await put('/api/v1/calendar/2031', '"0"', { days: [{ day: '2031-05-05', kind: 'work' }] })
      assert.equal(on(await calendarOf(ports, town)), 'work')
    } finally {
      await files.database.host(tx => tx.query(`delete from calendar_day where day = '2031-05-05'`))
    }
  })

  const day2027 = (index: number) => new Date(Date.UTC(2027, 0, 1 + index)).toISOString().slice(0, 10)
  const wholeYearOff = Array.from({ length: 365 }, (_, index) => ({ day: day2027(index), kind: 'off' }))
  const wrong: [string, object, string][] = [
    ['a day of another year', { days: [{ day: '2026-01-01', kind: 'off' }] }, '/days/0/day'],
    ['a day that does not exist', { days: [{ day: '2027-02-30', kind: 'off' }] }, '/days/0/day'],
    ['a day twice', { days: [days2027[0], days2027[0]] }, '/days/1/day'],
    ['hours backwards', { days: [], hours: [{ from: '12:00', to: '08:00' }] }, '/hours/0'],
    ['a year without work', { days: wholeYearOff }, '/days'],
  ]
  for (const [what, body, pointer] of wrong)
    test(`refuses ${what} at ${pointer}`, async () => {
      const answer = await put('/api/v1/calendar/2027', '"0"', body)
      assert.deepEqual([answer.statusCode, answer.json().pointer], [400, pointer], answer.body)
    })
})
