import { setTimeout as pause } from 'node:timers/promises'
import { PgBoss } from 'pg-boss'
import { type ErrandScope, errands } from './errands.ts'
import { runReactions } from './outbox.ts'
import { type JobLog, type JobPorts, readTowns } from './ports.ts'
import { sweepAll } from './sweep.ts'
import { onWake } from './wake.ts'

/** The longest that a reaction waits for another process's commit. */
const pollMilliseconds = 1000
/** A new town is served after this long at the latest. */
const townsMilliseconds = 5000
const sweepQueue = 'sweep'
const errandQueue = 'errand'

export type LaterWork = {
  /** The town's clock at once, for a demo or a test that has just moved it. */
  sweepNow(): Promise<void>
  stop(): Promise<void>
}

type Options = {
  readonly ports: JobPorts
  readonly log: JobLog
  /** Between two sweeps, over all processes together. */
  readonly sweepEverySeconds?: number
}

/**
 * Starts what happens without a request: reactions to the outbox, errands (deliveries), the sweep. pg-boss only wakes the
 * sweep and the retries; what is due, the due columns and the injected clock decide (design.md §2).
 */
export async function startLaterWork({ ports, log, sweepEverySeconds = 15 }: Options): Promise<LaterWork> {
  const loop = startLoop(ports, log, (tenantId, seconds) => void askAgain(tenantId, seconds))
  const boss = new PgBoss({
    connectionString: ports.database.listenUrl,
    schema: 'pgboss',
    createSchema: false,
    max: 2,
    application_name: 'onegrid later work',
  })
  boss.on('error', error => log.warn({ reason: error.message }, 'pg-boss could not reach the database'))
  await boss.start({})
  // `short`: at most one waits. Running ones exclude each other by advisory locks, so a crash leaves nothing locked.
  for (const queue of [sweepQueue, errandQueue])
    await boss.createQueue(queue, {
      policy: queue === sweepQueue ? 'short' : 'standard',
      expireInSeconds: 300,
      retryLimit: 0,
    })

  let sweeping: Promise<void> | undefined
  const sweepNow = async () => {
    sweeping ??= sweepRound().finally(() => {
      sweeping = undefined
    })
    await sweeping
  }
  async function sweepRound() {
    await sweepAll(ports, log)
    for (const { tenantId } of await readTowns(ports.database)) await loop.runErrands(tenantId, 'due')
  }
  async function askAgain(tenantId: string, seconds: number) {
    try {
      await boss.send(
        errandQueue,
        { tenantId },
        { startAfter: seconds, singletonKey: `${tenantId} ${seconds}`, retryLimit: 0 },
      )
    } catch (error) {
      // The sweep finds what is due as well, only later.
      log.warn({ reason: String(error) }, 'a retry could not be ordered')
    }
  }

  await boss.work(sweepQueue, { pollingIntervalSeconds: Math.min(5, sweepEverySeconds) }, async () => {
    try {
      await sweepNow()
    } finally {
      await boss.send(sweepQueue, {}, { startAfter: sweepEverySeconds })
    }
  })
  await boss.work<{ tenantId: string }>(errandQueue, { pollingIntervalSeconds: 2 }, async jobs => {
    for (const tenantId of new Set(jobs.map(job => job.data.tenantId))) await loop.runErrands(tenantId, 'due')
  })
  // Should a process die between a round and ordering the next, the minute begins the chain anew.
  await boss.schedule(sweepQueue, '* * * * *')
  await boss.send(sweepQueue, {})

  return {
    sweepNow,
    async stop() {
      await loop.stop()
      await boss.stop({ graceful: true, timeout: 5000 })
      await sweeping?.catch(() => {})
    },
  }
}

function startLoop(ports: JobPorts, log: JobLog, again: (tenantId: string, seconds: number) => void) {
  const stopping = new AbortController()
  let woken = new Set<string>()
  let ring: (() => void) | undefined
  let towns: readonly string[] = []
  let townsReadAt = Number.NEGATIVE_INFINITY

  const unhook = onWake(tenantId => {
    woken.add(tenantId)
    ring?.()
  })

  async function allTowns(): Promise<readonly string[]> {
    if (performance.now() - townsReadAt > townsMilliseconds) {
      towns = (await readTowns(ports.database)).map(town => town.tenantId)
      townsReadAt = performance.now()
    }
    return towns
  }

  async function runErrands(tenantId: string, scope: ErrandScope): Promise<void> {
    for (const [name, errand] of errands()) {
      try {
        const seconds = await errand(ports, tenantId, scope, log)
        if (seconds !== undefined) again(tenantId, seconds)
      } catch (error) {
        log.error({ tenantId, errand: name, err: error }, 'an errand failed and will be tried again')
      }
    }
  }

  async function serve(tenantId: string): Promise<void> {
    try {
      await runReactions(ports, tenantId, log, 'gently')
    } catch (error) {
      log.error({ tenantId, err: error }, 'reactions stopped and will be tried again')
    }
    await runErrands(tenantId, 'fresh')
  }

  async function run(): Promise<void> {
    let pollAt = performance.now()
    while (!stopping.signal.aborted) {
      const wait = pollAt - performance.now()
      if (woken.size === 0 && wait > 0) {
        const cut = new AbortController()
        ring = () => cut.abort()
        await pause(wait, undefined, { signal: AbortSignal.any([cut.signal, stopping.signal]) }).catch(() => {})
        ring = undefined
        if (stopping.signal.aborted) return
      }
      let served: readonly string[] = [...woken]
      woken = new Set()
      if (performance.now() >= pollAt) {
        pollAt = performance.now() + pollMilliseconds
        served = await allTowns().catch(error => {
          log.warn({ reason: String(error) }, 'the towns could not be read')
          return served
        })
      }
      for (const tenantId of served) {
        if (stopping.signal.aborted) return
        await serve(tenantId)
      }
    }
  }

  const running = run()
  return {
    runErrands,
    async stop() {
      unhook()
      stopping.abort()
      await running
    },
  }
}
