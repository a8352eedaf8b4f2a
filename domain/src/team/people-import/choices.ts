/** What a person decided about a list before it is imported: kept beside it and applied anew at every look. */
import { demand } from '../../kernel/refusal.ts'
import type { PostKind } from '../post-kind.ts'
import { type Field, fields, onlyOnce } from './columns.ts'
import { type WordKind, wordKinds } from './faults.ts'
import type { Sheet } from './sheet.ts'

/** A word of the list and what it means: id of a grid or unit, code of a kind of post; empty: nothing, leave it out. */
export type WordChoice = { readonly of: WordKind; readonly word: string; readonly to: string }

export type Choices = {
  readonly words: readonly WordChoice[]
  /** Kinds of posts that the import adds to the town's list. */
  readonly kinds: readonly PostKind[]
}
export const noChoices: Choices = { words: [], kinds: [] }

/** About one row; texts of cells are personal and lie with the row. */
export type RowChoice = {
  readonly cells?: Readonly<Partial<Record<Field, string>>>
  readonly leftOut?: boolean
  /** The answer to “is this the same person?”. */
  readonly same?: 'same' | 'other'
}

export type ListChange = {
  readonly sheets?: readonly {
    readonly at: number
    readonly used?: boolean
    readonly post?: string
    readonly village?: string
  }[]
  readonly columns?: readonly { readonly sheet: number; readonly at: number; readonly field: Field }[]
  readonly words?: readonly WordChoice[]
  readonly kinds?: readonly PostKind[]
}

const wordsMost = 400

export function changeSheets(
  sheets: readonly Sheet[],
  { sheets: parts = [], columns = [] }: ListChange,
): readonly Sheet[] {
  for (const [at, part] of parts.entries())
    demand(
      sheets.some(sheet => sheet.at === part.at),
      'field_invalid',
      { pointer: `/sheets/${at}/at`, expected: 'a sheet of the file', expectedZh: '文件里的工作表' },
    )
  for (const [at, wanted] of columns.entries()) {
    const column = sheets.find(sheet => sheet.at === wanted.sheet)?.columns.find(each => each.at === wanted.at)
    demand(column !== undefined && fields.includes(wanted.field), 'field_invalid', {
      pointer: `/columns/${at}`,
      expected: 'a column of the sheet',
      expectedZh: '工作表里的列',
    })
    // Its cells were never kept: there is nothing to read.
    demand(column.field !== 'private' || wanted.field === 'private', 'field_invalid', {
      pointer: `/columns/${at}/field`,
      expected: 'a column whose cells were kept',
      expectedZh: '这一列的内容没有保存，不能导入',
    })
  }
  return sheets.map(sheet => {
    const part = parts.find(each => each.at === sheet.at)
    const wanted = columns.filter(column => column.sheet === sheet.at)
    const own =
      wanted.length === 0
        ? sheet.columns
        : onlyOnce(
            sheet.columns.map(column => {
              const said = wanted.find(each => each.at === column.at)
              return said === undefined ? column : { ...column, field: said.field, by: 'person' as const }
            }),
          )
    const { post, village, ...rest } = sheet
    return {
      ...rest,
      columns: own,
      used: part?.used ?? sheet.used,
      ...filled('post', part?.post ?? post),
      ...filled('village', part?.village ?? village),
    }
  })
}

function filled<Key extends string>(key: Key, value: string | undefined): Partial<Record<Key, string>> {
  return value === undefined || value === '' ? {} : ({ [key]: value } as Record<Key, string>)
}

export function changeChoices(before: Choices, { words = [], kinds = [] }: ListChange): Choices {
  const key = ({ of, word }: WordChoice) => `${of} ${word}`
  const known = new Map(before.words.map(choice => [key(choice), choice]))
  for (const [at, choice] of words.entries()) {
    demand(wordKinds.includes(choice.of), 'field_invalid', { pointer: `/words/${at}/of` })
    known.set(key(choice), choice)
  }
  demand(known.size <= wordsMost, 'field_invalid', {
    pointer: '/words',
    expected: `at most ${wordsMost} words`,
    expectedZh: `最多 ${wordsMost} 个词`,
  })
  const codes = new Map(before.kinds.map(kind => [kind.code, kind]))
  for (const kind of kinds) codes.set(kind.code, kind)
  // A kind that no word names any more is not added.
  const named = new Set([...known.values()].filter(choice => choice.of === 'post').map(choice => choice.to))
  return { words: [...known.values()], kinds: [...codes.values()].filter(kind => named.has(kind.code)) }
}
