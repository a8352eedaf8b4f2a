import type { Actor } from '@onegrid/domain/kernel/actor.ts'
import { toWgs84 } from '@onegrid/domain/kernel/place.ts'
import { demand, Refusal } from '@onegrid/domain/kernel/refusal.ts'
import { type Instant, instantOf, milliseconds } from '@onegrid/domain/kernel/time.ts'
import { bodies, type Place, type Verb } from '@onegrid/domain/ticket/contract.ts'
import { demandMayBackdate } from '@onegrid/domain/ticket/decide.ts'
import type { ContentRef, Holder, TicketPlace } from '@onegrid/domain/ticket/ticket.ts'
import type { Static } from 'typebox'
import type { Ids } from '../ids.ts'
import { type ContentKind, type ContentRow, contentRow } from '../journal/content.ts'
import { cleanWords } from './clean-words.ts'
import { streamKind } from './store.ts'
import type { TownAtWork } from './town-rules.ts'

/** Free text of one command, put aside as content rows while the domain sees their references. */
export class WordsKept {
  readonly rows: ContentRow[] = []
  readonly #ids: Ids
  readonly #ticketId: string

  constructor(ids: Ids, ticketId: string) {
    this.#ids = ids
    this.#ticketId = ticketId
  }

  keep(body: unknown, kind: ContentKind = 'words'): ContentRef {
    const row = contentRow(this.#ids.id(), { kind: streamKind, id: this.#ticketId }, kind, body)
    this.rows.push(row)
    return { contentId: row.contentId, digest: row.digest }
  }
}

type Body = Readonly<Record<string, unknown>>

/** Turns the wire's body into the domain's command: text → reference, place → grids. `happenedAt` is read apart. */
export function resolveBody(verb: Verb, body: Body, kept: WordsKept, town: TownAtWork): Record<string, unknown> {
  const properties = bodies[verb].properties as Readonly<Record<string, object>>
  const command: Record<string, unknown> = {}
  for (const [field, value] of Object.entries(body)) {
    if (field === 'happenedAt' || value === undefined) continue
    const shape = properties[field]
    if (shape && 'x-words' in shape) {
      const text = cleanWords(String(value))
      demand(text !== '', 'field_invalid', { field, pointer: `/${field}` })
      command[field] = kept.keep(text, field === 'letter' || field === 'answer' ? field : 'words')
    } else if (field === 'place') command[field] = resolvePlace(value as Static<typeof Place>, kept, town)
    else command[field] = value
  }
  return command
}

/**
 * Where it is: a point (converted once to WGS-84), a landmark, a grid, or words only. The most exact one decides the grid; a
 * point outside the town is accepted as "outside".
 */
export function resolvePlace(place: Static<typeof Place> | undefined, kept: WordsKept, town: TownAtWork): TicketPlace {
  const { grids } = town
  const text = place?.words === undefined ? '' : cleanWords(place.words)
  const words = text === '' ? {} : { words: kept.keep(text, 'place') }
  const known = place?.gridId === undefined || grids.tree.find(place.gridId) !== undefined
  demand(known, 'grid_unknown', { field: 'place', pointer: '/place/gridId' })
  if (place?.lon !== undefined || place?.lat !== undefined) {
    demand(place.lon !== undefined && place.lat !== undefined, 'field_invalid', {
      pointer: '/place',
      expected: 'longitude and latitude together',
      expectedZh: '要同时给出经度和纬度',
    })
    const source = place.system ?? 'wgs84'
    const { lon, lat } = toWgs84({ lon: place.lon, lat: place.lat, source })
    const found = grids.locate(lon, lat)
    // A person who stands in the field and names his group knows better than a roof's reflection of the signal.
    const named = place.gridId === undefined ? undefined : grids.tree.pathOf(grids.tree.get(place.gridId).gridId)
    const grid = named?.small !== undefined ? named : found.path
    return {
      grid,
      outside: found.outside && named === undefined,
      lon,
      lat,
      sourceSystem: source,
      ...optionalLandmark(place, town),
      ...words,
    }
  }
  if (place?.landmarkId !== undefined) {
    const landmark = grids.findLandmark(place.landmarkId)
    if (!landmark) throw new Refusal('place_missing', { field: 'place', pointer: '/place/landmarkId' })
    return {
      grid: grids.tree.pathOf(landmark.gridId),
      outside: false,
      lon: landmark.lon,
      lat: landmark.lat,
      sourceSystem: 'wgs84',
      landmarkId: landmark.landmarkId,
      ...words,
    }
  }
  if (place?.gridId !== undefined) return { grid: grids.tree.pathOf(place.gridId), outside: false, ...words }
  return { grid: { large: grids.tree.large.gridId }, outside: false, ...words }
}

function optionalLandmark(place: Static<typeof Place>, { grids }: TownAtWork): { landmarkId?: string } {
  const landmark = place.landmarkId === undefined ? undefined : grids.findLandmark(place.landmarkId)
  return landmark ? { landmarkId: landmark.landmarkId } : {}
}

/** A phone's clock may run a little ahead; more than that, or months back, is a mistake that a person must see. */
const aheadAllowed = 2 * 60_000
const backAllowed = 62 * 24 * 3_600_000

/** @throws Refusal not_permitted, time_in_future, time_too_old */
export function happenedAt(told: Instant | undefined, now: Instant, actor: Actor): Instant {
  if (told === undefined) return now
  demandMayBackdate(actor)
  demand(!Number.isNaN(milliseconds(told)), 'field_invalid', { field: 'happenedAt', pointer: '/happenedAt' })
  const apart = milliseconds(told) - milliseconds(now)
  demand(apart <= aheadAllowed, 'time_in_future', { field: 'happenedAt', pointer: '/happenedAt', now })
  demand(-apart <= backAllowed, 'time_too_old', { field: 'happenedAt', pointer: '/happenedAt', now })
  return apart > 0 ? now : instantOf(milliseconds(told))
}

/** @throws Refusal unit_unknown, for units that the town does not have (or another town has) */
export function demandUnits(units: readonly string[], { grids }: TownAtWork): void {
  for (const unitId of units) {
    if (!grids.findUnit(unitId)) throw new Refusal('unit_unknown', { field: 'unitId', value: unitId })
  }
}

export function unitsIn(holder: Holder): readonly string[] {
  return holder.kind === 'unit' ? [holder.unitId, ...holder.assisting] : []
}
