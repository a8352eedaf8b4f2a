/** `kill -9` of the product during the intake, twenty times: nothing that was acknowledged is lost, nothing is doubled. */
import { discard, temporaryFolder } from './ground.ts'
import { killRounds } from './kill-rounds.ts'
import type { Emit } from './row.ts'

const kills = Number(process.env['BENCH_KILLS'] ?? 20)

export async function run(emit: Emit): Promise<void> {
  const folder = temporaryFolder()
  try {
    const survived = await killRounds({ folder, kills, clients: 32, aliveMilliseconds: [300, 3000] })
    emit({
      bench: 'kill lost',
      value: survived.lost.length,
      unit: 'reports',
      detail: `${kills} kills, ${survived.acknowledged} reports acknowledged, ${survived.repeated} of them after a repeat`,
    })
    emit({ bench: 'kill doubled', value: survived.doubled.length, unit: 'reports' })
    emit({ bench: 'kill verify', value: survived.faults, unit: 'faults', detail: `${survived.chains} chains` })
    if (survived.lost.length + survived.doubled.length + survived.faults > 0)
      throw new Error('A killed process lost or doubled something.')
  } finally {
    await discard(folder)
  }
}
