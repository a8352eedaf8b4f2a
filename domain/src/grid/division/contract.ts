/** Wire shapes of divisions and plans. */
import { type Static, Type } from 'typebox'
import { gridShape } from '../contract.ts'
import { gridKinds, gridLevels, type Shape } from '../grid.ts'
import { type Division, faultRules, planOrigins, planStates, repairs } from './division.ts'

const id = Type.String({
  pattern: '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$',
  examples: ['01930000-0000-7000-8000-000000000001'],
})
const day = Type.String({
  pattern: '^(19|20)\\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$',
  format: 'date',
  examples: ['2022-10-01'],
})
const moment = Type.String({ examples: ['2022-09-26T00:30:00.000Z'] })
const key = Type.String({ minLength: 1, maxLength: 64, examples: ['new-1'] })

/** A county of 200 villages and 1,900 groups fits; a ring of a hundred thousand corners is no border. */
export const divisionLimits = {
  grids: 5000,
  /** Of one ring. */
  corners: 20_000,
  cornersInAll: 400_000,
  bytes: 16 * 1024 * 1024,
} as const

const position = Type.Unsafe<readonly [number, number]>(
  Type.Array(Type.Number({ minimum: -180, maximum: 180 }), {
    minItems: 2,
    maxItems: 2,
    examples: [[112.2831042, 22.7204118]],
  }),
)
const ring = Type.Array(position, { minItems: 3, maxItems: divisionLimits.corners })
const polygon = Type.Array(ring, { minItems: 1, maxItems: 200 })
const drawn = Type.Union([
  Type.Object({ type: Type.Literal('Polygon'), coordinates: polygon }, { additionalProperties: false }),
  Type.Object(
    { type: Type.Literal('MultiPolygon'), coordinates: Type.Array(polygon, { minItems: 1, maxItems: 200 }) },
    { additionalProperties: false },
  ),
])

export const planGridShape = Type.Object(
  {
    key,
    gridId: Type.Optional(id),
    level: Type.Enum(gridLevels, { examples: ['small'] }),
    parentKey: Type.Optional(key),
    code: Type.Optional(Type.String({ maxLength: 40, examples: ['445321105201003'] })),
    name: Type.String({ maxLength: 60, examples: ['第三村民小组'] }),
    localNames: Type.Array(Type.String({ minLength: 1, maxLength: 60 }), { maxItems: 50, examples: [['十里新村']] }),
    kind: Type.Enum(gridKinds, { examples: ['group'] }),
    shape: Type.Optional(drawn),
    example: Type.Optional(Type.Boolean({ description: 'Made up for a demonstration' })),
  },
  { additionalProperties: false },
)

export const divisionShape = Type.Object(
  { grids: Type.Array(planGridShape, { minItems: 1, maxItems: divisionLimits.grids }) },
  { additionalProperties: false },
)
export type DivisionWire = Static<typeof divisionShape>

/** As the rules take it: ids in small letters, degrees with the seven decimals in which places are kept. */
export function divisionFrom({ grids }: DivisionWire): Division {
  const point = ([lon, lat]: readonly [number, number]): readonly [number, number] => [seven(lon), seven(lat)]
  const rings = (each: readonly (readonly (readonly [number, number])[])[]) => each.map(one => one.map(point))
  return {
    grids: grids.map(({ gridId, shape, ...grid }) => ({
      ...grid,
      ...(gridId === undefined ? {} : { gridId: gridId.toLowerCase() }),
      ...(shape === undefined
        ? {}
        : {
            shape: (shape.type === 'Polygon'
              ? { type: 'Polygon', coordinates: rings(shape.coordinates) }
              : { type: 'MultiPolygon', coordinates: shape.coordinates.map(rings) }) satisfies Shape,
          }),
    })),
  }
}

function seven(degrees: number): number {
  return Math.round(degrees * 1e7) / 1e7
}

export const faultShape = Type.Object({
  rule: Type.Enum(faultRules, { examples: ['overlap'] }),
  severity: Type.Enum(['error', 'hint'] as const),
  keys: Type.Array(Type.String(), { description: 'The grids it stands beside, the first one foremost' }),
  at: Type.Optional(position),
  shape: Type.Optional(drawn),
  squareMetres: Type.Optional(Type.Number()),
  widthMetres: Type.Optional(Type.Number({ description: 'Mean width; snapping within more than this mends it' })),
  value: Type.Optional(Type.String()),
  repair: Type.Optional(Type.Enum(repairs)),
})
export type FaultWire = Static<typeof faultShape>

/** The errors first; a thousand faults of one slipped border help nobody, so the list ends and says how many there are. */
export const faultsShape = Type.Object({
  faults: Type.Array(faultShape),
  errors: Type.Integer({ examples: [2] }),
  hints: Type.Integer({ examples: [1] }),
})
export type FaultsWire = Static<typeof faultsShape>

const summary = {
  planId: id,
  name: Type.String({ examples: ['2022年网格调整'] }),
  state: Type.Enum(planStates, { examples: ['draft'] }),
  origin: Type.Enum(planOrigins, { examples: ['today'] }),
  copyOf: Type.Optional(id),
  effectiveOn: Type.Optional(day),
  version: Type.Integer({ description: 'Counts every change; the ETag of the plan', examples: [3] }),
  basedOn: Type.Integer({ examples: [3] }),
  outdated: Type.Boolean({ description: 'A draft, and the grids in force changed after it was begun' }),
  counts: Type.Object({
    medium: Type.Integer(),
    small: Type.Integer(),
    undrawn: Type.Integer({ description: 'Grids of any level without an outline' }),
  }),
  comments: Type.Integer(),
  createdAt: moment,
  createdBy: Type.Optional(Type.Object({ personId: id, name: Type.Optional(Type.String()) })),
  changedAt: moment,
  adoptedAt: Type.Optional(moment),
  withdrawnAt: Type.Optional(moment),
  laidOutAt: Type.Optional({ ...moment, description: 'When the villages were last asked about it' }),
  /** In force, but open matters are still being moved. */
  moving: Type.Optional(Type.Boolean()),
}

export const planSummaryShape = Type.Object(summary)
export type PlanSummaryWire = Static<typeof planSummaryShape>

export const planShape = Type.Object({
  ...summary,
  note: Type.Optional(Type.String()),
  /** Of a draft on grids that changed meanwhile: which by name, and whether it can be brought up to date by itself. */
  behind: Type.Optional(
    Type.Object({
      changed: Type.Array(Type.String()),
      ended: Type.Array(Type.String()),
      rebase: Type.Boolean(),
    }),
  ),
  division: divisionShape,
  faults: Type.Array(faultShape),
})
export type PlanWire = Static<typeof planShape>

const page = {
  after: Type.Optional(Type.String({ maxLength: 1000 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
}
export const plansQuery = Type.Object(
  { ...page, state: Type.Optional(Type.Enum(planStates, { examples: ['draft'] })) },
  { additionalProperties: false },
)
export const plansShape = Type.Object({ items: Type.Array(planSummaryShape), next: Type.Optional(Type.String()) })

export const planParams = Type.Object({ planId: id })

const name = Type.String({ minLength: 1, maxLength: 60, examples: ['2022年网格调整'] })

export const newPlanBody = Type.Object(
  {
    name,
    origin: Type.Enum(['today', 'empty', 'copy'] as const, {
      description: '`today`: the grids in force; `empty`: the town alone; `copy`: another plan',
      examples: ['today'],
    }),
    copyOf: Type.Optional(id),
    onDay: Type.Optional({ ...day, description: 'With `today`: the grids as they were in force on that day' }),
  },
  { additionalProperties: false },
)
export type NewPlanBody = Static<typeof newPlanBody>

export const planChangeBody = Type.Object(
  {
    name: Type.Optional(name),
    note: Type.Optional(Type.String({ maxLength: 2000, description: 'Empty: none' })),
    division: Type.Optional(divisionShape),
  },
  { additionalProperties: false },
)
export type PlanChangeBody = Static<typeof planChangeBody>

/** What a change, an adoption or a withdrawal leaves. */
export const planStandShape = Type.Object({
  planId: id,
  version: Type.Integer({ examples: [4] }),
  state: Type.Enum(planStates),
  effectiveOn: Type.Optional(day),
})
export type PlanStandWire = Static<typeof planStandShape>

export const planCheckBody = Type.Object({ division: divisionShape }, { additionalProperties: false })

export const adoptBody = Type.Object(
  {
    effectiveOn: { ...day, description: 'The first day on which it holds: today or later' },
    heirs: Type.Optional(
      Type.Array(Type.Object({ gridId: id, key }, { additionalProperties: false }), {
        maxItems: 5000,
        description: 'To which of its successors the people of a grid that ends go; else to the largest',
      }),
    ),
  },
  { additionalProperties: false },
)

export type AdoptBody = Static<typeof adoptBody>

export const comparisonQuery = Type.Object({
  heirs: Type.Optional(
    Type.Array(
      Type.String({ pattern: '^[0-9a-f-]{36}:.{1,64}$', examples: ['0198a3c2-7d1e-7c3a-9b1f-2f6d1c0a5e77:new-1'] }),
      {
        maxItems: 200,
        description: 'Repeated: a grid that ends, a colon, and the successor to which its people would go',
      },
    ),
  ),
})

/** What a grid is today and in the plan; a side is missing where the grid is not in it. */
const side = Type.Object({
  /** Missing where it is not drawn. */
  squareMetres: Type.Optional(Type.Number()),
  /** Missing where the town keeps no household points. */
  households: Type.Optional(Type.Integer()),
  people: Type.Optional(Type.Integer()),
  openTickets: Type.Integer({ description: 'Open matters inside; those of a grid inside another count for both' }),
})
export const gridChanges = ['same', 'described', 'border', 'begins', 'ends'] as const
/** `described`: name, local names, kind or code; `border`: its outline, perhaps more. */
export type GridChange = (typeof gridChanges)[number]

export const comparisonShape = Type.Object({
  planId: id,
  version: Type.Integer(),
  outdated: Type.Boolean(),
  households: Type.Boolean({ description: 'Whether the town keeps household points' }),
  movingTickets: Type.Integer({ description: 'Open matters whose grid would be another one' }),
  items: Type.Array(
    Type.Object({
      key: Type.String({ description: 'In the plan; the id of a grid that ends' }),
      gridId: Type.Optional(id),
      level: Type.Enum(gridLevels),
      parentKey: Type.Optional(Type.String()),
      code: Type.Optional(Type.String()),
      name: Type.String(),
      change: Type.Enum(gridChanges),
      today: Type.Optional(side),
      plan: Type.Optional(side),
      posts: Type.Optional(
        Type.Array(
          Type.Object({
            kind: Type.Object(
              { zh: Type.String(), en: Type.String() },
              { description: "The town's own name of the post" },
            ),
            personName: Type.Optional(Type.String()),
            goesOn: Type.Boolean({ description: 'At the first successor; else it ends, for the other grid has one' }),
          }),
          { description: 'Of a grid that ends: what is held there' },
        ),
      ),
      successors: Type.Optional(
        Type.Array(Type.Object({ key: Type.String(), share: Type.Number({ minimum: 0, maximum: 1 }) })),
      ),
    }),
  ),
})
export type ComparisonWire = Static<typeof comparisonShape>

export const commentBody = Type.Object(
  {
    words: Type.String({ minLength: 1, maxLength: 2000, examples: ['三组和四组以水渠为界更清楚'] }),
    gridKey: Type.Optional({ ...key, description: 'The grid of the plan that it is about' }),
  },
  { additionalProperties: false },
)
export type CommentBody = Static<typeof commentBody>
export const commentsQuery = Type.Object(page, { additionalProperties: false })
export const commentsShape = Type.Object({
  items: Type.Array(
    Type.Object({
      commentId: id,
      personId: id,
      personName: Type.Optional(Type.String()),
      at: moment,
      gridKey: Type.Optional(Type.String()),
      /** Missing after an erasure. */
      words: Type.Optional(Type.String()),
    }),
  ),
  next: Type.Optional(Type.String()),
})

/** Any day, past or to come; without it today's grids, from memory. */
export const onDayQuery = Type.Object({ onDay: Type.Optional(day) }, { additionalProperties: false })
export const outlinesOnDayQuery = Type.Object(
  { level: Type.Optional(Type.Enum(gridLevels, { examples: ['medium'] })), onDay: Type.Optional(day) },
  { additionalProperties: false, examples: [{ level: 'medium' }] },
)

export const gridFiguresShape = Type.Object({
  onDay: day,
  /** Whether the town keeps household points. */
  households: Type.Boolean(),
  items: Type.Array(
    Type.Object({
      gridId: gridShape.properties.gridId,
      squareMetres: Type.Optional(Type.Number()),
      households: Type.Optional(Type.Integer()),
      people: Type.Optional(Type.Integer()),
      /** Posts held in it on that day; a grid counts those of the grids in it. */
      posts: Type.Integer(),
      tickets: Type.Object({
        received: Type.Integer({ description: 'Reported on that day' }),
        accepted: Type.Integer({ description: 'Reported on that day and accepted since' }),
        open: Type.Integer({ description: 'Reported up to that day and not closed, declined or merged until now' }),
      }),
    }),
  ),
})
export type GridFiguresWire = Static<typeof gridFiguresShape>
