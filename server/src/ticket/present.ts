import type { Actor } from '@onegrid/domain/kernel/actor.ts'
import { personOf } from '@onegrid/domain/kernel/actor.ts'
import { addDuration, isProvisional } from '@onegrid/domain/kernel/calendar.ts'
import { milliseconds } from '@onegrid/domain/kernel/time.ts'
import { capacityFor, maySee } from '@onegrid/domain/ticket/access.ts'
import { holdDueAt, lightOf, promiseDueAt } from '@onegrid/domain/ticket/clock.ts'
import { actionsFor } from '@onegrid/domain/ticket/offer.ts'
import { flagsOf, queueOf } from '@onegrid/domain/ticket/queue.ts'
import {
  type ContentRef,
  type Holder,
  type Order,
  runningSuspension,
  stepOf,
  type Ticket,
  type TicketPlace,
} from '@onegrid/domain/ticket/ticket.ts'
import type { TicketPage, TicketRow, TimelineEntry } from '@onegrid/domain/ticket/view.ts'
import type { Tx } from '../database/database.ts'
import { readContent } from '../journal/content.ts'
import { readStream, type TimelineRow } from '../journal/journal.ts'
import { personNames } from '../team/queries.ts'
import { findTicketById } from './queries.ts'
import { streamKind } from './store.ts'
import type { TownAtWork } from './town-rules.ts'

/** Texts and names that a few tickets need, each read once for all of them. */
type Filled = { readonly texts: ReadonlyMap<string, unknown>; readonly names: ReadonlyMap<string, string> }

const rowLetters = 120

/** List rows for this viewer; what he may not see is left out before anything of it is read. */
export async function presentRows(
  tx: Tx,
  tickets: readonly Ticket[],
  actor: Actor,
  town: TownAtWork,
): Promise<readonly TicketRow[]> {
  const seen = tickets.filter(ticket => maySee(ticket, actor))
  const holders = seen.map(holderOf).filter(holder => holder?.kind === 'person')
  const [texts, names] = await Promise.all([
    readContent<string>(
      tx,
      seen.flatMap(ticket => [
        ticket.words.contentId,
        ...(ticket.place.words ? [ticket.place.words.contentId] : []),
        ...(ticket.status === 'ordered' && ticket.order ? [ticket.order.need.contentId] : []),
      ]),
    ),
    personNames(
      tx,
      holders.map(holder => holder.personId),
    ),
  ])
  return seen.map(ticket => rowOf(ticket, actor, town, { texts, names }))
}

function rowOf(ticket: Ticket, actor: Actor, town: TownAtWork, filled: Filled): TicketRow {
  const flags = flagsOf(ticket)
  const words = textOf(ticket.words, filled)
  const holder = holderOf(ticket)
  return {
    number: ticket.number,
    ticketId: ticket.ticketId,
    status: ticket.status,
    step: stepOf[ticket.status],
    queue: queueOf(ticket),
    light: lightOf(ticket),
    dueAt: promiseDueAt(ticket, town.calendar),
    holdDueAt: holdDueAt(ticket, town.calendar),
    level: ticket.level,
    urgency: ticket.urgency,
    source: ticket.source,
    confidentiality: ticket.confidentiality,
    ...present({ category: ticket.category, subcategory: ticket.subcategory }),
    place: placeOf(ticket.place, town, filled),
    ...(words === undefined ? {} : { words: [...words].slice(0, rowLetters).join('') }),
    reportedAt: ticket.reportedAt,
    ...(holder ? { holder: holderView(holder, town, filled) } : {}),
    photos: ticket.photos.map(photo => photo.photoId),
    ...orderOf(ticket, actor, filled),
    flags: {
      contested: flags.contested,
      extensionAsked: flags.extensionAsked,
      appealAsked: flags.appealAsked,
      toWriteBack: flags.toWriteBack,
      suspended: flags.suspended,
      referred: flags.referred,
      supervised: flags.supervised,
      reopened: ticket.reopenings.length > 0,
      reworked: ticket.verifications.some(each => !each.passed),
      duplicates: ticket.merged.length,
    },
    actions: [...actionsFor(ticket, { ...town, actor })],
  }
}

/** How many places an open order still has: whoever wants to take it sees so before the tap. */
function orderOf({ status, order }: Ticket, actor: Actor, filled: Filled): Pick<TicketRow, 'order'> {
  if (status !== 'ordered' || !order) return {}
  const { needed, startsAt, closesAt, takers } = order
  const need = textOf(order.need, filled)
  const mine = takers.some(taker => taker.personId === personOf(actor))
  return { order: { needed, taken: takers.length, mine, closesAt, ...present({ need, startsAt }) } }
}

/** The whole ticket for a member of staff who may see it. */
export async function presentPage(tx: Tx, ticket: Ticket, actor: Actor, town: TownAtWork): Promise<TicketPage> {
  const rows = await readStream(tx, { kind: streamKind, id: ticket.ticketId })
  const ids = collectIds([ticket, rows])
  const [texts, names, merged, into] = await Promise.all([
    readContent<unknown>(tx, ids.contents),
    personNames(tx, ids.people),
    mergedHere(tx, ticket, actor),
    ticket.mergedInto === undefined ? undefined : findTicketById(tx, ticket.mergedInto),
  ])
  const filled = { texts, names }
  const words = textOf(ticket.words, filled)
  const suspension = runningSuspension(ticket)
  const contact = ticket.reporter.contact && (texts.get(ticket.reporter.contact.contentId) as Contact | undefined)
  const dueAt = promiseDueAt(ticket, town.calendar)
  const row = rowOf(ticket, actor, town, filled)
  // A matter may go on in one that fewer people see: then its number stays with them.
  const hidden = into !== undefined && !maySee(into, actor)
  return {
    ticket: row,
    sequence: ticket.sequence,
    ...present({ words, condition: ticket.condition, acceptedAt: ticket.acceptedAt }),
    photos: ticket.photos.map(photo => ({ ...photo })),
    reporter: {
      anonymous: ticket.reporter.anonymous,
      ...(mayKnowReporter(ticket, actor) && contact ? masked(contact) : {}),
      ...(ticket.reporter.onBehalf ? { onBehalfOf: true } : {}),
      ...(ticket.reporter.forAnother ? { forAnother: true } : {}),
      passWithoutName: ticket.passWithoutName,
      more: ticket.moreReporters.length,
    },
    recordedAt: ticket.recordedAt,
    clocks: {
      promise: {
        startedAt: ticket.promise.startedAt,
        dueAt,
        extensions: ticket.promise.extensions,
        provisional: isProvisional(town.calendar, dueAt),
      },
      hold: { since: ticket.hold.since, dueAt: holdDueAt(ticket, town.calendar) },
      ...(ticket.contacts.some(each => each.reached) || ticket.reporter.anonymous
        ? {}
        : { contactDueAt: addDuration(town.calendar, ticket.reportedAt, town.catalogue.limits.contact) }),
      ...present({
        suspendedUntil: suspension?.until,
        orderClosesAt: ticket.status === 'ordered' ? ticket.order?.closesAt : undefined,
        foreignLimit: ticket.foreign?.limit,
        followUpAt: ticket.referral && !ticket.referral.reply ? ticket.referral.followUpAt : undefined,
      }),
    },
    beside: named(
      present({
        declined: ticket.declined,
        siteCheck: ticket.siteCheck,
        dispatch: ticket.dispatch,
        responsible: ticket.responsible,
        returns: ticket.returns.length > 0 ? ticket.returns : undefined,
        contest: ticket.contest,
        order: ticket.order && withoutAsked(ticket.order),
        contacts: ticket.contacts.length > 0 ? ticket.contacts : undefined,
        calls: ticket.calls.length > 0 ? ticket.calls : undefined,
        referral: ticket.referral,
        foreign: ticket.foreign,
        extension: ticket.extension,
        suspension,
        supervision: ticket.supervision,
        result: ticket.result,
        verifications: ticket.verifications.length > 0 ? ticket.verifications : undefined,
        closing: ticket.closing,
        rating: ticket.rating,
        problem: ticket.problem,
        appeal: ticket.appeal,
        urges: ticket.urges.length > 0 ? ticket.urges.length : undefined,
        archivedAt: ticket.archivedAt,
      }),
      town,
      filled,
    ) as Record<string, unknown>,
    merged,
    ...present({ mergedInto: hidden ? undefined : into?.number }),
    timeline: timelineOf(hidden ? rows.map(withoutTarget) : rows, town, filled),
    actions: row.actions,
  }
}

/** The matters that go on in this one, as far as this person may see them: without words only where the law took them. */
async function mergedHere(tx: Tx, ticket: Ticket, actor: Actor): Promise<TicketPage['merged']> {
  const found = await Promise.all(ticket.merged.map(ticketId => findTicketById(tx, ticketId)))
  const seen = found.filter(each => each !== undefined).filter(each => maySee(each, actor))
  const texts = await readContent<unknown>(
    tx,
    seen.map(each => each.words.contentId),
  )
  return seen.map(each => ({
    number: each.number,
    ...present({ words: textOf(each.words, { texts, names: new Map() }) }),
  }))
}

type Contact = { readonly name: string | null; readonly phone: string | null }

/** Who may ask for the number may see its mask; to everybody else "a resident" is enough. */
function mayKnowReporter(ticket: Ticket, actor: Actor): boolean {
  const through = capacityFor(ticket, 'revealReporter', actor)
  if (!through) return false
  return !(ticket.passWithoutName && (through.relation === 'holder' || through.relation === 'taker'))
}

export function masked({ name, phone }: Contact): { name?: string; phone?: string } {
  return {
    ...(name ? { name: `${[...name][0]}${'*'.repeat(Math.max(1, [...name].length - 1))}` } : {}),
    ...(phone ? { phone: phone.length >= 11 ? `${phone.slice(0, 3)}****${phone.slice(-4)}` : '****' } : {}),
  }
}

export function timelineOf(rows: readonly TimelineRow[], town: TownAtWork, filled: Filled): TimelineEntry[] {
  return rows.map((row, index) => {
    const { words, letter, answer, need, by: _by, ...facts } = row.payload
    const text = [words, letter, answer, need]
      .map(each => (isReference(each) ? textOf(each, filled) : undefined))
      .find(each => each !== undefined)
    const before = rows[index - 1]
    return {
      sequence: row.sequence,
      type: row.type,
      at: row.occurred_at,
      recordedAt: row.recorded_at,
      since: before ? Math.max(0, milliseconds(row.occurred_at) - milliseconds(before.occurred_at)) : 0,
      actor: {
        kind: sayer(row),
        // A resident's name stands nowhere in the history; he is "the reporter".
        ...present({ name: row.actor.kind === 'person' ? filled.names.get(row.actor.personId ?? '') : undefined }),
        ...present({ as: row.actor.as, acting: row.actor.acting }),
      },
      ...(text === undefined ? {} : { words: text }),
      // Whom a leader asked is between the two: nobody else sees who did not say yes.
      facts: named(row.type === 'HelperAsked' ? {} : withoutPeople(facts), town, filled) as Record<string, unknown>,
    }
  })
}

/** Who left a number without signing in is the reporter; anonymous is only who wanted to be. */
function sayer({ actor, payload }: TimelineRow): TimelineEntry['actor']['kind'] {
  const reporter = payload['reporter'] as { readonly anonymous?: boolean } | undefined
  return actor.kind === 'anonymous' && reporter?.anonymous === false ? 'resident' : actor.kind
}

function withoutAsked({ asked: _asked, ...order }: Order): Omit<Order, 'asked'> {
  return order
}

function withoutTarget(row: TimelineRow): TimelineRow {
  if (row.type !== 'TicketMerged') return row
  const { into: _into, intoNumber: _intoNumber, ...payload } = row.payload
  return { ...row, payload }
}

/** The report's own event carries the reporter; the history shows that apart, masked. */
function withoutPeople({
  reporter: _reporter,
  concerned: _concerned,
  ...facts
}: Record<string, unknown>): Record<string, unknown> {
  return facts
}

export function holderOf(ticket: Ticket): Holder | undefined {
  return (
    ticket.dispatch?.to ??
    (ticket.status === 'handling' || ticket.status === 'handled' ? ticket.responsible : undefined)
  )
}

function holderView(holder: Holder, town: TownAtWork, { names }: Filled): NonNullable<TicketRow['holder']> {
  if (holder.kind === 'person') return { kind: 'person', id: holder.personId, name: names.get(holder.personId) ?? '' }
  const unitName = (unitId: string) => town.grids.findUnit(unitId)?.name ?? ''
  return {
    kind: 'unit',
    id: holder.unitId,
    name: unitName(holder.unitId),
    assisting: holder.assisting.map(unitId => ({ id: unitId, name: unitName(unitId) })),
  }
}

export function placeName(place: TicketPlace, { grids }: TownAtWork, words?: string): string {
  const gridName = (gridId: string | undefined) => (gridId === undefined ? undefined : grids.nameOf(gridId))
  const landmark = place.landmarkId === undefined ? undefined : grids.findLandmark(place.landmarkId)?.name
  const parts = [gridName(place.grid.medium), gridName(place.grid.small), landmark ?? words]
  const known = parts.filter(part => part !== undefined && part !== '')
  return known.length > 0 ? known.join(' · ') : (gridName(place.grid.large) ?? '')
}

function placeOf(place: TicketPlace, town: TownAtWork, filled: Filled): TicketRow['place'] {
  const words = place.words && textOf(place.words, filled)
  return {
    outside: place.outside,
    large: place.grid.large,
    ...present({
      medium: place.grid.medium,
      small: place.grid.small,
      lon: place.lon,
      lat: place.lat,
      landmarkId: place.landmarkId,
      words,
    }),
    name: placeName(place, town, words),
  }
}

function textOf(reference: ContentRef, { texts }: Filled): string | undefined {
  const text = texts.get(reference.contentId)
  return typeof text === 'string' ? text : undefined
}

function isReference(value: unknown): value is ContentRef {
  return typeof value === 'object' && value !== null && 'contentId' in value && 'digest' in value
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Every id of a text, a person, a unit or a grid that stands somewhere in the value. */
function collectIds(value: unknown): { contents: string[]; people: string[] } {
  const contents = new Set<string>()
  const people = new Set<string>()
  const walk = (each: unknown): void => {
    if (typeof each === 'string' && uuid.test(each)) people.add(each)
    else if (isReference(each)) contents.add(each.contentId)
    else if (typeof each === 'object' && each !== null) Object.values(each).forEach(walk)
  }
  walk(value)
  return { contents: [...contents], people: [...people] }
}

/** Replaces text references by the text, and adds the name beside the id of a person, a unit or a grid. */
function named(value: unknown, town: TownAtWork, filled: Filled): unknown {
  if (isReference(value)) return textOf(value, filled) ?? null
  if (Array.isArray(value)) return value.map(each => named(each, town, filled))
  if (typeof value === 'string' && uuid.test(value)) {
    const name = filled.names.get(value) ?? town.grids.findUnit(value)?.name ?? town.grids.nameOf(value)
    return name === undefined ? value : { id: value, name }
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, named(each, town, filled)]))
}

/** Leaves out what is undefined: an optional field is missing on the wire, never null. */
export function present<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never
}

/** Whose words and photos they are: who was attached as a second reporter follows the matter, but reads his own report alone. */
export function hasReported(ticket: Ticket, actor: Actor): boolean {
  const personId = personOf(actor)
  return personId !== undefined && ticket.reporter.personId === personId
}

export function isOwnReport(ticket: Ticket, actor: Actor): boolean {
  const personId = personOf(actor)
  return personId !== undefined && [ticket.reporter, ...ticket.moreReporters].some(each => each.personId === personId)
}
