import type { Role } from '../kernel/actor.ts'
import type { LocalDate } from '../kernel/time.ts'

/** A post as it is held: person × role × grid or unit × dates. */
export type HeldPost = {
  readonly postId: string
  readonly personId: string
  readonly role: Role
  readonly gridId?: string
  readonly unitId?: string
  readonly from: LocalDate
  /** Last day on which it is held. */
  readonly until?: LocalDate
}

/** To what a role is bound. The town's own roles may name the large grid or nothing: there is one town. */
export const bindings = {
  grid_worker: 'grid',
  village_worker: 'grid',
  small_leader: 'grid',
  medium_leader: 'grid',
  approver: 'town',
  centre: 'town',
  duty_officer: 'town',
  unit_clerk: 'unit',
  verifier: 'any',
  supervisor: 'town',
  mediator: 'any',
  party_member: 'grid',
  volunteer: 'grid',
  social_worker: 'grid',
  town_administrator: 'town',
} as const satisfies Record<Role, 'grid' | 'unit' | 'town' | 'any'>

export function isHeldOn(post: Pick<HeldPost, 'from' | 'until'>, day: LocalDate): boolean {
  return post.from <= day && (post.until === undefined || day <= post.until)
}

/** With one administrator a lost phone locks the town out. */
export const fewestAdministrators = 2
