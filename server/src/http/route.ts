import type { IncomingMessage, ServerResponse } from 'node:http'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { instantPattern } from '@onegrid/domain/kernel/time.ts'
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify'
import { type TSchema, Type } from 'typebox'
import { Problem } from './problem-shape.ts'

/** The application as slices see it: shapes give the handlers their types. */
export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>

type Shape = {
  readonly operationId: string
  readonly summary: string
  readonly tags: readonly string[]
  readonly params?: TSchema
  readonly querystring?: TSchema
  readonly body?: TSchema
  readonly response?: Readonly<Record<number, TSchema>>
  readonly description?: string
}

const problemAnswer = {
  description: 'A problem (RFC 9457) that names the code, the field and the remedy',
  content: { 'application/problem+json': { schema: Problem } },
}

type WithProblem<S extends Shape> = Omit<S, 'response' | 'tags'> & {
  readonly tags: string[]
  readonly response: S['response'] extends Readonly<Record<number, TSchema>> ? S['response'] : Record<never, never>
}

/** A route that only looks: `app.get('/api/v1/tickets', { schema: read({ … }) }, …)`. */
export function read<const S extends Shape>(shape: S): WithProblem<S> {
  return {
    ...shape,
    tags: [...shape.tags],
    response: { ...shape.response, '4xx': problemAnswer },
  } as unknown as WithProblem<S>
}

const CommandHeaders = Type.Object({
  'idempotency-key': Type.Optional(
    Type.String({
      pattern: '^[A-Za-z0-9_-]{1,64}$',
      description:
        'The command id: the same id does its work once, also weeks later. Required; plain HTML forms send it as field `command_id`.',
      examples: ['01930000-0000-7000-8000-000000000001'],
    }),
  ),
})

/** A route that changes something: it carries a command id. */
export function write<const S extends Shape>(shape: S): WithProblem<S> & { readonly headers: typeof CommandHeaders } {
  return { ...read(shape), headers: CommandHeaders }
}

/** The usual answer of a list item's or a thing's identifier in the path. */
export const Uuid = Type.String({
  pattern: '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$',
  examples: ['01930000-0000-7000-8000-000000000001'],
})

/** The pattern gives the width and the century, the format refuses the 31st of February. */
export const Day = Type.String({
  pattern: '^(19|20)\\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$',
  format: 'date',
  examples: ['2022-09-26'],
})
export const Moment = Type.String({
  pattern: instantPattern,
  format: 'date-time',
  examples: ['2022-09-26T00:30:00.000Z'],
})
export const Phone = Type.String({ minLength: 5, maxLength: 20, pattern: '^[+0-9 ()-]+$', examples: ['13800138000'] })
