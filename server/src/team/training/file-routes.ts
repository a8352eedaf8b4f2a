import { Refusal } from '@onegrid/domain/kernel/refusal.ts'
import { trainingParams } from '@onegrid/domain/team/training/contract.ts'
import { demandOrganiser } from '@onegrid/domain/team/training/decide.ts'
import { fileBytesMost } from '@onegrid/domain/team/training/training.ts'
import { type TUnsafe, Type } from 'typebox'
import type { Ports } from '../../app.ts'
import { findDocument } from '../../blobs/documents.ts'
import { limited } from '../../http/limits.ts'
import { receiveFile } from '../../http/one-file.ts'
import { type App, read, Uuid, write } from '../../http/route.ts'
import { askingOf } from '../asking.ts'
import { addFile, removeFile } from './files.ts'
import { demandTeam } from './team-only.ts'

const tags = ['team']
const FileId = Type.Object({ fileId: Uuid })
const FilePath = Type.Object({ trainingId: Uuid, fileId: Uuid }, { additionalProperties: false })
/** By media type: in the plain form the document would promise JSON. */
const Bytes = {
  description: 'The file, to be kept and not to be shown',
  content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
} as unknown as TUnsafe<Buffer>

/** Files beside a session: laid there and taken away by who organises, fetched by the team. */
export function registerTrainingFileRoutes(app: App, ports: Pick<Ports, 'database' | 'clock' | 'ids' | 'blobs'>): void {
  const add = write({
    operationId: 'addTrainingFile',
    summary: 'Lay a file beside a session (form field `file`): PDF, picture, Word, PowerPoint or Excel, at most 20 MB',
    tags,
    params: trainingParams,
    response: { 201: FileId },
  })
  const upload = { ...limited(app, 'upload'), bodyLimit: fileBytesMost + 64 * 1024, schema: add }
  app.post('/api/v1/trainings/:trainingId/files', upload, async (request, reply) => {
    demandOrganiser(request.actor)
    const file = await receiveFile(request, fileBytesMost)
    return reply.code(201).send(await addFile(ports, askingOf(request), request.params.trainingId, file))
  })

  const remove = write({
    operationId: 'removeTrainingFile',
    summary: 'Take a file away from a session',
    tags,
    params: FilePath,
    response: { 200: FileId },
  })
  app.delete('/api/v1/trainings/:trainingId/files/:fileId', { schema: remove }, async request =>
    removeFile(ports, askingOf(request), request.params.trainingId, request.params.fileId),
  )

  const fetch = read({
    operationId: 'fetchTrainingFile',
    summary: 'A file of a session',
    tags,
    params: FilePath,
    response: { 200: Bytes },
  })
  app.get('/api/v1/trainings/:trainingId/files/:fileId', { schema: fetch }, async (request, reply) => {
    demandTeam(request.actor)
    const { tenantId } = request.town
    const { trainingId, fileId } = request.params
    const document = await ports.database.read(tenantId, tx => findDocument(tx, fileId))
    if (document === undefined || document.trainingId !== trainingId.toLowerCase())
      throw new Refusal('not_found', { fileId })
    const bytes = await ports.blobs.get(tenantId, document.sha256)
    if (bytes === undefined) throw new Error(`The file ${document.sha256} of document ${fileId} is missing.`)
    return reply
      .headers({
        'cache-control': 'private, no-cache',
        'content-disposition': `attachment; filename*=UTF-8''${nameInHeader(document.name)}`,
        'content-security-policy': "default-src 'none'; sandbox",
        'x-content-type-options': 'nosniff',
        vary: 'cookie',
      })
      .type(document.mediaType)
      .send(bytes)
  })
}

/** RFC 8187 leaves fewer letters as they are than encodeURIComponent does. */
function nameInHeader(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, each => `%${each.charCodeAt(0).toString(16).toUpperCase()}`)
}
