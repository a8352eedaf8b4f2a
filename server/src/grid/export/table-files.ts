import type { Division } from '@onegrid/domain/grid/division/division.ts'
import { writeWorkbook } from '../../tables/write-workbook.ts'
import { gridsInOrder, headings, rowOf } from './table-rows.ts'

export function workbookOf(division: Division): Promise<Uint8Array> {
  const rows = [headings as readonly string[], ...gridsInOrder(division).map(rowOf)]
  return writeWorkbook({ name: '网格', rows, widths: [18, 24, 8, 8, 16, 20, 30] })
}

/** With the mark by which Excel knows UTF-8; a text that begins like a formula gets one that keeps it a text. */
export function writeCsv(division: Division): string {
  const cell = (text: string) => {
    const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
    return /[",\n\r]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
  }
  const rows = [headings as readonly string[], ...gridsInOrder(division).map(rowOf)]
  return `\uFEFF${rows.map(row => row.map(cell).join(',')).join('\r\n')}\r\n`
}
