import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Actor } from '@onegrid/domain/kernel/actor.ts'
import type { LocalDate } from '@onegrid/domain/kernel/time.ts'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { simulatedClock } from '../clock.ts'
import type { Settings } from '../config.ts'
import { openGround } from '../http/ground.ts'
import { usualLimits } from '../http/limits.ts'
import type { App } from '../http/route.ts'
import { randomIds } from '../ids.ts'
import { type GridPlan, plantGrids, townAlone } from './commands.ts'
import { forgetGridIndex, gridIndex } from './grid-index.ts'
import { registerGridRoutes } from './routes.ts'
import { raiseVersion } from './store.ts'

const clock = simulatedClock('2022-09-26T00:30:00.000Z')
const ids = randomIds(clock)
const plan = squareTown()
const town = ids.id()
const bareTown = ids.id()
const emptyTown = ids.id()
const worker: Actor = { kind: 'person', personId: ids.id(), posts: [] }
const founded: LocalDate = '2022-01-01'
let actor: Actor = { kind: 'anonymous' }
let files: TestDatabase
let app: App

before(async () => {
  files = await testDatabase()
  const { database } = files
  await database.host(async tx => {
    for (const [tenantId, code, hostName] of [
      [town, 'DC', 'dongcheng.test'],
      [bareTown, 'BT', 'bare.test'],
      [emptyTown, 'ET', 'empty.test'],
    ])
      await tx.query(
        `insert into tenant (tenant_id, code, name, host_names, zone, created_at)
         values ($1, $2, $2, $3, 'Asia/Shanghai', $4)`,
        [tenantId, code, [hostName], clock.now()],
      )
  })
  await database.write(town, tx => plantGrids(tx, ids, plan, founded))
  await database.write(bareTown, tx => plantGrids(tx, ids, townAlone('445321106', 'B'), founded))
  const settings = { logLevel: 'silent', trustProxy: false } as unknown as Settings
  const limits = { ...usualLimits, lookUp: { max: 20, seconds: 60 } }
  app = await openGround({ database, clock, settings, limits, findActor: async () => ({ actor, session: undefined }) })
  registerGridRoutes(app, { database, clock })
  await app.ready()
})
after(async () => {
  await app?.close()
  await files?.drop()
})

const get = (url: string, headers: Record<string, string> = {}) =>
  app.inject({ url, headers: { host: 'dongcheng.test', ...headers } })
const index = (tenantId = town) => gridIndex({ database: files.database, clock }, tenantId)

test('a planted town is found again: every landmark routes to its group, village and town', async () => {
  const grids = await index()
  assert.equal(grids.tree.grids.length, 7)
  assert.equal(grids.landmarks.length, plan.landmarks.length)
  assert.equal(grids.units.length, plan.units.length)
  for (const landmark of grids.landmarks) {
    const { outside, path } = grids.locate(landmark.lon, landmark.lat)
    assert.equal(outside, false)
    assert.equal(path.small, landmark.gridId)
    assert.deepEqual(path, grids.tree.pathOf(landmark.gridId))
    assert.equal(grids.findLandmark(landmark.landmarkId)?.name, landmark.name)
    assert.ok(grids.supplyAreaOf(landmark.gridId, 'water')?.gridIds.includes(landmark.gridId))
  }
  assert.deepEqual(grids.locate(113, 23), { outside: true, path: { large: grids.tree.large.gridId } })
})

test('a town whose villages are not drawn yet sends everything to the town', async () => {
  const grids = await index(bareTown)
  const expected = { outside: true, path: { large: grids.tree.large.gridId } }
  assert.deepEqual(grids.locate(112.3, 22.7), expected)
  await assert.rejects(index(emptyTown), /grid_unknown/)
})

test('grids are planted once', async () => {
  await assert.rejects(
    files.database.write(town, tx => plantGrids(tx, ids, plan, founded)),
    /already_set_up/,
  )
})

test('a plan with an open tree, a wrong place or an unknown code leaves nothing behind', async () => {
  const wrong = [
    { grids: [...townAlone('9', 'E').grids, { ...plan.grids[1]!, parentCode: 'nowhere' }] },
    {
      ...townAlone('9', 'E'),
      landmarks: [{ gridCode: '9', kind: 'tree' as const, name: 'x', lon: Number.NaN, lat: 1 }],
    },
    { ...townAlone('9', 'E'), units: [{ gridCode: 'nowhere', kind: 'office' as const, code: 'u', name: 'u' }] },
  ]
  for (const bad of wrong)
    await assert.rejects(files.database.write(emptyTown, tx => plantGrids(tx, ids, bad, founded)))
  await assert.rejects(index(emptyTown), /grid_unknown/)
})

test('a boundary redrawn from a day on counts from that day, and the index follows without a restart', async () => {
  const grids = await index()
  const spot = grids.landmarks[0]!
  await files.database.write(town, async tx => {
    const last = '2022-09-30'
    await tx.query('update boundary set valid_to = $3 where tenant_id = $1 and grid_id = $2', [town, spot.gridId, last])
    await raiseVersion(tx)
  })
  forgetGridIndex(files.database, town)
  assert.equal((await index()).locate(spot.lon, spot.lat).path.small, spot.gridId, 'still in force')
  clock.set('2022-09-30T16:00:00.000Z') // 1 October in the town
  const later = (await index()).locate(spot.lon, spot.lat)
  assert.deepEqual(later, { outside: false, path: grids.tree.pathOf(grids.tree.get(spot.gridId).parentId!) })
  clock.set('2022-09-26T00:30:00.000Z')
})

test('inside a transaction the same index answers, and another town sees none of it', async () => {
  await files.database.read(town, async tx => {
    const ports = { database: files.database, clock }
    assert.equal((await gridIndex(ports, town, tx)).tree.grids.length, 7)
  })
  const strangers = await files.database.read(bareTown, tx => tx.query<{ count: number }>('select count(*) from grid'))
  assert.equal(strangers[0]?.count, 1)
})

test('the tree, its outlines and their tag are public', async () => {
  const tree = await get('/api/v1/grids')
  assert.equal(tree.statusCode, 200)
  assert.equal(tree.json().items.length, 7)
  assert.equal(tree.json().items[0].level, 'large')
  const outlines = await get('/api/v1/grids/outlines?level=medium')
  assert.equal(outlines.statusCode, 200, outlines.body.slice(0, 300))
  assert.match(outlines.headers['content-type'] ?? '', /geo\+json/)
  const { features } = outlines.json()
  assert.equal(features.length, 2)
  assert.ok(features.every((feature: { properties: { example: boolean } }) => feature.properties.example))
  const again = await get('/api/v1/grids/outlines?level=medium', { 'if-none-match': String(outlines.headers.etag) })
  assert.equal(again.statusCode, 304)
  assert.equal(again.body, '')
  const others = await get('/api/v1/grids/outlines?level=large', { 'if-none-match': String(outlines.headers.etag) })
  assert.equal(others.statusCode, 200)
})

test('a point is located in each coordinate system; nonsense is named', async () => {
  const spot = plan.landmarks[0]!
  const here = await get(`/api/v1/grids/locate?lon=${spot.lon}&lat=${spot.lat}`)
  assert.equal(here.statusCode, 200, here.body)
  assert.equal(here.json().names.length, 3)
  assert.equal(here.json().outside, false)
  assert.equal(here.json().landmarks[0].name, spot.name)
  assert.equal(here.json().landmarks[0].metres, 0)
  const shifted = await get(`/api/v1/grids/locate?lon=${spot.lon}&lat=${spot.lat}&source=gcj02`)
  assert.notDeepEqual([shifted.json().lon, shifted.json().lat], [spot.lon, spot.lat])
  const outside = await get('/api/v1/grids/locate?lon=0&lat=0')
  assert.deepEqual([outside.json().outside, outside.json().names], [true, []])
  for (const query of [
    'lon=NaN&lat=22',
    'lon=181&lat=22',
    'lon=112',
    'lon=112&lat=22&source=mars',
    'lon=1e999&lat=1',
  ]) {
    const refused = await get(`/api/v1/grids/locate?${query}`)
    assert.equal(refused.statusCode, 400, `${query}: ${refused.body}`)
  }
})

test('landmarks come in pages without loss, filtered by grid and words', async () => {
  const seen: string[] = []
  let after = ''
  do {
    const page = await get(`/api/v1/landmarks?limit=2${after}`)
    assert.equal(page.statusCode, 200, page.body)
    seen.push(...page.json().items.map((item: { landmarkId: string }) => item.landmarkId))
    after = page.json().next === undefined ? '' : `&after=${page.json().next}`
  } while (after)
  assert.equal(new Set(seen).size, plan.landmarks.length)
  assert.equal(seen.length, plan.landmarks.length)
  const tree = (await index()).tree
  const village = tree.findByCode('445321105201')!
  const trees = await get(`/api/v1/landmarks?gridId=${village.gridId}&words=${encodeURIComponent('榕树')}`)
  assert.ok(trees.json().items.length > 0)
  for (const item of trees.json().items) {
    assert.match(item.name, /榕树/)
    assert.equal(tree.isWithin(item.gridId, village.gridId), true)
  }
  assert.equal((await get('/api/v1/landmarks?after=nonsense')).statusCode, 400)
  assert.equal((await get('/api/v1/landmarks?limit=101')).statusCode, 400)
})

test('units are shown to those who are signed in', async () => {
  assert.equal((await get('/api/v1/units')).statusCode, 401)
  actor = worker
  const units = await get('/api/v1/units?limit=100')
  actor = { kind: 'anonymous' }
  assert.equal(units.statusCode, 200, units.body)
  assert.equal(units.json().items.length, plan.units.length)
})

test('locating is limited in rate', async () => {
  let last = 200
  for (let count = 0; count < 25 && last !== 429; count++)
    last = (await get('/api/v1/grids/locate?lon=112.3&lat=22.7')).statusCode
  assert.equal(last, 429)
})

/** Two villages of two square groups each, side by side. */
function squareTown(): Required<GridPlan> {
  const villages = ['445321105201', '445321105202']
  const groups = villages.flatMap(villageCode => [`${villageCode}001`, `${villageCode}002`])
  const box = (column: number, wide: number) => {
    const [west, east] = [112.3 + column * 0.01, 112.3 + (column + wide) * 0.01]
    const corners: [number, number][] = [
      [west, 22.7],
      [east, 22.7],
      [east, 22.71],
      [west, 22.71],
      [west, 22.7],
    ]
    return { shape: { type: 'Polygon' as const, coordinates: [corners] }, example: true }
  }
  return {
    grids: [
      { level: 'large', code: '445321105', name: 'Town', localNames: [], kind: 'town' },
      ...villages.map(code => ({
        level: 'medium' as const,
        parentCode: '445321105',
        code,
        name: `Village ${code.slice(-1)}`,
        localNames: [],
        kind: 'village' as const,
      })),
      ...groups.map((code, index) => ({
        level: 'small' as const,
        parentCode: code.slice(0, 12),
        code,
        name: `Group ${code.slice(-1)}`,
        localNames: [`Hamlet ${index}`],
        kind: 'group' as const,
      })),
    ],
    boundaries: [
      { gridCode: '445321105', ...box(0, 4) },
      ...villages.map((gridCode, index) => ({ gridCode, ...box(index * 2, 2) })),
      ...groups.map((gridCode, index) => ({ gridCode, ...box(index, 1) })),
    ],
    landmarks: groups.flatMap((gridCode, index) => [
      { gridCode, kind: 'tree' as const, name: `榕树 ${index}`, lon: 112.305 + index * 0.01, lat: 22.705 },
      { gridCode, kind: 'bridge' as const, name: `桥 ${index}`, lon: 112.308 + index * 0.01, lat: 22.7001 },
    ]),
    supplyAreas: villages.map(code => ({
      utility: 'water' as const,
      name: `Works ${code}`,
      gridCodes: groups.filter(group => group.startsWith(code)),
    })),
    units: [
      { code: 'centre', kind: 'centre', name: 'Centre', gridCode: '445321105' },
      ...villages.map(code => ({ code, kind: 'committee' as const, name: `Committee ${code}`, gridCode: code })),
    ],
  }
}
