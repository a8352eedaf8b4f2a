/** The clocks of a ticket, and the mistakes of others that they must not repeat (domain.md §3). */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { instantAt, type WorkCalendar } from '../kernel/calendar.ts'
import { townCalendar } from '../kernel/legal-days.ts'
import { type Instant, milliseconds } from '../kernel/time.ts'
import { dueSoonAt, holdDueAt, lightOf, promiseDueAt, timerKinds, timersOf } from './clock.ts'
import { changeLimit, recalculate } from './decide/clock.ts'
import type { TicketEvent } from './events.ts'
import { fold } from './evolve.ts'
import {
  at,
  calendar,
  catalogue,
  contextOf,
  days,
  given,
  hours,
  journeys,
  later,
  people,
  report,
  start,
  words,
} from './story.fixture.ts'
import { type Level, statuses } from './ticket.ts'

const handling = fold(journeys.handling)
const suspended = (from: Instant, until: Instant): TicketEvent => ({
  type: 'TicketSuspended',
  at: from,
  by: 'approver',
  reason: 'budget',
  until,
})
const ended = (when: Instant): TicketEvent => ({ type: 'SuspensionEnded', at: when, byClock: true, hold: days(1) })

test('a pause gives back exactly what was left, not its own length', () => {
  assert.equal(promiseDueAt(handling, calendar), at('2022-09-28', '17:30'))
  // Four of seven days are used by Friday evening; it resumes on 14 October with three left.
  const paused = [...journeys.handling, suspended(at('2022-09-23', '17:30'), at('2022-10-14', '09:00'))]
  const resumed = fold([...paused, ended(at('2022-10-14', '09:00'))])
  assert.equal(promiseDueAt(resumed, calendar), at('2022-10-19', '17:30'))
  const cutShort = fold([...paused, ended(at('2022-09-26', '09:00'))])
  assert.equal(promiseDueAt(cutShort, calendar), at('2022-09-29', '17:30'), 'resumed by hand long before its end')
  const evening = [...journeys.handling, suspended(at('2022-09-27', '18:00'), at('2022-09-27', '19:00'))]
  const lastDay = fold([...evening, ended(at('2022-09-27', '19:00'))])
  assert.equal(promiseDueAt(lastDay, calendar), at('2022-09-28', '17:30'), 'the last day was still untouched')
})

test('a suspension by mistake, resumed within the minute, takes nothing and gives no day', () => {
  const [from, until] = [at('2022-09-21', '10:00'), at('2022-09-23', '17:30')]
  const resumedAt = (seconds: number) =>
    promiseDueAt(fold([...journeys.handling, suspended(from, until), ended(later(from, seconds / 3600))]), calendar)
  assert.equal(resumedAt(20), promiseDueAt(handling, calendar))
  assert.equal(resumedAt(90), at('2022-09-29', '17:30'))
})

test('a report outside hours does not get a limit of nothing', () => {
  const night = report({}, people.resident, {})
  for (const time of ['00:10', '07:00', '12:30', '22:00']) {
    const now = at('2022-09-24', time)
    const ticket = fold([{ ...night[0]!, at: now, recordedAt: now } as TicketEvent])
    assert.equal(promiseDueAt(ticket, calendar), at('2022-10-10', '17:30'), `seven working days from Saturday ${time}`)
    assert.ok(holdDueAt(ticket, calendar) > now)
  }
})

test('a changed calendar shows at once on open tickets', () => {
  const closedFor = (...dates: readonly string[]) =>
    townCalendar({
      zone: calendar.zone,
      hours: calendar.hours,
      townDays: Object.fromEntries(dates.map(date => [date, 'off' as const])),
    })
  assert.equal(promiseDueAt(handling, closedFor('2022-09-22', '2022-09-23')), at('2022-09-30', '17:30'))
  const late = given(journeys.handling).whenTimer('overdue', at('2022-09-29', '08:30')).ticket
  const storm = {
    ...contextOf(people.centre, at('2022-09-29', '09:00')),
    calendar: closedFor('2022-09-22', '2022-09-23'),
  }
  assert.deepEqual(recalculate(late, storm), [{ type: 'LightCorrected', at: storm.now, light: 'due_soon' }])
  assert.deepEqual(recalculate(late, contextOf(people.centre, at('2022-09-29', '09:00'))), [], 'nothing moved')
  const corrected = given([...journeys.handling, ...recalculate(late, storm)]).ticket
  assert.equal(lightOf(corrected), 'due_soon')
})

test('a changed limit shows at once, and the start stays', () => {
  const now = at('2022-09-27', '09:00')
  const shorter = changeLimit(
    handling,
    { condition: 'lamp-dark-plain', limit: days(2), by: 'administrator' },
    contextOf(people.centre, now),
  )
  assert.deepEqual(
    shorter.map(event => event.type),
    ['LimitChanged', 'LightCorrected'],
  )
  const ticket = fold([...journeys.handling, ...shorter])
  assert.equal(lightOf(ticket), 'overdue')
  assert.equal(ticket.promise.startedAt, start)
  assert.equal(promiseDueAt(ticket, calendar), at('2022-09-21', '17:30'))
  const same = { condition: 'lamp-dark-plain', limit: days(7), by: 'administrator' }
  assert.deepEqual(changeLimit(handling, same, contextOf(people.centre, now)), [])
  assert.deepEqual(changeLimit(fold(journeys.closed), { ...same, limit: days(1) }, contextOf(people.centre, now)), [])
})

test('hours of day and night are real hours when the clock is put forward or back', () => {
  const newYork: WorkCalendar = {
    zone: 'America/New_York',
    hours: calendar.hours,
    days: {},
    provisionalFrom: '2100-01-01',
  }
  for (const [date, morning] of [
    ['2022-03-12', '13:00'],
    ['2022-11-05', '11:00'],
  ] as const) {
    const now = instantAt('America/New_York', date, '12:00')
    const [told] = report({ urgency: 'urgent' })
    const ticket = fold([{ ...told!, at: now } as TicketEvent])
    const due = promiseDueAt(ticket, newYork)
    assert.equal(milliseconds(due) - milliseconds(now), 24 * 3_600_000)
    const next = date === '2022-03-12' ? '2022-03-13' : '2022-11-06'
    assert.equal(due, instantAt('America/New_York', next, morning))
  }
})

test('due soon: a quarter or one working day left; overdue strictly after the due instant', () => {
  const due = promiseDueAt(handling, calendar)
  const soon = dueSoonAt(handling, calendar)
  assert.ok(soon < due)
  given(journeys.handling).whenTimer('due_soon', later(soon, -0.001)).thenNothing()
  const near = given(journeys.handling).whenTimer('due_soon', soon)
  near.thenGives({ type: 'TicketFellDueSoon' })
  given(near.journal).whenTimer('due_soon', due).thenNothing()
  given(near.journal).whenTimer('overdue', due).thenNothing()
  const late = given(near.journal).whenTimer('overdue', later(due, 0.001))
  assert.equal(lightOf(late.thenGives({ type: 'TicketFellOverdue' })), 'overdue')
  given(late.journal).whenTimer('overdue', later(due, 1)).thenNothing()
})

test('the promise is one: dispatching, reporting up, rework and reopening never move its start', () => {
  const due = promiseDueAt(handling, calendar)
  for (const [verb, command, who] of [
    ['dispatchTicket', { to: { kind: 'person', personId: 'worker' } }, people.groupLeader],
    ['reportUp', { words }, people.worker],
    ['returnTicket', { reason: 'not_ours' }, people.clerk],
  ] as const)
    assert.equal(promiseDueAt(given(journeys.handling).when(verb, command, who).ticket, calendar), due, verb)
})

const levelsAfter = (staffed: readonly Level[]) => {
  let journal = journeys.received
  const seen: Level[] = []
  for (let now = start; now < at('2022-09-26', '09:00'); now = later(now, 1)) {
    const fired = given(journal).whenTimer('escalate', now, { staffed })
    if (fired.events.length > 0) seen.push(fired.ticket.level)
    journal = fired.journal
  }
  return seen
}

test('it climbs one level at a time, skips a level without a leader, and stops at the town', () => {
  assert.deepEqual(levelsAfter(['small', 'medium', 'large']), ['medium', 'large'])
  assert.deepEqual(levelsAfter(['small', 'large']), ['large'])
  const skipping = given(journeys.received).whenTimer('escalate', later(start, 5), { staffed: ['large'] })
  skipping.thenGives({
    type: 'TicketEscalated',
    from: 'small',
    to: 'large',
    skipped: ['medium'],
    called: 'leader',
    hold: hours(12),
  })
  const noVillage = report({ place: { grid: { large: 'town', small: 'group' }, outside: false } })
  given(noVillage).whenTimer('escalate', later(start, 500)).thenNothing()
})

test('escalation waits for the holding limit, fires once, and calls the duty officer at night', () => {
  given(journeys.received).whenTimer('escalate', later(start, 3.9)).thenNothing()
  const night = given(journeys.received).whenTimer('escalate', later(start, 4), { dutyTime: true })
  night.thenGives({ type: 'TicketEscalated', to: 'medium', called: 'duty_officer' })
  given(night.journal).whenTimer('escalate', later(start, 4)).thenNothing()
  given(night.journal).whenTimer('escalate', later(start, 12)).thenGives({ type: 'TicketEscalated', to: 'large' })
})

test('what was referred outside does not climb; the town asks again by its own clock', () => {
  const letter = { outsideBody: 'road_authority', reason: 'county_road', letter: words }
  const sent = given(journeys.accepted).when('referOutside', letter, people.centre)
  given(sent.journal).whenTimer('escalate', at('2022-12-01', '09:00')).thenNothing()
  const asked = given(sent.journal).whenTimer('follow_up', at('2022-09-22', '17:30'))
  const next = asked.thenGives({ type: 'ReferralFollowUpDue' }).referral?.followUpAt
  assert.equal(next, at('2022-09-27', '17:30'))
  given(asked.journal).whenTimer('follow_up', at('2022-09-22', '17:31')).thenNothing()
})

test('every timer of every status, fired twice, does its work once', () => {
  const now = at('2023-09-01', '09:00')
  for (const status of statuses)
    for (const kind of timerKinds) {
      const once = given(journeys[status]).whenTimer(kind, now)
      const listed = timersOf(fold(journeys[status]), calendar, catalogue).some(timer => timer.kind === kind)
      assert.equal(once.events.length > 0, listed, `${status} × ${kind}`)
      // The climb has a next level; every other timer is done.
      if (kind !== 'escalate') given(once.journal).whenTimer(kind, now).thenNothing()
    }
})

test('property: a pause that begins before the due instant never shortens the promise', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9 * 24 }), fc.integer({ min: 1, max: 300 * 24 }), (after, long) => {
      const from = later(start, after)
      const until = later(from, long)
      const paused = fold([...journeys.handling, suspended(from, until), ended(until)])
      const before = promiseDueAt(handling, calendar)
      const due = promiseDueAt(paused, calendar)
      assert.ok(due >= before, `${from} to ${until}: ${before} became ${due}`)
    }),
    { numRuns: 200 },
  )
})
