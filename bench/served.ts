/** The parent's side of serve.ts: starts it, asks its memory, ends it. */
import { type ChildProcess, fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Orders } from './serve.ts'

export type Served = {
  readonly port: number
  readonly pid: number
  /** Resident memory of the process in bytes. */
  memory(): Promise<number>
  stop(): Promise<void>
}

export async function serve(orders: Orders, nodeOptions: readonly string[] = []): Promise<Served> {
  const child = fork(path.join(import.meta.dirname, 'serve.ts'), [JSON.stringify(orders)], {
    execArgv: [...startFlags(), ...nodeOptions],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const { port } = await answerOf<{ port: number }>(child)
  return {
    port,
    pid: child.pid!,
    async memory() {
      child.send('memory')
      const usage = await answerOf<NodeJS.MemoryUsage>(child)
      if (process.env['BENCH_LOG'] !== undefined) process.stderr.write(`  ${JSON.stringify(usage)}\n`)
      return usage.rss
    },
    async stop() {
      const ended = new Promise<void>(done => child.once('exit', () => done()))
      child.send('stop')
      await ended
    },
  }
}

/** As `npm start` gives them. */
export function startFlags(): readonly string[] {
  const manifest = JSON.parse(readFileSync(path.join(import.meta.dirname, '../package.json'), 'utf8')) as {
    scripts: { start: string }
  }
  return manifest.scripts.start.split(' ').filter(word => word.startsWith('--'))
}

function answerOf<Answer>(child: ChildProcess): Promise<Answer> {
  return new Promise((done, failed) => {
    const onExit = (code: number | null) => failed(new Error(`the server ended with ${code}`))
    child.once('exit', onExit)
    child.once('message', message => {
      child.removeListener('exit', onExit)
      done(message as Answer)
    })
  })
}
