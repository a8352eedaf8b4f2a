import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { TrainingWire } from '@onegrid/domain/team/training/contract.ts'
import { zipSync } from 'fflate'
import sharp from 'sharp'
import { type Hand, openWorld, type World } from '../../../../test/world.ts'
import { sweepOrphansOf } from '../../blobs/sweep.ts'
import { form } from '../people-import/fixture/list-file.ts'

let world: World
let trainingId: string
before(async () => {
  world = await openWorld()
  const made = await world.centre.post('/api/v1/trainings', {
    subject: 'law',
    title: '法制宣传',
    startsAt: '2022-09-26T01:00:00.000Z',
    endsAt: '2022-09-26T03:00:00.000Z',
    place: '镇政府三楼会议室',
    materials: [],
  })
  trainingId = String(made.body['trainingId'])
})
after(() => world?.close())

const pdf = (words: string) => Buffer.from(`%PDF-1.7\n${words}\n%%EOF`)
const book = (...parts: string[]) =>
  Buffer.from(zipSync(Object.fromEntries(parts.map(part => [part, new Uint8Array(1)]))))
let counted = 0

async function lay(by: Hand, bytes: Buffer, name: string, to = trainingId) {
  counted += 1
  const { headers, payload } = form(bytes, name)
  const answer = await world.app.inject({
    method: 'POST',
    url: `/api/v1/trainings/${to}/files`,
    headers: { ...headers, cookie: `who=${by.personId}`, 'idempotency-key': `file-${counted}` },
    payload,
  })
  return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() }
}
const fetched = (by: Hand, fileId: unknown, of = trainingId) =>
  world.app.inject({ url: `/api/v1/trainings/${of}/files/${fileId}`, headers: { cookie: `who=${by.personId}` } })
const shown = async (by: Hand) => (await by.get(`/api/v1/trainings/${trainingId}`)).body as unknown as TrainingWire
const taken = (by: Hand, fileId: unknown) =>
  world.app.inject({
    method: 'DELETE',
    url: `/api/v1/trainings/${trainingId}/files/${fileId}`,
    headers: { cookie: `who=${by.personId}`, 'idempotency-key': `gone-${fileId}` },
  })

test('given a handout, then the team fetches it to keep, nobody else does, and nothing runs of it', async () => {
  const laid = await lay(world.centre, pdf('讲义'), "讲义 '第一章'.PDF")
  assert.equal(laid.status, 201, JSON.stringify(laid.body))
  const [file] = (await shown(world.worker)).files
  assert.deepEqual(file, {
    fileId: laid.body['fileId'],
    name: "讲义 '第一章'.pdf",
    mediaType: 'application/pdf',
    bytes: pdf('讲义').length,
  })
  const answer = await fetched(world.worker, file?.fileId)
  assert.deepEqual(answer.rawPayload, pdf('讲义'))
  assert.equal(answer.headers['x-content-type-options'], 'nosniff')
  assert.equal(
    answer.headers['content-disposition'],
    `attachment; filename*=UTF-8''${encodeURIComponent('讲义')}%20%27${encodeURIComponent('第一章')}%27.pdf`,
  )
  assert.equal((await fetched(world.resident, file?.fileId)).statusCode, 403)
  assert.equal((await fetched(world.anonymous, file?.fileId)).statusCode, 401)
  assert.equal((await fetched(world.worker, file?.fileId, world.biTang.gridId)).statusCode, 404)
  assert.equal((await lay(world.worker, pdf('mine'), 'mine.pdf')).status, 403)
})

test('given files by name alone, then the content decides: no page, no program, no macros, nothing broken', async () => {
  const rules = [
    [Buffer.from('<script>alert(1)</script>'), 'a.pdf', 'not_a_document'],
    [Buffer.from('MZ program'), 'a.docx', 'not_a_document'],
    [book('anything.txt'), 'a.docx', 'not_a_document'],
    [book('word/document.xml', 'word/vbaProject.bin'), 'a.docx', 'macros'],
    [book('word/document.xml').subarray(0, 40), 'a.docx', 'cut'],
    [Buffer.alloc(0), 'a.pdf', 'empty'],
  ] as const
  for (const [bytes, name, rule] of rules) {
    const { status, body } = await lay(world.centre, bytes, name)
    assert.equal(status, 400, name)
    assert.equal(body['code'], 'file_refused')
    assert.equal((body['rule'] ?? (body['facts'] as Record<string, unknown> | undefined)?.['rule']) as string, rule)
  }
  const large = await lay(world.centre, Buffer.concat([pdf(''), Buffer.alloc(20 * 1024 * 1024)]), 'large.pdf')
  assert.equal(large.status, 413)
  const slides = await lay(world.centre, book('ppt/presentation.xml'), 'C:\\课件\\用电安全.exe')
  assert.equal(slides.status, 201)
  assert.equal((await shown(world.worker)).files.at(-1)?.name, '用电安全.pptx')
})

test('given a picture, then it is kept without where and when it was taken', async () => {
  const photo = await sharp({ create: { width: 40, height: 30, channels: 3, background: 'red' } })
    .withExif({ IFD0: { Copyright: 'somebody' } })
    .jpeg()
    .toBuffer()
  const laid = await lay(world.centre, photo, '合影.jpeg')
  const answer = await fetched(world.worker, laid.body['fileId'])
  assert.equal((await sharp(answer.rawPayload).metadata()).exif, undefined)
  assert.equal((await shown(world.worker)).files.at(-1)?.name, '合影.jpg')
})

test('given a file taken away, then its bytes go with the last row that holds them; the sweep leaves what is held', async () => {
  const first = await lay(world.centre, pdf('twice'), 'one.pdf')
  const second = await lay(world.centre, pdf('twice'), 'two.pdf')
  assert.equal((await taken(world.worker, first.body['fileId'])).statusCode, 403)
  assert.equal((await taken(world.centre, first.body['fileId'])).statusCode, 200)
  assert.equal((await fetched(world.worker, first.body['fileId'])).statusCode, 404)
  await sweepOrphansOf(world.ports, world.tenantId)
  assert.deepEqual((await fetched(world.worker, second.body['fileId'])).rawPayload, pdf('twice'))
  const hash = async () => {
    const names: string[] = []
    for await (const name of world.ports.blobs.list(world.tenantId)) names.push(name)
    return names.length
  }
  const before = await hash()
  assert.equal((await taken(world.centre, second.body['fileId'])).statusCode, 200)
  assert.equal(await hash(), before - 1)
})

test('given ten files, then the eleventh is refused with what to do', async () => {
  let last = { status: 201, body: {} as Record<string, unknown> }
  while (last.status === 201) last = await lay(world.centre, pdf(`number ${counted}`), 'more.pdf')
  assert.equal(last.body['pointer'], '/file')
  assert.equal((await shown(world.worker)).files.length, 10)
})
