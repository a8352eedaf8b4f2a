/** Wire shapes of venues. */
import { type Static, Type } from 'typebox'
import { venueKinds } from './venue.ts'

const id = Type.String({
  pattern: '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$',
  examples: ['01930000-0000-7000-8000-000000000001'],
})
const span = Type.Object(
  {
    from: Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$', examples: ['08:30'] }),
    to: Type.String({ pattern: '^(([01]\\d|2[0-3]):[0-5]\\d|24:00)$', examples: ['12:00'] }),
  },
  { additionalProperties: false },
)
const spans = Type.Array(span, { maxItems: 4 })
const hours = Type.Object({ workday: spans, restday: spans, holiday: spans }, { additionalProperties: false })

const facts = {
  kind: Type.Enum(venueKinds, { examples: ['service_centre'] }),
  name: Type.String({ minLength: 1, maxLength: 60, examples: ['东瑶村党群服务中心'] }),
  gridId: id,
  lon: Type.Optional(Type.Number({ minimum: -180, maximum: 180, examples: [112.2831042] })),
  lat: Type.Optional(Type.Number({ minimum: -90, maximum: 90, examples: [22.7204118] })),
  hours,
  doings: Type.Array(Type.String({ maxLength: 40 }), { maxItems: 12, examples: [['代办医保', '议事']] }),
  personId: Type.Optional(id),
  phone: Type.Optional(
    Type.String({
      minLength: 5,
      maxLength: 20,
      pattern: '^[+0-9 ()-]+$',
      description: "The venue's own public number, never a person's",
      examples: ['0766-2800000'],
    }),
  ),
  public: Type.Boolean({ description: "Stands on the town's page" }),
}

export const venueBody = Type.Object(facts, { additionalProperties: false })
export type VenueBody = Static<typeof venueBody>

export const venueShape = Type.Object(
  {
    venueId: id,
    code: Type.String({ examples: ['7KQ4M2'] }),
    ...facts,
    gridNames: Type.Array(Type.String(), { examples: [['东瑶村', '第三村民小组']] }),
    /** For the team only. */
    personName: Type.Optional(Type.String()),
    version: Type.Integer({ examples: [1] }),
  },
  { additionalProperties: false },
)
export type VenueWire = Static<typeof venueShape>

export const venuesQuery = Type.Object(
  {
    after: Type.Optional(Type.String({ maxLength: 1000 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
    gridId: Type.Optional(id),
    kind: Type.Optional(Type.Enum(venueKinds)),
  },
  { additionalProperties: false },
)
export const venueParams = Type.Object({ venueId: id }, { additionalProperties: false })
