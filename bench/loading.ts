/** The parent's side of load.ts. */
import { fork } from 'node:child_process'
import path from 'node:path'
import type { Loaded, LoadOrders } from './load.ts'

export function load(orders: LoadOrders): Promise<Loaded> {
  const child = fork(path.join(import.meta.dirname, 'load.ts'), [JSON.stringify(orders)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  return new Promise((done, failed) => {
    let answer: Loaded | undefined
    child.once('message', message => {
      answer = message as Loaded
    })
    child.once('exit', code => (answer ? done(answer) : failed(new Error(`the clients ended with ${code}`))))
  })
}
