/** What stands beside the loop: levels, contact, calls, supervision, merging, known problems, appeals, photos, foreign. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isPublicPhoto, maySee } from '../access.ts'
import { fold } from '../evolve.ts'
import { flagsOf, queueOf, queues } from '../queue.ts'
import {
  at,
  contextOf,
  given,
  hours,
  journeys,
  later,
  people,
  place,
  report,
  start,
  station,
  words,
} from '../story.fixture.ts'
import { statuses, type Ticket } from '../ticket.ts'
import { attachDuplicate, detachDuplicate } from './merge.ts'
import { gathers } from './problem.ts'

const other = report({}, people.neighbour, { ticketId: 'target', number: 'DC-2' })
const neighbours = { anonymous: false, personId: 'neighbour' } as const
const target = report({ reporter: neighbours }, people.neighbour, { ticketId: 'target', number: 'DC-2' })

test('reported up and handed down one level at a time, each with its own holding limit', () => {
  const up = given(journeys.received).when('reportUp', { words }, people.worker)
  up.thenGives({ type: 'TicketReportedUp', from: 'small', to: 'medium', hold: hours(8) })
  const top = given(up.journal).when('reportUp', { words }, people.secretary)
  top.thenGives({ type: 'TicketReportedUp', from: 'medium', to: 'large', hold: hours(12) })
  given(top.journal).when('reportUp', { words }, people.centre).thenRefused('action_not_in_status')
  given(top.journal)
    .when('handDown', {}, people.centre)
    .thenGives({ type: 'TicketHandedDown', from: 'large', to: 'medium' })
})

test('handing down names the grid where the path ends, and a group of the former village is forgotten', () => {
  const vague = given(report({ place: { grid: { large: 'town' }, outside: false } }))
  vague.when('handDown', {}, people.centre).thenRefused('place_missing')
  const named = vague.when('handDown', { gridId: 'village' }, people.centre).ticket
  assert.deepEqual(named.place.grid, { large: 'town', medium: 'village' })
  const up = given(given(journeys.received).when('reportUp', { words }, people.worker).journal).when(
    'reportUp',
    { words },
    people.secretary,
  )
  const moved = given(up.journal).when('handDown', { gridId: 'other_village' }, people.centre).ticket
  assert.deepEqual(moved.place.grid, { large: 'town', medium: 'other_village' })
  assert.equal(maySee(moved, people.secretary), false)
  assert.equal(maySee(moved, people.otherSecretary), true)
})

test('the number is shown to who handles it, not to who gets it without the name', () => {
  given(journeys.handling).when('revealReporter', { reason: words }, people.clerk).thenNothing()
  given(journeys.handling).when('revealReporter', { reason: words }, people.verifier).thenRefused('not_permitted')
  const nameless = given(report({ passWithoutName: true })).when('acceptTicket', {}, people.groupLeader).journal
  const sent = given(nameless).when('dispatchTicket', { to: station }, people.groupLeader).journal
  given(sent).when('revealReporter', { reason: words }, people.clerk).thenRefused('not_permitted')
  given(sent).when('revealReporter', { reason: words }, people.groupLeader).thenNothing()
  given(report({ reporter: { anonymous: true } }))
    .when('revealReporter', { reason: words }, people.groupLeader)
    .thenRefused('not_found')
})

test('a unit called to the spot reports its own arrival, once', () => {
  const called = given(journeys.accepted).when(
    'callUnits',
    { units: ['waterworks', 'station', 'station'] },
    people.worker,
  )
  const call = called.thenGives({ type: 'UnitsCalled', units: ['waterworks', 'station'] }).calls[0]
  assert.ok(call)
  const arrive = (unitId: string) => ({ callId: call.callId, unitId })
  given(called.journal).when('recordArrival', arrive('station'), people.waterClerk).thenRefused('not_permitted')
  given(called.journal).when('recordArrival', arrive('fire_brigade'), people.worker).thenRefused('call_missing')
  const arrived = given(called.journal).when('recordArrival', arrive('waterworks'), people.waterClerk).journal
  given(arrived).when('recordArrival', arrive('waterworks'), people.waterClerk).thenRefused('call_missing')
  given(arrived)
    .when('recordArrival', arrive('station'), people.worker)
    .thenGives({ type: 'UnitArrived', unitId: 'station' })
})

test('urged again by the same person only after a while, by another at once', () => {
  const urged = given(journeys.handling).when('urgeTicket', {}, people.resident)
  const first = urged.thenGives({ type: 'TicketUrged', byReporter: true }).urges[0]?.at ?? ''
  given(urged.journal).when('urgeTicket', {}, people.resident, later(first, 23)).thenRefused('urged_recently')
  given(urged.journal).when('urgeTicket', {}, people.secretary).thenGives({ type: 'TicketUrged', byReporter: false })
  given(urged.journal).when('urgeTicket', {}, people.resident, later(first, 24)).thenGives({ type: 'TicketUrged' })
})

test('the third level of supervision is set and lifted by the approver alone', () => {
  const { when } = given(journeys.handling)
  when('superviseTicket', { level: 3, words }, people.supervisor).thenRefused('not_permitted')
  const third = when('superviseTicket', { level: 3, words }, people.approver).journal
  given(third).when('liftSupervision', {}, people.supervisor).thenRefused('not_permitted')
  given(third).when('superviseTicket', { level: 1, words }, people.centre).thenRefused('not_permitted')
  given(third).when('liftSupervision', {}, people.approver).thenGives({ type: 'SupervisionLifted' })
})

test('a duplicate joins the first ticket with its reporter, and leaves it again', () => {
  const merged = given(journeys.assessing).when('mergeTicket', { target: fold(target) }, people.centre)
  assert.equal(merged.thenGives({ type: 'TicketMerged', into: 'target', intoNumber: 'DC-2' }).status, 'closed')
  const source = given(journeys.assessing).ticket
  const attached = given(target).whenDecided(ticket => attachDuplicate(ticket, source, contextOf(people.centre, start)))
  const joined = attached.thenGives({ type: 'DuplicateAttached', ticketId: 'ticket' })
  assert.deepEqual(joined.merged, ['ticket'])
  assert.equal(maySee(joined, people.resident), true, 'the second reporter follows the first ticket')
  const back = given(merged.journal).when('unmergeTicket', {}, people.centre)
  assert.equal(back.thenGives({ type: 'TicketUnmerged', hold: hours(4) }).status, 'assessing')
  const detached = given(attached.journal).whenDecided(ticket =>
    detachDuplicate(ticket, source, contextOf(people.centre, start)),
  )
  assert.deepEqual(detached.ticket.merged, [])
  assert.deepEqual(detached.ticket.moreReporters, [])
  given(target)
    .whenDecided(ticket => detachDuplicate(ticket, source, contextOf(people.centre, start)))
    .thenRefused('not_merged')
})

test('those who had been merged before come along', () => {
  const middle = given(report()).whenDecided(ticket =>
    attachDuplicate(ticket, fold(target), contextOf(people.centre, start)),
  ).ticket
  const last = report({}, people.resident, { ticketId: 'last', number: 'DC-3' })
  const joined = given(last).whenDecided(ticket =>
    attachDuplicate(ticket, middle, contextOf(people.centre, start)),
  ).ticket
  assert.deepEqual(joined.merged, ['ticket'])
  assert.deepEqual(
    joined.moreReporters.map(each => each.personId),
    ['resident', 'neighbour'],
  )
})

test('merging refuses itself, a merged target, a hidden one and one that more people see', () => {
  const { ticket, when } = given(journeys.accepted)
  when('mergeTicket', { target: ticket }, people.groupLeader).thenRefused('merge_into_itself')
  const gone = given(target).when('mergeTicket', { target: ticket }, people.centre).ticket
  when('mergeTicket', { target: gone }, people.groupLeader).thenRefused('merge_target_merged')
  const hidden = fold(report({ aboutStaff: true }, people.neighbour, { ticketId: 'hidden' }))
  when('mergeTicket', { target: hidden }, people.groupLeader).thenRefused('merge_target_hidden')
  const guarded = given(report({ subcategory: 'dispute-wall' })).when(
    'mergeTicket',
    { target: fold(other) },
    people.groupLeader,
  )
  guarded.thenRefused('merge_target_hidden')
  const own = fold(report({ reporter: { anonymous: false, personId: 'centre' } }, people.centre, { ticketId: 'own' }))
  when('mergeTicket', { target: own }, people.centre).thenRefused('own_matter')
})

test('a known problem gathers new reports of its sub-category inside its grid or supply area, until it is over', () => {
  const until = at('2022-09-19', '18:00')
  const { when } = given(journeys.accepted)
  when('announceProblem', { words, until: start }, people.groupLeader).thenRefused('time_not_ahead')
  when('announceProblem', { words, until, gridId: 'other_village' }, people.groupLeader).thenRefused('grid_unknown')
  const announced = when(
    'announceProblem',
    { words, until, gridId: 'village', supplyAreaId: 'line' },
    people.groupLeader,
  )
  const notice = announced.ticket
  const dark = { subcategory: 'lamp-dark', grid: place.grid, supplyAreaIds: [] as readonly string[] }
  const now = later(start, 3)
  assert.equal(gathers(notice, dark, now), true)
  assert.equal(gathers(notice, { ...dark, subcategory: 'drain-blocked' }, now), false)
  assert.equal(gathers(notice, { ...dark, grid: { large: 'town', medium: 'other_village' } }, now), false)
  assert.equal(gathers(notice, { ...dark, grid: { large: 'town' }, supplyAreaIds: ['line'] }, now), true)
  assert.equal(gathers(notice, dark, until), false)
  const over = given(announced.journal).when('endProblem', {}, people.groupLeader)
  assert.equal(gathers(over.ticket, dark, now), false)
  given(announced.journal).whenTimer('problem_ends', until).thenGives({ type: 'ProblemOver' })
  given(over.journal).whenTimer('problem_ends', until).thenNothing()
  assert.equal(when('announceProblem', { words, until }, people.groupLeader).ticket.problem?.gridId, 'group')
})

test('an appeal only on what is overdue, decided by somebody else than who appeals', () => {
  const late = given(journeys.handling).whenTimer('overdue', at('2022-09-29', '09:00')).journal
  const appeal = { reason: 'storm', words }
  given(journeys.handling).when('appealOverdue', appeal, people.clerk).thenRefused('action_not_in_status')
  const appealed = given(late).when('appealOverdue', appeal, people.clerk).journal
  given(appealed).when('decideAppeal', { granted: true }, people.clerk).thenRefused('not_permitted')
  given(appealed)
    .when('decideAppeal', { granted: true }, people.supervisor)
    .thenGives({ type: 'AppealDecided', granted: true })
  const posts = [...people.clerk.posts, ...people.approver.posts]
  given(appealed)
    .when('decideAppeal', { granted: true }, { ...people.clerk, posts })
    .thenRefused('own_matter')
  given(appealed)
    .when('decideAppeal', { granted: true }, { ...people.waterClerk, posts })
    .thenRefused('own_matter')
  assert.equal(flagsOf(fold(appealed)).appealAsked, true)
})

test('photos are released one by one, and never those of a guarded matter', () => {
  const { when } = given(journeys.accepted)
  when('releasePhoto', { photoId: 'of_another', released: true }, people.groupLeader).thenRefused('photo_unknown')
  assert.equal(
    when('releasePhoto', { photoId: 'photo', released: true }, people.groupLeader).ticket.photos[0]?.released,
    true,
  )
  const dispute = given(report({ subcategory: 'dispute-wall' })).when('acceptTicket', {}, people.groupLeader).journal
  given(dispute)
    .when('releasePhoto', { photoId: 'photo', released: true }, people.groupLeader)
    .thenRefused('not_permitted')
  const shown = (ticket: Ticket) => ticket.photos.map(photo => isPublicPhoto(ticket, photo))
  const released = when('releasePhoto', { photoId: 'photo', released: true }, people.groupLeader)
  assert.deepEqual(shown(released.ticket), [true])
  const guarded = given(released.journal).when('assessTicket', { confidentiality: 'sensitive' }, people.groupLeader)
  assert.deepEqual(shown(guarded.ticket), [false], 'a matter that turns out to be guarded takes its photos back')
})

test('a foreign limit that comes later shortens the promise, never lengthens it; written back once', () => {
  const foreign = { system: '12345', number: 'GD-7' }
  const { when } = given(journeys.handling)
  const early = when('recordForeign', { ...foreign, limit: at('2022-09-27', '17:30') }, people.centre)
  assert.equal(early.ticket.promise.fixedDueAt, at('2022-09-26', '17:30'))
  const late = when('recordForeign', { ...foreign, limit: at('2022-12-01', '17:30') }, people.centre)
  assert.equal(late.ticket.promise.fixedDueAt, undefined)
  assert.equal(flagsOf(late.ticket).toWriteBack, false, 'nothing to say yet')
  const done = given(late.journal).when('completeTicket', { words }, people.clerk)
  assert.equal(flagsOf(done.ticket).toWriteBack, true)
  const written = given(done.journal).when('writeBack', { answer: words }, people.centre)
  assert.equal(flagsOf(written.ticket).toWriteBack, false)
  given(written.journal).when('writeBack', { answer: words }, people.centre).thenRefused('action_not_in_status')
  given(written.journal).when('recordForeign', foreign, people.centre).thenRefused('already_written_back')
})

test('every status has its queue; what waits for others waits apart', () => {
  assert.deepEqual(
    statuses.map(status => queueOf(fold(journeys[status]))),
    [
      'to_assess',
      'to_assess',
      'to_dispatch',
      'done',
      'to_acknowledge',
      'orders_open',
      'in_progress',
      'to_verify',
      'to_close',
      'done',
    ],
  )
  const letter = { outsideBody: 'road_authority', reason: 'county_road', letter: words }
  const referred = given(journeys.accepted).when('referOutside', letter, people.centre)
  assert.equal(queueOf(referred.ticket), 'waiting')
  assert.equal(flagsOf(referred.ticket).referred, true)
  const answered = given(referred.journal).when('recordReply', { words, settled: true }, people.centre)
  assert.equal(queueOf(answered.ticket), 'to_dispatch')
  const until = at('2023-03-01', '09:00')
  const suspended = given(journeys.handling).when('suspendTicket', { reason: 'budget', until }, people.approver).ticket
  assert.equal(queueOf(suspended), 'waiting')
  assert.ok(queues.includes('waiting'))
})

test('a person without a relation to the ticket is offered nothing', () => {
  for (const status of statuses) {
    assert.deepEqual(given(journeys[status]).offers(people.neighbour), [])
    assert.deepEqual(given(journeys[status]).offers({ kind: 'anonymous' }), [])
  }
})
