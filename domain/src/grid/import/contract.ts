/** Wire shapes of imports of grids. */
import { type Static, Type } from 'typebox'
import { faultShape } from '../division/contract.ts'
import { repairs } from '../division/division.ts'
import { gridLevels } from '../grid.ts'
import { importSystems, othersChoices, rowRules, sourceKinds, sourceLevels } from './source.ts'

const id = Type.String({
  pattern: '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$',
  examples: ['01930000-0000-7000-8000-000000000001'],
})
const moment = Type.String({ examples: ['2022-09-26T00:30:00.000Z'] })
const sourceId = Type.String({ pattern: '^s\\d{1,3}$', examples: ['s1'] })
const version = Type.Integer({ description: 'Counts every change; the ETag of the import', examples: [2] })
const column = Type.Integer({ minimum: 0, maximum: 99, examples: [1] })

export const gridImportParams = Type.Object({ importId: id })

/** Files after each other into one import: villages' outlines, then groups. */
export const openedShape = Type.Object({ importId: id, version })

const settings = {
  system: Type.Optional(
    Type.Enum(importSystems, { description: 'Missing: the file does not say it', examples: ['gcj02'] }),
  ),
  swapped: Type.Boolean({ description: 'Latitude stands first in the file' }),
  level: Type.Enum(sourceLevels, { examples: ['auto'] }),
  columns: Type.Object(
    {
      name: Type.Optional(column),
      code: Type.Optional(column),
      parent: Type.Optional(column),
      level: Type.Optional(column),
      localNames: Type.Optional(column),
    },
    { additionalProperties: false, description: 'Which column is which, by its place' },
  ),
  leftOut: Type.Array(Type.Integer({ minimum: 1 }), {
    maxItems: 5000,
    description: 'Numbers of rows that are not imported',
  }),
  withoutShape: Type.Array(Type.Integer({ minimum: 1 }), {
    maxItems: 5000,
    description: 'Numbers of rows whose outline is not taken; the grid is drawn in the plan',
  }),
  parents: Type.Array(
    Type.Object({ number: Type.Integer({ minimum: 1 }), key: Type.String({ minLength: 1, maxLength: 64 }) }),
    { maxItems: 5000, description: 'Rows whose grid above somebody said' },
  ),
}

export const changeGridImportBody = Type.Object(
  {
    others: Type.Optional(
      Type.Enum(othersChoices, { description: "Today's grids that no file names", examples: ['keep'] }),
    ),
    townCode: Type.Optional(
      Type.String({
        pattern: '^\\d{9}$',
        description: "The town's own code, where no file says it",
        examples: ['445321104'],
      }),
    ),
    sources: Type.Optional(
      Type.Array(
        Type.Object(
          {
            sourceId,
            remove: Type.Optional(Type.Boolean({ description: 'Take this file out of the import' })),
            system: settings.system,
            swapped: Type.Optional(settings.swapped),
            level: Type.Optional(settings.level),
            columns: Type.Optional(settings.columns),
            leftOut: Type.Optional(settings.leftOut),
            withoutShape: Type.Optional(settings.withoutShape),
            parents: Type.Optional(settings.parents),
          },
          { additionalProperties: false },
        ),
        { maxItems: 20 },
      ),
    ),
  },
  { additionalProperties: false },
)
export type ChangeGridImportBody = Static<typeof changeGridImportBody>

export const repairGridImportBody = Type.Object(
  {
    repairs: Type.Array(Type.Enum(repairs, { examples: ['snap'] }), { minItems: 1, maxItems: 7 }),
    keys: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 64 }), {
        minItems: 1,
        maxItems: 5000,
        description: 'Only faults beside these grids',
      }),
    ),
    toleranceMetres: Type.Optional(Type.Number({ minimum: 0.1, maximum: 50, examples: [5] })),
  },
  { additionalProperties: false },
)
export type RepairGridImportBody = Static<typeof repairGridImportBody>

export const undoGridImportBody = Type.Object(
  { repairId: Type.Optional({ ...id, description: 'The repair that is taken back; all of them when missing' }) },
  { additionalProperties: false },
)

export const planFromGridImportBody = Type.Object(
  { name: Type.String({ minLength: 1, maxLength: 60, examples: ['2022年网格划分'] }) },
  { additionalProperties: false },
)

export const plannedShape = Type.Object({ planId: id, hints: Type.Integer({ examples: [0] }) })

const level = Type.Enum(gridLevels, { examples: ['small'] })

export const gridImportShape = Type.Object({
  importId: id,
  version,
  createdAt: moment,
  expiresAt: moment,
  others: Type.Enum(othersChoices),
  townCode: Type.Optional(Type.String()),
  needsTownCode: Type.Boolean({ description: 'Villages without codes cannot be numbered before it is said' }),
  planId: Type.Optional(id),
  sources: Type.Array(
    Type.Object({
      sourceId,
      file: Type.String(),
      kind: Type.Enum(sourceKinds),
      layer: Type.Optional(Type.String()),
      columns: Type.Array(Type.String()),
      said: Type.Optional(Type.Enum(importSystems, { description: 'What the file itself says' })),
      projected: Type.Optional(Type.Boolean({ description: 'Metres were made degrees by the parameters of the file' })),
      skipped: Type.Integer({ description: 'Points and lines' }),
      rows: Type.Integer(),
      drawn: Type.Integer({ description: 'Rows with an outline' }),
      sample: Type.Array(Type.Array(Type.String()), { description: 'The first rows as they are' }),
      settings: Type.Object({
        ...settings,
        withoutShape: Type.Optional(settings.withoutShape),
        parents: Type.Optional(settings.parents),
      }),
    }),
  ),
  rows: Type.Array(
    Type.Object({
      sourceId,
      number: Type.Integer({ description: 'The row of the sheet, the place of the feature' }),
      key: Type.Optional(Type.String()),
      state: Type.Enum(['new', 'known', 'left_out', 'faulty'] as const),
      level: Type.Optional(level),
      name: Type.String(),
      code: Type.Optional(Type.String()),
      fault: Type.Optional(Type.Object({ rule: Type.Enum(rowRules), value: Type.Optional(Type.String()) })),
    }),
  ),
  grids: Type.Array(
    Type.Object({
      key: Type.String(),
      level,
      name: Type.String(),
      code: Type.Optional(Type.String()),
      parentKey: Type.Optional(Type.String()),
      drawn: Type.Boolean(),
    }),
    { description: 'All grids that the plan would have' },
  ),
  faults: Type.Array(faultShape, { description: 'Errors first; the first 300' }),
  errors: Type.Integer({ description: 'Of rows and grids; a plan is made when there are none', examples: [0] }),
  hints: Type.Integer({ examples: [2] }),
  repairs: Type.Array(
    Type.Object({
      repairId: id,
      repairs: Type.Array(Type.Enum(repairs)),
      keys: Type.Optional(Type.Array(Type.String())),
      toleranceMetres: Type.Number(),
    }),
  ),
})
export type GridImportWire = Static<typeof gridImportShape>

export const gridImportsShape = Type.Object({
  items: Type.Array(
    Type.Object({
      importId: id,
      createdAt: moment,
      expiresAt: moment,
      files: Type.Array(Type.String()),
      errors: Type.Integer(),
      planId: Type.Optional(id),
    }),
  ),
  next: Type.Optional(Type.String()),
})
export type GridImportsWire = Static<typeof gridImportsShape>

export const exportFormats = ['geojson', 'shapefile', 'kml', 'xlsx', 'csv'] as const
export type ExportFormat = (typeof exportFormats)[number]

export const exportQuery = Type.Object(
  {
    format: Type.Enum(exportFormats, { examples: ['geojson'] }),
    onDay: Type.Optional(
      Type.String({
        pattern: '^(19|20)\\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$',
        format: 'date',
        description: 'The grids of that day; today when missing',
        examples: ['2022-09-26'],
      }),
    ),
    planId: Type.Optional({ ...id, description: 'The division of a plan instead' }),
  },
  { additionalProperties: false },
)
