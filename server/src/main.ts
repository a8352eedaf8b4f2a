import { buildWebWhenChanged } from '../../web/build.ts'
import { readSettings } from './config.ts'
import { askedToStop, serve } from './serve.ts'

const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

try {
  const stopSignal = askedToStop()
  const settings = readSettings(process.env)
  await buildWebWhenChanged(say)
  await serve({ settings, say, stopSignal })
  process.exit(0)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}
