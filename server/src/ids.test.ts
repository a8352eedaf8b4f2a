import assert from 'node:assert/strict'
import test from 'node:test'
import { simulatedClock } from './clock.ts'
import { codeLetters, randomIds } from './ids.ts'

test('given a clock that stands, when many ids are made, then they are UUIDv7 of that time, unequal', () => {
  const clock = simulatedClock('2022-09-26T00:30:00.000Z')
  const ids = randomIds(clock)
  const made = Array.from({ length: 10_000 }, () => ids.id())
  assert.equal(new Set(made).size, made.length)
  for (const id of made) {
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    assert.equal(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16), Date.parse('2022-09-26T00:30:00.000Z'))
  }
  const first = made.slice(0, 1000)
  assert.deepEqual(first, first.toSorted(), 'in the order in which they were made')
})

test('given a later instant, then the id sorts later', () => {
  const clock = simulatedClock('2022-09-26T00:30:00.000Z')
  const ids = randomIds(clock)
  const before = ids.id()
  clock.advance(1)
  assert.ok(ids.id() > before)
})

test('given a code, then it has only letters that cannot be misread', () => {
  const code = randomIds(simulatedClock('2022-09-26T00:30:00.000Z')).code(2000)
  assert.equal(code.length, 2000)
  assert.ok([...code].every(letter => codeLetters.includes(letter)))
  assert.ok(![...'01ILO'].some(letter => code.includes(letter)))
})
