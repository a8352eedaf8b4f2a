import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { clockActor } from '../../kernel/actor.ts'
import { contextOf, given, journeys, later, orderTaken, people, report, start, words } from '../story.fixture.ts'
import { handOver, waitsFor } from './handover.ts'

const worker = { kind: 'person', personId: 'worker' } as const
const toWorker = given(journeys.accepted).when('dispatchTicket', { to: worker }, people.groupLeader).journal
const inHand = given(toWorker).when('acknowledgeTicket', {}, people.worker).journal
const leave = { from: 'worker', to: 'villageWorker', why: 'leave' } as const
const byClock = contextOf(clockActor, later(start, 48))

describe('handing over', () => {
  test('given a matter in hand, when its holder goes, then the next one has it and the promise runs on', () => {
    const outcome = given(inHand).whenDecided(ticket => handOver(ticket, leave, byClock))
    const ticket = outcome.thenGives({ type: 'HandedOver', from: 'worker', to: 'villageWorker', why: 'leave' })
    assert.deepEqual(ticket.dispatch?.to, { kind: 'person', personId: 'villageWorker' })
    assert.deepEqual(ticket.responsible, { kind: 'person', personId: 'villageWorker' })
    assert.deepEqual(
      [ticket.hold, ticket.promise, ticket.status],
      [given(inHand).ticket.hold, given(inHand).ticket.promise, 'handling'],
    )
    assert.equal(waitsFor(ticket, 'worker'), undefined)
    given(outcome.journal).when('completeTicket', { words }, people.worker).thenRefused('not_permitted')
    given(outcome.journal)
      .when('completeTicket', { words }, people.villageWorker)
      .thenGives({ type: 'TicketCompleted' })
  })
  test('given one that waits to be acknowledged, when its holder goes, then the next one acknowledges', () => {
    const { journal } = given(toWorker).whenDecided(ticket => handOver(ticket, leave, byClock))
    given(journal).when('acknowledgeTicket', {}, people.villageWorker).thenGives({ type: 'TicketAcknowledged' })
  })
  test('given an order that two took, when one goes, then the other two have it, each once', () => {
    const who = given(orderTaken).ticket.order?.takers.map(taker => taker.personId)
    assert.deepEqual(who, ['partyMember', 'volunteer'])
    const to = (personId: string) =>
      given(orderTaken).whenDecided(ticket =>
        handOver(
          ticket,
          { from: 'partyMember', to: personId, why: 'post_ended' },
          contextOf(people.centre, later(start, 9)),
        ),
      )
    const other = to('socialWorker').thenGives({ type: 'HandedOver', to: 'socialWorker', by: 'centre' })
    assert.deepEqual(
      other.order?.takers.map(taker => taker.personId),
      ['socialWorker', 'volunteer'],
    )
    assert.deepEqual(
      to('volunteer').ticket.order?.takers.map(taker => taker.personId),
      ['volunteer'],
    )
    // Nobody is rewarded for his own matter: it opens again instead.
    to('resident').thenGives({ type: 'OrderGivenBack', personId: 'partyMember', reopened: true })
  })
  test('given a look on the spot that was asked for, when he goes, then the other is asked', () => {
    const asked = given(journeys.received).when('askSiteCheck', { personId: 'worker' }, people.groupLeader).journal
    assert.equal(waitsFor(given(asked).ticket, 'worker'), 'check')
    const { ticket } = given(asked).whenDecided(each => handOver(each, leave, byClock))
    assert.equal(ticket.siteCheck?.askedOf, 'villageWorker')
  })
  test('given a matter about the next one, when it is handed over, then it goes back to the leader', () => {
    const about = report({ concerned: ['villageWorker'] }, people.resident)
    const accepted = given(given(about).when('assessTicket', {}, people.centre).journal).when(
      'acceptTicket',
      {},
      people.centre,
    ).journal
    const held = given(accepted).when('dispatchTicket', { to: worker }, people.centre).journal
    const back = given(held).whenDecided(ticket => handOver(ticket, leave, byClock))
    assert.equal(back.thenGives({ type: 'DispatchWithdrawn' }).status, 'accepted')
  })
  test('given what he does not hold, what is closed, or himself, when it is handed over, then nothing happens', () => {
    given(journeys.handling)
      .whenDecided(ticket => handOver(ticket, leave, byClock))
      .thenNothing()
    given(journeys.closed)
      .whenDecided(ticket => handOver(ticket, leave, byClock))
      .thenNothing()
    given(inHand)
      .whenDecided(ticket => handOver(ticket, { ...leave, to: 'worker' }, byClock))
      .thenNothing()
  })
})
