/** Activities and who reported in, both ways, by the rule that open orders have. */
import { type Actor, personOf } from '@onegrid/domain/kernel/actor.ts'
import { metresBetween } from '@onegrid/domain/kernel/place.ts'
import type { Instant } from '@onegrid/domain/kernel/time.ts'
import { type Activity, demandLeader } from '@onegrid/domain/team/report-in/activity.ts'
import type { ActivityOfferWire, SuitedActivityWire } from '@onegrid/domain/team/report-in/activity-contract.ts'
import {
  compareMatches,
  type Match,
  matchOf,
  type Need,
  type Offer,
  slotsOf,
} from '@onegrid/domain/team/report-in/match.ts'
import { reasonOf } from '@onegrid/domain/team/report-in/reason.ts'
import type { Tx } from '../database/database.ts'
import { activityWire, findActivity, findComing, findHelpers } from '../team/report-in/activity-store.ts'
import { findConfirmedOf, findOffers } from '../team/report-in/queries.ts'
import type { TownAtWork } from './town-rules.ts'

const mostOffers = 30

function needOf({ skills, gridId, villageId, startsAt, endsAt }: Activity, { catalogue }: TownAtWork): Need {
  const { needs, subcategories } = catalogue
  const categoryOf = (code: string | undefined) => subcategories.find(each => each.code === code)?.category
  const wanted = new Set(
    skills
      .map(code => categoryOf(needs.find(need => need.code === code)?.subcategory))
      .filter(each => each !== undefined),
  )
  const related = needs.filter(need => wanted.has(categoryOf(need.subcategory) ?? '') && !skills.includes(need.code))
  return {
    skills,
    related: related.map(need => need.code),
    villageId,
    startsAt,
    closesAt: endsAt,
    ...(gridId === villageId ? {} : { smallId: gridId }),
  }
}

function fits(activity: Activity, offer: Offer, town: TownAtWork, now: Instant): Match | undefined {
  const need = needOf(activity, town)
  const from = town.grids.middleOf(offer.gridId)
  const to = town.grids.middleOf(activity.gridId)
  return matchOf(need, slotsOf(need, town.calendar, now), offer, from && to && metresBetween(from, to))
}

function why(match: Match, { skills }: Activity, { catalogue }: TownAtWork) {
  const name = (code: string) => catalogue.needs.find(need => need.code === code)?.name ?? { zh: code, en: code }
  return { ...reasonOf(match, name, { everybody: skills.length === 0 }) }
}

/** Whom the leader may ask, who fits best first; who has said yes stands with the activity already. */
export async function offersForActivity(
  tx: Tx,
  actor: Actor,
  activityId: string,
  town: TownAtWork,
  now: Instant,
): Promise<ActivityOfferWire[]> {
  const activity = demandLeader(actor, await findActivity(tx, activityId))
  if (activity.withdrawnAt !== undefined || activity.endsAt <= now) return []
  const helpers = new Map((await findHelpers(tx, [activity.activityId])).map(each => [each.personId, each]))
  const found = await findOffers(tx, { villageId: activity.villageId, skills: activity.skills })
  return found
    .filter(({ personId }) => personId !== personOf(actor) && helpers.get(personId)?.joined !== true)
    .flatMap(offer => {
      const match = fits(activity, offer, town, now)
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
      why: why(match, activity, town),
      asked: helpers.get(offer.personId)?.asked === true,
    }))
}

/** What is to come and fits what this person offers, or asked for him; what he said yes to and was asked for first. */
export async function suitedActivities(
  tx: Tx,
  actor: Actor,
  town: TownAtWork,
  now: Instant,
): Promise<SuitedActivityWire[]> {
  const personId = personOf(actor)
  if (personId === undefined) return []
  const offers = await findConfirmedOf(tx, personId)
  if (offers.length === 0) return []
  const villageIds = [...new Set(offers.map(offer => offer.villageId))]
  const skills = [...new Set(offers.flatMap(offer => offer.skills))]
  const coming = await findComing(tx, { villageIds, skills, personId }, now)
  const helpers = await findHelpers(
    tx,
    coming.map(activity => activity.activityId),
  )
  return coming
    .flatMap(activity => {
      const own = helpers.filter(helper => helper.activityId === activity.activityId)
      const stands = own.find(helper => helper.personId === personId)
      const { asked, joined: mine } = { asked: stands?.asked === true, joined: stands?.joined === true }
      const joined = own.filter(helper => helper.joined).length
      const [match] = offers
        .map(offer => fits(activity, offer, town, now))
        .filter(each => each !== undefined)
        .sort(compareMatches)
      if (match === undefined || (match.skill === 'none' && activity.skills.length > 0 && !asked && !mine)) return []
      if (joined >= activity.wanted && !mine) return []
      return [{ activity, match, asked, mine, joined }]
    })
    .sort(
      (one, other) =>
        Number(other.mine) - Number(one.mine) ||
        Number(other.asked) - Number(one.asked) ||
        compareMatches(one.match, other.match),
    )
    .map(({ activity, match, asked, mine, joined }) => ({
      activity: activityWire(activity, joined),
      why: why(match, activity, town),
      asked,
      mine,
    }))
}
