/** Why a file that somebody brought was not read, in words for the person who chose it. Nothing of such a file is kept. */
import { Refusal } from '@onegrid/domain/kernel/refusal.ts'

/** More than any town's list: 1,500 people × 40 columns are 60,000. */
export const cellsMost = 200_000
export const fileBytesMost = 20 * 1024 * 1024
/** A map of a county is some 10 MB of text; what is larger when unpacked was made to fill a memory. */
export const unpackedBytesMost = 100 * 1024 * 1024

/** Excel's own limit; what is longer is a table that lost a quotation mark, or was made to fill a memory. */
export const cellLettersMost = 32_767

/** Each says what is wrong and what to do about it. */
const sentences = {
  empty: { en: 'the file is empty; save it again and choose it anew', zh: '文件是空的，请重新保存后再选' },
  too_large: {
    en: 'the file is larger than 20 MB; leave pictures out or split it',
    zh: '文件超过 20 MB，请去掉图片或拆小后再试',
  },
  unpacks_too_large: {
    en: 'unpacked, the file is larger than 100 MB; save only what is needed as a new file',
    zh: '文件解压后超过 100 MB，请只留需要的内容另存一份',
  },
  too_many_parts: {
    en: 'the archive holds too many files; pack only those of this list or map',
    zh: '压缩包里的文件太多，请只打包这份表格或地图',
  },
  cut: { en: 'the archive is cut off or damaged; send it again', zh: '压缩包不完整或已损坏，请重新导出或重新发送' },
  encrypted: {
    en: 'the file is locked by a password; save it without one',
    zh: '文件有密码保护，请去掉密码后再存一份',
  },
  not_a_document: {
    en: 'bring a PDF, a picture, or a Word, PowerPoint or Excel file (.docx, .pptx, .xlsx)',
    zh: '请选择 PDF、图片，或 Word、PowerPoint、Excel 文件(.docx、.pptx、.xlsx)',
  },
  macros: {
    en: 'the file carries macros; save it without them, as .docx, .pptx or .xlsx',
    zh: '文件带有宏，请另存为不带宏的 .docx、.pptx 或 .xlsx',
  },
  not_a_table: {
    en: 'this is no Excel or CSV file; save the table as .xlsx or .csv',
    zh: '这不是 Excel 或 CSV 表格，请另存为 .xlsx 或 .csv',
  },
  table_damaged: { en: 'the table cannot be opened; save it again as .xlsx', zh: '表格打不开，请另存为 .xlsx 后再试' },
  too_many_cells: {
    en: 'the table has more than 200,000 cells; delete what does not belong to the list, or split it',
    zh: '表格超过 20 万个单元格，请删去不需要的内容或拆成几份',
  },
  too_many_merges: {
    en: 'the table has more than 20,000 merged cells; undo the merges below the list',
    zh: '表格的合并单元格超过 2 万处，请取消名单以外的合并',
  },
  cell_too_long: {
    en: 'one cell holds more than 32,767 letters; look for a quotation mark that is not closed',
    zh: '有一个单元格超过 32767 个字，请检查是否少了一个引号',
  },
  nothing_in_it: {
    en: 'no row with content was found; check that the right sheet was saved',
    zh: '没有找到有内容的行，请检查保存的是不是这份表',
  },
  encoding_unknown: {
    en: 'the text is neither UTF-8, UTF-16 nor GB18030; save it as one of them',
    zh: '文字编码无法识别，请存为 UTF-8 或 GB18030',
  },
  too_slow: { en: 'reading took too long; split the file', zh: '读取时间过长，请把文件拆小后再试' },
  too_much_memory: { en: 'reading needs too much memory; split the file', zh: '读取占用内存过多，请把文件拆小后再试' },
  map_kind_unknown: {
    en: 'this file holds no grids; bring GeoJSON, a zipped Shapefile, KML, KMZ, Excel or CSV',
    zh: '这种文件里没有网格，请选择 GeoJSON、Shapefile 压缩包、KML、KMZ、Excel 或 CSV 文件',
  },
  other_archive: {
    en: 'this is an archive of another kind (RAR, 7z); unpack it and pack the files as .zip',
    zh: '这是 RAR、7z 之类的压缩包，读不了，请解压后重新打包成 .zip 再选',
  },
  archive_without_map: {
    en: 'the archive holds no map; pack the .shp, .dbf, .shx and .prj of one layer together, and choose an Excel list as it is, unpacked',
    zh: '压缩包里没有地图文件。地图请把同一图层的 .shp、.dbf、.shx、.prj 一起打包；Excel 或 CSV 名单不用打包，直接选',
  },
  picture: {
    en: 'this is a picture, and no borders can be read from it; ask who drew the map for GeoJSON, a zipped Shapefile or KML',
    zh: '这是一张图片，读不出边界。请向制图单位要 GeoJSON、Shapefile 压缩包或 KML；没有的话先导入名单，再在图上画',
  },
  drawing: {
    en: 'this is a CAD drawing (DWG, DXF); have it exported as a Shapefile or GeoJSON with longitude and latitude',
    zh: '这是 CAD 图（DWG、DXF），请制图单位导出成带经纬度的 Shapefile 或 GeoJSON',
  },
  web_page: {
    en: 'this is a web page, most likely because the download needed a sign-in; download the file again',
    zh: '这是一个网页，多半是下载时没有登录，请重新下载文件',
  },
  shapefile_unpacked: {
    en: 'this is one file of a Shapefile; pack the .shp, .dbf, .shx and .prj of the same name as one .zip',
    zh: '这只是 Shapefile 的一个文件，请把同名的 .shp、.dbf、.shx、.prj 一起打包成 .zip 再选',
  },
  headings_only: {
    en: 'the table has headings and no row below them; write one grid a row',
    zh: '表里只有标题，下面没有内容，请每个网格填一行',
  },
  not_geojson: {
    en: 'this is JSON but not GeoJSON; choose GeoJSON as the format when exporting',
    zh: '这是 JSON 文件，但不是 GeoJSON，请在导出时选 GeoJSON 格式',
  },
  no_grids: {
    en: 'the file holds no grid at all; check that the right layer was exported, with its outlines and not only a link to them',
    zh: '文件是空的，一个网格也没有，请检查导出的是不是这个图层、图形有没有一起导出',
  },
  json_damaged: { en: 'this is no well-formed GeoJSON; export it again', zh: '这不是完整的 GeoJSON 文件，请重新导出' },
  too_deep: { en: 'the file is nested too deep; export it again as a plain list', zh: '文件嵌套层数过多，请重新导出' },
  no_shapes: {
    en: 'the file holds only points or lines; export the grids as areas (polygons)',
    zh: '文件里只有点或线，围不成网格，请把网格按“面”导出',
  },
  too_many_shapes: { en: 'the file has more than 5,000 areas; split it', zh: '文件超过 5000 个面，请拆成几份' },
  too_many_corners: {
    en: 'the outlines have more than 1,000,000 corners; simplify them or split the file',
    zh: '轮廓的拐点超过 100 万个，请先简化轮廓或拆成几份',
  },
  xml_damaged: { en: 'this is no well-formed KML; export it again', zh: '这不是完整的 KML 文件，请重新导出' },
  xml_entities: {
    en: 'the file defines entities of its own, which is not read; export it without them',
    zh: '文件自带实体定义，不予读取，请重新导出',
  },
  shapefile_parts_missing: {
    en: 'the archive needs the .shp and the .dbf of one layer, with the same name; pack both, and the .prj if there is one',
    zh: '压缩包里要有同一图层、同名的 .shp 和 .dbf，缺了一个。请一起打包，有 .prj 也放进去',
  },
  shapefile_damaged: {
    en: 'the Shapefile is damaged; export it and pack all of its files again',
    zh: 'Shapefile 文件已损坏，请重新导出并打包全部文件',
  },
} as const
export type FileRule = keyof typeof sentences

/** @param file the name that the file has on the person's machine */
export function fileRefused(file: string, rule: FileRule): Refusal {
  const { en, zh } = sentences[rule]
  return new Refusal('file_refused', { file: file.slice(0, 100), rule, expected: en, expectedZh: zh })
}
