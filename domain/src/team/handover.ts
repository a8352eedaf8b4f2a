/** Open matters go from one person to another in one act, so that nothing is left without an owner (交接). */
import type { Path } from '../grid/tree.ts'
import type { Role } from '../kernel/actor.ts'
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

/** Roles whose holders see a matter of their grid through; who governs, checks or keeps the books does not come with it. */
const seesThrough: readonly Role[] = [
  'grid_worker',
  'village_worker',
  'small_leader',
  'medium_leader',
  'social_worker',
  'mediator',
  'approver',
  'centre',
  'duty_officer',
]
/** Neighbours who help: what they keep without an office is what they took themselves. */
const helping: readonly Role[] = ['party_member', 'volunteer']

type Place = Pick<HeldPost, 'gridId' | 'unitId' | 'role'>

/**
 * What has no owner once the post has ended: what lies in the post's grid and in no grid where the same person keeps a post
 * that sees such matters through. A post without rights (a cleaner's) keeps nothing, a helper's only orders that were taken.
 * @param remaining posts of the same person on the day after
 */
export function leftBehind<M extends Pick<Matter, 'grid' | 'kind'>>(
  post: Place,
  remaining: readonly Place[],
  matters: readonly M[],
): readonly M[] {
  const helped = post.role !== undefined && helping.includes(post.role)
  const keeps = ({ role, gridId }: Place, matter: M) =>
    role !== undefined &&
    gridId !== undefined &&
    liesIn(matter, gridId) &&
    (seesThrough.includes(role) || (helping.includes(role) && (helped || matter.kind === 'order')))
  const worksOn = remaining.some(({ role }) => role !== undefined)
  return matters.filter(
    matter =>
      (!worksOn || post.gridId === undefined || liesIn(matter, post.gridId)) &&
      !remaining.some(other => keeps(other, matter)),
  )
}

function liesIn({ grid }: Pick<Matter, 'grid'>, container: string): boolean {
  return grid.large === container || grid.medium === container || grid.small === container
}
