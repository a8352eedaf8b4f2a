import * as XLSX from '@e965/xlsx'
import type { Division } from '@onegrid/domain/grid/division/division.ts'
import { gridsInOrder, headings, rowOf } from './table-rows.ts'

export function writeWorkbook(division: Division): Uint8Array {
  const rows = [headings as readonly string[], ...gridsInOrder(division).map(rowOf)]
  const sheet = XLSX.utils.aoa_to_sheet(rows.map(row => [...row]))
  sheet['!cols'] = [18, 24, 8, 8, 16, 20, 30].map(wch => ({ wch }))
  const book = XLSX.utils.book_new()
  XLSX.utils.book_append_sheet(book, sheet, '网格')
  return new Uint8Array(XLSX.write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Buffer)
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
