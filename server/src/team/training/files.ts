import { createHash } from 'node:crypto'
import { demand, Refusal } from '@onegrid/domain/kernel/refusal.ts'
import { decideFile, demandOrganiser } from '@onegrid/domain/team/training/decide.ts'
import { deleteDocument, dropDocumentFile, findDocument, keepDocument, pictureBytes } from '../../blobs/documents.ts'
import type { PhotoPorts } from '../../blobs/store.ts'
import type { OneFile } from '../../http/one-file.ts'
import type { Asking } from '../asking.ts'
import { run } from './commands.ts'
import { fileKindOf, fileNameOf } from './file-kind.ts'
import { countFiles, getTrainingForChange } from './store.ts'

/** Opened before anything is locked; the same file under the same command id is laid there once. */
export async function addFile(
  ports: PhotoPorts,
  asking: Asking,
  trainingId: string,
  file: OneFile,
): Promise<{ fileId: string }> {
  const addedBy = demandOrganiser(asking.actor)
  const kind = fileKindOf(file.name, file.bytes)
  const name = fileNameOf(file.name, kind)
  const { tenantId } = asking.town
  const content = kind.picture ? await pictureBytes(ports.blobs, tenantId, file.bytes) : file.bytes
  const sha256 = createHash('sha256').update(file.bytes).digest('hex')
  return run(ports, asking, { verb: 'addTrainingFile', trainingId, name, sha256 }, async tx => {
    const training = await getTrainingForChange(tx, trainingId)
    decideFile(training, await countFiles(tx, training.trainingId))
    const documentId = ports.ids.id()
    const document = { documentId, trainingId: training.trainingId, name, mediaType: kind.mediaType, content }
    await keepDocument(tx, ports.blobs, { ...document, addedBy, addedAt: ports.clock.now() })
    const told = { type: 'TrainingFileAdded', fileId: documentId }
    return { result: { fileId: documentId }, stream: training.trainingId, told }
  })
}

export async function removeFile(
  ports: PhotoPorts,
  asking: Asking,
  trainingId: string,
  fileId: string,
): Promise<{ fileId: string }> {
  demandOrganiser(asking.actor)
  let gone: string | undefined
  const removed = await run(ports, asking, { verb: 'removeTrainingFile', trainingId, fileId }, async tx => {
    const training = await getTrainingForChange(tx, trainingId)
    const document = await findDocument(tx, fileId)
    if (document === undefined) throw new Refusal('not_found', { fileId })
    demand(document.trainingId === training.trainingId, 'not_found', { fileId })
    await deleteDocument(tx, document.documentId)
    gone = document.sha256
    const told = { type: 'TrainingFileRemoved', fileId: document.documentId }
    return { result: { fileId: document.documentId }, stream: training.trainingId, told }
  })
  if (gone !== undefined) await dropDocumentFile(ports, asking.town.tenantId, gone)
  return removed
}
