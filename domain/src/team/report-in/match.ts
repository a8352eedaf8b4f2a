/**
 * Needs and offers, both ways: the same rule suggests helpers to a leader and needs to a helper. What fits is said in words
 * (by skill, then distance, then time) and put in that order; nobody gets a figure.
 */
import { isWorkday, localDate, type WorkCalendar } from '../../kernel/calendar.ts'
import { type Instant, milliseconds } from '../../kernel/time.ts'
import { type ReportIn, type TimeSlot, timeSlots } from './report-in.ts'

/** What is asked for: an open order, or whatever else wants hands. */
export type Need = {
  /** Skills that answer it exactly, of the town's menu; none where the menu does not know such a thing. */
  readonly skills: readonly string[]
  /** Skills of the same category: near to it. */
  readonly related: readonly string[]
  readonly smallId?: string
  readonly villageId?: string
  /** When hands are wanted: at that hour, or any time until it closes. */
  readonly startsAt?: Instant
  readonly closesAt: Instant
}

export const nearnesses = ['group', 'village', 'elsewhere'] as const
export type Nearness = (typeof nearnesses)[number]

export type Match = {
  /** `exact`: offers just this; `related`: something of the same kind; `none`: lives near, was asked nothing of the kind. */
  readonly skill: 'exact' | 'related' | 'none'
  /** The skills that speak for it. */
  readonly skills: readonly string[]
  readonly nearness: Nearness
  /** Between the middle of the offer's grid and the need's place, where both are drawn. */
  readonly metres?: number
  /** `fits` with the slots; `unsaid`: ticked no times, ask; `other`: is free at other times. */
  readonly time: 'fits' | 'unsaid' | 'other'
  readonly slots: readonly TimeSlot[]
}

const skillOrder: readonly Match['skill'][] = ['exact', 'related', 'none']
const timeOrder: readonly Match['time'][] = ['fits', 'unsaid', 'other']

/** Evening begins when offices and fields are left; hours of the night belong to it. */
const dayHours = { from: 6, to: 18 }

export function slotAt(calendar: WorkCalendar, at: Instant): TimeSlot {
  const day = isWorkday(calendar, localDate(calendar.zone, at)) ? 'workday' : 'restday'
  const hour = Number(
    new Intl.DateTimeFormat('en-GB', { timeZone: calendar.zone, hour: '2-digit', hourCycle: 'h23' }).format(
      milliseconds(at),
    ),
  )
  return `${day}_${hour >= dayHours.from && hour < dayHours.to ? 'day' : 'evening'}`
}

const hour = 3_600_000
/** After a week every kind of hour has come round, holidays apart. */
const longestLook = 8 * 24

/** Which hours a need has: that of its beginning, or every kind of hour between now and its end. */
export function slotsOf(
  need: Pick<Need, 'startsAt' | 'closesAt'>,
  calendar: WorkCalendar,
  now: Instant,
): readonly TimeSlot[] {
  if (need.startsAt !== undefined) return [slotAt(calendar, need.startsAt)]
  const found = new Set<TimeSlot>()
  const end = Math.min(milliseconds(need.closesAt), milliseconds(now) + longestLook * hour)
  for (let at = milliseconds(now); at <= end && found.size < timeSlots.length; at += hour)
    found.add(slotAt(calendar, new Date(at).toISOString()))
  return timeSlots.filter(slot => found.has(slot))
}

/** @param slots of the need (`slotsOf`) @returns undefined where nothing speaks for it: no skill, and from elsewhere */
export function matchOf(need: Need, slots: readonly TimeSlot[], offer: Offer, metres?: number): Match | undefined {
  const exact = offer.skills.filter(code => need.skills.includes(code))
  const related = exact.length > 0 ? [] : offer.skills.filter(code => need.related.includes(code))
  const skill = exact.length > 0 ? 'exact' : related.length > 0 ? 'related' : 'none'
  const nearness: Nearness =
    need.smallId !== undefined && offer.gridId === need.smallId
      ? 'group'
      : offer.villageId === need.villageId
        ? 'village'
        : 'elsewhere'
  // From another village one comes for what one can do, and only for just that.
  if (nearness === 'elsewhere' && skill !== 'exact') return undefined
  const free = offer.times.filter(slot => slots.includes(slot))
  const time = offer.times.length === 0 ? 'unsaid' : free.length > 0 ? 'fits' : 'other'
  const far = metres === undefined ? {} : { metres }
  return { skill, skills: [...exact, ...related], nearness, ...far, time, slots: free }
}

export type Offer = Pick<ReportIn, 'skills' | 'times' | 'gridId' | 'villageId'>

/** Skill before distance before time; what is equal keeps its order. */
export function compareMatches(one: Match, other: Match): number {
  return (
    skillOrder.indexOf(one.skill) - skillOrder.indexOf(other.skill) ||
    nearnesses.indexOf(one.nearness) - nearnesses.indexOf(other.nearness) ||
    (one.nearness === 'elsewhere' ? kilometresOf(one) - kilometresOf(other) : 0) ||
    timeOrder.indexOf(one.time) - timeOrder.indexOf(other.time)
  )
}

/** Whole kilometres, at least one: a few hundred metres decide nothing between villages. Unknown comes last. */
export function kilometresOf({ metres }: Pick<Match, 'metres'>): number {
  return metres === undefined ? 1000 : Math.max(1, Math.round(metres / 1000))
}
