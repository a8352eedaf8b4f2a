import assert from 'node:assert/strict'
import { test } from 'node:test'
import { promiseDueAt } from '../clock.ts'
import { at, calendar, given, journeys, later, people, report, station, waterworks, words } from '../story.fixture.ts'

const dueAt = promiseDueAt(given(journeys.handling).ticket, calendar)
const ask = { reason: 'rain' } as const
const asked = given(journeys.handling).when('askExtension', ask, people.clerk).journal
const until = at('2023-03-01', '09:00')

test('an extension adds one original limit, at most twice', () => {
  assert.equal(dueAt, at('2022-09-28', '17:30'))
  const once = given(asked).when('decideExtension', { granted: true }, people.approver).journal
  assert.equal(
    promiseDueAt(given(once).ticket, calendar),
    at('2022-10-12', '17:30'),
    'over the National Day holiday and its shifted workdays',
  )
  const again = given(once).when('askExtension', ask, people.clerk).journal
  const twice = given(again).when('decideExtension', { granted: true }, people.centre).journal
  assert.equal(given(twice).ticket.promise.extensions, 2)
  given(twice).when('askExtension', ask, people.clerk).thenRefused('extension_used_up')
})

test('never after the deadline: neither asked nor granted; refusing is possible', () => {
  given(journeys.handling).when('askExtension', ask, people.clerk, dueAt).thenGives({ type: 'ExtensionAsked' })
  given(journeys.handling)
    .when('askExtension', ask, people.clerk, later(dueAt, 0.001))
    .thenRefused('extension_after_deadline')
  const late = later(dueAt, 1)
  given(asked).when('decideExtension', { granted: true }, people.approver, late).thenRefused('extension_after_deadline')
  given(asked)
    .when('decideExtension', { granted: false }, people.approver, late)
    .thenGives({ type: 'ExtensionDecided' })
})

test('what a holder asked for ends with his holding', () => {
  given(asked).when('returnTicket', { reason: 'not_ours' }, people.clerk).thenGives({ type: 'TicketReturned' })
  const back = given(asked).when('returnTicket', { reason: 'not_ours' }, people.clerk).journal
  given(back).when('decideExtension', { granted: true }, people.approver).thenRefused('action_not_in_status')
  const forwarded = given(asked).when('forwardTicket', { to: waterworks }, people.clerk).journal
  given(forwarded).when('decideExtension', { granted: true }, people.approver).thenRefused('action_not_in_status')
})

test('decided one level up, by neither asker nor holder; one open at a time', () => {
  given(asked).when('decideExtension', { granted: true }, people.groupLeader).thenRefused('not_permitted')
  given(asked).when('decideExtension', { granted: true }, people.secretary).thenGives({ type: 'ExtensionDecided' })
  given(asked).when('askExtension', ask, people.clerk).thenRefused('action_not_in_status')
  const toCentre = { to: { kind: 'person', personId: 'centre' } } as const
  const held = given(journeys.accepted).when('dispatchTicket', toCentre, people.groupLeader).journal
  const own = given(held).when('askExtension', ask, people.centre).journal
  given(own).when('decideExtension', { granted: true }, people.centre).thenRefused('own_matter')
  given(own).when('decideExtension', { granted: true }, people.secondCentre).thenGives({ type: 'ExtensionDecided' })
  given(journeys.handling).when('askExtension', { reason: 'no_wish' }, people.clerk).thenRefused('reason_unknown')
})

test('a limit from outside is not the town’s to extend', () => {
  const foreign = { system: '12345', number: '1', limit: at('2022-09-30', '17:30') }
  const hotline = given(report({ source: 'hotline', foreign }, people.centre)).when('acceptTicket', {}, people.centre)
  const sent = given(hotline.journal).when('dispatchTicket', { to: station }, people.centre).journal
  given(sent).when('askExtension', ask, people.clerk).thenRefused('limit_from_outside')
})

test('suspended once, for a reason of the list, at most a year', () => {
  const { when } = given(journeys.handling)
  when('suspendTicket', { reason: 'budget', until }, people.secretary).thenRefused('not_permitted')
  when('suspendTicket', { reason: 'no_wish', until }, people.approver).thenRefused('reason_unknown')
  when('suspendTicket', { reason: 'budget', until: at('2022-09-01', '09:00') }, people.approver).thenRefused(
    'time_not_ahead',
  )
  const tooLong = { reason: 'budget', until: at('2023-09-20', '09:00') }
  when('suspendTicket', tooLong, people.approver).thenRefused('suspension_too_long')
  const suspended = when('suspendTicket', { reason: 'budget', until }, people.approver).journal
  const resumed = given(suspended).when('resumeTicket', {}, people.centre).journal
  given(resumed).when('suspendTicket', { reason: 'budget', until }, people.approver).thenRefused('action_not_in_status')
})

test('a suspension ends by itself at its own instant, also when the clock looks late', () => {
  const suspended = given(journeys.handling).when('suspendTicket', { reason: 'budget', until }, people.approver).journal
  given(suspended).whenTimer('suspension_ends', later(until, -1)).thenNothing()
  const ended = given(suspended).whenTimer('suspension_ends', later(until, 48))
  ended.thenGives({ type: 'SuspensionEnded', at: until, byClock: true })
  given(ended.journal).whenTimer('suspension_ends', later(until, 49)).thenNothing()
})

test('while it is suspended nothing falls due, and closing it ends the suspension', () => {
  const suspended = given(journeys.handling).when('suspendTicket', { reason: 'budget', until }, people.approver).journal
  for (const kind of ['due_soon', 'overdue', 'escalate'] as const)
    given(suspended).whenTimer(kind, at('2023-01-01', '09:00')).thenNothing()
  given(suspended)
    .when('closeTicket', { as: 'explained', words }, people.groupLeader)
    .thenGives({ type: 'SuspensionEnded', byClock: false }, { type: 'TicketClosed', as: 'explained' })
})
