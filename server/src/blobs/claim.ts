import { Refusal } from '@onegrid/domain/kernel/refusal.ts'
import type { Tx } from '../database/database.ts'
import { findPhotos, ownsPhoto, type Photo, type Uploader } from './store.ts'

/** Of one act: a report, a note, a result. A limit over a ticket's whole life would leave no room for the photo of the mended lamp. */
export const photosMost = 9

/**
 * Called inside the command's transaction: from now on these photos belong to the ticket. Only who uploaded them may name
 * them, each once; the same ticket may name them again (a retried command).
 */
export async function claimPhotos(
  tx: Tx,
  claim: Uploader & { readonly photoIds: readonly string[]; readonly ticketId: string; readonly field?: string },
): Promise<void> {
  const { photoIds, ticketId, field = 'photos' } = claim
  const wanted = [...new Set(photoIds.map(photoId => photoId.toLowerCase()))]
  if (wanted.length === 0) return
  if (wanted.length > photosMost)
    throw new Refusal('photos_too_many', { field, pointer: `/${field}`, most: photosMost })
  const found = new Map((await findPhotos(tx, wanted.filter(isUuid), true)).map(photo => [photo.photoId, photo]))
  wanted.forEach((photoId, place) => {
    const photo = found.get(photoId)
    const free = photo?.state === 'ready' || (photo?.state === 'used' && photo.ticketId === ticketId)
    if (photo === undefined || !free || !ownsPhoto(photo, claim))
      throw new Refusal('photo_unknown', { field, pointer: `/${field}/${place}` })
  })
  await tx.query(
    `update attachment set state = 'used', ticket_id = $3 where tenant_id = $1 and photo_id = any($2::uuid[])`,
    [tx.tenantId, wanted, ticketId],
  )
}

/** In the order asked for; what does not exist (any more) is left out. */
export async function photosOf(tx: Tx, photoIds: readonly string[]): Promise<readonly Photo[]> {
  const found = new Map((await findPhotos(tx, photoIds.filter(isUuid), false)).map(photo => [photo.photoId, photo]))
  return photoIds.map(photoId => found.get(photoId.toLowerCase())).filter(photo => photo !== undefined)
}

/**
 * Erasure by law: unseen from the commit on, the bytes go with the next sweep. The row stays, without its owner, so that
 * the journal's photo id still stands for something.
 */
export async function erasePhotos(tx: Tx, photoIds: readonly string[]): Promise<void> {
  await tx.query(
    `update attachment set state = 'erased', owner_person_id = null, owner_secret_digest = null
      where tenant_id = $1 and photo_id = any($2::uuid[])`,
    [tx.tenantId, photoIds.filter(isUuid)],
  )
}

function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
}
