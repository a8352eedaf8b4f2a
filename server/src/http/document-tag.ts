import { demand } from '@onegrid/domain/kernel/refusal.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type TObject, Type } from 'typebox'

/** Entity tags of documents that a town edits as a whole (catalogue, calendar, supply areas): the version, as HTTP writes it. */
export function tagOf(version: number): string {
  return `"${version}"`
}

const form = /^(?:W\/)?"?(\d{1,9})"?$/

/** The version in If-Match: who changes a document says which one he saw. @throws Refusal field_invalid */
export function matchedVersion(request: FastifyRequest): number {
  const version = form.exec(request.headers['if-match'] ?? '')?.[1]
  demand(version !== undefined, 'field_invalid', {
    pointer: 'header if-match',
    expected: 'the ETag of the version that was changed',
    expectedZh: '所修改版本的 ETag',
  })
  return Number(version)
}

/** The headers of a write, and If-Match beside them. */
export function withIfMatch<S extends { readonly headers: TObject }>(schema: S): S {
  const ifMatch = Type.Optional(
    Type.String({
      maxLength: 40,
      description: 'Required: the ETag of the version that was changed',
      examples: ['"3"'],
    }),
  )
  return { ...schema, headers: Type.Object({ ...schema.headers.properties, 'if-match': ifMatch }) }
}

/** Who has this version already gets a 304 and no document. */
export function sendDocument(
  request: FastifyRequest,
  reply: FastifyReply,
  version: number,
  text: string,
): FastifyReply {
  const tag = tagOf(version)
  reply.header('etag', tag).header('cache-control', 'private, no-cache')
  const known = request.headers['if-none-match']?.split(/,\s*/).map(each => each.replace(/^W\//, ''))
  if (known?.includes(tag)) return reply.code(304).send()
  return reply.type('application/json; charset=utf-8').serializer(String).send(text)
}
