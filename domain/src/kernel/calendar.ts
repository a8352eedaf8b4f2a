/**
 * The working calendar: which days and hours of a town count for a limit (domain.md §3, Clocks). Pure: the legal days,
 * the town's own hours and its overrides come in as one value. A changed holiday list is therefore a new value, and
 * every due instant computed from it moves at once; nothing here is stored in a ticket.
 */
import { demand, Refusal } from './refusal.ts'
import { type Duration, type Instant, instantOf, type LocalDate, milliseconds } from './time.ts'
import { instantOfWallClock, zoneOffset } from './zone.ts'

export type WorkCalendar = {
  /** IANA zone of the town. */
  readonly zone: string
  /** Working hours of every working day in local time, `08:30`–`12:00`; `24:00` may end a day. */
  readonly hours: readonly { readonly from: string; readonly to: string }[]
  /** Days that differ from plain Monday to Friday: legal holidays, shifted workdays (调休), the town's own overrides. */
  readonly days: Readonly<Record<LocalDate, 'off' | 'work'>>
  /** From this day on nobody has published the holidays: plain Monday to Friday, and shown as provisional. */
  readonly provisionalFrom: LocalDate
}

const dayLength = 86_400_000
const hourLength = 3_600_000
const minuteLength = 60_000

/** No holiday lasts so long; a calendar that is off for longer has no working days and would never end a search. */
const longestPause = 1000
/** Eleven years of hours: a limit beyond it is a slip of the keyboard, and would cost seconds to count. */
const longestAmount = 100_000

/**
 * When what starts at `from` is due. Zero is due at once; anything more is later than `from`, also outside hours. Part of
 * a working day counts as the whole day.
 */
export function addDuration(calendar: WorkCalendar, from: Instant, duration: Duration): Instant {
  const { amount, unit } = duration
  demand(amount >= 0 && amount <= longestAmount, 'field_invalid', { field: 'amount', value: String(amount) })
  if (amount === 0) return from
  if (unit === 'working_day') return endOfWorkingDay(calendar, from, Math.ceil(amount))
  const length = Math.max(1, Math.round(amount * hourLength))
  return unit === 'urgent_hour'
    ? instantOf(milliseconds(from) + length)
    : addWorkingMilliseconds(calendar, from, length)
}

/** The instant after so much working time; at the close of a day it stays at the close and does not jump to morning. */
export function addWorkingMilliseconds(calendar: WorkCalendar, from: Instant, length: number): Instant {
  demand(length >= 0 && length <= longestAmount * hourLength, 'field_invalid', {
    field: 'amount',
    value: String(length),
  })
  if (length === 0) return from
  const start = milliseconds(from)
  let left = length
  let pause = 0
  for (let day = dayOf(calendar.zone, start) - 1; ; day++) {
    const intervals = intervalsOf(calendar, day)
    pause = intervals.length === 0 ? pause + 1 : 0
    demandWork(pause)
    for (let index = 0; index < intervals.length; index += 2) {
      const opens = Math.max(intervals[index]!, start)
      const open = intervals[index + 1]! - opens
      if (open <= 0) continue
      if (open >= left) return instantOf(opens + left)
      left -= open
    }
  }
}

/** Working time between two instants; negative when `to` is the earlier one. */
export function workingMilliseconds(calendar: WorkCalendar, from: Instant, to: Instant): number {
  const start = milliseconds(from)
  const end = milliseconds(to)
  if (end < start) return 0 - workingMilliseconds(calendar, to, from)
  let sum = 0
  const lastDay = dayOf(calendar.zone, end) + 1
  for (let day = dayOf(calendar.zone, start) - 1; day <= lastDay; day++) {
    const intervals = intervalsOf(calendar, day)
    for (let index = 0; index < intervals.length; index += 2) {
      const worked = Math.min(intervals[index + 1]!, end) - Math.max(intervals[index]!, start)
      if (worked > 0) sum += worked
    }
  }
  return sum
}

/**
 * Working days from one instant to the other, counted as limits count them: what is due after n working days is n away.
 * Instants on off days or after hours belong to the next working day. Negative when `to` is the earlier one.
 */
export function workingDaysBetween(calendar: WorkCalendar, from: Instant, to: Instant): number {
  const first = countingDay(calendar, milliseconds(from))
  const last = countingDay(calendar, milliseconds(to))
  let count = 0
  for (let day = Math.min(first, last) + 1; day <= Math.max(first, last); day++) if (worksOn(calendar, day)) count++
  return last < first ? 0 - count : count
}

export function isWorkday(calendar: WorkCalendar, date: LocalDate): boolean {
  return worksOn(calendar, dayNumber(date))
}

/** The closing second is no longer working time: 17:30 sharp is after hours 08:30–17:30. */
export function isWorkingTime(calendar: WorkCalendar, at: Instant): boolean {
  const instant = milliseconds(at)
  const today = dayOf(calendar.zone, instant)
  for (let day = today - 1; day <= today + 1; day++) {
    const intervals = intervalsOf(calendar, day)
    for (let index = 0; index < intervals.length; index += 2)
      if (instant >= intervals[index]! && instant < intervals[index + 1]!) return true
  }
  return false
}

/** Whether the day lies where holidays are not published yet, so that the screen must say "provisional". */
export function isProvisional(calendar: WorkCalendar, at: Instant): boolean {
  return localDate(calendar.zone, at) >= calendar.provisionalFrom
}

export function localDate(zone: string, at: Instant): LocalDate {
  return dateOf(dayOf(zone, milliseconds(at)))
}

/** The instant of a wall-clock reading such as `17:30`, `17:30:15` or `24:00` on a day in a zone. */
export function instantAt(zone: string, date: LocalDate, time: string): Instant {
  return instantOf(instantOfWallClock(zone, dayNumber(date) * dayLength + timeOfDay(time)))
}

/**
 * The same wall-clock time one working day earlier: our own limit for what came from outside with a foreign limit, so
 * that the answer is back before theirs ends.
 */
export function previousWorkday(calendar: WorkCalendar, at: Instant): Instant {
  const instant = milliseconds(at)
  const wallClock = instant + zoneOffset(calendar.zone, instant)
  const today = Math.floor(wallClock / dayLength)
  let day = today - 1
  for (let pause = 0; !worksOn(calendar, day); day--) demandWork(++pause)
  return instantOf(instantOfWallClock(calendar.zone, day * dayLength + (wallClock - today * dayLength)))
}

/** The end of hours of the n-th working day after the day on which the count starts. */
function endOfWorkingDay(calendar: WorkCalendar, from: Instant, count: number): Instant {
  let day = countingDay(calendar, milliseconds(from))
  for (let left = count; left > 0; left--) {
    day++
    for (let pause = 0; !worksOn(calendar, day); day++) demandWork(++pause)
  }
  const intervals = intervalsOf(calendar, day)
  demand(intervals.length > 0, 'field_invalid', { field: 'hours' })
  return instantOf(intervals[intervals.length - 1]!)
}

/**
 * The working day an instant belongs to (day 0 of a count). The closing instant itself still belongs to its day: limits
 * end there, and a limit that starts where another ended must not lose a day.
 */
function countingDay(calendar: WorkCalendar, instant: number): number {
  let day = dayOf(calendar.zone, instant)
  const hours = hoursOf(calendar)
  demand(hours.length > 0, 'field_invalid', { field: 'hours' })
  // Hours that end at 24:00 close at an instant that already reads as the next day.
  const yesterday = intervalsOf(calendar, day - 1)
  if (yesterday.length > 0 && instant <= yesterday[yesterday.length - 1]!) return day - 1
  const intervals = intervalsOf(calendar, day)
  if (intervals.length > 0 && instant > intervals[intervals.length - 1]!) day++
  for (let pause = 0; !worksOn(calendar, day); day++) demandWork(++pause)
  return day
}

/** Remembered, because a limit of weeks asks for each of its days. */
function worksOn(calendar: WorkCalendar, day: number): boolean {
  const { workdays } = prepare(calendar)
  const known = workdays.get(day)
  if (known !== undefined) return known
  const works = readDay(calendar, day)
  if (workdays.size > rememberedDays) workdays.clear()
  workdays.set(day, works)
  return works
}

function readDay(calendar: WorkCalendar, day: number): boolean {
  const special = calendar.days[dateOf(day)]
  if (special !== undefined) return special === 'work'
  const weekday = (((day + 4) % 7) + 7) % 7 // 1 January 1970 was a Thursday
  return weekday >= 1 && weekday <= 5
}

type Prepared = {
  readonly hours: readonly (readonly [number, number])[]
  readonly workdays: Map<number, boolean>
  readonly intervals: Map<number, readonly number[]>
}
const prepared = new WeakMap<WorkCalendar, Prepared>()
const none: readonly number[] = []

/** A century. Past that the memory starts again, so that far dates from outside cannot fill it. */
const rememberedDays = 36_525

function prepare(calendar: WorkCalendar): Prepared {
  const known = prepared.get(calendar)
  if (known) return known
  const hours: [number, number][] = []
  const sorted = calendar.hours
    .map(({ from, to }): [number, number] => [timeOfDay(from), timeOfDay(to)])
    .sort((one, other) => one[0] - other[0])
  for (const [from, to] of sorted) {
    demand(from < to, 'field_invalid', { field: 'hours' })
    const last = hours.at(-1)
    // Overlapping entries would count an hour twice.
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else hours.push([from, to])
  }
  const made = { hours, workdays: new Map<number, boolean>(), intervals: new Map<number, readonly number[]>() }
  prepared.set(calendar, made)
  return made
}

function hoursOf(calendar: WorkCalendar) {
  return prepare(calendar).hours
}

/** Opening and closing instants of a day, alternating; empty on a day off. */
function intervalsOf(calendar: WorkCalendar, day: number): readonly number[] {
  const { hours, intervals } = prepare(calendar)
  const known = intervals.get(day)
  if (known) return known
  const made = worksOn(calendar, day)
    ? hours.flatMap(([from, to]) => [
        instantOfWallClock(calendar.zone, day * dayLength + from),
        instantOfWallClock(calendar.zone, day * dayLength + to),
      ])
    : none
  if (intervals.size > rememberedDays) intervals.clear()
  intervals.set(day, made)
  return made
}

/** Days since 1970 of the local date at an instant. */
function dayOf(zone: string, instant: number): number {
  return Math.floor((instant + zoneOffset(zone, instant)) / dayLength)
}

function dayNumber(date: LocalDate): number {
  const parsed = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00.000Z`) : Number.NaN
  demand(!Number.isNaN(parsed), 'field_invalid', { field: 'date', value: date })
  return parsed / dayLength
}

function dateOf(day: number): LocalDate {
  return instantOf(day * dayLength).slice(0, 10)
}

function timeOfDay(time: string): number {
  const match = /^(\d{2}):(\d{2})(?::(\d{2}))?$/.exec(time)
  const length = match
    ? Number(match[1]) * hourLength + Number(match[2]) * minuteLength + Number(match[3] ?? 0) * 1000
    : Number.NaN
  demand(length <= dayLength && Number(match?.[2]) < 60, 'field_invalid', { field: 'time', value: time })
  return length
}

function demandWork(pause: number): void {
  if (pause > longestPause) throw new Refusal('field_invalid', { field: 'calendar' })
}
