import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { faultsOf, importsOf, readTree } from './architecture.ts'

const project = path.join(import.meta.dirname, '..')

test('every arrow, name and size of the house is as it is drawn', () => {
  const tree = readTree(project)
  assert.ok(tree.size > 100, `only ${tree.size} files were read`)
  const faults = faultsOf(tree).map(({ file, rule, because }) => `${rule}: ${file} (${because})`)
  assert.deepEqual(faults, [])
})

test('slices have the same names in domain, server and web', () => {
  const foldersOf = (house: string) =>
    readdirSync(path.join(project, house, 'src'), { withFileTypes: true })
      .filter(entry => entry.isDirectory())
      .map(entry => entry.name)
  const slices = [
    'kernel',
    'grid',
    'team',
    'ticket',
    'timegrid',
    'service',
    'voice',
    'points',
    'activity',
    'project',
    'insight',
    'account',
  ]
  const ground = {
    domain: [],
    server: ['database', 'http', 'journal', 'jobs', 'blobs', 'notice', 'attachment', 'tables'],
    web: ['desk', 'pocket', 'public', 'api', 'ui', 'words', 'photo', 'notice'],
  }
  for (const [house, own] of Object.entries(ground))
    for (const folder of foldersOf(house))
      assert.ok([...slices, ...own].includes(folder), `${house}/src/${folder} is no slice and no ground`)
})

const made = (files: Record<string, string>) =>
  faultsOf(new Map(Object.entries(files))).map(({ rule, file }) => `${rule} ${file}`)

test('control: each rule finds its own offence in a made-up tree', () => {
  const kernel = { 'domain/src/kernel/time.ts': 'export const one = 1\n' }
  const offences: [expected: string, files: Record<string, string>][] = [
    ['arrow domain/src/ticket/a.ts', { 'domain/src/ticket/a.ts': "import fs from 'node:fs'\n" }],
    ['arrow domain/src/ticket/a.ts', { 'domain/src/ticket/a.ts': "import { x } from 'lodash'\n" }],
    [
      'arrow domain/src/kernel/a.ts',
      { 'domain/src/kernel/a.ts': "import type { G } from '../grid/g.ts'\n", 'domain/src/grid/g.ts': '' },
    ],
    [
      'arrow domain/src/voice/a.ts',
      { 'domain/src/voice/a.ts': "import { t } from '../ticket/t.ts'\n", 'domain/src/ticket/t.ts': '' },
    ],
    [
      'arrow domain/src/grid/a.ts',
      { 'domain/src/grid/a.ts': "export { s } from '@onegrid/server/http/s.ts'\n", 'server/src/http/s.ts': '' },
    ],
    [
      'arrow server/src/ticket/a.ts',
      { 'server/src/ticket/a.ts': "import { s } from '../grid/store.ts'\n", 'server/src/grid/store.ts': '' },
    ],
    [
      'arrow server/src/http/a.ts',
      { 'server/src/http/a.ts': "import { s } from '../ticket/q.ts'\n", 'server/src/ticket/q.ts': '' },
    ],
    [
      'arrow server/src/ticket/a.ts',
      { 'server/src/ticket/a.ts': "import { s } from '@onegrid/web/ui/q.ts'\n", 'web/src/ui/q.ts': '' },
    ],
    [
      'arrow web/src/ticket/a.tsx',
      { 'web/src/ticket/a.tsx': "const x = () => import('../desk/frame.tsx')\n", 'web/src/desk/frame.tsx': '' },
    ],
    ['arrow web/src/words/a.ts', { 'web/src/words/a.ts': "import '../ui/x.ts'\n", 'web/src/ui/x.ts': '' }],
    ['arrow e2e/a.ts', { 'e2e/a.ts': "import { t } from '@onegrid/domain/kernel/time.ts'\n", ...kernel }],
    ['arrow web/src/ui/a.ts', { 'web/src/ui/a.ts': "import { gone } from './gone.ts'\n" }],
    [
      'cycle domain/src/grid/a.ts',
      { 'domain/src/grid/a.ts': "import './b.ts'\n", 'domain/src/grid/b.ts': "import type { A } from './a.ts'\n" },
    ],
    ['name server/src/utils/text.ts', { 'server/src/utils/text.ts': '' }],
    ['name domain/src/grid/types.ts', { 'domain/src/grid/types.ts': '' }],
    ['name server/src/grid/grid.service.ts', { 'server/src/grid/grid.service.ts': '' }],
    ['name server/src/grid/a.ts', { 'server/src/grid/a.ts': 'export class GridManager {}\n' }],
    [
      'name web/src/ui/all.ts',
      {
        'web/src/ui/all.ts': "export * from './b.ts'\nexport { c } from './c.ts'\n",
        'web/src/ui/b.ts': '',
        'web/src/ui/c.ts': '',
      },
    ],
    ['size web/src/ui/long.ts', { 'web/src/ui/long.ts': 'const x = 1\n'.repeat(401) }],
    ['text domain/src/grid/a.ts', { 'domain/src/grid/a.ts': 'export const now = () => Date.now()\n' }],
    ['text server/src/grid/a.ts', { 'server/src/grid/a.ts': 'export const now = new Date()\n' }],
    ['text web/src/ui/a.ts', { 'web/src/ui/a.ts': 'export const x = y as any\n' }],
    ['text web/src/ui/a.ts', { 'web/src/ui/a.ts': '// TODO later\n' }],
    ['text web/src/ui/a.ts', { 'web/src/ui/a.ts': 'if (process.env.NODE_ENV) {}\n' }],
  ]
  for (const [expected, files] of offences)
    assert.deepEqual(made(files), [expected], JSON.stringify(files).slice(0, 160))
})

test('control: a tree as it is drawn has no fault', () => {
  assert.deepEqual(
    made({
      'domain/src/kernel/time.ts': "import { Type } from 'typebox'\n",
      'domain/src/ticket/ticket.ts': "import type { T } from '../kernel/time.ts'\n// import '../voice/x.ts'\n",
      'server/src/ticket/routes.ts':
        "import { t } from '@onegrid/domain/ticket/ticket.ts'\nimport { c } from '../grid/commands.ts'\n",
      'server/src/grid/commands.ts': "import pg from 'pg'\n",
      'web/src/ui/x.tsx': "import { t } from '../words/words.ts'\n",
      'web/src/words/words.ts': '',
      'web/src/desk/screens.ts': "export const load = () => import('../ui/x.tsx')\n",
    }),
    [],
  )
})

test('imports are read in every form', () => {
  const text = `import a from 'a'
import type { B } from "./b.ts"
import {
  c,
  d,
} from '../c.ts'
import './side.css'
export * from './e.ts'
export type { F } from './f.ts'
const g = await import('./g.ts')
// import h from 'h'
/* import i from 'i' */`
  assert.deepEqual([...importsOf(text)].sort(), ['../c.ts', './b.ts', './e.ts', './f.ts', './g.ts', './side.css', 'a'])
})
