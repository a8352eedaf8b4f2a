/** Follows the recipes of CONTRIBUTING.md on a copy of the sources: what they say works, or this fails. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { faultsOf, readTree } from './architecture.ts'

const project = path.resolve(import.meta.dirname, '..')

type Step = { readonly file: string; readonly anchor: string | undefined; readonly text: string }

/** "In `file`, after `anchor`:" and "New file `file`:", each followed by a fenced block. */
export function stepsOf(markdown: string): readonly Step[] {
  const step = /^(?:In `([^`]+)`, after `(.+)`:|New file `([^`]+)`:)\n```\w+\n([\s\S]*?)^```$/gm
  return [...markdown.matchAll(step)].map(found => ({
    file: found[1] ?? found[3] ?? '',
    anchor: found[2],
    text: found[4] ?? '',
  }))
}

function follow(folder: string, steps: readonly Step[]): void {
  for (const { file, anchor, text } of steps) {
    const full = path.join(folder, file)
    mkdirSync(path.dirname(full), { recursive: true })
    if (anchor === undefined) {
      writeFileSync(full, text)
      continue
    }
    const before = readFileSync(full, 'utf8')
    assert.equal(before.split(`${anchor}\n`).length, 2, `${file} has the line ${anchor} exactly once`)
    writeFileSync(
      full,
      before.replace(`${anchor}\n`, () => `${anchor}\n${text}`),
    )
  }
}

/** A copy whose workspaces are its own and whose libraries are the project's. */
function copyOfSources(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'onegrid-recipe-'))
  const skip = /(^|\/)(node_modules|dist|\.cache)(\/|$)/
  for (const part of [
    'domain',
    'server',
    'web',
    'test',
    'demo',
    'docs',
    'bench',
    'e2e',
    'tsconfig.json',
    'package.json',
    'package-lock.json',
  ]) {
    cpSync(path.join(project, part), path.join(folder, part), {
      recursive: true,
      filter: from => !skip.test(path.relative(project, from)),
    })
  }
  const libraries = path.join(folder, 'node_modules')
  mkdirSync(path.join(libraries, '@onegrid'), { recursive: true })
  for (const name of readdirSync(path.join(project, 'node_modules'))) {
    if (name !== '@onegrid') symlinkSync(path.join(project, 'node_modules', name), path.join(libraries, name))
  }
  for (const workspace of ['domain', 'server', 'web']) {
    symlinkSync(path.join(folder, workspace), path.join(libraries, '@onegrid', workspace))
    const own = path.join(project, workspace, 'node_modules')
    try {
      symlinkSync(own, path.join(folder, workspace, 'node_modules'))
    } catch {
      // A workspace without libraries of its own has no such folder.
    }
  }
  return folder
}

function run(folder: string, ...command: readonly string[]) {
  const { NODE_TEST_CONTEXT: _inTest, ...env } = process.env
  const ended = spawnSync(process.execPath, command, { cwd: folder, encoding: 'utf8', env, timeout: 180_000 })
  return { code: ended.status, output: `${ended.stdout}${ended.stderr}` }
}

const markdown = readFileSync(path.join(project, 'CONTRIBUTING.md'), 'utf8')
const recipes = [
  {
    name: 'add a verb to the ticket',
    tests: [
      'domain/src/ticket/decide/cost.test.ts',
      'domain/src/ticket/transitions.test.ts',
      'web/src/ticket/event-sentence.test.ts',
      'web/src/ticket/verb-form.test.ts',
      'web/src/words/words.test.ts',
      'test/glossary.test.ts',
    ],
  },
  { name: 'add a slice', tests: ['server/src/voice/voice.test.ts'] },
]

for (const { name, tests } of recipes) {
  describe(`recipe: ${name}`, () => {
    let folder: string
    before(() => {
      folder = copyOfSources()
      const text = markdown.split(/^## Recipe: /m).find(each => each.startsWith(name))
      const steps = stepsOf(text ?? '')
      assert.ok(steps.length >= 5, 'the recipe has steps')
      follow(folder, steps)
    })
    after(() => rmSync(folder, { recursive: true, force: true }))

    test('keeps the types', () => {
      const { code, output } = run(folder, path.join(project, 'node_modules/typescript/bin/tsc'), '--noEmit')
      assert.equal(code, 0, output.slice(0, 2000))
    })

    test('keeps the arrows of the house', () => {
      assert.deepEqual(faultsOf(readTree(folder)), faultsOf(readTree(project)))
    })

    test('passes the tests that it names', () => {
      const { code, output } = run(folder, '--test', ...tests)
      assert.equal(code, 0, output.slice(-3000))
    })
  })
}

test('control: a step whose anchor is gone fails', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'onegrid-recipe-'))
  writeFileSync(path.join(folder, 'a.ts'), 'one\n')
  assert.throws(() => follow(folder, [{ file: 'a.ts', anchor: 'two', text: 'three\n' }]))
  rmSync(folder, { recursive: true, force: true })
})
