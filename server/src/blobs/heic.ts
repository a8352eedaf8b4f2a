import { createRequire } from 'node:module'
import { maxPixels } from './workshop.ts'

export class TooManyPixels extends Error {}

type HeicImage = { readonly width: number; readonly height: number; decode(): Promise<{ data: Uint8ClampedArray }> }
type HeicImages = readonly HeicImage[] & { dispose(): void }
type HeicDecode = { all(input: { buffer: Uint8Array }): Promise<HeicImages> }

/** The first picture of a HEIC file, turned as its container says; its EXIF is never read. */
export async function readHeic(bytes: Uint8Array): Promise<{ data: Uint8Array; width: number; height: number }> {
  // 1.5 MB of WebAssembly (libheif, LGPL, a library of its own): loaded by the first HEIC, in the child process only.
  const heicDecode = createRequire(import.meta.url)('heic-decode') as HeicDecode
  const images = await heicDecode.all({ buffer: bytes })
  try {
    const first = images[0]
    if (first === undefined) throw new Error('The file holds no picture.')
    if (first.width * first.height > maxPixels) throw new TooManyPixels()
    const { data } = await first.decode()
    return {
      data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
      width: first.width,
      height: first.height,
    }
  } finally {
    images.dispose()
  }
}
