/** Wire shapes of training. */
import { type Static, Type } from 'typebox'
import { instantPattern } from '../../kernel/time.ts'

const id = Type.String({
  pattern: '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$',
  examples: ['01930000-0000-7000-8000-000000000001'],
})
const instant = Type.String({ pattern: instantPattern, format: 'date-time', examples: ['2022-09-28T01:00:00.000Z'] })
const day = Type.String({
  pattern: '^(19|20)\\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$',
  format: 'date',
  examples: ['2022-09-26'],
})
const code = Type.String({ pattern: '^[a-z0-9_]{1,30}$', examples: ['mediation'] })
/** Only addresses that a browser opens by itself; nothing that runs. */
const link = Type.String({ pattern: '^https?://[^\\s"<>]{3,300}$', examples: ['https://example.cn/course'] })

export const subjectShape = Type.Object(
  {
    code,
    zh: Type.String({ maxLength: 30, examples: ['纠纷调解'] }),
    en: Type.String({ maxLength: 60, examples: ['Mediation of disputes'] }),
    retired: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)
export const subjectsBody = Type.Object(
  { subjects: Type.Array(subjectShape, { maxItems: 60 }) },
  { additionalProperties: false },
)
export const subjectsShape = Type.Object(
  { subjects: Type.Array(subjectShape), version: Type.Integer({ examples: [1] }) },
  { additionalProperties: false },
)
export type SubjectsWire = Static<typeof subjectsShape>

const facts = {
  subject: code,
  title: Type.String({ minLength: 1, maxLength: 80, examples: ['邻里纠纷怎么谈'] }),
  startsAt: instant,
  endsAt: instant,
  place: Type.Optional(Type.String({ maxLength: 80, examples: ['镇政府三楼会议室'] })),
  link: Type.Optional(link),
  materials: Type.Array(
    Type.Object({ title: Type.String({ minLength: 1, maxLength: 60 }), link }, { additionalProperties: false }),
    { maxItems: 20 },
  ),
  seats: Type.Optional(Type.Integer({ minimum: 1, maximum: 5000, examples: [60] })),
}
export const trainingBody = Type.Object(facts, { additionalProperties: false })
export type TrainingBody = Static<typeof trainingBody>

export const trainingShape = Type.Object(
  {
    trainingId: id,
    ...facts,
    files: Type.Array(
      Type.Object({
        fileId: id,
        name: Type.String({ examples: ['讲义.pdf'] }),
        mediaType: Type.String({ examples: ['application/pdf'] }),
        bytes: Type.Integer({ examples: [348112] }),
      }),
      { description: 'Laid beside the session; fetched one by one', maxItems: 10 },
    ),
    cancelled: Type.Boolean(),
    signedUp: Type.Integer({ description: 'How many have signed up', examples: [32] }),
    /** Of the one who asks. */
    mine: Type.Object({
      signedUp: Type.Boolean(),
      present: Type.Boolean(),
      score: Type.Optional(Type.Integer({ minimum: 1, maximum: 5 })),
    }),
    version: Type.Integer(),
    /** For the organiser only. */
    wallCode: Type.Optional(Type.String({ examples: ['7KQ4M2'] })),
    present: Type.Optional(Type.Integer({ examples: [28] })),
    feedback: Type.Optional(
      Type.Object({
        count: Type.Integer({ examples: [12] }),
        /** Mean of 1–5, from ten answers on (domain.md §2: with fewer than ten no rate). */
        mean: Type.Optional(Type.Number({ examples: [4.4] })),
      }),
    ),
  },
  { additionalProperties: false },
)
export type TrainingWire = Static<typeof trainingShape>

export const trainingParams = Type.Object({ trainingId: id }, { additionalProperties: false })
export const trainingsQuery = Type.Object(
  {
    after: Type.Optional(Type.String({ maxLength: 1000 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
    subject: Type.Optional(code),
    /** `coming`: not ended yet, the next first; `held`: ended, the newest first. */
    when: Type.Optional(Type.Enum(['coming', 'held'] as const)),
  },
  { additionalProperties: false },
)

export const entryShape = Type.Object(
  {
    personId: id,
    personName: Type.Optional(Type.String()),
    signedUp: Type.Boolean(),
    present: Type.Boolean(),
    presentBy: Type.Optional(Type.Enum(['list', 'code'] as const)),
  },
  { additionalProperties: false },
)
export type EntryWire = Static<typeof entryShape>
export const entriesQuery = Type.Object(
  {
    after: Type.Optional(Type.String({ maxLength: 1000 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  },
  { additionalProperties: false },
)

export const presenceBody = Type.Object(
  { personIds: Type.Array(id, { minItems: 1, maxItems: 500 }), present: Type.Boolean() },
  { additionalProperties: false },
)
export const wallBody = Type.Object(
  {
    code: Type.String({ minLength: 1, maxLength: 12, examples: ['7KQ4M2'] }),
    phone: Type.Optional(
      Type.String({
        minLength: 5,
        maxLength: 24,
        description: 'For who has no account: the number that the town keeps',
        examples: ['13800138000'],
      }),
    ),
  },
  { additionalProperties: false },
)
export const feedbackBody = Type.Object(
  {
    score: Type.Integer({ minimum: 1, maximum: 5 }),
    words: Type.Optional(Type.String({ maxLength: 500 })),
  },
  { additionalProperties: false },
)
export const coverageQuery = Type.Object(
  {
    from: day,
    until: day,
    /** Opens one village: its small grids, and the village itself for the posts that lie in no group. */
    village: Type.Optional(id),
  },
  { additionalProperties: false },
)
export const coverageShape = Type.Object(
  {
    subjects: Type.Array(subjectShape),
    items: Type.Array(
      Type.Object({
        gridId: id,
        name: Type.String({ examples: ['东瑶村'] }),
        level: Type.Enum(['medium', 'small'] as const),
        people: Type.Integer({ description: 'How many hold a post there today', examples: [24] }),
        /** Of them, how many were at a session of the subject; by the subject's code. */
        trained: Type.Record(Type.String(), Type.Integer()),
      }),
    ),
  },
  { additionalProperties: false },
)
export type CoverageWire = Static<typeof coverageShape>
