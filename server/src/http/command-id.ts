import { Refusal } from '@onegrid/domain/kernel/refusal.ts'
import type { FastifyInstance } from 'fastify'

const form = /^[A-Za-z0-9_-]{1,64}$/
const writing = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

/** Every write names its command: from the header, or from the hidden field of a plain form. */
export function askForCommandId(app: FastifyInstance): void {
  app.addHook('preValidation', async request => {
    if (!writing.has(request.method)) return
    const header = request.headers['idempotency-key']
    const field = (request.body as { command_id?: unknown } | null | undefined)?.command_id
    const given = header ?? field
    if (typeof given === 'string' && form.test(given)) request.foundCommandId = given
    else if (given !== undefined) throw new Refusal('command_id_missing', { pointer: 'header idempotency-key' })
    else if (request.routeOptions.config.withoutCommandId !== true && !request.is404)
      throw new Refusal('command_id_missing')
  })
}
