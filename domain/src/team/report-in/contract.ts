/** Wire shapes of report-ins. */
import { type Static, Type } from 'typebox'
import { reportInKinds, reportInStates, timeSlots } from './report-in.ts'

const id = Type.String({
  pattern: '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$',
  examples: ['01930000-0000-7000-8000-000000000001'],
})
const skill = Type.String({ pattern: '^[a-z0-9_-]{1,40}$', examples: ['repair'] })
const kind = Type.Enum(reportInKinds)

export const reportInKindParams = Type.Object({ kind }, { additionalProperties: false })
export const reportInParams = Type.Object({ reportInId: id }, { additionalProperties: false })

export const reportInBody = Type.Object(
  {
    gridId: Type.String({ ...id, description: 'A village, or one of its small grids' }),
    unitName: Type.Optional(Type.String({ maxLength: 60, examples: ['东成供电所'] })),
    skills: Type.Array(skill, { maxItems: 60 }),
    times: Type.Array(Type.Enum(timeSlots), { maxItems: 4 }),
    words: Type.Optional(Type.String({ maxLength: 400, examples: ['会开拖拉机，农忙可以帮手'] })),
    name: Type.Optional(
      Type.String({ maxLength: 40, description: 'Where the town does not know it yet', examples: ['梁启明'] }),
    ),
  },
  { additionalProperties: false },
)
export type ReportInBody = Static<typeof reportInBody>

export const declineBody = Type.Object(
  { answer: Type.String({ minLength: 1, maxLength: 200, examples: ['您住的是云河村，请在那边报到'] }) },
  { additionalProperties: false },
)

export const reportInShape = Type.Object(
  {
    reportInId: id,
    kind,
    gridId: id,
    gridName: Type.String({ examples: ['东瑶村第三村民小组'] }),
    unitName: Type.Optional(Type.String()),
    skills: Type.Array(skill),
    times: Type.Array(Type.Enum(timeSlots)),
    words: Type.Optional(Type.String()),
    state: Type.Enum(reportInStates),
    answer: Type.Optional(Type.String()),
    reportedAt: Type.String({ format: 'date-time' }),
    /** For who decides on it. */
    personId: Type.Optional(id),
    personName: Type.Optional(Type.String()),
    /** His own, which another one decides on. */
    mine: Type.Boolean(),
  },
  { additionalProperties: false },
)
export type ReportInWire = Static<typeof reportInShape>

export const myReportInsShape = Type.Object(
  { items: Type.Array(reportInShape), name: Type.Optional(Type.String()) },
  { additionalProperties: false },
)
export type MyReportInsWire = Static<typeof myReportInsShape>

export const reportInsQuery = Type.Object(
  {
    after: Type.Optional(Type.String({ maxLength: 1000 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
    state: Type.Optional(Type.Enum(reportInStates)),
    kind: Type.Optional(kind),
    gridId: Type.Optional(id),
    skill: Type.Optional(skill),
    text: Type.Optional(Type.String({ maxLength: 40, description: 'In the name of a person or a unit' })),
  },
  { additionalProperties: false },
)
