import { wallClock } from '../ui/time-words.ts'

const two = (value: number) => String(value).padStart(2, '0')

/** What a clock on the town's wall shows, as fields of date and time take it: 2022-09-28T17:00. */
export function wallOf(instant: string, zone: string): string {
  const { year, month, day, hour, minute } = wallClock(instant, zone)
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`
}

/** The instant at which the town's clocks show this; `2022-09-28` alone is that day's beginning. */
export function instantAt(wall: string, zone: string): string | undefined {
  if (!/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?$/.test(wall)) return undefined
  const wished = Date.parse(`${wall.length === 10 ? `${wall}T00:00` : wall}:00Z`)
  if (Number.isNaN(wished)) return undefined
  // Twice: the first guess may lie on the other side of a change of summer time.
  let guess = wished
  for (let round = 0; round < 2; round += 1) {
    const shown = Date.parse(`${wallOf(new Date(guess).toISOString(), zone)}:00Z`)
    guess += wished - shown
  }
  return new Date(guess).toISOString()
}
