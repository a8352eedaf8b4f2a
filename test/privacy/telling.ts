/** Tells the rich story with everything logged, and faults among it: what this process prints is what an operator could read. */
import { openCounty } from '../api/county.ts'
import { everybody, reporter, tellRichStory } from './rich-story.ts'

const county = await openCounty({ logLevel: 'trace' })
const told = await tellRichStory(county, county.ours)
for (const [, hand] of everybody(county.ours))
  for (const url of [
    `/api/v1/tickets/${told.open}`,
    `/t/${told.open}?phone=${reporter.phone}`,
    `/api/v1/people?name=${encodeURIComponent(reporter.name)}`,
    `/nowhere/${told.open}?code=123456`,
  ])
    await county.send(hand, { method: 'GET', url })
await county.send(county.ours.visitor, {
  method: 'POST',
  url: '/api/v1/sessions/code',
  body: { phone: reporter.phone },
})
await county.send(county.ours.visitor, {
  method: 'POST',
  url: '/api/v1/sessions',
  body: { username: reporter.name, password: reporter.phone },
})
// PostgreSQL says whole rows in `detail`, and quotes the value in some messages.
const fault = Object.assign(new Error('duplicate key value violates unique constraint "person_phone"'), {
  code: '23505',
  detail: `Key (name, phone)=(${reporter.name}, +86${reporter.phone}) already exists.`,
  where: `unnamed portal parameter $1 = '${reporter.phone}'`,
})
county.app.log.error({ err: fault, requestId: 'r-1' }, 'a request failed by our own fault')
await county.close()
