/** Memory of the server's process at a million tickets, while reports come in as fast as it takes them. */
import { openLargeTown } from './fill.ts'
import { load } from './loading.ts'
import { type Emit, rounded } from './row.ts'
import { serve } from './served.ts'

const size = Number(process.env['BENCH_TICKETS'] ?? 1_000_000)
const seconds = Number(process.env['BENCH_SECONDS'] ?? 30)

export async function run(emit: Emit): Promise<void> {
  const large = await openLargeTown(size)
  const { appUrl, ownerUrl, dataFolder } = large.ground
  try {
    const served = await serve({ appUrl, ownerUrl, dataFolder, laterWork: true })
    const atRest = await served.memory()
    let most = 0
    const watching = setInterval(() => {
      void served.memory().then(bytes => {
        most = Math.max(most, bytes)
      })
    }, 250)
    const loaded = await load({ port: served.port, connections: 128, seconds, warmSeconds: 3, phones: false })
    clearInterval(watching)
    await served.stop()
    emit({
      bench: `memory ${size} tickets`,
      value: rounded(most / 1e6),
      unit: 'MB resident, at most',
      detail: `${rounded(atRest / 1e6)} MB at rest, ${rounded(loaded.perSecond)} reports a second for ${seconds} s over 128 connections`,
    })
  } finally {
    await large.ground.close()
  }
}
