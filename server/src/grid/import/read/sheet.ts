/** A sheet as towns keep it: a title over the headings, cells merged over several rows, a sum at the end. */
import { headingKey } from '@onegrid/domain/grid/import/recognise.ts'
import type { Cell, Sheet, TableRow } from '../../../tables/table.ts'
import { keepable } from './features.ts'
import type { FoundSource } from './found-source.ts'

const headingWord = /名称|编码|代码|区划|村|组|网格|社区|上级|所属|^(name|code|parent|level|kind)/i
const onlyHeading =
  /^(村|社区|村居|行政村|村委会|村\(社区\)|村\(居\)|所属村|网格|小组|村民小组)(名|名称)?$|^(名称|name)$/i
/** Titles and notes stand above the headings, rarely more than a handful. */
const headingWithin = 20

export function sourceOfSheet(file: string, { name, rows, merged }: Sheet, isOneOfMany: boolean): FoundSource {
  const heading = rows.slice(0, headingWithin).find(isHeading)
  const width = rows.reduce((most, row) => Math.max(most, row.cells.length), 0)
  const columns = Array.from({ length: Math.min(width, 100) }, (_, column) => {
    const written = heading === undefined ? '' : textOf(heading.cells[column])
    return (written || letters(column)).slice(0, 100)
  })
  const body = heading === undefined ? rows : rows.slice(rows.indexOf(heading) + 1)
  const valueAbove = new Map<string, Cell>()
  for (const { fromRow, toRow, fromColumn } of merged) {
    if (toRow === fromRow) continue
    const value = rows.find(row => row.number === fromRow)?.cells[fromColumn]
    // A merged range of a million rows is a frame around nothing.
    for (let row = fromRow; row <= Math.min(toRow, fromRow + 1000); row++) valueAbove.set(`${row} ${fromColumn}`, value)
  }
  const valued = body.map(({ number, cells }) => ({
    number,
    values: columns.map((_, column) => textOf(cells[column] ?? valueAbove.get(`${number} ${column}`)).slice(0, 500)),
  }))
  return {
    file,
    kind: 'table',
    columns,
    rows: valued.filter(({ values }) => !isSum(values)),
    skipped: 0,
    ...(isOneOfMany ? { layer: name.slice(0, 60) } : {}),
  }
}

/** A row of words, of which at least one is a heading that we know, and none is a long number. */
function isHeading({ cells }: TableRow): boolean {
  const words = cells.map(textOf).filter(word => word !== '')
  // A list of names alone has one heading; a village's name is no heading.
  if (words.length === 1) return onlyHeading.test(headingKey(words[0] ?? ''))
  if (words.some(word => /^\d{6,}$/.test(word))) return false
  const known = words.filter(word => headingWord.test(word) && word.length <= 12)
  return known.length > 0 && !words.some(word => /.(村民委员会|居民委员会)$/.test(word))
}

function isSum(values: readonly string[]): boolean {
  return values.some(value => /^(合计|总计|小计)[::]?$/.test(value.replace(/\s/g, '')))
}

function textOf(cell: Cell): string {
  if (cell === undefined) return ''
  if (cell instanceof Date) return cell.toISOString().slice(0, 10)
  if (typeof cell === 'number') return Number.isSafeInteger(cell) ? cell.toFixed(0) : String(cell)
  // A mark that keeps Excel from taking a text for a formula.
  return keepable(cell)
    .replace(/^'(?=[=+\-@])/, '')
    .trim()
}

function letters(column: number): string {
  return column < 26
    ? String.fromCharCode(65 + column)
    : `${letters(Math.floor(column / 26) - 1)}${String.fromCharCode(65 + (column % 26))}`
}
