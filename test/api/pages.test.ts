/** The pages and their plain forms, which stand in no OpenAPI document, with the same traps: no 5xx, and a remedy on each refusal. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { verifyInstallation } from '@onegrid/server/verify.ts'
import fc from 'fast-check'
import { type County, openCounty } from './county.ts'
import { type Pool, trap, traps } from './hostile.ts'
import { routesOf } from './routes.ts'
import { storyOf } from './story.ts'

/** Other requests in every run; a red one prints its seed, and FUZZ_SEED asks the same again. */
const seed = Number(process.env['FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 31))
let county: County
let pool: Pool
let fields: readonly string[]

before(async () => {
  county = await openCounty()
  const { ours, theirs } = county
  const numbers = [await storyOf(county, ours).resolved(), await storyOf(county, theirs).reported()]
  pool = { numbers, ids: [ours.group.gridId, ours.medium.gridId, theirs.group.gridId, county.ids.id()] }
  fields = await fieldNames()
})
after(() => county?.close())

const pages = () =>
  routesOf(county.app).filter(([, pattern]) => !/^\/?(api|assets)|^\*$|healthz|readyz|metrics/.test(pattern))

/** What the pages themselves ask for, read off their forms. */
async function fieldNames(): Promise<readonly string[]> {
  const names = new Set<string>(['command_id', 'next', 'lang', 'did', '__proto__'])
  for (const [method, pattern] of pages()) {
    if (method !== 'GET' || pattern.includes('*')) continue
    const url = pattern.replace(/:\w+/g, pool.numbers[0] ?? '')
    const answer = await county.send(county.ours.resident, { method: 'GET', url, headers: { accept: 'text/html' } })
    for (const [, name] of answer.body.matchAll(/\bname="([^"]+)"/g)) names.add(name ?? '')
  }
  return [...names]
}

test('there are pages and fields to try', () => {
  assert.ok(pages().length > 20, `${pages().length} routes`)
  assert.ok(fields.length > 8, fields.join(' '))
})

test('every page and every form with traps in path, query and fields', { timeout: 240_000 }, async context => {
  context.diagnostic(`FUZZ_SEED=${seed}`)
  for (const [method, pattern] of pages()) {
    if (method === 'HEAD' || method === 'OPTIONS') continue
    await context.test(`${method} ${pattern}`, () =>
      fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...pool.numbers, ...traps.map(each => encodeURIComponent(each.toWellFormed())), 'x'),
          fc.dictionary(fc.constantFrom(...fields), trap(pool), { maxKeys: 6 }),
          fc.constantFrom(county.ours.resident, county.ours.visitor, county.ours.worker, {
            ...county.theirs.centre,
            host: county.ours.host,
          }),
          fc.boolean(),
          async (part, values, by, asForm) => {
            const text = new URLSearchParams(
              Object.entries(values).map(([key, value]) => [key, value.toWellFormed()]),
            ).toString()
            const path = pattern.replace(/:\w+|\*/g, part === '' ? 'x' : part)
            const written =
              method === 'GET'
                ? {}
                : { 'content-type': asForm ? 'application/x-www-form-urlencoded' : 'text/plain', 'idempotency-key': '' }
            const answer = await county.send(by, {
              method,
              url: method === 'GET' ? `${path}?${text}` : path,
              headers: { accept: 'text/html', ...written },
              ...(method === 'GET' ? {} : { body: Buffer.from(text) }),
            })
            const where = `${method} ${path} ${answer.statusCode} ${answer.body.slice(0, 300)}`
            assert.ok(answer.statusCode < 500, where)
            assert.doesNotMatch(answer.body, /<script>alert|<img src=x/, where)
            if (answer.statusCode >= 300 && answer.statusCode < 400)
              assert.match(
                String(answer.headers.location),
                /^\/(?!\/)|^http:\/\/ours\.example/,
                `leads elsewhere: ${where}`,
              )
          },
        ),
        { seed, numRuns: 20, endOnFailure: true },
      ),
    )
  }
})

test('after all of it the journal agrees with the rows', async () => {
  await county.settle()
  assert.deepEqual((await verifyInstallation(county.ports, county.ours.tenantId)).faults, [])
})
