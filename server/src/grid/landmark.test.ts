import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { LandmarkListBody, LandmarkListWire } from '@onegrid/domain/grid/contract.ts'
import { openWorld, type World } from '../../../test/world.ts'
import { readStream } from '../journal/journal.ts'
import { gridIndex } from './grid-index.ts'

type Draft = LandmarkListBody['items'][number]

let world: World
/** A point inside the test's group. */
let inside: { readonly lon: number; readonly lat: number }
before(async () => {
  world = await openWorld()
  const index = await gridIndex(world.ports, world.tenantId)
  const own = index.landmarks.find(landmark => index.locate(landmark.lon, landmark.lat).path.small === landmark.gridId)!
  inside = { lon: own.lon + 1e-6, lat: own.lat }
})
after(() => world?.close())

async function shown(): Promise<LandmarkListWire> {
  const answer = await world.leader.get('/api/v1/landmarks/all')
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body as LandmarkListWire
}
const put = (items: readonly Draft[], version: number, by = world.administrator) =>
  by.put('/api/v1/landmarks', { items }, { 'if-match': `"${version}"` })

test('given a new landmark, then it gets the grid on which it stands; moved and renamed it keeps its id', async () => {
  const before = await shown()
  const added = await put([...before.items, { kind: 'tree', name: '渡头老榕', ...inside }], before.version)
  assert.equal(added.status, 200, JSON.stringify(added.body))
  const first = await shown()
  const made = first.items.find(landmark => landmark.name === '渡头老榕')!
  const { path } = (await gridIndex(world.ports, world.tenantId)).locate(inside.lon, inside.lat)
  assert.equal(made.gridId, path.small)
  assert.equal(first.items.length, before.items.length + 1)

  const changed = first.items.map(each => (each === made ? { ...each, name: '渡口老榕', lon: each.lon + 1e-5 } : each))
  assert.equal((await put(changed, first.version)).status, 200)
  const second = await shown()
  assert.equal(second.items.find(landmark => landmark.landmarkId === made.landmarkId)?.name, '渡口老榕')

  const rows = await world.ports.database.read(world.tenantId, tx =>
    readStream(tx, { kind: 'grid', id: world.tenantId }),
  )
  const told = rows.at(-1)!
  assert.equal(told.type, 'LandmarksChanged')
  assert.deepEqual(told.payload['changed'], [made.landmarkId])
  assert.deepEqual(told.payload['added'], [])
  assert.doesNotMatch(JSON.stringify(told.payload), /老榕/, 'names stay out of the journal')
})

test('given a matter at a landmark that is removed, then the matter keeps its place and its id', async () => {
  const { items, version } = await shown()
  const gone = items[0]!
  const reported = await world.resident.post('/api/v1/tickets', {
    words: '大榕树下的灯不亮',
    place: { landmarkId: gone.landmarkId },
  })
  assert.equal(reported.status, 201, JSON.stringify(reported.body))
  assert.equal((await put(items.slice(1), version)).status, 200)
  const ticket = await world.centre.get(`/api/v1/tickets/${reported.body['number']}`)
  assert.equal(ticket.status, 200)
  assert.match(JSON.stringify(ticket.body), new RegExp(gone.landmarkId))
})

test('given a list opened before somebody saved, then it is refused as stale and nothing changes', async () => {
  const before = await shown()
  assert.equal((await put(before.items, before.version)).status, 200)
  const late = await put([], before.version)
  assert.equal(late.status, 412)
  assert.deepEqual((await shown()).items, before.items)
})

test('given faults, then the place in the list is named and nothing is kept', async () => {
  const { items, version } = await shown()
  const tree = { kind: 'tree', ...inside } as const
  const cases: readonly [pointer: string, items: readonly Draft[]][] = [
    ['/items/0/name', [{ ...tree, name: ' ' }]],
    ['/items/1/name', [tree, tree].map(each => ({ ...each, name: '榕树' }))],
    ['/items/0/gridId', [{ ...tree, name: '榕树', lon: 100, lat: 10 }]],
    ['/items/0/gridId', [{ ...tree, name: '榕树', gridId: world.ids.id() }]],
    ['/items/0/landmarkId', [{ ...tree, name: '榕树', landmarkId: world.ids.id() }]],
  ]
  for (const [pointer, wanted] of cases) {
    const { status, body } = await put(wanted, version)
    assert.equal(status, 400, JSON.stringify(body))
    assert.equal(body['pointer'], pointer)
    assert.ok(String(body['expected']).length > 0)
  }
  assert.deepEqual(await shown(), { items, version })
})

test('given a place outside the outlines with its grid named, then it is kept: towns draw later than they name', async () => {
  const { items, version } = await shown()
  const far = { kind: 'bridge', name: '界桥', lon: 100, lat: 10, gridId: world.group.gridId } as const
  assert.equal((await put([...items, far], version)).status, 200)
  assert.equal((await shown()).items.find(each => each.name === '界桥')?.gridId, world.group.gridId)
})

test('given anybody but the town administrator, then landmarks are not changed; residents do not see the list', async () => {
  const { items, version } = await shown()
  for (const by of [world.leader, world.centre]) assert.equal((await put(items, version, by)).status, 403)
  assert.equal((await put(items, version, world.anonymous)).status, 401)
  assert.equal((await world.anonymous.get('/api/v1/landmarks/all')).status, 401)
  assert.equal((await world.resident.get('/api/v1/landmarks/all')).status, 403)
})

test('given five thousand landmarks, then they are kept in one piece, and one more is refused before anything is read', async () => {
  const { version } = await shown()
  const many = (count: number): Draft[] =>
    Array.from({ length: count }, (_, at) => ({
      kind: 'shop',
      name: `小卖部${at}`,
      lon: inside.lon,
      lat: inside.lat,
      gridId: world.group.gridId,
    }))
  assert.equal((await put(many(5001), version)).status, 400)
  const kept = await put(many(5000), version)
  assert.equal(kept.status, 200, JSON.stringify(kept.body))
  assert.equal((await shown()).items.length, 5000)
})
