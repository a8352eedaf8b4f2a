import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { Refusal } from '@onegrid/domain/kernel/refusal.ts'
import sharp from 'sharp'
import * as samples from './fixture/samples.ts'
import { type Made, makePhoto } from './workshop.ts'

let folder: string
before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'onegrid-workshop-'))
})
after(() => rm(folder, { recursive: true, force: true }))

let number = 0
async function make(bytes: Uint8Array): Promise<Made> {
  const file = path.join(folder, `original-${number++}`)
  await writeFile(file, bytes)
  return await makePhoto(file)
}

/** Everything that a camera, an editor or a phone writes beside the pixels, in any container. */
const markers = [
  'Exif\0',
  'EXIF',
  'http://ns.adobe.com',
  'xmpmeta',
  'GPS',
  'ICC_PROFILE',
  'Photoshop',
  samples.cameraName,
]
const found = (bytes: Uint8Array) => markers.filter(marker => Buffer.from(bytes).includes(marker))

/** Application segments before the picture: JFIF's own is the only one that may stand there. */
function applicationSegments(bytes: Uint8Array): number[] {
  const jpeg = Buffer.from(bytes)
  const segments: number[] = []
  for (let place = 2; jpeg[place] === 0xff && jpeg[place + 1] !== 0xda; place += 2 + jpeg.readUInt16BE(place + 2)) {
    const marker = jpeg[place + 1]!
    if ((marker >= 0xe0 && marker <= 0xef) || marker === 0xfe) segments.push(marker)
  }
  return segments
}

describe('what is kept of a photo', () => {
  const kinds = {
    JPEG: samples.phoneJpeg,
    PNG: samples.phonePng,
    WebP: samples.phoneWebp,
    HEIC: async () => samples.phoneHeic(),
  }
  for (const [kind, sample] of Object.entries(kinds)) {
    test(`of a ${kind} only the pixels: no camera, place, profile or note`, async () => {
      const original = await sample()
      assert.ok(found(original).includes(samples.cameraName), 'the sample itself names its camera')
      const made = await make(original)
      assert.equal(made.mediaType, 'image/jpeg')
      assert.deepEqual([made.width, made.height], [96, 64])
      for (const bytes of [made.photo, made.thumbnail]) {
        assert.deepEqual(found(bytes), [])
        assert.deepEqual(
          applicationSegments(bytes).filter(marker => marker !== 0xe0),
          [],
        )
      }
      const { data } = await sharp(made.photo).raw().toBuffer({ resolveWithObject: true })
      assert.ok(data[0]! > 150 && data[2]! < 90, 'left is red')
      assert.ok(data[95 * 3]! < 90 && data[95 * 3 + 2]! > 150, 'right is blue')
    })
  }

  test('a photo taken upright stands upright, though nothing says so any more', async () => {
    const made = await make(await samples.phoneJpeg(96, 64, 6))
    assert.deepEqual([made.width, made.height], [64, 96])
    const { data } = await sharp(made.photo).raw().toBuffer({ resolveWithObject: true })
    assert.ok(data[0]! > 150, 'what was left is above')
    assert.ok(data[95 * 64 * 3 + 2]! > 150, 'what was right is below')
  })

  test('a large photo becomes 2000 pixels, its thumbnail 320', async () => {
    const made = await make(await samples.phoneJpeg(4000, 3000))
    assert.deepEqual([made.width, made.height], [2000, 1500])
    const thumbnail = await sharp(made.thumbnail).metadata()
    assert.deepEqual([thumbnail.width, thumbnail.height], [320, 240])
  })
})

describe('what is refused, by its content', () => {
  const cases: [string, () => Buffer | Promise<Buffer>, string][] = [
    [
      'a PNG of a few bytes that declares a million times a million pixels',
      () => samples.hollowPng(1e6, 1e6),
      'photo_too_large',
    ],
    ['a PNG just over fifty megapixels', () => samples.hollowPng(10_000, 5_001), 'photo_too_large'],
    ['a zip bomb', samples.zipBomb, 'photo_unreadable'],
    ['an SVG', () => samples.svg, 'photo_unreadable'],
    ['a page', () => samples.page, 'photo_unreadable'],
    ['a GIF', samples.gif, 'photo_unreadable'],
    ['a TIFF', samples.tiff, 'photo_unreadable'],
    ['a truncated JPEG', samples.truncatedJpeg, 'photo_unreadable'],
    ['half a HEIC', () => samples.phoneHeic().subarray(0, 500), 'photo_unreadable'],
    ['the head of a JPEG and nothing else', () => Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'photo_unreadable'],
    ['nothing', () => Buffer.alloc(0), 'photo_unreadable'],
  ]
  for (const [name, sample, code] of cases) {
    test(name, async () => {
      await assert.rejects(make(await sample()), error => {
        assert.ok(error instanceof Refusal, String(error))
        assert.equal(error.code, code)
        assert.equal(error.facts['field'], 'photos')
        return true
      })
    })
  }

  test('after all of them the next photo is made as ever', async () => {
    assert.equal((await make(await samples.phoneJpeg())).width, 96)
  })
})
