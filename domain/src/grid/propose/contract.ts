/** Wire shapes of proposals, household points and barriers. */
import { type Static, Type } from 'typebox'
import { planGridShape } from '../division/contract.ts'
import { leftOutReasons } from './household-table.ts'
import { barrierKinds, groundsOfFigures, manners, mostBarrierCorners, mostGrids } from './wishes.ts'

const id = Type.String({
  pattern: '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$',
  examples: ['01930000-0000-7000-8000-000000000001'],
})
const moment = Type.String({ examples: ['2022-09-26T00:30:00.000Z'] })
const weight = Type.Integer({ minimum: 0, maximum: 100, examples: [50] })
const weights = Type.Object({ households: weight, area: weight, compactness: weight }, { additionalProperties: false })

export const wishesBody = Type.Object(
  {
    villageIds: Type.Array(id, { minItems: 1, maxItems: 300, uniqueItems: true }),
    count: Type.Optional(
      Type.Integer({ minimum: 1, maximum: mostGrids, description: 'Small grids, all villages together' }),
    ),
    householdsEach: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 100_000, description: 'Households of a small grid' }),
    ),
    weights,
    seed: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 1_000_000, description: 'Another one brings other proposals' }),
    ),
  },
  { additionalProperties: false },
)
export type WishesBody = Static<typeof wishesBody>

export const proposalStates = ['running', 'done', 'failed', 'cancelled', 'broken_off'] as const
export type ProposalState = (typeof proposalStates)[number]

const figures = Type.Object({
  grids: Type.Integer(),
  households: Type.Integer(),
  spread: Type.Number({ description: 'Households of the fullest grid ÷ mean' }),
  spreadBound: Type.Number({ description: 'No division with these numbers of grids in its villages can have less' }),
  areaSpread: Type.Number(),
  compactness: Type.Number({ description: 'Mean of 4π·area ÷ perimeter²' }),
  moved: Type.Integer({ description: 'Households whose grid is another one than today' }),
  fewest: Type.Integer(),
  most: Type.Integer(),
})

const head = {
  proposalId: id,
  state: Type.Enum(proposalStates, { examples: ['running'] }),
  /** From 0 to 1. */
  done: Type.Number({ examples: [0.4] }),
  askedAt: moment,
  wishes: wishesBody,
  fault: Type.Optional(Type.String()),
  outdated: Type.Boolean({
    description: 'The grids in force changed after it was made; it cannot become a plan any more',
  }),
}
export const proposalHead = Type.Object(head)
export type ProposalHead = Static<typeof proposalHead>

export const proposalShape = Type.Object({
  ...head,
  basis: Type.Optional(Type.Enum(groundsOfFigures)),
  /** Villages for which nothing but their ground is known. */
  byAreaAlone: Type.Array(id),
  piecesJoined: Type.Integer(),
  proposals: Type.Array(
    Type.Object({
      manner: Type.Enum(manners),
      weights,
      figures,
      /** The small grids of the chosen villages. */
      grids: Type.Array(Type.Object({ ...planGridShape.properties, households: Type.Integer() })),
    }),
  ),
})
export type ProposalWire = Static<typeof proposalShape>

export const keepBody = Type.Object(
  { manner: Type.Enum(manners), name: Type.String({ minLength: 1, maxLength: 60, examples: ['2022年网格调整'] }) },
  { additionalProperties: false },
)
export type KeepBody = Static<typeof keepBody>

export const proposalParams = Type.Object({ proposalId: id })
export const proposalStarted = Type.Object({ proposalId: id })

/** More than anybody would look through; the count says all. */
export const mostLeftOutTold = 500
const leftOut = {
  leftOut: Type.Integer({ description: 'Rows that are not taken in' }),
  rows: Type.Array(
    Type.Object({
      row: Type.Integer({ description: "The row's number in the file; of GeoJSON the place in its list" }),
      reason: Type.Enum(leftOutReasons, { examples: ['no_place'] }),
    }),
    { description: `Which, and why: the first ${mostLeftOutTold}` },
  ),
}

/** By village only: where single households are is nobody's list. */
export const householdsShape = Type.Object({
  set: Type.Optional(
    Type.Object({
      setId: id,
      kind: Type.Enum(['points', 'figures'] as const),
      importedAt: moment,
      ...leftOut,
      /** Whether an earlier import comes back when this one is taken back. */
      hasBefore: Type.Boolean(),
    }),
  ),
  villages: Type.Array(
    Type.Object({
      gridId: id,
      name: Type.String(),
      places: Type.Integer(),
      households: Type.Integer(),
      people: Type.Integer(),
    }),
  ),
  /** Outside all villages. */
  outside: Type.Object({ places: Type.Integer(), households: Type.Integer() }),
})
export type HouseholdsWire = Static<typeof householdsShape>

export const householdsImported = Type.Object({
  setId: id,
  kind: Type.Enum(['points', 'figures'] as const),
  places: Type.Integer(),
  households: Type.Integer(),
  ...leftOut,
})
export type HouseholdsImported = Static<typeof householdsImported>

const counted = { places: Type.Integer(), households: Type.Integer() }
export const householdsRead = Type.Object({
  kind: Type.Enum(['points', 'figures'] as const),
  ...counted,
  ...leftOut,
  replaces: Type.Optional(Type.Object(counted, { description: 'What is known now and would give way' })),
})
export type HouseholdsRead = Static<typeof householdsRead>

const corner = Type.Array(Type.Number(), { minItems: 2, maxItems: 2, examples: [[112.2831042, 22.7204118]] })
const barrier = {
  kind: Type.Enum(barrierKinds, { examples: ['river'] }),
  name: Type.String({ minLength: 1, maxLength: 60, examples: ['新兴江'] }),
  line: Type.Array(corner, {
    minItems: 2,
    maxItems: mostBarrierCorners,
    description: 'WGS-84 degrees, longitude first',
  }),
}
export const barriersShape = Type.Object({
  version: Type.Integer({ description: 'The ETag of the list', examples: [2] }),
  items: Type.Array(Type.Object({ barrierId: id, ...barrier }, { additionalProperties: false })),
})
export type BarriersWire = Static<typeof barriersShape>
export const barriersBody = Type.Object(
  {
    items: Type.Array(Type.Object({ barrierId: Type.Optional(id), ...barrier }, { additionalProperties: false }), {
      maxItems: 200,
    }),
  },
  { additionalProperties: false },
)
export type BarriersBody = Static<typeof barriersBody>
