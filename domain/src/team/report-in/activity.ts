/**
 * An activity (活动) of a village that wants hands: a need beside the open orders, met by who reported in. Who says yes comes if
 * he can: nobody records who was there, and who had said yes is forgotten when it is over.
 */
import { type Actor, personOf } from '../../kernel/actor.ts'
import { plainLine } from '../../kernel/line.ts'
import { demand, Refusal } from '../../kernel/refusal.ts'
import { type Instant, milliseconds } from '../../kernel/time.ts'
import { type Ground, mayDecideOn } from './decide.ts'

export type ActivityDraft = {
  readonly name: string
  /** A village or one of its small grids. */
  readonly gridId: string
  /** Where one meets, in words. */
  readonly place?: string
  readonly startsAt: Instant
  readonly endsAt: Instant
  /** Codes of the town's menu of needs; none: everybody can help. */
  readonly skills: readonly string[]
  /** How many hands. */
  readonly wanted: number
}

export type Activity = ActivityDraft & {
  readonly activityId: string
  readonly villageId: string
  readonly withdrawnAt?: Instant
}

/** How somebody stands to an activity. */
export type Helper = { readonly asked: boolean; readonly joined: boolean }

/** Longer is a campaign with activities of its own. */
const longest = 14 * 24 * 3_600_000

/** Made by who leads the place, or by the town's centre. @throws Refusal field_invalid with the pointer, not_signed_in, not_permitted */
export function decideActivity(
  actor: Actor,
  draft: ActivityDraft,
  ground: Ground,
  now: Instant,
): { readonly madeBy: string; readonly kept: ActivityDraft; readonly villageId: string } {
  const madeBy = personOf(actor)
  demand(madeBy !== undefined, 'not_signed_in')
  const villageId = ground.villageOf(draft.gridId)
  if (villageId === undefined) return refuse('/gridId', 'a village or group of this town', '须为本镇的村或小组')
  demand(mayDecideOn(actor, { gridId: draft.gridId, villageId }), 'not_permitted', {
    who: ['medium_leader', 'village_worker', 'small_leader', 'centre'],
  })
  const name = plainLine(draft.name)
  if (name === '') refuse('/name', 'a name', '请填写活动名称')
  if (draft.startsAt <= now) refuse('/startsAt', 'later than now', '须晚于现在')
  const length = milliseconds(draft.endsAt) - milliseconds(draft.startsAt)
  if (length <= 0) refuse('/endsAt', 'after the beginning', '须晚于开始时间')
  if (length > longest) refuse('/endsAt', 'at most 14 days after the beginning', '最多14天')
  const unknown = draft.skills.find(code => !ground.skills.has(code))
  if (unknown !== undefined) refuse('/skills', `known skills, not “${unknown}”`, '须为本镇需求清单里的项目')
  const { place: _place, ...rest } = draft
  const place = plainLine(draft.place ?? '')
  return { madeBy, villageId, kept: { ...rest, name, skills: [...new Set(draft.skills)], ...(place ? { place } : {}) } }
}

/** Of another village's one learns nothing. @throws Refusal not_signed_in, not_found */
export function demandLeader(actor: Actor, activity: Activity | undefined): Activity {
  demand(personOf(actor) !== undefined, 'not_signed_in')
  demand(activity !== undefined && mayDecideOn(actor, activity), 'not_found')
  return activity
}

/** @throws Refusal activity_over */
export function demandComing(activity: Activity, now: Instant): void {
  demand(activity.withdrawnAt === undefined, 'activity_over', { reason: 'withdrawn' })
  demand(now < activity.endsAt, 'activity_over', { reason: 'ended' })
}

/** Once, whoever was confirmed; nobody is pressed twice, and nobody asks himself. */
export function decideAskingHelper(
  actor: Actor,
  activity: Activity,
  helper: Helper & { readonly personId: string; readonly confirmed: boolean },
  now: Instant,
): void {
  demandComing(activity, now)
  demand(helper.personId !== personOf(actor), 'own_matter', { action: 'askHelper' })
  if (!helper.confirmed) refuse('/personId', 'somebody who reported in and was confirmed', '须为已确认报到的人')
  demand(!helper.asked && !helper.joined, 'helper_asked', { personId: helper.personId })
}

/** @param taken how many others said yes */
export function decideJoining(
  activity: Activity | undefined,
  { confirmed, taken }: { readonly confirmed: boolean; readonly taken: number },
  now: Instant,
): Activity {
  demand(activity !== undefined && confirmed, 'not_found')
  demandComing(activity, now)
  demand(taken < activity.wanted, 'activity_full', { wanted: activity.wanted })
  return activity
}

function refuse(pointer: string, expected: string, expectedZh: string): never {
  throw new Refusal('field_invalid', { pointer, expected, expectedZh })
}
