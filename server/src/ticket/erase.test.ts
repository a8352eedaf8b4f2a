import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { phoneJpeg } from '@onegrid/server/blobs/fixture/samples.ts'
import { sweepOrphansOf } from '@onegrid/server/blobs/sweep.ts'
import { verifyInstallation } from '@onegrid/server/verify.ts'
import { openWorld, type World } from '../../../test/world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world?.close())

const said = '我家屋后的化粪池漫出来了'

async function sendPhoto(): Promise<string> {
  const bytes = await phoneJpeg()
  const headers = { cookie: `who=${world.worker.personId}`, 'tus-resumable': '1.0.0' }
  const begun = await world.app.inject({
    method: 'POST',
    url: '/api/v1/photos',
    headers: { ...headers, 'upload-length': String(bytes.length) },
  })
  assert.equal(begun.statusCode, 201, begun.body)
  const photoId = String(begun.headers.location).split('/').at(-1) ?? ''
  const sent = await world.app.inject({
    method: 'PATCH',
    url: `/api/v1/photos/${photoId}`,
    headers: { ...headers, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
    payload: bytes,
  })
  assert.equal(sent.statusCode, 204, sent.body)
  return photoId
}

async function reported(): Promise<{ number: string; photoId: string }> {
  const photoId = await sendPhoto()
  const { status, body } = await world.worker.post('/api/v1/tickets', {
    words: said,
    name: '梁桂芳',
    phone: '13800000000',
    consent: 'spoken',
    subcategory: '1202',
    photos: [photoId],
    place: { gridId: world.group.gridId, words: '榕树头第三间' },
  })
  assert.equal(status, 201, JSON.stringify(body))
  return { number: String(body['number']), photoId }
}

const found = async (words: string) => {
  const { body } = await world.centre.get(`/api/v1/tickets?text=${encodeURIComponent(words)}`)
  return (body['items'] as { number: string }[]).map(each => each.number)
}

test('given a matter that has ended, when it is erased by law, then words, contact and photos are gone, and the journal stays whole', async () => {
  const { number, photoId } = await reported()
  const at = (verb: string) => `/api/v1/tickets/${number}/${verb}`
  const erase = { what: 'everything', ground: 'consent_withdrawn' }
  assert.equal((await world.centre.post(at('erase'), erase)).body['code'], 'action_not_in_status')
  assert.equal((await world.worker.post(at('close-on-the-spot'), { words: '已请人抽走' })).status, 200)
  assert.deepEqual(await found('化粪池'), [number])
  assert.equal((await world.leader.post(at('erase'), erase)).status, 403)
  const refused = await world.centre.post(at('erase'), { what: 'everything', ground: 'because' })
  assert.equal(refused.status, 400)
  assert.match(JSON.stringify(refused.body), /\/ground/)

  const once = await world.centre.post(at('erase'), erase, 'erase-once')
  assert.equal(once.status, 200, JSON.stringify(once.body))
  const again = await world.centre.post(at('erase'), erase, 'erase-once')
  assert.equal(again.status, 200, 'a repeat does its work once')

  const page = await world.centre.get(`/api/v1/tickets/${number}`)
  assert.doesNotMatch(JSON.stringify(page.body), /化粪池|抽走|桂芳|梁\*|138|榕树头第三间|photoId/)
  assert.equal(page.body['words'], undefined)
  assert.ok(!(page.body['actions'] as string[]).includes('eraseTicket'))
  for (const words of ['化粪池', '榕树头']) assert.deepEqual(await found(words), [], words)
  for (const hand of [world.centre, world.worker])
    assert.equal((await hand.get(`/api/v1/photos/${photoId}`)).status, 404, 'a photo of an erased matter')

  const files = await sweepOrphansOf(world.ports, world.tenantId)
  assert.ok(files.files >= 2, 'the bytes of the photo and of its thumbnail go with the sweep')
  const left = await world.database.read(world.tenantId, tx =>
    tx.query<{ left: string }>(
      `select body::text as left from content where tenant_id = $1 and stream_kind = 'ticket' and body is not null
       union all select payload::text from journal where tenant_id = $1 and (payload::text ~ '化粪池|桂芳')
       union all select term from ticket_term where tenant_id = $1 and term in ('化粪', '桂芳', '粪池')`,
      [world.tenantId],
    ),
  )
  assert.deepEqual(left, [])
  const { faults } = await verifyInstallation(world.ports, world.tenantId)
  assert.deepEqual(faults, [])
})

test('given the contact alone is erased, then the matter stays readable and nobody is revealed any more', async () => {
  const { number } = await reported()
  const at = (verb: string) => `/api/v1/tickets/${number}/${verb}`
  await world.worker.post(at('close-on-the-spot'), { words: '已请人抽走' })
  const erased = await world.centre.post(at('erase'), { what: 'contact', ground: 'purpose_met' })
  assert.equal(erased.body['words'], said, JSON.stringify(erased.body))
  const revealed = await world.centre.post(at('reveal-reporter'), { reason: '回访' })
  assert.deepEqual(revealed.body, { name: null, phone: null })
  assert.equal((await world.centre.post(at('erase'), { what: 'contact', ground: 'purpose_met' })).status, 409)
})

test('given a released photo, when the matter turns out to be guarded, then nobody from outside sees it any more', async () => {
  const { number, photoId } = await reported()
  const at = (verb: string) => `/api/v1/tickets/${number}/${verb}`
  const seenBy = async (cookie: string) =>
    (await world.app.inject({ url: `/api/v1/photos/${photoId}`, headers: { cookie } })).statusCode
  const fromOutside = () => seenBy('')
  assert.equal(await fromOutside(), 404)
  assert.equal((await world.centre.post(at('accept'), {})).status, 200)
  assert.equal((await world.centre.post(at('release-photo'), { photoId, released: true })).status, 200)
  assert.equal(await fromOutside(), 200)
  assert.equal((await world.centre.post(at('assess'), { confidentiality: 'sensitive' })).status, 200)
  assert.equal(await fromOutside(), 404)
  assert.equal(await seenBy(`who=${world.centre.personId}`), 200)
})
