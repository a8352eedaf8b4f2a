import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { SupplyAreasWire } from '@onegrid/domain/grid/contract.ts'
import { openWorld, type World } from '../../../test/world.ts'
import { readStream } from '../journal/journal.ts'

type Draft = Omit<SupplyAreasWire['items'][number], 'supplyAreaId'> & { readonly supplyAreaId?: string }

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world?.close())

async function shown(): Promise<SupplyAreasWire> {
  const answer = await world.leader.get('/api/v1/supply-areas')
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body as SupplyAreasWire
}

const put = (items: readonly Draft[], version: number, by = world.administrator) =>
  by.put('/api/v1/supply-areas', { items }, { 'if-match': `"${version}"` })

/** Everything as it stands, but what feeds the test's group with water. */
function moved({ items }: SupplyAreasWire, name: string): readonly Draft[] {
  const without = items.map(area =>
    area.utility === 'water' ? { ...area, gridIds: area.gridIds.filter(each => each !== world.group.gridId) } : area,
  )
  return [...without.filter(area => area.gridIds.length > 0), { utility: 'water', name, gridIds: [world.group.gridId] }]
}

async function supplyAreaOf(number: string): Promise<string | null | undefined> {
  const rows = await world.ports.database.read(world.tenantId, tx =>
    tx.query<{ area: string | null }>('select supply_area as area from ticket where tenant_id = $1 and number = $2', [
      tx.tenantId,
      number,
    ]),
  )
  return rows[0]?.area
}

test('given an open matter about water, when its group moves to another area, then the matter and the journal follow', async () => {
  const subcategory = world.catalogue.subcategories.find(each => each.duplicates.supply === 'water')!.code
  const reported = await world.resident.post('/api/v1/tickets', {
    words: '全条巷都冇水',
    place: { gridId: world.group.gridId },
    subcategory,
  })
  const number = String(reported.body['number'])
  const before = await shown()
  const saved = await put(moved(before, '碧塘新井'), before.version)
  assert.equal(saved.status, 200, JSON.stringify(saved.body))
  assert.equal(saved.body['version'], before.version + 1)

  const after = await shown()
  const made = after.items.find(area => area.name === '碧塘新井')!
  assert.deepEqual(made.gridIds, [world.group.gridId])
  assert.equal(await supplyAreaOf(number), made.supplyAreaId)

  const rows = await world.ports.database.read(world.tenantId, tx =>
    readStream(tx, { kind: 'grid', id: world.tenantId }),
  )
  const told = rows.at(-1)!
  assert.equal(told.type, 'SupplyAreasChanged')
  assert.equal(told.actor.personId, world.administrator.personId)
  assert.deepEqual(told.payload['added'], [made.supplyAreaId])
  assert.doesNotMatch(JSON.stringify(told.payload), /碧塘/, 'names stay out of the journal')
})

test('given a list opened before somebody saved, then it is refused as stale and nothing changes', async () => {
  const before = await shown()
  const saved = await put([...before.items], before.version)
  assert.equal(saved.status, 200)
  const late = await put([], before.version)
  assert.equal(late.status, 412)
  assert.equal(late.body['code'], 'version_stale')
  assert.deepEqual((await shown()).items, before.items)
})

test('given faults, then the field is named and nothing is kept', async () => {
  const { items, version } = await shown()
  const cases: readonly [field: string, pointer: string, items: readonly Draft[]][] = [
    ['name', '/items/0/name', [{ utility: 'water', name: ' ', gridIds: [world.group.gridId] }]],
    ['gridIds', '/items/0/gridIds/0', [{ utility: 'water', name: 'A', gridIds: [world.biTang.gridId] }]],
    ['gridIds', '/items/0/gridIds/0', [{ utility: 'water', name: 'A', gridIds: [world.ids.id()] }]],
    [
      'gridIds',
      '/items/1/gridIds/0',
      ['A', 'B'].map(name => ({ utility: 'water', name, gridIds: [world.group.gridId] })),
    ],
  ]
  for (const [field, pointer, wanted] of cases) {
    const { status, body } = await put(wanted, version)
    assert.equal(status, 400, JSON.stringify(body))
    assert.equal(body['field'], field)
    assert.equal(body['pointer'], pointer)
    assert.ok(String(body['expected']).length > 0)
  }
  const noTag = await world.administrator.put('/api/v1/supply-areas', { items: [] })
  assert.equal(noTag.status, 400)
  assert.deepEqual(await shown(), { items, version })
})

test('given anybody but the town administrator, then areas are not changed; residents do not see them', async () => {
  const { items, version } = await shown()
  for (const by of [world.leader, world.centre]) assert.equal((await put(items, version, by)).status, 403)
  assert.equal((await put(items, version, world.anonymous)).status, 401)
  assert.equal((await world.anonymous.get('/api/v1/supply-areas')).status, 401)
  assert.equal((await world.resident.get('/api/v1/supply-areas')).status, 403)
  assert.deepEqual((await world.anonymous.get('/api/v1/map-settings')).body, {})
})
