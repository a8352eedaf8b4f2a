import { Refusal } from '@onegrid/domain/kernel/refusal.ts'
import type { Instant } from '@onegrid/domain/kernel/time.ts'
import type { Catalogue } from '@onegrid/domain/ticket/catalogue.ts'
import type { Tx } from '../database/database.ts'

/** The only writer of the catalogue's table. Versions are added, never changed. */
export type PublishedVersion = {
  readonly version: number
  readonly publishedAt: Instant
  readonly publishedBy: string | null
  readonly note: string
}

/** 0 where none was planted. */
export async function findCatalogueVersion(tx: Tx): Promise<number> {
  const [row] = await tx.query<{ version: number | null }>(
    'select max(version) as version from catalogue_version where tenant_id = $1',
    [tx.tenantId],
    'catalogue-version',
  )
  return row?.version ?? 0
}

export async function findCatalogue(tx: Tx, version?: number): Promise<Catalogue | undefined> {
  const [row] = await tx.query<{ version: number; body: Catalogue }>(
    `select version, body from catalogue_version where tenant_id = $1 and version <= coalesce($2, version)
     order by version desc limit 1`,
    [tx.tenantId, version ?? null],
    'catalogue-find',
  )
  return row && (version === undefined || row.version === version) ? { ...row.body, version: row.version } : undefined
}

export async function getCatalogue(tx: Tx, version?: number): Promise<Catalogue> {
  const found = await findCatalogue(tx, version)
  if (!found) throw new Refusal('not_found', { what: 'catalogue' })
  return found
}

/** The newest version, with publishing locked until the transaction ends: of two at the same moment the second is stale. */
export async function lockCatalogue(tx: Tx): Promise<Catalogue> {
  await tx.query(
    'select version from catalogue_version where tenant_id = $1 order by version limit 1 for update',
    [tx.tenantId],
    'catalogue-lock',
  )
  return getCatalogue(tx)
}

export async function insertCatalogue(
  tx: Tx,
  { version, ...body }: Catalogue,
  published: Omit<PublishedVersion, 'version'>,
): Promise<void> {
  await tx.query(
    `insert into catalogue_version (tenant_id, version, body, published_at, published_by, note)
     values ($1, $2, $3, $4, $5, $6)`,
    [tx.tenantId, version, JSON.stringify(body), published.publishedAt, published.publishedBy, published.note],
    'catalogue-insert',
  )
}

/** Newest first. */
export async function listVersions(tx: Tx, before: number | undefined, limit: number): Promise<PublishedVersion[]> {
  return tx.query<PublishedVersion>(
    `select version, published_at as "publishedAt", published_by as "publishedBy", note from catalogue_version
     where tenant_id = $1 and version < coalesce($2, 2147483647) order by version desc limit $3`,
    [tx.tenantId, before ?? null, limit],
    'catalogue-versions',
  )
}
