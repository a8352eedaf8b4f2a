import { instantOf } from '@onegrid/domain/kernel/time.ts'
import { askedToStop } from '@onegrid/server/serve.ts'
import { buildWebWhenChanged } from '../web/build.ts'
import { countyAccountText, makeCounty } from './county.ts'
import { demoSettings, runDemo } from './run.ts'

// The town of the story, or the whole county without one: each in a data folder of its own.
const county = process.argv.includes('--county')

try {
  await runDemo({
    stopSignal: askedToStop(),
    settings: demoSettings(process.env, county ? 'county' : 'demo'),
    ...(county ? { example: { make: makeCounty, told: countyAccountText } } : {}),
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
