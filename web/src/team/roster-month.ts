/** Days of a month as a sheet on the wall shows them. Pure; a day is `2022-09-26` on the town's calendar. */
export type Duty = {
  readonly day: string
  readonly personId: string
  readonly personName?: string
  readonly hasAccount: boolean
  readonly startsAt: string
  readonly endsAt: string
}
export type DutyEntry = {
  readonly day: string
  readonly personId: string
  readonly startsAt?: string
  readonly endsAt?: string
}

const dayMilliseconds = 86_400_000

export function daysOfMonth(month: string): readonly string[] {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const first = Date.UTC(year, number - 1, 1)
  const count = (Date.UTC(year, number, 1) - first) / dayMilliseconds
  return Array.from({ length: count }, (_, at) => new Date(first + at * dayMilliseconds).toISOString().slice(0, 10))
}

export function otherMonth(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7)
}

/** Monday 1 … Sunday 7. */
export function weekdayOf(day: string): number {
  return ((new Date(`${day}T00:00:00.000Z`).getUTCDay() + 6) % 7) + 1
}

/** The same hands one after the other, from the day after the last entry to the end of the month. */
export function goOn(
  days: readonly string[],
  filled: ReadonlyMap<string, readonly string[]>,
): readonly { readonly day: string; readonly personId: string }[] {
  const turn: string[] = []
  for (const day of days)
    for (const personId of filled.get(day) ?? []) if (!turn.includes(personId)) turn.push(personId)
  const last = days.findLastIndex(day => (filled.get(day) ?? []).length > 0)
  const lastPerson = filled.get(days[last] ?? '')?.[0]
  if (lastPerson === undefined) return []
  const from = turn.indexOf(lastPerson)
  return days.slice(last + 1).map((day, at) => ({ day, personId: turn[(from + 1 + at) % turn.length]! }))
}
