/** Excel workbooks. Formulas are not read, their kept values are; nothing is ever evaluated. */
import * as XLSX from '@e965/xlsx'
import { strFromU8, strToU8, zipSync } from 'fflate'
import { cellLettersMost, cellsMost, fileRefused } from './file-refused.ts'
import type { Cell, MergedRange, Sheet, TableRow } from './table.ts'
import { unpack } from './unpack.ts'

/** Wider than any list that people keep; Excel's own 16,384 would let one row fill a memory. */
const columnsMost = 1000
/** A list of five thousand lines with four merges in each; a million of them would be walked one by one. */
const mergesMost = 20_000

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
  const bare = new Map(parts.map(({ name, bytes: part }) => [name, isSheet(name) ? withoutEmptyCells(part) : part]))
  demandFewCells(file, bare)
  const counted = zipSync(Object.fromEntries(bare), { level: 0 })
  return readWorkbook(file, () => XLSX.read(counted, { ...options, type: 'array' }))
}

const isSheet = (name: string) => /^xl\/worksheets\/[^/]+\.xml$/i.test(name)

/** Below this a sheet is read as it is: what it holds cannot take long. */
const smallSheet = 256 * 1024

/**
 * Cells and rows that have a frame and nothing in them are taken out before the reader meets them: a hundred thousand of them
 * cost it seconds. Only those that say their place, so that all others keep theirs.
 */
function withoutEmptyCells(bytes: Uint8Array): Uint8Array {
  if (bytes.length < smallSheet) return bytes
  // Byte by byte (latin1): what is taken out is plain ASCII, all else stays as it is.
  const text = strFromU8(bytes, true)
    .replace(/<c r="[A-Z]{1,3}\d{1,7}"[^<>]{0,60}(?:\/>|><\/c>)/g, '')
    .replace(/<row r="\d{1,7}"[^<>]{0,300}(?:\/>|><\/row>)/g, '')
  return strToU8(text, true)
}

/** Each value counted where it begins, before anything is built of it. */
function demandFewCells(file: string, parts: ReadonlyMap<string, Uint8Array>): void {
  let left = cellsMost
  for (const [name, bytes] of parts) {
    if (!isSheet(name)) continue
    for (let at = 0; at + 2 < bytes.length; at++) {
      if (bytes[at] !== 0x3c) continue
      // <v>, <is>
      const isValue = bytes[at + 1] === 0x76 && (bytes[at + 2] === 0x3e || bytes[at + 2] === 0x20)
      const isText = bytes[at + 1] === 0x69 && bytes[at + 2] === 0x73
      if ((isValue || isText) && --left < 0) throw fileRefused(file, 'too_many_cells')
    }
  }
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
    const merged = sheet['!merges'] ?? []
    if (merged.length > mergesMost) throw fileRefused(file, 'too_many_merges')
    return rows.length === 0 ? [] : [{ name, rows, merged: merged.map(rangeOf) }]
  })
}

function cellsOf(file: string, line: readonly (XLSX.CellObject | undefined)[]): Cell[] {
  let width = 0
  line.forEach((cell, column) => {
    if (shownIn(file, cell) !== undefined) width = column + 1
  })
  if (width > columnsMost) throw fileRefused(file, 'too_many_cells')
  return Array.from({ length: width }, (_, column) => shownIn(file, line[column]))
}

function shownIn(file: string, cell: XLSX.CellObject | undefined): Cell {
  const value = cell?.v
  if (cell === undefined || value === undefined || value === null) return undefined
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value
  if (typeof value === 'number') return cell.t === 'e' ? undefined : value
  if (typeof value === 'string' && value.length > cellLettersMost) throw fileRefused(file, 'cell_too_long')
  const text = String(value).replaceAll('\0', '').toWellFormed().trim()
  return text === '' ? undefined : text
}

function rangeOf({ s, e }: XLSX.Range): MergedRange {
  return { fromRow: s.r + 1, toRow: e.r + 1, fromColumn: s.c, toColumn: e.c }
}
