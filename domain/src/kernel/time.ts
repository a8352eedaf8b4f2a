/**
 * An instant in UTC, always written `2022-09-26T00:30:00.000Z`: fixed width, so that `<` on the strings is `<` in time,
 * and the same text stands in the journal, on the wire and in the state.
 */
export type Instant = string

/** A calendar day in the town's zone, `2022-09-26`. */
export type LocalDate = string

export const instantPattern = '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$'

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
