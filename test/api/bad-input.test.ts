/** The list of bad input, item by item: a problem that names the field and the remedy, or kept as harmless text. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { metresBetween } from '@onegrid/domain/kernel/place.ts'
import * as samples from '@onegrid/server/blobs/fixture/samples.ts'
import { verifyInstallation } from '@onegrid/server/verify.ts'
import type { LightMyRequestResponse } from 'fastify'
import gcoordModule from 'gcoord'
import { type County, type Hand, openCounty, type Town } from './county.ts'
import { footprintOf } from './footprint.ts'
import { type Story, storyOf } from './story.ts'

const gcoord = gcoordModule as unknown as typeof gcoordModule.default
let county: County
let town: Town
let story: Story

before(async () => {
  county = await openCounty()
  town = county.ours
  story = storyOf(county, town)
})
after(() => county?.close())

type Problem = { code: string; field?: string; pointer?: string; remedy: string; detail: string; expected?: string }

const sentence = () => ({ words: '垃圾池满了两天没车拉', place: { gridId: town.group.gridId } })
const report = (body: object | string, by: Hand = town.resident, commandId?: string) =>
  county.send(by, {
    method: 'POST',
    url: '/api/v1/tickets',
    body,
    ...(commandId ? { headers: { 'idempotency-key': commandId } } : {}),
  })

/** Refused with this code at this field, with a remedy in the asker's language, and nothing written. */
async function refuses(ask: () => Promise<LightMyRequestResponse>, status: number, code: string, pointer?: string) {
  const before = await footprintOf(county.database, town.tenantId)
  const answer = await ask()
  const problem = answer.json<Problem>()
  assert.equal(answer.statusCode, status, answer.body)
  assert.match(String(answer.headers['content-type']), /^application\/problem\+json/)
  assert.equal(problem.code, code, answer.body)
  if (pointer !== undefined) assert.equal(problem.pointer ?? `/${problem.field}`, pointer, answer.body)
  assert.match(problem.remedy, /[一-鿿]{4}/, 'a remedy in Chinese')
  assert.deepEqual(await footprintOf(county.database, town.tenantId), before, 'nothing half-written')
  return problem
}

/** A test of one refusal. */
function refusal(name: string, ask: () => Promise<unknown>): void {
  test(name, async () => {
    await ask()
  })
}

async function words(number: string): Promise<string> {
  const page = await story.get<{ words: string }>(town.leader, `/api/v1/tickets/${number}`)
  return page.words
}

describe('what is no report', () => {
  refusal('malformed JSON', () => refuses(() => report('{"words": "垃圾池'), 400, 'body_malformed'))
  refusal('NaN as JSON', () =>
    refuses(() => report('{"words":"a","place":{"lon":NaN,"lat":22}}'), 400, 'body_malformed'),
  )
  for (const [name, body, pointer] of [
    ['a number for words', { words: 7 }, '/words'],
    ['an object for words', { words: { zh: '垃圾' } }, '/words'],
    ['text for a truth', { ...{ words: '垃圾' }, anonymous: 'yes' }, '/anonymous'],
    ['a text for a place', { words: '垃圾', place: '榕树头' }, '/place'],
    ['photos that are no list', { words: '垃圾', photos: 'a' }, '/photos'],
    ['a field that nobody knows', { words: '垃圾', score: 5 }, '/score'],
    ['"NaN" as text', { words: '垃圾', place: { lon: 'NaN', lat: 22 } }, '/place/lon'],
    ['a polygon for a point', { words: '垃圾', place: { type: 'Polygon', coordinates: [[[112, 22]]] } }, '/place/type'],
    ['a ring for a longitude', { words: '垃圾', place: { lon: [112.2, 112.3], lat: 22.6 } }, '/place/lon'],
    ['half a point', { words: '垃圾', place: { lon: 112.2 } }, '/place'],
    ['2,001 letters', { words: '水'.repeat(2001) }, '/words'],
    ['only zero-width marks', { words: '\u200b\u200d\u2060\ufeff' }, '/words'],
    ['only spaces', { words: '  \n ' }, '/words'],
    ['NUL', { words: '水\0管' }, '/words'],
    ['half a surrogate pair', { words: '水\ud83d管' }, '/words'],
    ['a phone that is none', { words: '垃圾', phone: '电话' }, '/phone'],
  ] as const)
    test(name, async () => {
      await refuses(() => report(body), 400, name.startsWith('a phone') ? 'phone_invalid' : 'field_invalid', pointer)
    })
  test('a field that nobody knows is called so, in words', async () => {
    const problem = await refuses(() => report({ ...sentence(), score: 5 }), 400, 'field_invalid', '/score')
    assert.match(problem.detail, /这里没有“score”这一项/)
  })
  refusal('degrees off the globe', () =>
    refuses(
      () => report({ words: '垃圾', place: { lon: 1122, lat: 22 } }),
      400,
      'coordinates_outside_range',
      '/place/lon',
    ),
  )
  refusal('1e400, which JSON reads as infinity', () =>
    refuses(() => report('{"words":"a","place":{"lon":1e400,"lat":22}}'), 400, 'field_invalid', '/place/lon'),
  )
  refusal('NaN in an address', () =>
    refuses(
      () => county.send(town.visitor, { method: 'GET', url: '/api/v1/grids/locate?lon=NaN&lat=22' }),
      400,
      'field_invalid',
      '?lon',
    ),
  )
  refusal('a sentence of 1 MB', () => refuses(() => report({ words: '水'.repeat(350_000) }), 413, 'too_large'))
})

describe('text that deceives the eye', () => {
  test('zero-width and right-to-left marks are taken out, emoji and rare letters stay', async () => {
    const number = await story.reported({ words: '\u202e灯\u200b坏\u2066了\u2069 👨‍👩‍👧 👍🏽 𠮷 é' })
    assert.equal(await words(number), '灯坏了 👨‍👩‍👧 👍🏽 𠮷 é')
  })
  const hostile = `'; drop table ticket; -- <script>alert(1)</script> "><img src=x onerror=alert(1)> \${7*7} {{7*7}} %s`
  test('SQL and HTML in every field are kept as text, and shown as text', async () => {
    const made = await report({
      ...sentence(),
      words: hostile,
      name: hostile.slice(0, 40),
      phone: '13800138001',
      place: { gridId: town.group.gridId, words: hostile },
    })
    assert.equal(made.statusCode, 201, made.body)
    const number = String(made.json<{ number: string }>().number)
    assert.equal(await words(number), hostile)
    for (const [by, verb, body] of [
      [town.leader, 'assess', { subcategory: '1201', words: hostile }],
      [town.leader, 'accept', {}],
      [town.leader, 'note', { words: hostile }],
      [town.leader, 'dispatch', { to: { kind: 'person', personId: town.worker.personId }, words: hostile }],
      [town.worker, 'acknowledge', {}],
      [town.worker, 'complete', { words: hostile }],
      [town.verifier, 'verify', { passed: true, words: hostile }],
      [town.leader, 'close', { as: 'resolved', words: hostile }],
    ] as const)
      await story.act(by, number, verb, body)
    for (const [by, url] of [
      [town.visitor, `/t/${number}`],
      [town.resident, `/t/${number}`],
      [town.visitor, `/t/${number}?did=${encodeURIComponent('<script>alert(1)</script>')}`],
      [town.visitor, `/?q=${encodeURIComponent(hostile)}`],
    ] as const) {
      const page = await county.send(by, { method: 'GET', url, headers: { accept: 'text/html' } })
      assert.ok(page.statusCode < 500, page.body)
      assert.doesNotMatch(page.body, /<script>alert|<img src=x/, url)
      assert.match(String(page.headers['content-security-policy']), /script-src 'self'[^;]*;/)
    }
    const shown = await county.send(town.visitor, {
      method: 'GET',
      url: `/t/${number}`,
      headers: { accept: 'text/html' },
    })
    assert.match(shown.body, /&(lt|#60);script&(gt|#62);alert\(1\)/, 'the town’s answer stands there, escaped')
    const found = await county.send(town.leader, {
      method: 'GET',
      url: `/api/v1/tickets?text=${encodeURIComponent("'; drop table")}`,
    })
    assert.equal(found.statusCode, 200, found.body)
  })
  test('in the names of people and in a search for them', async () => {
    const name = `<b>'; --`
    const made = await story.post(town.administrator, '/api/v1/people', { name })
    const shown = await story.get<{ name: string }>(town.administrator, `/api/v1/people/${made['personId']}`)
    assert.equal(shown.name, name)
    const url = `/api/v1/people?name=${encodeURIComponent("' or 1=1 --")}`
    assert.deepEqual((await story.get<{ items: unknown[] }>(town.centre, url)).items, [])
  })
})

describe('places', () => {
  const point = { lon: 112.22, lat: 22.69 }
  async function placeOf(body: object): Promise<{ lon: number; lat: number; outside: boolean }> {
    const made = await report({ words: '路塌了', ...body })
    assert.equal(made.statusCode, 201, made.body)
    type Shown = { ticket: { place: { lon: number; lat: number; outside: boolean } } }
    return (await story.get<Shown>(town.centre, `/api/v1/tickets/${made.json<{ number: string }>().number}`)).ticket
      .place
  }
  for (const [system, name] of [
    ['bd09', 'Baidu'],
    ['gcj02', 'AMap and Tencent'],
  ] as const)
    test(`coordinates in the system of ${name} are converted once`, async () => {
      const target = system === 'bd09' ? gcoord.BD09 : gcoord.GCJ02
      const [lon, lat] = gcoord.transform([point.lon, point.lat], gcoord.WGS84, target) as [number, number]
      assert.ok(metresBetween(point, { lon, lat }) > 300, 'the systems differ here')
      const place = await placeOf({ place: { lon, lat, system } })
      assert.ok(metresBetween(point, place) < 5, JSON.stringify(place))
    })
  test('a system that nobody knows names those that are', async () => {
    const problem = await refuses(
      () => report({ words: '路塌了', place: { ...point, system: 'baidu' } }),
      400,
      'field_invalid',
      '/place/system',
    )
    assert.match(String(problem.expected), /bd09/)
  })
  refusal('Baidu’s metres are no degrees', () =>
    refuses(
      () => report({ words: '路塌了', place: { lon: 12_492_000.5, lat: 2_578_000.5 } }),
      400,
      'coordinates_outside_range',
      '/place/lon',
    ),
  )
  test('the other side of the globe is outside the town, and the centre’s', async () => {
    assert.equal((await placeOf({ place: { lon: -70, lat: 42 } })).outside, true)
  })
})

describe('photos', () => {
  const send = async (bytes: Buffer) => {
    const photoId = await story.announcedPhoto(bytes.length)
    return county.send(town.worker, {
      method: 'PATCH',
      url: `/api/v1/photos/${photoId}`,
      headers: { 'tus-resumable': '1.0.0', 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
      body: bytes,
    })
  }
  for (const [name, bytes] of [
    ['a zip bomb under a photo’s name', () => samples.zipBomb()],
    ['an SVG', () => samples.svg],
    ['a page', () => samples.page],
    ['a PNG of a million pixels square', () => samples.hollowPng(1_000_000, 1_000_000)],
    ['a PNG of thirty thousand pixels square', () => samples.hollowPng(30_000, 30_000)],
  ] as const)
    test(name, async () => {
      const answer = await send(bytes())
      assert.ok(answer.statusCode >= 400 && answer.statusCode < 500, answer.body)
      const problem = answer.json<Problem>()
      assert.ok(problem.remedy.length > 3)
      assert.match(problem.code, /photo|too_large/)
      const rows = await county.database.read(town.tenantId, tx =>
        tx.query(`select 1 from attachment where tenant_id = $1 and sha256 is not null`, [tx.tenantId]),
      )
      assert.deepEqual(rows, [], 'nothing of it stays')
    })
  test('somebody else’s photo cannot be put on a ticket', async () => {
    const photoId = await story.photo(town.worker)
    await refuses(() => report({ ...sentence(), photos: [photoId] }), 400, 'photo_unknown')
  })
})

describe('the same command id', () => {
  test('with another body is refused, with the same body answered alike', async () => {
    const id = county.ids.id()
    const first = await report(sentence(), town.resident, id)
    const again = await report(sentence(), town.resident, id)
    assert.equal(again.json<{ number: string }>().number, first.json<{ number: string }>().number)
    await refuses(() => report({ ...sentence(), words: '别的' }, town.resident, id), 409, 'command_id_reused')
  })
  test('with another verb is refused', async () => {
    const id = county.ids.id()
    const number = await story.reported()
    const headers = { 'idempotency-key': id }
    const urge = { method: 'POST', url: `/api/v1/tickets/${number}/urge`, headers, body: {} }
    assert.equal((await county.send(town.resident, urge)).statusCode, 200)
    await refuses(
      () => county.send(town.resident, { ...urge, url: `/api/v1/tickets/${number}/confirm`, body: { solved: true } }),
      409,
      'command_id_reused',
    )
  })
  test('of somebody else reveals nothing, whatever it was', async () => {
    const number = await story.reported({ name: '何月娥', phone: '13800138002' }, town.visitor)
    const ask = {
      method: 'POST',
      url: `/api/v1/tickets/${number}/reveal-reporter`,
      headers: { 'idempotency-key': county.ids.id() },
      body: { reason: '回访' },
    }
    assert.equal((await county.send(town.leader, ask)).json<{ phone: string }>().phone, '13800138002')
    for (const by of [town.otherLeader, town.volunteer, town.neighbour, town.visitor]) {
      const answer = await county.send(by, ask)
      assert.ok(answer.statusCode >= 400, answer.body)
      assert.doesNotMatch(answer.body, /13800138002|何月娥/)
    }
  })
})

describe('times', () => {
  const told = (days: number) => new Date(Date.parse(county.clock.now()) + days * 86_400_000).toISOString()
  refusal('an hour ahead', () =>
    refuses(
      () => report({ ...sentence(), happenedAt: told(1 / 24) }, town.leader),
      400,
      'time_in_future',
      '/happenedAt',
    ),
  )
  refusal('years back', () =>
    refuses(() => report({ ...sentence(), happenedAt: told(-700) }, town.leader), 400, 'time_too_old', '/happenedAt'),
  )
  test('a minute ahead is now; a month back is kept with the time of writing down', async () => {
    const heard = (days: number) => report({ ...sentence(), source: 'patrol', happenedAt: told(days) }, town.leader)
    assert.equal((await heard(1 / 1440)).statusCode, 201)
    const made = await heard(-30)
    type Shown = { recordedAt: string; ticket: { reportedAt: string } }
    const page = await story.get<Shown>(town.leader, `/api/v1/tickets/${made.json<{ number: string }>().number}`)
    assert.equal(page.ticket.reportedAt, told(-30))
    assert.equal(page.recordedAt, county.clock.now())
  })
  for (const [who, by] of [
    ['a resident', () => town.resident],
    ['a visitor', () => town.visitor],
  ] as const) {
    refusal(`${who} does not date a matter back`, () =>
      refuses(() => report({ ...sentence(), happenedAt: told(-3) }, by()), 403, 'not_permitted', '/happenedAt'),
    )
    const foreign = { system: '12345', number: 'DZ-1' }
    refusal(`${who} does not speak for another system`, () =>
      refuses(() => report({ ...sentence(), source: 'open311', foreign }, by()), 403, 'not_permitted', '/source'),
    )
  }
  test('a leader’s own matter is another’s to decide', async () => {
    const made = await report(sentence(), town.leader)
    assert.equal(made.statusCode, 201, made.body)
    const { number } = made.json<{ number: string }>()
    const page = await story.get<{ ticket: { actions: string[] } }>(town.leader, `/api/v1/tickets/${number}`)
    assert.ok(page.ticket.actions.includes('urgeTicket'))
    assert.ok(!page.ticket.actions.some(action => ['acceptTicket', 'assessTicket', 'mergeTicket'].includes(action)))
  })
  refusal('somebody concerned whom the town does not know', () =>
    refuses(() => report({ ...sentence(), concerned: [county.ids.id()] }), 400, 'person_unknown'),
  )
  refusal('a day that no calendar has', () =>
    refuses(
      () => report({ ...sentence(), happenedAt: '2022-02-30T00:00:00.000Z' }, town.leader),
      400,
      'field_invalid',
      '/happenedAt',
    ),
  )
})

describe('what belongs to another town', () => {
  test('its category, grid, unit and people are unknown here', async () => {
    const { theirs } = county
    const admin = theirs.administrator
    const catalogue = structuredClone(
      await storyOf(county, theirs).get<{ subcategories: { code: string }[] }>(admin, '/api/v1/catalogue/full'),
    )
    catalogue.subcategories.push({ ...catalogue.subcategories[0]!, code: '9901' })
    const published = await county.send(admin, {
      method: 'PUT',
      url: '/api/v1/catalogue',
      headers: { 'if-match': '"1"' },
      body: { catalogue },
    })
    assert.equal(published.statusCode, 200, published.body)
    await refuses(() => report({ ...sentence(), subcategory: '9901' }), 400, 'category_unknown', '/subcategory')
    const place = { gridId: theirs.group.gridId }
    await refuses(() => report({ ...sentence(), place }), 400, 'grid_unknown')
    const number = await story.accepted()
    const dispatch = (to: object) => () =>
      county.send(town.leader, { method: 'POST', url: `/api/v1/tickets/${number}/dispatch`, body: { to } })
    await refuses(dispatch({ kind: 'person', personId: theirs.worker.personId }), 400, 'person_unknown')
    await refuses(dispatch({ kind: 'unit', unitId: theirs.unit('water').unitId, assisting: [] }), 400, 'unit_unknown')
    const photo = await storyOf(county, theirs).photo(theirs.worker)
    await refuses(() => report({ ...sentence(), photos: [photo] }), 400, 'photo_unknown')
  })
})

test('after all of it the journal agrees with the rows', async () => {
  await county.settle()
  assert.deepEqual((await verifyInstallation(county.ports, town.tenantId)).faults, [])
})
