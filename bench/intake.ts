/**
 * Reports acknowledged a second over HTTP, durable, against the same rows written by hand (plain-writer.ts) on the same
 * database. The two take turns, a few seconds each, so that both meet the same machine; what counts is the middle of the
 * turns' ratios. Once with a commit for every report, and as the product does it, several reports committed together.
 */
import { systemClock } from '@onegrid/server/clock.ts'
import { Intake } from '@onegrid/server/ticket/intake.ts'
import { type BenchTown, benchTownCode, plantBenchTown } from './bench-town.ts'
import { type Ground, openBenchGround } from './ground.ts'
import { load } from './loading.ts'
import { emptyReports, type Recorded, readReports, writePlainly } from './plain-writer.ts'
import { inventor } from './report-texts.ts'
import { type Emit, percentile, rounded } from './row.ts'
import { serve } from './served.ts'

const turns = Number(process.env['BENCH_TURNS'] ?? 7)
const seconds = Number(process.env['BENCH_SECONDS'] ?? 4)
const recordedReports = Number(process.env['BENCH_REPORTS'] ?? 4000)
/** A part of a way's name: that way alone, while it is being worked on. */
const only = process.env['BENCH_ONLY']
const nodeFlags = process.env['BENCH_NODE']?.split(' ') ?? []
const profile = process.env['BENCH_PROFILE']

type Way = {
  readonly name: string
  readonly reportsAtOnce?: number
  /** As many as the plain client may have. */
  readonly poolSize?: number
  readonly connections: number
  readonly phones: boolean
  readonly laterWork: boolean
}

const ways: readonly Way[] = [
  {
    name: 'singly, a commit a report',
    reportsAtOnce: 1,
    poolSize: 20,
    connections: 40,
    phones: false,
    laterWork: true,
  },
  { name: 'committed together', connections: 128, phones: false, laterWork: true },
  { name: 'committed together, with a phone number', connections: 128, phones: true, laterWork: true },
]

export async function run(emit: Emit): Promise<void> {
  const ground = await openBenchGround({ clock: systemClock() })
  try {
    const town = await plantBenchTown(ground.ports)
    const recorded = await record(ground, town)
    const plainly = async (connections: number) => {
      await emptyReports(ground.ownerUrl)
      return writePlainly(ground.ports.database.listenUrl, town.tenantId, recorded, connections)
    }
    const best = await bestOfPlain(plainly, emit)
    for (const way of ways)
      if (only === undefined || way.name.includes(only)) await compare(ground, way, best, plainly, emit)
  } finally {
    await ground.close()
  }
}

/** @returns with how many connections the plain client is fastest */
async function bestOfPlain(plainly: (connections: number) => Promise<number>, emit: Emit): Promise<number> {
  const speeds = new Map<number, number>()
  for (const connections of [1, 10, 20]) {
    const speed = percentile([await plainly(connections), await plainly(connections), await plainly(connections)], 0.5)
    speeds.set(connections, speed)
    emit({ bench: `intake plain client, ${connections} connections`, value: rounded(speed), unit: 'reports/s' })
  }
  return [...speeds].reduce((fastest, each) => (each[1] > fastest[1] ? each : fastest))[0]
}

async function compare(
  ground: Ground,
  way: Way,
  best: number,
  plainly: (connections: number) => Promise<number>,
  emit: Emit,
): Promise<void> {
  const { appUrl, ownerUrl, dataFolder } = ground
  const { name, connections, phones, ...how } = way
  const orders = { appUrl, ownerUrl, dataFolder, ...how }
  const served = await serve(orders, [...nodeFlags, ...(profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : [])])
  const speeds: number[] = []
  const ratios: number[] = []
  const waits: number[] = []
  let memory = 0
  // One turn unmeasured: the code is compiled, every connection has its statements prepared.
  for (let turn = -1; turn < turns; turn += 1) {
    const plain = await plainly(best)
    await emptyReports(ownerUrl)
    const loaded = await load({ port: served.port, connections, seconds, warmSeconds: 0.5, phones })
    memory = Math.max(memory, await served.memory())
    if (turn < 0) continue
    speeds.push(loaded.perSecond)
    ratios.push(loaded.perSecond / plain)
    waits.push(loaded.p99)
  }
  await served.stop()
  const each = ratios.map(ratio => rounded(ratio, 2)).join(' ')
  emit({
    bench: `intake ${name}`,
    value: rounded(percentile(speeds, 0.5)),
    unit: 'reports/s',
    ratio: rounded(percentile(ratios, 0.5), 2),
    against: `the plain client over ${best} connections, the middle of ${each}`,
    detail: `${connections} connections, 99 of 100 answered in ${percentile(waits, 0.5)} ms, ${rounded(memory / 1e6)} MB`,
  })
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
