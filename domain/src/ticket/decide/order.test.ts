import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { at, given, journeys, later, orderTaken, people, report, station, words } from '../story.fixture.ts'

const { ordered } = journeys
const closesAt = given(ordered).ticket.order?.closesAt ?? ''

test('an order has a closing time, by default that of the town', () => {
  assert.equal(closesAt, at('2022-09-21', '17:30'))
  const { when } = given(journeys.accepted)
  const past = { need: words, needed: 1, closesAt: at('2022-09-19', '08:00') }
  when('issueOrder', past, people.groupLeader).thenRefused('time_not_ahead')
})

test('electricity, disputes and what is confidential cannot be open orders', () => {
  for (const [subcategory, leader] of [
    ['power-cut', people.groupLeader],
    ['dispute-wall', people.groupLeader],
  ] as const) {
    const accepted = given(report({ subcategory })).when('acceptTicket', {}, leader).journal
    given(accepted).when('issueOrder', { need: words, needed: 1 }, leader).thenRefused('order_not_allowed')
  }
  const about = given(report({ aboutStaff: true })).when('acceptTicket', {}, people.centre).journal
  given(about).when('issueOrder', { need: words, needed: 1 }, people.centre).thenRefused('order_not_allowed')
})

test('first to take wins: exactly as many as needed, the next is told that it is full', () => {
  const ticket = given(orderTaken).ticket
  assert.equal(ticket.status, 'handling')
  assert.deepEqual(
    ticket.order?.takers.map(taker => taker.personId),
    ['partyMember', 'volunteer'],
  )
  given(orderTaken).when('takeOrder', {}, people.socialWorker).thenRefused('order_full')
  const once = given(ordered).when('takeOrder', {}, people.partyMember).journal
  given(once).when('takeOrder', {}, people.partyMember).thenRefused('order_already_taken')
})

test('whatever the order of the race, the places are filled exactly and nobody twice', () => {
  const names = ['partyMember', 'volunteer', 'socialWorker', 'worker'] as const
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...names), { maxLength: 12 }),
      fc.integer({ min: 1, max: 4 }),
      (race, needed) => {
        let journal = given(journeys.accepted).when('issueOrder', { need: words, needed }, people.groupLeader).journal
        for (const name of race) {
          const outcome = given(journal).when('takeOrder', {}, people[name])
          if (!outcome.refusal) journal = outcome.journal
        }
        const { ticket } = given(journal)
        const takers = ticket.order?.takers.map(taker => taker.personId) ?? []
        assert.deepEqual(takers, [...new Set(race)].slice(0, needed), 'in the order in which they came')
        assert.equal(ticket.status, takers.length === needed ? 'handling' : 'ordered')
      },
    ),
  )
})

test('the reporter does not take his own request, nor is he entered; a stranger sees no order', () => {
  const own = given(report({ reporter: { anonymous: false, personId: 'volunteer' } })).when(
    'acceptTicket',
    {},
    people.groupLeader,
  )
  const order = given(own.journal).when('issueOrder', { need: words, needed: 1 }, people.groupLeader).journal
  given(order).when('takeOrder', {}, people.volunteer).thenRefused('own_matter')
  given(order).when('enterTaker', { personId: 'volunteer' }, people.worker).thenRefused('own_matter')
  given(order).when('takeOrder', {}, people.neighbour).thenRefused('not_found')
})

test('until the closing time and not after it', () => {
  given(ordered).when('takeOrder', {}, people.volunteer, closesAt).thenGives({ type: 'OrderTaken', filled: false })
  given(ordered).when('takeOrder', {}, people.volunteer, later(closesAt, 0.001)).thenRefused('order_closed')
})

test('a leader who waits for no more lets those who came go to work, or has it back', () => {
  const { when } = given(journeys.ordered)
  const back = when('endOrder', {}, people.groupLeader)
  assert.equal(back.thenGives({ type: 'OrderEnded', taken: 0 }).status, 'accepted')
  given(back.journal)
    .when('dispatchTicket', { to: station }, people.groupLeader)
    .thenGives({ type: 'TicketDispatched' })
  const one = when('takeOrder', {}, people.partyMember).journal
  given(one).when('endOrder', {}, people.partyMember).thenRefused('not_permitted')
  const begun = given(one).when('endOrder', {}, people.groupLeader)
  const ticket = begun.thenGives({ type: 'OrderEnded', taken: 1 })
  assert.equal(ticket.status, 'handling')
  assert.deepEqual(ticket.responsible, { kind: 'person', personId: people.partyMember.personId })
  given(begun.journal).when('takeOrder', {}, people.volunteer).thenRefused('order_full')
  given(begun.journal).when('completeTicket', { words }, people.partyMember).thenGives({ type: 'TicketCompleted' })
})

test('unfilled it goes back to the leader by the clock, once', () => {
  given(ordered).whenTimer('order_closes', later(closesAt, -0.001)).thenNothing()
  const closed = given(ordered).whenTimer('order_closes', closesAt)
  assert.equal(closed.thenGives({ type: 'OrderClosedUnfilled', taken: 0 }).status, 'accepted')
  given(closed.journal).whenTimer('order_closes', later(closesAt, 1)).thenNothing()
})

test('somebody who said so in a chat group is entered, and who entered him is written down', () => {
  given(ordered)
    .when('enterTaker', { personId: 'neighbour' }, people.worker)
    .thenGives({ type: 'OrderTaken', personId: 'neighbour', enteredBy: 'worker', filled: false })
})

test('given back by the taker or a leader; a full order opens again', () => {
  given(orderTaken).when('giveBackOrder', { personId: 'volunteer' }, people.partyMember).thenRefused('not_permitted')
  given(orderTaken)
    .when('giveBackOrder', { personId: 'socialWorker' }, people.groupLeader)
    .thenRefused('order_not_taken')
  const back = given(orderTaken).when('giveBackOrder', {}, people.volunteer)
  const ticket = back.thenGives({ type: 'OrderGivenBack', personId: 'volunteer', by: 'volunteer', reopened: true })
  assert.equal(ticket.status, 'ordered')
  given(back.journal).when('takeOrder', {}, people.socialWorker).thenGives({ type: 'OrderTaken', filled: true })
  const byLeader = given(orderTaken).when('giveBackOrder', { personId: 'partyMember' }, people.groupLeader)
  byLeader.thenGives({ type: 'OrderGivenBack', personId: 'partyMember', by: 'groupLeader' })
})

test('once dispatched to somebody the former order is history', () => {
  const dispatched = given(orderTaken).when(
    'dispatchTicket',
    { to: { kind: 'person', personId: 'worker' } },
    people.groupLeader,
  )
  const handling = given(dispatched.journal).when('acknowledgeTicket', {}, people.worker).journal
  given(handling).when('giveBackOrder', {}, people.volunteer).thenRefused('action_not_in_status')
})

test('somebody whose offer fits is asked once, and may then take it from wherever he lives', () => {
  const post = { postId: 'far', role: 'party_member', gridId: 'another village', from: '2022-01-01' } as const
  const helper = { kind: 'person', personId: 'helper', posts: [post] } as const
  given(ordered).when('takeOrder', {}, helper).thenRefused('not_found')
  const asked = given(ordered).when('askHelper', { personId: 'helper' }, people.groupLeader)
  asked.thenGives({ type: 'HelperAsked', personId: 'helper', by: 'groupLeader' })
  given(asked.journal).when('askHelper', { personId: 'helper' }, people.worker).thenRefused('helper_asked')
  given(asked.journal).when('takeOrder', {}, helper).thenGives({ type: 'OrderTaken', personId: 'helper' })
  // Withdrawn he is a resident again, and nothing of the order is his business.
  given(asked.journal).when('takeOrder', {}, { kind: 'resident', personId: 'helper' }).thenRefused('not_found')
  given(ordered).when('askHelper', { personId: 'neighbour' }, people.volunteer).thenRefused('not_permitted')
  given(ordered)
    .when('askHelper', { personId: 'neighbour' }, people.groupLeader, later(closesAt, 0.001))
    .thenRefused('order_closed')
  const taken = given(ordered).when('takeOrder', {}, people.volunteer).journal
  given(taken).when('askHelper', { personId: 'volunteer' }, people.groupLeader).thenRefused('order_already_taken')
})
