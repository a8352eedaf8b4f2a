/** Archives from outside: what a zip claims is checked before, and counted while it is unpacked. */
import { Inflate } from 'fflate'
import { fileRefused, unpackedBytesMost } from './file-refused.ts'

export type Packed = { readonly name: string; readonly bytes: Uint8Array }

const partsMost = 3000
const endMark = 0x06054b50
const entryMark = 0x02014b50
const localMark = 0x04034b50

export function isZip(bytes: Uint8Array): boolean {
  return bytes.length > 3 && bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5)
}

type Entry = {
  readonly raw: Uint8Array
  readonly isUtf8: boolean
  readonly method: number
  readonly packed: number
  readonly size: number
  readonly at: number
}

/**
 * The wanted files of an archive. Sizes come from its directory; a file that unpacks to more than it claims ends it.
 * @throws Refusal file_refused: cut, encrypted, unpacks_too_large, too_many_parts
 */
export function unpack(file: string, bytes: Uint8Array, isWanted: (name: string) => boolean): readonly Packed[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries = directoryOf(file, bytes, view)
  if (entries.reduce((sum, entry) => sum + entry.size, 0) > unpackedBytesMost)
    throw fileRefused(file, 'unpacks_too_large')
  let left = unpackedBytesMost
  return entries.flatMap(entry => {
    const name = nameOf(entry)
    if (name.endsWith('/') || !isWanted(name)) return []
    const content = contentOf(file, bytes, view, entry, left)
    left -= content.length
    return [{ name, bytes: content }]
  })
}

function directoryOf(file: string, bytes: Uint8Array, view: DataView): Entry[] {
  const end = endOf(view)
  if (end === undefined) throw fileRefused(file, 'cut')
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  // 0xffff and 0xffffffff stand for zip64: archives of that size are not for us.
  if (count > partsMost) throw fileRefused(file, 'too_many_parts')
  const entries: Entry[] = []
  for (let index = 0; index < count; index++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== entryMark) throw fileRefused(file, 'cut')
    const flags = view.getUint16(at + 8, true)
    if (flags & 1) throw fileRefused(file, 'encrypted')
    const nameLength = view.getUint16(at + 28, true)
    const rest = view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
    entries.push({
      raw: bytes.subarray(at + 46, at + 46 + nameLength),
      isUtf8: (flags & 0x800) !== 0,
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
    })
    at += 46 + nameLength + rest
  }
  return entries
}

/** The record at the end; a comment of up to 64 KB may follow it. */
function endOf(view: DataView): number | undefined {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - 0xffff); at--)
    if (view.getUint32(at, true) === endMark) return at
  return undefined
}

/** Windows in China writes names in GB18030 and does not say so. */
function nameOf({ raw, isUtf8 }: Entry): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(raw)
  } catch {
    return new TextDecoder(isUtf8 ? 'utf-8' : 'gb18030').decode(raw)
  }
}

function contentOf(file: string, bytes: Uint8Array, view: DataView, entry: Entry, most: number): Uint8Array {
  const { at, packed, method, size } = entry
  if (at + 30 > bytes.length || view.getUint32(at, true) !== localMark) throw fileRefused(file, 'cut')
  const from = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true)
  if (from + packed > bytes.length) throw fileRefused(file, 'cut')
  const content = bytes.subarray(from, from + packed)
  if (method === 0) {
    if (content.length > most) throw fileRefused(file, 'unpacks_too_large')
    return content
  }
  if (method !== 8) throw fileRefused(file, 'cut')
  return inflated(file, content, Math.min(size, most))
}

/** Small bites: a bomb grows a thousandfold, so the count is looked at every 64 KB of input. */
const bite = 64 * 1024

function inflated(file: string, content: Uint8Array, most: number): Uint8Array {
  const pieces: Uint8Array[] = []
  let length = 0
  const stream = new Inflate(piece => {
    length += piece.length
    pieces.push(piece)
  })
  for (let at = 0; at === 0 || at < content.length; at += bite) {
    try {
      stream.push(content.subarray(at, at + bite), at + bite >= content.length)
    } catch {
      throw fileRefused(file, 'cut')
    }
    if (length > most) throw fileRefused(file, 'unpacks_too_large')
  }
  if (length < most && length === 0 && most > 0) throw fileRefused(file, 'cut')
  const whole = new Uint8Array(length)
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}
