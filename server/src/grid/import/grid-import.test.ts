import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import type { GridImportWire } from '@onegrid/domain/grid/import/contract.ts'
import { zipSync } from 'fflate'
import { openWorld, type World } from '../../../../test/world.ts'
import { formOf } from './fixture/form.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

const base = '/api/v1/grid-imports'
type Sent = { readonly status: number; readonly body: Record<string, unknown> }

async function drop(name: string, bytes: Uint8Array | string, to = base, commandId = world.ids.id()): Promise<Sent> {
  const { payload, contentType } = formOf(name, typeof bytes === 'string' ? Buffer.from(bytes) : bytes)
  const answer = await world.app.inject({
    method: 'POST',
    url: to,
    headers: {
      'content-type': contentType,
      'idempotency-key': commandId,
      cookie: `who=${world.administrator.personId}`,
    },
    payload,
  })
  return { status: answer.statusCode, body: answer.json() as Record<string, unknown> }
}

async function opened(name: string, bytes: Uint8Array | string): Promise<string> {
  const { status, body } = await drop(name, bytes)
  assert.equal(status, 201, JSON.stringify(body))
  return String(body['importId'])
}

async function shown(importId: string): Promise<GridImportWire> {
  const { status, body } = await world.administrator.get(`${base}/${importId}`)
  assert.equal(status, 200, JSON.stringify(body))
  return body as unknown as GridImportWire
}

async function act(importId: string, verb: string, body: object = {}, version?: number): Promise<Sent> {
  const headers = { 'if-match': `"${version ?? (await shown(importId)).version}"`, 'idempotency-key': world.ids.id() }
  const answer = await world.app.inject({
    method: verb === '' ? 'PUT' : 'POST',
    url: verb === '' ? `${base}/${importId}` : `${base}/${importId}/${verb}`,
    headers: { ...headers, cookie: `who=${world.administrator.personId}` },
    payload: body,
  })
  return { status: answer.statusCode, body: answer.json() as Record<string, unknown> }
}

async function exported(format: string, query = ''): Promise<Buffer> {
  const answer = await world.app.inject({
    url: `/api/v1/grids/export?format=${format}${query}`,
    headers: { cookie: `who=${world.centre.personId}` },
  })
  assert.equal(answer.statusCode, 200, answer.body)
  return answer.rawPayload
}

test("given the town's own list of villages, then they are recognised and nothing is doubled", async () => {
  const file = path.join(import.meta.dirname, '../../../../demo/map/data/dongcheng-villages.csv')
  const importId = await opened('东成镇.csv', readFileSync(file))
  const { sources, rows, grids, errors } = await shown(importId)
  assert.equal(sources[0]?.settings.level, 'medium')
  assert.deepEqual([...new Set(rows.map(row => row.state))], ['known'])
  assert.equal(rows.length, 16)
  assert.equal(grids.length, 1 + 16 + 147)
  assert.equal(errors, 0)
})

for (const format of ['geojson', 'shapefile', 'kml', 'xlsx', 'csv'])
  test(`given an export as ${format}, when it is imported again, then the same grids come back to the last digit`, async () => {
    const importId = await opened(`grids.${format === 'shapefile' ? 'zip' : format}`, await exported(format))
    const { rows, errors, faults, sources } = await shown(importId)
    assert.equal(errors, 0, JSON.stringify(faults.slice(0, 3)))
    assert.deepEqual(
      [...new Set(rows.map(row => row.state))],
      ['known'],
      JSON.stringify(sources.map(each => each.settings)),
    )
    assert.equal(rows.length, 164)
    const made = await act(importId, 'plan', { name: `往返 ${format}` })
    assert.equal(made.status, 200, JSON.stringify(made.body))
    const { body: plan } = await world.administrator.get(`/api/v1/plans/${String(made.body['planId'])}`)
    const compared = await world.administrator.get(`/api/v1/plans/${String(made.body['planId'])}/comparison`)
    const changes = (compared.body['items'] as { change: string }[] | undefined)?.map(item => item.change) ?? []
    assert.equal(plan['origin'], 'import')
    assert.deepEqual([...new Set(changes)], ['same'])
  })

test('given a broken file, then a sentence says so and nothing is kept', async () => {
  const kept = async () => ((await world.administrator.get(base)).body['items'] as unknown[]).length
  const before = await kept()
  const zip = await exported('shapefile')
  const laughs = `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><svg>&b;</svg>`
  const ring = '[[112,22],[112.1,22],[112.1,22.1],[112,22]]'
  const feature = (geometry: string) =>
    `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"一村"},"geometry":${geometry}}]}`
  const files: Record<string, [string, Uint8Array | string]> = {
    'cut.zip': ['cut', zip.subarray(0, zip.length - 200)],
    'laughs.kml': ['xml_entities', laughs],
    'plain.kml': ['xml_damaged', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    'torn.kml': ['xml_damaged', '<kml><Placemark><name>一村'],
    'nan.geojson': ['json_damaged', feature(`{"type":"Polygon","coordinates":[[[NaN,22]]]}`)],
    'deep.geojson': ['too_deep', `{"type":"FeatureCollection","features":${'['.repeat(100_000)}`],
    'half.geojson': ['json_damaged', feature(`{"type":"Polygon","coordinates":[${ring}]}`).slice(0, -20)],
    'points.geojson': ['no_shapes', feature('{"type":"Point","coordinates":[112,22]}')],
    'point-alone.geojson': ['no_shapes', '{"type":"Point","coordinates":[112,22]}'],
    'nobody.geojson': ['no_grids', '{"type":"FeatureCollection","features":[]}'],
    'topology.json': ['not_geojson', '{"type":"Topology","objects":{}}'],
    'points.kml': ['no_shapes', '<kml><Placemark><Point><coordinates>112,22</coordinates></Point></Placemark></kml>'],
    'linked.kml': ['no_grids', '<kml><NetworkLink><Link/></NetworkLink></kml>'],
    'page.kml': ['web_page', '<!DOCTYPE html><html><body>请登录</body></html>'],
    'list.pdf': ['map_kind_unknown', '%PDF-1.7'],
    'a.rar': ['other_archive', Buffer.from('526172211a0700c8', 'hex')],
    'picture.geojson': ['picture', Buffer.from('ffd8ffe000104a46', 'hex')],
    'plan.dwg': ['drawing', 'AC1027'],
    'layer.shp': ['shapefile_unpacked', Buffer.from('0000270a00000000', 'hex')],
    'pictures.zip': ['archive_without_map', zipSync({ '图.jpg': new Uint8Array(9), '名单.xlsx': new Uint8Array(9) })],
    'half.zip': ['shapefile_parts_missing', zipSync({ 'layer.shp': new Uint8Array(9) })],
    'headings.csv': ['headings_only', '编码,名称\n'],
    'empty.csv': ['empty', ''],
  }
  for (const [name, [rule, bytes]] of Object.entries(files)) {
    const { status, body } = await drop(name, bytes)
    assert.equal(status, 400, name)
    assert.equal(body['code'], 'file_refused', name)
    assert.equal((body['facts'] as { rule: string }).rule, rule, `${name}: ${JSON.stringify(body)}`)
    assert.match(String(body['detail']), /[a-z\u4e00-\u9fff]{3}/)
  }
  assert.equal(await kept(), before)
  const answer = await drop('big.csv', Buffer.alloc(21 * 1024 * 1024, 'a'))
  assert.ok([400, 413].includes(answer.status), String(answer.status))
})

test('given coordinates that are no numbers, then the row is told and the others are read', async () => {
  const square = (lon: number) =>
    `[[[${lon},22.70],[${lon + 0.01},22.70],[${lon + 0.01},22.71],[${lon},22.71],[${lon},22.70]]]`
  const feature = (name: string, coordinates: string) =>
    `{"type":"Feature","properties":{"name":"${name}"},"geometry":{"type":"Polygon","coordinates":${coordinates}}}`
  const text = `{"type":"FeatureCollection","features":[${feature('甲村', square(112.3))},${feature('乙村', '[[[1e999,22],[112,22],[112,23],[1e999,22]]]')}]}`
  const importId = await opened('a.geojson', text)
  const { rows, sources } = await shown(importId)
  assert.equal(sources[0]?.settings.system, undefined, 'the file does not say its system')
  assert.deepEqual(
    rows.map(row => row.fault?.rule),
    ['system_missing', 'coordinates_broken'],
  )
  const refused = await act(importId, 'plan', { name: '不行' })
  assert.equal(refused.body['code'], 'grid_import_faulty')
  const changed = await act(importId, '', { sources: [{ sourceId: 's1', system: 'gcj02', leftOut: [2] }] })
  assert.equal(changed.status, 200, JSON.stringify(changed.body))
  const next = await shown(importId)
  assert.deepEqual(
    next.rows.map(row => row.state),
    ['new', 'left_out'],
  )
  assert.equal((await act(importId, '', { others: 'end' }, 1)).status, 412)
})

test('given faults that no click mends, then no repair is kept that changes nothing, and the import goes on without these outlines', async () => {
  const square = (lon: number, lat: number) =>
    `[[[${lon},${lat}],[${lon + 0.01},${lat}],[${lon + 0.01},${lat + 0.01}],[${lon},${lat + 0.01}],[${lon},${lat}]]]`
  const feature = (name: string, village: string, coordinates: string) =>
    `{"type":"Feature","properties":{"名称":"${name}","所属村（社区）":"${village}"},"geometry":{"type":"Polygon","coordinates":${coordinates}}}`
  const groups = [
    feature('第一村民小组', '新塘村', square(112.3, 22.7)),
    feature('第二村民小组', '新塘村', square(112.305, 22.7)),
    feature('第三村民小组', '新堂村', square(112.32, 22.7)),
  ]
  const importId = await opened('村.csv', '编码,名称\n445321105901,新塘村民委员会\n')
  await drop('组.geojson', `{"type":"FeatureCollection","features":[${groups}]}`, `${base}/${importId}/files`)
  await act(importId, '', { sources: [{ sourceId: 's2', system: 'wgs84' }] })
  const before = await shown(importId)
  assert.deepEqual(
    before.rows.map(({ fault }) => fault?.rule ?? ''),
    ['', '', '', 'village_unknown'],
  )
  const overlap = before.faults.find(({ rule }) => rule === 'overlap')
  assert.equal(overlap?.repair, undefined)
  assert.ok(overlap !== undefined && overlap.widthMetres! > 50)
  const idle = await act(importId, 'repair', { repairs: ['snap', 'clip_to_parent'], keys: overlap.keys })
  assert.deepEqual([idle.status, idle.body['code']], [409, 'grid_import_repair_idle'])
  assert.deepEqual((await shown(importId)).repairs, [])
  const village = before.grids.find(grid => grid.name === '新塘村')!
  const parents = [{ number: before.rows[3]!.number, key: village.key }]
  const withoutShape = [before.rows[2]!.number]
  assert.equal((await act(importId, '', { sources: [{ sourceId: 's2', parents, withoutShape }] })).status, 200)
  const settled = await shown(importId)
  assert.equal(settled.errors, 0, JSON.stringify(settled.faults))
  assert.deepEqual(
    settled.grids.filter(({ parentKey }) => parentKey === village.key).map(({ drawn }) => drawn),
    [true, false, true],
  )
  assert.equal((await act(importId, 'plan', { name: '先划一部分' })).status, 200)
})

test('given a file twice with one command id, then it is one import; an import is thrown away as a whole', async () => {
  const commandId = world.ids.id()
  const list = '编码,名称\n445321105901,新塘村民委员会\n'
  const one = await drop('a.csv', list, base, commandId)
  const other = await drop('a.csv', list, base, commandId)
  assert.deepEqual(one.body, other.body)
  const importId = String(one.body['importId'])
  const added = await drop('groups.csv', '名称,所属村\n第一村民小组,新塘村\n', `${base}/${importId}/files`)
  assert.equal(added.status, 200, JSON.stringify(added.body))
  assert.deepEqual(
    (await shown(importId)).rows.map(row => [row.state, row.level]),
    [
      ['new', 'medium'],
      ['new', 'small'],
    ],
  )
  assert.equal((await act(importId, 'discard')).status, 200)
  assert.equal((await world.administrator.get(`${base}/${importId}`)).status, 404)
  for (const table of ['grid_import', 'grid_import_source']) {
    const left = await world.database.read(world.tenantId, tx =>
      tx.query(`select 1 from ${table} where tenant_id = $1 and import_id = $2`, [tx.tenantId, importId]),
    )
    assert.deepEqual(left, [])
  }
})

test('nobody but the administrator imports; staff export; expired imports go', async () => {
  const refused = await world.leader.get(base)
  assert.equal(refused.status, 403)
  assert.equal((await world.app.inject({ url: '/api/v1/grids/export?format=csv' })).statusCode, 401)
  const importId = await opened('a.csv', '编码,名称\n445321105901,新塘村民委员会\n')
  await world.pass(15 * 86_400_000)
  assert.equal((await world.administrator.get(`${base}/${importId}`)).status, 404)
})
