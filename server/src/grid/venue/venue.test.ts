import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { VenueBody, VenueWire } from '@onegrid/domain/grid/venue/contract.ts'
import { officeHours } from '@onegrid/domain/grid/venue/decide.ts'
import { openWorld, type World } from '../../../../test/world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world?.close())

const draft = (more: Partial<VenueBody> = {}): VenueBody => ({
  kind: 'heart_room',
  name: '碧塘连心室',
  gridId: world.group.gridId,
  hours: { workday: [...officeHours.workday], restday: [], holiday: [] },
  doings: ['议事', '说心里话'],
  public: true,
  ...more,
})

async function opened(more: Partial<VenueBody> = {}): Promise<VenueWire> {
  const made = await world.administrator.post('/api/v1/venues', draft(more))
  assert.equal(made.status, 201, JSON.stringify(made.body))
  const { body } = await world.administrator.get(`/api/v1/venues/${made.body['venueId']}`)
  return body as VenueWire
}

test('given a venue, then the team sees who looks after it, residents see the public ones without a person', async () => {
  const one = await opened({ personId: world.leader.personId, phone: '0766-2800000' })
  assert.ok(one.personName)
  assert.deepEqual(one.gridNames, [world.biTang.name, world.group.name])
  const hidden = await opened({ name: '值班室', public: false })
  const { body } = await world.resident.get('/api/v1/venues?limit=100')
  const items = body['items'] as VenueWire[]
  const seen = items.find(each => each.venueId === one.venueId)!
  assert.equal(seen.phone, '0766-2800000')
  assert.equal('personId' in seen || 'personName' in seen, false)
  assert.equal(
    items.some(each => each.venueId === hidden.venueId),
    false,
  )
  assert.equal((await world.resident.get(`/api/v1/venues/${hidden.venueId}`)).status, 404)
  assert.equal((await world.resident.get(`/api/v1/venues/${hidden.venueId}/qr`)).status, 404)
})

test('given a list of a village, then it holds its groups’ venues, a page at a time', async () => {
  const names = ['一', '二', '三'].map(each => `文化室${each}`)
  for (const name of names) await opened({ name, kind: 'culture_room' })
  const found: string[] = []
  let after = ''
  do {
    const { body } = await world.leader.get(
      `/api/v1/venues?gridId=${world.biTang.gridId}&kind=culture_room&limit=2${after}`,
    )
    found.push(...(body['items'] as VenueWire[]).map(each => each.name))
    after = body['next'] === undefined ? '' : `&after=${body['next']}`
  } while (after !== '')
  assert.deepEqual(found, names)
  const elsewhere = await world.leader.get(`/api/v1/venues?gridId=${world.dongYao.gridId}`)
  assert.deepEqual(elsewhere.body['items'], [])
})

test('given two who edit, then the second is told; the poster’s code stays', async () => {
  const venue = await opened({ name: '集言亭', kind: 'pavilion' })
  const put = (name: string, version: number) =>
    world.centre.put(`/api/v1/venues/${venue.venueId}`, draft({ name, kind: 'pavilion' }), {
      'if-match': `"${version}"`,
    })
  assert.equal((await put('榕树集言亭', 1)).status, 200)
  const late = await put('桥头集言亭', 1)
  assert.equal(late.status, 412)
  assert.equal(late.body['code'], 'version_stale')
  const now = (await world.leader.get(`/api/v1/venues/${venue.venueId}`)).body
  assert.equal(now['name'], '榕树集言亭')
  assert.equal(now['code'], venue.code)
})

test('given faults, then the field and the remedy are named; nobody else may change venues', async () => {
  const wrong = await world.administrator.post('/api/v1/venues', draft({ kind: 'town_centre' }))
  assert.equal(wrong.status, 400)
  assert.equal(wrong.body['pointer'], '/gridId')
  assert.ok(String(wrong.body['expected']).length > 0)
  const stranger = await world.administrator.post('/api/v1/venues', draft({ personId: world.ids.id() }))
  assert.equal(stranger.body['code'], 'person_unknown')
  for (const by of [world.worker, world.leader]) assert.equal((await by.post('/api/v1/venues', draft())).status, 403)
  assert.equal((await world.anonymous.post('/api/v1/venues', draft())).status, 401)
})

test('given the poster is scanned, then the report form opens with the place; a closed venue’s poster still opens the form', async () => {
  const venue = await opened({ lon: 112.3, lat: 22.7 })
  const scanned = await world.app.inject({ method: 'GET', url: `/v/${venue.code}` })
  assert.equal(scanned.statusCode, 303)
  assert.equal(scanned.headers['location'], '/report')
  const cookie = scanned.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const form = await world.app.inject({ method: 'GET', url: '/report', headers: { cookie } })
  assert.match(form.body, /碧塘连心室/)
  const drawn = await world.app.inject({ method: 'GET', url: `/api/v1/venues/${venue.venueId}/qr` })
  assert.match(drawn.body, /^<svg/)

  assert.equal((await world.administrator.post(`/api/v1/venues/${venue.venueId}/close`)).status, 200)
  assert.equal((await world.leader.get(`/api/v1/venues/${venue.venueId}`)).status, 404)
  for (const code of [venue.code, 'NO2SUCH', '%00', "'; drop"]) {
    const later = await world.app.inject({ method: 'GET', url: `/v/${encodeURIComponent(code)}` })
    assert.equal(later.headers['location'], '/report', code)
  }
})

test('given the town’s page, then residents read which places are open today', async () => {
  await opened({ name: '碧塘村党群服务中心', kind: 'service_centre', gridId: world.biTang.gridId })
  const page = await world.app.inject({ method: 'GET', url: '/venues' })
  assert.equal(page.statusCode, 200)
  assert.match(page.body, /碧塘村党群服务中心/)
  assert.match(page.body, /正在开放，到9月26日 12:00/)
  assert.doesNotMatch(page.body, /值班室/)
})
