import assert from 'node:assert/strict'
import { officeHours } from '@onegrid/domain/grid/venue/decide.ts'
import { queues } from '@onegrid/domain/ticket/queue.ts'
import { flagNames } from '@onegrid/domain/ticket/view.ts'
import type { County, Hand, Town } from '../api/county.ts'
import { type Operation, operationsOf, requestOf } from '../api/operations.ts'
import { recipes } from '../api/recipes.ts'
import { storyOf } from '../api/story.ts'
import { type RichTown, reporter, said } from './rich-story.ts'

export type Look = { readonly url: string; readonly status: number; readonly body: string }

/**
 * Every address that shows something, as somebody curious would ask it: all scopes, queues, words, numbers, people, photos;
 * and what none of these reaches, with the ids of a call that succeeds.
 */
export async function addressesOf(county: County, town: Town, told: RichTown): Promise<readonly string[]> {
  const curious = await curiousAddresses(county, town, told)
  return [...curious, ...(await addressesByRecipe(county, town, await unwalked(county, curious)))]
}

async function addressesByRecipe(
  county: County,
  town: Town,
  missing: readonly Operation[],
): Promise<readonly string[]> {
  const stage = { county, town, story: storyOf(county, town) }
  const addresses: string[] = []
  // One after the other: a town makes one proposal at a time.
  for (const operation of missing) {
    const recipe = recipes[operation.operationId]
    if (recipe === undefined) throw new Error(`${operation.operationId} has no recipe (test/api/recipe).`)
    addresses.push(requestOf(operation, await recipe.ready(stage)).url)
  }
  return addresses
}

async function curiousAddresses(county: County, town: Town, told: RichTown): Promise<readonly string[]> {
  const rows = await county.database.read(town.tenantId, async tx => ({
    people: await tx.query<{ id: string }>('select person_id as id from person where tenant_id = $1 and not staff', [
      tx.tenantId,
    ]),
    photos: await tx.query<{ id: string }>('select photo_id as id from attachment where tenant_id = $1', [tx.tenantId]),
  }))
  const opened = await county.send(town.administrator, {
    method: 'POST',
    url: '/api/v1/venues',
    body: {
      kind: 'heart_room',
      name: '连心室',
      gridId: town.group.gridId,
      hours: officeHours,
      doings: [],
      public: true,
    },
  })
  const { venueId } = opened.json<{ venueId: string }>()
  const planned = await county.send(town.centre, {
    method: 'POST',
    url: '/api/v1/trainings',
    body: {
      subject: 'law',
      title: '法制宣传',
      startsAt: county.clock.now(),
      endsAt: new Date(Date.parse(county.clock.now()) + 3_600_000).toISOString(),
      place: '镇政府',
      materials: [],
    },
  })
  const { trainingId } = planned.json<{ trainingId: string }>()
  const scopes = [
    '',
    'town',
    'mine',
    `grid:${town.medium.gridId}`,
    `grid:${town.group.gridId}`,
    `unit:${town.unit('water').unitId}`,
  ]
  const inScope = (path: string, more = '') =>
    scopes.map(scope => `${path}?limit=100${scope && `&scope=${scope}`}${more}`)
  const text = (words: string) => `&text=${encodeURIComponent(words.slice(0, 4))}`
  const near = `gridId=${town.group.gridId}`
  return [
    ...inScope('/api/v1/tickets'),
    ...Object.values(said).flatMap(words => inScope('/api/v1/tickets', text(words))),
    ...inScope('/api/v1/tickets', text(reporter.name)),
    ...inScope('/api/v1/tickets', text(reporter.phone)),
    // Narrower scopes of a queue show less of the same list.
    ...queues.map(queue => `/api/v1/tickets?limit=100&queue=${queue}`),
    ...flagNames.map(flag => `/api/v1/tickets?limit=100&flag=${flag}`),
    ...scopes.map(scope => `/api/v1/tickets/counts${scope && `?scope=${scope}`}`),
    ...scopes.map(scope => `/api/v1/tickets/map${scope && `?scope=${scope}`}`),
    ...['1201', '1203', '2002', '1404', '1411', '1902'].map(
      code => `/api/v1/tickets/nearby?subcategory=${code}&${near}`,
    ),
    ...['reporter', 'finder', 'taker', 'checker'].map(as => `/api/v1/tickets/mine?as=${as}`),
    '/api/v1/tickets/orders',
    ...Object.values(told).flatMap(number => [
      `/api/v1/tickets/${number}`,
      `/api/v1/tickets/${number}/duplicates`,
      `/api/v1/tickets/${number}/candidates`,
      `/api/v1/tickets/${number}/qr`,
      `/api/v1/public/tickets/${number}`,
      `/t/${number}`,
    ]),
    '/api/v1/figures?from=2022-01-01&to=2022-12-31&by=month,grid,subcategory',
    '/api/v1/audit?limit=100',
    '/api/v1/audit/reads?limit=100',
    '/api/v1/notices?limit=100',
    '/api/v1/people?limit=100',
    `/api/v1/people?name=${encodeURIComponent(reporter.name.slice(0, 1))}`,
    ...rows.people.flatMap(({ id }) => [`/api/v1/people/${id}`]),
    '/api/v1/posts?limit=100',
    '/api/v1/roster?from=2022-09-01&until=2022-09-30',
    ...rows.photos.flatMap(({ id }) => [`/api/v1/photos/${id}`, `/api/v1/photos/${id}/thumbnail`]),
    '/api/v1/me',
    '/api/v1/sessions',
    '/api/v1/towns?limit=100',
    '/api/v1/identity-providers',
    '/api/v1/units?limit=100',
    '/api/v1/grids',
    '/api/v1/grids/outlines?level=large',
    '/api/v1/grids/locate?lon=112.2&lat=22.6',
    '/api/v1/landmarks?limit=100',
    '/api/v1/supply-areas',
    '/api/v1/landmarks/all',
    '/api/v1/post-kinds',
    '/api/v1/venues',
    `/api/v1/venues/${venueId}`,
    `/api/v1/venues/${venueId}/qr`,
    '/venues',
    '/api/v1/emergency',
    '/api/v1/duty-swaps',
    '/api/v1/trainings',
    `/api/v1/trainings/${trainingId}`,
    `/api/v1/trainings/${trainingId}/entries`,
    `/api/v1/trainings/${trainingId}/qr`,
    '/api/v1/trainings/coverage?from=2022-01-01&until=2022-12-31',
    '/api/v1/training-subjects',
    '/api/v1/map-settings',
    '/api/v1/calendar',
    '/api/v1/catalogue',
    '/api/v1/catalogue/full',
    '/api/v1/catalogue/versions',
    '/api/v1/catalogue/versions/1',
    '/api/v1/channels',
    '/',
    '/people',
    `/people?village=${town.medium.gridId}`,
    '/mine',
    '/api/openapi.json',
  ]
}

export async function lookAround(county: County, by: Hand, addresses: readonly string[]): Promise<readonly Look[]> {
  const looks: Look[] = []
  for (const url of addresses) {
    const answer = await county.send(by, {
      method: 'GET',
      url,
      headers: { accept: url.startsWith('/api') ? '*/*' : 'text/html' },
    })
    assert.ok(answer.statusCode < 500, `${url}: ${answer.body}`)
    looks.push({ url, status: answer.statusCode, body: answer.body })
  }
  return looks
}

/** Operations that show something and stand in none of the addresses. */
export async function unwalked(county: County, addresses: readonly string[]): Promise<readonly Operation[]> {
  const paths = addresses.map(address => address.split('?')[0]!)
  return (await operationsOf(county.app))
    .filter(({ method }) => method === 'GET')
    .filter(({ path }) => path !== '/api/v1/live')
    .filter(({ path }) => {
      const form = new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`)
      return !paths.some(each => form.test(each))
    })
}
