import type { FastifyInstance } from 'fastify'
import type { Asked } from './county.ts'
import type { Call } from './recipe/recipe.ts'

/** A JSON schema as the document shows it; only what the arbitraries read. */
export type Schema = {
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | Schema
  readonly patternProperties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly minItems?: number
  readonly maxItems?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly pattern?: string
  readonly examples?: readonly unknown[]
}
export type Parameter = {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly required?: boolean
  readonly schema: Schema
}
export type Operation = {
  readonly operationId: string
  readonly method: string
  readonly path: string
  readonly parameters: readonly Parameter[]
  readonly body: Schema | undefined
}

type Entry = {
  readonly operationId?: string
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> }
}

export async function operationsOf(app: FastifyInstance): Promise<readonly Operation[]> {
  const document = (await app.inject('/api/openapi.json')).json<{ paths: Record<string, Record<string, Entry>> }>()
  return Object.entries(document.paths).flatMap(([path, entries]) =>
    Object.entries(entries).map(([method, entry]) => ({
      operationId: entry.operationId ?? `${method} ${path}`,
      method: method.toUpperCase(),
      path,
      parameters: entry.parameters ?? [],
      body: entry.requestBody?.content['application/json']?.schema,
    })),
  )
}

export function requestOf(operation: Operation, call: Omit<Call, 'by'>): Asked {
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(call.params?.[name] ?? name),
  )
  const query = new URLSearchParams(call.query).toString()
  const body = call.bytes ?? call.body
  return {
    method: operation.method,
    url: query === '' ? path : `${path}?${query}`,
    ...(call.headers ? { headers: call.headers } : {}),
    ...(body === undefined ? {} : { body }),
  }
}
