import { instantOf } from '@onegrid/domain/kernel/time.ts'
import { askedToStop } from '@onegrid/server/serve.ts'
import { buildWebWhenChanged } from '../web/build.ts'
import { askedExample } from './county.ts'
import { demoSettings, runDemo } from './run.ts'

// The town of the story, or the whole county without one: each in a data folder of its own.
const { folder, ...asked } = askedExample(process.argv)

try {
  await runDemo({
    stopSignal: askedToStop(),
    settings: demoSettings(process.env, folder),
    ...asked,
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
