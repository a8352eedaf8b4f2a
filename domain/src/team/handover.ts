/** Open matters go from one person to another in one act, so that nothing is left without an owner (交接). */
import type { Path } from '../grid/tree.ts'
import type { HeldPost } from './team.ts'

export const handoverReasons = ['post_ended', 'leave', 'leave_over', 'election'] as const
export type HandoverReason = (typeof handoverReasons)[number]

/** `ticket` is held, `order` was taken, `check` is a look on the spot that was asked for. */
export const matterKinds = ['ticket', 'order', 'check'] as const
export type MatterKind = (typeof matterKinds)[number]

export type Matter = {
  readonly kind: MatterKind
  readonly ticketId: string
  readonly number: string
  readonly grid: Path
}

/**
 * What has no owner once the post has ended. Whoever keeps another post keeps the matters of that post's grid; whoever keeps
 * none keeps nothing.
 * @param remaining posts of the same person on the day after
 */
export function leftBehind<M extends Pick<Matter, 'grid'>>(
  post: Pick<HeldPost, 'gridId' | 'unitId'>,
  remaining: readonly Pick<HeldPost, 'gridId' | 'unitId'>[],
  matters: readonly M[],
): readonly M[] {
  if (remaining.length === 0) return matters
  const { gridId } = post
  if (gridId === undefined) return []
  const liesIn = (matter: M, container: string) =>
    matter.grid.large === container || matter.grid.medium === container || matter.grid.small === container
  return matters.filter(
    matter =>
      liesIn(matter, gridId) && !remaining.some(other => other.gridId !== undefined && liesIn(matter, other.gridId)),
  )
}
