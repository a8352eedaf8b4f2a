import assert from 'node:assert/strict'
import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { create, form, head, Phone, patch, remove, view } from './fixture/phone.ts'
import * as samples from './fixture/samples.ts'
import { elsewhere, here, openTestTown, type TestTown, worker } from './fixture/town.ts'

let town: TestTown
let photo: Buffer
before(async () => {
  town = await openTestTown()
  photo = await samples.phoneJpeg(600, 400)
})
after(() => town.close())

const resident = () => new Phone(town.url, here.host)
const incoming = () => readdir(path.join(town.folder, 'files', here.tenantId, 'incoming'))
const until = async (met: () => Promise<boolean>) => {
  const patience = performance.now() + 20_000
  while (performance.now() < patience) {
    if (await met()) return
    await new Promise(resolve => setTimeout(resolve, 10))
  }
  throw new Error('It did not come to pass.')
}
/** The server has begun to write what this phone sends. */
const arriving = () =>
  until(async () => {
    const folder = path.join(town.folder, 'files', here.tenantId, 'incoming')
    const parts = (await readdir(folder)).filter(name => name.startsWith('part-'))
    const sizes = await Promise.all(parts.map(async part => (await stat(path.join(folder, part))).size))
    return sizes.some(size => size > 0)
  })
const rows = () =>
  town.ports.database.read(here.tenantId, async tx => {
    const found = await tx.query<{ count: number }>('select count(*) from attachment where tenant_id = $1', [
      tx.tenantId,
    ])
    return found[0]!.count
  })

describe('a resumable upload', () => {
  test('given a photo, when it is sent whole, then its uploader sees it, stripped, and a thumbnail', async () => {
    const phone = resident()
    const photoId = await phone.upload(photo)
    const seen = await phone.ask(view(photoId))
    assert.equal(seen.status, 200)
    assert.equal(seen.headers['content-type'], 'image/jpeg')
    assert.equal(seen.body.includes(samples.cameraName), false)
    const small = await phone.ask(view(photoId, '/thumbnail'))
    assert.equal(small.status, 200)
    assert.ok(small.body.length < seen.body.length)
    assert.deepEqual(await incoming(), [], 'the original with its place is gone')
  })

  test('the answer cannot be made to run as a page, and no cache keeps it', async () => {
    const phone = resident()
    const photoId = await phone.upload(photo)
    const { headers } = await phone.ask(view(photoId))
    assert.equal(headers['x-content-type-options'], 'nosniff')
    assert.match(String(headers['content-security-policy']), /sandbox/)
    assert.match(String(headers['content-disposition']), /^inline; filename="[\w-]+\.jpg"$/)
    assert.equal(headers['cache-control'], 'private, no-cache')
    const again = await phone.ask({ ...view(photoId), headers: { 'if-none-match': String(headers.etag) } })
    assert.equal(again.status, 304)
  })

  test('given a connection that breaks, when the phone asks, then it goes on where the bytes ended, in another process', async () => {
    const phone = resident()
    const photoId = await phone.begin(photo.length)
    const tear = { after: 3000, when: arriving }
    await assert.rejects(phone.ask({ ...patch(photoId, 0, photo), tear }), /torn/)
    await until(async () => (await phone.offset(photoId)) > 0)
    const offset = await phone.offset(photoId)
    assert.equal(offset, 3000)
    const other = phone.through(await town.second())
    const rest = await other.ask(patch(photoId, offset, photo.subarray(offset)))
    assert.equal(rest.status, 204)
    assert.equal(rest.headers['upload-offset'], String(photo.length))
    assert.equal((await phone.ask(view(photoId))).status, 200)
  })

  test('given two processes that get the same bytes at once, then they are taken once', async () => {
    const phone = resident()
    const other = phone.through(await town.second())
    const photoId = await phone.begin(photo.length)
    const half = Math.floor(photo.length / 2)
    // The cookie came with the first answer; the second process's phone needs it too.
    const twin = phone.through(await town.second())
    assert.equal(other.uploadSecret, undefined)
    const answers = await Promise.all([
      phone.ask(patch(photoId, 0, photo.subarray(0, half))),
      twin.ask(patch(photoId, 0, photo.subarray(0, half))),
    ])
    assert.deepEqual(answers.map(answer => answer.status).sort(), [204, 409])
    assert.equal((await twin.ask(patch(photoId, half, photo.subarray(half)))).status, 204)
    assert.equal((await phone.ask(view(photoId))).status, 200)
  })

  test('an upload says when it ends, and after that it is unknown', async () => {
    const phone = resident()
    const photoId = await phone.begin(100)
    const asked = await phone.ask(head(photoId))
    assert.equal(asked.headers['upload-expires'], 'Tue, 27 Sep 2022 00:30:00 GMT')
    assert.equal(asked.headers['tus-resumable'], '1.0.0')
    town.ports.clock.advance(25 * 3_600_000)
    assert.equal(await phone.offset(photoId), -404)
    town.ports.clock.advance(-25 * 3_600_000)
  })

  test('the uploader takes a photo back', async () => {
    const phone = resident()
    const photoId = await phone.upload(await samples.phoneJpeg(64, 32))
    assert.equal((await phone.ask(remove(photoId))).status, 204)
    assert.equal((await phone.ask(view(photoId))).status, 404)
  })

  test('the protocol says what it can do', async () => {
    const asked = await resident().ask({ method: 'OPTIONS', path: '/api/v1/photos' })
    assert.equal(asked.status, 204)
    assert.equal(asked.headers['tus-extension'], 'creation,termination,expiration')
    assert.equal(asked.headers['tus-max-size'], String(10 * 1024 * 1024))
  })
})

describe('bad uploads are named problems', () => {
  const refusals: [string, () => Buffer | Promise<Buffer>, number, string][] = [
    ['a PNG that declares a million times a million', () => samples.hollowPng(1e6, 1e6), 413, 'photo_too_large'],
    ['a zip bomb', samples.zipBomb, 400, 'photo_unreadable'],
    ['an SVG', () => samples.svg, 400, 'photo_unreadable'],
    ['a GIF', samples.gif, 400, 'photo_unreadable'],
    ['a truncated JPEG', samples.truncatedJpeg, 400, 'photo_unreadable'],
  ]
  for (const [name, sample, status, code] of refusals) {
    test(`${name}, and nothing of it stays`, async () => {
      const phone = resident()
      const bytes = await sample()
      const photoId = await phone.begin(bytes.length)
      assert.deepEqual(await phone.problem(patch(photoId, 0, bytes)), [status, code])
      assert.equal(await phone.offset(photoId), -404)
      assert.equal((await phone.ask(view(photoId))).status, 404)
      assert.deepEqual(
        (await incoming()).filter(file => file.includes(photoId)),
        [],
      )
    })
  }

  test('more than 10 MB is refused before the first byte', async () => {
    assert.deepEqual(await resident().problem(create(10 * 1024 * 1024 + 1)), [413, 'photo_too_large'])
  })
  test('an empty photo', async () => {
    assert.deepEqual(await resident().problem(create(0)), [400, 'photo_unreadable'])
  })
  test('more bytes than announced', async () => {
    const phone = resident()
    const photoId = await phone.begin(50)
    assert.deepEqual(await phone.problem(patch(photoId, 0, photo)), [413, 'photo_too_large'])
    assert.equal(await phone.offset(photoId), 0)
  })
  test('bytes for another place', async () => {
    const phone = resident()
    const photoId = await phone.begin(photo.length)
    assert.deepEqual(await phone.problem(patch(photoId, 7, photo.subarray(7))), [409, 'upload_offset_wrong'])
  })
  test('another version of the protocol', async () => {
    const asked = { ...create(9), headers: { 'tus-resumable': '0.2.2', 'upload-length': '9' } }
    assert.deepEqual(await resident().problem(asked), [412, 'upload_protocol_unknown'])
  })
  test('bytes as another type', async () => {
    const phone = resident()
    const photoId = await phone.begin(photo.length)
    const asked = patch(photoId, 0, Buffer.from('{}'))
    const headers = { ...asked.headers, 'content-type': 'application/json' }
    assert.deepEqual(await phone.problem({ ...asked, headers }), [400, 'field_invalid'])
  })
  test('no length, a length that is no number', async () => {
    const headers = { 'tus-resumable': '1.0.0' }
    assert.deepEqual(await resident().problem({ ...create(9), headers }), [400, 'field_invalid'])
    const worded = { ...headers, 'upload-length': 'NaN' }
    assert.deepEqual(await resident().problem({ ...create(9), headers: worded }), [400, 'field_invalid'])
  })
})

describe('who may not see a photo does not learn that it exists', () => {
  test('a stranger, another town, a person who did not upload it', async () => {
    const phone = resident()
    const photoId = await phone.upload(photo)
    const unknown = '01930000-0000-7000-8000-00000000dead'
    for (const stranger of [resident(), new Phone(town.url, here.host, worker), phone.in(elsewhere.host)]) {
      for (const ask of [view, (id: string) => view(id, '/thumbnail'), remove, (id: string) => patch(id, 0, photo)])
        assert.deepEqual(await stranger.problem(ask(photoId)), await stranger.problem(ask(unknown)))
      assert.equal(await stranger.offset(photoId), -404)
    }
    assert.equal((await phone.ask(view(photoId))).status, 200)
  })

  test('a person who is known owns by his name, on every device', async () => {
    const photoId = await new Phone(town.url, here.host, worker).upload(photo)
    assert.equal((await new Phone(town.url, here.host, worker).ask(view(photoId))).status, 200)
    assert.equal((await resident().ask(view(photoId))).status, 404)
  })
})

describe('a form with photos, without JavaScript', () => {
  test('fields, photos and the command id arrive; a bad photo is named and loses nothing', async () => {
    const phone = resident()
    const fields: [string, string][] = [
      ['words', '路灯坏了'],
      ['photos', 'a'],
      ['photos', 'b'],
      ['command_id', 'c-1'],
    ]
    const answer = await phone.ask(
      form(fields, [
        ['灯.jpg', photo],
        ['drawing.svg', samples.svg],
        ['', Buffer.alloc(0)],
      ]),
    )
    const said = JSON.parse(String(answer.body))
    assert.deepEqual(said.fields, { words: '路灯坏了', photos: ['a', 'b'], command_id: 'c-1' })
    assert.equal(said.commandId, 'c-1')
    assert.deepEqual(said.refused, [['drawing.svg', 'photo_unreadable']])
    assert.equal(said.photoIds.length, 1)
    assert.equal((await phone.ask(view(said.photoIds[0]))).status, 200)
  })

  test('a photo over 10 MB is named', async () => {
    const answer = await resident().ask(form([], [['large.jpg', Buffer.alloc(10 * 1024 * 1024 + 5, 1)]]))
    assert.deepEqual(JSON.parse(String(answer.body)).refused, [['large.jpg', 'photo_too_large']])
  })

  test('a tenth photo', async () => {
    const ten = Array.from({ length: 10 }, (_, number): [string, Buffer] => [`${number}.jpg`, photo])
    const answer = await resident().ask(form([['words', '路灯坏了']], ten))
    const said = JSON.parse(String(answer.body))
    assert.deepEqual(said.fields, { words: '路灯坏了' }, 'what was typed is there')
    assert.equal(said.photoIds.length, 9)
    assert.deepEqual(said.refused, [['9.jpg', 'photos_too_many']])
    const crowd = Array.from({ length: 61 }, (_, number): [string, Buffer] => [`${number}.jpg`, Buffer.from('x')])
    assert.deepEqual(await resident().problem(form([], crowd)), [400, 'photos_too_many'])
    assert.deepEqual(await incoming().then(names => names.filter(name => name.startsWith('part-'))), [])
  })

  test('a connection that breaks leaves neither a row nor a file', async () => {
    const before = [await rows(), (await incoming()).length]
    const ask = form(
      [['words', '灯']],
      [
        ['a.jpg', photo],
        ['b.jpg', photo],
      ],
    )
    const tear = { after: ask.body!.length - 500, when: arriving }
    await assert.rejects(resident().ask({ ...ask, tear }), /torn/)
    await until(async () => String([await rows(), (await incoming()).length]) === String(before))
  })
})
