import assert from 'node:assert/strict'
import { test } from 'node:test'
import { daysOfMonth, goOn, otherMonth, weekdayOf } from './roster-month.ts'

test('a month has its days, also February of a leap year', () => {
  assert.equal(daysOfMonth('2024-02').length, 29)
  assert.equal(daysOfMonth('2022-09').at(-1), '2022-09-30')
  assert.equal(otherMonth('2022-12', 1), '2023-01')
  assert.equal(otherMonth('2022-01', -1), '2021-12')
  assert.equal(weekdayOf('2022-09-26'), 1)
})

test('given three people in turn, when the rest is filled, then the turn goes on after the last one', () => {
  const days = daysOfMonth('2022-09').slice(0, 6)
  const filled = new Map([
    [days[0]!, ['a']],
    [days[1]!, ['b']],
    [days[2]!, ['c']],
    [days[3]!, ['a']],
  ])
  assert.deepEqual(
    goOn(days, filled).map(each => each.personId),
    ['b', 'c'],
  )
  assert.deepEqual(goOn(days, new Map()), [])
})
