import assert from 'node:assert/strict'
import { test } from 'node:test'
import { days, given, hours, journeys, people, place, report, start, unclassified, words } from '../story.fixture.ts'

test('a changed category carries its promise; the start stays', () => {
  const ticket = given(journeys.received)
    .when('assessTicket', { subcategory: 'help-errand' }, people.groupLeader)
    .thenGives({ type: 'TicketAssessed', subcategory: 'help-errand', category: 'help', limit: days(3) })
  assert.equal(ticket.promise.startedAt, start)
  assert.equal(ticket.status, 'assessing')
  const urgent = given(journeys.accepted).when('assessTicket', { urgency: 'danger' }, people.groupLeader).ticket
  assert.deepEqual(urgent.promise, { limit: hours(2), startedAt: start, extensions: 0 })
  assert.equal(urgent.condition, 'lamp-dark-danger')
})

test('codes that the catalogue does not know are named', () => {
  const { when } = given(journeys.received)
  when('assessTicket', { subcategory: 'old-code' }, people.groupLeader).thenRefused('category_unknown')
  when('assessTicket', { condition: 'help-errand-plain' }, people.groupLeader).thenRefused('condition_unknown')
  when('acceptTicket', { condition: 'lamp-dark-former' }, people.groupLeader).thenRefused('condition_unknown')
  when('declineTicket', { rule: 'no_wish' }, people.groupLeader).thenRefused('rule_unknown')
  const bare = given(unclassified())
  bare.when('assessTicket', { condition: 'lamp-dark-plain' }, people.secretary).thenRefused('category_missing')
  bare.when('acceptTicket', {}, people.secretary).thenRefused('category_missing')
})

test('the level follows the place upward, and a matter outside the village’s list is not pulled down', () => {
  const { when } = given(journeys.received)
  const outside = { grid: { large: 'town' }, outside: true }
  assert.equal(when('assessTicket', { place: outside }, people.groupLeader).ticket.level, 'large')
  const village = { grid: { large: 'town', medium: 'village' }, outside: false }
  assert.equal(when('assessTicket', { place: village }, people.groupLeader).ticket.level, 'medium')
  const road = given(report({ subcategory: 'road-county', place: outside })).when(
    'assessTicket',
    { place },
    people.centre,
  )
  assert.equal(road.ticket.level, 'large', 'moving the place hands nothing down by itself')
  given(road.journal).when('assessTicket', { level: 'medium' }, people.centre).thenRefused('outside_own_list')
})

test('whoever is found to be concerned takes the matter to the town and out of the village', () => {
  const ticket = given(journeys.received)
    .when('assessTicket', { concerned: ['secretary'] }, people.groupLeader)
    .thenGives({ type: 'TicketAssessed', confidentiality: 'cadre', level: 'large', concerned: ['secretary'] })
  given([...journeys.received])
    .when('assessTicket', { level: 'small' }, people.groupLeader)
    .thenGives({ type: 'TicketAssessed' })
  assert.equal(ticket.level, 'large')
})

test('a report about staff stays guarded when its category changes', () => {
  const about = given(report({ aboutStaff: true })).when(
    'assessTicket',
    { subcategory: 'drain-blocked' },
    people.centre,
  )
  assert.equal(about.ticket.confidentiality, 'cadre')
  assert.equal(about.ticket.level, 'large')
  const noise = given(journeys.received).when('assessTicket', { subcategory: 'farm-noise' }, people.groupLeader)
  assert.equal(noise.ticket.confidentiality, 'neighbourly')
})

test('accepting may classify in the same act', () => {
  given(unclassified())
    .when('acceptTicket', { subcategory: 'lamp-dark', urgency: 'urgent' }, people.secretary)
    .thenGives(
      { type: 'TicketAssessed', subcategory: 'lamp-dark', urgency: 'urgent' },
      { type: 'TicketAccepted', condition: 'lamp-dark-urgent', limit: hours(24), hold: days(1) },
    )
  given(journeys.received)
    .when('acceptTicket', { condition: 'lamp-dark-danger' }, people.groupLeader)
    .thenGives({ type: 'TicketAccepted', condition: 'lamp-dark-danger', limit: hours(2) })
})

test('a look on site is not asked of the reporter and not told by him', () => {
  const { when } = given(journeys.received)
  when('askSiteCheck', { personId: 'resident' }, people.groupLeader).thenRefused('own_matter')
  const asked = when('askSiteCheck', { personId: 'worker', words }, people.groupLeader)
  asked.thenGives({ type: 'SiteCheckAsked', askedOf: 'worker', words })
  const found = given(asked.journal).when('recordSiteCheck', { found: false, words, photos: ['spot'] }, people.worker)
  found.thenGives({ type: 'SiteChecked', found: false, photos: ['spot'] })
  given(found.journal)
    .when('recordSiteCheck', { found: true, words }, people.worker)
    .thenRefused('action_not_in_status')
})

test('nobody decides on his own matter', () => {
  const own = given(report({ reporter: { anonymous: false, personId: 'groupLeader' } }))
  own.when('assessTicket', {}, people.groupLeader).thenRefused('own_matter')
  own.when('acceptTicket', {}, people.groupLeader).thenRefused('own_matter')
  own.when('declineTicket', { rule: 'not_this_town' }, people.groupLeader).thenRefused('own_matter')
  own.when('closeOnTheSpot', { words }, people.groupLeader).thenRefused('own_matter')
  own.when('acceptTicket', {}, people.secretary).thenGives({ type: 'TicketAccepted' })
  given(journeys.received).when('acceptTicket', {}, people.otherSecretary).thenRefused('not_found')
  given(journeys.received).when('acceptTicket', {}, people.worker).thenRefused('not_permitted')
})
