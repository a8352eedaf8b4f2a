/** Posts at a grid that ends: who goes on where most of its ground went, and whose post ends with it. */
import type { LocalDate } from '../kernel/time.ts'
import type { HeldPost } from './team.ts'

export type Following = {
  /** Where the people of a grid go; nothing where the town has no ground for them. */
  targetOf(gridId: string): string | undefined
  /** How much of the grid's ground lies there, of 1. */
  shareOf(gridId: string): number
  /** Kinds of which a grid has one. */
  readonly single: ReadonlySet<string>
  readonly effectiveOn: LocalDate
}

/** @param gridId missing where the post ends: the grid has one of its kind already, or the person sits there already */
export type PostFollows = { readonly post: HeldPost; readonly gridId?: string }

/** Who held the most of the new grid's ground comes first, where a grid has one of a kind only. */
export function followPosts(
  posts: readonly HeldPost[],
  there: readonly HeldPost[],
  { targetOf, shareOf, single, effectiveOn }: Following,
): readonly PostFollows[] {
  const held = [...there]
  const inOrder = [...posts].sort((one, other) => shareOf(other.gridId ?? '') - shareOf(one.gridId ?? ''))
  return inOrder.map((post): PostFollows => {
    const gridId = targetOf(post.gridId ?? '')
    if (gridId === undefined) return { post }
    const next = { ...post, gridId, from: post.from > effectiveOn ? post.from : effectiveOn }
    if (held.some(other => isSamePlace(other, next, single) && shareADay(other, next))) return { post }
    held.push(next)
    return { post, gridId }
  })
}

/** One person twice at a grid, or a kind of which a grid has one. */
function isSamePlace(one: HeldPost, other: HeldPost, single: ReadonlySet<string>): boolean {
  if (one.kind !== other.kind || one.gridId !== other.gridId || one.postId === other.postId) return false
  return one.personId === other.personId || single.has(one.kind)
}

function shareADay(one: HeldPost, other: HeldPost): boolean {
  return (one.until === undefined || other.from <= one.until) && (other.until === undefined || one.from <= other.until)
}
