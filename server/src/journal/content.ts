import { createHash, randomBytes } from 'node:crypto'
import type { Tx } from '../database/database.ts'
import type { Ids } from '../ids.ts'
import type { Stream } from './chain.ts'
import { append, type Entry, headOf } from './journal.ts'

/** What the law can erase lies in rows of its own; events and states hold this reference. */
export type ContentReference = { readonly contentId: string; readonly digest: string }

export type ContentKind = 'words' | 'contact' | 'letter' | 'answer' | 'place' | 'name'

export type ContentRow = {
  readonly contentId: string
  readonly stream: Stream
  readonly kind: ContentKind
  readonly body: unknown
  readonly salt: string
  readonly digest: string
}

/** The salt lies beside the body and goes with it: after an erasure the digest can no longer be guessed from short texts. */
export function contentRow(contentId: string, stream: Stream, kind: ContentKind, body: unknown): ContentRow {
  const salt = randomBytes(16).toString('base64url')
  return { contentId, stream, kind, body, salt, digest: contentDigest(salt, body) }
}

export function contentDigest(salt: string, body: unknown): string {
  return createHash('sha256').update(salt).update(JSON.stringify(body)).digest('base64url')
}

export async function insertContent(tx: Tx, rows: readonly ContentRow[]): Promise<void> {
  if (rows.length === 0) return
  const input = rows.map(row => ({
    content_id: row.contentId,
    stream_kind: row.stream.kind,
    stream_id: row.stream.id,
    kind: row.kind,
    // Text, not jsonb: the digest covers these very bytes, and jsonb would order the keys anew.
    body: JSON.stringify(row.body),
    salt: row.salt,
    digest: row.digest,
  }))
  await tx.query(
    `insert into content (tenant_id, content_id, stream_kind, stream_id, kind, body, salt, digest)
     select $1, content_id, stream_kind, stream_id, kind, body::json, salt, digest
     from jsonb_to_recordset($2::jsonb) as entry(content_id uuid, stream_kind text, stream_id uuid, kind text, body text,
       salt text, digest text)`,
    [tx.tenantId, JSON.stringify(input)],
    'content-insert',
  )
}

/** Bodies by content id; an erased one is missing. */
export async function readContent<Body>(tx: Tx, contentIds: readonly string[]): Promise<ReadonlyMap<string, Body>> {
  if (contentIds.length === 0) return new Map()
  const rows = await tx.query<{ content_id: string; body: Body }>(
    'select content_id, body from content where tenant_id = $1 and content_id = any($2::uuid[]) and erased_at is null',
    [tx.tenantId, contentIds],
    'content-read',
  )
  return new Map(rows.map(row => [row.content_id, row.body]))
}

/** Of one stream, what is not erased yet. */
export function contentsOf(
  tx: Tx,
  stream: Stream,
): Promise<readonly { readonly contentId: string; readonly kind: ContentKind }[]> {
  return tx.query(
    `select content_id as "contentId", kind from content
     where tenant_id = $1 and stream_id = $2 and stream_kind = $3 and erased_at is null order by content_id`,
    [tx.tenantId, stream.id, stream.kind],
    'content-of-stream',
  )
}

export const erasureStream = 'erasure'

/**
 * Erases texts by law: body and salt go, the digest in the journal stays and can no longer be guessed. The erasure itself is
 * an entry of the journal; `verify` accepts a text that is gone only when such an entry names it.
 */
export async function eraseContent(
  tx: Tx,
  ids: Ids,
  contentIds: readonly string[],
  reason: string,
  entry: Entry,
): Promise<void> {
  const rows = await tx.query<{ content_id: string }>(
    `update content set body = null, salt = null, erased_at = $3 where tenant_id = $1 and content_id = any($2::uuid[]) and erased_at is null
     returning content_id`,
    [tx.tenantId, contentIds, entry.recordedAt],
  )
  if (rows.length === 0) return
  const stream = { kind: erasureStream, id: tx.tenantId }
  // Two erasures at once would write the same entry number: the second waits for the first.
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`erasure ${tx.tenantId}`])
  const contents = rows.map(row => row.content_id).sort()
  await append(
    tx,
    ids,
    stream,
    await headOf(tx, stream),
    [{ type: 'ContentErased', at: entry.recordedAt, contents, reason }],
    entry,
  )
}
