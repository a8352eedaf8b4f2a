import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import path from 'node:path'
import { test } from 'node:test'
import { freeText, secrets } from './rich-story.ts'

test('the logs say no name, no number, no word of what was said, not even when something breaks', {
  timeout: 240_000,
}, async () => {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'telling.ts')], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const parts: Buffer[] = []
  child.stdout.on('data', (part: Buffer) => parts.push(part))
  child.stderr.on('data', (part: Buffer) => parts.push(part))
  const code = await new Promise<number | null>(resolve => child.on('close', resolve))
  const log = Buffer.concat(parts).toString()
  assert.equal(code, 0, log.slice(-2000))
  assert.match(log, /a request failed by our own fault/)
  const leaked = [...secrets, ...freeText, '123456'].filter(
    each => log.includes(each) || log.includes(encodeURIComponent(each)),
  )
  assert.deepEqual(leaked, [])
})
