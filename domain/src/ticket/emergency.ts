/**
 * What an emergency response does to the clocks: whoever has to look at a matter, decide on it or acknowledge it has so
 * many hours, day and night. The work itself and the promise to the reporter keep their limits — a storm shortens no repair.
 */
import type { Duration } from '../kernel/time.ts'
import type { Catalogue } from './catalogue.ts'

export function underEmergency(catalogue: Catalogue, holdHours: number): Catalogue {
  const hold: Duration = { amount: holdHours, unit: 'urgent_hour' }
  const everyLevel = { small: hold, medium: hold, large: hold }
  const limits = { ...catalogue.limits, acknowledge: hold, assess: everyLevel, dispatch: everyLevel }
  return { ...catalogue, limits }
}
