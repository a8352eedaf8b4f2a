/** From a spreadsheet as it was typed to rows of people: merged cells undone, title, heading, sections and totals set aside. */
import { type Cell, textOf, tight } from './cells.ts'
import { type Column, fieldByTitle, type KnownWords, recogniseColumns } from './columns.ts'

/** Lines as the spreadsheet counts them, from 1; columns from 0; ends included. */
export type Merge = { readonly top: number; readonly left: number; readonly bottom: number; readonly right: number }
export type RawRow = { readonly line: number; readonly cells: readonly Cell[] }
export type RawSheet = {
  readonly name: string
  /** Rows without content may be missing. */
  readonly rows: readonly RawRow[]
  readonly merges: readonly Merge[]
}

export type Sheet = {
  readonly at: number
  readonly name: string
  /** What stands above the heading. */
  readonly title: string
  readonly columns: readonly Column[]
  /** A sheet in which no name was found is not a list of people. */
  readonly used: boolean
  /** Where the list has no column for it: the post or village that the sheet's own name or title says. */
  readonly post?: string
  readonly village?: string
}
export type ListRow = {
  readonly sheet: number
  /** As the spreadsheet counts, from 1. */
  readonly line: number
  /** By column; what is never kept is empty. */
  readonly cells: readonly string[]
  /** The heading in the middle of the list under which it stands: 一、东瑶村. */
  readonly section?: string
}
export type PeopleList = {
  readonly sheets: readonly Sheet[]
  readonly rows: readonly ListRow[]
  /** Titles, totals, remarks and repeated headings: counted, so that nobody wonders. */
  readonly setAside: number
}

/** More than a town has; a longer list is another list. */
export const rowsMost = 5000
const columnsMost = 40
const headingWithin = 20

export function readList(raw: readonly RawSheet[], known: KnownWords): PeopleList {
  const parts = raw.map((sheet, at) => readSheet(sheet, at, known))
  return {
    sheets: parts.map(part => part.sheet),
    rows: parts.flatMap(part => part.rows),
    setAside: parts.reduce((sum, part) => sum + part.setAside, 0),
  }
}

type Part = { readonly sheet: Sheet; readonly rows: readonly ListRow[]; readonly setAside: number }

function readSheet(raw: RawSheet, at: number, known: KnownWords): Part {
  const grid = raw.rows.map(({ cells }) =>
    Array.from({ length: Math.min(cells.length, columnsMost) }, (_, column) => textOf(cells[column])),
  )
  const merges = mergesByRow(raw).filter(({ left }) => left < columnsMost)
  undoMerges(grid, merges)
  const width = grid.reduce((most, row) => Math.max(most, row.length), 0)
  const heading = findHeading(grid, merges)
  const first = heading === undefined ? 0 : heading.to + 1
  const lines = (column: number) =>
    heading === undefined ? [] : grid.slice(heading.from, heading.to + 1).map(row => row[column] ?? '')
  const wide = merges.filter(merge => merge.right - merge.left >= 2)
  const title = grid
    .slice(0, heading?.from ?? 0)
    .map(row => row.find(cell => cell !== '') ?? '')
    .filter(Boolean)
    .join(' ')
    .slice(0, 200)
  const heads = heading === undefined ? '' : tight(grid[heading.to]!.join('|'))
  const rows: ListRow[] = []
  let section: string | undefined
  let setAside = first
  for (let line = first; line < grid.length; line += 1) {
    const cells = grid[line]!
    const kind = kindOf(
      cells,
      heads,
      wide.some(merge => merge.top === line),
    )
    if (kind === 'section') section = cells.find(cell => cell !== '')
    if (kind === 'person')
      rows.push({ sheet: at, line: raw.rows[line]!.line, cells, ...(section === undefined ? {} : { section }) })
    else if (kind !== 'empty') setAside += 1
  }
  const columns = recogniseColumns(
    Array.from({ length: width }, (_, column) => ({
      at: column,
      lines: lines(column),
      cells: rows.map(row => row.cells[column] ?? ''),
    })),
    known,
  )
  const has = (field: Column['field']) => columns.some(column => column.field === field)
  const hidden = new Set(columns.filter(column => column.field === 'private').map(column => column.at))
  const words = [raw.name, ...title.split(/[\s,、()]+/)].map(tight).filter(Boolean)
  const post = has('post') || has('tick') ? undefined : said(words, known.isPost)
  const village = has('village') || has('place') ? undefined : said(words, known.isVillage)
  const used = has('name') && rows.length > 0
  return {
    sheet: {
      at,
      name: textOf(raw.name).slice(0, 60),
      title,
      columns: columns.filter(column => column.title !== '' || column.field !== 'unused'),
      used,
      ...(post === undefined ? {} : { post }),
      ...(village === undefined ? {} : { village }),
    },
    rows: rows.map(row => ({ ...row, cells: row.cells.map((cell, column) => (hidden.has(column) ? '' : cell)) })),
    setAside,
  }
}

/** 东瑶村党员中心户花名册 says the post and the village in one breath. */
function said(words: readonly string[], is: (text: string) => boolean): string | undefined {
  const bare = words.map(word =>
    word.replace(/(?:花?名册|名单|一览表|登记表|汇总表|信息表|人员表|统计表|台账|表)$/, ''),
  )
  for (const word of bare) {
    if (is(word)) return word
    for (let from = 0; from < word.length; from += 1)
      for (let to = word.length; to >= from + 2; to -= 1) if (is(word.slice(from, to))) return word.slice(from, to)
  }
  return undefined
}

/** The same ranges in rows of the list instead of lines of the file. */
function mergesByRow({ rows, merges }: RawSheet): readonly Merge[] {
  const rowOf = new Map(rows.map((row, at) => [row.line, at]))
  return merges.flatMap(merge => {
    const top = rowOf.get(merge.top)
    if (top === undefined) return []
    let bottom = top
    while (bottom + 1 < rows.length && rows[bottom + 1]!.line <= merge.bottom) bottom += 1
    return [{ ...merge, top, bottom }]
  })
}

/** What was merged stands in each of its cells, so that a village that runs down belongs to every row. */
function undoMerges(grid: string[][], merges: readonly Merge[]): void {
  let filled = 0
  for (const { top, left, bottom, right } of merges) {
    const text = grid[top]?.[left] ?? ''
    if (text === '') continue
    for (let row = top; row <= Math.min(bottom, grid.length - 1); row += 1)
      for (let column = left; column <= Math.min(right, columnsMost - 1); column += 1) {
        const cells = grid[row]!
        while (cells.length <= column) cells.push('')
        if (cells[column] === '') cells[column] = text
        // A file may claim merges over everything; a list of people never has more cells than this.
        filled += 1
        if (filled > rowsMost * columnsMost) return
      }
  }
}

type Heading = { readonly from: number; readonly to: number }

/** The line (or two, three merged lines) whose words name most columns, a name among them. */
function findHeading(grid: readonly (readonly string[])[], merges: readonly Merge[]): Heading | undefined {
  let best: (Heading & { readonly named: number }) | undefined
  for (let from = 0; from < Math.min(grid.length, headingWithin); from += 1) {
    // What runs down from the line above belongs to a heading that began there.
    if (merges.some(merge => merge.top < from && merge.bottom >= from && merge.right - merge.left < 4)) continue
    const tall = merges
      .filter(merge => merge.top === from && merge.right - merge.left < 4)
      .reduce((most, merge) => Math.max(most, merge.bottom - from), 0)
    const heights = tall > 0 && tall <= 2 ? [tall] : [0, 1]
    for (const height of heights) {
      const to = from + height
      if (to >= grid.length) continue
      const named = namedBy(grid.slice(from, to + 1))
      if (named === undefined || named < 2) continue
      const lower = best === undefined || named > best.named || (named === best.named && height < best.to - best.from)
      if (lower) best = { from, to, named }
    }
  }
  return best && { from: best.from, to: best.to }
}

function namedBy(lines: readonly (readonly string[])[]): number | undefined {
  const width = Math.max(...lines.map(line => line.length))
  // A line of people under a heading of one line must not count as its second.
  if (lines.length > 1 && lines.at(-1)!.some(cell => /\d{5,}/.test(cell))) return undefined
  const found = new Set<string>()
  for (let column = 0; column < width; column += 1) {
    const field = fieldByTitle(lines.map(line => line[column] ?? ''))
    if (field !== undefined) found.add(field)
  }
  return found.has('name') ? found.size : undefined
}

const totals =
  /^(?:合计|总计|小计|共计|汇总|总人数|填表|制表|填报|审核|经办|负责人签|单位负责人|联系人|备注[::]|注[::]|说明[::]|注明|以上|第.{1,3}页)/

function kindOf(cells: readonly string[], heads: string, wide: boolean): 'person' | 'section' | 'beside' | 'empty' {
  const filled = cells.filter(cell => cell !== '')
  if (filled.length === 0) return 'empty'
  const distinct = [...new Set(filled)]
  // Lists come with their lines numbered far beyond the last name.
  if (distinct.every(cell => /^\d{1,4}$/.test(cell)) && distinct.length === 1) return 'empty'
  if (totals.test(tight(distinct.find(cell => !/^\d{1,4}$/.test(cell)) ?? ''))) return 'beside'
  if (heads !== '' && tight(cells.join('|')) === heads) return 'beside'
  if (distinct.length === 1) {
    const text = tight(distinct[0]!)
    if (/^[一二三四五六七八九十]+[、.]|^\([一二三四五六七八九十]+\)/.test(text)) return 'section'
    if (wide || /(?:村|社区|居委会|村委会)$/.test(text)) return 'section'
  }
  return 'person'
}
