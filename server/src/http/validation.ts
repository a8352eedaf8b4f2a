import { createHash } from 'node:crypto'
import { SerializerSelector } from '@fastify/fast-json-stringify-compiler'
import { Refusal } from '@onegrid/domain/kernel/refusal.ts'
import type { FastifyInstance, FastifySchema, FastifySchemaCompiler, FastifySerializerCompiler } from 'fastify'
import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import type { TLocalizedValidationError } from 'typebox/error'
import { escapePointer } from './body.ts'
import { expectedBy } from './expected-words.ts'

/**
 * Shapes are checked by the library that made them. Only what travels as text by nature (query, path, headers, form
 * fields) is converted; a JSON body that says "1" where 1 is asked is wrong.
 */
const compileShape: FastifySchemaCompiler<FastifySchema> = ({ schema, httpPart }) => {
  const validator = validatorOf(schema as unknown as TSchema)
  return (value: unknown) => {
    const given = httpPart !== 'body' || isForm(value) ? validator.Convert(structuredClone(value)) : (value ?? {})
    if (validator.Check(given)) return { value: given }
    const first = validator.Errors(given)[0]
    return { error: first === undefined ? new Refusal('field_invalid') : refusalOf(first, httpPart ?? 'body') }
  }
}

const validators = new WeakMap<TSchema, ReturnType<typeof Compile>>()

/** A shape that many routes ask for (an id in the path, a page of a list) is compiled once. */
function validatorOf(schema: TSchema): ReturnType<typeof Compile> {
  const known = validators.get(schema)
  if (known) return known
  const made = Compile(schema)
  validators.set(schema, made)
  return made
}

/** Form bodies are parsed into objects without a prototype, JSON into ordinary ones. */
function isForm(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.getPrototypeOf(value) !== Object.prototype
  )
}

function refusalOf(error: TLocalizedValidationError, part: string): Refusal {
  const inside = pathOf(error)
  const pointer = part === 'body' ? inside : part === 'headers' ? `header ${inside.slice(1)}` : `?${inside.slice(1)}`
  if (part === 'headers' && inside === '/idempotency-key') return new Refusal('command_id_missing', { pointer })
  const name = inside.split('/').at(-1) ?? ''
  const degrees = (name === 'lon' || name === 'lat') && ['minimum', 'maximum'].includes(error.keyword)
  if (degrees) return new Refusal('coordinates_outside_range', { pointer })
  return new Refusal('field_invalid', { pointer, keyword: error.keyword, ...expectedBy(error, name) })
}

/** A missing or surplus property is named itself, not the object that lacks it. */
function pathOf(error: TLocalizedValidationError): string {
  const names =
    error.keyword === 'required'
      ? error.params.requiredProperties
      : error.keyword === 'additionalProperties'
        ? error.params.additionalProperties
        : []
  const first = names[0]
  return first === undefined ? error.instancePath : `${error.instancePath}/${escapePointer(first)}`
}

const makeSerializer = SerializerSelector()({}, {})
/** By the digest of the shape: routes write the same one anew, and the text itself would be megabytes. */
const serializers = new Map<string, ReturnType<typeof makeSerializer>>()

/** Sixty routes answer with the same ticket: compiled for each of them, its writer alone took some megabytes. */
const compileAnswer: FastifySerializerCompiler<FastifySchema> = route => {
  const digest = createHash('sha256').update(JSON.stringify(route.schema)).digest('base64url')
  const known = serializers.get(digest)
  if (known) return known
  const made = makeSerializer({ ...route, httpStatus: route.httpStatus ?? '' })
  serializers.set(digest, made)
  return made
}

export function checkShapes(app: FastifyInstance): void {
  app.setValidatorCompiler(compileShape)
  app.setSerializerCompiler(compileAnswer)
}
