import { readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/**
 * After `kill -9` of our process its PostgreSQL lives on. Whoever holds our own lock is the only owner of the cluster, so
 * what still runs in it is stopped: asked politely first (all is written), then told to.
 */
export async function stopOrphan(cluster: string, log: (line: string) => void): Promise<void> {
  if (processesIn(cluster).length > 0) {
    log('A database server of an earlier run is still alive; it is stopped first.')
    for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
      for (const processId of postmasters(cluster)) send(processId, signal)
      if (await emptied(cluster, 15_000)) break
    }
    const left = processesIn(cluster)
    if (left.length > 0)
      throw new Error(
        `The database server of an earlier run does not stop (processes ${left.join(', ')}); please end it.`,
      )
  }
  // PostgreSQL would take any process that now has the old number for a running server.
  rmSync(path.join(cluster, 'postmaster.pid'), { force: true })
}

/** A server changes into its cluster: that tells its processes from any other of the machine. */
function processesIn(cluster: string): number[] {
  if (process.platform !== 'linux') return postmasters(cluster)
  const place = realpathSync(cluster)
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .filter(name => {
      try {
        return readlinkSync(`/proc/${name}/cwd`) === place && !isZombie(name)
      } catch {
        return false // ended meanwhile, or of another account and so none of ours
      }
    })
    .map(Number)
}

/** A dead server that nobody has collected yet (a container without init) holds nothing any more. */
function isZombie(name: string): boolean {
  return / Z /.test(readFileSync(`/proc/${name}/stat`, 'utf8').replace(/^.*\)/, ''))
}

function postmasters(cluster: string): number[] {
  let first: number
  try {
    first = Number.parseInt(readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8'), 10)
  } catch {
    return process.platform === 'linux' ? processesIn(cluster) : []
  }
  if (process.platform !== 'linux') return isAlive(first) ? [first] : []
  const all = processesIn(cluster)
  return all.includes(first) ? [first] : all
}

async function emptied(cluster: string, milliseconds: number): Promise<boolean> {
  for (let waited = 0; waited < milliseconds; waited += 20) {
    if (processesIn(cluster).length === 0) return true
    await pause(20)
  }
  return false
}

function isAlive(processId: number): boolean {
  return send(processId, 0)
}

function send(processId: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(processId, signal)
    return true
  } catch {
    return false
  }
}
