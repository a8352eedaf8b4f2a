import { type ChildProcess, fork } from 'node:child_process'
import { Refusal } from '@onegrid/domain/kernel/refusal.ts'

/** A phone of 2026 takes 50 megapixels; a file of a few bytes can claim a million times a million. */
export const maxPixels = 50_000_000
/** Bytes of one upload, as people understand "10 MB". */
export const maxUploadBytes = 10 * 1024 * 1024

export type Made = {
  readonly photo: Uint8Array
  readonly thumbnail: Uint8Array
  readonly mediaType: 'image/jpeg'
  readonly width: number
  readonly height: number
}
export type WorkshopOrder = { readonly file: string }
export type WorkshopAnswer =
  | { readonly made: Made }
  | { readonly refused: 'photo_unreadable' | 'photo_too_large' }
  | { readonly failed: string }

/** What takes longer is built to take long. */
const patienceMilliseconds = 30_000
/** A form brings several photos in a row; after that the child's memory goes back to the machine. */
const idleMilliseconds = 5_000

let child: ChildProcess | undefined
let idle: NodeJS.Timeout | undefined
let queue: Promise<unknown> = Promise.resolve()

/**
 * Turns an uploaded file into what is kept: turned upright, at most 2000 pixels, JPEG, without any metadata, and a
 * thumbnail of it. One at a time, in a child process that starts with the first photo.
 */
export function makePhoto(file: string): Promise<Made> {
  const turn = queue.then(() => order(file))
  queue = turn.catch(() => {})
  return turn
}

async function order(file: string): Promise<Made> {
  clearTimeout(idle)
  const worker = child?.connected ? child : hire()
  try {
    const answer = await answerOf(worker, file)
    if ('made' in answer) return answer.made
    if ('refused' in answer) throw new Refusal(answer.refused, { field: 'photos' })
    throw new Error(`A photo could not be opened: ${answer.failed}`)
  } finally {
    worker.unref()
    worker.channel?.unref()
    if (child === worker) {
      idle = setTimeout(dismiss, idleMilliseconds)
      idle.unref()
    }
  }
}

function hire(): ChildProcess {
  const worker = fork(new URL('./workshop-process.ts', import.meta.url), {
    serialization: 'advanced',
    // It needs no secret of the server's environment, so it gets none.
    env: {},
    execArgv: ['--max-old-space-size=128'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  child = worker
  worker.once('exit', () => {
    if (child === worker) child = undefined
  })
  // Without a listener an EPIPE of a dying child would end the server; answerOf sees the same through 'exit'.
  worker.on('error', () => {})
  return worker
}

function dismiss(): void {
  child?.disconnect()
  child = undefined
}

function answerOf(worker: ChildProcess, file: string): Promise<WorkshopAnswer> {
  return new Promise((resolve, reject) => {
    const patience = setTimeout(() => worker.kill('SIGKILL'), patienceMilliseconds)
    const done = (): void => {
      clearTimeout(patience)
      worker.off('message', onMessage)
      worker.off('exit', onExit)
      worker.off('error', onError)
    }
    const onMessage = (answer: unknown): void => {
      done()
      resolve(answer as WorkshopAnswer)
    }
    const onExit = (_code: number | null, signal: NodeJS.Signals | null): void => {
      done()
      // A decoder that crashed or never ended: the file is at fault, and only the child has died of it.
      if (signal !== null) resolve({ refused: 'photo_unreadable' })
      else reject(new Error('The process that opens photos ended before its work was done.'))
    }
    const onError = (error: Error): void => {
      done()
      reject(error)
    }
    worker.on('message', onMessage)
    worker.on('exit', onExit)
    worker.on('error', onError)
    worker.ref()
    worker.channel?.ref()
    worker.send({ file } satisfies WorkshopOrder)
  })
}
