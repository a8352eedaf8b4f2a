/**
 * Kinds of posts (岗位) are the town's own list. A kind may carry a role of the product, which is what gives rights in the
 * loop; one without a role (a forest guard, a legal adviser) says who is who and whom to call, and decides nothing.
 */

import type { GridLevel } from '../grid/grid.ts'
import type { Role } from '../kernel/actor.ts'

/** 专职, 兼职, 义务: full-time first, part-time and volunteers beside them. */
export const engagements = ['full_time', 'part_time', 'voluntary'] as const
export type Engagement = (typeof engagements)[number]

export const postBindings = ['small', 'medium', 'large', 'grid', 'unit', 'any'] as const
/** To what a post of the kind is bound: a level of the grid, any grid, a unit, or whatever the town says. */
export type PostBinding = (typeof postBindings)[number]

export type PostKind = {
  /** Stable; letters, digits and `_`. */
  readonly code: string
  readonly zh: string
  readonly en: string
  readonly role?: Role
  readonly binding: PostBinding
  readonly engagement: Engagement
  /** Each grid has at most one at a time (党员中心户). */
  readonly onePerGrid: boolean
  /** May stand on the town's page, with the person's consent. */
  readonly public: boolean
  /** Other headings under which rosters carry it, for the import. */
  readonly alsoCalled: readonly string[]
  /** Categories of the town's catalogue whose matters are proposed to it first. */
  readonly categories?: readonly string[]
  /** No longer given; who holds it keeps it. */
  readonly retired?: boolean
}

/** The 3 of 3+1: each village's named guidance contacts. */
export const guidanceKinds = ['stationed_leader', 'first_secretary', 'party_instructor'] as const

export function levelOfBinding(binding: PostBinding): GridLevel | undefined {
  return binding === 'small' || binding === 'medium' || binding === 'large' ? binding : undefined
}
