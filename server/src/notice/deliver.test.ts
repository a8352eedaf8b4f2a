import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, beforeEach, describe, test } from 'node:test'
import { SMTPServer } from 'smtp-server'
import { runReactions } from '../jobs/outbox.ts'
import { publicOnly } from './address-guard.ts'
import { type ChannelKind, type ChannelSettings, saveChannel, switchOnDemoPhone } from './channel.ts'
import { type DeliveryOptions, runDeliveries } from './deliver.ts'
import { type NoticeTown, openNoticeTown, staff, tenantId } from './fixture/town.ts'
import { registerNoticeReactions } from './reactions.ts'
import { sendCode } from './send.ts'

const secret = 'the-secret-of-this-test'
type Received = { readonly headers: IncomingHttpHeaders; readonly text: string }

/** A gateway as a town would have it: it checks nothing here, it remembers; `answers` says with which status. */
class Gateway {
  readonly received: Received[] = []
  readonly answers: (number | 'cut')[] = []
  onRequest: () => void = () => {}
  #server: Server | undefined

  async start(): Promise<string> {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', chunk => chunks.push(chunk))
      request.on('end', () => {
        this.received.push({ headers: request.headers, text: Buffer.concat(chunks).toString('utf8') })
        this.onRequest()
        const answer = this.answers.shift() ?? 200
        if (answer === 'cut') request.socket.destroy()
        else response.writeHead(answer, answer === 302 ? { location: 'http://127.0.0.1:1/elsewhere' } : {}).end()
      })
    })
    this.#server = server
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/sms`
  }
  stop(): void {
    this.#server?.closeAllConnections()
    this.#server?.close()
  }
}

let town: NoticeTown
let back: () => void
let options: DeliveryOptions
const gateway = new Gateway()
let gatewayUrl: string

before(async () => {
  town = await openNoticeTown()
  back = registerNoticeReactions(town.lookups)
  gatewayUrl = await gateway.start()
  options = {
    lookups: town.lookups,
    trust: { loopback: true, privateNetworks: false },
    publicUrl: 'https://grid.example.cn',
  }
})
after(async () => {
  back()
  gateway.stop()
  await town.close()
})
beforeEach(async () => {
  await town.ports.database.write(tenantId, async tx => {
    await tx.query('delete from delivery')
    await tx.query('delete from channel')
  })
  gateway.received.splice(0)
  gateway.answers.splice(0)
  gateway.onRequest = () => {}
  town.contacts.clear()
})

async function channel(kind: ChannelKind, settings: ChannelSettings = { url: gatewayUrl }): Promise<void> {
  const change = { kind, enabled: true, settings, secret, seen: 0, by: null, now: town.ports.clock.now() }
  await town.ports.database.write(tenantId, tx => saveChannel(tx, change))
}

async function reportAndReact(phone = '13800000009'): Promise<void> {
  await town.report({ phone })
  await runReactions(town.ports, tenantId)
}

const states = () =>
  town.rows<{ state: string; attempts: number; error: string | null }>(
    'select state, attempts, error from delivery order by delivery_id',
  )

describe('the signed webhook', () => {
  test('the receiver can check who sent it and gets number, text and link', async () => {
    await channel('webhook')
    await reportAndReact()
    await runDeliveries(town.ports, options, tenantId)
    assert.equal(gateway.received.length, 1)
    const { headers, text } = gateway.received[0]!
    const [, seconds, digest] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['onegrid-signature'])) ?? []
    assert.equal(createHmac('sha256', secret).update(`${seconds}.${text}`).digest('hex'), digest)
    assert.notEqual(createHmac('sha256', secret).update(`${seconds}.${text} `).digest('hex'), digest)
    assert.ok(Math.abs(Number(seconds) - Date.now() / 1000) < 60)
    const body = JSON.parse(text)
    assert.equal(body.id, headers['idempotency-key'])
    assert.equal(body.to.phone, '13800000009')
    assert.match(body.text, /^已收到您反映的事，9月28日下午5点前答复。https:\/\/grid\.example\.cn\/t\/DC-220926-/)
    assert.deepEqual(
      (await states()).map(each => each.state),
      ['sent'],
    )
  })

  test('given failures, it is tried again with back-off under the same key, and not before its time', async () => {
    await channel('webhook')
    await reportAndReact()
    gateway.answers.push(500, 'cut', 429)
    assert.equal(await runDeliveries(town.ports, options, tenantId), 10)
    await runDeliveries(town.ports, options, tenantId)
    assert.equal(gateway.received.length, 1)
    for (const seconds of [10, 20, 40]) {
      town.ports.clock.advance(seconds * 1000 - 1)
      await runDeliveries(town.ports, options, tenantId)
      town.ports.clock.advance(1)
      await runDeliveries(town.ports, options, tenantId)
    }
    assert.equal(gateway.received.length, 4)
    assert.equal(new Set(gateway.received.map(each => each.headers['idempotency-key'])).size, 1)
    assert.deepEqual(await states(), [{ state: 'sent', attempts: 4, error: null }])
  })

  test('killed between sending and writing it down: sent again under the same key, so the receiver has it once', async () => {
    await channel('webhook')
    await reportAndReact()
    let writes = 0
    const killed = {
      ...town.ports,
      database: {
        ...town.ports.database,
        write: (async (id, work) => {
          writes += 1
          if (writes === 2) throw new Error('killed')
          return town.ports.database.write(id, work)
        }) as typeof town.ports.database.write,
      },
    }
    await assert.rejects(runDeliveries(killed, options, tenantId), /killed/)
    assert.equal(gateway.received.length, 1)
    await runDeliveries(town.ports, options, tenantId)
    assert.equal(gateway.received.length, 1, 'the lease of the dead process still holds')
    town.ports.clock.advance(60_000)
    await runDeliveries(town.ports, options, tenantId)
    assert.equal(gateway.received.length, 2)
    const once = new Map(gateway.received.map(each => [each.headers['idempotency-key'], each.text]))
    assert.equal(once.size, 1)
    assert.deepEqual(
      (await states()).map(each => each.state),
      ['sent'],
    )
  })

  test('two processes at once: each message leaves once', async () => {
    await channel('webhook')
    for (let place = 0; place < 12; place++) await reportAndReact(`1380000${String(place).padStart(4, '0')}`)
    await Promise.all([1, 2].map(() => runDeliveries(town.ports, options, tenantId)))
    assert.equal(gateway.received.length, 12)
    assert.equal(new Set(gateway.received.map(each => each.headers['idempotency-key'])).size, 12)
  })

  test('a redirect is not followed; after twelve attempts the message is given up', async () => {
    await channel('webhook')
    await reportAndReact()
    gateway.answers.push(...Array.from({ length: 20 }, () => 302))
    for (let attempt = 0; attempt < 14; attempt++) {
      await runDeliveries(town.ports, options, tenantId)
      town.ports.clock.advance(3_600_000)
    }
    assert.equal(gateway.received.length, 12)
    const [state] = await states()
    assert.equal(state?.state, 'failed')
    assert.match(String(state?.error), /redirected \(302\), not followed/)
  })

  test('without the process’s trust the product’s own network is out of reach', async () => {
    await channel('webhook', { url: gatewayUrl.replace('http:', 'https:') })
    await reportAndReact()
    await runDeliveries(town.ports, { ...options, trust: publicOnly }, tenantId)
    assert.equal(gateway.received.length, 0)
    const [state] = await states()
    assert.equal(state?.state, 'dropped')
    assert.match(String(state?.error), /not on the public internet/)
  })

  test('a contact that the law has erased gets nothing', async () => {
    await channel('webhook')
    await reportAndReact()
    await town.ports.database.write(tenantId, tx =>
      tx.query('update content set body = null, salt = null, erased_at = now()'),
    )
    await runDeliveries(town.ports, options, tenantId)
    assert.equal(gateway.received.length, 0)
    assert.deepEqual(
      (await states()).map(each => [each.state, each.error]),
      [['dropped', 'no address']],
    )
  })
})

describe('codes', () => {
  const code = { phone: '+8613800000077', code: '424242', purpose: 'sign_in', locale: 'zh' } as const

  test('a code leaves by text message and nothing of it stays in the database', async () => {
    await channel('webhook')
    assert.equal(await town.ports.database.write(tenantId, tx => sendCode(tx, town.ports, code)), 1)
    await runDeliveries(town.ports, options, tenantId)
    assert.equal(
      JSON.parse(gateway.received[0]!.text).text,
      '登录验证码424242,10分钟内有效。不是您本人操作请不要理会。',
    )
    assert.deepEqual(await town.rows('select sealed from delivery'), [{ sealed: null }])
  })

  test('a code that is no longer valid is not sent; a town without a channel says so', async () => {
    assert.equal(await town.ports.database.write(tenantId, tx => sendCode(tx, town.ports, code)), 0)
    await channel('webhook')
    await town.ports.database.write(tenantId, tx => sendCode(tx, town.ports, code))
    town.ports.clock.advance(10 * 60_000)
    await runDeliveries(town.ports, options, tenantId)
    assert.equal(gateway.received.length, 0)
    assert.deepEqual(await town.rows('select state, sealed from delivery'), [{ state: 'dropped', sealed: null }])
  })
})

describe('the demo phone', () => {
  test('it has each message once', async () => {
    await town.ports.database.write(tenantId, tx => switchOnDemoPhone(tx, town.ports.clock.now()))
    await reportAndReact('13800000042')
    await runDeliveries(town.ports, options, tenantId, 'fresh')
    await town.ports.database.write(tenantId, tx => tx.query(`update delivery set state = 'waiting', attempts = 0`))
    await runDeliveries(town.ports, options, tenantId)
    const messages = await town.rows<{ body: string }>(`select body from demo_message where phone = '13800000042'`)
    assert.equal(messages.length, 1)
    assert.match(messages[0]!.body, /^已收到您反映的事/)
  })
})

describe('e-mail over SMTP', () => {
  test('the letter arrives with a message id that stays the same, Chinese intact', async () => {
    const letters: { readonly to: readonly string[]; readonly text: string }[] = []
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData(stream, session, done) {
        const chunks: Buffer[] = []
        stream.on('data', chunk => chunks.push(chunk))
        stream.on('end', () => {
          letters.push({
            to: session.envelope.rcptTo.map(each => each.address),
            text: Buffer.concat(chunks).toString('utf8'),
          })
          // The first answer is lost on the way: the sender cannot know that it arrived.
          done(letters.length === 1 ? Object.assign(new Error('try again'), { responseCode: 451 }) : null)
        })
      },
    })
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
    try {
      const { port } = server.server.address() as AddressInfo
      await channel('email', { host: '127.0.0.1', port, from: '东成镇 <notice@example.cn>', secure: false })
      town.contacts.set(staff.clerk.personId, { email: 'clerk@example.cn' })
      const ticketId = await town.report()
      const by = staff.smallLeader.personId
      const to = { kind: 'unit', unitId: staff.clerk.unitId, assisting: [] } as const
      const at = town.ports.clock.now()
      await town.tell(
        ticketId,
        [{ type: 'TicketDispatched', at, dispatchId: ticketId, to, by, hold: { amount: 1, unit: 'working_day' } }],
        by,
      )
      await runReactions(town.ports, tenantId)
      await runDeliveries(town.ports, options, tenantId)
      town.ports.clock.advance(10_000)
      await runDeliveries(town.ports, options, tenantId)
      assert.equal(letters.length, 2)
      const ids = letters.map(letter => /^Message-ID: (<[^>]+@example\.cn>)/im.exec(letter.text)?.[1])
      assert.ok(ids[0])
      assert.equal(ids[0], ids[1])
      assert.deepEqual(letters[1]?.to, ['clerk@example.cn'])
      assert.match(letters[1]!.text, /^Subject: =\?UTF-8\?/m)
      assert.deepEqual(
        (await states()).map(each => each.state),
        ['sent'],
      )
    } finally {
      await new Promise<void>(done => server.close(done))
    }
  })
})
