import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TicketPage } from '@onegrid/domain/ticket/view.ts'
import { stepsPassedBy, stepTimes } from './step-times.ts'

const told = (status: string, step: number, ...types: readonly string[]) =>
  ({
    ticket: { status, step },
    timeline: types.map((type, at) => ({ type, at: `2022-09-2${at}`, facts: {} })),
  }) as unknown as Pick<TicketPage, 'timeline' | 'ticket'>

test('a merged matter was never handled nor checked', () => {
  const merged = told('closed', 6, 'TicketReported', 'TicketAccepted', 'TicketMerged')
  assert.deepEqual(stepsPassedBy(merged), [4, 5])
  assert.equal(stepTimes(merged)[6], '2022-09-22')
})

test('on the spot it was handled, and nobody else looked', () => {
  assert.deepEqual(stepsPassedBy(told('closed', 6, 'TicketReported', 'TicketAccepted', 'TicketClosedOnTheSpot')), [5])
})

test('what runs has passed nothing by; what came back has no time ahead', () => {
  const back = told('accepted', 3, 'TicketReported', 'TicketAccepted', 'TicketAcknowledged', 'TicketReturned')
  assert.deepEqual(stepsPassedBy(back), [])
  assert.equal(stepTimes(back)[4], undefined)
})
