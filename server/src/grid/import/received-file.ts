import type { MultipartFile } from '@fastify/multipart'
import { Refusal } from '@onegrid/domain/kernel/refusal.ts'
import type { FastifyRequest } from 'fastify'
import { refuseUnkeepable } from '../../http/body.ts'
import { fileBytesMost, fileRefused } from '../../tables/file-refused.ts'
import type { IncomingFile } from '../../tables/table.ts'

/** The one file of a form (field `file`), whole in memory; what is larger, cut or missing is refused. */
export async function receiveMapFile(request: FastifyRequest): Promise<IncomingFile> {
  if (!request.isMultipart()) throw new Refusal('body_malformed', { reason: 'multipart/form-data is expected' })
  const limits = { files: 1, fileSize: fileBytesMost + 1, fields: 4, fieldSize: 1024, parts: 6 }
  let found: IncomingFile | undefined
  try {
    for await (const part of request.parts({ limits })) if (part.type === 'file') found = await whole(part)
  } catch (error) {
    throw refusalOf(error)
  }
  if (found === undefined || found.name === '')
    throw new Refusal('field_invalid', { pointer: '/file', expected: 'a file', expectedZh: '请选一个文件' })
  return found
}

async function whole(part: MultipartFile): Promise<IncomingFile> {
  const name = part.filename.slice(-100).toWellFormed()
  refuseUnkeepable(name, '/file', 0)
  const chunks: Buffer[] = []
  for await (const chunk of part.file) chunks.push(chunk as Buffer)
  const bytes = Buffer.concat(chunks)
  if (part.file.truncated || bytes.length > fileBytesMost) throw fileRefused(name, 'too_large')
  return { name, bytes }
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
