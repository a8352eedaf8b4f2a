/**
 * Reports acknowledged a second over HTTP, durable, against the same rows written by hand (plain-writer.ts) in the same run,
 * on the same database. Twice: one commit a report, and several reports committed together as the product does it.
 */
import { systemClock } from '@onegrid/server/clock.ts'
import { Intake } from '@onegrid/server/ticket/intake.ts'
import { type BenchTown, benchTownCode, plantBenchTown } from './bench-town.ts'
import { type Ground, openBenchGround } from './ground.ts'
import { load } from './loading.ts'
import { emptyReports, type Recorded, readReports, writePlainly } from './plain-writer.ts'
import { inventor } from './report-texts.ts'
import { type Emit, rounded } from './row.ts'
import { serve } from './served.ts'

const seconds = Number(process.env['BENCH_SECONDS'] ?? 10)
const recordedReports = Number(process.env['BENCH_REPORTS'] ?? 6000)
/** A part of a way's name: that way alone, while it is being worked on. */
const only = process.env['BENCH_ONLY']
const nodeFlags = process.env['BENCH_NODE']?.split(' ') ?? []
const profile = process.env['BENCH_PROFILE']

export async function run(emit: Emit): Promise<void> {
  const ground = await openBenchGround({ clock: systemClock() })
  try {
    const town = await plantBenchTown(ground.ports)
    const recorded = await record(ground, town)
    const plain: Record<number, number> = {}
    for (const connections of [1, 10, 20]) {
      await emptyReports(ground.ownerUrl)
      plain[connections] = await writePlainly(ground.ports.database.listenUrl, town.tenantId, recorded, connections)
      emit({
        bench: `intake plain client, ${connections} connections`,
        value: rounded(plain[connections]),
        unit: 'reports/s',
      })
    }
    const best = Math.max(...Object.values(plain))
    const against = `the best of the plain client (${rounded(best)} reports/s)`
    for (const [name, reportsAtOnce, connections, phones, laterWork] of [
      ['singly, one commit a report', 1, 20, false, true],
      ['committed together', undefined, 128, false, true],
      ['together, reactions elsewhere', undefined, 128, false, false],
      ['together, with a phone number', undefined, 128, true, true],
    ] as const) {
      if (only !== undefined && !name.includes(only)) continue
      await emptyReports(ground.ownerUrl)
      const { appUrl, ownerUrl, dataFolder } = ground
      const orders = { appUrl, ownerUrl, dataFolder, laterWork, ...(reportsAtOnce ? { reportsAtOnce } : {}) }
      const options = [...nodeFlags, ...(profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : [])]
      const served = await serve(orders, options)
      const atRest = await served.memory()
      const loaded = await load({ port: served.port, connections, seconds, warmSeconds: 3, phones })
      const memory = await served.memory()
      await served.stop()
      emit({
        bench: `intake ${name}`,
        value: rounded(loaded.perSecond),
        unit: 'reports/s',
        ratio: rounded(loaded.perSecond / best, 2),
        against,
        detail: `${connections} connections, half answered in ${loaded.p50} ms, 99 of 100 in ${loaded.p99} ms, ${rounded(memory / 1e6)} MB (${rounded(atRest / 1e6)} at rest)`,
      })
    }
  } finally {
    await ground.close()
  }
}

/** The rows to be written by hand: the product writes them once, not measured. */
async function record(ground: Ground, town: BenchTown): Promise<Recorded> {
  const intake = new Intake(ground.ports)
  const invent = inventor(99)
  const actor = { kind: 'anonymous' } as const
  const { tenantId } = town
  for (let sent = 0; sent < recordedReports; sent += 100) {
    await Promise.all(
      Array.from({ length: 100 }, () => {
        const { words, subcategory, lon, lat } = invent()
        const report = { words, subcategory, place: { lon, lat }, anonymous: true } as Parameters<Intake['receive']>[2]
        return intake.receive({ tenantId, actor, commandId: ground.ports.ids.id() }, benchTownCode, report)
      }),
    )
  }
  return readReports(ground.ports.database.listenUrl, tenantId)
}
