import type { Instant, LocalDate } from '@onegrid/domain/kernel/time.ts'
import { milliseconds } from '@onegrid/domain/kernel/time.ts'
import { zoneOffset } from '@onegrid/domain/kernel/zone.ts'
import { sweepSeconds, sweepsFailed } from './measures.ts'
import { type JobLog, type JobPorts, readTowns, silentLog } from './ports.ts'

/** Compares due columns with the injected clock and does what is due. Safe to call again at any time. */
export type SweepWork = (ports: JobPorts, tenantId: string, now: Instant) => Promise<void>

/** `always`: each round. `hourly`, `daily`: once in that time of the injected clock; a day is the town's. */
export type SweepCadence = 'always' | 'hourly' | 'daily'

type Sweep = { readonly name: string; readonly cadence: SweepCadence; readonly work: SweepWork }

const registered = new Map<string, Sweep>()

/** @returns the way back */
export function registerSweep(name: string, cadence: SweepCadence, work: SweepWork): () => void {
  const sweep = { name, cadence, work }
  registered.set(name, sweep)
  return () => {
    if (registered.get(name) === sweep) registered.delete(name)
  }
}

/** All that is due in one town now, waiting for another process that is just at it. Throws what a sweep throws. */
export async function runSweeps(ports: JobPorts, tenantId: string): Promise<void> {
  const town = (await readTowns(ports.database)).find(each => each.tenantId === tenantId)
  for (const sweep of registered.values()) await sweepOnce(ports, tenantId, town?.zone ?? 'UTC', sweep, 'wait')
}

/** All towns, one after the other; a failing sweep stops neither the others nor the next town. */
export async function sweepAll(ports: JobPorts, log: JobLog = silentLog): Promise<void> {
  for (const { tenantId, zone } of await readTowns(ports.database)) {
    for (const sweep of registered.values()) {
      const ended = sweepSeconds.startTimer({ sweep: sweep.name })
      try {
        await sweepOnce(ports, tenantId, zone, sweep, 'skip')
      } catch (error) {
        sweepsFailed.inc({ sweep: sweep.name })
        log.error({ tenantId, sweep: sweep.name, err: error }, 'a sweep failed and will be tried at the next round')
      } finally {
        ended()
      }
    }
  }
}

/**
 * Under an advisory lock of the town and the sweep, held by a transaction that itself writes only at its end: two processes
 * never sweep the same at once, and a process that dies lets go of it with its connection.
 */
async function sweepOnce(
  ports: JobPorts,
  tenantId: string,
  zone: string,
  sweep: Sweep,
  whenTaken: 'wait' | 'skip',
): Promise<void> {
  await ports.database.write(tenantId, async tx => {
    const key = `sweep ${sweep.name} ${tenantId}`
    if (whenTaken === 'wait') await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [key])
    else {
      const [row] = await tx.query<{ got: boolean }>(
        'select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as got',
        [key],
        'sweep-lock',
      )
      if (row?.got !== true) return
    }
    const now = ports.clock.now()
    if (sweep.cadence !== 'always') {
      const [last] = await tx.query<{ swept_at: Instant }>(
        'select swept_at from sweep_done where tenant_id = $1 and sweep = $2',
        [tenantId, sweep.name],
        'sweep-last',
      )
      if (last !== undefined && !isDue(sweep.cadence, last.swept_at, now, zone)) return
    }
    await sweep.work(ports, tenantId, now)
    if (sweep.cadence === 'always') return
    await tx.query(
      `insert into sweep_done (tenant_id, sweep, swept_at) values ($1, $2, $3)
       on conflict (tenant_id, sweep) do update set swept_at = excluded.swept_at`,
      [tenantId, sweep.name, now],
      'sweep-keep',
    )
  })
}

function isDue(cadence: 'hourly' | 'daily', last: Instant, now: Instant, zone: string): boolean {
  if (cadence === 'hourly') return milliseconds(now) - milliseconds(last) >= 3_600_000
  return dayIn(zone, now) > dayIn(zone, last)
}

function dayIn(zone: string, instant: Instant): LocalDate {
  const epoch = milliseconds(instant)
  return new Date(epoch + zoneOffset(zone, epoch)).toISOString().slice(0, 10)
}
