/** Runs the reading of one file in a thread of its own, so that a hostile file ends with its thread and not with the town. */
import { Worker } from 'node:worker_threads'
import { Refusal, type RefusalCode, type RefusalFacts } from '@onegrid/domain/kernel/refusal.ts'
import { fileRefused } from './file-refused.ts'

/** The largest files that are allowed take a few seconds on a slow machine. */
const secondsMost = 20
const megabytesMost = 512
/** Each may hold 100 MB unpacked and its heap: two at a time keep within the memory of a small server. */
const atOnceMost = 2

let running = 0
const waiting: (() => void)[] = []

/** What crosses into the thread: the file's name, for what is said about it, and whatever the work needs. */
export type NamedInput = { readonly name: string; readonly [more: string]: unknown }

type Told = { readonly done: unknown } | { readonly refused: { code: RefusalCode; facts: RefusalFacts } }

/**
 * @param module of whose exports `work` is called with the file, by its name, and what else it needs
 * @throws Refusal of the reading itself, or file_refused: too_slow, too_much_memory
 */
export async function readAside<Result>(
  module: URL,
  work: string,
  input: NamedInput,
  seconds = secondsMost,
): Promise<Result> {
  if (running >= atOnceMost) await new Promise<void>(go => waiting.push(go))
  running++
  try {
    return await inThread<Result>(module, work, input, seconds)
  } finally {
    running--
    waiting.shift()?.()
  }
}

function inThread<Result>(module: URL, work: string, input: NamedInput, seconds: number): Promise<Result> {
  const worker = new Worker(new URL('./reading-thread.ts', import.meta.url), {
    workerData: { module: module.href, work, input },
    resourceLimits: { maxOldGenerationSizeMb: megabytesMost },
    // What a library prints about somebody's file is no business of the log.
    stdout: true,
    stderr: true,
  })
  return new Promise<Result>((resolve, reject) => {
    const tooSlow = setTimeout(() => reject(fileRefused(input.name, 'too_slow')), seconds * 1000)
    worker.once('message', (told: Told) => {
      if ('done' in told) resolve(told.done as Result)
      else reject(new Refusal(told.refused.code, told.refused.facts))
    })
    worker.once('error', error => {
      const full = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
      reject(full ? fileRefused(input.name, 'too_much_memory') : error)
    })
    worker.once('exit', () => {
      clearTimeout(tooSlow)
      // After an answer this changes nothing.
      reject(fileRefused(input.name, 'too_much_memory'))
    })
  }).finally(() => worker.terminate())
}
