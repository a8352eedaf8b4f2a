import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instantAt, wallOf } from './town-time.ts'

test('a moment typed in the town is that instant, also where summer time changes, and back', () => {
  for (const [wall, zone, instant] of [
    ['2022-09-28T17:00', 'Asia/Shanghai', '2022-09-28T09:00:00.000Z'],
    ['2022-03-13T12:00', 'America/New_York', '2022-03-13T16:00:00.000Z'],
    ['2022-03-12T12:00', 'America/New_York', '2022-03-12T17:00:00.000Z'],
  ] as const) {
    assert.equal(instantAt(wall, zone), instant)
    assert.equal(wallOf(instant, zone), wall)
  }
  assert.equal(instantAt('2022-09-28', 'Asia/Shanghai'), '2022-09-27T16:00:00.000Z')
  assert.equal(instantAt('', 'Asia/Shanghai'), undefined)
})
