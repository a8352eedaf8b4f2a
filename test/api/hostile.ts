/** What people, machines and attackers put into fields, and what breaks programs that trust them. */
import fc from 'fast-check'
import type { Operation, Parameter, Schema } from './operations.ts'

/** Ids and numbers that exist, here and in the other town. */
export type Pool = { readonly ids: readonly string[]; readonly numbers: readonly string[] }

export const traps: readonly string[] = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  'x\udfffy',
  '\u200b\u200b',
  '\u202e反了\u202c',
  '\ufeff',
  '👨‍👩‍👧‍👦👍🏽',
  "'; drop table ticket; --",
  '" or 1=1 --',
  '\\',
  '%',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '{{7*7}}',
  '../../../etc/passwd',
  '__proto__',
  'constructor',
  'toString',
  'NaN',
  'null',
  '-1',
  '1e309',
  '99999999999999999999',
  '2022-02-31',
  '2022-13-40',
  '0000-01-01',
  '2022-02-31T00:00:00.000Z',
  '0000-00-00T00:00:00.000Z',
  '2022-09-26T99:99:99.999Z',
  '0001-01-01T00:00:00.000Z',
  '9999-12-31T23:59:59.999Z',
  'W10',
  'e30',
  'WyIyMDIyIl0',
  'WyIwMDAxLTAxLTAxVDAwOjAwOjAwLjAwMFoiLCJ4Il0',
  '水'.repeat(2001),
  'a'.repeat(5000),
]

const notText: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  2 ** 53,
  [],
  {},
  [[]],
  [null],
  { a: { b: [] } },
  { length: 1 },
]

/** Whole bodies that are no body. */
export const rawBodies: readonly string[] = [
  '',
  'null',
  '[]',
  '7',
  '"text"',
  '{',
  '{"words":NaN}',
  '{"words":"a"',
  '{"__proto__":{"admin":true}}',
  '{"constructor":{"prototype":{}}}',
  '{"words":"a","words":7}',
  `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
  `{"place":${'{"a":'.repeat(60)}1${'}'.repeat(60)}}`,
  `{"words":"${'a'.repeat(300_000)}"}`,
]

export const trap = (pool: Pool) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...traps) },
    { weight: 2, arbitrary: fc.constantFrom(...pool.ids, ...pool.numbers) },
    { weight: 1, arbitrary: fc.uuid() },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
    { weight: 1, arbitrary: fc.date({ noInvalidDate: true }).map(date => date.toISOString()) },
  )

const anything = (pool: Pool) =>
  fc.oneof(
    { weight: 3, arbitrary: trap(pool) },
    { weight: 2, arbitrary: fc.constantFrom(...notText) },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  )

/** Mostly what the shape asks for, up to its edges; sometimes something else. */
export function valueFor(schema: Schema, pool: Pool, depth = 0): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 5, arbitrary: fitting(schema, pool, depth) }, { weight: 1, arbitrary: anything(pool) })
}

function fitting(schema: Schema, pool: Pool, depth: number): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(each => fitting(each, pool, depth)))
  const edges = [schema.minimum, schema.maximum].filter(each => each !== undefined)
  if (schema.type === 'boolean') return fc.boolean()
  if (schema.type === 'integer')
    return fc.oneof(
      fc.constantFrom(...edges, 1),
      fc.integer({ min: schema.minimum ?? -1000, max: schema.maximum ?? 1_000_000 }),
    )
  if (schema.type === 'number')
    return fc.oneof(
      fc.constantFrom(...edges, 0),
      fc.double({ min: schema.minimum ?? -1e6, max: schema.maximum ?? 1e6, noNaN: true }),
    )
  if (schema.type === 'array')
    return fc.array(valueFor(schema.items ?? {}, pool, depth + 1), {
      minLength: schema.minItems ?? 0,
      maxLength: Math.min(schema.maxItems ?? 3, 3),
    })
  if (schema.type === 'object' && schema.properties && depth < 6)
    return fc.record(
      Object.fromEntries(
        Object.entries(schema.properties).map(([key, each]) => [key, valueFor(each, pool, depth + 1)]),
      ),
      { requiredKeys: [...(schema.required ?? [])] },
    )
  if (schema.type === 'string') return fittingText(schema, pool)
  return fc.constant({})
}

const dayish = /\\d\{4\}-/

function fittingText(schema: Schema, pool: Pool): fc.Arbitrary<unknown> {
  const examples = (schema.examples ?? []).filter(each => typeof each === 'string')
  if (schema.pattern?.includes('{8}-')) return fc.constantFrom(...pool.ids)
  if (schema.pattern !== undefined && dayish.test(schema.pattern))
    return fc.constantFrom(
      ...examples,
      ...traps.filter(each => new RegExp(schema.pattern ?? '').test(each)),
      '2022-09-26',
    )
  if (schema.pattern !== undefined && !schema.pattern.includes('(?'))
    return fc.oneof(
      ...(examples.length > 0 ? [fc.constantFrom(...examples)] : []),
      fc.stringMatching(new RegExp(schema.pattern), { maxLength: 40 } as never),
    )
  const { minLength = 0, maxLength = 60 } = schema
  return fc.oneof(
    ...(examples.length > 0 ? [fc.constantFrom(...examples)] : []),
    fc.string({ unit: 'grapheme', minLength: Math.min(minLength, 100), maxLength: Math.min(maxLength, 100) }),
    fc.constantFrom(...traps.filter(each => each.length >= minLength && each.length <= maxLength), 'a'),
  )
}

/** How a good request is spoiled. `undefined` takes the field away. */
export type Spoil =
  | { readonly kind: 'field'; readonly path: readonly string[]; readonly value: unknown }
  | { readonly kind: 'body'; readonly value: unknown }
  | { readonly kind: 'raw'; readonly text: string }
  | { readonly kind: 'param' | 'query' | 'header'; readonly name: string; readonly value: string }

const headerText = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'abcXYZ019-_." =;,%/\\<>'), maxLength: 40 }),
  fc.constantFrom('a'.repeat(3000), 'W/"1"', '"999999999"', '-1', 'null', '*', '0', '1.0.0', '99999999999999999999'),
)
const usualHeaders = [
  'accept',
  'accept-language',
  'if-match',
  'if-none-match',
  'content-type',
  'idempotency-key',
  'last-event-id',
  'cookie',
  'x-forwarded-for',
  'x-forwarded-host',
  'origin',
  'sec-fetch-site',
  'range',
  'content-encoding',
  'x-http-method-override',
]

export function spoils(operation: Operation, pool: Pool): fc.Arbitrary<Spoil> {
  const named = (place: Parameter['in']) => operation.parameters.filter(each => each.in === place)
  const ways: { weight: number; arbitrary: fc.Arbitrary<Spoil> }[] = [
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('header' as const),
        name: fc.constantFrom(...usualHeaders, ...named('header').map(each => each.name)),
        value: headerText,
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('query' as const),
        name: fc.constantFrom('after', 'limit', '__proto__', 'x'),
        value: trap(pool),
      }),
    },
  ]
  for (const { name, schema } of named('path'))
    ways.push({
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('param' as const),
        name: fc.constant(name),
        value: fc.oneof(trap(pool), valueFor(schema, pool).map(asText)),
      }),
    })
  for (const { name, schema } of named('query'))
    ways.push({
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('query' as const),
        name: fc.constant(name),
        value: valueFor(schema, pool).map(asText),
      }),
    })
  if (operation.body) {
    const fields = fieldsOf(operation.body)
    if (fields.length > 0)
      ways.push({
        weight: 8,
        arbitrary: fc.constantFrom(...fields).chain(({ path, schema }) =>
          fc.record({
            kind: fc.constant('field' as const),
            path: fc.constant(path),
            value: fc.oneof(
              { weight: 6, arbitrary: valueFor(schema, pool) },
              { weight: 3, arbitrary: anything(pool) },
              { weight: 1, arbitrary: fc.constant(undefined) },
            ),
          }),
        ),
      })
    ways.push({
      weight: 4,
      arbitrary: fc.record({ kind: fc.constant('body' as const), value: valueFor(operation.body, pool) }),
    })
  }
  if (operation.method !== 'GET')
    ways.push({
      weight: 2,
      arbitrary: fc.record({ kind: fc.constant('raw' as const), text: fc.constantFrom(...rawBodies) }),
    })
  return fc.oneof(...ways)
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
}

type Field = { readonly path: readonly string[]; readonly schema: Schema }

function fieldsOf(schema: Schema, path: readonly string[] = []): Field[] {
  if (schema.anyOf) return schema.anyOf.flatMap(each => fieldsOf(each, path))
  if (schema.type === 'array' && schema.items && path.length < 6) return fieldsOf(schema.items, [...path, '0'])
  return Object.entries(schema.properties ?? {}).flatMap(([key, each]) => [
    { path: [...path, key], schema: each },
    ...(path.length < 6 ? fieldsOf(each, [...path, key]) : []),
  ])
}

/** Sets or takes away one field; what lies on the way is made. */
export function spoilt(body: unknown, path: readonly string[], value: unknown): unknown {
  const [first, ...rest] = path
  if (first === undefined) return value
  if (Array.isArray(body))
    return body.map((each, place) => (String(place) === first ? spoilt(each, rest, value) : each))
  const whole = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
  return { ...whole, [first]: spoilt(whole[first], rest, value) }
}
