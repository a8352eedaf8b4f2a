/**
 * What lies on the ground and is kept by others: open matters, posts, households. The grid slice stands below them, so
 * they tell it (slices.ts) what it may ask; where nobody does, a comparison goes without.
 */
import type { HouseholdPoint } from '@onegrid/domain/grid/division/compare.ts'
import type { Path } from '@onegrid/domain/grid/tree.ts'
import type { LocalDate } from '@onegrid/domain/kernel/time.ts'
import type { Tx } from '../../database/database.ts'

export type OpenPlace = {
  readonly grid: Path
  readonly lon: number | null
  readonly lat: number | null
  readonly landmarkId: string | null
}
export type GridCounts = { readonly received: number; readonly accepted: number; readonly open: number }

/** A grid that would end, and the one to which its people go: its id, or its key in the plan where it would begin. */
export type EndingGrid = {
  readonly gridId: string
  readonly to: string | undefined
  readonly isThere: boolean
  readonly share: number
}
export type PostAway = {
  readonly gridId: string
  /** The town's own name of the post. */
  readonly kind: { readonly zh: string; readonly en: string }
  readonly personName?: string
  /** Else it ends: the other grid has one of its kind. */
  readonly goesOn: boolean
}

export type GroundFacts = {
  /** What would become of the posts at grids that end. */
  postsFollowing(tx: Tx, ends: readonly EndingGrid[], effectiveOn: LocalDate): Promise<readonly PostAway[]>
  openPlaces(tx: Tx): Promise<readonly OpenPlace[]>
  /** By the grid in which a matter lies, without those of the grids in it. */
  ticketsOn(tx: Tx, day: LocalDate): Promise<ReadonlyMap<string, GridCounts>>
  postsOn(tx: Tx, day: LocalDate): Promise<ReadonlyMap<string, number>>
  /** Homes as points with counts, where only a group's figure is known spread over its ground; nobody's name. */
  households(tx: Tx): Promise<readonly HouseholdPoint[]>
}

const told: { -readonly [fact in keyof GroundFacts]?: GroundFacts[fact] } = {}

export function tellGroundFacts(facts: Partial<GroundFacts>): void {
  Object.assign(told, facts)
}

export async function askOpenPlaces(tx: Tx): Promise<readonly OpenPlace[]> {
  return (await told.openPlaces?.(tx)) ?? []
}
export async function askTickets(tx: Tx, day: LocalDate): Promise<ReadonlyMap<string, GridCounts>> {
  return (await told.ticketsOn?.(tx, day)) ?? new Map()
}
export async function askPostsFollowing(
  tx: Tx,
  ends: readonly EndingGrid[],
  effectiveOn: LocalDate,
): Promise<readonly PostAway[]> {
  return (await told.postsFollowing?.(tx, ends, effectiveOn)) ?? []
}
export async function askPosts(tx: Tx, day: LocalDate): Promise<ReadonlyMap<string, number>> {
  return (await told.postsOn?.(tx, day)) ?? new Map()
}
export async function askHouseholds(tx: Tx): Promise<readonly HouseholdPoint[]> {
  return (await told.households?.(tx)) ?? []
}
