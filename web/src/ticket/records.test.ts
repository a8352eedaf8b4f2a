import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TicketPage } from '@onegrid/domain/ticket/view.ts'
import type { Speaker } from './event-sentence.ts'
import { recordsOf } from './records.ts'

/** Says the key and its facts, so that a test sees what is said and not how. */
const speaker: Speaker = {
  language: 'zh',
  catalogue: undefined,
  say: (key, facts = {}) => [key.replace('ticket:', ''), ...Object.values(facts)].join(' '),
  moment: instant => instant.slice(0, 10),
}
const at = '2022-09-26T00:30:00.000Z'
const person = (name: string) => ({ id: name, name })
const told = (beside: Record<string, unknown>) => recordsOf({ beside } as unknown as TicketPage, speaker)

test('an order says who took it and how many are still wanted', () => {
  const [order] = told({
    order: { need: '清沟加固', needed: 3, closesAt: at, takers: [{ personId: person('陆大勇'), at }] },
  })
  assert.deepEqual(order, {
    key: 'order',
    lines: ['note.takers 1 3', '陆大勇', 'note.closes 2022-09-26'],
    words: '清沟加固',
  })
})

test('a contest that is open waits; decided, it says by whom and how', () => {
  const contest = { by: person('黎永康'), reason: 'not_our_duty', at }
  assert.equal(told({ contest })[0]?.lines.at(-1), 'note.undecided')
  const decision = { upheld: false, by: person('邓卓然'), at }
  assert.equal(told({ contest: { ...contest, decision } })[0]?.lines.at(-1), 'note.decided 邓卓然 choice.upheld.false')
})

test('units that were called: who is there and who is not', () => {
  const calls = [{ callId: 'c', units: [person('水利所'), person('供电所')], arrivals: [{ unitId: person('水利所') }] }]
  assert.deepEqual(told({ calls })[0]?.lines, ['水利所 note.arrived · 供电所 note.notArrived'])
})

test('a referral: before the receipt, with the other side’s number, and answered', () => {
  const referral = { body: 'road', reason: 'owner', letter: '请处理', followUpAt: at, by: person('顾雅文'), at }
  assert.ok(told({ referral })[0]?.lines.includes('note.noReceipt'))
  const receipt = { at, by: person('顾雅文'), foreignNumber: '函18' }
  assert.ok(told({ referral: { ...referral, receipt } })[0]?.lines.includes('note.theirNumber 函18'))
  const reply = { at, by: person('顾雅文'), words: '已修', settled: true }
  assert.equal(told({ referral: { ...referral, receipt, reply } })[0]?.words, '已修')
})

test('nothing beside the status, nothing to read; counts and instants are no records', () => {
  assert.deepEqual(told({ urges: 3, archivedAt: at }), [])
})
