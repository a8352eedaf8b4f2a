import { Refusal } from './refusal.ts'

const dayLength = 86_400_000

/** A town lives in one zone, a county in one, a replay of old cases in one more: the cache stays small. */
const zones = new Map<string, { readonly formatter: Intl.DateTimeFormat; readonly wholeDays: Map<number, number> }>()

/** Forty years of days. Past that the cache starts again, so that a stranger's dates cannot fill the memory. */
const rememberedDays = 14_610

/**
 * Milliseconds that local time in an IANA zone is ahead of UTC at an instant. Asking Intl costs microseconds and a
 * clock asks for every ticket, so a UTC day whose both ends agree is remembered; the few days on which the clocks
 * change are asked exactly.
 */
export function zoneOffset(zone: string, epochMilliseconds: number): number {
  const { formatter, wholeDays } = zoneOf(zone)
  const day = Math.floor(epochMilliseconds / dayLength)
  const known = wholeDays.get(day)
  if (known !== undefined) return known
  if (Number.isNaN(epochMilliseconds)) throw new Refusal('field_invalid', { field: 'instant' })
  const first = askOffset(formatter, day * dayLength)
  const last = askOffset(formatter, (day + 1) * dayLength)
  if (first !== last) return askOffset(formatter, epochMilliseconds)
  if (wholeDays.size >= rememberedDays) wholeDays.clear()
  wholeDays.set(day, first)
  return first
}

/**
 * The instant of a wall-clock reading, given as milliseconds since 1970 "as if it were UTC". A reading that comes twice
 * in autumn is the first of the two; one that spring skips moves forward by the skipped hour.
 */
export function instantOfWallClock(zone: string, wallClock: number): number {
  const before = zoneOffset(zone, wallClock - dayLength)
  const after = zoneOffset(zone, wallClock + dayLength)
  const early = wallClock - before
  if (before === after || zoneOffset(zone, early) === before) return early
  const late = wallClock - after
  return zoneOffset(zone, late) === after ? late : early
}

function zoneOf(zone: string) {
  const known = zones.get(zone)
  if (known) return known
  try {
    const formatter = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })
    const made = { formatter, wholeDays: new Map<number, number>() }
    zones.set(zone, made)
    return made
  } catch {
    throw new Refusal('field_invalid', { field: 'zone', value: zone })
  }
}

function askOffset(formatter: Intl.DateTimeFormat, epochMilliseconds: number): number {
  const name = formatter.formatToParts(epochMilliseconds).find(part => part.type === 'timeZoneName')?.value ?? 'GMT'
  const match = /GMT([+\u2212-])(\d{1,2}):?(\d{2})?:?(\d{2})?/.exec(name)
  if (!match) return 0
  const seconds = Number(match[2]) * 3600 + Number(match[3] ?? 0) * 60 + Number(match[4] ?? 0)
  return (match[1] === '+' ? seconds : -seconds) * 1000
}
