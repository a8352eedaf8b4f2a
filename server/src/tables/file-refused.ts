/** Why a file that somebody brought was not read, in words for the person who chose it. Nothing of such a file is kept. */
import { Refusal } from '@onegrid/domain/kernel/refusal.ts'

/** More than any town's list: 1,500 people × 40 columns are 60,000. */
export const cellsMost = 200_000
export const fileBytesMost = 20 * 1024 * 1024
/** A map of a county is some 10 MB of text; what is larger when unpacked was made to fill a memory. */
export const unpackedBytesMost = 100 * 1024 * 1024

const sentences = {
  empty: { en: 'the file is empty', zh: '文件是空的' },
  too_large: { en: 'the file is larger than 20 MB', zh: '文件超过 20 MB' },
  unpacks_too_large: { en: 'unpacked, the file is larger than 100 MB', zh: '文件解压后超过 100 MB' },
  too_many_parts: { en: 'the archive holds too many files', zh: '压缩包里的文件太多' },
  cut: { en: 'the archive is cut off or damaged; send it again', zh: '压缩包不完整或已损坏,请重新导出或重新发送' },
  encrypted: { en: 'the file is locked by a password; save it without one', zh: '文件有密码保护,请去掉密码后再存一份' },
  not_a_table: { en: 'this is no Excel or CSV file', zh: '这不是 Excel 或 CSV 表格' },
  table_damaged: { en: 'the table cannot be opened; save it again as .xlsx', zh: '表格打不开,请另存为 .xlsx 后再试' },
  too_many_cells: { en: 'the table has more than 200,000 cells', zh: '表格超过 20 万个单元格' },
  nothing_in_it: { en: 'no row with content was found', zh: '没有找到有内容的行' },
  encoding_unknown: {
    en: 'the text is neither UTF-8, UTF-16 nor GB18030',
    zh: '文字编码无法识别,请存为 UTF-8 或 GB18030',
  },
  too_slow: { en: 'reading took too long; split the file', zh: '读取时间过长,请把文件拆小后再试' },
  too_much_memory: { en: 'reading needs too much memory; split the file', zh: '读取占用内存过多,请把文件拆小后再试' },
  map_kind_unknown: {
    en: 'bring GeoJSON, a zipped Shapefile, KML, KMZ, Excel or CSV',
    zh: '请选择 GeoJSON、Shapefile 压缩包、KML、KMZ、Excel 或 CSV 文件',
  },
  json_damaged: { en: 'this is no well-formed GeoJSON', zh: '这不是完整的 GeoJSON 文件' },
  too_deep: { en: 'the file is nested too deep', zh: '文件嵌套层数过多' },
  no_shapes: { en: 'no areas were found in the file', zh: '文件里没有找到面状图形' },
  too_many_shapes: { en: 'the file has more than 5,000 areas', zh: '文件超过 5000 个面' },
  too_many_corners: { en: 'the outlines have more than 1,000,000 corners', zh: '轮廓的拐点超过 100 万个' },
  xml_damaged: { en: 'this is no well-formed KML', zh: '这不是完整的 KML 文件' },
  xml_entities: { en: 'the file defines entities of its own, which is not read', zh: '文件自带实体定义,不予读取' },
  shapefile_parts_missing: {
    en: 'the archive needs the .shp and the .dbf of one layer',
    zh: '压缩包里要有同一图层的 .shp 和 .dbf',
  },
  shapefile_damaged: { en: 'the Shapefile is damaged', zh: 'Shapefile 文件已损坏' },
} as const
export type FileRule = keyof typeof sentences

/** @param file the name that the file has on the person's machine */
export function fileRefused(file: string, rule: FileRule): Refusal {
  const { en, zh } = sentences[rule]
  return new Refusal('file_refused', { file: file.slice(0, 100), rule, expected: en, expectedZh: zh })
}
