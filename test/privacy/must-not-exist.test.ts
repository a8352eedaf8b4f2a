/** domain.md §2: a service, not surveillance. What must not exist is looked for where it would have to stand. */
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { type County, openCounty } from '../api/county.ts'
import { type Operation, operationsOf, type Schema } from '../api/operations.ts'
import { storyOf } from '../api/story.ts'
import { forbiddenCategories, forbiddenNames, forbiddenWords } from './forbidden-words.ts'

const project = path.join(import.meta.dirname, '../..')
const filesOf = (pattern: string) =>
  globSync(pattern, { cwd: project, exclude: each => /node_modules|dist/.test(String(each)) }).map(file => ({
    file,
    text: readFileSync(path.join(project, file), 'utf8'),
  }))
const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$|--.*$/gm, ' ')

let county: County
let operations: readonly Operation[]
type Column = { table: string; name: string; type: string }
let columns: readonly Column[]

before(async () => {
  county = await openCounty()
  operations = await operationsOf(county.app)
  columns = await county.database.read(county.ours.tenantId, tx =>
    tx.query<Column>(
      `select c.relname as table, a.attname as name, format_type(a.atttypid, null) as type
       from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       where c.relnamespace in ('onegrid'::regnamespace, 'auth'::regnamespace) and c.relkind in ('r', 'p', 'v', 'm')`,
    ),
  )
})
after(() => county?.close())

const hits = (found: readonly { where: string; name: string }[]) =>
  found.filter(({ name }) => forbiddenNames.test(name)).map(({ where, name }) => `${where}: ${name}`)

describe('§2.1 profiles, key persons, scores, clock-in, rankings, tracks, online time', () => {
  test('the lists can fail', () => {
    for (const name of [
      'key_person',
      'keyPersons',
      'clock_in',
      'onlineMinutes',
      'residentScore',
      'staff_ranking',
      'trajectory',
    ])
      assert.match(name, forbiddenNames)
    for (const word of ['重点人员管理', '每日打卡', '网格员排名', '倒扣积分']) assert.match(word, forbiddenWords)
    assert.doesNotMatch('overtaking clock incident', forbiddenNames)
  })
  test('no table and no column', () => {
    assert.ok(columns.length > 100)
    assert.deepEqual(
      hits(
        columns.flatMap(({ table, name }) => [
          { where: table, name },
          { where: 'table', name: table },
        ]),
      ),
      [],
    )
  })
  test('no migration makes one, not even for a moment', () => {
    for (const { file, text } of filesOf('server/migrations/*.sql'))
      assert.doesNotMatch(withoutComments(text), forbiddenNames, file)
  })
  test('no operation, path, field or value of the API', () => {
    const names = operations.flatMap(each => [
      { where: each.operationId, name: each.operationId },
      { where: each.operationId, name: each.path },
      ...each.parameters.map(({ name }) => ({ where: each.operationId, name })),
      ...namesIn(each.body ?? {}).map(name => ({ where: each.operationId, name })),
    ])
    assert.ok(names.length > 300)
    assert.deepEqual(hits(names), [])
  })
  test('no name in the rules', () => {
    // The fence itself has to name what it keeps out (catalogue-people.ts).
    const files = filesOf('domain/src/**/*.ts').filter(({ file }) => !/\.test\.|catalogue-people/.test(file))
    assert.ok(files.length > 40)
    const found = files.flatMap(({ file, text }) =>
      [...withoutComments(text).matchAll(/[A-Za-z_]\w{3,}/g)].map(([name]) => ({ where: file, name })),
    )
    assert.deepEqual([...new Set(hits(found))], [])
  })
  test('no word on a screen, a page, a notice or a sheet', () => {
    const files = [
      ...filesOf('web/src/words/**/*.json'),
      ...filesOf('server/src/**/words/*.ts'),
      ...filesOf('server/src/notice/words.ts'),
      ...filesOf('domain/src/ticket/template/*.ts'),
    ]
    assert.ok(files.length > 8, `${files.length} files of words`)
    const found = files.flatMap(({ file, text }) =>
      [...withoutComments(text).matchAll(new RegExp(forbiddenWords, 'g'))].map(([word]) => `${file}: ${word}`),
    )
    assert.deepEqual(found, [])
  })
  test('categories report things and needs, not people', () => {
    const { categories, subcategories, needs } = county.ours.catalogue
    const names = [...categories, ...subcategories, ...needs].map(each => each.name.zh)
    assert.ok(names.length > 60)
    assert.deepEqual(
      names.filter(name => forbiddenCategories.test(name)),
      [],
    )
  })
  test('a score is a rating of a matter or of a session from 1 to 5 and nothing else', () => {
    const scoring = operations.filter(({ body }) => namesIn(body ?? {}).includes('score'))
    assert.deepEqual(scoring.map(each => each.operationId).sort(), ['rateTicket', 'rateTraining'])
    const values = scoring
      .find(each => each.operationId === 'rateTicket')
      ?.body?.properties?.['score']?.anyOf?.flatMap(each => each.enum ?? [each.const])
    assert.deepEqual(values, [1, 2, 3, 4, 5])
    assert.deepEqual(
      columns.filter(({ name }) => /score|points?$|balance/.test(name)),
      [],
    )
  })
  test('figures are asked by grid, category, source and time, never by person', async () => {
    for (const by of ['person', 'personId', 'worker', 'holder', 'name']) {
      const url = `/api/v1/figures?from=2022-01-01&to=2022-12-31&by=${by}`
      assert.equal((await county.send(county.ours.centre, { method: 'GET', url })).statusCode, 400)
    }
    const rollup = columns.filter(({ table }) => table.includes('rollup')).map(({ name }) => name)
    assert.ok(rollup.length > 5)
    assert.deepEqual(
      rollup.filter(name => /person|account|holder|name/.test(name)),
      [],
    )
  })
  test('nobody’s time at the screen is kept: a session knows when it began, was renewed and ends', () => {
    const times = columns.filter(({ table, type }) => table === 'session' && type.startsWith('timestamp'))
    assert.deepEqual(times.map(({ name }) => name).sort(), ['createdAt', 'expiresAt', 'updatedAt'])
    assert.deepEqual(
      columns.filter(
        ({ table, name }) => ['person', 'post', 'account'].includes(table) && /seen|active|login|online/.test(name),
      ),
      [],
    )
    assert.deepEqual(
      columns.filter(({ table, name }) => table === 'session' && /latitude|location/.test(name)),
      [],
    )
  })
})

describe('双报到 is an offer, not attendance', () => {
  test('what is kept of it is what was offered: not who came, how often, or when he was last seen', () => {
    const kept = columns.filter(({ table }) => table === 'report_in').map(({ name }) => name)
    const offered = ['grid_id', 'kind', 'person_id', 'skills', 'times', 'unit_name', 'village_id', 'words']
    const bookkeeping = ['answer', 'report_in_id', 'reported_at', 'state', 'tenant_id']
    assert.deepEqual(kept.sort(), [...offered, ...bookkeeping].sort())
  })
  test('no other table and no figure speaks of it', () => {
    const elsewhere = columns.filter(
      ({ table, name }) => table !== 'report_in' && /report_?in(_|\b)/.test(`${table} ${name}`),
    )
    assert.deepEqual(elsewhere, [])
  })
})

describe('§2.2 a number is enough, and anonymous where the category allows it', () => {
  const words = '榕树头那盏灯坏了'
  const report = (body: object) =>
    county.send(county.ours.visitor, { method: 'POST', url: '/api/v1/tickets', body: { words, ...body } })
  test('with a number alone', async () => assert.equal((await report({ phone: '13900000001' })).statusCode, 201))
  test('without anything, in a category that allows it', async () =>
    assert.equal((await report({ anonymous: true, subcategory: '1205' })).statusCode, 201))
  test('elsewhere the number is asked for', async () => {
    const answer = await report({ anonymous: true, subcategory: '1404' })
    assert.equal(answer.json<{ code: string }>().code, 'contact_required')
  })
  test('no identity number, birthday, sex or address is asked of anybody', () => {
    const asked = operations.flatMap(({ operationId, body }) =>
      namesIn(body ?? {}).map(name => `${operationId} ${name}`),
    )
    const personal = /idcard|identity_?(card|number)|birth|gender|\bsex\b|household|religion|ethnic|health/i
    // How many households a grid is to have, and how many live at a point: numbers without anybody's name.
    const counted = /^proposeDivision households(Each)?$/
    assert.deepEqual(
      asked.filter(each => personal.test(each) && !counted.test(each)),
      [],
    )
    const kept = columns.filter(({ name }) => personal.test(name))
    assert.ok(
      kept.every(
        ({ table, type }) => /^(household_\w+|grid_population)$/.test(table) && /^(int|integer|bigint)/.test(type),
      ),
    )
    assert.deepEqual(
      columns.filter(({ table, name }) => table.startsWith('household_') && /person|name|phone|address/.test(name)),
      [],
    )
  })
})

describe('§2.3 one location, optional photos', () => {
  test('a point stands on a matter, a landmark, a venue, a counted household and nowhere else', () => {
    const placed = columns.filter(
      ({ name, type }) => /^(lon|lat|longitude|latitude)$/.test(name) || /point|geo/.test(type),
    )
    const tables = [...new Set(placed.map(({ table }) => table))].sort()
    assert.deepEqual(tables, ['household_point', 'landmark', 'ticket', 'venue'])
    assert.deepEqual(
      columns.filter(({ table, name }) => table === 'landmark' && /person|account/.test(name)),
      [],
    )
  })
  test('a request carries at most one point', () => {
    for (const { operationId, body, parameters } of operations) {
      const points =
        namesIn(body ?? {}).filter(name => name === 'lon').length +
        parameters.filter(({ name }) => name === 'lon').length
      assert.ok(points <= 1, operationId)
    }
  })
  test('the browser is asked once, when the person asks for it, and never followed', () => {
    const files = [...filesOf('web/src/**/*.ts'), ...filesOf('web/src/**/*.tsx')].filter(
      ({ file }) => !file.includes('.test.'),
    )
    assert.ok(files.length > 50)
    for (const { file, text } of files)
      assert.doesNotMatch(text, /watchPosition|enableBackground|DeviceMotion|getBattery/, file)
    const asking = files.filter(({ text }) => text.includes('getCurrentPosition'))
    assert.ok(asking.length > 0)
    for (const { file, text } of asking) assert.doesNotMatch(text, /setInterval/, file)
  })
  test('no photo is compulsory', () => {
    for (const { operationId, body } of operations)
      assert.deepEqual(
        requiredIn(body ?? {}).filter(name => /photo/i.test(name) && operationId !== 'releasePhoto'),
        [],
        operationId,
      )
  })
})

describe('§2.4 figures', () => {
  test('give counts and no rate', async () => {
    const story = storyOf(county, county.ours)
    await story.resolved()
    const url = '/api/v1/figures?from=2022-01-01&to=2022-12-31&by=grid,subcategory'
    const { rows } = await story.get<{ rows: Record<string, unknown>[] }>(county.ours.centre, url)
    assert.ok(rows.length > 0)
    for (const [name, value] of rows.flatMap(row => Object.entries(row))) {
      assert.doesNotMatch(name, /rate$|percent|ratio|share|average|mean/i)
      if (typeof value === 'number') assert.ok(Number.isInteger(value), name)
    }
  })
})

describe('§2.5 enter once', () => {
  test('a report is counted without being typed again', async () => {
    const story = storyOf(county, county.ours)
    const url = '/api/v1/figures?from=2022-01-01&to=2022-12-31'
    const received = async () =>
      (await story.get<{ rows: { received: number }[] }>(county.ours.centre, url)).rows[0]?.received ?? 0
    const before = await received()
    await story.reported()
    assert.equal(await received(), before + 1)
  })
})

describe('§2.6 in the browser', () => {
  test('no page sends anybody to an app store', async () => {
    for (const url of ['/', '/mine', '/desk', '/pocket']) {
      const page = await county.send(county.ours.visitor, { method: 'GET', url, headers: { accept: 'text/html' } })
      assert.doesNotMatch(page.body, /apps\.apple\.com|play\.google|应用市场|应用商店|\.apk|itms-apps/)
    }
  })
})

describe('§2.7 what is masked is unmasked for a reason', () => {
  test('every operation that reveals asks for the reason', () => {
    const revealing = operations.filter(({ operationId }) => /^(reveal|export|unmask|download)/i.test(operationId))
    assert.ok(revealing.length >= 2)
    // Grids are no people; a list of the team masks its numbers unless they are asked for in full.
    for (const { operationId, body } of revealing.filter(each => !/^export(Grids|People)$/.test(each.operationId)))
      assert.ok(requiredIn(body ?? {}).includes('reason'), operationId)
  })
  test('a list of the team holds whole numbers only for a reason', async () => {
    const ask = (body: object) =>
      county.send(county.ours.administrator, { method: 'POST', url: '/api/v1/people/export', body })
    assert.equal((await ask({ format: 'csv', phones: 'full' })).json<{ code: string }>().code, 'reason_required')
    assert.equal((await ask({ format: 'csv', phones: 'full', reason: '防汛通知' })).statusCode, 200)
    const masked = await ask({ format: 'csv' })
    assert.equal(masked.statusCode, 200)
    assert.doesNotMatch(masked.body, /1\d{10}/)
  })
})

function namesIn(schema: Schema): string[] {
  const inner = [...(schema.anyOf ?? []), ...(schema.items ? [schema.items] : [])]
  const values = (schema.enum ?? []).filter(each => typeof each === 'string')
  return [
    ...values,
    ...inner.flatMap(namesIn),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, each]) => [name, ...namesIn(each)]),
  ]
}

function requiredIn(schema: Schema): string[] {
  return [...(schema.required ?? []), ...Object.values(schema.properties ?? {}).flatMap(requiredIn)]
}
