/** How the story is written down: plain data, in the town's own time, with people and places by name. */
import type { LandmarkKind } from '@onegrid/domain/grid/grid.ts'
import type { ReportBody, Verb } from '@onegrid/domain/ticket/contract.ts'
import type { Status } from '@onegrid/domain/ticket/ticket.ts'
import type { Static } from 'typebox'

/** A small grid as `碧塘/3`, a village as `碧塘`, the town as `镇`; `outside` lies beyond the border. */
export type Place = {
  readonly in: string
  /** A landmark of this kind in the group; or a point beside one, as a phone in the field gives it. */
  readonly at?: LandmarkKind | 'point'
  readonly words?: string
}

type Plain = 'subcategory' | 'need' | 'urgency' | 'source' | 'passWithoutName' | 'aboutStaff' | 'anonymous' | 'consent'

export type Said = Partial<Pick<Static<typeof ReportBody>, Plain>> & {
  readonly words: string
  readonly place?: Place
  /** Names of drawings (photos.ts). */
  readonly photos?: readonly string[]
  readonly settledPhotos?: readonly string[]
  readonly settled?: string
  /** Of a reporter for whom somebody else types. */
  readonly for?: string
  /** Keys of people. */
  readonly concerned?: readonly string[]
  readonly foreign?: { readonly system: string; readonly number: string; readonly limit?: string }
  /** Found or heard earlier than it was typed in. */
  readonly happenedAt?: string
}

/**
 * Fields of the verb's body, where a name stands for an id: `to` ('worker:碧塘/3', 'unit:water', 'unit:water+building'),
 * `personId`, `concerned`, `unitId`, `units`, `gridId`, `supplyAreaId` (its name), `into` (a matter's key), `photos`
 * (drawings), `place`; instants as `09-14 08:50`; `callId` 'last' and `photoId` 'first' of the matter itself.
 */
export type Told = Readonly<Record<string, unknown>>
export type Step = readonly [at: string, by: string, verb: Verb, body?: Told]

export type Matter = {
  readonly key: string
  readonly at: string
  /** Who types it: `resident:梁桂芳` (a page with name and number), `nobody` (no name), or one of the staff. */
  readonly by: string
  readonly said: Said
  readonly steps?: readonly Step[]
  /** Where it stands on Monday morning. */
  readonly ends: Status
}
