/** Wire shapes of the emergency switch, its board, and swaps of duty. */
import { type Static, Type } from 'typebox'
import { instantPattern } from '../../kernel/time.ts'
import { emergencyKinds, supplyStates } from './emergency.ts'

const id = Type.String({
  pattern: '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$',
  examples: ['01930000-0000-7000-8000-000000000001'],
})
const instant = Type.String({ pattern: instantPattern, examples: ['2022-07-02T07:00:00.000Z'] })
const day = Type.String({
  pattern: '^(19|20)\\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$',
  format: 'date',
  examples: ['2022-09-26'],
})
const level = Type.Union([Type.Literal(4), Type.Literal(3), Type.Literal(2), Type.Literal(1)], {
  description: '4 is level IV, 1 is level I',
})
const holdHours = Type.Integer({
  minimum: 1,
  maximum: 72,
  description: 'Hours, day and night, before a matter nobody looked at climbs a level',
  examples: [4],
})
const state = Type.Enum(supplyStates, { examples: ['cut'] })

export const switchBody = Type.Object(
  {
    kind: Type.Enum(emergencyKinds, { examples: ['typhoon'] }),
    level,
    title: Type.String({ minLength: 1, maxLength: 60, examples: ['防台风“暹芭”'] }),
    holdHours: Type.Optional(holdHours),
  },
  { additionalProperties: false },
)
export type SwitchBody = Static<typeof switchBody>
export const levelBody = Type.Object({ level, holdHours: Type.Optional(holdHours) }, { additionalProperties: false })

export const villageBody = Type.Object(
  {
    patrolled: Type.Boolean({ description: 'Patrolled now; the time is kept' }),
    water: state,
    power: state,
    road: state,
    help: Type.Integer({ minimum: 0, maximum: 9999, description: 'Households that need help: a count, no names' }),
    note: Type.Optional(Type.String({ maxLength: 200 })),
  },
  { additionalProperties: false },
)
export type VillageBody = Static<typeof villageBody>
export const villageParams = Type.Object({ gridId: id }, { additionalProperties: false })

export const emergencyShape = Type.Object(
  {
    emergencyId: id,
    kind: Type.Enum(emergencyKinds),
    level,
    title: Type.String(),
    holdHours,
    startedAt: instant,
    version: Type.Integer(),
  },
  { additionalProperties: false },
)
export const boardShape = Type.Object(
  {
    /** Missing while no emergency response is on. */
    emergency: Type.Optional(emergencyShape),
    maySwitch: Type.Boolean({ description: 'Whether the one who asks may start, change and end it' }),
    villages: Type.Array(
      Type.Object(
        {
          gridId: id,
          name: Type.String({ examples: ['东瑶村'] }),
          patrolledAt: Type.Optional(instant),
          water: state,
          power: state,
          road: state,
          help: Type.Integer(),
          note: Type.Optional(Type.String()),
          saidAt: Type.Optional(instant),
          /** Whether the one who asks may speak for it. */
          mine: Type.Boolean(),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
)
export type BoardWire = Static<typeof boardShape>

export const swapBody = Type.Object(
  { day, withPersonId: id, otherDay: Type.Optional(day) },
  { additionalProperties: false },
)
export const swapShape = Type.Object(
  {
    swapId: id,
    day,
    personId: id,
    personName: Type.Optional(Type.String()),
    withPersonId: id,
    withPersonName: Type.Optional(Type.String()),
    otherDay: Type.Optional(day),
    askedAt: instant,
    /** Agreed at this moment; absent while it waits for an answer. */
    agreedAt: Type.Optional(instant),
  },
  { additionalProperties: false },
)
export type SwapWire = Static<typeof swapShape>
export const swapsQuery = Type.Object(
  {
    from: Type.Optional({ ...day, description: 'With `until`: also what was agreed for days of this range' }),
    until: Type.Optional(day),
  },
  { additionalProperties: false },
)
export const swapsShape = Type.Object({ items: Type.Array(swapShape) }, { additionalProperties: false })
export const swapParams = Type.Object({ swapId: id }, { additionalProperties: false })
export const swapAnswer = Type.Object({ accept: Type.Boolean() }, { additionalProperties: false })
