/**
 * Venues (阵地) at three levels: the town centre, a village's service centre and practice station, a group's culture room, and
 * the places of deliberation (连心室, 集言亭). Each says where it is, when it is open, what is done there and who looks after it.
 */
import { instantAt, isWorkday, localDate, type WorkCalendar } from '../../kernel/calendar.ts'
import { type Instant, instantOf, type LocalDate, milliseconds } from '../../kernel/time.ts'

export const venueKinds = [
  'town_centre', // 镇“多网合一”服务中心
  'service_centre', // 党群服务中心
  'practice_station', // 新时代文明实践站
  'culture_room', // 文化室
  'heart_room', // 连心室
  'pavilion', // 集言亭
  'other',
] as const
export type VenueKind = (typeof venueKinds)[number]

/** Local wall-clock times, `08:30`–`12:00`; `24:00` may end a day. */
export type Span = { readonly from: string; readonly to: string }

/** Hours over the legal calendar: a shifted workday (调休) has the hours of a workday, a decreed day off those of a holiday. */
export type Hours = {
  readonly workday: readonly Span[]
  /** Saturdays and Sundays that are neither decreed off nor shifted. */
  readonly restday: readonly Span[]
  readonly holiday: readonly Span[]
}
export const dayKinds = ['workday', 'restday', 'holiday'] as const
export type DayKind = (typeof dayKinds)[number]

export type Venue = {
  readonly venueId: string
  /** Short code of the poster's address; stays when everything else changes. */
  readonly code: string
  readonly kind: VenueKind
  readonly name: string
  readonly gridId: string
  /** WGS-84 degrees. */
  readonly lon?: number
  readonly lat?: number
  readonly hours: Hours
  /** What is done there, a line each. */
  readonly doings: readonly string[]
  /** Who looks after it: one of the team. */
  readonly personId?: string
  /** The venue's own public number, never a person's. */
  readonly phone?: string
  /** Stands on the town's page. */
  readonly public: boolean
  readonly version: number
}

export function dayKindOf(calendar: WorkCalendar, day: LocalDate): DayKind {
  if (isWorkday(calendar, day)) return 'workday'
  return calendar.days[day] === 'off' ? 'holiday' : 'restday'
}

export type Opening =
  | { readonly open: true; readonly until: Instant }
  | { readonly open: false; readonly next?: Instant }

/** A venue that opens at the New Year fair only is still found; one that never opens ends the search. */
const daysAhead = 15
const dayMilliseconds = 86_400_000

/** Whether it is open at the moment, until when, or when it opens next (within 15 days). */
export function openingAt(hours: Hours, calendar: WorkCalendar, now: Instant): Opening {
  const today = localDate(calendar.zone, now)
  for (let ahead = 0; ahead < daysAhead; ahead++) {
    const day = instantOf(milliseconds(`${today}T00:00:00.000Z`) + ahead * dayMilliseconds).slice(0, 10)
    for (const span of hours[dayKindOf(calendar, day)]) {
      const from = instantAt(calendar.zone, day, span.from)
      const to = instantAt(calendar.zone, day, span.to)
      if (from <= now && now < to) return { open: true, until: to }
      if (from > now) return { open: false, next: from }
    }
  }
  return { open: false }
}
