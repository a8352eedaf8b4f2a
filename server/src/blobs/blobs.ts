import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'

/** Files of a tenant under the SHA-256 of their bytes: the same bytes are one file, and a file never changes. */
export type Blobs = {
  /** Returns the SHA-256; once it has returned, the file survives a power cut. */
  put(tenantId: string, bytes: Uint8Array): Promise<string>
  get(tenantId: string, sha256: string): Promise<Buffer | undefined>
  has(tenantId: string, sha256: string): Promise<boolean>
  /** Nothing to remove is no fault: another process may have been quicker. */
  remove(tenantId: string, sha256: string): Promise<void>
  /** Every SHA-256 of a tenant, for backup and sweep; `shard` (two hex digits) asks for one part of it. */
  list(tenantId: string, shard?: string): AsyncIterable<string>
  /** Seconds since this file was written, by the clock of the file system itself (the product's clock may be simulated). */
  ageSeconds(tenantId: string, sha256: string): Promise<number | undefined>
  /** Where unfinished uploads of a tenant lie; on the same file system, so that a rename is atomic. */
  incomingFolder(tenantId: string): Promise<string>
}

const tenantPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const sha256Pattern = /^[0-9a-f]{64}$/
/** Photos of residents: nobody else on this machine reads them. */
const ownFolder = 0o700
const ownFile = 0o600

/** ONEGRID_DATA/files/<tenant>/<aa>/<sha256>. Several processes may share the folder. */
export function fileBlobs(dataFolder: string): Blobs {
  const root = path.resolve(dataFolder, 'files')

  function folderOf(tenantId: string): string {
    const name = tenantId.toLowerCase()
    if (!tenantPattern.test(name)) throw new Error('This is no id of a tenant.')
    return path.join(root, name)
  }
  function fileOf(tenantId: string, sha256: string): string {
    if (!sha256Pattern.test(sha256)) throw new Error('This is no SHA-256.')
    return path.join(folderOf(tenantId), sha256.slice(0, 2), sha256)
  }
  async function incomingFolder(tenantId: string): Promise<string> {
    const folder = path.join(folderOf(tenantId), 'incoming')
    await mkdir(folder, { recursive: true, mode: ownFolder })
    return folder
  }

  return {
    incomingFolder,
    async put(tenantId, bytes) {
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const file = fileOf(tenantId, sha256)
      if ((await sizeOf(file)) === bytes.length) return sha256
      const temporary = path.join(await incomingFolder(tenantId), `put-${randomUUID()}`)
      try {
        await writeThrough(temporary, bytes)
        await mkdir(path.dirname(file), { recursive: true, mode: ownFolder })
        await rename(temporary, file)
      } catch (error) {
        await rm(temporary, { force: true })
        throw error
      }
      // The name must be as durable as the bytes.
      await syncFolder(path.dirname(file))
      await syncFolder(folderOf(tenantId))
      return sha256
    },
    async get(tenantId, sha256) {
      return await unlessMissing(readFile(fileOf(tenantId, sha256)))
    },
    async has(tenantId, sha256) {
      return (await sizeOf(fileOf(tenantId, sha256))) !== undefined
    },
    async remove(tenantId, sha256) {
      await rm(fileOf(tenantId, sha256), { force: true })
    },
    async *list(tenantId, shard) {
      const folder = folderOf(tenantId)
      const shards = shard === undefined ? ((await unlessMissing(readdir(folder))) ?? []) : [shard]
      for (const name of shards.filter(candidate => /^[0-9a-f]{2}$/.test(candidate)).sort()) {
        const found = (await unlessMissing(readdir(path.join(folder, name)))) ?? []
        yield* found.filter(candidate => sha256Pattern.test(candidate)).sort()
      }
    },
    async ageSeconds(tenantId, sha256) {
      return await fileAgeSeconds(fileOf(tenantId, sha256), await incomingFolder(tenantId))
    },
  }
}

/** Compared with a file written just now: on a network folder the server's clock counts, not this machine's. */
export async function fileAgeSeconds(file: string, folder: string): Promise<number | undefined> {
  const found = await unlessMissing(stat(file))
  if (found === undefined) return undefined
  const probe = path.join(folder, `probe-${randomUUID()}`)
  try {
    await (await open(probe, 'wx', ownFile)).close()
    return ((await stat(probe)).mtimeMs - found.mtimeMs) / 1000
  } finally {
    await rm(probe, { force: true })
  }
}

async function writeThrough(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'wx', ownFile)
  try {
    await handle.writeFile(bytes)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function sizeOf(file: string): Promise<number | undefined> {
  return (await unlessMissing(stat(file)))?.size
}

async function unlessMissing<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
