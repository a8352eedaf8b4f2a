/** The wire shape of the whole catalogue; what the parts must mean to each other stands in catalogue-rules.ts. */
import { type Static, type TObject, type TSchema, Type } from 'typebox'
import { confidentialities, levels, urgencies } from './ticket.ts'

function oneOf<const T extends readonly string[]>(values: T) {
  return Type.Unsafe<T[number]>(Type.String({ enum: [...values] }))
}

function whole<T extends Record<string, TSchema>>(properties: T): TObject<T> {
  return Type.Object(properties, { additionalProperties: false })
}

/** One line of text that says something: no control or invisible direction marks, not only blanks. */
const visible = '^(?=.*\\S)[^\\u0000-\\u001f\\u007f-\\u009f\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u2069\\ufeff]*$'
const text = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: visible })
const code = Type.String({ pattern: '^[A-Za-z0-9_-]{1,40}$', examples: ['1205'] })
const retired = Type.Optional(
  Type.Boolean({ description: 'No longer offered, but old tickets keep it: codes are never removed' }),
)

export const NamedShape = whole({ zh: text(200), en: text(300) })

export const DurationShape = whole({
  amount: Type.Number({ exclusiveMinimum: 0, maximum: 10_000, examples: [7] }),
  unit: oneOf(['urgent_hour', 'working_hour', 'working_day']),
})

export const CategoryShape = whole({ code, name: NamedShape, villageWord: NamedShape, retired })

export const ConditionShape = whole({
  code,
  name: NamedShape,
  limit: DurationShape,
  urgency: oneOf(urgencies),
  closing: NamedShape,
  retired,
})

export const SubcategoryShape = whole({
  code,
  category: code,
  name: NamedShape,
  villageWord: Type.Optional(NamedShape),
  anonymousAllowed: Type.Boolean(),
  confidentiality: oneOf(confidentialities),
  orderAllowed: Type.Boolean(),
  villageMayHandle: Type.Boolean(),
  level: oneOf(levels),
  unitId: Type.Optional(Type.String({ pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' })),
  duplicates: whole({
    by: oneOf(['distance', 'supply_area']),
    metres: Type.Integer({ minimum: 1, maximum: 5000 }),
    days: Type.Integer({ minimum: 1, maximum: 365 }),
    supply: Type.Optional(oneOf(['water', 'power'])),
  }),
  conditions: Type.Array(ConditionShape, { minItems: 1, maxItems: 20 }),
  retired,
})

const reason = whole({ code, name: NamedShape, retired })
const reasons = Type.Array(reason, { maxItems: 60 })
const byLevel = whole({ small: DurationShape, medium: DurationShape, large: DurationShape })

export const LimitsShape = whole({
  acknowledge: DurationShape,
  contact: DurationShape,
  callBack: DurationShape,
  ordinary: DurationShape,
  assess: byLevel,
  dispatch: byLevel,
  handle: byLevel,
  verify: DurationShape,
  ratingDays: Type.Integer({ minimum: 1, maximum: 365 }),
  order: DurationShape,
  urgeAgain: DurationShape,
  dayBeforeForeign: Type.Optional(Type.Boolean()),
})

export const NeedShape = whole({ code, name: NamedShape, subcategory: code, words: NamedShape, retired })
export const EmergencyNumberShape = whole({
  number: Type.String({ pattern: '^[0-9]{3,12}$', examples: ['119'] }),
  name: NamedShape,
})
export const DeclineRuleShape = whole({ code, name: NamedShape, instead: NamedShape, retired })

export const CatalogueShape = whole({
  version: Type.Integer({ minimum: 0, description: 'Of the version that was opened; If-Match decides' }),
  categories: Type.Array(CategoryShape, { minItems: 1, maxItems: 100 }),
  subcategories: Type.Array(SubcategoryShape, { minItems: 1, maxItems: 1000 }),
  limits: LimitsShape,
  reasons: whole({
    return: reasons,
    contest: reasons,
    extension: reasons,
    suspension: reasons,
    appeal: reasons,
    referral: reasons,
  }),
  declineRules: Type.Array(DeclineRuleShape, { maxItems: 60 }),
  outsideBodies: Type.Array(
    whole({
      code,
      name: NamedShape,
      phone: Type.Optional(Type.String({ pattern: '^[+0-9 -]{3,20}$' })),
      followUp: DurationShape,
      retired,
    }),
    { maxItems: 200 },
  ),
  needs: Type.Array(NeedShape, { maxItems: 60 }),
  emergencyNumbers: Type.Array(EmergencyNumberShape, { maxItems: 20 }),
})
export type CatalogueWire = Static<typeof CatalogueShape>
