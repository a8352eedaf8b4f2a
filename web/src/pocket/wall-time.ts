import { instantOfWallClock, zoneOffset } from '@onegrid/domain/kernel/zone.ts'

/** `<input type="datetime-local">` speaks of a wall clock without a zone: here it is the town's, wherever the phone is. */
export function wallTimeOf(instant: string, zone: string): string {
  const at = Date.parse(instant)
  return new Date(at + zoneOffset(zone, at)).toISOString().slice(0, 16)
}

/** @returns undefined for what is no moment (yet) */
export function instantOfWallTime(typed: string, zone: string): string | undefined {
  const wall = Date.parse(`${typed}:00.000Z`)
  return Number.isNaN(wall) ? undefined : new Date(instantOfWallClock(zone, wall)).toISOString()
}
