import type { Role } from '@onegrid/domain/kernel/actor.ts'
import { teamRights } from '@onegrid/domain/team/access.ts'
import type { TicketRow } from '@onegrid/domain/ticket/view.ts'
import { holds, type Me } from '../account/me.ts'

/** Roles for which a page of the pocket stands; what somebody may really do comes with every ticket. */
export const leading: readonly Role[] = [
  'small_leader',
  'medium_leader',
  'village_worker',
  'approver',
  'verifier',
  'supervisor',
  'centre',
  'duty_officer',
]
export const taking: readonly Role[] = ['party_member', 'volunteer', 'social_worker', 'grid_worker']
export const finding: readonly Role[] = [
  'grid_worker',
  'village_worker',
  'small_leader',
  'medium_leader',
  'centre',
  'duty_officer',
  'unit_clerk',
]
/** Who may close a find on the spot while reporting it (即报即结). */
export const settling: readonly Role[] = finding

/** A village full-time grid worker acts for the medium-grid leader; that is written down, so it is said before. */
export function actsForLeader(me: Me, place: Pick<TicketRow['place'], 'medium'>): boolean {
  const holdsThere = (role: Role) => me.posts.some(post => post.role === role && post.gridId === place.medium)
  return place.medium !== undefined && holdsThere('village_worker') && !holdsThere('medium_leader')
}

export function mayReveal(me: Me): boolean {
  return holds(me, teamRights.revealPhone)
}
export function maySeeTeam(me: Me): boolean {
  return holds(me, teamRights.seeTeam)
}
