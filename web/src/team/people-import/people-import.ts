import type { GridWire, UnitWire } from '@onegrid/domain/grid/contract.ts'
import type { Field } from '@onegrid/domain/team/people-import/columns.ts'
import type {
  ImportChange,
  ImportHeadWire,
  ImportWire,
  RanWire,
  RowFilter,
  RowWire,
  UndoneWire,
} from '@onegrid/domain/team/people-import/contract.ts'
import type { PostKindRow } from '../../account/post-kinds.ts'
import { type Command, sendFile } from '../../api/client.ts'
import { useIntention } from '../../api/intention.ts'
import { useGet, usePages } from '../../api/queries.ts'
import { say } from '../../words/words.ts'

/** Keys begin with `person`: what changes the team shows here at once. */
export function useImports() {
  return usePages<ImportHeadWire>(['person', 'imports'], '/people-imports', {}, 20)
}
export function useImport(importId: string) {
  return useGet<ImportWire>(['person', 'import', importId], `/people-imports/${importId}`, { limit: 1 })
}
export function useRows(importId: string, rows: RowFilter, words: string) {
  const query = { rows, ...(words === '' ? {} : { words }) }
  return usePages<RowWire>(['person', 'importRows', importId], `/people-imports/${importId}`, query, 100)
}

type Dropped = { readonly file: File; readonly name: string; readonly size: number; readonly changedAt: number }

/** The same file again after a cut line is the same intention; another file is another. */
export function useDrop(onDone: (importId: string) => void) {
  return useIntention<File, { readonly importId: string }>(
    file => ({
      method: 'POST',
      path: '/people-imports',
      body: { file, name: file.name, size: file.size, changedAt: file.lastModified } satisfies Dropped,
    }),
    { changes: ['person'], onDone: answer => onDone(answer.importId) },
    <Answer>(command: Command) => sendFile<Answer>(command, (command.body as Dropped).file),
  )
}

export type Change = ImportChange

export function useChange(importId: string, version: number, onRefused?: () => void) {
  return useIntention<Change, { readonly version: number }>(
    change => ({ method: 'PATCH', path: `/people-imports/${importId}`, version: `"${version}"`, body: change }),
    { changes: ['person'], ...(onRefused ? { onRefused } : {}) },
  )
}
export function useRun(importId: string, onDone: (answer: RanWire) => void) {
  return useIntention<number, RanWire>(
    version => ({ method: 'POST', path: `/people-imports/${importId}/run`, version: `"${version}"` }),
    { changes: ['person'], onDone },
  )
}
export function useUndo(importId: string, onDone: (answer: UndoneWire) => void) {
  return useIntention<void, UndoneWire>(() => ({ method: 'POST', path: `/people-imports/${importId}/undo` }), {
    changes: ['person'],
    onDone,
  })
}
/** The rows that stayed out become a list of their own. */
export function useContinue(importId: string, onDone: (importId: string) => void) {
  return useIntention<void, { readonly importId: string }>(
    () => ({ method: 'POST', path: `/people-imports/${importId}/held-back` }),
    { changes: ['person'], onDone: answer => onDone(answer.importId) },
  )
}
export function useDiscard(importId: string, onDone: () => void) {
  return useIntention<void, unknown>(() => ({ method: 'DELETE', path: `/people-imports/${importId}` }), {
    changes: ['person'],
    onDone,
  })
}

export type TownChoices = {
  readonly grids: readonly GridWire[]
  readonly units: readonly UnitWire[]
  readonly kinds: readonly PostKindRow[]
}

/** A, B … Z, AA: as the spreadsheet names its columns. */
export function columnLetter(at: number): string {
  const last = String.fromCharCode(65 + (at % 26))
  return at < 26 ? last : columnLetter(Math.floor(at / 26) - 1) + last
}

/** A code for a kind that only has a Chinese name: of its letters' numbers, the same for the same name. */
export function kindCodeOf(name: string): string {
  let hash = 0
  for (const letter of name) hash = (Math.imul(hash, 31) + (letter.codePointAt(0) ?? 0)) >>> 0
  return `own_${hash.toString(36)}`
}

export function fieldName(field: Field): string {
  return say(`peopleimport:field.${field}`)
}

/** Groups have the same names in every village. */
export function gridName(grids: readonly GridWire[], grid: GridWire): string {
  const village = grid.level === 'small' ? grids.find(each => each.gridId === grid.parentId) : undefined
  const local = grid.localNames[0] === undefined ? '' : `（${grid.localNames[0]}）`
  return village === undefined ? grid.name : `${village.name} ${grid.name}${local}`
}
