import { mkdtempSync, readFileSync, statSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/** The account that PostgreSQL runs under: undefined means our own. */
export type ServerAccount = { readonly uid: number; readonly gid: number; readonly name: string }

/**
 * PostgreSQL refuses to run as root. When we are root it runs as the owner of the existing cluster, or else as the
 * first unprivileged account that this system has.
 */
export function serverAccount(clusterOwner: number | undefined): ServerAccount | undefined {
  if (process.getuid?.() !== 0) return undefined
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map(line => line.split(':'))
    .map(([name = '', , uid = '', gid = '']) => ({ name, uid: Number(uid), gid: Number(gid) }))
  if (clusterOwner !== undefined && clusterOwner !== 0)
    return (
      accounts.find(account => account.uid === clusterOwner) ?? {
        uid: clusterOwner,
        gid: clusterOwner,
        name: `${clusterOwner}`,
      }
    )
  const found = ['nobody', 'daemon'].map(name => accounts.find(account => account.name === name)).find(Boolean)
  if (!found || found.uid === 0)
    throw new Error('PostgreSQL does not run as root, and this system has no account "nobody" to run it under.')
  return found
}

/** Whether the account can walk down to the folder and read it: every folder on the way must let others pass. */
export function reachable(folder: string, account: ServerAccount | undefined): boolean {
  if (!account) return true
  for (let current = path.resolve(folder); ; current = path.dirname(current)) {
    const found = statSync(current)
    const passes = found.uid === account.uid ? 0o100 : found.gid === account.gid ? 0o010 : 0o001
    if ((found.mode & passes) === 0) return false
    if (current === path.dirname(current)) return true
  }
}

/**
 * A short folder for the socket (and, as root, for a copy of the binaries). The path of a unix socket may have about
 * 100 bytes and data folders lie deep, so it does not lie in the data folder. Undefined where no place is found.
 */
export function runtimeFolder(account: ServerAccount | undefined): string | undefined {
  if (process.platform === 'win32') return undefined
  for (const place of [os.tmpdir(), '/tmp', '/run', '/dev/shm']) {
    try {
      if (Buffer.byteLength(place) > 60 || !reachable(place, account)) continue
      return mkdtempSync(path.join(place, 'onegrid-'))
    } catch {}
  }
  return undefined
}
