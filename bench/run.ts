/**
 * `npm run bench [NAME] [-- --json]`: every measurement of this folder, or the one that is named. Each has the machine to
 * itself; what a figure is meant to reach stands in docs/performance.md.
 */
import type { Emit, Row } from './row.ts'

const benches: Readonly<Record<string, () => Promise<{ run(emit: Emit): Promise<void> }>>> = {
  import: () => import('./grid-import.ts'),
  'people-import': () => import('./people-import.ts'),
  'county-map': () => import('./county-map.ts'),
  locate: () => import('./locate.ts'),
  geometry: () => import('./geometry.ts'),
  division: () => import('./division.ts'),
  weight: () => import('./weight.ts'),
  start: () => import('./start.ts'),
  intake: () => import('./intake.ts'),
  search: () => import('./search.ts'),
  queue: () => import('./queue.ts'),
  memory: () => import('./memory.ts'),
  kill: () => import('./kill.ts'),
  boston: () => import('./boston.ts'),
  propose: () => import('./propose.ts'),
  'new-town': () => import('./new-town.ts'),
}

const words = process.argv.slice(2)
const json = words.includes('--json')
const wanted = words.filter(word => !word.startsWith('--'))
const unknown = wanted.find(name => !(name in benches))
if (unknown !== undefined) {
  process.stderr.write(`There is no bench ${unknown}; there are ${Object.keys(benches).join(', ')}.\n`)
  process.exit(1)
}

let failed = false
for (const name of wanted.length > 0 ? wanted : Object.keys(benches)) {
  try {
    await (await benches[name]!()).run(row => print(row))
  } catch (error) {
    failed = true
    process.stderr.write(`${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  }
}
process.exit(failed ? 1 : 0)

function print(row: Row): void {
  if (json) {
    process.stdout.write(`${JSON.stringify(row)}\n`)
    return
  }
  const ratio = row.ratio === undefined ? '' : `${row.ratio} × ${row.against ?? ''}`
  const figure = `${row.value} ${row.unit}`
  process.stdout.write(`${row.bench.padEnd(34)} ${figure.padStart(22)}  ${ratio}\n`)
  if (row.detail !== undefined) process.stdout.write(`${' '.repeat(35)}${row.detail}\n`)
}
