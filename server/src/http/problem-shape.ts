import { type Static, Type } from 'typebox'

/** RFC 9457, with the code that programs read and the remedy that people read. */
export const Problem = Type.Object(
  {
    type: Type.String({ examples: ['/problems/field_invalid'] }),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.String(),
    detail: Type.String(),
    remedy: Type.String(),
    field: Type.Optional(Type.String()),
    pointer: Type.Optional(Type.String({ description: 'JSON pointer into the body, or `?name` of the query' })),
    expected: Type.Optional(Type.String()),
    facts: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    requestId: Type.String(),
  },
  { title: 'Problem' },
)
export type Problem = Static<typeof Problem>
