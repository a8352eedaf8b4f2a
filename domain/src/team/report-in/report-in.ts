/**
 * 双报到: Party members and units of work report in where they live or are paired, each by himself, and say what they can do
 * and when. It is an offer, never a duty: nobody counts who came, and what was offered is gone when it is withdrawn.
 */
import type { Instant } from '../../kernel/time.ts'

export const reportInKinds = ['party_member', 'unit'] as const
export type ReportInKind = (typeof reportInKinds)[number]

/** When somebody can usually come: workdays and rest days by the town's calendar, shifted workdays (调休) included. */
export const timeSlots = ['workday_day', 'workday_evening', 'restday_day', 'restday_evening'] as const
export type TimeSlot = (typeof timeSlots)[number]

export const reportInStates = ['reported', 'confirmed', 'declined'] as const
export type ReportInState = (typeof reportInStates)[number]

/** What a person says of himself or of his unit; one page, most of it ticks. */
export type ReportInDraft = {
  readonly kind: ReportInKind
  /** A village or one of its small grids. */
  readonly gridId: string
  /** For a unit of work. */
  readonly unitName?: string
  /** Codes of the town's menu of needs: what residents ask for and what helpers offer is one list. */
  readonly skills: readonly string[]
  /** None ticked: not said, to be asked. */
  readonly times: readonly TimeSlot[]
  /** Whatever is on no list, in his own words; erasable. */
  readonly words?: string
}

export type ReportIn = ReportInDraft & {
  readonly reportInId: string
  readonly personId: string
  /** The village of the grid. */
  readonly villageId: string
  readonly state: ReportInState
  /** Why it was declined, in the leader's words to this person. */
  readonly answer?: string
  readonly reportedAt: Instant
}
