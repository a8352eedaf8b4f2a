import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Instant } from '@onegrid/domain/kernel/time.ts'

/** What a demo remembers between its starts; written when its story is told to the end, so a broken-off start begins anew. */
export type Kept = { readonly madeAt: Instant; readonly tenantId: string }

const fileOf = (folder: string): string => path.join(folder, 'demo.json')

export function readKept(folder: string): Kept | undefined {
  if (!existsSync(fileOf(folder))) return undefined
  return JSON.parse(readFileSync(fileOf(folder), 'utf8')) as Kept
}

export function writeKept(folder: string, kept: Kept): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const fresh = `${fileOf(folder)}.new`
  writeFileSync(fresh, JSON.stringify(kept), { flush: true })
  renameSync(fresh, fileOf(folder))
}

export function forget(folder: string): void {
  rmSync(fileOf(folder), { force: true })
  rmSync(path.join(folder, 'files'), { recursive: true, force: true })
}
