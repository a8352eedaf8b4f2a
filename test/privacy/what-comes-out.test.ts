/** After everything personal has been said: who sees what of it, what the journal keeps of it. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { cameraName, phoneJpeg } from '@onegrid/server/blobs/fixture/samples.ts'
import { verifyInstallation } from '@onegrid/server/verify.ts'
import { type County, openCounty, type Town } from '../api/county.ts'
import { type Story, storyOf } from '../api/story.ts'
import { everybody, freeText, type RichTown, reporter, said, secrets, tellRichStory } from './rich-story.ts'
import { addressesOf, type Look, lookAround, unwalked } from './walk.ts'

let county: County
let town: Town
let story: Story
let told: RichTown
let addresses: readonly string[]
/** What everybody found, by the name of his seat; looked once, judged by several tests. */
const found = new Map<string, readonly Look[]>()

before(async () => {
  county = await openCounty()
  town = county.ours
  story = storyOf(county, town)
  told = await tellRichStory(county, town)
  addresses = await addressesOf(county, town, told)
  for (const [name, hand] of everybody(town)) found.set(name, await lookAround(county, hand, addresses))
})
after(() => county?.close())

/** Where somebody found the text in an answer that he got. */
function sightings(text: string, among: (name: string) => boolean = () => true): string[] {
  return [...found].flatMap(([name, looks]) =>
    among(name)
      ? looks
          .filter(look => look.status < 300 && look.body.includes(text))
          .map(look => `${name} ${look.url.split('?')[0]}`)
      : [],
  )
}
const seers = (text: string) => [...new Set(sightings(text).map(each => each.split(' ')[0] ?? ''))].sort()

describe('every role has looked at everything', () => {
  test('the walk passes every operation that shows something', async () => {
    const missed = await unwalked(county, addresses)
    assert.deepEqual(
      missed.map(each => each.operationId),
      [],
    )
  })
  test('and finds what it may: the worker his matter, the centre the report about a cadre', () => {
    assert.ok(seers(said.open).includes('worker'))
    assert.ok(seers(said.cadre).includes('centre'))
    assert.ok([...found.values()].every(looks => looks.some(look => look.status === 200)))
  })
})

describe('names and numbers of reporters', () => {
  for (const secret of secrets)
    test(`${secret.slice(0, 1)}… stands in no answer, of no role`, () => assert.deepEqual(sightings(secret), []))
  test('the mask is there for those who may ask, so that the test could fail', () => {
    assert.ok(seers('139****2222').includes('leader'))
    assert.ok(
      !seers('139****2222').some(name =>
        ['visitor', 'resident', 'volunteer', 'waterClerk', 'otherLeader'].includes(name),
      ),
    )
  })
  test('unmasking gives it once, with the reason written down', async () => {
    const shown = await story.act(town.leader, told.open, 'reveal-reporter', { reason: '回访满意度' })
    assert.equal(shown['phone'], reporter.phone)
    const rows = await county.database.read(town.tenantId, tx =>
      tx.query<{ person_id: string; reason: string }>(
        'select person_id, reason from sensitive_read where tenant_id = $1 order by reason desc',
        [tx.tenantId],
      ),
    )
    assert.deepEqual(rows, [
      { person_id: town.worker.personId, reason: '约上门时间' },
      { person_id: town.leader.personId, reason: '回访满意度' },
    ])
  })
  test('who handles what was passed on without a name cannot ask for it', async () => {
    const answer = await county.send(town.waterClerk, {
      method: 'POST',
      url: `/api/v1/tickets/${told.neighbourly}/reveal-reporter`,
      body: { reason: '想知道是谁' },
    })
    assert.ok(answer.statusCode === 403 || answer.statusCode === 404, answer.body)
    assert.doesNotMatch(answer.body, new RegExp(`${reporter.phone}|${reporter.name}`))
  })
})

describe('who may know of a guarded matter', () => {
  const handling = ['approver', 'centre', 'duty', 'leader', 'supervisor', 'verifier', 'villageWorker']
  test('sensitive: those who lead, check or approve it, in lists, searches, maps, suggestions, pages, inboxes and trails', () => {
    assert.deepEqual(
      seers(said.sensitive).filter(name => !handling.includes(name)),
      [],
    )
    assert.deepEqual(
      seers(told.sensitive).filter(name => !handling.includes(name)),
      [],
    )
  })
  test('about a cadre: the town centre and the duty officer alone', () => {
    assert.deepEqual(seers(said.cadre), ['centre', 'duty'])
    assert.deepEqual(seers(told.cadre), ['centre', 'duty'])
  })
  test('between neighbours: no words and no exact place for the public, and no volunteer', () => {
    const outside = [
      'visitor',
      'resident',
      'neighbour',
      'volunteer',
      'partyMember',
      'otherLeader',
      'powerClerk',
      'administrator',
      'second',
    ]
    assert.deepEqual(
      seers(said.neighbourly).filter(name => outside.includes(name)),
      [],
    )
    const page = found.get('visitor')?.find(look => look.url === `/t/${told.neighbourly}`)
    assert.equal(page?.status, 200)
    assert.ok(!page.body.includes(town.group.name), 'the group would give the farm away')
    assert.ok(!page.body.includes('冯屋'))
  })
  test('an open matter’s own words: nobody outside its grids, no volunteer without an order', () => {
    const outside = [
      'visitor',
      'resident',
      'neighbour',
      'volunteer',
      'partyMember',
      'otherLeader',
      'powerClerk',
      'administrator',
    ]
    assert.deepEqual(
      seers(said.open).filter(name => outside.includes(name)),
      [],
    )
  })
  test('the counts of those whom a report could be about do not move', async () => {
    const counts = async () => [
      await story.get(town.leader, '/api/v1/tickets/counts'),
      await story.get(town.villageWorker, '/api/v1/tickets/counts'),
      await story.get(town.supervisor, '/api/v1/tickets/counts'),
    ]
    const before = await counts()
    await story.reported({ aboutStaff: true, words: said.cadre, phone: '13911113333' }, town.visitor)
    assert.deepEqual(await counts(), before)
  })
  test('a guarded matter’s number does not come out through what was merged into it', async () => {
    const open = await story.reported({ subcategory: '1412' })
    const guarded = await story.reported({ subcategory: '1404', phone: '13911114444' }, town.visitor)
    await story.act(town.leader, open, 'merge', { into: guarded })
    for (const by of [town.visitor, town.worker, town.neighbour, town.smallLeader])
      for (const url of [`/api/v1/public/tickets/${open}`, `/api/v1/tickets/${open}`, `/t/${open}`]) {
        const answer = await county.send(by, {
          method: 'GET',
          url,
          headers: { accept: url.startsWith('/t') ? 'text/html' : '*/*' },
        })
        assert.ok(!answer.body.includes(guarded), `${url}: ${answer.body.slice(0, 400)}`)
      }
    assert.equal((await story.get<{ mergedInto: string }>(town.leader, `/api/v1/tickets/${open}`)).mergedInto, guarded)
  })
  test('who is attached as a second reporter follows the matter, and reads nothing that the first one wrote', async () => {
    const first = await story.reported({ words: '水管漏水阿婆一个人在家', phone: '13911116666' }, town.visitor)
    const second = await story.reported({ subcategory: '1304' }, town.neighbour)
    await story.act(town.leader, second, 'merge', { into: first })
    for (const url of [`/api/v1/public/tickets/${first}`, `/t/${first}`]) {
      const answer = await county.send(town.neighbour, {
        method: 'GET',
        url,
        headers: { accept: url.startsWith('/t') ? 'text/html' : '*/*' },
      })
      assert.equal(answer.statusCode, 200)
      assert.ok(!answer.body.includes('阿婆一个人'), url)
    }
    const follows = await story.get<{ own: boolean; actions: string[] }>(
      town.neighbour,
      `/api/v1/public/tickets/${first}`,
    )
    assert.equal(follows.own, true)
    assert.ok(follows.actions.includes('urgeTicket'))
  })
  test('a cadre’s photo is nobody’s but the centre’s', async () => {
    const page = await story.page(told.cadre)
    const photoId = page.photos[0]?.photoId
    assert.ok(photoId)
    const allowed = [...found].filter(([, looks]) =>
      looks.some(look => look.url.startsWith(`/api/v1/photos/${photoId}`) && look.status < 300),
    )
    assert.deepEqual(allowed.map(([name]) => name).sort(), ['centre', 'duty'])
  })
})

describe('public pages', () => {
  test('carry nobody’s name: neither the reporter’s nor, without consent, a colleague’s', () => {
    const names = ['网格员', '书记', '核验员', '水务员', '党员', '居民'].map(name => `${town.mark}${name}`)
    for (const name of [...names, ...freeText.filter(each => each !== said.result)])
      assert.deepEqual(
        sightings(name, who => who === 'visitor'),
        [],
        name,
      )
  })
  test('tell what the town answers, so that the test could fail', () => {
    assert.ok(sightings(said.result, who => who === 'visitor').length > 0)
  })
})

describe('what is kept', () => {
  test('journal, outbox and results hold ids, codes, instants, numbers and digests only', async () => {
    await story.post(town.administrator, '/api/v1/people', { name: reporter.name, phone: '13911115555' })
    const form =
      /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d\.\d{3}Z)?|[A-Za-z0-9_-]{43}=?|[0-9a-f]{64}|[A-Za-z0-9_.-]{1,40})$/
    const rows = await county.database.read(town.tenantId, tx =>
      tx.query<{ from: string; kept: unknown }>(
        `select 'journal ' || type as from, payload as kept from journal where tenant_id = $1
         union all select 'actor ' || type, actor from journal where tenant_id = $1
         union all select 'outbox ' || type, payload from outbox where tenant_id = $1
         union all select 'command', result from command where tenant_id = $1`,
        [tx.tenantId],
      ),
    )
    assert.ok(rows.length > 150, `${rows.length} rows`)
    const wrong = rows.flatMap(({ from, kept }) =>
      textsIn(kept)
        .filter(text => !form.test(text))
        .map(text => `${from}: ${text}`),
    )
    assert.deepEqual([...new Set(wrong)], [])
    const all = JSON.stringify(rows)
    for (const each of [...secrets, ...freeText]) assert.ok(!all.includes(each), each)
  })
  test('what was said stands in rows that the law can erase', async () => {
    const rows = await county.database.read(town.tenantId, tx =>
      tx.query<{ body: unknown }>('select body from content where tenant_id = $1', [tx.tenantId]),
    )
    const all = JSON.stringify(rows)
    assert.ok(all.includes(reporter.phone) && all.includes(said.sensitive))
    assert.deepEqual((await verifyInstallation(county.ports, town.tenantId)).faults, [])
  })
  test('a number is stored where it is used and nowhere else', async () => {
    const rows = await county.database.read(town.tenantId, async tx => {
      const tables = await tx.query<{ name: string }>(
        `select relname as name from pg_class where relnamespace = 'onegrid'::regnamespace and relkind in ('r', 'p')`,
      )
      const holding: string[] = []
      for (const { name } of tables) {
        const rows = await tx.query(`select 1 from "${name}" t where t::text like '%${reporter.phone}%' limit 1`)
        if (rows.length > 0) holding.push(name)
      }
      return holding.sort()
    })
    // The person who is called back, the report's own contact, and messages until they are delivered and cleared away.
    assert.deepEqual(
      rows.filter(name => !['content', 'delivery', 'person'].includes(name)),
      [],
    )
  })
  test('a photo leaves its camera and its place behind', async () => {
    const photoId = await story.photo()
    assert.ok((await phoneJpeg()).includes(cameraName), 'the original carries them')
    for (const size of ['', '/thumbnail']) {
      const answer = await county.send(town.worker, { method: 'GET', url: `/api/v1/photos/${photoId}${size}` })
      assert.equal(answer.statusCode, 200)
      for (const mark of [cameraName, 'Exif', 'GPS', 'xmpmeta']) assert.ok(!answer.rawPayload.includes(mark), mark)
    }
  })
  test('a matter has one place, taken when it was reported', async () => {
    const rows = await county.database.read(town.tenantId, tx =>
      tx.query<{ type: string }>(
        `select distinct type from journal where tenant_id = $1 and payload::text like '%"lon"%'`,
        [tx.tenantId],
      ),
    )
    assert.deepEqual(
      rows.map(row => row.type).filter(type => !['TicketReported', 'TicketAssessed'].includes(type)),
      [],
    )
  })
})

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}
