/** What somebody brought in a file, before it is a division: rows with values and perhaps a shape, as the file has them. */
import { coordinateSystems } from '../../kernel/place.ts'
import { type GridLevel, gridLevels, type Shape } from '../grid.ts'

/** China's own datum lies within a decimetre of WGS-84: for grids the degrees are the same. */
export const importSystems = [...coordinateSystems, 'cgcs2000'] as const
export type ImportSystem = (typeof importSystems)[number]

export const sourceKinds = ['geojson', 'shapefile', 'kml', 'table'] as const
export type SourceKind = (typeof sourceKinds)[number]

export type SourceRow = {
  /** Where it stands in the file: the row of a sheet, the place of a feature, from 1. */
  readonly number: number
  /** One text a column, empty where there is none. */
  readonly values: readonly string[]
  /** In degrees as the file has them: not converted, perhaps the wrong way round. */
  readonly shape?: Shape
  /** Its coordinates are no numbers. */
  readonly broken?: true
}

export type ImportSource = {
  readonly sourceId: string
  readonly file: string
  readonly kind: SourceKind
  /** The layer of an archive, the sheet of a workbook. */
  readonly layer?: string
  readonly columns: readonly string[]
  readonly rows: readonly SourceRow[]
  /** Where the file says it. */
  readonly said?: ImportSystem
  /** Degrees were made of metres by the parameters that the file gives (Gauss–Krüger). */
  readonly projected?: true
  /** Points and lines, of which no grid can be made. */
  readonly skipped: number
}

/** `auto`: each row is judged by its code and its name. */
export const sourceLevels = ['auto', ...gridLevels] as const
export type SourceLevel = 'auto' | GridLevel

export const sourceColumns = ['name', 'code', 'parent', 'level', 'localNames'] as const
export type SourceColumn = (typeof sourceColumns)[number]
/** Which column of the source is which, by its place. */
export type ColumnChoice = { readonly [C in SourceColumn]?: number }

export type SourceSettings = {
  /** Missing until somebody says it, where the file does not. */
  readonly system?: ImportSystem
  /** Latitude stands first in the file. */
  readonly swapped: boolean
  readonly level: SourceLevel
  readonly columns: ColumnChoice
  /** Numbers of the rows that are not imported. */
  readonly leftOut: readonly number[]
  /** Numbers of the rows whose outline is not taken: the grid keeps the one that it has, or is drawn in the plan. */
  readonly withoutShape?: readonly number[]
  /** The grid above, where somebody said it: the file is not asked then. */
  readonly parents?: readonly { readonly number: number; readonly key: string }[]
}

/** What becomes of today's grids that no file names. */
export const othersChoices = ['keep', 'end'] as const
export type OthersChoice = (typeof othersChoices)[number]

export const rowRules = [
  'system_missing',
  'level_unknown',
  'village_unknown',
  'village_contradicts',
  'name_missing',
  'coordinates_broken',
  'coordinates_outside',
  'coordinates_metres',
  'coordinates_far',
  'town_twice',
] as const
/** Why a row did not become a grid. */
export type RowRule = (typeof rowRules)[number]

export type ImportRow = {
  readonly sourceId: string
  readonly number: number
  /** The grid of the division that it became; missing where it became none. */
  readonly key?: string
  readonly state: 'new' | 'known' | 'left_out' | 'faulty'
  readonly level?: GridLevel
  readonly name: string
  readonly code?: string
  readonly fault?: { readonly rule: RowRule; readonly value?: string }
}
