/**
 * Every operation of the OpenAPI document, with real ids: the owner's request gets its 2xx; the same request with another
 * town's session, here or at that town's own address, gets nothing and changes nothing. An operation without a recipe fails.
 */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { type County, type Hand, openCounty, type Town } from './county.ts'
import { type Footprint, footprintOf } from './footprint.ts'
import { type Operation, operationsOf, requestOf } from './operations.ts'
import type { Call, Recipe, Stage } from './recipe/recipe.ts'
import { recipes } from './recipes.ts'
import { storyOf } from './story.ts'
import { hear } from './stream.ts'

let county: County
let operations: readonly Operation[]
let ours: Stage
let theirs: Stage
let ourMarks: readonly string[]

before(async () => {
  county = await openCounty()
  operations = await operationsOf(county.app)
  ours = { county, town: county.ours, story: storyOf(county, county.ours) }
  theirs = { county, town: county.theirs, story: storyOf(county, county.theirs) }
  const { town } = ours
  ourMarks = [
    `${town.code}-22`,
    `"${town.mark}`,
    ...Object.values(town.people).flatMap(each => (each.personId === '' ? [] : [each.personId])),
    ...town.grids.tree.grids.map(grid => grid.gridId),
    ...town.grids.units.map(unit => unit.unitId),
  ]
  // Both towns have what a list could show.
  for (const { story } of [ours, theirs]) await story.reported()
})
after(() => county?.close())

test('every operation has a recipe, and every recipe an operation', () => {
  const known = operations.map(each => each.operationId)
  assert.deepEqual(
    known.filter((each, place) => known.indexOf(each) !== place),
    [],
    'two operations of one name',
  )
  assert.deepEqual(
    known.filter(each => !(each in recipes)),
    [],
    'operations without a recipe (test/api/recipe)',
  )
  assert.deepEqual(
    Object.keys(recipes).filter(each => !known.includes(each) && each !== 'askPhotoUpload'),
    [],
    'recipes of no operation',
  )
})

test('the footprint shows a single changed row', async () => {
  const before = await footprintOf(county.database, county.ours.tenantId)
  await ours.story.reported()
  const after = await footprintOf(county.database, county.ours.tenantId)
  assert.notEqual(before['ticket'], after['ticket'])
  assert.notEqual(before['journal'], after['journal'])
})

describe('with another town’s session', () => {
  test('the owner of each operation gets his 2xx, the stranger nothing', async context => {
    for (const operation of operations) {
      const recipe = recipes[operation.operationId]
      if (recipe === undefined) continue
      await context.test(operation.operationId, () => tryBoth(operation, recipe))
    }
  })
})

test('whatever was written down on the way has words on the audit page, in both languages', async () => {
  const written = await county.database.read(county.ours.tenantId, async tx => ({
    event: await tx.query<{ name: string }>('select distinct type as name from journal', [], 'test-journal-types'),
    kind: await tx.query<{ name: string }>(
      'select distinct stream_kind as name from journal',
      [],
      'test-journal-kinds',
    ),
    saw: await tx.query<{ name: string }>('select distinct what as name from sensitive_read', [], 'test-reads'),
  }))
  assert.ok(written.event.length > 60, 'the walk has become short')
  for (const language of ['zh', 'en']) {
    const file = new URL(`../../web/src/words/${language}/insight.json`, import.meta.url)
    const words = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Record<string, string>>
    for (const [group, rows] of Object.entries(written)) {
      const missing = rows.filter(({ name }) => words[group]?.[name] === undefined).map(({ name }) => name)
      assert.deepEqual(missing.sort(), [], `${language}: ${group}`)
    }
  }
})

type Said = { readonly status: number; readonly contentType: string; readonly body: string }

async function tryBoth(operation: Operation, recipe: Recipe): Promise<void> {
  const call = await recipe.ready(ours)
  const stranger = recipe.serves === 'account' ? (await recipe.ready(theirs)).by : counterpart(call.by)
  const before = await footprintOf(county.database, county.ours.tenantId)

  if (recipe.serves === undefined || recipe.serves === 'account') {
    const here = await say(operation, recipe, { ...call, by: { ...stranger, host: county.ours.host } })
    if (recipe.serves === undefined) refused(here, `${operation.operationId} at our address`)
    assert.ok(here.status < 500, here.body)
    demandNoneOfOurs(here, 'at our address', call)
    await demandUntouched(before, 'at our address')
  }
  if (recipe.serves !== 'host') {
    const there = await say(operation, recipe, { ...call, by: { ...stranger, host: county.theirs.host } })
    assert.ok(there.status < 500, there.body)
    if (recipe.serves === 'proof') refused(there, `${operation.operationId} at their address`)
    demandNoneOfOurs(there, 'at their address', call)
    await demandUntouched(before, 'at their address')
  }

  const own = await say(operation, recipe, call)
  assert.ok(own.status >= 200 && own.status < 300, `the owner got ${own.status}: ${own.body.slice(0, 600)}`)
}

/** The person of the other town who stands where this one stands here; for a visitor and a passing hand its administrator. */
function counterpart(hand: Hand): Hand {
  const name = Object.entries(county.ours.people).find(([, each]) => each === hand)?.[0]
  const found = county.theirs.people[(name ?? 'administrator') as keyof Town['people']]
  return found.cookie === '' ? county.theirs.administrator : found
}

async function say(operation: Operation, recipe: Recipe, call: Call): Promise<Said> {
  const request = requestOf(operation, call)
  if (recipe.stream) return hear(county.app, call.by, request)
  const answer = await county.send(call.by, request)
  return { status: answer.statusCode, contentType: String(answer.headers['content-type']), body: answer.body }
}

function refused({ status, contentType, body }: Said, where: string): void {
  assert.ok([401, 403, 404].includes(status), `${where}: the stranger got ${status}: ${body.slice(0, 300)}`)
  assert.match(contentType, /^application\/problem\+json/)
}

/** What he said himself may be said back to him. */
function demandNoneOfOurs({ body }: Said, where: string, call: Call): void {
  const said = JSON.stringify([call.params, call.query, call.body])
  const found = ourMarks.filter(mark => body.includes(mark) && !said.includes(mark.replace('"', '')))
  assert.deepEqual(found, [], `${where}: ${body.slice(0, 600)}`)
}

async function demandUntouched(before: Footprint, where: string): Promise<void> {
  assert.deepEqual(await footprintOf(county.database, county.ours.tenantId), before, `${where}: our town was changed`)
}
