import type { LocalDate } from './time.ts'

/** Roles a post can carry. A post binds one role to a grid or a unit, from–until (glossary.md). */
export const roles = [
  'grid_worker',
  'village_worker', // 村专职网格员: acts for the medium-grid leader, written down so
  'small_leader',
  'medium_leader',
  'approver', // 分管领导: decides extensions, suspensions, appeals, level-3 supervision
  'centre', // 镇“多网合一”服务中心
  'duty_officer',
  'unit_clerk',
  'verifier',
  'supervisor',
  'mediator',
  'party_member',
  'volunteer',
  'social_worker',
  'town_administrator',
] as const
export type Role = (typeof roles)[number]

export type Post = {
  readonly postId: string
  readonly role: Role
  /** Bound to a grid or to a unit, never to both; town-wide roles are bound to the large grid. */
  readonly gridId?: string
  readonly unitId?: string
  readonly from: LocalDate
  /** Last day on which the post is held. */
  readonly until?: LocalDate
}

/** Who acts. Posts are only those in force on the day of the command. */
export type Actor =
  | { readonly kind: 'person'; readonly personId: string; readonly posts: readonly Post[] }
  /** A resident: a person of the town without a post, known by a verified phone; or nobody known at all. */
  | { readonly kind: 'resident'; readonly personId: string }
  | { readonly kind: 'anonymous' }
  /** The town's own clock: escalation, ends of suspension, archiving. */
  | { readonly kind: 'clock' }

export const clockActor: Actor = { kind: 'clock' }

export function personOf(actor: Actor): string | undefined {
  return actor.kind === 'person' || actor.kind === 'resident' ? actor.personId : undefined
}

export function postsOf(actor: Actor, role?: Role): readonly Post[] {
  if (actor.kind !== 'person') return []
  return role === undefined ? actor.posts : actor.posts.filter(post => post.role === role)
}

export function holdsRole(actor: Actor, ...wanted: readonly Role[]): boolean {
  return actor.kind === 'person' && actor.posts.some(post => wanted.includes(post.role))
}
