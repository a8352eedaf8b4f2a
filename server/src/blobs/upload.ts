import { Refusal } from '@onegrid/domain/kernel/refusal.ts'
import { instantOf, milliseconds } from '@onegrid/domain/kernel/time.ts'
import { dropFile, joinPart, type Part, receivePart, uploadFile } from './incoming.ts'
import {
  countUnclaimed,
  deletePhotos,
  dropUnheldFiles,
  findPhoto,
  insertPhoto,
  keepMade,
  lockPhoto,
  noteReceived,
  noteRefused,
  ownsPhoto,
  type Photo,
  type PhotoPorts,
  type Uploader,
  unclaimedHours,
} from './store.ts'
import { makePhoto, maxUploadBytes } from './workshop.ts'

/** A grid worker who was offline for a day brings the photos of some ten matters; more is a disk being filled. */
const unclaimedMost = 90

export function expiryOf(photo: { readonly createdAt: string }): Date {
  return new Date(instantOf(milliseconds(photo.createdAt) + unclaimedHours * 3_600_000))
}

/** Announces an upload of so many bytes; its id is what a command names later. */
export async function beginUpload(
  ports: PhotoPorts,
  tenantId: string,
  uploader: Uploader,
  uploadBytes: number,
): Promise<{ readonly photoId: string; readonly createdAt: string }> {
  if (uploadBytes > maxUploadBytes) throw new Refusal('photo_too_large', { field: 'photos', mostBytes: maxUploadBytes })
  if (uploadBytes < 1) throw new Refusal('photo_unreadable', { field: 'photos' })
  const photoId = ports.ids.id()
  const now = ports.clock.now()
  await ports.database.write(tenantId, async tx => {
    if ((await countUnclaimed(tx, uploader)) >= unclaimedMost)
      throw new Refusal('photos_too_many', { field: 'photos', most: unclaimedMost })
    await insertPhoto(tx, { photoId, uploader, uploadBytes, now })
  })
  return { photoId, createdAt: now }
}

/** An upload of one's own that has not ended; anything else does not exist for the one who asks. */
export async function ownUpload(
  ports: PhotoPorts,
  tenantId: string,
  uploader: Uploader,
  photoId: string,
): Promise<Photo> {
  const photo = await ports.database.read(tenantId, tx => findPhoto(tx, photoId))
  if (photo === undefined || !ownsPhoto(photo, uploader) || photo.state === 'refused' || photo.state === 'erased')
    throw new Refusal('not_found', { what: 'photo' })
  if (photo.state === 'uploading' && expiryOf(photo).toISOString() < ports.clock.now())
    throw new Refusal('not_found', { what: 'photo' })
  return photo
}

/** Takes the next bytes; with the last one the photo is opened and kept, or refused. Returns the new offset. */
export async function continueUpload(
  ports: PhotoPorts,
  tenantId: string,
  photo: Photo,
  offset: number,
  body: AsyncIterable<Uint8Array>,
): Promise<number> {
  if (offset !== photo.receivedBytes) throw wrongOffset(photo.receivedBytes)
  const folder = await ports.blobs.incomingFolder(tenantId)
  const part = await receivePart(folder, body, photo.uploadBytes - offset)
  let received: number
  try {
    if (part.end === 'overfull') throw new Refusal('photo_too_large', { field: 'photos', mostBytes: photo.uploadBytes })
    received = await join(ports, tenantId, photo.photoId, part, offset, folder)
  } finally {
    await dropFile(part.file)
  }
  if (received === photo.uploadBytes) await finishUpload(ports, tenantId, photo.photoId)
  return received
}

/** What a broken connection brought is kept too: that is what resuming is for. */
async function join(
  ports: PhotoPorts,
  tenantId: string,
  photoId: string,
  part: Part,
  offset: number,
  folder: string,
): Promise<number> {
  return await ports.database.write(tenantId, async tx => {
    const current = await lockPhoto(tx, photoId)
    if (current === undefined || current.state !== 'uploading') throw new Refusal('not_found', { what: 'photo' })
    // Two requests brought the same bytes, perhaps to two processes: the second one is told where the upload stands.
    if (current.receivedBytes !== offset) throw wrongOffset(current.receivedBytes)
    await joinPart(part, uploadFile(folder, photoId), offset)
    await noteReceived(tx, photoId, offset + part.bytes)
    return offset + part.bytes
  })
}

/** Also for an upload whose process was killed between the last byte and the opening. */
export async function finishUpload(ports: PhotoPorts, tenantId: string, photoId: string): Promise<void> {
  const upload = uploadFile(await ports.blobs.incomingFolder(tenantId), photoId)
  await keepFile(ports, tenantId, photoId, upload)
  await dropFile(upload)
}

/** Opens a received file and keeps what the workshop made of it under this id. */
export async function keepFile(ports: PhotoPorts, tenantId: string, photoId: string, file: string): Promise<void> {
  try {
    const made = await makePhoto(file)
    await ports.database.write(tenantId, tx => keepMade(tx, ports.blobs, photoId, made))
  } catch (error) {
    if (error instanceof Refusal) {
      await dropFile(file)
      await ports.database.write(tenantId, tx => noteRefused(tx, photoId))
    }
    throw error
  }
}

/** The uploader takes his photo back before any ticket has it. */
export async function endUpload(ports: PhotoPorts, tenantId: string, photo: Photo): Promise<void> {
  const files = await ports.database.write(tenantId, async tx => {
    const current = await lockPhoto(tx, photo.photoId)
    if (current === undefined) return []
    if (current.state === 'used') throw new Refusal('not_permitted', { what: 'photo' })
    await deletePhotos(tx, [photo.photoId])
    return [current.sha256, current.thumbnailSha256].filter(sha256 => sha256 !== null)
  })
  await dropFile(uploadFile(await ports.blobs.incomingFolder(tenantId), photo.photoId))
  if (files.length > 0) await ports.database.write(tenantId, tx => dropUnheldFiles(tx, ports.blobs, files))
}

function wrongOffset(stands: number): Refusal {
  return new Refusal('upload_offset_wrong', { pointer: 'header upload-offset', expected: String(stands) })
}
