/** What a bench stands on: the embedded database as the product starts it (fsync on) in a folder of its own. */
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Ports } from '@onegrid/server/app.ts'
import { fileBlobs } from '@onegrid/server/blobs/blobs.ts'
import type { Clock } from '@onegrid/server/clock.ts'
import { readSettings } from '@onegrid/server/config.ts'
import { type Database, openDatabase } from '@onegrid/server/database/database.ts'
import { discardEmbedded, openEmbedded } from '@onegrid/server/database/embedded.ts'
import { randomIds } from '@onegrid/server/ids.ts'

const plenty = { max: 1_000_000_000, seconds: 60 }
/** A bench on one machine counts as a whole county: rates per address do not stop it. */
export const noLimits = { signIn: plenty, code: plenty, lookUp: plenty, report: plenty, upload: plenty }

export function portsOver(database: Database, clock: Clock, dataFolder: string): Ports {
  const settings = readSettings({
    ONEGRID_DATA: dataFolder,
    LOG_LEVEL: process.env['BENCH_LOG'] ?? 'silent',
    PORT: '0',
  })
  return { database, clock, ids: randomIds(clock), blobs: fileBlobs(dataFolder), settings, limits: noLimits }
}

export type Ground = {
  readonly ports: Ports
  readonly appUrl: string
  readonly ownerUrl: string
  readonly dataFolder: string
  close(): Promise<void>
}

export type GroundOptions = {
  readonly clock: Clock
  /** Kept for the next run; absent: a temporary folder that goes with the bench. */
  readonly dataFolder?: string
  readonly poolSize?: number
}

export async function openBenchGround({ clock, dataFolder, poolSize = 10 }: GroundOptions): Promise<Ground> {
  const folder = dataFolder ?? temporaryFolder()
  const place = path.join(folder, 'database')
  const embedded = await openEmbedded({ folder: place, log: () => {} })
  const addresses = { appUrl: embedded.appUrl, ownerUrl: embedded.ownerUrl }
  try {
    const database = await openDatabase({ ...addresses, poolSize })
    return {
      ...addresses,
      ports: portsOver(database, clock, folder),
      dataFolder: folder,
      async close() {
        await database.close()
        await embedded.stop()
        if (dataFolder === undefined) await discard(folder)
      },
    }
  } catch (error) {
    await embedded.stop()
    throw error
  }
}

export function temporaryFolder(): string {
  return mkdtempSync(path.join(os.tmpdir(), 'onegrid-bench-'))
}

export async function discard(folder: string): Promise<void> {
  await discardEmbedded(path.join(folder, 'database'))
  rmSync(folder, { recursive: true, force: true })
}
