import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'

export type OwnLock = { release(): void }

/**
 * One process per data folder. SQLite is used for one thing only: it takes a lock that the kernel holds for the process
 * and lets go when the process dies, also by `kill -9` — a file with a process number in it would stay behind and lie.
 */
export function takeOwnLock(folder: string): OwnLock {
  const holderFile = path.join(folder, 'lock.holder')
  const lock = new DatabaseSync(path.join(folder, 'lock'))
  try {
    lock.exec('pragma locking_mode = exclusive; begin exclusive')
  } catch (error) {
    lock.close()
    if (isBusy(error))
      throw new Error(`The data in ${folder} is already in use by another OneGrid${holder(holderFile)}.`)
    throw error
  }
  // Only for the sentence above: whoever may not write it loses nothing but the number in that sentence.
  try {
    writeFileSync(holderFile, String(process.pid))
  } catch {}
  return {
    release() {
      if (lock.isOpen) lock.close()
    },
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === 5
}

function holder(file: string): string {
  try {
    return ` (process ${Number.parseInt(readFileSync(file, 'utf8'), 10)})`
  } catch {
    return ''
  }
}
