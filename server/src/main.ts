import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { buildWebWhenChanged } from '../../web/build.ts'
import { makeSetUpLink } from './account/set-up.ts'
import { buildApp, type Ports } from './app.ts'
import { fileBlobs } from './blobs/blobs.ts'
import { systemClock } from './clock.ts'
import { readSettings, type Settings } from './config.ts'
import { openDatabase } from './database/database.ts'
import { openEmbedded } from './database/embedded.ts'
import { randomIds } from './ids.ts'
import { type LaterWork, startLaterWork } from './jobs/later-work.ts'

/** One plain line for the person at the console, and nothing half started stays behind. */
async function main(): Promise<void> {
  const say = (line: string): void => {
    process.stdout.write(`${line}\n`)
  }
  const settings = readSettings(process.env)
  const stopSignal = Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')])
  await buildWebWhenChanged(say)
  const addresses = await openAddresses(settings, say)
  try {
    const database = await openDatabase(addresses)
    try {
      await serve(settings, database, say, stopSignal)
    } finally {
      await database.close()
    }
  } finally {
    await addresses.stop()
  }
}

async function serve(
  settings: Settings,
  database: Ports['database'],
  say: (line: string) => void,
  stopSignal: Promise<unknown>,
): Promise<void> {
  const clock = systemClock()
  const ports: Ports = { database, clock, ids: randomIds(clock), blobs: fileBlobs(settings.dataFolder), settings }
  const app = await buildApp(ports)
  let laterWork: LaterWork | undefined
  try {
    await app.listen({ port: settings.port, host: settings.host }).catch(error => {
      throw usedPort(error, settings)
    })
    laterWork = await startLaterWork({ ports, log: app.log })
    const address = settings.publicUrl ?? addressOf(settings, usedPortOf(app.server.address()))
    const link = await makeSetUpLink(ports)
    if (link !== undefined) say(`First set-up, once: ${address}/setup?link=${link}`)
    say(`OneGrid is ready: ${address}`)
    await stopSignal
    // Balancers look at /readyz; what has begun is finished, then the process goes.
    app.readiness.draining = true
  } finally {
    await laterWork?.stop()
    await app.close()
  }
}

async function openAddresses(settings: Settings, say: (line: string) => void) {
  const { databaseUrl, migrationDatabaseUrl } = settings
  if (databaseUrl !== undefined)
    return { appUrl: databaseUrl, ownerUrl: migrationDatabaseUrl ?? databaseUrl, stop: async () => {} }
  return openEmbedded({ folder: path.join(settings.dataFolder, 'database'), log: say })
}

function addressOf({ host, port }: Settings, used: number | undefined): string {
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host
  return `http://${name}:${used ?? port}`
}

function usedPortOf(address: string | AddressInfo | null): number | undefined {
  return typeof address === 'object' ? address?.port : undefined
}

function usedPort(error: unknown, { host, port }: Settings): unknown {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'EADDRINUSE')
    return new Error(`Port ${port} is used by another program; stop it, or start with PORT=… of your choice.`)
  if (code === 'EACCES')
    return new Error(`This account may not listen on port ${port}; choose one above 1023 with PORT=….`)
  if (code === 'EADDRNOTAVAIL') return new Error(`This machine has no address ${host}; check HOST.`)
  return error
}

main().then(
  () => process.exit(0),
  error => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(1)
  },
)
