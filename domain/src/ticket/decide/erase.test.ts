import assert from 'node:assert/strict'
import { test } from 'node:test'
import { given, journeys, people } from '../story.fixture.ts'

const contact = { what: 'contact', ground: 'consent_withdrawn' } as const
const everything = { what: 'everything', ground: 'retention_over' } as const

test('given a matter that has ended, when the centre erases by law, then what was said is gone and the photos with it', () => {
  const { ticket } = given(journeys.closed).when('eraseTicket', everything, people.centre)
  assert.deepEqual([ticket.erased, ticket.photos], ['everything', []])
  assert.equal(ticket.status, 'closed')
})
test('given the contact is gone, then the rest can follow, but the contact goes once only', () => {
  const gone = given(journeys.closed).when('eraseTicket', contact, people.centre).journal
  given(gone).when('eraseTicket', contact, people.centre).thenRefused('erased_already')
  const all = given(gone).when('eraseTicket', everything, people.centre).journal
  given(all).when('eraseTicket', contact, people.centre).thenRefused('action_not_in_status')
})
test('given it still runs, or somebody below the centre, then it is refused', () => {
  given(journeys.handling).when('eraseTicket', everything, people.centre).thenRefused('action_not_in_status')
  given(journeys.closed).when('eraseTicket', everything, people.groupLeader).thenRefused('not_permitted')
})
