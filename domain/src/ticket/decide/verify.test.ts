import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fold } from '../evolve.ts'
import { at, given, journeys, later, orderTaken, people, report, start, station, words } from '../story.fixture.ts'

const { handled, resolved, closed } = journeys

test('verified by another person than who completed, held or took it', () => {
  const toVerifier = { to: { kind: 'person', personId: 'verifier' } } as const
  const held = given(journeys.accepted).when('dispatchTicket', toVerifier, people.groupLeader).journal
  const handling = given(held).when('acknowledgeTicket', {}, people.verifier).journal
  const done = given(handling).when('completeTicket', { words }, people.verifier).journal
  given(done).when('verifyTicket', { passed: true }, people.verifier).thenRefused('same_person_may_not_verify')
  given(done)
    .when('verifyTicket', { passed: true }, people.secretary)
    .thenGives({ type: 'TicketVerified', byReporter: false })
  given(handled).when('verifyTicket', { passed: true }, people.clerk).thenRefused('not_permitted')
  assert.ok(!given(done).offers(people.verifier).includes('verifyTicket'), 'offered what would be refused')
})

test('who completed it and has left the unit since is still the one who completed it', () => {
  const { personId } = people.clerk
  const formerClerk = { kind: 'person', personId, posts: people.verifier.posts } as const
  given(handled).when('verifyTicket', { passed: true }, formerClerk).thenRefused('same_person_may_not_verify')
})

test('a taker who did not complete it himself does not verify it either', () => {
  const withLeader = given(journeys.ordered).when('takeOrder', {}, people.partyMember).journal
  const full = given(withLeader).when('enterTaker', { personId: 'verifier' }, people.worker).journal
  const done = given(full).when('completeTicket', { words }, people.partyMember).journal
  given(done).when('verifyTicket', { passed: true }, people.verifier).thenRefused('same_person_may_not_verify')
})

test('a failed verification needs its reason and sends the matter back as rework', () => {
  given(handled).when('verifyTicket', { passed: false }, people.verifier).thenRefused('reason_required')
  const failed = given(handled).when('verifyTicket', { passed: false, words }, people.verifier)
  assert.equal(failed.thenGives({ type: 'VerificationFailed', byReporter: false }).status, 'handling')
  given(failed.journal).when('closeOnTheSpot', { words }, people.clerk).thenRefused('not_permitted')
  given(failed.journal).when('completeTicket', { words }, people.clerk).thenGives({ type: 'TicketCompleted' })
})

test('the reporter’s yes resolves, his no is rework; nobody else’s counts', () => {
  given(handled)
    .when('confirmTicket', { solved: true }, people.resident)
    .thenGives({ type: 'TicketVerified', byReporter: true })
  given(handled).when('confirmTicket', { solved: false }, people.resident).thenRefused('reason_required')
  given(handled)
    .when('confirmTicket', { solved: false, words }, people.resident)
    .thenGives({ type: 'VerificationFailed', byReporter: true })
  given(handled).when('confirmTicket', { solved: true }, people.neighbour).thenRefused('not_found')
  given(handled).when('confirmTicket', { solved: true }, people.secretary).thenRefused('not_permitted')
})

test('a leader who reported it does not verify it', () => {
  const own = report({ reporter: { anonymous: false, personId: 'secretary' } })
  const accepted = given(own).when('acceptTicket', {}, people.groupLeader).journal
  const sent = given(accepted).when('dispatchTicket', { to: station }, people.groupLeader).journal
  const handling = given(sent).when('acknowledgeTicket', {}, people.clerk).journal
  const done = given(handling).when('completeTicket', { words }, people.clerk).journal
  given(done).when('verifyTicket', { passed: true }, people.secretary).thenRefused('own_matter')
  given(done).when('confirmTicket', { solved: true }, people.secretary).thenGives({ type: 'TicketVerified' })
})

test('closing is not fixing: resolved only after verification, referred only with a receipt, explained with words', () => {
  given(handled).when('closeTicket', { as: 'resolved' }, people.groupLeader).thenRefused('action_not_in_status')
  given(resolved)
    .when('closeTicket', { as: 'explained', words }, people.groupLeader)
    .thenRefused('action_not_in_status')
  given(handled).when('closeTicket', { as: 'explained' }, people.groupLeader).thenRefused('reason_required')
  const letter = { outsideBody: 'road_authority', reason: 'county_road', letter: words }
  const { when } = given(journeys.accepted)
  when('referOutside', { ...letter, outsideBody: 'former_body' }, people.centre).thenRefused('outside_body_unknown')
  when('referOutside', letter, people.secretary).thenRefused('not_permitted')
  const sent = when('referOutside', letter, people.centre)
  sent.thenGives({ type: 'TicketReferred', body: 'road_authority', followUpAt: at('2022-09-22', '17:30') })
  given(sent.journal).when('closeTicket', { as: 'referred' }, people.groupLeader).thenRefused('referral_missing')
  const limit = at('2022-10-10', '17:30')
  const receipted = given(sent.journal).when('recordReceipt', { foreignNumber: 'G-7', limit }, people.centre)
  receipted.thenGives({ type: 'ReferralReceipted', followUpAt: limit, foreignNumber: 'G-7' })
  given(receipted.journal)
    .when('closeTicket', { as: 'referred' }, people.groupLeader)
    .thenGives({ type: 'TicketClosed', as: 'referred' })
})

test('rated once, in the rating period, by the reporter', () => {
  const rated = given(closed).when('rateTicket', { score: 4 }, people.resident)
  rated.thenGives({ type: 'TicketRated', score: 4 })
  given(rated.journal).when('rateTicket', { score: 5 }, people.resident).thenRefused('already_rated')
  given(closed).when('rateTicket', { score: 5 }, people.secretary).thenRefused('not_permitted')
  const closedAt = fold(closed).closing?.at ?? ''
  given(closed)
    .when('rateTicket', { score: 1 }, people.resident, later(closedAt, 7 * 24))
    .thenGives({ type: 'TicketRated' })
  given(closed)
    .when('rateTicket', { score: 1 }, people.resident, later(closedAt, 7 * 24 + 1))
    .thenRefused('rating_closed')
})

test('reported again it reaches the former holder and the leader, and the promise does not begin anew', () => {
  const closedAt = fold(closed).closing?.at ?? ''
  const reopened = given(closed).when('reopenTicket', { words }, people.resident)
  const ticket = reopened.thenGives({ type: 'TicketReopened', status: 'dispatched' })
  assert.deepEqual(ticket.dispatch?.to, station)
  assert.equal(ticket.dispatch?.acknowledgedAt, undefined)
  assert.equal(ticket.promise.startedAt, start)
  assert.equal(ticket.closing, undefined)
  given(reopened.journal).when('closeOnTheSpot', { words }, people.worker).thenRefused('action_not_in_status')
  const back = given(reopened.journal).when('returnTicket', { reason: 'not_ours' }, people.clerk)
  given(back.journal).when('closeOnTheSpot', { words }, people.worker).thenRefused('same_person_may_not_verify')
  assert.ok(!given(back.journal).offers(people.worker).includes('closeOnTheSpot'), 'offered what would be refused')
  given(closed)
    .when('reopenTicket', { words }, people.resident, later(closedAt, 7 * 24 + 1))
    .thenRefused('reopening_closed')
  const done = given(orderTaken).when('completeTicket', { words }, people.volunteer).journal
  const solved = given(done).when('confirmTicket', { solved: true }, people.resident).journal
  given(solved)
    .when('reopenTicket', { words }, people.resident)
    .thenGives({ type: 'TicketReopened', status: 'accepted' })
})

test('what was verified before the deadline but heard of later was in time after all', () => {
  const overdueAt = at('2022-09-29', '09:00')
  const late = given(handled).whenTimer('overdue', overdueAt).journal
  given(late)
    .when('verifyTicket', { passed: true }, people.verifier, at('2022-09-28', '17:00'))
    .thenGives({ type: 'LightCorrected', light: 'due_soon' }, { type: 'TicketVerified' })
  given(late)
    .when('verifyTicket', { passed: true }, people.verifier, later(overdueAt, 1))
    .thenGives({ type: 'TicketVerified' })
})

test('solved is closed by the clock after the call-back, archived after the rating period, each once', () => {
  const due = at('2022-09-22', '17:30')
  given(resolved).whenTimer('close', later(due, -1)).thenNothing()
  const byClock = given(resolved).whenTimer('close', due)
  byClock.thenGives({ type: 'TicketClosed', as: 'resolved', by: 'clock' })
  given(byClock.journal).whenTimer('close', later(due, 1)).thenNothing()
  const archived = given(byClock.journal).whenTimer('archive', later(due, 7 * 24))
  archived.thenGives({ type: 'TicketArchived' })
  given(archived.journal)
    .whenTimer('archive', later(due, 8 * 24))
    .thenNothing()
  given(archived.journal).when('rateTicket', { score: 5 }, people.resident).thenRefused('action_not_in_status')
})
