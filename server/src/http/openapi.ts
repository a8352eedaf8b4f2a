import swagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'

/** Registered before any route, so that every route with an operationId stands in the document. */
export async function describeRoutes(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'OneGrid 一格',
        version: '1',
        description:
          'Every write carries a command id (Idempotency-Key) and does its work once. Problems follow RFC 9457. Lists are keyset-paged: `after` is the `next` of the page before.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      components: {
        securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'onegrid_session' } },
      },
    },
  })
  app.get('/api/openapi.json', { schema: { hide: true }, config: { hostWide: true } }, async () => app.swagger())
}
