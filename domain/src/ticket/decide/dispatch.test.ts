import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TicketEvent } from '../events.ts'
import { days, given, journeys, people, report, station, waterworks, words } from '../story.fixture.ts'

const toWorker = { to: { kind: 'person', personId: 'worker' } } as const
const returned = given(journeys.dispatched).when('returnTicket', { reason: 'not_ours', words }, people.clerk).journal
const contested = given(journeys.dispatched).when('contestDispatch', { reason: 'not_ours' }, people.clerk).journal
const confirmed = given(contested).when('decideContest', { upheld: true }, people.centre).journal

/** The ways out of a dispatch that its holder is offered. */
function lettingGo(journal: readonly TicketEvent[]): readonly string[] {
  const ways = ['returnTicket', 'forwardTicket', 'contestDispatch']
  return given(journal)
    .offers(people.clerk)
    .filter(action => ways.includes(action))
}

test('dispatched to a unit: the lead once, the assisting units each once', () => {
  const to = { kind: 'unit', unitId: 'station', assisting: ['waterworks', 'station', 'waterworks'] } as const
  given(journeys.accepted)
    .when('dispatchTicket', { to }, people.groupLeader)
    .thenGives({
      type: 'TicketDispatched',
      to: { kind: 'unit', unitId: 'station', assisting: ['waterworks'] },
      hold: days(1),
    })
})

test('a return keeps all data and goes to the leader', () => {
  const { ticket } = given(returned)
  assert.equal(ticket.status, 'accepted')
  assert.deepEqual([ticket.words, ticket.photos.length, ticket.subcategory], [words, 1, 'lamp-dark'])
  assert.deepEqual(ticket.returns[0]?.holder, station)
  given(journeys.dispatched).when('returnTicket', { reason: 'no_wish' }, people.clerk).thenRefused('reason_unknown')
  given(journeys.dispatched)
    .when('returnTicket', { reason: 'retired_reason' }, people.clerk)
    .thenRefused('reason_unknown')
  given(journeys.dispatched).when('returnTicket', { reason: 'not_ours' }, people.waterClerk).thenRefused('not_found')
})

test('what came back goes to another, not straight to who returned it', () => {
  given(returned).when('dispatchTicket', { to: station }, people.groupLeader).thenRefused('contest_missing')
  const other = given(returned).when('dispatchTicket', toWorker, people.groupLeader)
  other.thenGives({ type: 'TicketDispatched' })
  const back = given(other.journal).when('returnTicket', { reason: 'not_ours' }, people.worker).journal
  given(back).when('dispatchTicket', { to: station }, people.groupLeader).thenGives({ type: 'TicketDispatched' })
})

test('a decided contest opens the way back to who returned it', () => {
  const other = given(returned).when('dispatchTicket', { to: waterworks }, people.groupLeader).journal
  const against = given(other).when('contestDispatch', { reason: 'not_ours' }, people.waterClerk).journal
  const freed = given(against).when('decideContest', { upheld: false }, people.centre).journal
  given(freed).when('dispatchTicket', { to: station }, people.groupLeader).thenGives({ type: 'TicketDispatched' })
})

test('the receiver of a return may not push it straight forward', () => {
  const forwarded = given(journeys.dispatched).when('forwardTicket', { to: waterworks }, people.clerk).journal
  const back = given(forwarded).when('returnTicket', { reason: 'not_ours' }, people.waterClerk).journal
  const again = given(back).when('dispatchTicket', { to: station }, people.groupLeader).journal
  given(again).when('forwardTicket', toWorker, people.clerk).thenRefused('returned_may_not_be_forwarded')
  const acknowledged = given(again).when('acknowledgeTicket', {}, people.clerk).journal
  given(acknowledged).when('forwardTicket', toWorker, people.clerk).thenRefused('returned_may_not_be_forwarded')
  const fresh = given(back).when('dispatchTicket', toWorker, people.groupLeader).journal
  given(fresh).when('forwardTicket', { to: station }, people.worker).thenGives({ type: 'TicketForwarded' })
})

test('forwarding goes to another holder, who has not just returned it', () => {
  given(journeys.dispatched).when('forwardTicket', { to: station }, people.clerk).thenRefused('field_invalid')
  const other = given(returned).when('dispatchTicket', toWorker, people.groupLeader).journal
  given(other).when('forwardTicket', { to: station }, people.worker).thenRefused('contest_missing')
})

test('a contest is decided once, by neither party, and binds', () => {
  given(contested).when('acknowledgeTicket', {}, people.clerk).thenRefused('action_not_in_status')
  given(contested).when('returnTicket', { reason: 'not_ours' }, people.clerk).thenRefused('contest_open')
  given(contested).when('forwardTicket', { to: waterworks }, people.clerk).thenRefused('contest_open')
  given(contested).when('contestDispatch', { reason: 'not_ours' }, people.clerk).thenRefused('action_not_in_status')
  given(contested).when('decideContest', { upheld: true }, people.groupLeader).thenRefused('not_permitted')
  given(confirmed)
    .when('returnTicket', { reason: 'not_ours' }, people.clerk)
    .thenRefused('confirmed_unit_may_not_return')
  given(confirmed).when('forwardTicket', toWorker, people.clerk).thenRefused('confirmed_unit_may_not_return')
  given(confirmed).when('contestDispatch', { reason: 'not_ours' }, people.clerk).thenRefused('contest_decided')
  assert.deepEqual(lettingGo(journeys.dispatched), ['returnTicket', 'forwardTicket', 'contestDispatch'])
  assert.deepEqual(lettingGo(contested), [])
  assert.deepEqual(lettingGo(confirmed), [])
  const bound = given(confirmed).when('acknowledgeTicket', {}, people.clerk).ticket
  assert.deepEqual(bound.responsible, station)
  const against = given(contested).when('decideContest', { upheld: false, words }, people.centre)
  const freed = against.ticket
  assert.equal(freed.status, 'accepted')
  assert.equal(freed.dispatch, undefined)
  given(against.journal).when('dispatchTicket', { to: station }, people.groupLeader).thenRefused('contest_decided')
  const sent = given(against.journal).when('dispatchTicket', toWorker, people.groupLeader).journal
  given(sent).when('forwardTicket', { to: station }, people.worker).thenRefused('contest_decided')
  const reassessed = given(against.journal).when('assessTicket', { subcategory: 'road-county' }, people.secretary)
  assert.equal(reassessed.ticket.relieved, undefined, 'another category is another question')
})

test('who dispatched does not decide the contest against it', () => {
  const byCentre = given(journeys.accepted).when('dispatchTicket', { to: station }, people.centre).journal
  const against = given(byCentre).when('contestDispatch', { reason: 'not_ours' }, people.clerk).journal
  given(against).when('decideContest', { upheld: true }, people.centre).thenRefused('own_matter')
  given(against)
    .when('decideContest', { upheld: true }, people.secondCentre)
    .thenGives({ type: 'ContestDecided', upheld: true })
})

test('a contested dispatch that is taken back leaves no contest in the way of the next holder', () => {
  const taken = given(contested).when('withdrawDispatch', {}, people.groupLeader)
  taken.thenGives({ type: 'ContestDecided', upheld: false }, { type: 'DispatchWithdrawn' })
  const next = given(taken.journal).when('dispatchTicket', toWorker, people.groupLeader).journal
  given(next).when('acknowledgeTicket', {}, people.worker).thenGives({ type: 'TicketAcknowledged' })
})

test('the first receiver stays responsible until another acknowledges', () => {
  const forwarded = given(journeys.handling).when('forwardTicket', { to: waterworks }, people.clerk)
  assert.deepEqual(forwarded.ticket.responsible, station)
  const taken = given(forwarded.journal).when('acknowledgeTicket', {}, people.waterClerk).ticket
  assert.deepEqual(taken.responsible, waterworks)
})

test('matters outside the village’s list are not pushed onto it', () => {
  const road = given(report({ subcategory: 'road-county' })).when('acceptTicket', {}, people.secretary).journal
  given(road).when('dispatchTicket', toWorker, people.secretary).thenRefused('outside_own_list')
  given(road)
    .when('dispatchTicket', { ...toWorker, toLevel: 'medium' }, people.centre)
    .thenRefused('outside_own_list')
  const given_ = given(road).when('dispatchTicket', { to: station, toLevel: 'large' }, people.centre)
  given_.thenGives({ type: 'TicketDispatched' })
  const down = { ...toWorker, toLevel: 'small' } as const
  given(given_.journal).when('forwardTicket', down, people.clerk).thenRefused('outside_own_list')
  const up = given(road).when('reportUp', { words }, people.secretary).journal
  given(up).when('handDown', {}, people.centre).thenRefused('outside_own_list')
})

test('nobody is given a matter that concerns him', () => {
  const about = given(report({ aboutStaff: true, concerned: ['worker'] })).when(
    'acceptTicket',
    {},
    people.centre,
  ).journal
  given(about).when('dispatchTicket', toWorker, people.centre).thenRefused('own_matter')
  given(about).when('handDown', {}, people.centre).thenRefused('outside_own_list')
})
