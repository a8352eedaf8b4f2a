/** The only writer of imports. */
import type { Division, Fault } from '@onegrid/domain/grid/division/division.ts'
import type { ImportRow, ImportSource, OthersChoice, SourceSettings } from '@onegrid/domain/grid/import/source.ts'
import { Refusal } from '@onegrid/domain/kernel/refusal.ts'
import type { Instant } from '@onegrid/domain/kernel/time.ts'
import type { Tx } from '../../database/database.ts'
import type { MadeRepair, Preview } from './read/make-preview.ts'

export type ImportHead = {
  readonly importId: string
  readonly createdAt: Instant
  readonly expiresAt: Instant
  readonly version: number
  readonly others: OthersChoice
  readonly repairs: readonly MadeRepair[]
  readonly errors: number
  readonly planId: string | null
  readonly townCode: string | null
}

export type KeptSource = { readonly source: ImportSource; readonly settings: SourceSettings }
export type KeptPreview = {
  readonly division: Division
  readonly rows: readonly ImportRow[]
  readonly faults: readonly Fault[]
}

const head = `import_id as "importId", created_at as "createdAt", expires_at as "expiresAt", version, others, repairs,
  error_count as errors, plan_id as "planId", town_code as "townCode"`

/** @throws Refusal not_found, also where its days are over and nobody swept yet */
export async function getImport(tx: Tx, importId: string, now: Instant): Promise<ImportHead> {
  const [row] = await tx.query<ImportHead>(
    `select ${head} from grid_import where tenant_id = $1 and import_id = $2 and expires_at > $3`,
    [tx.tenantId, importId, now],
  )
  if (!row) throw new Refusal('not_found', { importId })
  return row
}

export async function lockImport(tx: Tx, importId: string, now: Instant): Promise<ImportHead> {
  const [row] = await tx.query<ImportHead>(
    `select ${head} from grid_import where tenant_id = $1 and import_id = $2 and expires_at > $3 for update`,
    [tx.tenantId, importId, now],
  )
  if (!row) throw new Refusal('not_found', { importId })
  return row
}

export async function getPreview(tx: Tx, importId: string): Promise<KeptPreview> {
  const [row] = await tx.query<KeptPreview>(
    'select division, rows, faults from grid_import where tenant_id = $1 and import_id = $2',
    [tx.tenantId, importId],
  )
  if (!row) throw new Refusal('not_found', { importId })
  return row
}

/** In the order in which they were brought. */
export async function listSources(tx: Tx, importId: string): Promise<readonly KeptSource[]> {
  const rows = await tx.query<{ content: ImportSource; settings: SourceSettings }>(
    'select content, settings from grid_import_source where tenant_id = $1 and import_id = $2 order by position',
    [tx.tenantId, importId],
  )
  return rows.map(({ content, settings }) => ({ source: content, settings }))
}

/** Newest first. */
export async function listImports(
  tx: Tx,
  now: Instant,
  page: { readonly after?: string | undefined; readonly limit: number },
): Promise<
  readonly (Omit<ImportHead, 'repairs' | 'others' | 'version' | 'townCode'> & { readonly files: readonly string[] })[]
> {
  return tx.query(
    `select import_id as "importId", created_at as "createdAt", expires_at as "expiresAt", error_count as errors,
       plan_id as "planId",
       array(select distinct s.content->>'file' from grid_import_source s
              where s.tenant_id = i.tenant_id and s.import_id = i.import_id) as files
       from grid_import i where tenant_id = $1 and expires_at > $2 and ($3::uuid is null or import_id < $3)
      order by import_id desc limit $4`,
    [tx.tenantId, now, page.after ?? null, page.limit + 1],
  )
}

export async function insertImport(
  tx: Tx,
  made: {
    readonly importId: string
    readonly createdBy: string
    readonly createdAt: Instant
    readonly expiresAt: Instant
    readonly preview: Preview
  },
): Promise<void> {
  const { division, rows, faults, errors } = made.preview
  await tx.query(
    `insert into grid_import (tenant_id, import_id, created_by, created_at, expires_at, version, others, repairs, division,
       rows, faults, error_count) values ($1, $2, $3, $4, $5, 1, 'keep', '[]', $6, $7, $8, $9)`,
    [
      tx.tenantId,
      made.importId,
      made.createdBy,
      made.createdAt,
      made.expiresAt,
      JSON.stringify(division),
      JSON.stringify(rows),
      JSON.stringify(faults),
      errors,
    ],
  )
}

export async function updateImport(
  tx: Tx,
  importId: string,
  next: {
    readonly others: OthersChoice
    readonly repairs: readonly MadeRepair[]
    readonly townCode?: string
    readonly preview: Preview
  },
): Promise<number> {
  const { division, rows, faults, errors } = next.preview
  const [row] = await tx.query<{ version: number }>(
    `update grid_import set version = version + 1, others = $3, repairs = $4, division = $5, rows = $6, faults = $7,
       error_count = $8, town_code = $9 where tenant_id = $1 and import_id = $2 returning version`,
    [
      tx.tenantId,
      importId,
      next.others,
      JSON.stringify(next.repairs),
      JSON.stringify(division),
      JSON.stringify(rows),
      JSON.stringify(faults),
      errors,
      next.townCode ?? null,
    ],
  )
  return row!.version
}

export async function insertSources(tx: Tx, importId: string, sources: readonly KeptSource[]): Promise<void> {
  for (const { source, settings } of sources)
    await tx.query(
      `insert into grid_import_source (tenant_id, import_id, source_id, position, content, settings)
       values ($1, $2, $3, $4, $5, $6)`,
      [
        tx.tenantId,
        importId,
        source.sourceId,
        Number(source.sourceId.slice(1)),
        JSON.stringify(source),
        JSON.stringify(settings),
      ],
    )
}

export async function updateSettings(tx: Tx, importId: string, { source, settings }: KeptSource): Promise<void> {
  await tx.query(
    'update grid_import_source set settings = $4 where tenant_id = $1 and import_id = $2 and source_id = $3',
    [tx.tenantId, importId, source.sourceId, JSON.stringify(settings)],
  )
}

export async function deleteSource(tx: Tx, importId: string, sourceId: string): Promise<void> {
  await tx.query('delete from grid_import_source where tenant_id = $1 and import_id = $2 and source_id = $3', [
    tx.tenantId,
    importId,
    sourceId,
  ])
}

export async function setPlanned(tx: Tx, importId: string, planId: string): Promise<void> {
  await tx.query('update grid_import set version = version + 1, plan_id = $3 where tenant_id = $1 and import_id = $2', [
    tx.tenantId,
    importId,
    planId,
  ])
}

/** With its files. */
export async function deleteImport(tx: Tx, importId: string): Promise<void> {
  await tx.query('delete from grid_import where tenant_id = $1 and import_id = $2', [tx.tenantId, importId])
}

export async function deleteExpired(tx: Tx, now: Instant): Promise<void> {
  await tx.query('delete from grid_import where tenant_id = $1 and expires_at <= $2', [tx.tenantId, now])
}
