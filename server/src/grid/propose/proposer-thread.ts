/** The thread in which proposals are made: seconds of reckoning that must not hold up a single request. */
import { parentPort, workerData } from 'node:worker_threads'
import { propose } from '@onegrid/domain/grid/propose/propose.ts'
import { Refusal } from '@onegrid/domain/kernel/refusal.ts'
import type { ProposerOrder, Told } from './proposer-order.ts'

const tell = (told: Told) => parentPort?.postMessage(told)
const { population, ...question } = workerData as ProposerOrder
try {
  let told = 0
  const proposed = propose({ ...question, population: new Map(population) }, done => {
    // A hundred steps are a smooth bar; each is a message.
    if (done < told + 0.01 && done < 1) return
    told = done
    tell({ done })
  })
  tell({ proposed })
} catch (error) {
  if (!(error instanceof Refusal)) throw error
  const { rule } = error.facts
  tell({ refused: typeof rule === 'string' ? rule : error.code })
}
