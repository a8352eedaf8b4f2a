import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { SMTPServer } from 'smtp-server'
import { type Hand, openWorld, type World } from '../../../test/world.ts'
import { saveChannel } from './channel.ts'
import { runDeliveries } from './deliver.ts'
import { notify } from './notify.ts'
import { townLookups } from './town-lookups.ts'

let world: World
let post: SMTPServer
const letters: { to: readonly string[]; text: string }[] = []
before(async () => {
  world = await openWorld()
  post = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      const parts: Buffer[] = []
      stream.on('data', part => parts.push(part))
      stream.on('end', () => {
        const text = Buffer.concat(parts).toString('utf8')
        letters.push({ to: session.envelope.rcptTo.map(each => each.address), text: bodyOf(text) })
        done()
      })
    },
  })
  await new Promise<void>(done => post.listen(0, '127.0.0.1', done))
})
after(async () => {
  await new Promise<void>(done => post.close(done))
  await world?.close()
})

/** Chinese letters travel as base64 or quoted-printable. */
function bodyOf(letter: string): string {
  const [head = '', ...rest] = letter.split('\r\n\r\n')
  const body = rest.join('\r\n\r\n')
  if (/^content-transfer-encoding: base64/im.test(head)) return Buffer.from(body, 'base64').toString('utf8')
  if (!/^content-transfer-encoding: quoted-printable/im.test(head)) return body
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}

async function connectMail(): Promise<void> {
  const { port } = post.server.address() as AddressInfo
  const settings = { host: '127.0.0.1', port, from: '东成镇 <notice@example.cn>', secure: false }
  await world.database.write(world.tenantId, tx =>
    saveChannel(tx, {
      kind: 'email',
      enabled: true,
      settings,
      secret: 'unused',
      seen: 0,
      by: null,
      now: world.clock.now(),
    }),
  )
}

async function delivered(): Promise<void> {
  const options = {
    lookups: townLookups(world.ports),
    trust: { loopback: true, privateNetworks: false },
    publicUrl: 'https://grid.example.cn',
  }
  await runDeliveries(world.ports, options, world.tenantId)
}
const code = () => /(\d{6})/.exec(letters.at(-1)?.text ?? '')?.[1] ?? ''
const contact = async (by: Hand) => (await by.get('/api/v1/me/contact')).body

test('given a town without mail, when somebody gives his address, then it says so and nothing is kept', async () => {
  const refused = await world.leader.post('/api/v1/me/email', { email: 'leader@example.cn' })
  assert.deepEqual([refused.status, refused.body['code']], [409, 'email_unavailable'])
  assert.deepEqual(await contact(world.leader), { language: 'zh', emailPossible: false })
})

test('given a mail server, when the code is typed, then the address counts; wrong ones are refused and five end the code', async () => {
  await connectMail()
  assert.equal((await world.leader.post('/api/v1/me/email', { email: 'no address' })).body['pointer'], '/email')
  assert.equal((await world.leader.post('/api/v1/me/email', { email: 'Leader@Example.CN' })).status, 202)
  await delivered()
  assert.deepEqual(letters.at(-1)?.to, ['Leader@example.cn'])
  assert.match(letters.at(-1)?.text ?? '', /邮箱验证码\d{6}/)
  const first = code()
  const wrong = String((Number(first) + 1) % 1_000_000).padStart(6, '0')
  for (let guess = 0; guess < 5; guess += 1)
    assert.equal((await world.leader.post('/api/v1/me/email/confirm', { code: wrong })).body['code'], 'code_wrong')
  assert.equal((await world.leader.post('/api/v1/me/email/confirm', { code: first })).status, 401, 'guessed too often')
  assert.equal((await contact(world.leader))['email'], undefined)

  assert.equal((await world.leader.post('/api/v1/me/email', { email: 'leader@example.cn' })).status, 202)
  await delivered()
  assert.equal((await contact(world.leader))['wantedEmail'], 'l***@example.cn')
  assert.equal((await world.leader.post('/api/v1/me/email/confirm', { code: code() })).status, 204)
  assert.deepEqual(await contact(world.leader), { email: 'l***@example.cn', language: 'zh', emailPossible: true })
  // Not another's, and not known to anybody else.
  assert.equal((await contact(world.worker))['email'], undefined)
})

test('given a verified address and a language, when a notice comes, then it reaches the address in that language', async () => {
  const tell = (dedupeKey: string) =>
    world.database.write(world.tenantId, tx =>
      notify(tx, world.ports, [
        {
          to: { personId: world.leader.personId },
          kind: 'to_assess_urgent',
          ticketNumber: 'DC-220926-7KQ4-M2HXP',
          facts: { number: 'DC-220926-7KQ4-M2HXP' },
          dedupeKey,
        },
      ]),
    )
  const before = letters.length
  await tell('own-contact-1')
  await delivered()
  assert.equal(letters.length, before + 1)
  assert.match(letters.at(-1)?.text ?? '', /[\u4e00-\u9fff]/)
  assert.equal((await world.leader.put('/api/v1/me/language', { language: 'en' })).status, 204)
  await tell('own-contact-2')
  await delivered()
  assert.doesNotMatch(letters.at(-1)?.text ?? '', /[\u4e00-\u9fff]/)

  assert.equal((await world.leader.post('/api/v1/me/email/forget')).status, 204)
  const after = letters.length
  await tell('own-contact-3')
  await delivered()
  assert.equal(letters.length, after, 'no more e-mail')
})

test('given nobody is signed in, then there is no contact to see or change', async () => {
  for (const answer of [
    await world.anonymous.get('/api/v1/me/contact'),
    await world.anonymous.post('/api/v1/me/email', { email: 'a@example.cn' }),
    await world.anonymous.post('/api/v1/me/email/confirm', { code: '123456' }),
    await world.anonymous.put('/api/v1/me/language', { language: 'en' }),
  ])
    assert.equal(answer.status, 401)
})

test('given a report in English by a number without account, then its messages are English', async () => {
  const localeOf = async (phone: string, language: string) => {
    const headers = { 'idempotency-key': world.ids.id(), 'accept-language': language }
    const payload = { words: 'The lamp at the bridge is dark', phone, place: { words: 'bridge' } }
    const answer = await world.app.inject({ method: 'POST', url: '/api/v1/tickets', headers, payload })
    assert.equal(answer.statusCode, 201, answer.body)
    await world.settle()
    const [notice] = await world.database.read(world.tenantId, tx =>
      tx.query<{ locale: string }>(
        `select locale from notice where tenant_id = $1 and ticket_number = $2 and kind = 'ticket_received'`,
        [tx.tenantId, answer.json<{ number: string }>().number],
        'test-notice-locale',
      ),
    )
    return notice?.locale
  }
  assert.equal(await localeOf('13900139071', 'zh-CN'), 'zh')
  assert.equal(await localeOf('13900139072', 'en-GB'), 'en')
})
