import { createHash, randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Instant } from '@onegrid/domain/kernel/time.ts'
import type { Tx } from '../database/database.ts'
import type { Blobs } from './blobs.ts'
import { dropFile } from './incoming.ts'
import { dropUnheldFiles, holdFiles, type PhotoPorts } from './store.ts'
import { makePhoto } from './workshop.ts'

/** A file that somebody of the town lays beside a thing: its bytes are kept as those of photos. */
export type Document = {
  readonly documentId: string
  readonly trainingId: string
  readonly name: string
  readonly mediaType: string
  readonly bytes: number
  readonly sha256: string
}

/** A picture loses where and when it was taken, as every photo here does. @throws Refusal photo_unreadable, photo_too_large */
export async function pictureBytes(blobs: Blobs, tenantId: string, bytes: Buffer): Promise<Buffer> {
  const file = path.join(await blobs.incomingFolder(tenantId), `picture-${randomUUID()}`)
  try {
    await writeFile(file, bytes, { mode: 0o600 })
    return Buffer.from((await makePhoto(file)).photo)
  } finally {
    await dropFile(file)
  }
}

/** File and row in one act: a sweep in another process sees neither or both. */
export async function keepDocument(
  tx: Tx,
  blobs: Blobs,
  document: Omit<Document, 'sha256' | 'bytes'> & {
    readonly content: Buffer
    readonly addedBy: string
    readonly addedAt: Instant
  },
): Promise<void> {
  await holdFiles(tx, [createHash('sha256').update(document.content).digest('hex')])
  const sha256 = await blobs.put(tx.tenantId, document.content)
  await tx.query(
    `insert into document (tenant_id, document_id, training_id, name, media_type, bytes, sha256, added_by, added_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      tx.tenantId,
      document.documentId,
      document.trainingId,
      document.name,
      document.mediaType,
      document.content.length,
      sha256,
      document.addedBy,
      document.addedAt,
    ],
  )
}

const columns = `document_id as "documentId", training_id as "trainingId", name, media_type as "mediaType", bytes, sha256`

export async function findDocument(tx: Tx, documentId: string): Promise<Document | undefined> {
  const [row] = await tx.query<Document>(
    `select ${columns} from document where tenant_id = $1 and document_id = $2`,
    [tx.tenantId, documentId],
    'document',
  )
  return row
}

export async function deleteDocument(tx: Tx, documentId: string): Promise<void> {
  await tx.query('delete from document where tenant_id = $1 and document_id = $2', [tx.tenantId, documentId])
}

/** After the commit that took the row away: a file without a row harms nobody, a row without its file does. */
export async function dropDocumentFile(
  ports: Pick<PhotoPorts, 'database' | 'blobs'>,
  tenantId: string,
  sha256: string,
): Promise<void> {
  await ports.database.write(tenantId, tx => dropUnheldFiles(tx, ports.blobs, [sha256]))
}
