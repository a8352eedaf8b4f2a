/** The thread of `read-aside.ts`. A fault of the reading is told as it is; a refusal crosses as code and facts. */
import { parentPort, workerData } from 'node:worker_threads'
import { Refusal } from '@onegrid/domain/kernel/refusal.ts'

const { module, work, input } = workerData as { module: string; work: string; input: object }
const exported = (await import(module)) as Readonly<Record<string, (input: object) => unknown>>
try {
  parentPort?.postMessage({ done: await exported[work]?.(input) })
} catch (error) {
  if (!(error instanceof Refusal)) throw error
  parentPort?.postMessage({ refused: { code: error.code, facts: error.facts } })
}
