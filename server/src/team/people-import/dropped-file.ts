import type { RawSheet } from '@onegrid/domain/team/people-import/sheet.ts'
import type { TableFile } from '../../tables/table.ts'

/** A list of five thousand people with all its colours is a megabyte. */
export const listBytesMost = 10 * 1024 * 1024

/** As the rules read it: a date is the day that the cell shows. */
export function rawSheets({ sheets }: TableFile): readonly RawSheet[] {
  return sheets.map(({ name, rows, merged }) => ({
    name,
    rows: rows.map(({ number, cells }) => ({
      line: number,
      cells: cells.map(cell => (cell instanceof Date ? cell.toISOString().slice(0, 10) : cell)),
    })),
    merges: merged.map(({ fromRow, toRow, fromColumn, toColumn }) => ({
      top: fromRow,
      bottom: toRow,
      left: fromColumn,
      right: toColumn,
    })),
  }))
}
