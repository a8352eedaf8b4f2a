/** The first steps of a new town, and the tables to fill in, on the wire. */
import { type Static, Type } from 'typebox'
import { startSteps } from './getting-started.ts'

export const laterSteps = ['administrator', 'messages'] as const
export const templates = ['villages', 'households', 'people'] as const
export type Template = (typeof templates)[number]

export const GettingStarted = Type.Object({
  steps: Type.Array(
    Type.Object({
      step: Type.Enum(startSteps, { examples: ['villages'] }),
      done: Type.Boolean(),
      have: Type.Optional(Type.Integer({ minimum: 0, examples: [14] })),
      of: Type.Optional(Type.Integer({ minimum: 0, examples: [16] })),
    }),
  ),
  /** What may wait until the first report went through. */
  later: Type.Array(Type.Object({ step: Type.Enum(laterSteps, { examples: ['messages'] }), done: Type.Boolean() })),
  away: Type.Boolean(),
  /** A division that was begun and is not in force: a draft, or one that waits for its day. */
  openPlan: Type.Optional(
    Type.Object({
      planId: Type.String(),
      name: Type.String(),
      effectiveOn: Type.Optional(Type.String({ format: 'date' })),
    }),
  ),
})
export type GettingStarted = Static<typeof GettingStarted>

export const PutAwayBody = Type.Object({ away: Type.Boolean({ examples: [true] }) })
export type PutAwayBody = Static<typeof PutAwayBody>

export const TemplateParams = Type.Object({ template: Type.Enum(templates, { examples: ['people'] }) })
