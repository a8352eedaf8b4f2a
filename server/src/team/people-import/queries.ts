import type { Field } from '@onegrid/domain/team/people-import/columns.ts'
import type { ImportHeadWire, ImportWire, RowFilter, RowWire } from '@onegrid/domain/team/people-import/contract.ts'
import type { Tx } from '../../database/database.ts'
import { type Page, pageFrom } from '../../http/paging.ts'
import { findImport, type ImportRow, type KeptRow, listImports, pageOfRows } from './rows.ts'

export async function showImports(
  tx: Tx,
  page: Page<readonly [string]>,
): Promise<{ items: ImportHeadWire[]; next?: string }> {
  const rows = await listImports(tx, page.after?.[0], page.limit + 1)
  const { items, ...next } = pageFrom(rows, page.limit, row => [row.import_id])
  return { items: items.map(headOf), ...next }
}

function headOf(row: ImportRow): ImportHeadWire {
  return {
    importId: row.import_id,
    version: row.version,
    state: row.state,
    fileName: row.file_name,
    madeAt: row.made_at,
    expiresAt: row.expires_at,
    counts: row.counts,
    ...(row.done_at === null ? {} : { doneAt: row.done_at }),
    ...(row.undone_at === null ? {} : { undoneAt: row.undone_at }),
  }
}

export async function showImport(
  tx: Tx,
  importId: string,
  page: Page<readonly [number]>,
  { filter, words }: { readonly filter: RowFilter; readonly words: string | undefined },
): Promise<ImportWire> {
  const row = await findImport(tx, importId)
  const rows = await pageOfRows(tx, importId, { filter, words, after: page.after?.[0], limit: page.limit + 1 })
  const { items, ...next } = pageFrom(rows, page.limit, each => [each.place])
  return {
    ...headOf(row),
    setAside: row.set_aside,
    sheets: row.sheets.map(({ at, name, title, used, post, village, columns }) => ({
      at,
      name,
      title,
      used,
      columns: columns.map(column => ({ ...column })),
      ...(post === undefined ? {} : { post }),
      ...(village === undefined ? {} : { village }),
    })),
    kinds: row.choices.kinds.map(({ code, zh, en, binding, engagement }) => ({ code, zh, en, binding, engagement })),
    unknown: [...row.unknown],
    stays: await whoStays(tx, importId),
    items: items.map(shown),
    ...next,
  }
}

function shown({ choice, words, faults, ...row }: KeptRow): RowWire {
  return {
    place: row.place,
    sheet: row.sheet,
    line: row.line,
    outcome: row.outcome,
    words: words as Record<string, string>,
    faults: faults.map(({ fixes, facts, ...fault }) => ({
      ...fault,
      facts: { ...facts },
      fixes: fixes.map(fix => ({ ...fix })),
    })),
    does: [...row.does],
    leftOut: choice.leftOut === true,
    edited: Object.keys(choice.cells ?? {}) as Field[],
  }
}

async function whoStays(tx: Tx, importId: string): Promise<ImportWire['stays']> {
  const rows = await tx.query<{ person_id: string; name: string | null; stays: 'built_on' | 'in_use' }>(
    `select act.person_id, person.name, act.stays from people_import_person act
     left join person on person.tenant_id = act.tenant_id and person.person_id = act.person_id
     where act.tenant_id = $1 and act.import_id = $2 and act.stays is not null order by act.person_id limit 100`,
    [tx.tenantId, importId],
    'people-import-stays',
  )
  return rows.map(row => ({
    personId: row.person_id,
    why: row.stays,
    ...(row.name === null ? {} : { name: row.name }),
  }))
}
