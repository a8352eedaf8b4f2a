import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hoursText, spansOf } from './hours-text.ts'

test('hours are read as people write them, and written back in one way', () => {
  const office = [
    { from: '08:30', to: '12:00' },
    { from: '14:30', to: '17:30' },
  ]
  for (const text of ['08:30–12:00 14:30–17:30', '8:30-12:00,14:30-17:30', '8:30 至 12:00、14:30到17:30'])
    assert.deepEqual(spansOf(text), office, text)
  assert.equal(hoursText(office), '08:30–12:00 14:30–17:30')
  assert.deepEqual(spansOf('  '), [])
  assert.deepEqual(spansOf('00:00-24:00'), [{ from: '00:00', to: '24:00' }])
})

test('what is no span of a day is not guessed', () => {
  for (const text of ['早上', '8:30', '12:00-8:30', '8:70-9:00', '9:00-25:00', '24:00-24:00'])
    assert.equal(spansOf(text), undefined, text)
})
