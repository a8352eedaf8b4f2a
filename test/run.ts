import { spawn } from 'node:child_process'
import { existsSync, globSync } from 'node:fs'
import path from 'node:path'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'
import { buildWebWhenChanged } from '../web/build.ts'
import { startTestServer } from './database.ts'

/**
 * `npm test`: types, lint, generated files, then every *.test.ts, journeys last. The last line is `N passed, N failed`;
 * each stage before the tests counts as one. Skipped tests count as neither and are named with their reason.
 * `npm test -- domain/src/kernel` runs the files below one path only.
 */
const project = path.join(import.meta.dirname, '..')
process.chdir(project)
process.env['PATH'] = `${path.join(project, 'node_modules/.bin')}${path.delimiter}${process.env['PATH'] ?? ''}`
const wanted = process.argv.slice(2)

let passed = 0
let failed = 0
let skipped = 0

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

function count(name: string, good: boolean, startedAt: number): void {
  if (good) passed += 1
  else failed += 1
  say(`${good ? '✔' : '✖'} ${name} (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`)
}

/** A command of the repository; what it says is shown only when it fails. */
async function command(name: string, words: readonly string[]): Promise<void> {
  const startedAt = performance.now()
  const child = spawn(words[0]!, words.slice(1), { stdio: ['ignore', 'pipe', 'pipe'] })
  const said: Buffer[] = []
  child.stdout.on('data', (part: Buffer) => said.push(part))
  child.stderr.on('data', (part: Buffer) => said.push(part))
  const code = await new Promise<number | null>(done => {
    child.on('close', done)
    child.on('error', error => {
      said.push(Buffer.from(String(error)))
      done(1)
    })
  })
  if (code !== 0) process.stdout.write(Buffer.concat(said))
  count(name, code === 0, startedAt)
}

/**
 * Milliseconds after which a file of tests is called hung. The longest (a walk over every operation) takes half a minute
 * alone on a machine and four times that beside others.
 */
const patience = 300_000

async function tests(files: readonly string[], concurrency: number): Promise<void> {
  if (files.length === 0) return
  const stream = run({ files: [...files], concurrency, timeout: patience, isolation: 'process' })
  stream.on('test:pass', event => {
    if (event.details.type === 'suite') return
    // A file is reported as a test of its own only when it holds none: that is a mistake, not a success.
    if (event.name.endsWith('.test.ts')) {
      failed += 1
      say(`✖ ${event.name} holds no test`)
      return
    }
    if (event.skip !== undefined || event.todo !== undefined) {
      skipped += 1
      say(`skipped: ${event.name}${typeof event.skip === 'string' ? ` — ${event.skip}` : ''}`)
      return
    }
    passed += 1
  })
  stream.on('test:fail', event => {
    if (
      event.details.type === 'suite' &&
      event.details.error.cause !== undefined &&
      isOnlyChildren(event.details.error)
    )
      return
    failed += 1
  })
  const report = stream.compose(spec)
  report.pipe(process.stdout, { end: false })
  await new Promise((done, broken) => report.on('end', done).on('error', broken))
}

/** A suite fails with its children, which were counted already; a hook that fails is a failure of its own. */
function isOnlyChildren(error: Error): boolean {
  return (error as Error & { failureType?: string }).failureType === 'subtestsFailed'
}

function filesIn(pattern: string): readonly string[] {
  const all = globSync(pattern, { exclude: name => /(^|\/)(node_modules|dist|\.cache)(\/|$)/.test(name) }).sort()
  return wanted.length === 0 ? all : all.filter(file => wanted.some(part => file.startsWith(part.replace(/^\.\//, ''))))
}

if (wanted.length === 0) {
  await command('types', ['tsc', '--noEmit'])
  await command('lint', ['biome', 'check', '.', '--diagnostic-level=error'])
}
const server = await startTestServer()
process.env['ONEGRID_TEST_SERVER'] = JSON.stringify({ appUrl: server.appUrl, ownerUrl: server.ownerUrl })
try {
  if (wanted.length === 0 && existsSync('server/src/database/generate.ts'))
    await command('generated files', [process.execPath, 'server/src/database/generate.ts', '--check'])
  // The longest files stand in these folders: begun last, one of them would run alone at the end.
  const units = [...filesIn('{test,demo,bench}/**/*.test.ts'), ...filesIn('{server,domain,web}/**/*.test.ts')]
  const journeys = filesIn('e2e/**/*.test.ts')
  await tests(units, 2)
  if (journeys.length > 0) {
    const startedAt = performance.now()
    await buildWebWhenChanged()
    count('web build', true, startedAt)
    // One after the other: each journey holds a browser, a product and a database on two cores.
    await tests(journeys, 1)
  }
} finally {
  await server.stop()
}
if (skipped > 0) say(`${skipped} skipped, each named above with its reason`)
say(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
