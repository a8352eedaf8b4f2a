/** The product as `npm start` starts it, in a process of its own, from its first line to /readyz and its end. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import path from 'node:path'
import { startFlags } from './served.ts'

const main = path.join(import.meta.dirname, '../server/src/main.ts')

export type Product = {
  readonly port: number
  /** From the start of the process to the first 200 of /readyz. */
  readonly readyMilliseconds: number
  /** Without a chance to tidy up. */
  kill(): Promise<void>
  stop(): Promise<void>
}

/** Behind a proxy that names each sender: the rates per address then count clients, not this machine. */
export async function startProduct(dataFolder: string, port: number): Promise<Product> {
  const begun = performance.now()
  const child = spawn(process.execPath, [...startFlags(), main], {
    env: environment({ ONEGRID_DATA: dataFolder, PORT: String(port), TRUST_PROXY: 'true', LOG_LEVEL: 'error' }),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said += text))
  try {
    await ready(port, child)
  } catch (error) {
    child.kill('SIGKILL')
    throw new Error(`${error instanceof Error ? error.message : error}\n${said}`)
  }
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
  }
  return {
    port,
    readyMilliseconds: performance.now() - begun,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  }
}

/** Settings of the bench itself would be refused as unknown ones. */
export function environment(settings: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('ONEGRID_') && name !== 'DATABASE_URL')
  return { ...Object.fromEntries(own), ...settings }
}

const pollMilliseconds = 20
const patienceMilliseconds = 60_000

async function ready(port: number, child: ChildProcess): Promise<void> {
  const until = performance.now() + patienceMilliseconds
  while (performance.now() < until) {
    if (child.exitCode !== null) throw new Error(`the product ended with ${child.exitCode}`)
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined)
    if (answer?.status === 200) return
    await new Promise(done => setTimeout(done, pollMilliseconds))
  }
  throw new Error('the product did not become ready')
}

export async function freePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
