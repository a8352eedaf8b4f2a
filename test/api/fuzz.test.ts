/**
 * Every operation of the OpenAPI document with spoilt requests: no 5xx ever, every refusal a problem that says what to do and
 * names the field where there is one, and after all of it the journal agrees with the rows. FUZZ_SEED repeats a run.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { refusals } from '@onegrid/domain/kernel/refusal.ts'
import { verifyInstallation } from '@onegrid/server/verify.ts'
import fc from 'fast-check'
import type { LightMyRequestResponse } from 'fastify'
import { type Asked, type County, type Hand, openCounty } from './county.ts'
import { type Pool, type Spoil, spoils, spoilt } from './hostile.ts'
import { type Operation, operationsOf, requestOf } from './operations.ts'
import type { Call, Stage } from './recipe/recipe.ts'
import { recipes } from './recipes.ts'
import { storyOf } from './story.ts'
import { hear } from './stream.ts'

/** Other requests in every run; a red one prints its seed, and FUZZ_SEED asks the same again. */
const seed = Number(process.env['FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 31))
/** Requests an operation; with the states they stand on about ten thousand in all, well within a minute on two cores. */
const runs = Number(process.env['FUZZ_RUNS'] ?? 30)

/**
 * The operations share this time: on a machine that does much else each is asked fewer times, in the same order, instead of
 * the whole being called hung. Every request counted below is in the diagnostics.
 */
const milliseconds = 60_000
let asked = 0

let county: County
let stage: Stage
let operations: readonly Operation[]
let pool: Pool
const reached = new Map<string, { good: number; refused: number }>()

before(async () => {
  county = await openCounty()
  operations = await operationsOf(county.app)
  stage = { county, town: county.ours, story: storyOf(county, county.ours) }
  const theirs = storyOf(county, county.theirs)
  const numbers = [await stage.story.reported(), await stage.story.dispatched(), await theirs.reported()]
  const { ours } = county
  pool = {
    numbers,
    ids: [
      ours.group.gridId,
      ours.medium.gridId,
      ours.otherMedium.gridId,
      ours.unit('water').unitId,
      ours.worker.personId,
      ours.leader.personId,
      ours.resident.personId,
      county.theirs.group.gridId,
      county.theirs.unit('water').unitId,
      county.theirs.worker.personId,
      (await stage.story.page(numbers[0]!)).ticket.ticketId,
      '00000000-0000-0000-0000-000000000000',
      'ffffffff-ffff-ffff-ffff-ffffffffffff',
      county.ids.id(),
    ],
  }
})
after(() => county?.close())

test('spoilt requests to every operation', { timeout: 240_000 }, async context => {
  context.diagnostic(`FUZZ_SEED=${seed}`)
  const until = performance.now() + milliseconds
  for (const [place, operation] of operations.entries()) {
    const own = performance.now() + Math.max(200, (until - performance.now()) / (operations.length - place))
    await context.test(operation.operationId, async () => {
      const recipe = recipes[operation.operationId]
      assert.ok(recipe, 'no recipe')
      const call = await recipe.ready(stage)
      await plainRefusals(operation, call)
      if (!recipe.stream) {
        await fc.assert(
          fc.asyncProperty(
            fc.array(spoils(operation, pool), { minLength: 1, maxLength: 3 }),
            fc.constantFrom('same', 'same', 'same', 'other', 'stranger', 'nobody'),
            async (wrong, who) => {
              // Not fast-check's own limit: that leaves a request under way beside the good one that follows.
              if (performance.now() > own) return
              asked += 1
              judge(operation, await county.send(hand(call.by, who), spoiltRequest(operation, call, wrong)))
            },
          ),
          { seed, numRuns: runs, endOnFailure: true },
        )
      }
      // The same state was spoilt at will; a fresh one still takes the good request.
      const good = await recipe.ready(stage)
      const request = requestOf(operation, good)
      const status = recipe.stream
        ? (await hear(county.app, good.by, request)).status
        : judge(operation, await county.send(good.by, request))
      assert.ok(status >= 200 && status < 300, `the good request got ${status}`)
      if (recipe.stream) tally(operation, status)
    })
  }
  context.diagnostic(`${asked} requests`)
})

test('each operation reached a 2xx and a refusal', () => {
  const missing = operations
    .map(({ operationId }) => ({ operationId, ...(reached.get(operationId) ?? { good: 0, refused: 0 }) }))
    .filter(each => each.good === 0 || each.refused === 0)
  assert.deepEqual(missing, [])
})

test('after all of it the journal agrees with the rows, in both towns', async () => {
  await county.settle()
  for (const { tenantId } of [county.ours, county.theirs]) {
    const verified = await verifyInstallation(county.ports, tenantId)
    assert.deepEqual(verified.faults, [])
    assert.ok(verified.events > 0)
  }
})

/** What needs no luck: an address of no town, text that no database keeps, a strange command id, a page of another site. */
async function plainRefusals(operation: Operation, call: Call): Promise<void> {
  const request = requestOf(operation, call)
  const nowhere = await county.send({ ...call.by, host: 'nowhere.example' }, request)
  judge(operation, nowhere)
  const unkeepable = requestOf(operation, { ...call, query: { ...call.query, x: '\0' } })
  const unkept = await county.send(call.by, unkeepable)
  assert.ok(unkept.statusCode >= 400, `${operation.operationId} took a NUL`)
  judge(operation, unkept)
  if (operation.method === 'GET') return
  for (const headers of [
    { 'idempotency-key': 'a b' },
    { origin: 'https://evil.example' },
    { host: 'ours.example', 'sec-fetch-site': 'cross-site' },
  ]) {
    const answer = await county.send(call.by, { ...request, headers: { ...request.headers, ...headers } })
    assert.ok(answer.statusCode >= 400, `${operation.operationId} took ${JSON.stringify(headers)}`)
    judge(operation, answer)
  }
}

function hand(own: Hand, who: string): Hand {
  if (who === 'other') return { ...county.ours.otherLeader }
  if (who === 'stranger') return { ...county.theirs.centre, host: county.ours.host }
  return who === 'nobody' ? { ...own, cookie: '' } : own
}

function spoiltRequest(operation: Operation, call: Call, wrong: readonly Spoil[]): Asked {
  let { body } = call as { body?: unknown }
  let raw: string | undefined
  const params: Record<string, string> = { ...call.params }
  const query: Record<string, string> = { ...call.query }
  const headers: Record<string, string> = { ...call.headers }
  for (const each of wrong) {
    if (each.kind === 'field') body = spoilt(body ?? {}, each.path, each.value)
    if (each.kind === 'body') body = each.value
    if (each.kind === 'raw') raw = each.text
    if (each.kind === 'param') params[each.name] = each.value.toWellFormed()
    if (each.kind === 'query')
      Object.defineProperty(query, each.name, {
        value: each.value,
        enumerable: true,
        writable: true,
        configurable: true,
      })
    if (each.kind === 'header' && each.value !== '') headers[each.name] = each.value
  }
  const { bytes: _bytes, body: _body, ...rest } = call
  const request = requestOf(operation, { ...rest, params, query, headers })
  if (raw !== undefined) return { ...request, body: raw }
  if (operation.method === 'GET') return request
  if (call.bytes && body === undefined) return { ...request, body: call.bytes }
  return body === undefined ? request : { ...request, body: JSON.stringify(body) }
}

/** @returns the status */
function judge(operation: Operation, answer: LightMyRequestResponse): number {
  const { statusCode, body } = answer
  const where = `${operation.operationId} ${statusCode}: ${body.slice(0, 400)}`
  assert.ok(statusCode < 500, where)
  tally(operation, statusCode)
  if (statusCode < 400) return statusCode
  assert.match(String(answer.headers['content-type']), /^(application\/problem\+json|text\/html)/, where)
  if (String(answer.headers['content-type']).startsWith('text/html')) return statusCode
  const problem = answer.json<{ code: string; remedy: string; field?: string; pointer?: string; requestId: string }>()
  assert.ok(Object.hasOwn(refusals, problem.code), where)
  assert.ok(problem.remedy.length > 3 && problem.requestId.length > 0, where)
  if (problem.code === 'field_invalid')
    assert.ok(problem.field || problem.pointer !== undefined, `no field is named: ${where}`)
  return statusCode
}

function tally({ operationId }: Operation, status: number): void {
  const counts = reached.get(operationId) ?? { good: 0, refused: 0 }
  if (status >= 200 && status < 300) counts.good += 1
  if (status >= 400) counts.refused += 1
  reached.set(operationId, counts)
}
