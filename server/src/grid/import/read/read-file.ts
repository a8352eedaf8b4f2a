/** From bytes to sources: rows with values and shapes as the file has them. Runs beside the event loop (`readAside`). */
import { decodeText } from '../../../tables/decode-text.ts'
import { fileBytesMost, fileRefused } from '../../../tables/file-refused.ts'
import { parseTables } from '../../../tables/parse-table.ts'
import type { IncomingFile } from '../../../tables/table.ts'
import { isZip, unpack } from '../../../tables/unpack.ts'
import { foreignRule, isOldDocument } from './foreign.ts'
import { type FoundSource, rowsMost } from './found-source.ts'
import { readGeoJson } from './geojson.ts'
import { readKml } from './kml.ts'
import { readShapefiles } from './shapefile.ts'
import { sourceOfSheet } from './sheet.ts'

export const cornersMost = 1_000_000

/** @throws Refusal file_refused */
export async function readMapFile({ name, bytes }: IncomingFile): Promise<readonly FoundSource[]> {
  if (bytes.length === 0) throw fileRefused(name, 'empty')
  if (bytes.length > fileBytesMost) throw fileRefused(name, 'too_large')
  const sources = await sourcesOf(name, bytes)
  if (sources.every(source => source.rows.length === 0)) {
    const skipped = sources.some(source => source.skipped > 0)
    const table = sources.every(source => source.kind === 'table')
    throw fileRefused(name, skipped ? 'no_shapes' : table ? 'headings_only' : 'no_grids')
  }
  demandFew(name, sources)
  return sources.filter(source => source.rows.length > 0)
}

async function sourcesOf(name: string, bytes: Uint8Array): Promise<readonly FoundSource[]> {
  if (isZip(bytes)) return sourcesOfArchive(name, bytes)
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) {
    if (isOldDocument(bytes)) throw fileRefused(name, 'map_kind_unknown')
    return sheetsOf(name, bytes)
  }
  const foreign = foreignRule(name, bytes)
  if (foreign !== undefined) throw fileRefused(name, foreign)
  // What begins with a bracket is JSON, what begins with an angle bracket XML or a page with a table.
  const start = decodeStart(bytes)
  if (/^\s*[[{]/.test(start)) return readGeoJson(name, decodeText(name, bytes))
  if (/^\s*</.test(start)) {
    const text = decodeText(name, bytes)
    if (/^\s*<(!doctype\s+html|html)\b/i.test(text) && !/<table\b/i.test(text)) throw fileRefused(name, 'web_page')
    if (/<(kml|Placemark)\b/i.test(text) || /\.kml$/i.test(name)) return readKml(name, text)
    if (!/<(table|Workbook)\b/i.test(text)) throw fileRefused(name, 'map_kind_unknown')
  }
  return sheetsOf(name, bytes)
}

async function sourcesOfArchive(name: string, bytes: Uint8Array): Promise<readonly FoundSource[]> {
  const isMap = (part: string) =>
    /\.(shp|shx|dbf|prj|cpg|kml|geojson|json)$/i.test(part) && !/(^|\/)(__MACOSX|\.)/.test(part)
  let isWorkbook = false
  const parts = unpack(name, bytes, part => {
    isWorkbook ||= /(^|\/)workbook\.xml$|^content\.xml$/i.test(part)
    return isMap(part)
  })
  if (parts.some(part => /\.(shp|dbf)$/i.test(part.name))) return readShapefiles(name, parts)
  const kml = parts.filter(part => /\.kml$/i.test(part.name))
  if (kml.length > 0) return kml.flatMap(part => readKml(name, decodeText(name, part.bytes)))
  const json = parts.filter(part => /\.(geo)?json$/i.test(part.name))
  if (json.length > 0) return json.flatMap(part => readGeoJson(name, decodeText(name, part.bytes)))
  if (!isWorkbook) throw fileRefused(name, /\.(docx|pptx)$/i.test(name) ? 'map_kind_unknown' : 'archive_without_map')
  return sheetsOf(name, bytes)
}

function sheetsOf(name: string, bytes: Uint8Array): readonly FoundSource[] {
  const { sheets } = parseTables({ name, bytes })
  return sheets.map(sheet => sourceOfSheet(name, sheet, sheets.length > 1))
}

function decodeStart(bytes: Uint8Array): string {
  const start = bytes.subarray(0, 200)
  const wide = start[0] === 0xff || start[0] === 0xfe
  return new TextDecoder(wide ? (start[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8').decode(start)
}

function demandFew(name: string, sources: readonly FoundSource[]): void {
  let rows = 0
  let corners = 0
  for (const source of sources)
    for (const { shape } of source.rows) {
      rows++
      if (shape === undefined) continue
      const polygons = shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates
      for (const rings of polygons) for (const ring of rings) corners += ring.length
    }
  if (rows > rowsMost) throw fileRefused(name, 'too_many_shapes')
  if (corners > cornersMost) throw fileRefused(name, 'too_many_corners')
}
