/**
 * The emergency response (应急响应, level IV to I) is a switch: as long as it is on, matters climb by the hour and not by the
 * working day, the clock calls the duty officer also by day, and each village has a line on the board — what is patrolled,
 * where water, power and road are cut, how many households need help. Counts only: there is no list of people.
 */
import type { Instant } from '../../kernel/time.ts'

export const emergencyKinds = ['typhoon', 'flood', 'landslide', 'forest_fire', 'heat', 'cold', 'other'] as const
export type EmergencyKind = (typeof emergencyKinds)[number]

/** 4 is level IV, the lowest; 1 is level I, the highest. */
export const emergencyLevels = [4, 3, 2, 1] as const
export type EmergencyLevel = (typeof emergencyLevels)[number]

/** Urgent hours before a matter that nobody looked at climbs one level. [K]: the town may say otherwise at the switch. */
export const usualHoldHours: Readonly<Record<EmergencyLevel, number>> = { 4: 8, 3: 4, 2: 2, 1: 1 }

export type Emergency = {
  readonly emergencyId: string
  readonly kind: EmergencyKind
  readonly level: EmergencyLevel
  readonly title: string
  readonly holdHours: number
  readonly startedAt: Instant
  readonly endedAt?: Instant
  readonly version: number
}

export const supplyStates = ['unknown', 'running', 'cut'] as const
export type SupplyState = (typeof supplyStates)[number]

export type VillageLine = {
  readonly gridId: string
  readonly patrolledAt?: Instant
  readonly water: SupplyState
  readonly power: SupplyState
  readonly road: SupplyState
  /** Households that need help. */
  readonly help: number
  readonly note?: string
  readonly saidAt: Instant
}
