/** Turns the story's names into the ids and instants that a body carries over the wire. */
import { Readable } from 'node:stream'
import type { Actor } from '@onegrid/domain/kernel/actor.ts'
import type { Ticket } from '@onegrid/domain/ticket/ticket.ts'
import type { Ports } from '@onegrid/server/app.ts'
import type { Uploader } from '@onegrid/server/blobs/store.ts'
import { beginUpload, continueUpload, ownUpload } from '@onegrid/server/blobs/upload.ts'
import { type GridIndex, gridIndex } from '@onegrid/server/grid/grid-index.ts'
import type { Report } from '@onegrid/server/ticket/intake.ts'
import { storyInstant } from './clock.ts'
import type { Place, Said, Told } from './matter.ts'
import { residents, shortName } from './named-people.ts'
import { drawPhoto } from './photos.ts'
import type { Stage } from './town.ts'

export type Finder = {
  person(key: string): string
  unit(code: string): string
  grid(name: string): string
  supplyArea(name: string): string
  number(key: string): string
  place(wish: Place): object
  upload(uploader: Uploader, drawing: string): Promise<string>
}

export async function finderOf(
  ports: Ports,
  { town, people }: Stage,
  tickets: ReadonlyMap<string, { readonly number: string }>,
): Promise<Finder> {
  const grids = await gridIndex(ports, town.tenantId)
  const grid = (name: string) => gridNamed(grids, name)
  return {
    person: key => must(people.get(key), key),
    unit: code => must(grids.units.find(each => each.code === code)?.unitId, code),
    grid,
    supplyArea: name => must(grids.supplyAreas.find(each => each.name.startsWith(name))?.supplyAreaId, name),
    number: key => must(tickets.get(key)?.number, key),
    place: wish => placeOf(grids, grid, wish),
    async upload(uploader, drawing) {
      const bytes = await drawPhoto(drawing)
      const { photoId } = await beginUpload(ports, town.tenantId, uploader, bytes.length)
      const photo = await ownUpload(ports, town.tenantId, uploader, photoId)
      await continueUpload(ports, town.tenantId, photo, 0, Readable.from([bytes]))
      return photoId
    },
  }
}

function gridNamed({ tree }: GridIndex, name: string): string {
  if (name === '镇') return tree.large.gridId
  const [village = '', number] = name.split('/')
  const medium = must(
    tree.grids.find(each => each.level === 'medium' && shortName(each.name) === village),
    name,
  )
  if (number === undefined) return medium.gridId
  const groups = [...tree.children(medium.gridId)].sort((one, other) => (one.code < other.code ? -1 : 1))
  return must(groups[Number(number) - 1], name).gridId
}

/** About forty metres north-east of the landmark: beside it, and still in its group. */
const aside = 0.00028
/** East of the border, in nobody's group. */
const beyond = { lon: 112.62, lat: 22.62 }

function placeOf(grids: GridIndex, grid: (name: string) => string, { in: where, at, words }: Place): object {
  const said = words === undefined ? {} : { words }
  if (where === 'outside') return { ...beyond, ...said }
  const gridId = grid(where)
  if (at === undefined) return { gridId, ...said }
  const own = grids.landmarks.filter(each => each.gridId === gridId)
  if (at === 'point') {
    const { lon, lat } = must(own[0], where)
    return { gridId, lon: lon + aside, lat: lat + aside, ...said }
  }
  const landmark = must(
    own.find(each => each.kind === at),
    `${where} ${at}`,
  )
  return { landmarkId: landmark.landmarkId, ...said }
}

export async function reportOf(find: Finder, uploader: Uploader, by: string, said: Said): Promise<Report> {
  const { words, place, photos, settled, settledPhotos, concerned, foreign, happenedAt, for: other, ...plain } = said
  const name = by.startsWith('resident:') ? by.slice('resident:'.length) : other
  const report = {
    ...plain,
    words,
    ...(place === undefined ? {} : { place: find.place(place) }),
    ...(photos === undefined ? {} : { photos: await uploadAll(find, uploader, photos) }),
    ...(settled === undefined ? {} : { settled }),
    ...(settledPhotos === undefined ? {} : { settledPhotos: await uploadAll(find, uploader, settledPhotos) }),
    ...(concerned === undefined ? {} : { concerned: concerned.map(key => find.person(key)) }),
    ...(foreign === undefined ? {} : { foreign: withInstants(foreign) }),
    ...(happenedAt === undefined ? {} : { happenedAt: storyInstant(happenedAt) }),
    ...(name === undefined ? {} : { name, phone: must(residents.get(name), name) }),
    ...(by === 'nobody' ? { anonymous: true } : {}),
  }
  // The wire's shape checks it next (teller.ts).
  return report as unknown as Report
}

async function uploadAll(find: Finder, uploader: Uploader, drawings: readonly string[]): Promise<string[]> {
  const made: string[] = []
  for (const drawing of drawings) made.push(await find.upload(uploader, drawing))
  return made
}

const moments = new Set(['until', 'closesAt', 'startsAt', 'limit', 'happenedAt'])

function withInstants(body: Told): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(body).map(([field, value]) => [field, moments.has(field) ? storyInstant(String(value)) : value]),
  )
}

export async function bodyOf(find: Finder, actor: Actor, ticket: Ticket, told: Told): Promise<Record<string, unknown>> {
  const body = withInstants(told)
  for (const [field, value] of Object.entries(told)) {
    const text = String(value)
    if (field === 'to') body[field] = holderOf(find, text)
    if (field === 'personId') body[field] = find.person(text)
    if (field === 'concerned') body[field] = (value as string[]).map(key => find.person(key))
    if (field === 'unitId') body[field] = find.unit(text)
    if (field === 'units') body[field] = (value as string[]).map(code => find.unit(code))
    if (field === 'gridId') body[field] = find.grid(text)
    if (field === 'supplyAreaId') body[field] = find.supplyArea(text)
    if (field === 'into') body[field] = find.number(text)
    if (field === 'place') body[field] = find.place(value as Place)
    if (field === 'photos') body[field] = await uploadAll(find, { actor }, value as string[])
    if (field === 'callId') body[field] = must(ticket.calls.at(-1), 'call').callId
    if (field === 'photoId') body[field] = must(ticket.photos[0], 'photo').photoId
  }
  return body
}

/** `unit:water+building`: the water station leads, the building office assists. */
function holderOf(find: Finder, said: string): object {
  if (!said.startsWith('unit:')) return { kind: 'person', personId: find.person(said) }
  const [lead = '', ...assisting] = said.slice('unit:'.length).split('+')
  return { kind: 'unit', unitId: find.unit(lead), assisting: assisting.map(code => find.unit(code)) }
}

function must<T>(found: T | undefined, name: string): T {
  if (found === undefined) throw new Error(`The story knows no ${name}.`)
  return found
}
