import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { type Blobs, fileAgeSeconds } from './blobs.ts'

/** What one request brought: a file of its own, so that two requests never write into the same bytes. */
export type Part = {
  readonly file: string
  readonly bytes: number
  /** Cut: the connection broke. Overfull: more came than was announced; nothing of it may be used. */
  readonly end: 'whole' | 'cut' | 'overfull'
}

/** Takes what comes, at most `limit` bytes; the caller drops the part. */
export async function receivePart(folder: string, body: AsyncIterable<Uint8Array>, limit: number): Promise<Part> {
  const file = path.join(folder, `part-${randomUUID()}`)
  const handle = await open(file, 'wx', 0o600)
  let bytes = 0
  let ownFault: unknown
  try {
    for await (const chunk of body) {
      if (bytes + chunk.length > limit) return { file, bytes, end: 'overfull' }
      await handle.write(chunk, 0, chunk.length, bytes).catch(error => {
        ownFault = error
        throw error
      })
      bytes += chunk.length
    }
    return { file, bytes, end: 'whole' }
  } catch (error) {
    if (ownFault === undefined) return { file, bytes, end: 'cut' }
    await dropFile(file)
    throw error
  } finally {
    await handle.close()
  }
}

/** The upload so far. */
export function uploadFile(folder: string, photoId: string): string {
  return path.join(folder, `upload-${photoId}`)
}

/**
 * Puts a part at its place and forgets what stood behind it: the offset in the row is the truth, so bytes that a killed
 * process left beyond it are overwritten. The caller holds the row's lock.
 */
export async function joinPart(part: Part, upload: string, offset: number): Promise<void> {
  const handle = await open(upload, offset === 0 ? 'w' : 'r+', 0o600)
  try {
    await handle.truncate(offset)
    let position = offset
    for await (const chunk of createReadStream(part.file) as AsyncIterable<Buffer>) {
      await handle.write(chunk, 0, chunk.length, position)
      position += chunk.length
    }
    await handle.sync()
  } finally {
    await handle.close()
  }
}

export async function dropFile(file: string): Promise<void> {
  await rm(file, { force: true })
}

/** Removes what killed processes left lying: every file older than this that no living upload names. */
export async function sweepIncoming(
  blobs: Blobs,
  tenantId: string,
  olderThanSeconds: number,
  living: ReadonlySet<string>,
): Promise<number> {
  const folder = await blobs.incomingFolder(tenantId)
  let removed = 0
  for (const name of await readdir(folder)) {
    const photoId = /^upload-(.+)$/.exec(name)?.[1]
    if (photoId !== undefined && living.has(photoId)) continue
    const file = path.join(folder, name)
    const age = await fileAgeSeconds(file, folder)
    if (age === undefined || age < olderThanSeconds) continue
    await dropFile(file)
    removed++
  }
  return removed
}
