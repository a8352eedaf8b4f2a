/**
 * The legal holidays and shifted workdays (调休) of mainland China as data. They are decreed each autumn for the year to
 * come: a year that is not in the library yet is provisional until the host administrator loads it as overrides.
 */
import legal from 'chinese-days/dist/chinese-days.json' with { type: 'json' }
import type { WorkCalendar } from './calendar.ts'
import type { LocalDate } from './time.ts'

type Days = Record<LocalDate, 'off' | 'work'>

/** Years for which the library knows the decree: any year in which at least one holiday is named by it. */
const decreedYears: ReadonlySet<number> = new Set(Object.keys(legal.holidays).map(date => Number(date.slice(0, 4))))

/** Days that differ from plain Monday to Friday, both years included. Years nobody decreed yet add nothing. */
export function legalDays(fromYear: number, toYear: number): Readonly<Days> {
  const days: Days = {}
  const within = (date: LocalDate) => Number(date.slice(0, 4)) >= fromYear && Number(date.slice(0, 4)) <= toYear
  for (const date of Object.keys(legal.holidays)) if (within(date)) days[date] = 'off'
  for (const date of Object.keys(legal.workdays)) if (within(date)) days[date] = 'work'
  return days
}

/** The first day after the last decreed year (`2027-01-01` with the data of 2026). */
export const legalDaysEnd: LocalDate = `${Math.max(...decreedYears) + 1}-01-01`

/**
 * The calendar of a town: the library's days, above them the host's overrides, above them the town's own. A year whose
 * overrides the host administrator has loaded as complete (`decreedThrough`) is no longer provisional.
 */
export function townCalendar(input: {
  readonly zone: string
  readonly hours: WorkCalendar['hours']
  readonly legal?: Readonly<Days>
  readonly hostDays?: Readonly<Days>
  readonly townDays?: Readonly<Days>
  readonly decreedThrough?: number
}): WorkCalendar {
  const loaded = input.decreedThrough === undefined ? legalDaysEnd : `${input.decreedThrough + 1}-01-01`
  return {
    zone: input.zone,
    hours: input.hours,
    days: { ...(input.legal ?? legalDays(2004, 9999)), ...input.hostDays, ...input.townDays },
    provisionalFrom: loaded > legalDaysEnd ? loaded : legalDaysEnd,
  }
}
