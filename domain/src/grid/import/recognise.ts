/** What a source probably is; the person sees it in words and changes what is not so. */
import type { GridLevel } from '../grid.ts'
import { levelOfCode, levelOfName } from './official-name.ts'
import type { ColumnChoice, ImportSource, SourceColumn, SourceLevel, SourceSettings } from './source.ts'

const headings: Readonly<Record<SourceColumn, RegExp>> = {
  code: /代码|编码|区划|代号|^(code|gridcode|xzqdm|zldwdm|qhdm|bm|dm)$|_?code$/i,
  // 村(社区), 村居, 村(居)委会, 所在村: towns write the village of a group in many ways.
  parent:
    /所属|所在|归属|上级|隶属|行政村|^(村|社区|村居|村社区|村\/社区|村、社区|村或社区|村\(居\)|村\(社区\)|社区\(村\)|村\(社\))(级|委|委会|委员会|民委员会|名|名称|编码|代码)*$|^(parent|parentname|parentcode|village|parent_.*)$/i,
  level: /级别|层级|等级|^(level|grade)$/i,
  localNames: /自然村|俗称|别名|又称|^(localnames?|alias)$/i,
  name: /名称|村名|组名|小组|网格|名$|^(name|gridname|xzqmc|zldwmc|mc)$|_?name$/i,
}

/** People's columns are no grids' names: 姓名 ends like 组名. */
const ofPeople = /姓名|人员|负责人|联系|网格员|网格长|组长|电话|人数|户数/

/** Full-width brackets and letters, and spaces between characters, say nothing. */
export function headingKey(heading: string): string {
  return heading.normalize('NFKC').replace(/\s+/g, '')
}

/** A heading tells most; where none is told, what stands in the column does. */
export function recogniseColumns({ columns, rows }: Pick<ImportSource, 'columns' | 'rows'>): ColumnChoice {
  const sample = rows.slice(0, 200)
  const share = (column: number, fits: (value: string) => boolean) => {
    const filled = sample.map(row => row.values[column] ?? '').filter(value => value !== '')
    return filled.length === 0 ? 0 : filled.filter(fits).length / filled.length
  }
  const taken = new Set<number>()
  const choice: { -readonly [C in SourceColumn]?: number } = {}
  const take = (which: SourceColumn, worth: (column: number, heading: string) => number) => {
    let best = 0.5
    columns.forEach((heading, column) => {
      if (taken.has(column)) return
      const points = worth(column, headingKey(heading))
      if (points <= best) return
      best = points
      choice[which] = column
    })
    if (choice[which] !== undefined) taken.add(choice[which])
  }
  const isCode = (value: string) => levelOfCode(value) !== undefined
  const isName = (value: string) => levelOfName(value) !== undefined && !isCode(value)
  const isUpper = (heading: string) =>
    /上级|所属|所在|归属|隶属|parent/i.test(heading) || (headings.parent.test(heading) && /编码|代码/.test(heading))
  take('code', (column, heading) =>
    isUpper(heading) ? 0 : share(column, isCode) * 2 + (headings.code.test(heading) ? 1 : 0),
  )
  // A parent column says so; a second column of names beside the first one is one, too.
  take('parent', (_, heading) => (headings.parent.test(heading) ? 2 - (/编码|代码|code/i.test(heading) ? 0.1 : 0) : 0))
  take('level', (column, heading) =>
    headings.level.test(heading) && share(column, value => levelOfWord(value) !== undefined) > 0.9 ? 2 : 0,
  )
  take('localNames', (_, heading) => (headings.localNames.test(heading) ? 2 : 0))
  take('name', (column, heading) =>
    ofPeople.test(heading) ? 0 : (headings.name.test(heading) ? 1 : 0) + share(column, isName) * 1.2,
  )
  if (choice.name === undefined && choice.parent !== undefined && share(choice.parent, isName) > 0.5) {
    // The only column of names is the name itself, whatever its heading says.
    choice.name = choice.parent
    delete choice.parent
  }
  return choice
}

export function recogniseLevel({ rows }: Pick<ImportSource, 'rows'>, columns: ColumnChoice): SourceLevel {
  const levels = rows.map(row => levelOfRow(row.values, columns))
  const known = levels.filter(level => level !== undefined)
  const first = known[0]
  if (first !== undefined && known.every(level => level === first)) return first
  return 'auto'
}

/** What the row says in a column of its own; else its code; else its name. */
export function levelOfRow(values: readonly string[], { level, code, name }: ColumnChoice): GridLevel | undefined {
  const said = (column: number | undefined) => (column === undefined ? '' : (values[column] ?? '').trim())
  return levelOfWord(said(level)) ?? levelOfCode(said(code)) ?? levelOfName(said(name))
}

function levelOfWord(word: string): GridLevel | undefined {
  if (/^(large|大网格|大|镇|县|一级)$/i.test(word)) return 'large'
  if (/^(medium|中网格|中|村|社区|二级)$/i.test(word)) return 'medium'
  return /^(small|小网格|小|组|三级)$/i.test(word) ? 'small' : undefined
}

/** Where degrees fit China only the other way round, latitude stands first. */
export function recogniseSwapped({ rows }: Pick<ImportSource, 'rows'>): boolean {
  let straight = 0
  let swapped = 0
  for (const { shape } of rows.slice(0, 50)) {
    const place = shape?.type === 'Polygon' ? shape.coordinates[0]?.[0] : shape?.coordinates[0]?.[0]?.[0]
    if (place === undefined) continue
    if (isInChina(place[0], place[1])) straight++
    else if (isInChina(place[1], place[0])) swapped++
  }
  return swapped > straight
}

function isInChina(lon: number, lat: number): boolean {
  return lon >= 73 && lon <= 136 && lat >= 3 && lat <= 54
}

export function recognise(source: ImportSource): SourceSettings {
  const columns = recogniseColumns(source)
  const drawn = source.rows.some(row => row.shape !== undefined)
  return {
    ...(source.said === undefined ? (drawn ? {} : { system: 'wgs84' as const }) : { system: source.said }),
    swapped: recogniseSwapped(source),
    level: recogniseLevel(source, columns),
    columns,
    leftOut: [],
  }
}
