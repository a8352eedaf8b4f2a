import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'

/** A Chinese sentence is set with Chinese marks (GB/T 15834): a half-width comma between characters is a slip. */
const slip = /[\p{Script=Han}”》）][,;!](?=[\p{Script=Han}“《（A-Za-z0-9])/u
const root = new URL('../', import.meta.url)

test('Chinese words carry Chinese punctuation', () => {
  const files = globSync('{domain,server,web}/src/**/*.{ts,tsx,json}', { cwd: root.pathname }).filter(
    file => !/\.test\.tsx?$|fixture/.test(file),
  )
  assert.ok(files.length > 500, `only ${files.length} files found: the search is broken`)
  assert.match('收到了,谢谢', slip)
  const slips = files.flatMap(file =>
    readFileSync(new URL(file, root), 'utf8')
      .split('\n')
      .flatMap((line, at) => (slip.test(line) ? [`${file}:${at + 1} ${line.trim()}`] : [])),
  )
  assert.deepEqual(slips, [])
})
