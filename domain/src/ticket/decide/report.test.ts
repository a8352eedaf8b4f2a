import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal, type RefusalCode } from '../../kernel/refusal.ts'
import { maySee } from '../access.ts'
import { fold } from '../evolve.ts'
import { at, given, hours, people, place, report, start, unclassified, words } from '../story.fixture.ts'

function refuses(code: RefusalCode, act: () => unknown): void {
  assert.throws(act, error => error instanceof Refusal && error.code === code)
}
const outsideLimit = { system: '12345', number: 'GD-7' }
const noReporter = { anonymous: true }
const grid = { large: 'town' }

test('a report goes to the grid of its category, but never below what the place can name', () => {
  assert.equal(fold(report()).level, 'small')
  assert.equal(fold(report({ subcategory: 'road-county' })).level, 'medium')
  assert.equal(fold(report({ place: { grid: { large: 'town', medium: 'village' }, outside: false } })).level, 'medium')
  assert.equal(fold(report({ place: { grid, outside: false } })).level, 'large')
  assert.equal(fold(report({ place: { grid, outside: true } })).level, 'large')
  assert.equal(fold(unclassified()).level, 'medium', 'what nobody has classified the village assesses')
  assert.equal(fold(report()).hold.limit.amount, 4)
})

test('the promise comes from the category, and from danger its own condition', () => {
  assert.deepEqual(fold(report()).promise, {
    limit: { amount: 7, unit: 'working_day' },
    startedAt: start,
    extensions: 0,
  })
  assert.deepEqual(fold(report({ urgency: 'danger' })).promise.limit, hours(2))
  assert.deepEqual(fold(report({ subcategory: 'help-errand', urgency: 'danger' })).promise.limit.amount, 3)
})

test('a need of the menu carries its sub-category; an unknown one and a retired category are named', () => {
  const asked = fold(unclassified({ need: 'errand' }))
  assert.equal(asked.subcategory, 'help-errand')
  assert.equal(asked.category, 'help')
  refuses('category_unknown', () => report({ need: 'no_such_need' }))
  refuses('category_unknown', () => report({ subcategory: 'old-code' }))
  refuses('category_unknown', () => report({ subcategory: 'of-another-town' }))
})

test('anonymous only where the category allows it; otherwise a way to reach the reporter', () => {
  assert.equal(fold(report({ reporter: noReporter })).reporter.anonymous, true)
  refuses('contact_required', () => report({ reporter: noReporter, subcategory: 'power-cut' }))
  refuses('contact_required', () => report({ reporter: { anonymous: false } }))
})

test('only staff report on behalf, from the hotline, a chat group or a patrol; on behalf needs consent', () => {
  for (const source of ['hotline', 'chat', 'patrol', 'department_check', 'deliberation'] as const) {
    refuses('not_permitted', () => report({ source }))
    refuses('not_permitted', () => report({ source }, people.volunteer))
    assert.equal(fold(report({ source }, people.centre)).source, source)
  }
  refuses('not_permitted', () => report({ foreign: outsideLimit }))
  refuses('consent_required', () => report({ source: 'on_behalf' }, people.worker))
  const onBehalf = { by: 'worker', consent: 'spoken' } as const
  const told = fold(report({ source: 'on_behalf', reporter: { anonymous: false, onBehalf } }, people.worker))
  assert.equal(told.reporter.onBehalf?.consent, 'spoken')
})

test('what comes from 12345 is promised one working day before the other side’s limit', () => {
  const foreign = (limit: string) => ({ source: 'hotline', foreign: { ...outsideLimit, limit } }) as const
  const monday = fold(report(foreign(at('2022-09-26', '17:30')), people.centre))
  assert.equal(monday.promise.fixedDueAt, at('2022-09-23', '17:30'), 'the weekend between is no working day')
  assert.equal(monday.foreign?.number, 'GD-7')
  const today = fold(report(foreign(at('2022-09-19', '17:30')), people.centre))
  assert.equal(today.promise.fixedDueAt, at('2022-09-19', '17:30'), 'a day earlier would be over before it came')
})

test('a report about staff reaches only the town centre and is invisible to those it concerns', () => {
  const journal = report({ aboutStaff: true, concerned: ['secretary'], subcategory: 'lamp-dark' })
  const about = fold(journal)
  assert.equal(about.confidentiality, 'cadre')
  assert.equal(about.level, 'large')
  assert.equal(maySee(about, people.centre), true)
  assert.equal(maySee(about, people.resident), true, 'the reporter')
  for (const person of [people.secretary, people.worker, people.groupLeader, people.approver, people.verifier])
    assert.equal(maySee(about, person), false, person.personId)
  assert.deepEqual(given(journal).offers(people.secretary), [])
  given(report({ concerned: ['centre'] }))
    .when('acceptTicket', {}, people.centre)
    .thenRefused('not_found')
  assert.equal(fold(report({ subcategory: 'accounts-village' })).level, 'large', 'a category that is about staff')
  assert.equal(fold(report({ concerned: ['worker'] })).confidentiality, 'cadre', 'named is enough')
})

test('noise is not public, and a name that is not passed on keeps the matter from being open', () => {
  assert.equal(fold(report()).confidentiality, 'open')
  assert.equal(fold(report({ subcategory: 'farm-noise' })).confidentiality, 'neighbourly')
  assert.equal(fold(report({ passWithoutName: true })).confidentiality, 'neighbourly')
  assert.equal(fold(report({ subcategory: 'dispute-wall', passWithoutName: true })).confidentiality, 'sensitive')
})

test('closed on the spot: reported, accepted and closed in one act', () => {
  const find = { source: 'patrol', settled: words, settledPhotos: ['after'] } as const
  const events = report({ ...find, reporter: { anonymous: false, personId: 'worker' } }, people.worker)
  assert.deepEqual(
    events.map(event => event.type),
    ['TicketReported', 'TicketAccepted', 'TicketClosedOnTheSpot'],
  )
  const ticket = fold(events)
  assert.equal(ticket.status, 'closed')
  assert.equal(ticket.closing?.onTheSpot, true)
  assert.equal(ticket.closing?.as, 'resolved')
  assert.equal(ticket.reporter.personId, undefined, 'a finder has no interest of his own')
  assert.deepEqual(
    ticket.photos.map(photo => photo.of),
    ['report', 'result'],
  )
  refuses('not_permitted', () => report({ settled: words }))
  refuses('category_missing', () => unclassified({ ...find, reporter: noReporter }, people.worker))
  refuses('own_matter', () =>
    report({ settled: words, reporter: { anonymous: false, personId: 'worker' } }, people.worker),
  )
})

test('a paper entry keeps both times: it happened then, it was written down now', () => {
  const ticket = fold(report({ place }, people.resident, { recordedAt: at('2022-09-20', '10:00') }))
  assert.equal(ticket.reportedAt, start)
  assert.equal(ticket.promise.startedAt, start)
  assert.equal(ticket.recordedAt, at('2022-09-20', '10:00'))
  assert.equal(ticket.hold.since, at('2022-09-20', '10:00'), 'nobody can hold what nobody had seen')
})
