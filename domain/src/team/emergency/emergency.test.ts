import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from '../../kernel/refusal.ts'
import { decideSwap, type SwapDraft } from './decide.ts'

const roster: Readonly<Record<string, readonly string[]>> = { '2022-09-27': ['mo'], '2022-09-28': ['lin'] }
const stands = (personId: string, day: string) => roster[day]?.includes(personId) ?? false
const swap: SwapDraft = { day: '2022-09-27', personId: 'mo', withPersonId: 'lin', otherDay: '2022-09-28' }

test('given both stand where they say, then they may swap, or one takes the other’s day', () => {
  decideSwap(swap, '2022-09-26', stands)
  decideSwap({ day: '2022-09-27', personId: 'mo', withPersonId: 'he' }, '2022-09-27', stands)
})

test('given the roster does not stand like that, then the swap is refused with its reason', () => {
  const cases: readonly [Partial<SwapDraft>, string][] = [
    [{ withPersonId: 'mo' }, 'self'],
    [{ day: '2022-09-25' }, 'past'],
    [{ day: '2022-09-29' }, 'not_on_duty'],
    [{ otherDay: '2022-09-29' }, 'other_not_on_duty'],
    [{ withPersonId: 'he' }, 'other_not_on_duty'],
  ]
  for (const [part, reason] of cases)
    assert.throws(
      () => decideSwap({ ...swap, ...part }, '2022-09-26', stands),
      error => error instanceof Refusal && error.facts['reason'] === reason,
      reason,
    )
  const both = (personId: string, day: string) => stands(personId, day) || (personId === 'lin' && day === '2022-09-27')
  assert.throws(
    () => decideSwap(swap, '2022-09-26', both),
    error => error instanceof Refusal && error.facts['reason'] === 'already_on_duty',
  )
})
