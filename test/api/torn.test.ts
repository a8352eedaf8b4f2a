/** What happens to connections: torn half way, asleep, too slow, and a session that ends while its request is under way. */
import assert from 'node:assert/strict'
import net, { type AddressInfo, type Socket } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { type County, cookiesOf, type Hand, openCounty, password, type Town } from './county.ts'
import { footprintOf } from './footprint.ts'
import { type Story, storyOf } from './story.ts'

let county: County
let town: Town
let story: Story
let port: number

before(async () => {
  county = await openCounty()
  town = county.ours
  story = storyOf(county, town)
  await county.app.listen({ port: 0, host: '127.0.0.1' })
  port = (county.app.server.address() as AddressInfo).port
})
after(() => county?.close())

const footprint = () => footprintOf(county.database, town.tenantId)

/** A socket that was told the first part; the rest is the test's. */
async function dial(first: string): Promise<{ socket: Socket; said: Promise<string> }> {
  const socket = net.connect(port, '127.0.0.1')
  const parts: Buffer[] = []
  const said = new Promise<string>(resolve => {
    socket.on('data', part => parts.push(part))
    socket.on('error', () => resolve(Buffer.concat(parts).toString()))
    socket.on('close', () => resolve(Buffer.concat(parts).toString()))
  })
  await new Promise<void>(resolve => socket.once('connect', resolve))
  await new Promise<void>((resolve, reject) => socket.write(first, error => (error ? reject(error) : resolve())))
  return { socket, said }
}

function head(by: Hand, length: number, more = ''): string {
  return [
    'POST /api/v1/tickets HTTP/1.1',
    `host: ${by.host}`,
    'content-type: application/json',
    'connection: close',
    `content-length: ${length}`,
    `idempotency-key: ${county.ids.id()}`,
    ...(by.cookie === '' ? [] : [`cookie: ${by.cookie}`]),
    ...(more === '' ? [] : [more]),
    '',
    '',
  ].join('\r\n')
}

const report = () =>
  Buffer.from(JSON.stringify({ words: '水渠给泥堵死了', place: { gridId: town.group.gridId }, subcategory: '1601' }))

const alive = async () =>
  assert.equal((await county.send(town.worker, { method: 'GET', url: '/api/v1/me' })).statusCode, 200)

describe('a connection that is closed half way', () => {
  test('in the headers, in the body, before the last byte: nothing half-written', async () => {
    const before = await footprint()
    const body = report()
    const whole = head(town.resident, body.length)
    for (const sent of [whole.slice(0, 60), whole, whole + body.toString('latin1').slice(0, 20)]) {
      const { socket, said } = await dial(sent)
      socket.destroy()
      await said
    }
    const { socket, said } = await dial(whole)
    socket.write(body.subarray(0, -1))
    socket.destroy()
    await said
    assert.deepEqual(await footprint(), before)
    await alive()
  })

  test('after the last byte: written whole, and the repeat gets the same number', async () => {
    const body = report()
    const id = county.ids.id()
    const first = head(town.resident, body.length).replace(/idempotency-key: .*\r/, `idempotency-key: ${id}\r`)
    const { socket, said } = await dial(first)
    await new Promise<void>(resolve => socket.write(body, () => resolve()))
    socket.destroy()
    await said
    const repeat = await county.send(town.resident, {
      method: 'POST',
      url: '/api/v1/tickets',
      headers: { 'idempotency-key': id },
      body: JSON.parse(body.toString()) as object,
    })
    assert.equal(repeat.statusCode, 201, repeat.body)
    const rows = await county.database.read(town.tenantId, tx =>
      tx.query('select 1 from command where tenant_id = $1 and command_id = $2', [tx.tenantId, id]),
    )
    assert.equal(rows.length, 1)
  })
})

describe('requests that are none', () => {
  for (const [name, text, status] of [
    ['no HTTP at all', 'HELLO\r\n\r\n', 400],
    [
      'two lengths',
      `${'POST /api/v1/tickets HTTP/1.1\r\nhost: ours.example\r\n'}content-length: 3\r\ncontent-length: 4\r\n\r\nabc`,
      400,
    ],
    [
      'a length and chunks',
      'POST /api/v1/tickets HTTP/1.1\r\nhost: ours.example\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
    ],
    ['headers of 100 KB', `GET / HTTP/1.1\r\nhost: ours.example\r\nx-long: ${'a'.repeat(100_000)}\r\n\r\n`, 431],
    ['NUL in a header', 'GET / HTTP/1.1\r\nhost: ours.example\r\nx-a: a\0b\r\n\r\n', 400],
  ] as const)
    test(`${name} is answered with a problem`, async () => {
      const before = await footprint()
      const { said } = await dial(text)
      const answer = await said
      assert.match(answer, new RegExp(`^HTTP/1\\.1 ${status} `))
      assert.match(answer, /content-type: application\/problem\+json/)
      const problem = JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4)) as { status: number; remedy: string }
      assert.equal(problem.status, status)
      assert.ok(problem.remedy.length > 3)
      assert.deepEqual(await footprint(), before)
    })
  test('a body of another length than announced', async () => {
    const { said } = await dial(head(town.resident, 5) + report().toString())
    assert.match(await said, /^HTTP\/1\.1 400 /)
  })
  test('a gigabyte is refused by its announced length', async () => {
    const { said, socket } = await dial(head(town.resident, 1_000_000_000))
    socket.write(Buffer.alloc(1000))
    assert.match(await said, /^HTTP\/1\.1 413 [\s\S]*problem\+json/)
  })
})

describe('slow senders', () => {
  test('have a minute for their headers and two for the whole, and hold nobody up', async () => {
    const { headersTimeout, requestTimeout } = county.app.server
    assert.ok(headersTimeout > 0 && headersTimeout <= 60_000, `headers ${headersTimeout}`)
    assert.ok(requestTimeout > 0 && requestTimeout <= 120_000, `whole ${requestTimeout}`)
    const sleepers = await Promise.all(
      Array.from({ length: 60 }, (_, place) =>
        dial(place % 2 ? 'GET / HTTP/1.1\r\nx-slow: ' : head(town.resident, 500)),
      ),
    )
    const before = await footprint()
    await alive()
    const { said } = await dial(`GET /healthz HTTP/1.1\r\nhost: ours.example\r\nconnection: close\r\n\r\n`)
    assert.match(await said, /^HTTP\/1\.1 200 /)
    for (const { socket } of sleepers) socket.destroy()
    await Promise.all(sleepers.map(({ said: each }) => each))
    assert.deepEqual(await footprint(), before)
  })
})

describe('a session that ends in mid-request', () => {
  test('the request is done whole or refused whole; the next one is refused', async () => {
    const { personId } = await story.post(town.administrator, '/api/v1/people', { name: '新人' })
    const invited = await story.post(town.administrator, `/api/v1/people/${personId}/invitations`)
    const username = 'mid-request'
    const { link, code } = invited
    const body = { link, code, username, password }
    const accepted = await county.send(town.visitor, { method: 'POST', url: '/api/v1/invitations/accept', body })
    const passing: Hand = { host: town.host, cookie: cookiesOf(accepted), personId: String(personId) }
    const bytes = report()
    const { socket, said } = await dial(head(passing, bytes.length))
    socket.write(bytes.subarray(0, 10))
    const ended = await county.send(passing, { method: 'DELETE', url: '/api/v1/sessions/current' })
    assert.equal(ended.statusCode, 204, ended.body)
    const before = await footprint()
    socket.write(bytes.subarray(10))
    const answer = await said
    assert.match(answer, /^HTTP\/1\.1 (201|401) /)
    if (answer.startsWith('HTTP/1.1 401')) assert.deepEqual(await footprint(), before)
    else {
      const number = /[A-Z]{2}-\d{6}-\w{4}-\w{5}/.exec(answer)?.[0] ?? ''
      assert.equal(
        (await county.send(town.leader, { method: 'GET', url: `/api/v1/tickets/${number}` })).statusCode,
        200,
      )
    }
    const next = await county.send(passing, { method: 'GET', url: '/api/v1/me' })
    assert.equal(next.statusCode, 401, next.body)
    assert.equal(next.json<{ code: string }>().code, 'session_ended')
  })
})
