import { Refusal } from '@onegrid/domain/kernel/refusal.ts'
import type { FastifyInstance } from 'fastify'
import secureJson from 'secure-json-parse'

/** The longest report with its 2,000 letters and nine photo ids is a fiftieth of this; uploads have a limit of their own. */
export const bodyLimitBytes = 256 * 1024
/** Deeper nesting means an attack on whoever walks it recursively; our deepest body, an outline, has six. */
const deepest = 24

/** JSON and forms from outside: no invalid UTF-8, no prototype, nothing that PostgreSQL cannot keep. */
export function readBodiesCarefully(app: FastifyInstance): void {
  app.removeContentTypeParser(['application/json', 'text/plain'])
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      done(null, parseJson(body as Buffer))
    } catch (error) {
      done(error as Error, undefined)
    }
  })
  app.addHook('preValidation', async request => {
    refuseUnkeepable(request.body, '', 0)
    refuseUnkeepable(request.query, '?', 0)
    refuseUnkeepable(request.params, '?', 0)
  })
}

export function parseJson(bytes: Buffer): unknown {
  if (bytes.length === 0) return {}
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new Refusal('body_malformed', { reason: 'not UTF-8' })
  }
  try {
    return secureJson.parse(text, undefined, { protoAction: 'error', constructorAction: 'error' })
  } catch (error) {
    throw new Refusal('body_malformed', {
      reason: error instanceof SyntaxError ? error.message.slice(0, 120) : 'not JSON',
    })
  }
}

/**
 * PostgreSQL keeps neither U+0000 nor half a surrogate pair, in text or in jsonb; said here once, with the field's name,
 * instead of as a fault of the database in forty places.
 */
export function refuseUnkeepable(value: unknown, pointer: string, depth: number): void {
  if (typeof value === 'string') {
    if (value.includes('\0')) throw unkeepable(pointer, 'text without NUL', '不含 NUL 字符的文字')
    if (!value.isWellFormed()) throw unkeepable(pointer, 'well-formed Unicode', '完整的 Unicode 文字')
    return
  }
  if (value === null || typeof value !== 'object' || Buffer.isBuffer(value)) return
  if (depth >= deepest) throw unkeepable(pointer, `at most ${deepest} levels`, `最多 ${deepest} 层`)
  if (Array.isArray(value)) {
    value.forEach((item, place) => {
      refuseUnkeepable(item, `${pointer}/${place}`, depth + 1)
    })
    return
  }
  for (const [key, item] of Object.entries(value)) {
    refuseUnkeepable(key, pointer, depth + 1)
    refuseUnkeepable(item, pointer === '?' ? `?${key}` : `${pointer}/${escapePointer(key)}`, depth + 1)
  }
}

function unkeepable(pointer: string, expected: string, expectedZh: string): Refusal {
  return new Refusal('field_invalid', { pointer, expected, expectedZh })
}

/** RFC 6901. */
export function escapePointer(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1')
}
