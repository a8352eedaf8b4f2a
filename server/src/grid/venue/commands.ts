import { decideVenue, type VenueDraft, type VenueRule, venueRules } from '@onegrid/domain/grid/venue/decide.ts'
import type { Venue } from '@onegrid/domain/grid/venue/venue.ts'
import { type Actor, holdsRole } from '@onegrid/domain/kernel/actor.ts'
import { localDate } from '@onegrid/domain/kernel/calendar.ts'
import { demand, Refusal } from '@onegrid/domain/kernel/refusal.ts'
import type { Ports } from '../../app.ts'
import type { Tx } from '../../database/database.ts'
import type { Town } from '../../http/town.ts'
import { runCommand } from '../../journal/command.ts'
import { append, headOf } from '../../journal/journal.ts'
import { gridIndex } from '../grid-index.ts'
import { getVenueForChange, insertVenue, setVenueClosed, updateVenue } from './store.ts'

export type VenuePorts = Pick<Ports, 'database' | 'clock' | 'ids'> & {
  /** Of the team's people: who looks after a venue must be one of them. @throws Refusal person_unknown */
  readonly demandPeople: (tx: Tx, personIds: readonly string[]) => Promise<void>
  readonly personNames: (tx: Tx, personIds: readonly string[]) => Promise<ReadonlyMap<string, string>>
}

/** Who asks, where, under which command id. */
export type Asking = { readonly town: Town; readonly actor: Actor; readonly commandId: string }

/** 30 letters to the sixth: a wall has room for six, and guessing one only opens a public form. */
const codeLength = 6

function demandVenueRight(actor: Actor): string {
  demand(actor.kind === 'person' || actor.kind === 'resident', 'not_signed_in')
  demand(holdsRole(actor, 'town_administrator', 'centre'), 'not_permitted', { who: ['town_administrator', 'centre'] })
  return actor.personId
}

async function run<Result extends object>(
  ports: VenuePorts,
  { town, actor, commandId }: Asking,
  asked: object,
  work: (tx: Tx) => Promise<{ readonly result: Result; readonly venueId: string; readonly type: string }>,
): Promise<Result> {
  const personId = demandVenueRight(actor)
  const recordedAt = ports.clock.now()
  const command = { tenantId: town.tenantId, commandId, asked: { ...asked, by: personId }, recordedAt }
  return runCommand(ports.database, command, async tx => {
    const { result, venueId, type } = await work(tx)
    const stream = { kind: 'venue', id: venueId }
    const entry = { commandId, recordedAt, actor: { kind: actor.kind, personId } }
    await append(tx, ports.ids, stream, await headOf(tx, stream), [{ type, at: recordedAt }], entry)
    return result
  })
}

async function decided(ports: VenuePorts, tx: Tx, draft: VenueDraft): Promise<VenueDraft> {
  const { tree } = await gridIndex(ports, tx.tenantId, tx)
  const kept = decideVenue(tree, draft)
  if (kept.personId !== undefined) await ports.demandPeople(tx, [kept.personId])
  return kept
}

/** @throws Refusal not_signed_in, not_permitted, field_invalid, person_unknown */
export function createVenue(
  ports: VenuePorts,
  asking: Asking,
  draft: VenueDraft,
): Promise<{ venueId: string; code: string }> {
  return run(ports, asking, { verb: 'createVenue', draft }, async tx => {
    const kept = await decided(ports, tx, draft)
    const venue: Venue = { ...kept, venueId: ports.ids.id(), code: ports.ids.code(codeLength), version: 1 }
    await insertVenue(tx, venue)
    return { result: { venueId: venue.venueId, code: venue.code }, venueId: venue.venueId, type: 'VenueOpened' }
  })
}

/** @throws Refusal as createVenue, and not_found, version_stale */
export function editVenue(
  ports: VenuePorts,
  asking: Asking,
  venueId: string,
  version: number,
  draft: VenueDraft,
): Promise<{ version: number }> {
  return run(ports, asking, { verb: 'editVenue', venueId, version, draft }, async tx => {
    const before = await getVenueForChange(tx, venueId)
    demand(before.version === version, 'version_stale', { version: before.version })
    const kept = await decided(ports, tx, draft)
    await updateVenue(tx, { ...kept, venueId: before.venueId, code: before.code, version: version + 1 })
    return { result: { version: version + 1 }, venueId: before.venueId, type: 'VenueChanged' }
  })
}

/** Its poster still opens the report form, without the place. @throws Refusal not_found */
export function closeVenue(ports: VenuePorts, asking: Asking, venueId: string): Promise<{ venueId: string }> {
  return run(ports, asking, { verb: 'closeVenue', venueId }, async tx => {
    const { venueId: known } = await getVenueForChange(tx, venueId)
    await setVenueClosed(tx, known, localDate(asking.town.zone, ports.clock.now()))
    return { result: { venueId: known }, venueId: known, type: 'VenueClosed' }
  })
}

const asked: Record<VenueRule, { readonly en: string; readonly zh: string }> = {
  name_empty: { en: 'a name for the place', zh: '请填写阵地名称' },
  grid_unknown: { en: 'a grid of this town in force today', zh: '须为本镇现有的网格' },
  centre_not_town: { en: 'the town itself: a town centre serves the whole town', zh: '镇级服务中心须属全镇' },
  span_wrong: {
    en: 'times in order: each span ends after it begins and begins after the one before',
    zh: '时间须先后有序：每段结束晚于开始，且晚于上一段',
  },
  place_half: { en: 'longitude and latitude together, or neither', zh: '经度和纬度须同时填写或都不填' },
}

/** The same refusal with what is asked in its place, for the person who filled the form. */
export function explained(error: unknown): unknown {
  if (!(error instanceof Refusal) || error.code !== 'field_invalid') return error
  const rule = venueRules.find(each => each === error.facts['rule'])
  if (rule === undefined) return error
  return new Refusal('field_invalid', { ...error.facts, expected: asked[rule].en, expectedZh: asked[rule].zh })
}
