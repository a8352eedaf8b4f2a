import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { makeSetUpLink } from '../account/set-up.ts'
import { buildApp, type Ports } from '../app.ts'
import { fileBlobs } from '../blobs/blobs.ts'
import { simulatedClock } from '../clock.ts'
import { readSettings } from '../config.ts'
import { randomIds } from '../ids.ts'
import { contactsOf, demandPeople, findOnDuty, findPeopleFor, personName, publicNameOf } from './queries.ts'
import { registerResident } from './residents.ts'

const clock = simulatedClock('2022-09-26T00:30:00.000Z')
const folder = mkdtempSync(path.join(os.tmpdir(), 'onegrid-team-'))
const password = 'three words and a river'
const townGrid = '01930000-0000-7000-8000-0000000000a1'
const village = '01930000-0000-7000-8000-0000000000a2'
let server: TestDatabase
let ports: Ports
let app: FastifyInstance
let tenantId = ''
let boss = ''
let me = { personId: '', posts: [{ postId: '' }] }
let commands = 0

type Asked = { method?: InjectOptions['method']; body?: object; cookie?: string; commandId?: string }

function ask(url: string, { method, body, cookie = boss, commandId }: Asked = {}): Promise<LightMyRequestResponse> {
  commands += 1
  return app.inject({
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    url,
    headers: { 'idempotency-key': commandId ?? `t${commands}`, cookie },
    ...(body === undefined ? {} : { payload: body }),
  })
}

async function given<Answer = { personId: string; postId: string }>(url: string, asked: Asked): Promise<Answer> {
  const answer = await ask(url, asked)
  assert.ok(answer.statusCode < 300, answer.body)
  return answer.json<Answer>()
}

const cookieOf = (answer: LightMyRequestResponse) =>
  [answer.headers['set-cookie'] ?? []]
    .flat()
    .map(line => line.split(';')[0])
    .join('; ')

before(async () => {
  server = await testDatabase()
  const settings = readSettings({ ONEGRID_DATA: folder, LOG_LEVEL: 'silent' })
  ports = { database: server.database, clock, ids: randomIds(clock), blobs: fileBlobs(folder), settings }
  app = await buildApp(ports)
  const link = await makeSetUpLink(ports)
  const town = { name: '东成镇', code: 'DC', zone: 'Asia/Shanghai' }
  const made = await given<{ tenantId: string }>('/api/v1/setup', {
    body: { link, town, administrator: { name: '李主任', username: 'li', password } },
  })
  tenantId = made.tenantId
  boss = cookieOf(await ask('/api/v1/sessions', { body: { username: 'li', password } }))
  me = (await ask('/api/v1/me')).json()
  await server.database.write(tenantId, tx =>
    tx.query(
      `insert into grid (tenant_id, grid_id, level, parent_id, code, name, kind, valid_from)
       values ($1, $2, 'large', null, '445321104', '东成镇', 'town', '2020-01-01'), ($1, $3, 'medium', $2, '445321104201', '东瑶村', 'village', '2020-01-01')`,
      [tenantId, townGrid, village],
    ),
  )
})
after(async () => {
  await app?.close()
  await server?.drop()
  rmSync(folder, { recursive: true, force: true })
})

describe('people', () => {
  test('are added once, with a masked number', async () => {
    const body = { name: '陈伯', phone: '138 0000 0001' }
    const first = await given('/api/v1/people', { body, commandId: 'once' })
    const again = await given('/api/v1/people', { body, commandId: 'once' })
    assert.deepEqual(again, first)
    const person = (await ask(`/api/v1/people/${first.personId}`)).json()
    assert.equal(person.maskedPhone, '138****0001')
    assert.equal(JSON.stringify(person).includes('13800000001'), false)
    assert.equal(
      (await ask('/api/v1/people', { body: { name: '别人' }, commandId: 'once' })).json().code,
      'command_id_reused',
    )
    const taken = await ask('/api/v1/people', { body: { name: '别人', phone: '13800000001' } })
    assert.equal(taken.json().pointer, '/phone')
    const { code, facts, detail } = taken.json()
    assert.deepEqual([taken.statusCode, code], [409, 'phone_taken'])
    assert.deepEqual(facts, { personId: first.personId, name: '陈伯', maskedPhone: '138****0001' })
    assert.ok(detail.includes('陈伯'), detail)
  })
  test('a resident who joins the team is the same person, and stands in no list before', async () => {
    const personId = await server.database.write(tenantId, tx =>
      registerResident(tx, ports, { phone: '13800000002', name: '何姨' }),
    )
    const same = await server.database.write(tenantId, tx =>
      registerResident(tx, ports, { phone: '+86 138 0000 0002' }),
    )
    assert.equal(same, personId)
    const ids = async () =>
      (await ask('/api/v1/people?limit=100')).json().items.map((person: { personId: string }) => person.personId)
    assert.equal((await ids()).includes(personId), false)
    assert.equal((await given('/api/v1/people', { body: { name: '何姨', phone: '13800000002' } })).personId, personId)
    assert.equal((await ids()).includes(personId), true)
  })
  test('whose number a resident has is told to nobody', async () => {
    await server.database.write(tenantId, tx => registerResident(tx, ports, { phone: '13800000098', name: '何婶' }))
    const { personId } = await given('/api/v1/people', { body: { name: '周换号' } })
    const refused = (
      await ask(`/api/v1/people/${personId}`, { method: 'PATCH', body: { phone: '13800000098' } })
    ).json()
    assert.equal(refused.code, 'phone_taken')
    assert.equal(JSON.stringify(refused).includes('何婶'), false)
  })
  test('a name that shows nothing is no name, and a reason that says nothing is none', async () => {
    const { personId } = await given('/api/v1/people', {
      body: { name: '  周\u3000 有名\u200b ', phone: '13800000097' },
    })
    assert.equal((await ask(`/api/v1/people/${personId}`)).json().name, '周 有名')
    for (const name of ['  ', '\u3000', '\u200b', '\ufeff \u00ad']) {
      const made = (await ask('/api/v1/people', { body: { name } })).json()
      assert.deepEqual(
        [made.code, made.pointer, made.expected],
        ['field_invalid', '/name', '请填写姓名'],
        JSON.stringify(name),
      )
      const edited = (await ask(`/api/v1/people/${personId}`, { method: 'PATCH', body: { name } })).json()
      assert.equal(edited.pointer, '/name')
    }
    const blank = (await ask(`/api/v1/people/${personId}/phone`, { body: { reason: '\u200b\u200b' } })).json()
    assert.equal(blank.pointer, '/reason')
  })
  test('nobody changes, unmasks, invites or seats a resident: whoever is not of the team is not found', async () => {
    const phone = '13800000099'
    const personId = await server.database.write(tenantId, tx => registerResident(tx, ports, { phone }))
    const tries: [string, Asked, number][] = [
      [`/api/v1/people/${personId}`, { method: 'PATCH', body: { phone: '13800000098' } }, 404],
      [`/api/v1/people/${personId}`, {}, 404],
      [`/api/v1/people/${personId}/phone`, { body: { reason: '回访' } }, 404],
      [`/api/v1/people/${personId}/invitations`, { body: {} }, 404],
      ['/api/v1/posts', { body: { personId, role: 'volunteer', gridId: village } }, 400],
    ]
    for (const [url, asked, status] of tries) {
      const answer = await ask(url, asked)
      assert.equal(answer.statusCode, status, `${url}: ${answer.body}`)
      assert.ok(['not_found', 'person_unknown'].includes(answer.json().code), answer.body)
    }
    const again = await server.database.write(tenantId, tx => registerResident(tx, ports, { phone }))
    assert.equal(again, personId, 'the number still leads to the same person')
    // Control: once of the team, the same requests work.
    await given('/api/v1/people', { body: { name: '何姨', phone } })
    assert.equal((await ask(...(tries[4]!.slice(0, 2) as [string, Asked]))).statusCode, 201)
  })
  test('lists come in pages without gap or double', async () => {
    for (let count = 0; count < 7; count++) await given('/api/v1/people', { body: { name: `网格员${count}` } })
    const whole = (await ask('/api/v1/people?limit=100'))
      .json()
      .items.map((person: { personId: string }) => person.personId)
    const paged: string[] = []
    let next: string | undefined
    do {
      const page = (await ask(`/api/v1/people?limit=3${next === undefined ? '' : `&after=${next}`}`)).json()
      paged.push(...page.items.map((person: { personId: string }) => person.personId))
      next = page.next
    } while (next !== undefined)
    assert.deepEqual(paged, whole)
    const { personId } = await given('/api/v1/people', { body: { name: '周排在前' } })
    await given('/api/v1/people', { body: { name: '安排在后' } })
    await given('/api/v1/posts', { body: { personId, role: 'volunteer', gridId: village } })
    const listed = (await ask(`/api/v1/people?name=${encodeURIComponent('排在')}`)).json().items
    assert.deepEqual(
      listed.map((person: { name: string }) => person.name),
      ['周排在前', '安排在后'],
      'who holds a post stands before who holds none',
    )
    const found = (await ask(`/api/v1/people?name=${encodeURIComponent('网格员3')}`)).json().items
    assert.equal(found.length, 1)
  })
  test('a number is seen in full only with a reason, which is written down', async () => {
    const { personId } = await given('/api/v1/people', { body: { name: '周', phone: '13800000003' } })
    assert.equal((await ask(`/api/v1/people/${personId}/phone`, { body: {} })).statusCode, 400)
    const { phone } = await given<{ phone: string }>(`/api/v1/people/${personId}/phone`, { body: { reason: '回访' } })
    assert.equal(phone, '+8613800000003')
    const rows = await server.database.read(tenantId, tx =>
      tx.query('select person_id, what, reason from sensitive_read where subject_id = $1', [personId]),
    )
    assert.deepEqual(rows, [{ person_id: me.personId, what: 'phone', reason: '回访' }])
    const kept = await server.database.read(tenantId, tx =>
      tx.query('select result from command union all select payload from journal'),
    )
    assert.equal(JSON.stringify(kept).includes('13800000003'), false, 'neither results nor journal hold the number')
  })
})

describe('posts', () => {
  let worker = ''
  test('are given, named after their grid, and bring their holder the right', async () => {
    worker = (await given('/api/v1/people', { body: { name: '梁村长', phone: '13800000010' } })).personId
    await given('/api/v1/posts', { body: { personId: worker, role: 'medium_leader', gridId: village } })
    const { posts } = (await ask(`/api/v1/people/${worker}`)).json()
    assert.equal(posts[0].at, '东瑶村')
    assert.equal(posts[0].from, '2022-09-26')
    const at = clock.now()
    const found = await server.database.read(tenantId, tx =>
      findPeopleFor(tx, { role: 'medium_leader', gridId: village, at }),
    )
    assert.deepEqual(found, [{ personId: worker }])
  })
  test('overlapping, unknown places and people are refused by name', async () => {
    const post = { personId: worker, role: 'medium_leader', gridId: village }
    assert.equal((await ask('/api/v1/posts', { body: post })).json().code, 'post_overlaps')
    assert.equal((await ask('/api/v1/posts', { body: { ...post, gridId: tenantId } })).json().code, 'grid_unknown')
    assert.equal((await ask('/api/v1/posts', { body: { ...post, personId: tenantId } })).json().code, 'person_unknown')
    assert.equal(
      (await ask('/api/v1/posts', { body: { personId: worker, role: 'unit_clerk', unitId: tenantId } })).json().code,
      'unit_unknown',
    )
    assert.equal((await ask('/api/v1/posts', { body: { ...post, role: 'mayor' } })).json().pointer, '/role')
    assert.equal((await ask('/api/v1/posts', { body: { ...post, from: '2022-02-31' } })).statusCode, 400)
  })
  test('two administrators are the least', async () => {
    const own = me.posts[0]?.postId
    assert.equal((await ask(`/api/v1/posts/${own}/end`, { body: {} })).json().code, 'last_administrator')
    for (const name of ['王', '赵']) {
      const { personId } = await given('/api/v1/people', { body: { name } })
      await given('/api/v1/posts', { body: { personId, role: 'town_administrator' } })
    }
    const held = (await ask('/api/v1/posts?role=town_administrator')).json().items
    const two = held.filter((post: { postId: string }) => post.postId !== own)
    const answers = await Promise.all(
      two.map((post: { postId: string }) => ask(`/api/v1/posts/${post.postId}/end`, { body: {} })),
    )
    assert.deepEqual(answers.map(answer => answer.statusCode).sort(), [200, 409], 'at the same moment only one goes')
  })
})

describe('invitations', () => {
  test('link and code bring a volunteer in, once, with the rights of the posts', async () => {
    const { personId } = await given('/api/v1/people', { body: { name: '小林' } })
    await given('/api/v1/posts', { body: { personId, role: 'volunteer', gridId: village } })
    const url = `/api/v1/people/${personId}/invitations`
    const invited = await given<{ link: string; code: string }>(url, { method: 'POST', commandId: 'invite' })
    assert.deepEqual(await given(url, { method: 'POST', commandId: 'invite' }), invited, 'a repeat shows the same')
    const kept = await server.database.read(tenantId, tx =>
      tx.query('select to_jsonb(invitation) from invitation union all select result from command'),
    )
    assert.equal(
      JSON.stringify(kept).includes(invited.code) || JSON.stringify(kept).includes(invited.link.slice(3)),
      false,
    )
    const wrong = await ask('/api/v1/invitations/accept', { body: { ...invited, code: 'WRONG2' }, cookie: '' })
    assert.equal(wrong.json().code, 'code_wrong')
    const answer = await ask('/api/v1/invitations/accept', {
      body: { link: invited.link, code: invited.code.toLowerCase() },
      cookie: '',
    })
    assert.equal(answer.statusCode, 200, answer.body)
    const who = (await ask('/api/v1/me', { cookie: cookieOf(answer) })).json()
    assert.equal(who.personId, personId)
    assert.equal((await ask('/api/v1/people', { cookie: cookieOf(answer) })).json().code, 'not_permitted')
    assert.equal(
      (await ask('/api/v1/people', { cookie: cookieOf(answer), body: { name: 'x' } })).json().code,
      'not_permitted',
    )
    assert.equal(
      (await ask('/api/v1/invitations/accept', { body: { link: invited.link, code: invited.code }, cookie: '' })).json()
        .code,
      'code_wrong',
    )
  })
  test('five wrong codes and the link is dead', async () => {
    const { personId } = await given('/api/v1/people', { body: { name: '小黄' } })
    const invited = await given<{ link: string; code: string }>(`/api/v1/people/${personId}/invitations`, {
      method: 'POST',
    })
    for (let guess = 0; guess < 5; guess++)
      await ask('/api/v1/invitations/accept', { body: { link: invited.link, code: 'WRONG2' } })
    assert.equal(
      (await ask('/api/v1/invitations/accept', { body: { link: invited.link, code: invited.code } })).statusCode,
      401,
    )
  })
  test('the link opens a page that works without a script', async () => {
    const { personId } = await given('/api/v1/people', { body: { name: '小吴' } })
    const { link, code } = await given<{ link: string; code: string }>(`/api/v1/people/${personId}/invitations`, {
      method: 'POST',
    })
    const page = await ask(link, { cookie: '' })
    assert.match(page.body, /<form method="post"/)
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const answer = await app.inject({ method: 'POST', url: link, payload: `code=${code}&username=&password=`, headers })
    assert.equal(answer.statusCode, 303, answer.body)
    assert.equal((await ask('/api/v1/me', { cookie: cookieOf(answer) })).json().name, '小吴')
  })
  test('a colleague chooses a user name, and a taken one is named', async () => {
    const { personId } = await given('/api/v1/people', { body: { name: '小张' } })
    const { link, code } = await given<{ link: string; code: string }>(`/api/v1/people/${personId}/invitations`, {
      method: 'POST',
    })
    const taken = await ask('/api/v1/invitations/accept', { body: { link, code, username: 'LI', password } })
    assert.equal(taken.json().pointer, '/username')
    assert.equal(
      (await ask('/api/v1/invitations/accept', { body: { link, code, username: 'zhang', password } })).statusCode,
      200,
    )
    assert.equal((await ask('/api/v1/sessions', { body: { username: 'zhang', password } })).json().signedIn, true)
  })
})

describe('the roster', () => {
  test('says who is on duty at an instant, from handover to handover', async () => {
    const [first, second] = [
      await given('/api/v1/people', { body: { name: '甲' } }),
      await given('/api/v1/people', { body: { name: '乙' } }),
    ]
    const entries = [
      { day: '2022-09-26', personId: first.personId },
      { day: '2022-09-27', personId: second.personId },
    ]
    assert.deepEqual(
      await given('/api/v1/roster', { method: 'PUT', body: { from: '2022-09-26', until: '2022-09-30', entries } }),
      { days: 2 },
    )
    const onDuty = (at: string) => server.database.read(tenantId, tx => findOnDuty(tx, at))
    assert.deepEqual(await onDuty('2022-09-26T19:00:00.000Z'), [{ personId: first.personId }], 'three in the night')
    assert.deepEqual(await onDuty('2022-09-27T00:30:00.000Z'), [{ personId: second.personId }], 'half past eight')
    assert.deepEqual(await onDuty('2022-09-25T00:00:00.000Z'), [])
    const { items } = (await ask('/api/v1/roster?from=2022-09-01&until=2022-09-30')).json()
    assert.deepEqual(
      items.map((item: { personName: string }) => item.personName),
      ['甲', '乙'],
    )
    const gone = await ask('/api/v1/roster', {
      method: 'PUT',
      body: { from: '2022-09-26', until: '2022-09-30', entries: [{ day: '2022-10-01', personId: first.personId }] },
    })
    assert.equal(gone.json().pointer, '/entries/0/day')
    assert.equal((await ask('/api/v1/roster?from=2022-01-01&until=2022-12-31')).statusCode, 400)
  })
})

test('what other slices ask: names, contacts, who may be shown in public', async () => {
  const { personId } = await given('/api/v1/people', { body: { name: '黄支书', phone: '13800000020' } })
  await given('/api/v1/posts', { body: { personId, role: 'medium_leader', gridId: village } })
  await server.database.read(tenantId, async tx => {
    assert.equal(await personName(tx, personId), '黄支书')
    assert.equal((await contactsOf(tx, [personId])).get(personId)?.phone, '+8613800000020')
    assert.deepEqual(await publicNameOf(tx, personId, () => '东瑶村'), { gridName: '东瑶村', role: 'medium_leader' })
    await assert.rejects(() => demandPeople(tx, [personId, tenantId]), { code: 'person_unknown' })
  })
  const byAnother = await ask(`/api/v1/people/${personId}`, { method: 'PATCH', body: { namePublic: true } })
  assert.equal(byAnother.statusCode, 403, 'consent is nobody else’s to give')
  await server.database.write(tenantId, tx =>
    tx.query('update person set name_public = true where tenant_id = $1 and person_id = $2', [tenantId, personId]),
  )
  const agreed = await server.database.read(tenantId, tx => publicNameOf(tx, personId, () => '东瑶村'))
  assert.deepEqual(agreed, { gridName: '东瑶村', role: 'medium_leader', name: '黄支书' })
})

test('nobody without a session sees or changes anything', async () => {
  for (const url of [
    '/api/v1/people',
    '/api/v1/posts',
    `/api/v1/people/${me.personId}`,
    '/api/v1/roster?from=2022-09-01&until=2022-09-30',
    '/api/v1/me',
  ])
    assert.equal((await ask(url, { cookie: '' })).statusCode, 401, url)
  for (const [url, body] of [
    ['/api/v1/people', { name: 'x' }],
    ['/api/v1/posts', { personId: me.personId, role: 'centre' }],
  ] as const)
    assert.equal((await ask(url, { cookie: '', body })).statusCode, 401, url)
})
