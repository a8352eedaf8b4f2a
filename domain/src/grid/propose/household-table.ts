/**
 * Household points or figures by group, as they stand in a town's table. Only places and counts are taken; names,
 * addresses and whatever else such a table holds are not looked at.
 */

import { type CoordinateSystem, toWgs84 } from '../../kernel/place.ts'
import { demand, Refusal } from '../../kernel/refusal.ts'
import type { HouseholdPoint } from '../division/compare.ts'
import { headingKey } from '../import/recognise.ts'
import type { GridTree } from '../tree.ts'
import { mostPoints } from './wishes.ts'

export type TableCell = string | number | undefined
export type GroupFigure = { readonly gridId: string; readonly households: number; readonly people: number }

export const leftOutReasons = [
  'no_place',
  'place_wrong',
  'village_unknown',
  'group_unknown',
  'no_number',
  'number_wrong',
] as const
export type LeftOutReason = (typeof leftOutReasons)[number]
/** A row that is not taken in: its number in the file, and why; nothing of what stands in it is kept. */
export type LeftOutRow = { readonly row: number; readonly reason: LeftOutReason }

/** With its number in the file, as whoever mends it sees it. */
export type TableLine = { readonly number: number; readonly cells: readonly TableCell[] }

export type ReadHouseholds =
  | { readonly kind: 'points'; readonly points: readonly HouseholdPoint[]; readonly leftOut: readonly LeftOutRow[] }
  | { readonly kind: 'figures'; readonly figures: readonly GroupFigure[]; readonly leftOut: readonly LeftOutRow[] }

const columnWords = {
  lon: /^(lon|lng|long|longitude|x|经度|东经)$/i,
  lat: /^(lat|latitude|y|纬度|北纬)$/i,
  households: /^(households?|户数|住户数?|总户数|家庭户数)$/i,
  people: /^(people|persons?|population|人口数?|人数|总人口|常住人口)$/i,
  code: /^(code|网格编码|网格编号|编码|代码)$/i,
  village: /^(village|村|村居|行政村|所属村|村名|村委会|所在村|所属村居|(所属|所在)?村\(社区\)|村\(居\))$/i,
  group: /^(group|组|小组|村民小组|所属组|网格|小网格)$/i,
} as const
type Column = keyof typeof columnWords

/** A heading may have lines above it: the title, the date. */
const headingWithin = 20

/** @throws Refusal field_invalid (which columns are missing), too_large */
export function readHouseholdTable(
  rows: readonly TableLine[],
  source: CoordinateSystem,
  tree: GridTree,
): ReadHouseholds {
  for (const [at, { cells }] of rows.slice(0, headingWithin).entries()) {
    const columns = columnsOf(cells)
    if (columns.lon !== undefined && columns.lat !== undefined) return pointsOf(rows.slice(at + 1), columns, source)
    const named = columns.code !== undefined || (columns.village !== undefined && columns.group !== undefined)
    if (named && columns.households !== undefined) return figuresOf(rows.slice(at + 1), columns, tree)
  }
  throw new Refusal('field_invalid', {
    pointer: '/file',
    expected: 'columns lon, lat, households, people — or village, group, households, people',
    expectedZh: '表头须有“经度、纬度、户数、人口”，或“村、组、户数、人口”',
  })
}

function columnsOf(row: readonly TableCell[]): { readonly [each in Column]?: number } {
  const found: { [each in Column]?: number } = {}
  row.forEach((cell, at) => {
    const text = headingKey(String(cell ?? ''))
    for (const column of Object.keys(columnWords) as Column[])
      if (found[column] === undefined && columnWords[column].test(text)) found[column] = at
  })
  return found
}

type Columns = ReturnType<typeof columnsOf>

function pointsOf(rows: readonly TableLine[], columns: Columns, source: CoordinateSystem): ReadHouseholds {
  const points: HouseholdPoint[] = []
  const leftOut: LeftOutRow[] = []
  for (const { number, cells } of rows) {
    const point = pointFrom(
      {
        lon: cells[columns.lon!],
        lat: cells[columns.lat!],
        households: at(cells, columns.households),
        people: at(cells, columns.people),
      },
      source,
    )
    if (typeof point === 'string') leftOut.push({ row: number, reason: point })
    else points.push(point)
  }
  return { kind: 'points', points: demandSome(points), leftOut }
}

/** A place without a number of households is a building: it counts as one. */
export function pointFrom(
  said: { readonly lon: unknown; readonly lat: unknown; readonly households: unknown; readonly people: unknown },
  source: CoordinateSystem,
): HouseholdPoint | LeftOutReason {
  const [lon, lat] = [numberOf(said.lon), numberOf(said.lat)]
  if (lon === undefined || lat === undefined) return isEmpty(said.lon) || isEmpty(said.lat) ? 'no_place' : 'place_wrong'
  if (lon === 0 && lat === 0) return 'no_place'
  const households = countOf(said.households, 1, 100_000)
  const people = countOf(said.people, 0, 1_000_000)
  if (households === undefined || people === undefined) return 'number_wrong'
  try {
    const place = toWgs84({ lon, lat, source })
    return { lon: place.lon, lat: place.lat, households, people }
  } catch (error) {
    if (error instanceof Refusal) return 'place_wrong'
    throw error
  }
}

export function demandSome<Item>(items: readonly Item[]): readonly Item[] {
  demand(items.length > 0, 'field_invalid', {
    pointer: '/file',
    expected: 'at least one row with a place and a number',
    expectedZh: '至少一行有位置和数字',
  })
  demand(items.length <= mostPoints, 'too_large', { field: 'file', most: mostPoints })
  return items
}

function figuresOf(rows: readonly TableLine[], columns: Columns, tree: GridTree): ReadHouseholds {
  const sums = new Map<string, { gridId: string; households: number; people: number }>()
  const leftOut: LeftOutRow[] = []
  let village = ''
  for (const { number, cells } of rows) {
    // A village stands in the first of its rows only, where cells were merged.
    village = textAt(cells, columns.village) || village
    const leave = (reason: LeftOutReason) => leftOut.push({ row: number, reason })
    const group = groupOf(tree, textAt(cells, columns.code), village, textAt(cells, columns.group))
    const said = at(cells, columns.households)
    const households = countOf(said, undefined, 100_000)
    const people = countOf(at(cells, columns.people), 0, 1_000_000)
    if (typeof group === 'string') leave(group)
    else if (isEmpty(said)) leave('no_number')
    else if (households === undefined || people === undefined) leave('number_wrong')
    else {
      const { gridId } = group
      const sum = sums.get(gridId) ?? { gridId, households: 0, people: 0 }
      sum.households += households
      sum.people += people
      sums.set(gridId, sum)
    }
  }
  return { kind: 'figures', figures: demandSome([...sums.values()]), leftOut }
}

function groupOf(
  tree: GridTree,
  code: string,
  village: string,
  group: string,
): { readonly gridId: string } | LeftOutReason {
  const known = code === '' ? undefined : tree.findByCode(code)
  if (known?.level === 'small') return known
  const plain = (name: string) => name.replace(/\s+/g, '').replace(/(村民委员会|居民委员会|社区|村)$/, '')
  const within = tree.grids.find(
    grid => grid.level === 'medium' && plain(grid.name) === plain(village) && village !== '',
  )
  if (within === undefined) return village === '' && code !== '' ? 'group_unknown' : 'village_unknown'
  const children = tree.children(within.gridId)
  return children.find(({ name, localNames }) => name === group || localNames.includes(group)) ?? 'group_unknown'
}

function at(row: readonly TableCell[], column: number | undefined): TableCell {
  return column === undefined ? undefined : row[column]
}

function textAt(row: readonly TableCell[], column: number | undefined): string {
  return String(at(row, column) ?? '').trim()
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
}

function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  const text = typeof value === 'string' ? value.trim().replace(/[,,]/g, '') : ''
  const number = Number(text)
  return text === '' || !Number.isFinite(number) ? undefined : number
}

/** Whole and not negative; what is empty is `missing`. */
function countOf(value: unknown, missing: number | undefined, most: number): number | undefined {
  if (value === undefined || value === null || value === '') return missing
  const number = numberOf(value)
  return number === undefined || number < 0 || number > most || !Number.isInteger(number) ? undefined : number
}
