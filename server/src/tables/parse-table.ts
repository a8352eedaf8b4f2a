/** From bytes to sheets; what kind of file it is shows in its first bytes, not in its name. */
import { decodeText } from './decode-text.ts'
import { readDelimited } from './delimited.ts'
import { fileBytesMost, fileRefused } from './file-refused.ts'
import type { IncomingFile, Sheet, TableFile } from './table.ts'
import { isZip } from './unpack.ts'
import { readCompoundWorkbook, readMarkupWorkbook, readZippedWorkbook } from './workbook.ts'

/** For a process of its own (`readTables`): a hostile file may take time and memory. @throws Refusal file_refused */
export function parseTables({ name, bytes }: IncomingFile): TableFile {
  if (bytes.length === 0) throw fileRefused(name, 'empty')
  if (bytes.length > fileBytesMost) throw fileRefused(name, 'too_large')
  const sheets = sheetsOf(name, bytes)
  if (sheets.length === 0) throw fileRefused(name, 'nothing_in_it')
  return { sheets }
}

function sheetsOf(name: string, bytes: Uint8Array): readonly Sheet[] {
  if (isZip(bytes)) return readZippedWorkbook(name, bytes)
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return readCompoundWorkbook(name, bytes)
  // PDF, pictures, RAR, 7z, gzip: said before their bytes are taken for letters.
  if (isForeign(bytes)) throw fileRefused(name, 'not_a_table')
  const text = decodeText(name, bytes)
  if (/^\s*</.test(text)) {
    if (!/<(table|Workbook|ss:Workbook)\b/i.test(text) || /<!ENTITY/i.test(text)) throw fileRefused(name, 'not_a_table')
    return readMarkupWorkbook(name, text)
  }
  const rows = readDelimited(name, text)
  return rows.length === 0 ? [] : [{ name: name.replace(/\.[^.]*$/, ''), rows, merged: [] }]
}

const foreign = [
  [0x25, 0x50, 0x44, 0x46],
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x52, 0x61, 0x72, 0x21],
  [0x37, 0x7a, 0xbc, 0xaf],
  [0x1f, 0x8b],
  [0x47, 0x49, 0x46, 0x38],
  [0x7f, 0x45, 0x4c, 0x46],
  [0x4d, 0x5a],
] as const

function isForeign(bytes: Uint8Array): boolean {
  return foreign.some(mark => startsWith(bytes, mark) && bytes.subarray(0, 512).some(byte => byte === 0 || byte > 127))
}

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, at) => bytes[at] === byte)
}
