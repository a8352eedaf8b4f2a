import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decideConsent } from './consent.ts'

const none = { namePublic: false, phonePublic: false }
const both = { namePublic: true, phonePublic: true }

test('given nobody asked, when the person gives his name, then the name alone is public and the journal says so', () => {
  assert.deepEqual(decideConsent(none, { namePublic: true }, { own: true }), {
    after: { namePublic: true, phonePublic: false },
    events: [{ type: 'consentGiven', what: 'name' }],
  })
})
test('given another, when he would give it for him, then it is refused; to withdraw it he may', () => {
  assert.throws(() => decideConsent(none, { namePublic: true }, { own: false }), { code: 'not_permitted' })
  assert.throws(() => decideConsent(none, { phonePublic: true }, { own: false }), { code: 'not_permitted' })
  const { after, events } = decideConsent(both, { namePublic: false, phonePublic: false }, { own: false })
  assert.deepEqual(after, none)
  assert.deepEqual(
    events.map(each => each.type),
    ['consentWithdrawn', 'consentWithdrawn'],
  )
})
test('given it stands already, when it is said again by anybody, then nothing happens', () => {
  assert.deepEqual(decideConsent(both, both, { own: false }), { after: both, events: [] })
})
