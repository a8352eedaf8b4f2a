import { Refusal } from '@onegrid/domain/kernel/refusal.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import type { Database } from '../database/database.ts'
import { showsMetricsToken } from './metrics-token.ts'

export type Readiness = { draining: boolean }

declare module 'fastify' {
  interface FastifyInstance {
    readiness: Readiness
    metrics: Registry
  }
}

/** /healthz: the process is alive. /readyz: it may get work. /metrics: figures, for this machine and whoever has the token. */
export function tellHealth(app: FastifyInstance, database: Database, dataFolder: string): void {
  const metrics = new Registry()
  collectDefaultMetrics({ register: metrics })
  const durations = new Histogram({
    name: 'onegrid_http_request_seconds',
    help: 'Time to answer, by operation',
    labelNames: ['operation', 'method', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 5],
    registers: [metrics],
  })
  app.decorate('readiness', { draining: false })
  app.decorate('metrics', metrics)
  app.addHook('onResponse', async (request, reply) => {
    const operation = (request.routeOptions.schema as { operationId?: string } | undefined)?.operationId
    durations.observe(
      {
        operation: operation ?? request.routeOptions.url ?? 'none',
        method: request.method,
        status: String(reply.statusCode),
      },
      reply.elapsedTime / 1000,
    )
  })
  const hostWide = { config: { hostWide: true }, schema: { hide: true }, logLevel: 'warn' } as const
  app.get('/healthz', hostWide, async () => ({ alive: true }))
  app.get('/readyz', hostWide, async (_request, reply) => {
    const ready = !app.readiness.draining && (await answers(database))
    return reply.code(ready ? 200 : 503).send({ ready })
  })
  app.get('/metrics', hostWide, async (request, reply) => {
    if (!fromThisMachine(request) && !(await showsMetricsToken(request, dataFolder))) throw new Refusal('not_found')
    return reply.type(metrics.contentType).send(await metrics.metrics())
  })
}

async function answers(database: Database): Promise<boolean> {
  try {
    await database.host(tx => tx.query('select 1'))
    return true
  } catch {
    return false
  }
}

/** A proxy on this machine stands for strangers, so a forwarded request is not from here. */
function fromThisMachine(request: FastifyRequest): boolean {
  const forwarded = request.headers['x-forwarded-for'] ?? request.headers['forwarded'] ?? request.headers['x-real-ip']
  const address = request.socket.remoteAddress ?? ''
  return forwarded === undefined && (address === '::1' || address.replace('::ffff:', '').startsWith('127.'))
}
