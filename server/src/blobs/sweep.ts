import { instantOf, milliseconds } from '@onegrid/domain/kernel/time.ts'
import { sweepIncoming } from './incoming.ts'
import { deletePhotos, dropUnheldFiles, heldFiles, type PhotoPorts, unclaimedHours } from './store.ts'

export type Swept = { readonly photos: number; readonly files: number }

const shards = Array.from({ length: 256 }, (_, number) => number.toString(16).padStart(2, '0'))
const pageSize = 200

/**
 * Removes what nobody claimed within a day, the bytes of erased photos, and what killed processes left in the folder. May
 * run in several processes at once.
 */
export async function sweepOrphans(ports: PhotoPorts): Promise<Swept> {
  const towns = await ports.database.host(tx => tx.query<{ tenant_id: string }>('select tenant_id from tenant'))
  let photos = 0
  let files = 0
  for (const { tenant_id: tenantId } of towns) {
    const swept = await sweepOrphansOf(ports, tenantId)
    photos += swept.photos
    files += swept.files
  }
  return { photos, files }
}

/** The same in one town, as the sweep asks for it. */
export async function sweepOrphansOf(ports: PhotoPorts, tenantId: string): Promise<Swept> {
  const unclaimed = await sweepUnclaimed(ports, tenantId)
  const files = (await sweepErased(ports, tenantId)) + (await sweepUnheld(ports, tenantId))
  const left = await sweepIncoming(ports.blobs, tenantId, unclaimedHours * 3600, await living(ports, tenantId))
  return { photos: unclaimed.photos, files: unclaimed.files + files + left }
}

async function sweepUnclaimed(ports: PhotoPorts, tenantId: string): Promise<Swept> {
  const before = instantOf(milliseconds(ports.clock.now()) - unclaimedHours * 3_600_000)
  let photos = 0
  let files = 0
  for (;;) {
    const dropped = await ports.database.write(tenantId, async tx => {
      // Skips what a command is claiming at this moment.
      const old = await tx.query<{ photoId: string; sha256: string | null; thumbnail: string | null }>(
        `select photo_id as "photoId", sha256, thumbnail_sha256 as thumbnail from attachment
          where tenant_id = $1 and state in ('uploading', 'ready', 'refused') and created_at < $2
          order by created_at limit ${pageSize} for update skip locked`,
        [tx.tenantId, before],
      )
      await deletePhotos(
        tx,
        old.map(photo => photo.photoId),
      )
      return old
    })
    if (dropped.length === 0) return { photos, files }
    photos += dropped.length
    files += await drop(
      ports,
      tenantId,
      dropped.flatMap(photo => [photo.sha256, photo.thumbnail]),
    )
  }
}

async function sweepErased(ports: PhotoPorts, tenantId: string): Promise<number> {
  let files = 0
  for (;;) {
    const erased = await ports.database.read(tenantId, tx =>
      tx.query<{ photoId: string; sha256: string | null; thumbnail: string | null }>(
        `select photo_id as "photoId", sha256, thumbnail_sha256 as thumbnail from attachment
          where tenant_id = $1 and state = 'erased' and (sha256 is not null or thumbnail_sha256 is not null) limit ${pageSize}`,
        [tx.tenantId],
      ),
    )
    if (erased.length === 0) return files
    files += await drop(
      ports,
      tenantId,
      erased.flatMap(photo => [photo.sha256, photo.thumbnail]),
    )
    // After the files: killed in between, the next sweep finds them again.
    await ports.database.write(tenantId, tx =>
      tx.query(
        'update attachment set sha256 = null, thumbnail_sha256 = null where tenant_id = $1 and photo_id = any($2::uuid[])',
        [tx.tenantId, erased.map(photo => photo.photoId)],
      ),
    )
  }
}

/** Files without a row: a process died after writing the file and before its commit. */
async function sweepUnheld(ports: PhotoPorts, tenantId: string): Promise<number> {
  let files = 0
  for (const shard of shards) {
    const names: string[] = []
    for await (const name of ports.blobs.list(tenantId, shard)) names.push(name)
    if (names.length === 0) continue
    const held = await ports.database.read(tenantId, tx => heldFiles(tx, names))
    const old: string[] = []
    for (const name of names.filter(candidate => !held.has(candidate))) {
      const age = await ports.blobs.ageSeconds(tenantId, name)
      if (age !== undefined && age > unclaimedHours * 3600) old.push(name)
    }
    files += await drop(ports, tenantId, old)
  }
  return files
}

async function drop(ports: PhotoPorts, tenantId: string, found: readonly (string | null)[]): Promise<number> {
  const names = found.filter(name => name !== null)
  return names.length === 0 ? 0 : await ports.database.write(tenantId, tx => dropUnheldFiles(tx, ports.blobs, names))
}

async function living(ports: PhotoPorts, tenantId: string): Promise<ReadonlySet<string>> {
  const rows = await ports.database.read(tenantId, tx =>
    tx.query<{ photoId: string }>(
      `select photo_id as "photoId" from attachment where tenant_id = $1 and state = 'uploading'`,
      [tx.tenantId],
    ),
  )
  return new Set(rows.map(row => row.photoId))
}
