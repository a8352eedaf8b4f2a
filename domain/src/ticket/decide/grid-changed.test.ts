import assert from 'node:assert/strict'
import { test } from 'node:test'
import { evolve } from '../evolve.ts'
import { given, journeys, later, people, start, station, words } from '../story.fixture.ts'
import { statuses, type Ticket } from '../ticket.ts'

const to = { large: 'town', medium: 'other_village', small: 'new_group' }
const moved = {
  type: 'GridChanged',
  at: later(start, 1),
  from: given(journeys.handling).ticket.place.grid,
  to,
  planId: 'plan',
} as const

test('given any status, when the grids change, then the place is another one and nothing else is', () => {
  for (const status of statuses) {
    const before = given(journeys[status]).ticket
    const after = evolve(before, moved)
    const { place, sequence, ...rest } = after
    const { place: _place, sequence: _sequence, ...same } = before
    assert.deepEqual(rest, same as Omit<Ticket, 'place' | 'sequence'>)
    assert.deepEqual([place.grid, sequence], [to, before.sequence + 1])
  }
})

test('given the holder has it, when the grids change, then he goes on; the leader of the new village decides', () => {
  const journal = [...journeys.handling, moved]
  given(journal).when('completeTicket', { words }, people.clerk).thenGives({ type: 'TicketCompleted' })
  const back = [...journeys.accepted, moved]
  given(back).when('dispatchTicket', { to: station }, people.otherSecretary).thenGives({ type: 'TicketDispatched' })
  given(back).when('dispatchTicket', { to: station }, people.secretary).thenRefused('not_found')
})

test('given a known problem of a grid that ended, then it is one of the grid that has its ground', () => {
  const announced = given(journeys.handling).when(
    'announceProblem',
    { words, until: later(start, 48), gridId: 'group' },
    people.centre,
  ).journal
  const after = evolve(given(announced).ticket, { ...moved, problemGridId: 'new_group' })
  assert.equal(after.problem?.gridId, 'new_group')
})

test('given a matter outside the town, when the town gains its ground, then it is outside no more', () => {
  const before = given(journeys.received).ticket
  const outside = { ...before, place: { grid: { large: 'town' }, outside: true, lon: 112, lat: 22 } }
  assert.equal(evolve(outside, moved).place.outside, false)
  assert.equal(evolve(outside, { ...moved, to: { large: 'town' } }).place.outside, true)
})
