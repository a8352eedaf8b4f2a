import assert from 'node:assert/strict'
import { test } from 'node:test'
import { filtersOf } from './queue-address.ts'
import { type Steady, steadyRows } from './steady-rows.ts'

const none: Steady<string> = { rows: [], waiting: 0 }
const step = (before: Steady<string>, fresh: string[]) => steadyRows(before, fresh, row => row)
const shown = ({ rows }: Steady<string>) => rows.map(({ row, gone }) => (gone ? `-${row}` : row)).join(' ')

test('given rows on screen, when one leaves the queue, then it stays in its place and is marked', () => {
  assert.equal(shown(step(step(none, ['a', 'b', 'c']), ['a', 'c'])), 'a -b c')
})

test('given rows on screen, when a more pressing one comes, then it waits and nothing moves', () => {
  const after = step(step(none, ['a', 'b']), ['new', 'a', 'b'])
  assert.equal(shown(after), 'a b')
  assert.equal(after.waiting, 1)
})

test('given a first page, when the next is loaded, then it follows below', () => {
  const after = step(step(none, ['a', 'b']), ['a', 'b', 'c', 'd'])
  assert.equal(shown(after), 'a b c d')
  assert.equal(after.waiting, 0)
})

test('given an empty queue, when something comes, then it is shown', () => {
  assert.equal(shown(step(none, ['a'])), 'a')
})

test('given everything on screen left at once, when others came, then they wait to be asked for', () => {
  const after = step(step(none, ['a']), ['x', 'y'])
  assert.equal(shown(after), '-a')
  assert.equal(after.waiting, 2)
})

test('the address becomes the question: a grid narrows the scope, a flag is no queue, a day is its first instant', () => {
  const asked = filtersOf('late', new URLSearchParams('grid=g1&from=2022-09-01&text=%20路灯%20'), day => `${day}T`)
  assert.deepEqual(asked, { flag: 'late', scope: 'grid:g1', from: '2022-09-01T', text: '路灯' })
  assert.deepEqual(filtersOf('mine', new URLSearchParams('scope=town'), String), { scope: 'mine' })
})
