/** A proposal under way: its thread, its signs of life, its end. The row in the database is what everybody else sees. */
import { Worker } from 'node:worker_threads'
import type { Proposed } from '@onegrid/domain/grid/propose/wishes.ts'
import type { Database } from '../../database/database.ts'
import type { JobLog } from '../../jobs/ports.ts'
import type { ProposerOrder, Told } from './proposer-order.ts'
import { beatProposal, endProposal } from './store.ts'

const beatMilliseconds = 1000
/** A county of 200 villages takes a minute or two on a slow machine; more is a mistake. */
const secondsMost = 300
const megabytesMost = 1024

type Task = { readonly tenantId: string; readonly proposalId: string }

export type ProposalRunner = {
  start(task: Task, order: ProposerOrder): void
  /** Ends all threads of this process; what they were at is told as broken off. */
  close(): Promise<void>
}

export function proposalRunner(database: Database, log: JobLog): ProposalRunner {
  const running = new Map<string, { stop(): Promise<void> }>()
  return {
    start(task, order) {
      const run = runOne(database, task, order, log)
      running.set(task.proposalId, run)
      run.ended.finally(() => running.delete(task.proposalId)).catch(() => {})
    },
    async close() {
      await Promise.all([...running.values()].map(run => run.stop()))
    },
  }
}

function runOne(database: Database, { tenantId, proposalId }: Task, order: ProposerOrder, log: JobLog) {
  const worker = new Worker(new URL('./proposer-thread.ts', import.meta.url), {
    workerData: order,
    resourceLimits: { maxOldGenerationSizeMb: megabytesMost },
    env: {},
  })
  const begun = performance.now()
  let done = 0
  let beating: Promise<void> = Promise.resolve()
  let isOver = false
  const end = async (how: {
    readonly state: 'done' | 'failed' | 'broken_off'
    readonly fault?: string
    readonly result?: Proposed
  }) => {
    if (isOver) return
    isOver = true
    clearInterval(heart)
    await worker.terminate()
    await beating
    await database.write(tenantId, tx => endProposal(tx, proposalId, how))
  }
  const beat = async () => {
    if (isOver) return
    if (performance.now() - begun > secondsMost * 1000) return end({ state: 'failed', fault: 'too_slow' })
    const wanted = await database.write(tenantId, tx => beatProposal(tx, proposalId, done))
    // Cancelled, here or in another process.
    if (!wanted && !isOver) {
      isOver = true
      clearInterval(heart)
      await worker.terminate()
    }
  }
  const heart = setInterval(() => {
    beating = beating
      .then(beat)
      .catch(error => log.warn({ reason: String(error) }, 'a proposal could not tell how far it is'))
  }, beatMilliseconds)
  heart.unref()
  const ended = new Promise<void>((resolve, reject) => {
    const finish = (how: Parameters<typeof end>[0]) => void end(how).then(resolve, reject)
    worker.on('message', (told: Told) => {
      if ('done' in told) done = told.done
      else if ('proposed' in told) finish({ state: 'done', result: told.proposed })
      else finish({ state: 'failed', fault: told.refused })
    })
    worker.on('error', error => {
      log.error({ err: error }, 'a proposal failed')
      finish({ state: 'failed', fault: 'fault' })
    })
    worker.on('exit', () => {
      if (isOver) resolve()
      else finish({ state: 'broken_off' })
    })
  })
  ended.catch(error => log.error({ err: error }, 'the end of a proposal could not be kept'))
  return { ended, stop: () => end({ state: 'broken_off' }) }
}
