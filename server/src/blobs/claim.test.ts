import assert from 'node:assert/strict'
import { readdir, utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { after, before, beforeEach, describe, test } from 'node:test'
import type { Actor } from '@onegrid/domain/kernel/actor.ts'
import { Refusal } from '@onegrid/domain/kernel/refusal.ts'
import { claimPhotos, erasePhotos, photosOf } from './claim.ts'
import { Phone, view } from './fixture/phone.ts'
import * as samples from './fixture/samples.ts'
import { elsewhere, here, openTestTown, type TestTown, worker } from './fixture/town.ts'
import type { MayViewPhoto } from './routes.ts'
import { sweepOrphans } from './sweep.ts'

const nobody: Actor = { kind: 'anonymous' }
const ticketId = '01930000-0000-7000-8000-0000000000c1'
const otherTicketId = '01930000-0000-7000-8000-0000000000c2'
let town: TestTown
let phone: Phone
let mayView: ReturnType<MayViewPhoto>
let side = 32

before(async () => {
  town = await openTestTown(() => mayView)
})
beforeEach(() => {
  phone = new Phone(town.url, here.host)
  mayView = false
})
after(() => town.close())

/** Each of another size: the same bytes would be the same file. */
const upload = async () => {
  side += 2
  return await phone.upload(await samples.phoneJpeg(side, 32))
}
const claim = (
  photoIds: readonly string[],
  more: { tenantId?: string; ticketId?: string; actor?: Actor; uploadSecret?: string } = {},
) => {
  const asked = { photoIds, ticketId, actor: nobody, uploadSecret: phone.uploadSecret, ...more }
  return town.ports.database.write(more.tenantId ?? here.tenantId, tx => claimPhotos(tx, asked))
}
const refuses = (work: Promise<unknown>, code: string, pointer: string) =>
  assert.rejects(work, error => {
    assert.ok(error instanceof Refusal, String(error))
    assert.deepEqual([error.code, error.facts['field'], error.facts['pointer']], [code, 'photos', pointer])
    return true
  })
const files = async () => {
  const found: string[] = []
  for await (const name of town.ports.blobs.list(here.tenantId)) found.push(name)
  return found.length
}
const sweepTomorrow = async () => {
  town.ports.clock.advance(25 * 3_600_000)
  return await sweepOrphans(town.ports)
}

describe('a ticket claims its photos', () => {
  test('given photos of the uploader, when the command names them, then they are the ticket’s, in its order', async () => {
    const [first, second] = [await upload(), await upload()]
    await claim([second, first])
    const found = await town.ports.database.read(here.tenantId, tx => photosOf(tx, [second, first]))
    assert.deepEqual(
      found.map(photo => [photo.photoId, photo.state, photo.ticketId]),
      [
        [second, 'used', ticketId],
        [first, 'used', ticketId],
      ],
    )
  })

  test('a phone verified half way through the form claims by the secret of its browser', async () => {
    await claim([await upload()], { actor: { kind: 'resident', personId: worker } })
  })

  test('a retried command may name them again, another ticket may not', async () => {
    const photoId = await upload()
    await claim([photoId])
    await claim([photoId])
    await refuses(claim([photoId], { ticketId: otherTicketId }), 'photo_unknown', '/photos/0')
  })

  test('nobody names what is not his, not there, unfinished, of another town, or no id', async () => {
    const photoId = await upload()
    const unfinished = await phone.begin(100)
    const good = await upload()
    await refuses(claim([photoId], { uploadSecret: 'x'.repeat(43) }), 'photo_unknown', '/photos/0')
    await refuses(
      claim([photoId], { actor: { kind: 'person', personId: worker, posts: [] }, uploadSecret: '' }),
      'photo_unknown',
      '/photos/0',
    )
    await refuses(claim([good, unfinished]), 'photo_unknown', '/photos/1')
    await refuses(claim([good, '01930000-0000-7000-8000-00000000dead']), 'photo_unknown', '/photos/1')
    await refuses(claim([good, "'; drop table attachment"]), 'photo_unknown', '/photos/1')
    await refuses(claim([good], { tenantId: elsewhere.tenantId }), 'photo_unknown', '/photos/0')
    await claim([good, photoId])
  })

  test('ten photos are one too many', async () => {
    const ten = Array.from({ length: 10 }, (_, number) => `01930000-0000-7000-8000-00000000000${number}`)
    await refuses(claim(ten), 'photos_too_many', '/photos')
  })
})

describe('a photo of a ticket is seen by whom the ticket lets', () => {
  test('nobody, one person, everybody', async () => {
    const photoId = await upload()
    mayView = true
    const stranger = new Phone(town.url, here.host)
    assert.equal((await stranger.ask(view(photoId))).status, 404, 'before it is claimed only the uploader')
    await claim([photoId])
    mayView = false
    assert.equal((await phone.ask(view(photoId))).status, 404)
    mayView = true
    assert.equal((await stranger.ask(view(photoId))).headers['cache-control'], 'private, no-cache')
    mayView = 'public'
    const released = await stranger.ask(view(photoId, '/thumbnail'))
    assert.equal(released.headers['cache-control'], 'public, max-age=604800')
  })
})

describe('the sweep', () => {
  test('given photos that nobody claimed for a day, then they go, and the ticket’s stay', async () => {
    const [kept, orphan] = [await upload(), await upload()]
    const unfinished = await phone.begin(100)
    await claim([kept])
    assert.equal((await sweepOrphans(town.ports)).photos, 0, 'not on the first day')
    assert.ok((await sweepTomorrow()).photos >= 2)
    const left = await town.ports.database.read(here.tenantId, tx => photosOf(tx, [kept, orphan, unfinished]))
    assert.deepEqual(
      left.map(photo => photo.photoId),
      [kept],
    )
    mayView = true
    assert.equal((await phone.ask(view(kept))).status, 200)
  })

  test('given two photos of the same bytes, when one is swept, then the other keeps its file', async () => {
    const bytes = await samples.phoneJpeg(300, 30)
    const [kept] = [await phone.upload(bytes), await phone.upload(bytes)]
    await claim([kept!])
    await sweepTomorrow()
    mayView = true
    assert.equal((await phone.ask(view(kept!))).status, 200)
    assert.equal((await phone.ask(view(kept!, '/thumbnail'))).status, 200)
  })

  test('given a photo erased by law, then it is unseen at once and its bytes go with the sweep', async () => {
    await sweepTomorrow()
    const before = await files()
    const photoId = await upload()
    await claim([photoId])
    assert.equal(await files(), before + 2)
    mayView = 'public'
    await town.ports.database.write(here.tenantId, tx => erasePhotos(tx, [photoId]))
    assert.equal((await phone.ask(view(photoId))).status, 404)
    await sweepOrphans(town.ports)
    assert.equal(await files(), before)
  })

  test('given what killed processes left, then it goes after a day, and not before', async () => {
    const { blobs } = town.ports
    const folder = await blobs.incomingFolder(here.tenantId)
    const young = path.join(folder, 'part-young')
    const old = path.join(folder, 'part-old')
    await writeFile(young, 'x')
    await writeFile(old, 'x')
    const stray = await blobs.put(here.tenantId, Buffer.from('its row was never committed'))
    const strayFile = path.join(town.folder, 'files', here.tenantId, stray.slice(0, 2), stray)
    const twoDaysAgo = performance.timeOrigin / 1000 - 2 * 86_400
    await utimes(old, twoDaysAgo, twoDaysAgo)
    await sweepOrphans(town.ports)
    assert.equal(await blobs.has(here.tenantId, stray), true)
    assert.deepEqual(
      (await readdir(folder)).filter(name => name.startsWith('part-')),
      ['part-young'],
    )
    await utimes(strayFile, twoDaysAgo, twoDaysAgo)
    await sweepOrphans(town.ports)
    assert.equal(await blobs.has(here.tenantId, stray), false)
  })

  test('two sweeps at once do each thing once', async () => {
    for (let number = 0; number < 4; number++) await upload()
    town.ports.clock.advance(25 * 3_600_000)
    const swept = await Promise.all([sweepOrphans(town.ports), sweepOrphans(town.ports)])
    assert.equal(swept[0].photos + swept[1].photos, 4)
  })
})
