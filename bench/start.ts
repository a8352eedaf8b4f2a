/** `npm start`: from the start of the process until /readyz answers 200, on data that are there already. */
import { discard, temporaryFolder } from './ground.ts'
import { freePort, startProduct } from './product.ts'
import { type Emit, percentile, rounded } from './row.ts'

const times = 5

export async function run(emit: Emit): Promise<void> {
  const folder = temporaryFolder()
  try {
    const first = await startProduct(folder, await freePort())
    await first.stop()
    const waits: number[] = []
    for (let time = 0; time < times; time += 1) {
      const again = await startProduct(folder, await freePort())
      waits.push(again.readyMilliseconds / 1000)
      await again.stop()
    }
    emit({
      bench: 'start again',
      value: rounded(percentile(waits, 0.5), 2),
      unit: 's',
      detail: `the middle of ${times}, the slowest ${rounded(Math.max(...waits), 2)} s; the first start ${rounded(first.readyMilliseconds / 1000, 2)} s`,
    })
  } finally {
    await discard(folder)
  }
}
