import { instantAt } from '@onegrid/domain/kernel/calendar.ts'
import { type Instant, instantOf, milliseconds } from '@onegrid/domain/kernel/time.ts'
import { type Clock, continuingClock, simulatedClock } from '@onegrid/server/clock.ts'

/** The example town lies in Guangdong. */
export const demoZone = 'Asia/Shanghai'
/** Saturday: the town is set up before the first report of Monday, 22 August 2022. */
export const storyBegins: Instant = '2022-08-20T01:00:00.000Z'
/** Monday 26 September 2022, 08:30 in the town: the screens open on a working morning (design.md §3.11). */
export const storyEnds: Instant = '2022-09-26T00:30:00.000Z'

/** Stands where the story stands, and goes on by itself from the moment that the story is told. */
export type StoryClock = Clock & {
  set(instant: Instant): void
  goOn(from: Instant): void
}

export function storyClock(start: Instant): StoryClock {
  const told = simulatedClock(start)
  let running: Clock | undefined
  return {
    now: () => (running ?? told).now(),
    set: instant => told.set(instant),
    goOn(from) {
      running = continuingClock(from)
    },
  }
}

/** Yesterday's demo goes on today: as much later as has passed since it was made. A machine's clock set back stops it there. */
export function demoNow(madeAt: Instant, machineNow: Instant): Instant {
  return instantOf(milliseconds(storyEnds) + Math.max(0, milliseconds(machineNow) - milliseconds(madeAt)))
}

/** `09-14 08:50` in the town; the year of the story is 2022 unless it is said. */
export function storyInstant(said: string): Instant {
  const found = /^(?:(\d{4})-)?(\d\d-\d\d) (\d\d:\d\d)$/.exec(said)
  if (!found) throw new Error(`Not a moment of the story: ${said}`)
  const [, year = '2022', day, time] = found
  return instantAt(demoZone, `${year}-${day}`, time!)
}
