import type { MultipartFile } from '@fastify/multipart'
import { Refusal } from '@onegrid/domain/kernel/refusal.ts'
import type { FastifyRequest } from 'fastify'
import { refuseUnkeepable } from './body.ts'

export type OneFile = { readonly name: string; readonly bytes: Buffer }

/** The one file of a form, whole in memory: what is larger than `most` bytes, cut or missing is refused before anything is read of it. */
export async function receiveFile(request: FastifyRequest, most: number): Promise<OneFile> {
  if (!request.isMultipart()) throw new Refusal('body_malformed', { reason: 'multipart/form-data is expected' })
  const limits = { files: 1, fileSize: most, fields: 4, fieldSize: 1024, parts: 6 }
  let found: OneFile | undefined
  try {
    for await (const part of request.parts({ limits })) {
      if (part.type === 'file') found = await whole(part)
    }
  } catch (error) {
    throw refusalOf(error)
  }
  if (found === undefined)
    throw new Refusal('field_invalid', { pointer: '/file', expected: 'a file', expectedZh: '请选一个文件' })
  refuseUnkeepable(found.name, '/file', 0)
  return found
}

async function whole(part: MultipartFile): Promise<OneFile> {
  const chunks: Buffer[] = []
  for await (const chunk of part.file) chunks.push(chunk as Buffer)
  if (part.file.truncated) throw new Refusal('too_large', { field: 'file' })
  return { name: part.filename.slice(-100), bytes: Buffer.concat(chunks) }
}

function refusalOf(error: unknown): unknown {
  if (error instanceof Refusal) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'FST_REQ_FILE_TOO_LARGE') return new Refusal('too_large', { field: 'file' })
  if (/^FST_(FILES|PARTS|FIELDS)_LIMIT$/.test(code))
    return new Refusal('field_invalid', { pointer: '/file', expected: 'one file', expectedZh: '一次只能选一个文件' })
  // What the parser says about a form that is cut or badly written; faults of our own disk carry a system call.
  if (error instanceof Error && !('syscall' in error))
    return new Refusal('body_malformed', { reason: error.message.slice(0, 120) })
  return error
}
