/** Wire shapes of grids, landmarks and units. */
import { type Static, Type } from 'typebox'
import { coordinateSystems } from '../kernel/place.ts'
import { gridKinds, gridLevels, landmarkKinds, unitKinds, utilities } from './grid.ts'

const id = Type.String({
  pattern: '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$',
  examples: ['01930000-0000-7000-8000-000000000001'],
})
const lon = Type.Number({ minimum: -180, maximum: 180, examples: [112.2831042] })
const lat = Type.Number({ minimum: -90, maximum: 90, examples: [22.7204118] })
const levels = Type.Enum(gridLevels, { examples: ['small'] })

export const gridShape = Type.Object(
  {
    gridId: id,
    level: levels,
    parentId: Type.Optional(id),
    code: Type.String({ examples: ['445321105201003'] }),
    name: Type.String({ examples: ['第三村民小组'] }),
    localNames: Type.Array(Type.String(), { examples: [['十里新村']] }),
    kind: Type.Enum(gridKinds, { examples: ['group'] }),
  },
  { additionalProperties: false },
)
export type GridWire = Static<typeof gridShape>

/** The whole tree in one answer: a town has some hundred grids, and every form needs them all. */
export const gridTreeShape = Type.Object(
  { items: Type.Array(gridShape), version: Type.Integer({ examples: [3] }) },
  { additionalProperties: false },
)
export type GridTreeWire = Static<typeof gridTreeShape>

const position = Type.Array(Type.Number(), { minItems: 2, maxItems: 2 })
const ring = Type.Array(position, { minItems: 4 })
export const geometryShape = Type.Union([
  Type.Object({ type: Type.Literal('Polygon'), coordinates: Type.Array(ring) }),
  Type.Object({ type: Type.Literal('MultiPolygon'), coordinates: Type.Array(Type.Array(ring)) }),
])

export const outlinesShape = Type.Object({
  type: Type.Literal('FeatureCollection'),
  features: Type.Array(
    Type.Object({
      type: Type.Literal('Feature'),
      id: Type.String(),
      properties: Type.Object({
        gridId: id,
        level: levels,
        code: Type.String(),
        name: Type.String(),
        parentId: Type.Optional(id),
        /** Made up for a demonstration: the map says so. */
        example: Type.Boolean(),
      }),
      geometry: geometryShape,
    }),
  ),
})
export type OutlinesWire = Static<typeof outlinesShape>

export const locateQuery = Type.Object(
  {
    lon,
    lat,
    source: Type.Optional(Type.Enum(coordinateSystems, { examples: ['gcj02'] })),
  },
  { additionalProperties: false },
)
export type LocateQuery = Static<typeof locateQuery>

/** `outside` is an answer, not an error: such a matter goes to the town centre. */
export const locatedShape = Type.Object(
  {
    outside: Type.Boolean({ examples: [false] }),
    lon,
    lat,
    grid: Type.Object({ large: id, medium: Type.Optional(id), small: Type.Optional(id) }),
    names: Type.Array(Type.String(), { examples: [['东成镇', '东瑶村', '第三村民小组']] }),
    landmarks: Type.Array(
      Type.Object({ landmarkId: id, name: Type.String(), metres: Type.Integer({ examples: [86] }) }),
    ),
  },
  { additionalProperties: false },
)
export type LocatedWire = Static<typeof locatedShape>

export const landmarkShape = Type.Object(
  {
    landmarkId: id,
    gridId: id,
    kind: Type.Enum(landmarkKinds, { examples: ['ancestral_hall'] }),
    name: Type.String({ examples: ['大榕树'] }),
    lon,
    lat,
  },
  { additionalProperties: false },
)
export type LandmarkWire = Static<typeof landmarkShape>

const page = {
  after: Type.Optional(Type.String({ maxLength: 1000 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
}

export const landmarksQuery = Type.Object(
  { ...page, gridId: Type.Optional(id), words: Type.Optional(Type.String({ maxLength: 40, examples: ['榕树'] })) },
  { additionalProperties: false },
)
export type LandmarksQuery = Static<typeof landmarksQuery>

export const landmarksShape = Type.Object({ items: Type.Array(landmarkShape), next: Type.Optional(Type.String()) })

const wholeLandmark = {
  kind: Type.Enum(landmarkKinds, { examples: ['tree'] }),
  name: Type.String({ maxLength: 60, examples: ['大榕树'] }),
  lon,
  lat,
}

export const landmarkListShape = Type.Object(
  {
    items: Type.Array(Type.Object({ landmarkId: id, gridId: id, ...wholeLandmark }, { additionalProperties: false })),
    version: Type.Integer({ examples: [3] }),
  },
  { additionalProperties: false },
)
export type LandmarkListWire = Static<typeof landmarkListShape>

/** The whole list of the town: what it does not name is removed. WGS-84. */
export const landmarkListBody = Type.Object(
  {
    items: Type.Array(
      Type.Object(
        {
          landmarkId: Type.Optional({ ...id, description: 'Absent: a new landmark' }),
          gridId: Type.Optional({ ...id, description: 'Absent: the grid in which it lies' }),
          ...wholeLandmark,
        },
        { additionalProperties: false },
      ),
      { maxItems: 5000 },
    ),
  },
  { additionalProperties: false },
)
export type LandmarkListBody = Static<typeof landmarkListBody>

export const unitShape = Type.Object(
  {
    unitId: id,
    code: Type.String({ examples: ['water-works'] }),
    name: Type.String({ examples: ['水利所'] }),
    kind: Type.Enum(unitKinds, { examples: ['station'] }),
    gridId: id,
  },
  { additionalProperties: false },
)
export type UnitWire = Static<typeof unitShape>

export const unitsQuery = Type.Object({ ...page, gridId: Type.Optional(id) }, { additionalProperties: false })
export type UnitsQuery = Static<typeof unitsQuery>

export const unitsShape = Type.Object({ items: Type.Array(unitShape), next: Type.Optional(Type.String()) })

const supplyArea = {
  utility: Type.Enum(utilities, { examples: ['water'] }),
  name: Type.String({ maxLength: 60, examples: ['东瑶水厂'] }),
  gridIds: Type.Array(id, { maxItems: 5000, description: 'Small grids' }),
}

export const supplyAreasShape = Type.Object(
  {
    items: Type.Array(Type.Object({ supplyAreaId: id, ...supplyArea }, { additionalProperties: false })),
    version: Type.Integer({ examples: [3] }),
  },
  { additionalProperties: false },
)
export type SupplyAreasWire = Static<typeof supplyAreasShape>

/** The whole list of the town: what it does not name is removed. */
export const supplyAreasBody = Type.Object(
  {
    items: Type.Array(
      Type.Object(
        { supplyAreaId: Type.Optional({ ...id, description: 'Absent: a new area' }), ...supplyArea },
        { additionalProperties: false },
      ),
      { maxItems: 1000 },
    ),
  },
  { additionalProperties: false },
)
export type SupplyAreasBody = Static<typeof supplyAreasBody>

/** What lies under the grids of every map of this installation; nothing where no base map is configured. */
export const mapSettingsShape = Type.Object(
  {
    base: Type.Optional(
      Type.Object(
        {
          tiles: Type.Array(Type.String({ examples: ['https://tiles.example.cn/{z}/{x}/{y}.png'] })),
          attribution: Type.String({ examples: ['© Example'] }),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
)
export type MapSettingsWire = Static<typeof mapSettingsShape>
