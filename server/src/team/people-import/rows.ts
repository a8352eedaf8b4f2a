/** The only writer of a list on its way into the team. */
import { Refusal } from '@onegrid/domain/kernel/refusal.ts'
import type { Instant } from '@onegrid/domain/kernel/time.ts'
import type { Choices, RowChoice } from '@onegrid/domain/team/people-import/choices.ts'
import type { RowFilter } from '@onegrid/domain/team/people-import/contract.ts'
import type { Fault } from '@onegrid/domain/team/people-import/faults.ts'
import type {
  ListCounts,
  Preview,
  RowOutcome,
  RowPreview,
  UnknownWord,
} from '@onegrid/domain/team/people-import/preview.ts'
import type { ListRow, PeopleList, Sheet } from '@onegrid/domain/team/people-import/sheet.ts'
import type { Tx } from '../../database/database.ts'

export type ImportRow = {
  readonly import_id: string
  readonly version: number
  readonly state: 'open' | 'done'
  readonly file_name: string
  readonly sheets: readonly Sheet[]
  readonly choices: Choices
  readonly set_aside: number
  readonly counts: ListCounts
  readonly unknown: readonly UnknownWord[]
  readonly made_at: Instant
  readonly done_at: Instant | null
  readonly undone_at: Instant | null
  readonly expires_at: Instant
  readonly added_kinds: readonly string[]
}
const columns =
  'import_id, version, state, file_name, sheets, choices, set_aside, counts, unknown, made_at, done_at, undone_at, expires_at, added_kinds'

export async function findImport(tx: Tx, importId: string): Promise<ImportRow> {
  const [row] = await tx.query<ImportRow>(
    `select ${columns} from people_import where tenant_id = $1 and import_id = $2`,
    [tx.tenantId, importId],
    'people-import-find',
  )
  if (!row) throw new Refusal('not_found', { importId })
  return row
}

/** Locked: of two who change, run or undo at the same moment the second sees what the first did. */
export async function lockImport(tx: Tx, importId: string): Promise<ImportRow> {
  const [row] = await tx.query<ImportRow>(
    `select ${columns} from people_import where tenant_id = $1 and import_id = $2 for update`,
    [tx.tenantId, importId],
    'people-import-lock',
  )
  if (!row) throw new Refusal('not_found', { importId })
  return row
}

export async function listImports(tx: Tx, after: string | undefined, limit: number): Promise<ImportRow[]> {
  return tx.query<ImportRow>(
    `select ${columns} from people_import
     where tenant_id = $1 and import_id < coalesce($2::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff')
     order by import_id desc limit $3`,
    [tx.tenantId, after ?? null, limit],
    'people-import-list',
  )
}

export type NewImport = {
  readonly importId: string
  readonly fileName: string
  readonly choices: Choices
  readonly list: PeopleList
  readonly rowChoices: readonly RowChoice[]
  readonly preview: Preview
  readonly madeBy: string
  readonly at: Instant
  readonly expiresAt: Instant
}

export async function insertImport(tx: Tx, made: NewImport): Promise<void> {
  const { list, preview } = made
  await tx.query(
    `insert into people_import (tenant_id, import_id, version, state, file_name, sheets, choices, set_aside, counts, unknown, made_by, made_at, expires_at)
     values ($1, $2, 1, 'open', $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      tx.tenantId,
      made.importId,
      made.fileName,
      JSON.stringify(list.sheets),
      JSON.stringify(made.choices),
      list.setAside,
      JSON.stringify(preview.counts),
      JSON.stringify(preview.unknown),
      made.madeBy,
      made.at,
      made.expiresAt,
    ],
  )
  const rows = list.rows.map((row, place) => ({
    place,
    ...row,
    choice: made.rowChoices[place] ?? {},
    ...preview.rows[place],
  }))
  await tx.query(
    `insert into people_import_row (tenant_id, import_id, place, sheet, line, cells, section, choice, words, outcome, faults, does)
     select $1, $2, place, sheet, line, cells, section, choice, words, outcome, faults, does
     from jsonb_to_recordset($3::jsonb) as entry(place integer, sheet smallint, line integer, cells jsonb, section text,
       choice jsonb, words jsonb, outcome text, faults jsonb, does jsonb)`,
    [tx.tenantId, made.importId, JSON.stringify(rows)],
  )
}

export type KeptList = { readonly rows: readonly ListRow[]; readonly choices: readonly RowChoice[] }

export async function loadRows(tx: Tx, importId: string): Promise<KeptList> {
  type Row = { sheet: number; line: number; cells: string[]; section: string | null; choice: RowChoice }
  const found = await tx.query<Row>(
    `select sheet, line, cells, section, choice from people_import_row
     where tenant_id = $1 and import_id = $2 order by place`,
    [tx.tenantId, importId],
    'people-import-rows',
  )
  return {
    rows: found.map(({ sheet, line, cells, section }) => ({
      sheet,
      line,
      cells,
      ...(section === null ? {} : { section }),
    })),
    choices: found.map(row => row.choice),
  }
}

/** How the rows were read last, in their order. */
export async function loadReading(tx: Tx, importId: string): Promise<readonly Pick<RowPreview, 'outcome' | 'words'>[]> {
  return tx.query<Pick<RowPreview, 'outcome' | 'words'>>(
    'select outcome, words from people_import_row where tenant_id = $1 and import_id = $2 order by place',
    [tx.tenantId, importId],
    'people-import-reading',
  )
}

/** What was decided and how the list reads now. */
export async function writeReading(
  tx: Tx,
  row: ImportRow,
  reading: {
    readonly sheets: readonly Sheet[]
    readonly choices: Choices
    readonly rowChoices: readonly RowChoice[]
    readonly preview: Preview
  },
): Promise<void> {
  const { preview } = reading
  await tx.query(
    `update people_import set version = version + 1, sheets = $3, choices = $4, counts = $5, unknown = $6
     where tenant_id = $1 and import_id = $2`,
    [
      tx.tenantId,
      row.import_id,
      JSON.stringify(reading.sheets),
      JSON.stringify(reading.choices),
      JSON.stringify(preview.counts),
      JSON.stringify(preview.unknown),
    ],
  )
  const rows = preview.rows.map((read, place) => ({ place, choice: reading.rowChoices[place] ?? {}, ...read }))
  // Only rows that read otherwise are written: one mended cell must not rewrite fifteen hundred rows.
  await tx.query(
    `update people_import_row kept
        set choice = entry.choice, words = entry.words, outcome = entry.outcome, faults = entry.faults, does = entry.does
       from jsonb_to_recordset($3::jsonb) as entry(place integer, choice jsonb, words jsonb, outcome text, faults jsonb, does jsonb)
      where kept.tenant_id = $1 and kept.import_id = $2 and kept.place = entry.place
        and (kept.choice, kept.words, kept.outcome, kept.faults, kept.does)
            is distinct from (entry.choice, entry.words, entry.outcome, entry.faults, entry.does)`,
    [tx.tenantId, row.import_id, JSON.stringify(rows)],
  )
}

export type KeptRow = {
  readonly place: number
  readonly sheet: number
  readonly line: number
  readonly words: RowPreview['words']
  readonly outcome: Exclude<RowOutcome, 'unused'>
  readonly faults: readonly Fault[]
  readonly does: RowPreview['does']
  readonly choice: RowChoice
}

const filters: Readonly<Record<RowFilter, string>> = {
  all: "outcome <> 'unused'",
  faulty: "outcome = 'stopped'",
  look: "outcome in ('new', 'changed', 'same') and faults <> '[]'::jsonb",
  new: "outcome = 'new'",
  changed: "outcome = 'changed'",
  same: "outcome = 'same'",
  left_out: "outcome = 'left_out'",
}

export async function pageOfRows(
  tx: Tx,
  importId: string,
  {
    filter,
    words,
    after,
    limit,
  }: { filter: RowFilter; words: string | undefined; after: number | undefined; limit: number },
): Promise<KeptRow[]> {
  return tx.query<KeptRow>(
    `select place, sheet, line, words, outcome, faults, does, choice from people_import_row
     where tenant_id = $1 and import_id = $2 and place > $3 and ${filters[filter]}
       and ($4::text is null or strpos(words::text, $4) > 0)
     order by place limit $5`,
    [tx.tenantId, importId, after ?? -1, words ?? null, limit],
    `people-import-page-${filter}`,
  )
}

export async function setDone(tx: Tx, importId: string, at: Instant, addedKinds: readonly string[]): Promise<void> {
  await tx.query(
    `update people_import set version = version + 1, state = 'done', done_at = $3, added_kinds = $4
     where tenant_id = $1 and import_id = $2`,
    [tx.tenantId, importId, at, addedKinds],
  )
}

export async function setUndone(tx: Tx, importId: string, at: Instant): Promise<void> {
  await tx.query(
    `update people_import set version = version + 1, state = 'open', undone_at = $3, added_kinds = '{}'
     where tenant_id = $1 and import_id = $2`,
    [tx.tenantId, importId, at],
  )
}

/** Rows and what the act did go with it. */
export async function deleteImport(tx: Tx, importId: string): Promise<void> {
  await tx.query('delete from people_import where tenant_id = $1 and import_id = $2', [tx.tenantId, importId])
}

export async function deleteExpired(tx: Tx, now: Instant): Promise<void> {
  await tx.query('delete from people_import where tenant_id = $1 and expires_at <= $2', [tx.tenantId, now])
}
