import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { extract, pack } from 'tar-stream'

/** First entry: what must be known before the first row can be read back. */
export type ArchiveHead = {
  readonly format: 1
  readonly madeAt: string
  readonly migrations: readonly { readonly number: number; readonly name: string; readonly checksum: string }[]
  readonly tables: readonly ArchivedTable[]
  readonly sequences: readonly { readonly name: string; readonly value: number | null }[]
}

export type ArchivedTable = { readonly schema: string; readonly name: string; readonly columns: readonly string[] }

/** Last entry, so that a file that was cut off has none. Digests are SHA-256 in hexadecimal over the rows as COPY text. */
export type Manifest = {
  readonly tables: readonly (Digest & { readonly schema: string; readonly name: string; readonly rows: number })[]
  readonly files: readonly (Digest & { readonly path: string })[]
}
export type Digest = { readonly bytes: number; readonly sha256: string }

export const headEntry = 'head.json'
export const manifestEntry = 'manifest.json'

/** Rows of one table lie in parts: tar wants the size of an entry before its bytes, and memory must stay small. */
export const partBytes = 4 * 1024 * 1024
export const partName = (table: { schema: string; name: string }, part: number): string =>
  `rows/${table.schema}.${table.name}/${String(part).padStart(6, '0')}.copy`
export const tableOfPart = (entry: string): string | undefined => /^rows\/(.+)\/\d{6}\.copy$/.exec(entry)?.[1]
export const fileOfEntry = (entry: string): string | undefined =>
  entry.startsWith('files/') ? entry.slice(6) : undefined

export type ArchiveWriter = {
  put(name: string, bytes: Buffer): Promise<void>
  stream(name: string, size: number, source: Readable): Promise<void>
}

/** Writes beside the wanted name, to the disk, and renames at the end: under the real name there is a whole file or none. */
export async function writeArchive(file: string, write: (archive: ArchiveWriter) => Promise<void>): Promise<void> {
  const part = `${file}.part`
  const tar = pack()
  const out = createWriteStream(part, { mode: 0o600 })
  const written = pipeline(tar, createGzip({ level: 5 }), out)
  let failure: unknown
  written.catch(error => {
    failure = error
  })
  const entry = (name: string, size: number, feed: (sink: NodeJS.WritableStream) => Promise<void>): Promise<void> =>
    new Promise((resolve, reject) => {
      // A full disk shows in the pipeline, not in the entry that waits for room.
      written.catch(reject)
      const sink = tar.entry({ name, size }, error => (error ? reject(error) : resolve()))
      feed(sink).catch(reject)
    })
  try {
    await write({
      put: (name, bytes) =>
        entry(name, bytes.length, async sink => {
          sink.end(bytes)
        }),
      stream: (name, size, source) => entry(name, size, sink => pipeline(source, sink)),
    })
    tar.finalize()
    await written
    const handle = await open(part, 'r')
    await handle.sync().finally(() => handle.close())
    await rename(part, file)
  } catch (error) {
    // What stopped the writing of the file comes first: the entry only saw its stream go away.
    const first = failure ?? error
    tar.destroy()
    await written.catch(() => {})
    await rm(part, { force: true })
    throw plain(first, file)
  }
}

function plain(error: unknown, file: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOSPC') return new Error(`The disk of ${file} is full; no backup was written.`, { cause: error })
  if (code === 'ENOENT') return new Error(`There is no folder for ${file}; no backup was written.`, { cause: error })
  if (code === 'EACCES' || code === 'EROFS')
    return new Error(`${file} may not be written; no backup was made.`, { cause: error })
  return error
}

/** Goes through the entries in order; each must be read to its end before the next one comes. */
export async function readArchive(
  file: string,
  visit: (name: string, content: Readable) => Promise<void>,
): Promise<void> {
  const tar = extract()
  const source = pipeline(createReadStream(file), createGunzip(), tar)
  source.catch(() => {})
  try {
    for await (const entry of tar) {
      await visit(entry.header.name, entry as unknown as Readable)
      entry.resume()
    }
    await source
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (code.startsWith('Z_') || /Invalid tar header|Unexpected end of data|unexpected end of file/.test(String(error)))
      throw new Error(`${file} is damaged or not a backup of OneGrid.`, { cause: error })
    throw error
  }
}

export async function wholeEntry(content: Readable): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of content) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

/** Counts bytes and lines and digests what passes. In COPY text a row is a line, line ends within values are escaped. */
export class Tally {
  #hash = createHash('sha256')
  bytes = 0
  rows = 0

  add(chunk: Buffer): void {
    this.#hash.update(chunk)
    this.bytes += chunk.length
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) this.rows++
  }

  digest(): Digest {
    return { bytes: this.bytes, sha256: this.#hash.digest('hex') }
  }
}
