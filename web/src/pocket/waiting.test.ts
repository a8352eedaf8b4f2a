import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TicketRow } from '@onegrid/domain/ticket/view.ts'
import { decisionKinds, decisionOn, grouped, isTaken, taskIn } from './waiting.ts'

const quiet: TicketRow['flags'] = {
  contested: false,
  extensionAsked: false,
  appealAsked: false,
  toWriteBack: false,
  suspended: false,
  referred: false,
  supervised: 0,
  reopened: false,
  reworked: false,
  duplicates: 0,
}

function row(number: string, facts: Partial<TicketRow>): TicketRow {
  return {
    number,
    ticketId: number,
    status: 'received',
    step: 1,
    queue: 'to_assess',
    light: 'on_time',
    dueAt: '2022-09-28T09:00:00.000Z',
    holdDueAt: '2022-09-27T09:00:00.000Z',
    level: 'medium',
    urgency: 'ordinary',
    source: 'resident',
    confidentiality: 'open',
    place: { outside: false, large: 'town', name: '碧塘村' },
    reportedAt: '2022-09-26T00:30:00.000Z',
    photos: [],
    flags: quiet,
    actions: [],
    ...facts,
  }
}

test('given a contested dispatch, when the person may decide it, then it waits for a decision and not for an acknowledgement', () => {
  const contested = { status: 'dispatched', flags: { ...quiet, contested: true } } as const
  assert.equal(decisionOn(row('A', { ...contested, actions: ['decideContest'] })), 'decide')
  assert.equal(decisionOn(row('A', { ...contested, actions: ['withdrawDispatch'] })), undefined)
})

test('given a matter that somebody else decides, then it waits for nothing here, whatever its status', () => {
  for (const status of ['received', 'assessing', 'accepted', 'handled'] as const)
    assert.equal(decisionOn(row('A', { status, actions: ['noteTicket'] })), undefined)
})

test('given an overdue matter in other hands, when it may be urged, then it is shown once, and not while it is suspended', () => {
  const late = { status: 'handling', light: 'overdue', actions: ['urgeTicket'] } as const
  assert.equal(decisionOn(row('A', { ...late, actions: [...late.actions] })), 'late')
  assert.equal(
    decisionOn(row('A', { ...late, actions: [...late.actions], flags: { ...quiet, suspended: true } })),
    undefined,
  )
})

test('given the same ticket in two answers, then it stands in one group once, danger first', () => {
  const ordinary = row('A', { actions: ['acceptTicket'], dueAt: '2022-09-27T09:00:00.000Z' })
  const danger = row('B', { actions: ['acceptTicket'], urgency: 'danger' })
  const groups = grouped([ordinary, danger, ordinary], decisionKinds, decisionOn)
  assert.deepEqual(
    groups.map(group => [group.kind, group.rows.map(each => each.number)]),
    [['assess', ['B', 'A']]],
  )
})

test('given what a handler may do, then the next thing to do follows', () => {
  assert.equal(
    taskIn(row('A', { status: 'dispatched', actions: ['acknowledgeTicket', 'returnTicket'] })),
    'acknowledge',
  )
  assert.equal(taskIn(row('A', { status: 'assessing', actions: ['recordSiteCheck'] })), 'check')
  assert.equal(taskIn(row('A', { status: 'handling', actions: ['completeTicket'] })), 'handle')
  assert.equal(taskIn(row('A', { status: 'handled', actions: ['noteTicket'] })), 'others')
})

test('given an order that was taken and given back, then it is among the taken ones no more', () => {
  const order = { needed: 2, taken: 1, closesAt: '2022-09-28T00:30:00.000Z' }
  assert.equal(isTaken(row('A', { status: 'ordered', order: { ...order, mine: true } })), true)
  assert.equal(isTaken(row('A', { status: 'ordered', order: { ...order, mine: false } })), false)
  assert.equal(isTaken(row('A', { status: 'handling', actions: ['completeTicket'] })), true)
  assert.equal(isTaken(row('A', { status: 'handling', actions: ['noteTicket'] })), false)
})
