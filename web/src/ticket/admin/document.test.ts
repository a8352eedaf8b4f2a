import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { broughtTogether, differences, same, valueAt, withValue } from './document.ts'

const days = (amount: number) => ({ amount, unit: 'working_day' })
const document = {
  rows: [
    { code: 'lamp', name: { zh: '路灯', en: 'Street lamps' }, limit: days(7) },
    { code: 'pit', name: { zh: '井盖', en: 'Manhole covers' }, limit: days(3) },
  ],
  limits: { verify: days(3) },
}

describe('a place in the document', () => {
  test('given a pointer, when the value is changed, then only that place is another and the old document stands', () => {
    const next = withValue(document, '/rows/1/name/zh', '窨井')
    assert.equal(valueAt(next, '/rows/1/name/zh'), '窨井')
    assert.equal(valueAt(document, '/rows/1/name/zh'), '井盖')
    assert.equal(next.rows[0], document.rows[0])
  })
  test('given undefined, when it is set, then the field is gone', () => {
    const retired = withValue(document, '/rows/0/retired', true)
    assert.equal(valueAt(retired, '/rows/0/retired'), true)
    assert.ok(same(withValue(retired, '/rows/0/retired', undefined), document))
  })
})

describe('two versions', () => {
  test('given a limit and a new row, when they are compared, then the limit is one difference and the row is one', () => {
    const row = { code: 'rail', name: { zh: '护栏', en: 'Rails' }, limit: days(5) }
    const after = withValue({ ...document, rows: [...document.rows, row] }, '/rows/0/limit', days(5))
    assert.deepEqual(differences(document, after), [
      { path: ['rows', 'lamp', 'limit'], from: days(7), to: days(5) },
      { path: ['rows', 'rail'], from: undefined, to: row },
    ])
  })
  test('given rows in another order, when they are compared, then nothing differs', () => {
    assert.deepEqual(differences(document, { ...document, rows: [...document.rows].reverse() }), [])
  })
})

describe('two people at once', () => {
  test('given changes at two places, when they are brought together, then both stand', () => {
    const mine = withValue(document, '/rows/0/limit', days(5))
    const theirs = withValue(document, '/limits/verify', days(2))
    const { document: merged, both } = broughtTogether(document, mine, theirs)
    assert.deepEqual(valueAt(merged, '/rows/0/limit'), days(5))
    assert.deepEqual(valueAt(merged, '/limits/verify'), days(2))
    assert.deepEqual(both, [])
  })
  test('given both changed one place, when they are brought together, then mine stands and the place is named', () => {
    const mine = withValue(document, '/rows/0/limit', days(5))
    const theirs = withValue(document, '/rows/0/limit', days(4))
    const { document: merged, both } = broughtTogether(document, mine, theirs)
    assert.deepEqual(valueAt(merged, '/rows/0/limit'), days(5))
    assert.deepEqual(both, [['rows', 'lamp', 'limit']])
  })
  test('given both added a row, when they are brought together, then both rows are there', () => {
    const added = (code: string) => ({
      ...document,
      rows: [...document.rows, { code, name: { zh: 'x', en: 'x' }, limit: days(1) }],
    })
    const { document: merged } = broughtTogether(document, added('a'), added('b'))
    assert.deepEqual(
      merged.rows.map(row => row.code),
      ['lamp', 'pit', 'b', 'a'],
    )
  })
})
