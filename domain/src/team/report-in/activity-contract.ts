/** Wire shapes of activities. */
import { type Static, Type } from 'typebox'
import { instantPattern } from '../../kernel/time.ts'
import { reportInKinds } from './report-in.ts'

const id = Type.String({
  pattern: '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$',
  examples: ['01930000-0000-7000-8000-000000000001'],
})
const instant = Type.String({ pattern: instantPattern, format: 'date-time', examples: ['2022-10-01T00:30:00.000Z'] })
const skill = Type.String({ pattern: '^[a-z0-9_-]{1,40}$', examples: ['repair'] })

const facts = {
  name: Type.String({ minLength: 1, maxLength: 40, examples: ['国庆清理水圳'] }),
  gridId: Type.String({ ...id, description: 'A village, or one of its small grids' }),
  place: Type.Optional(Type.String({ maxLength: 60, examples: ['祠堂前集合'] })),
  startsAt: instant,
  endsAt: instant,
  skills: Type.Array(skill, { maxItems: 20, description: 'Of the menu of needs; none: everybody can help' }),
  wanted: Type.Integer({ minimum: 1, maximum: 500, examples: [6] }),
}
export const activityBody = Type.Object(facts, { additionalProperties: false })
export type ActivityBody = Static<typeof activityBody>
export const activityParams = Type.Object({ activityId: id }, { additionalProperties: false })
export const askHelperBody = Type.Object({ personId: id }, { additionalProperties: false })

const shown = {
  activityId: id,
  ...facts,
  gridName: Type.String({ examples: ['东瑶村第三村民小组'] }),
  joined: Type.Integer({ description: 'How many have said yes', examples: [3] }),
}
export const activityShape = Type.Object(
  {
    ...shown,
    /** Who has said yes, for who leads the place; forgotten when it is over. */
    helpers: Type.Array(Type.Object({ personId: id, personName: Type.Optional(Type.String()) })),
  },
  { additionalProperties: false },
)
export type ActivityWire = Static<typeof activityShape>

export const whyShape = Type.Object(
  { zh: Type.String({ examples: ['可以做水电小修，同一小组，休息日白天有空'] }), en: Type.String() },
  { description: 'Why it fits, in one sentence' },
)
export const activityOfferShape = Type.Object(
  {
    personId: id,
    name: Type.String(),
    kind: Type.Enum(reportInKinds),
    unitName: Type.Optional(Type.String()),
    gridName: Type.String(),
    words: Type.Optional(Type.String()),
    why: whyShape,
    asked: Type.Boolean(),
  },
  { additionalProperties: false },
)
export type ActivityOfferWire = Static<typeof activityOfferShape>
export const suitedActivityShape = Type.Object(
  {
    activity: Type.Object(shown, { additionalProperties: false }),
    why: whyShape,
    asked: Type.Boolean(),
    mine: Type.Boolean({ description: 'I have said yes' }),
  },
  { additionalProperties: false },
)
export type SuitedActivityWire = Static<typeof suitedActivityShape>

export const activitiesQuery = Type.Object(
  {
    after: Type.Optional(Type.String({ maxLength: 1000 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  },
  { additionalProperties: false },
)
