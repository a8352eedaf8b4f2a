import { type Instant, instantOf, milliseconds } from '@onegrid/domain/kernel/time.ts'

/** The process's time, injected: the demo runs in September 2022, the bench through a whole year in minutes. */
export type Clock = { now(): Instant }

export type SimulatedClock = Clock & {
  set(instant: Instant): void
  advance(forwardMilliseconds: number): void
}

export function systemClock(): Clock {
  return { now: () => instantOf(Date.now()) }
}

/** Stands still until it is told. */
export function simulatedClock(start: Instant): SimulatedClock {
  let current = milliseconds(start)
  return {
    now: () => instantOf(current),
    set(instant) {
      current = milliseconds(instant)
    },
    advance(forwardMilliseconds) {
      current += forwardMilliseconds
    },
  }
}

/** Goes on from the start at the real pace; the machine's steps (summer time, NTP) do not show in it. */
export function continuingClock(start: Instant): Clock {
  const begun = performance.now()
  const origin = milliseconds(start)
  return { now: () => instantOf(origin + Math.floor(performance.now() - begun)) }
}
