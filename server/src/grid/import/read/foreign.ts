/** Files that are no grids, known by their first bytes: said before their bytes are taken for letters. */
import type { FileRule } from '../../../tables/file-refused.ts'

const marks: readonly (readonly [FileRule, ...(readonly number[])])[] = [
  ['other_archive', 0x52, 0x61, 0x72, 0x21], // Rar!
  ['other_archive', 0x37, 0x7a, 0xbc, 0xaf], // 7z
  ['other_archive', 0x1f, 0x8b], // gzip
  ['picture', 0x89, 0x50, 0x4e, 0x47], // PNG
  ['picture', 0xff, 0xd8, 0xff], // JPEG
  ['picture', 0x47, 0x49, 0x46, 0x38], // GIF
  ['picture', 0x52, 0x49, 0x46, 0x46], // RIFF, of which WebP is one
  ['picture', 0x49, 0x49, 0x2a, 0x00], // TIFF
  ['picture', 0x4d, 0x4d, 0x00, 0x2a],
  ['drawing', 0x41, 0x43, 0x31, 0x30], // AC10…: DWG
  ['map_kind_unknown', 0x25, 0x50, 0x44, 0x46], // PDF
  ['map_kind_unknown', 0x4d, 0x5a],
  ['map_kind_unknown', 0x7f, 0x45, 0x4c, 0x46],
  ['shapefile_unpacked', 0x00, 0x00, 0x27, 0x0a], // .shp and .shx
]

export function foreignRule(name: string, bytes: Uint8Array): FileRule | undefined {
  const mark = marks.find(([, ...first]) => first.every((byte, at) => bytes[at] === byte))
  if (mark !== undefined) return mark[0]
  if (/\.(shp|shx|dbf|prj|cpg|sbn|sbx)$/i.test(name)) return 'shapefile_unpacked'
  if (/\.(dxf|dwg)$/i.test(name)) return 'drawing'
  if (bytes[0] === 0x42 && bytes[1] === 0x4d && bytes.subarray(0, 64).includes(0)) return 'picture' // BMP
  return undefined
}

/** Old Office files are archives of one kind; a letter is no table. */
export function isOldDocument(bytes: Uint8Array): boolean {
  const text = new TextDecoder('latin1').decode(bytes)
  const wide = (word: string) => text.includes([...word].join('\0'))
  return (wide('WordDocument') || wide('PowerPoint Document')) && !wide('Workbook')
}
