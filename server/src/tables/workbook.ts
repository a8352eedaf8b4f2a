/** Excel workbooks. Formulas are not read, their kept values are; nothing is ever evaluated. */
import * as XLSX from '@e965/xlsx'
import { zipSync } from 'fflate'
import { cellsMost, fileRefused } from './file-refused.ts'
import type { Cell, MergedRange, Sheet, TableRow } from './table.ts'
import { unpack } from './unpack.ts'

/** Wider than any list that people keep; Excel's own 16,384 would let one row fill a memory. */
const columnsMost = 1000

const options = {
  dense: true,
  cellDates: true,
  UTC: true,
  cellFormula: false,
  cellHTML: false,
  cellNF: false,
  cellText: false,
  bookVBA: false,
} as const

/** Pictures, macros and links to elsewhere are not even unpacked. */
const isPartOfTables = (name: string) =>
  /\.(xml|rels)$/i.test(name) && !/^(xl\/)?(media|drawings|externalLinks)\//.test(name)

export function readZippedWorkbook(file: string, bytes: Uint8Array): readonly Sheet[] {
  const parts = unpack(file, bytes, isPartOfTables)
  if (!parts.some(({ name }) => /(^|\/)workbook\.xml$|^content\.xml$/i.test(name)))
    throw fileRefused(file, 'not_a_table')
  // The reader inflates by the sizes that the archive claims; it is given what was counted here.
  const counted = zipSync(Object.fromEntries(parts.map(part => [part.name, part.bytes])), { level: 0 })
  return readWorkbook(file, () => XLSX.read(counted, { ...options, type: 'array' }))
}

/** .xls of Excel 97 to 2003. */
export function readCompoundWorkbook(file: string, bytes: Uint8Array): readonly Sheet[] {
  return readWorkbook(file, () => XLSX.read(bytes, { ...options, type: 'array' }))
}

/** What many government systems hand out as .xls: a page with a table, or the XML of Excel 2003. */
export function readMarkupWorkbook(file: string, text: string): readonly Sheet[] {
  return readWorkbook(file, () => XLSX.read(text, { ...options, type: 'string', raw: true }))
}

function readWorkbook(file: string, read: () => XLSX.WorkBook): readonly Sheet[] {
  let book: XLSX.WorkBook
  try {
    book = read()
  } catch (error) {
    const locked = error instanceof Error && /password|encrypt/i.test(error.message)
    throw fileRefused(file, locked ? 'encrypted' : 'table_damaged')
  }
  let left = cellsMost
  return book.SheetNames.flatMap((name): Sheet[] => {
    const sheet = book.Sheets[name]
    const data = (sheet as { readonly '!data'?: readonly (readonly (XLSX.CellObject | undefined)[] | undefined)[] })?.[
      '!data'
    ]
    if (sheet === undefined || !Array.isArray(data)) return []
    const rows: TableRow[] = []
    // forEach passes the gaps of a sparse list by.
    data.forEach((line, at) => {
      if (line === undefined) return
      const cells = cellsOf(file, line)
      left -= cells.length
      if (left < 0) throw fileRefused(file, 'too_many_cells')
      if (cells.length > 0) rows.push({ number: at + 1, cells })
    })
    return rows.length === 0 ? [] : [{ name, rows, merged: (sheet['!merges'] ?? []).map(rangeOf) }]
  })
}

function cellsOf(file: string, line: readonly (XLSX.CellObject | undefined)[]): Cell[] {
  let width = 0
  line.forEach((cell, column) => {
    if (shownIn(cell) !== undefined) width = column + 1
  })
  if (width > columnsMost) throw fileRefused(file, 'too_many_cells')
  return Array.from({ length: width }, (_, column) => shownIn(line[column]))
}

function shownIn(cell: XLSX.CellObject | undefined): Cell {
  const value = cell?.v
  if (cell === undefined || value === undefined || value === null) return undefined
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value
  if (typeof value === 'number') return cell.t === 'e' ? undefined : value
  const text = String(value).replaceAll('\0', '').toWellFormed().trim()
  return text === '' ? undefined : text
}

function rangeOf({ s, e }: XLSX.Range): MergedRange {
  return { fromRow: s.r + 1, toRow: e.r + 1, fromColumn: s.c, toColumn: e.c }
}
