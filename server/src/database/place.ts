import path from 'node:path'
import type { Settings } from '../config.ts'
import { openEmbedded, runningEmbedded } from './embedded.ts'

export type Server = { readonly appUrl: string; readonly ownerUrl: string; stop(): Promise<void> }

type Where = Pick<Settings, 'databaseUrl' | 'migrationDatabaseUrl' | 'dataFolder'>

/** Where the embedded cluster of a data folder lies. */
export function embeddedFolder(dataFolder: string): string {
  return path.join(dataFolder, 'database')
}

/** Where the photos of a data folder lie. */
export function filesFolder(dataFolder: string): string {
  return path.join(dataFolder, 'files')
}

/** The server that the environment names, or else the embedded one, started. */
export async function openServer(where: Where, log: (line: string) => void): Promise<Server> {
  if (where.databaseUrl) return external(where.databaseUrl, where.migrationDatabaseUrl)
  return openEmbedded({ folder: embeddedFolder(where.dataFolder), log })
}

/** For a command beside the product: the server that runs already, or else one that is started and stopped for it. */
export async function joinServer(where: Where, log: (line: string) => void): Promise<Server> {
  if (where.databaseUrl) return external(where.databaseUrl, where.migrationDatabaseUrl)
  const folder = embeddedFolder(where.dataFolder)
  try {
    return await openEmbedded({ folder, log })
  } catch (error) {
    const running = runningEmbedded(folder)
    if (running && error instanceof Error && /already in use/.test(error.message))
      return { ...running, stop: async () => {} }
    throw error
  }
}

function external(databaseUrl: string, migrationDatabaseUrl: string | undefined): Server {
  return { appUrl: databaseUrl, ownerUrl: migrationDatabaseUrl ?? databaseUrl, stop: async () => {} }
}
