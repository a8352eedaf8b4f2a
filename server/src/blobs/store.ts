import { createHash } from 'node:crypto'
import { type Actor, personOf } from '@onegrid/domain/kernel/actor.ts'
import type { Instant } from '@onegrid/domain/kernel/time.ts'
import type { Clock } from '../clock.ts'
import type { Database, Tx } from '../database/database.ts'
import type { Ids } from '../ids.ts'
import type { Blobs } from './blobs.ts'
import type { Made } from './workshop.ts'

/** What photos need of the process; `Ports` has it all. */
export type PhotoPorts = {
  readonly database: Database
  readonly clock: Clock
  readonly ids: Ids
  readonly blobs: Blobs
}

export type PhotoState = 'uploading' | 'ready' | 'used' | 'refused' | 'erased'

export type Photo = {
  readonly photoId: string
  readonly state: PhotoState
  readonly ownerPersonId: string | null
  readonly ownerSecretDigest: string | null
  readonly uploadBytes: number
  readonly receivedBytes: number
  readonly sha256: string | null
  readonly thumbnailSha256: string | null
  readonly mediaType: string | null
  readonly width: number | null
  readonly height: number | null
  readonly bytes: number | null
  readonly ticketId: string | null
  readonly createdAt: Instant
}

/** Who asks: a person of the town, the holder of an upload secret, or both (a phone was verified half way through the form). */
export type Uploader = { readonly actor: Actor; readonly uploadSecret?: string | undefined }

/** What nobody claimed within this time is swept, and an unfinished upload cannot be resumed any more. */
export const unclaimedHours = 24

const columns = `photo_id as "photoId", state, owner_person_id as "ownerPersonId", owner_secret_digest as "ownerSecretDigest",
  upload_bytes as "uploadBytes", received_bytes as "receivedBytes", sha256, thumbnail_sha256 as "thumbnailSha256",
  media_type as "mediaType", width, height, bytes, ticket_id as "ticketId", created_at as "createdAt"`

export function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

export function ownsPhoto(photo: Photo, { actor, uploadSecret }: Uploader): boolean {
  const personId = personOf(actor)
  if (photo.ownerPersonId !== null) return photo.ownerPersonId === personId
  return (
    photo.ownerSecretDigest !== null && uploadSecret !== undefined && photo.ownerSecretDigest === digestOf(uploadSecret)
  )
}

export async function findPhoto(tx: Tx, photoId: string): Promise<Photo | undefined> {
  const text = `select ${columns} from attachment where tenant_id = $1 and photo_id = $2`
  return (await tx.query<Photo>(text, [tx.tenantId, photoId], 'photo'))[0]
}

export async function findPhotos(tx: Tx, photoIds: readonly string[], lock: boolean): Promise<readonly Photo[]> {
  if (photoIds.length === 0) return []
  const text = `select ${columns} from attachment where tenant_id = $1 and photo_id = any($2::uuid[]) order by photo_id`
  return await tx.query<Photo>(lock ? `${text} for update` : text, [tx.tenantId, photoIds])
}

export async function lockPhoto(tx: Tx, photoId: string): Promise<Photo | undefined> {
  return (await findPhotos(tx, [photoId], true))[0]
}

export async function insertPhoto(
  tx: Tx,
  photo: { photoId: string; uploader: Uploader; uploadBytes: number; now: Instant },
): Promise<void> {
  const personId = personOf(photo.uploader.actor) ?? null
  const secret = personId === null ? photo.uploader.uploadSecret : undefined
  if (personId === null && secret === undefined)
    throw new Error('A photo belongs to a person or to the holder of a secret.')
  await tx.query(
    `insert into attachment (tenant_id, photo_id, state, owner_person_id, owner_secret_digest, upload_bytes, created_at)
     values ($1, $2, 'uploading', $3, $4, $5, $6)`,
    [
      tx.tenantId,
      photo.photoId,
      personId,
      secret === undefined ? null : digestOf(secret),
      photo.uploadBytes,
      photo.now,
    ],
  )
}

/** Photos of this uploader that no ticket has claimed yet. */
export async function countUnclaimed(tx: Tx, { actor, uploadSecret }: Uploader): Promise<number> {
  const personId = personOf(actor)
  const found = await tx.query<{ count: number }>(
    `select count(*) from attachment
      where tenant_id = $1 and state in ('uploading', 'ready')
        and ${personId === undefined ? 'owner_person_id is null and owner_secret_digest = $2' : 'owner_person_id = $2::uuid'}`,
    [tx.tenantId, personId ?? (uploadSecret === undefined ? '' : digestOf(uploadSecret))],
  )
  return found[0]?.count ?? 0
}

export async function noteReceived(tx: Tx, photoId: string, receivedBytes: number): Promise<void> {
  const text = 'update attachment set received_bytes = $3 where tenant_id = $1 and photo_id = $2'
  await tx.query(text, [tx.tenantId, photoId, receivedBytes])
}

export async function noteRefused(tx: Tx, photoId: string): Promise<void> {
  const text = `update attachment set state = 'refused' where tenant_id = $1 and photo_id = $2 and state = 'uploading'`
  await tx.query(text, [tx.tenantId, photoId])
}

/** Files and row in one act: a sweep in another process sees neither or both (`holdFiles`). */
export async function keepMade(tx: Tx, blobs: Blobs, photoId: string, made: Made): Promise<void> {
  const names = [made.photo, made.thumbnail].map(bytes => createHash('sha256').update(bytes).digest('hex'))
  await holdFiles(tx, names)
  const sha256 = await blobs.put(tx.tenantId, made.photo)
  const thumbnailSha256 = await blobs.put(tx.tenantId, made.thumbnail)
  await tx.query(
    `update attachment
        set state = 'ready', received_bytes = upload_bytes, sha256 = $3, thumbnail_sha256 = $4, media_type = $5,
            width = $6, height = $7, bytes = $8
      where tenant_id = $1 and photo_id = $2 and state = 'uploading'`,
    [tx.tenantId, photoId, sha256, thumbnailSha256, made.mediaType, made.width, made.height, made.photo.length],
  )
}

/** Removes the files that no photo and no document holds any more. */
export async function dropUnheldFiles(tx: Tx, blobs: Blobs, sha256s: readonly string[]): Promise<number> {
  await holdFiles(tx, sha256s)
  const held = await heldFiles(tx, sha256s)
  const unheld = [...new Set(sha256s)].filter(sha256 => !held.has(sha256))
  for (const sha256 of unheld) await blobs.remove(tx.tenantId, sha256)
  return unheld.length
}

export async function heldFiles(tx: Tx, sha256s: readonly string[]): Promise<ReadonlySet<string>> {
  const held = await tx.query<{ sha256: string }>(
    `select sha256 from attachment where tenant_id = $1 and state in ('ready', 'used') and sha256 = any($2)
     union select thumbnail_sha256 from attachment where tenant_id = $1 and state in ('ready', 'used') and thumbnail_sha256 = any($2)
     union select sha256 from document where tenant_id = $1 and sha256 = any($2)`,
    [tx.tenantId, sha256s],
  )
  return new Set(held.map(row => row.sha256))
}

/** Until the end of the transaction nobody else keeps or drops these files; in one order, so that nobody waits in a circle. */
export async function holdFiles(tx: Tx, sha256s: readonly string[]): Promise<void> {
  for (const sha256 of [...new Set(sha256s)].sort()) {
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`file ${tx.tenantId} ${sha256}`])
  }
}

export async function deletePhotos(tx: Tx, photoIds: readonly string[]): Promise<void> {
  await tx.query('delete from attachment where tenant_id = $1 and photo_id = any($2::uuid[])', [tx.tenantId, photoIds])
}
