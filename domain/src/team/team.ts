import type { Role } from '../kernel/actor.ts'
import type { LocalDate } from '../kernel/time.ts'

/** A post as it is held: person × kind × grid or unit × dates. */
export type HeldPost = {
  readonly postId: string
  readonly personId: string
  /** Code of its kind (post-kind.ts). */
  readonly kind: string
  /** What it gives in the loop; missing for kinds that decide nothing. */
  readonly role?: Role
  readonly gridId?: string
  readonly unitId?: string
  readonly from: LocalDate
  /** Last day on which it is held. */
  readonly until?: LocalDate
  /** Held in place of this person, who is on leave. */
  readonly actingFor?: string
  readonly leaveId?: string
  /** Begins when this post ends: given in the same act, and its first day goes with that end. */
  readonly follows?: string
}

export function isHeldOn(post: Pick<HeldPost, 'from' | 'until'>, day: LocalDate): boolean {
  return post.from <= day && (post.until === undefined || day <= post.until)
}

type OwnPost = Pick<HeldPost, 'postId' | 'role' | 'gridId' | 'unitId'>

/**
 * One's own posts as they are said: what a confirmed report-in allows beside them stands there only where no post allows the
 * same at the same place.
 * @param isPost whether it is a post that somebody gave
 */
export function saidOnce<P extends OwnPost>(own: readonly P[], isPost: (post: P) => boolean): readonly P[] {
  const same = (one: P, other: P) =>
    one.role === other.role && one.gridId === other.gridId && one.unitId === other.unitId
  return own.filter(
    (post, at) => isPost(post) || !own.some((other, place) => (isPost(other) || place < at) && same(post, other)),
  )
}

/** With one administrator a lost phone locks the town out. */
export const fewestAdministrators = 2
