import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { read, utils } from '@e965/xlsx'
import type { ImportWire, UndoneWire } from '@onegrid/domain/team/people-import/contract.ts'
import type { ListCounts } from '@onegrid/domain/team/people-import/preview.ts'
import { days, type Hand, openWorld, type World } from '../../../../test/world.ts'
import { verifyInstallation } from '../../verify.ts'
import { type Cells, form, plainFile, xlsxFile } from './fixture/list-file.ts'

let world: World
let counted = 0
before(async () => {
  world = await openWorld()
})
after(() => world?.close())

type Asked = { readonly who?: Hand; readonly body?: object; readonly version?: number; readonly commandId?: string }

async function ask(
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  url: string,
  { who = world.administrator, body, version, commandId }: Asked = {},
) {
  counted += 1
  return world.app.inject({
    method,
    url: `/api/v1${url}`,
    headers: {
      cookie: `who=${who.personId}`,
      ...(method === 'GET' ? {} : { 'idempotency-key': commandId ?? `people-${counted}` }),
      ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
    },
    ...(body === undefined ? {} : { payload: body }),
  })
}

function drop(
  bytes: Buffer,
  { who = world.administrator, name = '花名册.xlsx', commandId = `drop-${counted++}` } = {},
) {
  const { headers, payload } = form(bytes, name)
  return world.app.inject({
    method: 'POST',
    url: '/api/v1/people-imports',
    headers: { ...headers, cookie: `who=${who.personId}`, 'idempotency-key': commandId },
    payload,
  })
}

type Open = { readonly importId: string; readonly version: number; readonly counts: ListCounts }
async function opened(...rows: Cells): Promise<Open> {
  const answer = await drop(plainFile(...rows))
  assert.equal(answer.statusCode, 201, answer.body)
  return answer.json<Open>()
}
const show = async (importId: string, query = '') =>
  (await ask('GET', `/people-imports/${importId}${query}`)).json<ImportWire>()
async function ran({ importId, version }: Open): Promise<ListCounts> {
  const answer = await ask('POST', `/people-imports/${importId}/run`, { version })
  assert.equal(answer.statusCode, 200, answer.body)
  return answer.json<{ counts: ListCounts }>().counts
}
const undone = async (importId: string) => (await ask('POST', `/people-imports/${importId}/undo`)).json<UndoneWire>()

type Kept = { name: string; phone: string | null; posts: string[] }
const team = (...names: readonly string[]) =>
  world.database.read(world.tenantId, tx =>
    tx.query<Kept>(
      `select p.name, p.phone, array(select post.kind || ' ' || coalesce(g.name, '') || ' ' || from_day || ' ' || coalesce(until_day::text, '')
         from post left join grid g using (tenant_id, grid_id) where post.person_id = p.person_id order by post.kind) as posts
       from person p where tenant_id = $1 and name = any($2::text[]) order by name`,
      [tx.tenantId, names],
    ),
  )

describe('a list comes in', () => {
  test('given a messy file, when it is mended, imported, undone and imported again, then nothing is doubled and nothing is left over', async () => {
    const bytes = xlsxFile({
      name: '碧塘',
      rows: [
        ['东成镇网格员花名册'],
        ['序号', '姓名', '联系方式', '所属网格', null, '岗位', '任职时间'],
        [null, null, null, '村', '小组', null, null],
        [1, '甲 一', 13700000001, '碧塘村', '第一村民小组', '网格员', '2022.1.1'],
        [2, '甲二', '１３７０００００００２/13700000009', null, '2组', '网格员、护林员', '2022年3月'],
        [3, '甲三', '137OOOO0003', null, '3组', '广播员', 44562],
        [4, '甲四', '13700000004', '碧唐村', '1组', '网格员', ''],
        ['合计', '4人'],
      ],
      merges: [
        { top: 0, left: 0, bottom: 0, right: 6 },
        { top: 1, left: 0, bottom: 2, right: 0 },
        { top: 1, left: 1, bottom: 2, right: 1 },
        { top: 1, left: 2, bottom: 2, right: 2 },
        { top: 1, left: 3, bottom: 1, right: 4 },
        { top: 1, left: 5, bottom: 2, right: 5 },
        { top: 1, left: 6, bottom: 2, right: 6 },
        { top: 3, left: 3, bottom: 5, right: 3 },
      ],
    })
    const first = await drop(bytes, { commandId: 'messy' })
    assert.equal(first.statusCode, 201, first.body)
    assert.equal((await drop(bytes, { commandId: 'messy' })).body, first.body, 'a repeat opens the same list')
    const { importId, counts } = first.json<Open>()
    assert.deepEqual([counts.rows, counts.newPeople, counts.stopped], [4, 2, 2])
    const faulty = await show(importId, '?rows=faulty')
    assert.deepEqual(
      faulty.items.map(row => [row.line, row.faults.map(fault => fault.code)]),
      [
        [6, ['phone_wrong', 'post_unknown']],
        [7, ['village_unknown']],
      ],
    )
    assert.deepEqual(faulty.items[0]!.faults[0]!.fixes[0], { do: 'cell', field: 'phone', text: '13700000003' })
    const change = {
      kinds: [{ code: 'broadcaster', zh: '广播员', en: 'Broadcaster', binding: 'grid', engagement: 'part_time' }],
      words: [
        { of: 'post', word: '广播员', to: 'broadcaster' },
        { of: 'village', word: '碧唐村', to: world.biTang.gridId },
      ],
      rows: [{ place: 2, cells: [{ field: 'phone', text: '13700000003' }] }],
    }
    const changed = await ask('PATCH', `/people-imports/${importId}`, { version: 1, body: change })
    assert.equal(changed.statusCode, 200, changed.body)
    assert.equal((await ask('PATCH', `/people-imports/${importId}`, { version: 1, body: {} })).statusCode, 412)
    const { version, counts: mended } = changed.json<Open>()
    assert.deepEqual([mended.newPeople, mended.stopped, mended.newPosts, mended.newKinds], [4, 0, 5, 1])

    const before = await world.database.read(world.tenantId, tx => tx.query('select count(*) from person'))
    await ran({ importId, version, counts: mended })
    assert.deepEqual(await team('甲一', '甲二', '甲三', '甲四'), [
      { name: '甲一', phone: '+8613700000001', posts: ['grid_worker 第一村民小组 2022-01-01 '] },
      { name: '甲三', phone: '+8613700000003', posts: ['broadcaster 第三村民小组 2022-01-01 '] },
      {
        name: '甲二',
        phone: '+8613700000002',
        posts: ['forest_guard 第二村民小组 2022-03-01 ', 'grid_worker 第二村民小组 2022-03-01 '],
      },
      { name: '甲四', phone: '+8613700000004', posts: ['grid_worker 第一村民小组 2022-09-26 '] },
    ])
    assert.equal(
      (await ask('POST', `/people-imports/${importId}/run`, { version: 3 })).json().code,
      'people_import_done',
    )

    const again = (await drop(bytes)).json<Open>()
    assert.deepEqual([again.counts.newPeople, again.counts.changedPeople, again.counts.samePeople], [0, 0, 2])
    const nothing = await ran(again)
    assert.equal(nothing.newPosts, 0)

    assert.deepEqual(await undone(importId), { version: 4, takenBack: 4, stays: 0 })
    assert.deepEqual(await team('甲一', '甲二', '甲三', '甲四'), [])
    assert.deepEqual(await world.database.read(world.tenantId, tx => tx.query('select count(*) from person')), before)
    assert.equal((await ask('POST', `/people-imports/${importId}/undo`)).json().code, 'people_import_not_done')
    const once = await show(importId)
    assert.equal(once.state, 'open')
    const { items } = (await ask('GET', '/post-kinds')).json<{ items: { code: string }[] }>()
    assert.equal(
      items.some(kind => kind.code === 'broadcaster'),
      false,
      'the kind went with the people',
    )
    assert.equal((await ask('PATCH', `/people-imports/${importId}`, { version: 4, body: {} })).statusCode, 200)
    assert.equal((await ran({ importId, version: 5, counts: once.counts })).newPeople, 4)
    assert.equal((await team('甲一', '甲二', '甲三', '甲四')).length, 4)
  })

  test('given rows that stayed out, when the list is in, then it says so, and they are a list of their own to mend', async () => {
    const list = await opened(
      [1, '庚一', '13700000171', '碧塘村', '1组', '网格员', ''],
      [2, '庚二', '1370000OO17', null, '2组', '网格员', ''],
      [3, '庚三', '13700000173', '碧唐村', '1组', '网格员', ''],
    )
    const goOn = (importId: string) => ask('POST', `/people-imports/${importId}/held-back`)
    assert.equal((await goOn(list.importId)).json().code, 'people_import_not_done')
    const counts = await ran(list)
    assert.deepEqual([counts.newPeople, counts.stopped], [1, 2])
    const rest = (await goOn(list.importId)).json<Open>()
    assert.deepEqual([rest.counts.rows, rest.counts.stopped], [2, 2])
    const { items, fileName } = await show(rest.importId)
    assert.match(fileName, /余下/)
    assert.deepEqual(
      items.map(row => [row.line, row.words['name'], row.words['village']]),
      [
        [3, '庚二', '碧塘村'],
        [4, '庚三', '碧唐村'],
      ],
    )
    const mended = await ask('PATCH', `/people-imports/${rest.importId}`, {
      version: 1,
      body: {
        words: [{ of: 'village', word: '碧唐村', to: world.biTang.gridId }],
        rows: [{ place: 0, cells: [{ field: 'phone', text: '13700000172' }] }],
      },
    })
    assert.equal(mended.statusCode, 200, mended.body)
    assert.equal((await ran({ ...rest, version: 2 })).newPeople, 2)
    assert.equal((await team('庚一', '庚二', '庚三')).length, 3)
    assert.equal((await goOn(rest.importId)).json().code, 'people_list_empty')
  })

  test('given a changed file, then what changed is listed, changed, and put back by the undo', async () => {
    await ran(
      await opened(
        [1, '乙一', '13700000011', '碧塘村', '1组', '网格员', '2022.1.1'],
        [2, '乙二', '13700000012', '碧塘村', '2组', '护林员', ''],
      ),
    )
    const list = await opened(
      [1, '乙一', '13700000019', '碧塘村', '1组', '网格员、调解员', '2022.1.1'],
      [2, '乙二', '13700000012', '碧塘村', '2组', '护林员', ''],
    )
    assert.deepEqual(
      [list.counts.newPeople, list.counts.changedPeople, list.counts.samePeople, list.counts.newPosts],
      [0, 1, 1, 1],
    )
    assert.deepEqual(
      (await show(list.importId, '?rows=changed')).items.map(row => row.does),
      [['phone', 'post']],
    )
    await ran(list)
    assert.deepEqual(await team('乙一'), [
      {
        name: '乙一',
        phone: '+8613700000019',
        posts: ['grid_worker 第一村民小组 2022-01-01 ', 'mediator 第一村民小组 2022-01-01 '],
      },
    ])
    assert.deepEqual(await undone(list.importId), { version: 3, takenBack: 1, stays: 0 })
    assert.deepEqual(await team('乙一'), [
      { name: '乙一', phone: '+8613700000011', posts: ['grid_worker 第一村民小组 2022-01-01 '] },
    ])
  })

  test('given somebody was invited or is on duty since, when the import is undone, then he stays and is named', async () => {
    const list = await opened(
      [1, '丙一', '13700000021', '碧塘村', '1组', '网格员', ''],
      [2, '丙二', '13700000022', '碧塘村', '2组', '网格员', ''],
      [3, '丙三', '13700000023', '碧塘村', '3组', '网格员', ''],
    )
    await ran(list)
    const ids = new Map(
      (
        await world.database.read(world.tenantId, tx =>
          tx.query<{ name: string; person_id: string }>("select name, person_id from person where name like '丙%'"),
        )
      ).map(row => [row.name, row.person_id]),
    )
    const invited = await ask('POST', '/people/invitations', { body: { personIds: [ids.get('丙一')] } })
    assert.equal(invited.statusCode, 201, invited.body)
    const sheet = invited.json<{ items: { name: string; link: string; code: string; qr: string }[] }>().items
    assert.match(sheet[0]!.qr, /^<svg/)
    await world.database.write(world.tenantId, tx =>
      tx.query(
        "insert into duty (tenant_id, day, person_id, starts_at, ends_at) values ($1, '2022-10-01', $2, '2022-10-01T00:00:00Z', '2022-10-02T00:00:00Z')",
        [tx.tenantId, ids.get('丙二')],
      ),
    )
    assert.deepEqual(await undone(list.importId), { version: 3, takenBack: 1, stays: 2 })
    const { stays } = await show(list.importId)
    assert.deepEqual(
      new Map(stays.map(each => [each.name, each.why])),
      new Map([
        ['丙一', 'built_on'],
        ['丙二', 'in_use'],
      ]),
    )
    assert.deepEqual(
      (await team('丙一', '丙二', '丙三')).map(person => person.name),
      ['丙一', '丙二'],
    )
  })

  test('given the town changed after the preview, when it is run, then it is refused and nothing came in', async () => {
    const list = await opened(
      [1, '丁一', '13700000031', '碧塘村', '1组', '网格员', ''],
      [2, '丁二', '13700000032', '碧塘村', '2组', '网格员', ''],
    )
    await ran(await opened([1, '丁一', '13700000031', '碧塘村', '1组', '网格员', '']))
    const answer = await ask('POST', `/people-imports/${list.importId}/run`, { version: list.version })
    assert.equal(answer.json().code, 'people_import_outdated')
    assert.equal((await team('丁二')).length, 0)
    const looked = await ask('PATCH', `/people-imports/${list.importId}`, { version: 1, body: {} })
    assert.equal((await ran({ ...list, version: looked.json<Open>().version })).newPeople, 1)
  })

  test('given a resident whose number stands in the list, then he joins and is himself again after the undo', async () => {
    const personId = await world.database.write(world.tenantId, async tx => {
      const { registerResident } = await import('../residents.ts')
      return registerResident(tx, world.ports, { phone: '13700000041', name: '戊姨' })
    })
    const list = await opened([1, '戊一', '13700000041', '碧塘村', '1组', '护林员', ''])
    assert.equal(list.counts.changedPeople, 1)
    await ran(list)
    const row = () =>
      world.database.read(world.tenantId, tx =>
        tx.query('select name, staff from person where person_id = $1', [personId]),
      )
    assert.deepEqual(await row(), [{ name: '戊一', staff: true }])
    await undone(list.importId)
    assert.deepEqual(await row(), [{ name: '戊姨', staff: false }])
  })
})

describe('who sees it, and for how long', () => {
  test('nobody but the administrator; the journal and the commands hold no name and no number', async () => {
    const { importId } = await opened([1, '己某某', '13700000051', '碧塘村', '1组', '网格员', ''])
    for (const who of [world.centre, world.leader, world.resident, world.anonymous]) {
      assert.ok([401, 403].includes((await ask('GET', `/people-imports/${importId}`, { who })).statusCode))
      assert.ok([401, 403].includes((await drop(plainFile([1, 'x']), { who })).statusCode))
    }
    await ask('PATCH', `/people-imports/${importId}`, {
      version: 1,
      body: { rows: [{ place: 0, cells: [{ field: 'name', text: '己改名' }] }] },
    })
    await ran({ importId, version: 2, counts: (await show(importId)).counts })
    const kept = await world.database.read(world.tenantId, tx =>
      tx.query('select result::text as kept from command union all select payload::text from journal'),
    )
    for (const word of ['己某某', '己改名', '13700000051', '甲一', '花名册'])
      assert.equal(JSON.stringify(kept).includes(word), false, word)
    await world.settle()
    const verified = await verifyInstallation(world.ports, world.tenantId)
    assert.deepEqual(verified.faults, [])
  })
  test('a list is thrown away by hand, or by itself after a week', async () => {
    const first = await opened([1, '庚一', '13700000061', '碧塘村', '1组', '网格员', ''])
    const second = await opened([1, '庚二', '13700000062', '碧塘村', '1组', '网格员', ''])
    assert.equal((await ask('DELETE', `/people-imports/${first.importId}`)).statusCode, 200)
    assert.equal((await ask('GET', `/people-imports/${first.importId}`)).statusCode, 404)
    await world.pass(days(8))
    assert.equal((await ask('GET', `/people-imports/${second.importId}`)).statusCode, 404)
    const [left] = await world.database.read(world.tenantId, tx =>
      tx.query<{ rows: number }>('select count(*) as rows from people_import_row where tenant_id = $1', [tx.tenantId]),
    )
    assert.equal(left?.rows, 0)
  })
  test('rows come in pages without gap or double, filtered and searched', async () => {
    const { importId } = await opened(
      ...Array.from({ length: 23 }, (_, at) => [
        at,
        `辛${'一二三四五六七八九十'[at % 10]}${'甲乙丙'[Math.floor(at / 10)]}`,
        `137000001${String(at).padStart(2, '0')}`,
        '碧塘村',
        '1组',
        at % 5 === 0 ? '无此岗位' : '网格员',
        '',
      ]),
    )
    const places: number[] = []
    let after = ''
    for (;;) {
      const page = await show(importId, `?limit=10${after === '' ? '' : `&after=${after}`}`)
      places.push(...page.items.map(row => row.place))
      if (page.next === undefined) break
      after = page.next
    }
    assert.deepEqual(
      places,
      Array.from({ length: 23 }, (_, at) => at),
    )
    assert.equal((await show(importId, '?rows=faulty&limit=100')).items.length, 5)
    assert.equal((await show(importId, `?words=${encodeURIComponent('辛三丙')}`)).items.length, 1)
  })
})

describe('the team goes out', () => {
  const lines = (bytes: Buffer) =>
    utils.sheet_to_json<string[]>(Object.values(read(bytes).Sheets)[0]!, { header: 1, defval: '' })
  test('masked for the town centre; in full with a reason for the administrator, written down; the file comes in again unchanged', async () => {
    await ran(await opened([1, '壬一', '13700000071', '碧塘村', '1组', '网格员', '2022.1.1']))
    const masked = await ask('POST', '/people/export', { who: world.centre, body: { format: 'xlsx' } })
    assert.equal(masked.statusCode, 200, masked.body)
    const row = lines(masked.rawPayload).find(each => each[0] === '壬一')
    assert.deepEqual(row?.slice(0, 5), ['壬一', '137****0071', '专职网格员', '碧塘村', '第一村民小组'])
    assert.equal(
      (
        await ask('POST', '/people/export', {
          who: world.centre,
          body: { format: 'csv', phones: 'full', reason: '核对' },
        })
      ).statusCode,
      403,
    )
    for (const blank of [{}, { reason: ' \u200b' }]) {
      const body = { format: 'csv', phones: 'full', ...blank }
      assert.equal((await ask('POST', '/people/export', { body })).json().code, 'reason_required')
    }
    const full = await ask('POST', '/people/export', { body: { format: 'xlsx', phones: 'full', reason: '换届后核对' } })
    assert.ok(lines(full.rawPayload).some(each => each[1] === '13700000071'))
    const noted = await world.database.read(world.tenantId, tx =>
      tx.query("select what, reason from sensitive_read where what = 'team_phones'"),
    )
    assert.deepEqual(noted, [{ what: 'team_phones', reason: '换届后核对' }])
    const again = (await drop(full.rawPayload)).json<Open>()
    assert.deepEqual([again.counts.newPeople, again.counts.newPosts, again.counts.changedPosts], [0, 0, 0])
    const csv = await ask('POST', '/people/export', { body: { format: 'csv' } })
    assert.equal(csv.rawPayload.subarray(0, 3).toString('hex'), 'efbbbf')
  })
})
