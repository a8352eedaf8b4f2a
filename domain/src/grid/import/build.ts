/** From rows of files to one division over today's grids: what is known goes on, what is new begins. */
import { isOwnCode } from '../code.ts'
import type { Division, PlanGrid } from '../division/division.ts'
import { groundOf } from '../division/lattice.ts'
import { isSameGround } from '../division/parents.ts'
import { type GridLevel, gridLevels, type Shape } from '../grid.ts'
import { convertedShape } from './converted.ts'
import { everydayName, kindOf } from './official-name.ts'
import { findKnown, findParent, type Register, register } from './parent.ts'
import { levelOfRow } from './recognise.ts'
import type { ImportRow, ImportSource, OthersChoice, RowRule, SourceRow, SourceSettings } from './source.ts'

export type ChosenSource = { readonly source: ImportSource; readonly settings: SourceSettings }

export type Built = {
  readonly division: Division
  /** In the order of the sources and their rows. */
  readonly rows: readonly ImportRow[]
  /** Grids whose outline came from a file. */
  readonly drawn: ReadonlySet<string>
}

type Candidate = {
  readonly sourceId: string
  readonly row: SourceRow
  readonly level: GridLevel
  readonly written: string
  readonly code: string
  readonly parent: string
  readonly localNames: readonly string[]
  /** The grid above as somebody said it. */
  readonly parentKey?: string
  readonly shape?: Shape
  /** An outline that was made up says so in a column of its own, and goes on saying so. */
  readonly example: boolean
}

/**
 * Whether a village would be numbered and cannot be: a code of the product begins with the town's nine digits, and neither the
 * town nor a village says them.
 */
export function needsTownCode({ grids }: Division): boolean {
  const town = grids.find(({ level }) => level === 'large')
  return (
    !isOwnCode('large', town?.code ?? '') && grids.some(({ level, code }) => level === 'medium' && code === undefined)
  )
}

/** Files that say the same grid twice (a list of names, then outlines) speak of one grid; the later one is heard. */
export function buildDivision(
  today: Division,
  sources: readonly ChosenSource[],
  { others, townCode }: { readonly others: OthersChoice; readonly townCode?: string },
): Built {
  const rows = new Map<SourceRow, ImportRow>()
  const candidates: Candidate[] = []
  const isFar = farFrom(today)
  for (const { source, settings } of sources)
    for (const row of source.rows) {
      const read = readRow(source, settings, row, isFar)
      if ('state' in read) rows.set(row, read)
      else candidates.push(read)
    }
  const grids = register(today)
  const drawn = new Set<string>()
  const named = new Set<string>()
  for (const level of [...gridLevels].reverse())
    for (const candidate of candidates.filter(each => each.level === level)) {
      const placed = place(grids, candidate, named)
      rows.set(candidate.row, placed)
      if (placed.key === undefined) continue
      named.add(placed.key)
      if (candidate.shape !== undefined) drawn.add(placed.key)
    }
  if (others === 'end') dropOthers(grids, named)
  codeOfTown(grids, townCode)
  return {
    division: { grids: grids.all() },
    rows: sources.flatMap(({ source }) => source.rows.map(row => rows.get(row)!)),
    drawn,
  }
}

function readRow(
  { sourceId, columns: headings }: ImportSource,
  settings: SourceSettings,
  row: SourceRow,
  isFar: (shape: Shape) => boolean,
): Candidate | ImportRow {
  const { columns, system } = settings
  const said = (column: number | undefined) => (column === undefined ? '' : (row.values[column] ?? '').trim())
  const written = said(columns.name)
  const code = said(columns.code).replace(/\s+/g, '')
  const about = {
    sourceId,
    number: row.number,
    name: everydayName(written).name,
    ...(code === '' ? {} : { code }),
  }
  const faulty = (rule: RowRule, value?: string): ImportRow => ({
    ...about,
    state: 'faulty',
    fault: { rule, ...(value === undefined ? {} : { value }) },
  })
  if (settings.leftOut.includes(row.number)) return { ...about, state: 'left_out' }
  if (row.broken && !settings.withoutShape?.includes(row.number)) return faulty('coordinates_broken')
  const level = settings.level === 'auto' ? levelOfRow(row.values, columns) : settings.level
  if (written === '' && code === '') return faulty('name_missing')
  if (level === undefined) return faulty('level_unknown')
  const given = settings.withoutShape?.includes(row.number) ? undefined : row.shape
  // No choice of a system makes degrees of metres.
  if (given !== undefined && isInMetres(given)) return faulty('coordinates_metres')
  if (given !== undefined && system === undefined) return faulty('system_missing')
  const shape = given === undefined ? undefined : convertedShape(given, system ?? 'wgs84', settings.swapped)
  if (given !== undefined && shape === undefined) return faulty('coordinates_outside')
  if (shape !== undefined && isFar(shape)) return faulty('coordinates_far')
  const example = said(headings.findIndex(heading => /^example$/i.test(heading))) === 'true'
  const localNames = said(columns.localNames)
    .split(/[、,,;;/|]+/)
    .map(name => name.trim())
    .filter(name => name !== '' && name.length <= 60)
    .slice(0, 50)
  const parentKey = settings.parents?.find(({ number }) => number === row.number)?.key
  return {
    sourceId,
    row,
    level,
    written,
    code,
    parent: said(columns.parent),
    localNames,
    example,
    ...(parentKey === undefined ? {} : { parentKey }),
    ...(shape === undefined ? {} : { shape }),
  }
}

/** A surveyor's plane: both figures are hundreds of metres and more, where degrees end at 180. */
function isInMetres(shape: Shape): boolean {
  const corner = firstCorner(shape)
  return corner !== undefined && Math.abs(corner[0]) > 1000 && Math.abs(corner[1]) > 1000
}

function place(grids: Register, candidate: Candidate, named: ReadonlySet<string>): ImportRow {
  const { sourceId, row, level, code, written, localNames, example } = candidate
  const about = { sourceId, number: row.number, level, ...(code === '' ? {} : { code }) }
  const found = findParent(grids, candidate)
  if ('rule' in found) return { ...about, name: everydayName(written).name, state: 'faulty', fault: found }
  const { parent } = found
  const name = nameWithin(written, parent)
  const known = level === 'large' ? grids.large() : findKnown(grids, level, code, name, parent?.key)
  if (level === 'large' && known !== undefined && named.has(known.key) && code !== '' && known.code !== code)
    return { ...about, name, state: 'faulty', fault: { rule: 'town_twice', value: name } }
  // The same code twice in one file is two grids: which one is meant, a person says.
  const again = known !== undefined && named.has(known.key) && grids.sourceOf(known.key) === sourceId
  const base: PlanGrid =
    known === undefined || again
      ? {
          key: `${sourceId}-${row.number}`,
          level,
          name: name || code,
          localNames: [],
          kind: kindOf(level, written),
          ...(parent === undefined ? {} : { parentKey: parent.key }),
        }
      : known
  const { example: _, ...plain } = base
  const shape = candidate.shape === undefined ? undefined : sameOrNew(base.shape, candidate.shape)
  const grid: PlanGrid = {
    ...(shape === undefined ? base : plain),
    ...(name === '' ? {} : { name }),
    ...(written === '' || level === 'large' ? {} : { kind: everydayName(written).kind ?? base.kind }),
    ...(code === '' ? {} : { code }),
    ...(parent === undefined ? {} : { parentKey: parent.key }),
    ...(localNames.length === 0 ? {} : { localNames }),
    ...(shape === undefined ? {} : { shape, ...(example ? { example } : {}) }),
  }
  grids.put(grid, sourceId)
  return { ...about, name: grid.name, key: grid.key, state: grid.gridId === undefined ? 'new' : 'known' }
}

/** Formats begin and turn their rings as they like: the same ground stays the same outline. */
function sameOrNew(before: Shape | undefined, after: Shape): Shape {
  return before !== undefined && isSameGround(groundOf(before), groundOf(after)) ? before : after
}

/** A town that was begun without its official code has it in the front of its villages' codes, or somebody says it. */
function codeOfTown(grids: Register, said: string | undefined): void {
  const town = grids.large()
  if (town === undefined || isOwnCode('large', town.code ?? '')) return
  const codes = grids
    .all()
    .flatMap(({ level, code = '' }) => (level === 'medium' && isOwnCode('medium', code) ? [code] : []))
  const fronts = new Set(codes.map(code => code.slice(0, 9)))
  const front = fronts.size === 1 ? [...fronts][0] : said
  if (front !== undefined) grids.put({ ...town, code: front })
}

/** 东瑶村第三村民小组 is 第三村民小组 in 东瑶村. */
function nameWithin(written: string, parent: PlanGrid | undefined): string {
  const { name } = everydayName(written)
  if (parent === undefined) return name
  const rest = [parent.name, parent.name.replace(/(村|社区)$/, '')].find(
    front => front.length > 1 && name.startsWith(front) && /[组队]/.test(name.slice(front.length)),
  )
  return rest === undefined ? name : name.slice(rest.length)
}

/** Only on levels that the files speak of: a list of villages says nothing of groups, save of those whose village ends. */
function dropOthers(grids: Register, named: ReadonlySet<string>): void {
  const spoken = new Set(grids.all().flatMap(grid => (named.has(grid.key) ? [grid.level] : [])))
  for (const level of [...gridLevels].reverse())
    for (const grid of grids.all().filter(each => each.level === level && level !== 'large')) {
      const orphaned = grid.parentKey !== undefined && grids.get(grid.parentKey) === undefined
      if (orphaned || (spoken.has(level) && !named.has(grid.key))) grids.drop(grid.key)
    }
}

/** Degrees from the town's outlines, else from the first shape, beyond which it is no grid of this town: some 200 km. */
const reach = 2

/** Rules of a division reckon exactly within some degrees only; what lies in another province is a slip of the file. */
function farFrom(today: Division): (shape: Shape) => boolean {
  const drawn = today.grids.find(grid => grid.shape !== undefined)?.shape
  let middle = drawn === undefined ? undefined : firstCorner(drawn)
  return shape => {
    middle ??= firstCorner(shape)
    if (middle === undefined) return false
    const [lon, lat] = middle
    const polygons = shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates
    return polygons.some(rings =>
      rings.some(ring => ring.some(([x, y]) => Math.abs(x - lon) > reach || Math.abs(y - lat) > reach)),
    )
  }
}

function firstCorner(shape: Shape): readonly [number, number] | undefined {
  return shape.type === 'Polygon' ? shape.coordinates[0]?.[0] : shape.coordinates[0]?.[0]?.[0]
}
