/**
 * The child process that opens photos from outside. Decoders are where hostile files attack and where memory goes
 * (a progressive JPEG of 50 megapixels takes 300 MB): here neither reaches the server, its database or its memory.
 */
import { readFile } from 'node:fs/promises'
import { fileTypeFromBuffer } from 'file-type'
import sharp, { type Sharp } from 'sharp'
import { readHeic, TooManyPixels } from './heic.ts'
import { type Made, maxPixels, type WorkshopAnswer, type WorkshopOrder } from './workshop.ts'

/** Pixels on the longer side: enough to read a meter or a number plate on a lamp post. */
const photoSide = 2000
const thumbnailSide = 320

sharp.cache(false)
sharp.concurrency(1)

async function make(file: string): Promise<WorkshopAnswer> {
  const original = await readFile(file)
  // By content: a name or a type that the sender claims says nothing.
  const mime = (await fileTypeFromBuffer(original))?.mime ?? ''
  try {
    const opened = await openPhoto(original, mime)
    return opened === undefined ? { refused: 'photo_unreadable' } : { made: await develop(opened) }
  } catch (error) {
    // Whatever a decoder says about the bytes, the remedy is the same: another file.
    return { refused: error instanceof TooManyPixels ? 'photo_too_large' : 'photo_unreadable' }
  }
}

async function openPhoto(original: Buffer, mime: string): Promise<Sharp | undefined> {
  if (mime === 'image/jpeg' || mime === 'image/png' || mime === 'image/webp') {
    // The header first; no pixel is decoded before its size is known.
    const { width, height } = await sharp(original, { limitInputPixels: false }).metadata()
    if (width * height > maxPixels) throw new TooManyPixels()
    return sharp(original, {
      limitInputPixels: maxPixels,
      failOn: 'error',
      pages: 1,
      sequentialRead: true,
    }).autoOrient()
  }
  if (/^image\/hei[cf](-sequence)?$/.test(mime)) {
    const { data, width, height } = await readHeic(original)
    return sharp(data, { raw: { width, height, channels: 4 }, limitInputPixels: maxPixels })
  }
  return undefined
}

/** sharp writes no metadata unless asked to: no EXIF, XMP, IPTC or profile; colours become sRGB. */
async function develop(opened: Sharp): Promise<Made> {
  const { data, info } = await opened
    .resize({ width: photoSide, height: photoSide, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .jpeg({ quality: 80 })
    .toBuffer({ resolveWithObject: true })
  // JPEG, not WebP: browsers of 2019 inside chat apps show it.
  const thumbnail = await sharp(data)
    .resize({ width: thumbnailSide, height: thumbnailSide, fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 72 })
    .toBuffer()
  return { photo: data, thumbnail, mediaType: 'image/jpeg', width: info.width, height: info.height }
}

process.on('message', (order: WorkshopOrder) => {
  make(order.file).then(
    answer => process.send?.(answer),
    error =>
      process.send?.({ failed: error instanceof Error ? error.message : String(error) } satisfies WorkshopAnswer),
  )
})
// The server is gone: so is the work.
process.on('disconnect', () => process.exit(0))
