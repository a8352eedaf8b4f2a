/** Rows that an import kept out because of a fault, as a list of their own: mended and brought in later. */
import type { RowChoice } from './choices.ts'
import type { RowPreview } from './preview.ts'
import type { ListRow, Sheet } from './sheet.ts'

export type HeldBack = { readonly rows: readonly ListRow[]; readonly choices: readonly RowChoice[] }

/**
 * Alone, a row has no row above it any more: the village that it had from there stands in its own cell.
 * @param read the rows as they were read last, in the same order
 */
export function heldBack(
  sheets: readonly Sheet[],
  rows: readonly ListRow[],
  choices: readonly RowChoice[],
  read: readonly Pick<RowPreview, 'outcome' | 'words'>[],
): HeldBack {
  const kept = rows.flatMap((row, at) => (read[at]?.outcome === 'stopped' ? [{ row, at }] : []))
  return {
    rows: kept.map(({ row, at }) => {
      const column = sheets[row.sheet]?.columns.find(each => each.field === 'village')
      const village = read[at]?.words.village
      if (column === undefined || village === undefined || (row.cells[column.at] ?? '') !== '') return row
      const cells = [...row.cells]
      cells[column.at] = village
      return { ...row, cells }
    }),
    choices: kept.map(({ at }) => choices[at] ?? {}),
  }
}
