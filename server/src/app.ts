import type { FastifyInstance } from 'fastify'
import type { Blobs } from './blobs/blobs.ts'
import type { Clock } from './clock.ts'
import type { Settings } from './config.ts'
import type { Database } from './database/database.ts'
import { openGround } from './http/ground.ts'
import type { Limits } from './http/limits.ts'
import type { Ids } from './ids.ts'
import { registerSlices } from './slices.ts'

export type Ports = {
  readonly database: Database
  readonly clock: Clock
  readonly ids: Ids
  readonly blobs: Blobs
  readonly settings: Settings
  /** Rates per address; a bench on one machine counts as a whole county. */
  readonly limits?: Limits
}

export async function buildApp(ports: Ports): Promise<FastifyInstance> {
  const app = await openGround({
    ...ports,
    findActor: async () => ({ actor: { kind: 'anonymous' }, session: undefined }),
  })

  await registerSlices(app, ports)

  await app.ready()
  return app
}
