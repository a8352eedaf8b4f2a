/** Needs and offers (双报到) brought together: helpers for an open order, open orders for a helper, by one rule. */
import { type Actor, personOf } from '@onegrid/domain/kernel/actor.ts'
import { metresBetween } from '@onegrid/domain/kernel/place.ts'
import type { Instant } from '@onegrid/domain/kernel/time.ts'
import {
  compareMatches,
  type Match,
  matchOf,
  type Need,
  type Offer,
  slotsOf,
} from '@onegrid/domain/team/report-in/match.ts'
import { reasonOf, type Sentence } from '@onegrid/domain/team/report-in/reason.ts'
import type { ReportInKind } from '@onegrid/domain/team/report-in/report-in.ts'
import { capacityFor, isReporter, maySee } from '@onegrid/domain/ticket/access.ts'
import { type Catalogue, findSubcategory, needsAnswering } from '@onegrid/domain/ticket/catalogue.ts'
import type { Ticket } from '@onegrid/domain/ticket/ticket.ts'
import type { Tx } from '../database/database.ts'
import type { JobPorts } from '../jobs/ports.ts'
import { findConfirmedOf, findOffers } from '../team/report-in/queries.ts'
import { catalogueOf } from './catalogue.ts'
import { listOpenOrders } from './queries.ts'
import type { TownAtWork } from './town-rules.ts'

export type HelperOffer = {
  readonly personId: string
  readonly name: string
  readonly kind: ReportInKind
  readonly unitName?: string
  readonly gridName: string
  /** In his own words. */
  readonly words?: string
  readonly why: Sentence
  readonly asked: boolean
}

const mostOffers = 30
const mostOrders = 50

/** Codes that stand on the town's menu now: what may be ticked. */
export async function needCodes(ports: JobPorts, tenantId: string, tx: Tx): Promise<ReadonlySet<string>> {
  const { needs } = await catalogueOf(ports, tenantId, tx)
  return new Set(needs.filter(need => !need.retired).map(need => need.code))
}

function needOf({ subcategory, category, place, order }: Ticket, { needs, subcategories }: Catalogue): Need {
  const skills = needsAnswering({ needs }, subcategory)
  const categoryOf = (code: string) => subcategories.find(each => each.code === code)?.category
  const wanted = category ?? findSubcategory({ subcategories } as Catalogue, subcategory)?.category
  const related = needs.filter(need => categoryOf(need.subcategory) === wanted).map(need => need.code)
  return {
    skills,
    related: related.filter(code => !skills.includes(code)),
    ...(place.grid.small === undefined ? {} : { smallId: place.grid.small }),
    ...(place.grid.medium === undefined ? {} : { villageId: place.grid.medium }),
    ...(order?.startsAt === undefined ? {} : { startsAt: order.startsAt }),
    closesAt: order?.closesAt ?? '',
  }
}

function metresTo({ place }: Ticket, offer: Offer, { grids }: TownAtWork): number | undefined {
  const { lon, lat, grid } = place
  const from = grids.middleOf(offer.gridId)
  const to =
    lon === undefined || lat === undefined ? grids.middleOf(grid.small ?? grid.medium ?? grid.large) : { lon, lat }
  return from && to && metresBetween(from, to)
}

function sentenceOf(match: Match, { needs }: Catalogue): Sentence {
  return reasonOf(match, code => needs.find(need => need.code === code)?.name ?? { zh: code, en: code })
}

/** Whom the leader may ask for this order, who fits best first; nobody while nothing is open. */
export async function offersFor(
  tx: Tx,
  ticket: Ticket,
  town: TownAtWork,
  now: Instant,
): Promise<readonly HelperOffer[]> {
  const { order } = ticket
  if (ticket.status !== 'ordered' || order === undefined) return []
  const need = needOf(ticket, town.catalogue)
  const slots = slotsOf(need, town.calendar, now)
  const found = await findOffers(tx, { villageId: need.villageId, skills: need.skills })
  return found
    .filter(({ personId }) => !isReporter(ticket, personId) && !ticket.concerned.includes(personId))
    .filter(({ personId }) => !order.takers.some(taker => taker.personId === personId))
    .flatMap(offer => {
      const match = matchOf(need, slots, offer, metresTo(ticket, offer, town))
      return match === undefined ? [] : [{ offer, match }]
    })
    .sort((one, other) => compareMatches(one.match, other.match))
    .slice(0, mostOffers)
    .map(({ offer, match }) => ({
      personId: offer.personId,
      name: offer.personName ?? '',
      kind: offer.kind,
      ...(offer.unitName === undefined ? {} : { unitName: offer.unitName }),
      gridName: offer.gridName,
      ...(offer.words === undefined ? {} : { words: offer.words }),
      why: sentenceOf(match, town.catalogue),
      asked: order.asked?.includes(offer.personId) === true,
    }))
}

export type SuitedOrder = { readonly ticket: Ticket; readonly why: Sentence; readonly asked: boolean }

/** Open orders that fit what this person offers, and those for which he was asked; the asked ones first. */
export async function suitedOrders(
  tx: Tx,
  actor: Actor,
  town: TownAtWork,
  now: Instant,
): Promise<readonly SuitedOrder[]> {
  const personId = personOf(actor)
  if (personId === undefined) return []
  const offers = await findConfirmedOf(tx, personId)
  if (offers.length === 0) return []
  const gridIds = [...new Set(offers.map(offer => offer.villageId))]
  const open = await listOpenOrders(tx, { gridIds, askedOf: personId }, mostOrders)
  return open
    .filter(ticket => maySee(ticket, actor) && capacityFor(ticket, 'takeOrder', actor) !== undefined)
    .filter(ticket => !isReporter(ticket, personId) && (ticket.order?.closesAt ?? '') >= now)
    .filter(ticket => !ticket.order?.takers.some(taker => taker.personId === personId))
    .flatMap(ticket => {
      const need = needOf(ticket, town.catalogue)
      const slots = slotsOf(need, town.calendar, now)
      const asked = ticket.order?.asked?.includes(personId) === true
      const [match] = offers
        .map(offer => matchOf(need, slots, offer, metresTo(ticket, offer, town)))
        .filter(each => each !== undefined)
        .sort(compareMatches)
      // What lies near but asks for something else stands in the list of open orders already.
      return match === undefined || (match.skill === 'none' && !asked) ? [] : [{ ticket, match, asked }]
    })
    .sort((one, other) => Number(other.asked) - Number(one.asked) || compareMatches(one.match, other.match))
    .map(({ ticket, match, asked }) => ({ ticket, asked, why: sentenceOf(match, town.catalogue) }))
}
