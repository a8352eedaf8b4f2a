/**
 * An instant in UTC, always written `2022-09-26T00:30:00.000Z`: fixed width, so that `<` on the strings is `<` in time,
 * and the same text stands in the journal, on the wire and in the state.
 */
export type Instant = string

/** A calendar day in the town's zone, `2022-09-26`. */
export type LocalDate = string

/** Of the 20th and 21st century: the year 0 and the year 9999 are typing errors that break the reckoning with durations. */
export const instantPattern =
  '^(19|20)\\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d\\.\\d{3}Z$'

/** Milliseconds since 1970 of an instant. */
export function milliseconds(instant: Instant): number {
  return Date.parse(instant)
}

export function instantOf(epochMilliseconds: number): Instant {
  return new Date(epochMilliseconds).toISOString()
}

/**
 * The three units clocks run in (domain.md §3): urgent hours run day and night, working hours and working days over the
 * legal calendar with shifted workdays.
 */
export type DurationUnit = 'urgent_hour' | 'working_hour' | 'working_day'

export type Duration = { readonly amount: number; readonly unit: DurationUnit }
