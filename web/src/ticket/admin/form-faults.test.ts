import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formFaultsOf } from './form-faults.ts'

test('given empty words, a limit of nothing and a bad code, when the form is looked through, then each is named where it stands', () => {
  const document = {
    rows: [
      { code: 'lamp', name: { zh: '路灯', en: ' ' }, limit: { amount: 0, unit: 'working_day' } },
      { code: '井 盖', name: { zh: '井盖', en: 'Covers' }, limit: { amount: 3, unit: 'working_day' } },
    ],
    limits: { ratingDays: 1.5 },
    emergencyNumbers: [{ number: '119', name: { zh: '火警', en: 'Fire' } }],
  }
  assert.deepEqual(
    formFaultsOf(document).map(({ pointer, rule }) => [pointer, rule]),
    [
      ['/rows/0/name/en', 'blank'],
      ['/rows/0/limit/amount', 'positive'],
      ['/rows/1/code', 'code_form'],
      ['/limits/ratingDays', 'positive'],
    ],
  )
})

test('given a whole document, when it is looked through, then nothing is named', () => {
  assert.deepEqual(formFaultsOf({ outsideBodies: [{ code: 'roads', phone: '0766-288 1000' }] }), [])
})
