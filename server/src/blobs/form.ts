import type { MultipartFile } from '@fastify/multipart'
import { Refusal } from '@onegrid/domain/kernel/refusal.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { refuseUnkeepable } from '../http/body.ts'
import { photosMost } from './claim.ts'
import { dropFile, type Part, receivePart } from './incoming.ts'
import type { PhotoPorts, Uploader } from './store.ts'
import { beginUpload, keepFile } from './upload.ts'
import { holdUploadSecret } from './uploader.ts'
import { maxUploadBytes } from './workshop.ts'

/** A field that stands several times (`photos`, check boxes) is a list, as in a form without files. */
export type FormFields = Readonly<Record<string, string | readonly string[]>>

export type ReceivedForm = {
  readonly fields: FormFields
  /** Kept and ready for the command to name. */
  readonly photoIds: readonly string[]
  /** By the name that the file has on the sender's phone, so that the page can say which one. */
  readonly refused: readonly { readonly name: string; readonly refusal: Refusal }[]
}

/** A text of 2,000 letters in Chinese, with room. */
const fieldBytes = 32 * 1024
/** What is chosen beyond the nine comes back by name and is not kept; beyond this it is no person's choice any more. */
const filesAtMost = 60
const commandIdForm = /^[A-Za-z0-9_-]{1,64}$/

/**
 * A form with photos from a page without JavaScript. A bad photo does not lose the person's text: it comes back in
 * `refused`, beside the fields and the photos that are good. A connection that breaks leaves nothing.
 * The route needs `config: { withoutCommandId: true }`: the id is a field, and known only after reading.
 */
export async function receivePhotos(
  ports: PhotoPorts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<ReceivedForm> {
  if (!request.isMultipart()) throw new Refusal('body_malformed', { reason: 'multipart/form-data is expected' })
  const { tenantId } = request.town
  const folder = await ports.blobs.incomingFolder(tenantId)
  const files: { name: string; part: Part }[] = []
  const beyond: string[] = []
  try {
    const fields = await readForm(request, folder, files, beyond)
    refuseUnkeepable(fields, '', 0)
    const commandId = fields['command_id']
    if (typeof commandId === 'string' && commandIdForm.test(commandId)) request.foundCommandId = commandId
    const uploader = files.length === 0 ? { actor: request.actor } : holdUploadSecret(ports, request, reply)
    const { photoIds, refused } = await keepAll(ports, tenantId, uploader, files)
    const tooMany = new Refusal('photos_too_many', { field: 'photos', most: photosMost })
    return { fields, photoIds, refused: [...refused, ...beyond.map(name => ({ name, refusal: tooMany }))] }
  } finally {
    for (const { part } of files) await dropFile(part.file)
  }
}

async function readForm(
  request: FastifyRequest,
  folder: string,
  files: { name: string; part: Part }[],
  beyond: string[],
): Promise<Record<string, string | string[]>> {
  const fields: Record<string, string | string[]> = Object.create(null)
  const limits = { files: filesAtMost, fileSize: maxUploadBytes + 1, fields: 60, fieldSize: fieldBytes, parts: 120 }
  try {
    for await (const part of request.parts({ limits })) {
      if (part.type === 'file') {
        if (files.length < photosMost) await readFile(part, folder, files)
        else await passOver(part, beyond)
      } else {
        if (part.valueTruncated) throw new Refusal('too_large', { field: part.fieldname })
        const before = fields[part.fieldname]
        const value = String(part.value)
        fields[part.fieldname] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value]
      }
    }
  } catch (error) {
    throw formRefusal(error)
  }
  return fields
}

async function readFile(part: MultipartFile, folder: string, files: { name: string; part: Part }[]): Promise<void> {
  const received = await receivePart(folder, part.file, maxUploadBytes + 1)
  // A file field in which nothing was chosen comes as an empty file without a name.
  if (received.bytes === 0 && part.filename === '') return await dropFile(received.file)
  files.push({ name: part.filename.slice(0, 100), part: received })
  if (received.end === 'cut') throw new Refusal('body_malformed', { reason: 'the form ended half way' })
}

/** The sentence that was typed comes before or after it and must not be lost with it. */
async function passOver(part: MultipartFile, beyond: string[]): Promise<void> {
  for await (const _ of part.file);
  if (part.filename !== '') beyond.push(part.filename.slice(0, 100))
}

async function keepAll(
  ports: PhotoPorts,
  tenantId: string,
  uploader: Uploader,
  files: readonly { name: string; part: Part }[],
): Promise<Pick<ReceivedForm, 'photoIds' | 'refused'>> {
  const photoIds: string[] = []
  const refused: { name: string; refusal: Refusal }[] = []
  for (const { name, part } of files) {
    try {
      const { photoId } = await beginUpload(ports, tenantId, uploader, part.bytes)
      await keepFile(ports, tenantId, photoId, part.file)
      photoIds.push(photoId)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      refused.push({ name, refusal: error })
    }
  }
  return { photoIds, refused }
}

function formRefusal(error: unknown): unknown {
  if (error instanceof Refusal) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'FST_FILES_LIMIT') return new Refusal('photos_too_many', { field: 'photos', most: photosMost })
  if (code === 'FST_PARTS_LIMIT' || code === 'FST_FIELDS_LIMIT') return new Refusal('too_large', {})
  // What the parser says about a form that is cut or badly written; faults of our own disk carry a system call.
  if (error instanceof Error && !('syscall' in error))
    return new Refusal('body_malformed', { reason: error.message.slice(0, 120) })
  return error
}
