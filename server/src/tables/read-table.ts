/**
 * Tables that people bring: .xlsx, .xls, CSV and other delimited text. Nobody's file stops the others: it is read beside
 * the event loop, within a time and a memory.
 */
import { fileBytesMost, fileRefused } from './file-refused.ts'
import { readAside } from './read-aside.ts'
import type { IncomingFile, TableFile } from './table.ts'

/** @throws Refusal file_refused with the file's name, a rule and a sentence in both languages */
export async function readTables({ name, bytes }: IncomingFile): Promise<TableFile> {
  if (bytes.length > fileBytesMost) throw fileRefused(name, 'too_large')
  return readAside<TableFile>(new URL('./parse-table.ts', import.meta.url), 'parseTables', { name, bytes })
}
