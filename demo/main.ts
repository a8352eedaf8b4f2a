import { instantOf } from '@onegrid/domain/kernel/time.ts'
import { askedToStop } from '@onegrid/server/serve.ts'
import { buildWebWhenChanged } from '../web/build.ts'
import { demoSettings, runDemo } from './run.ts'

try {
  await runDemo({
    stopSignal: askedToStop(),
    settings: demoSettings(process.env),
    fresh: process.argv.includes('--fresh'),
    machineNow: () => instantOf(Date.now()),
    say: line => process.stdout.write(`${line}\n`),
    progress: process.stderr,
    buildWeb: () => buildWebWhenChanged(line => process.stderr.write(`${line}\n`)),
  })
  process.exit(0)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}
