import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import type { FastifyInstance } from 'fastify'
import { makeSetUpLink } from './account/set-up.ts'
import { buildApp, type Ports } from './app.ts'
import { fileBlobs } from './blobs/blobs.ts'
import { type Clock, systemClock } from './clock.ts'
import type { Settings } from './config.ts'
import { type Database, openDatabase } from './database/database.ts'
import { openEmbedded } from './database/embedded.ts'
import { randomIds } from './ids.ts'
import { type LaterWork, startLaterWork } from './jobs/later-work.ts'

export type Serving = {
  readonly settings: Settings
  readonly say: (line: string) => void
  /** Ends when the process is asked to stop. */
  readonly stopSignal: Promise<unknown>
  readonly demo?: boolean
  readonly pages?: NonNullable<Ports['pages']>
  /** The demo goes on from a day of 2022 that it keeps in its database. */
  readonly clockFrom?: (database: Database) => Promise<Clock>
  /** Before anybody is let in: the demo fills its town here. */
  readonly prepare?: (running: { readonly ports: Ports; readonly app: FastifyInstance }) => Promise<void>
  /** Under the ready line: the demo's accounts. */
  readonly afterReady?: (address: string) => void
}

/** SIGTERM and Ctrl-C, listened for from the first moment on: also a start can be broken off. */
export function askedToStop(): Promise<unknown> {
  return Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')])
}

/** The whole life of the product: database, application, later work, address, and all of it ended in turn. */
export async function serve(serving: Serving): Promise<void> {
  const { settings, say } = serving
  const { databaseUrl, migrationDatabaseUrl } = settings
  const embedded =
    databaseUrl === undefined
      ? await openEmbedded({ folder: path.join(settings.dataFolder, 'database'), log: say })
      : undefined
  try {
    const external = { appUrl: databaseUrl ?? '', ownerUrl: migrationDatabaseUrl ?? databaseUrl ?? '' }
    const database = await openDatabase(embedded ?? external)
    try {
      await serveOver(database, serving)
    } finally {
      await database.close()
    }
  } finally {
    await embedded?.stop()
  }
}

async function serveOver(database: Database, serving: Serving): Promise<void> {
  const { settings, say, stopSignal, demo = false } = serving
  const clock = (await serving.clockFrom?.(database)) ?? systemClock()
  const ports: Ports = {
    database,
    clock,
    ids: randomIds(clock),
    blobs: fileBlobs(settings.dataFolder),
    settings,
    demo,
    ...(serving.pages ? { pages: serving.pages } : {}),
  }
  const app = await buildApp(ports)
  let laterWork: LaterWork | undefined
  try {
    // Later work would see a clock that jumps from scene to scene while the demo tells its story, so it starts after it.
    await serving.prepare?.({ ports, app })
    laterWork = await startLaterWork({ ports, log: app.log })
    await app.listen({ port: settings.port, host: settings.host }).catch(error => {
      throw refusedAddress(error, settings)
    })
    const address = settings.publicUrl ?? addressOf(settings, app.server.address())
    const link = await makeSetUpLink(ports)
    if (link !== undefined) say(`First set-up, once: ${address}/setup?link=${link}`)
    say(`OneGrid is ready: ${address}`)
    serving.afterReady?.(address)
    await stopSignal
    // Balancers look at /readyz; what has begun is finished, then the process goes.
    app.readiness.draining = true
  } finally {
    await laterWork?.stop()
    await app.close()
  }
}

function addressOf({ host, port }: Settings, used: string | AddressInfo | null): string {
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host
  return `http://${name}:${typeof used === 'object' && used !== null ? used.port : port}`
}

/** What the person at the console can do about it, in one plain line. */
function refusedAddress(error: unknown, { host, port }: Settings): unknown {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'EADDRINUSE')
    return new Error(`Port ${port} is used by another program; stop it, or start with PORT=… of your choice.`)
  if (code === 'EACCES')
    return new Error(`This account may not listen on port ${port}; choose one above 1023 with PORT=….`)
  if (code === 'EADDRNOTAVAIL') return new Error(`This machine has no address ${host}; check HOST.`)
  return error
}
