import { type Actor, holdsRole, personOf, type Role } from '../kernel/actor.ts'
import { demand } from '../kernel/refusal.ts'

/** Who may do what with people; the screen gets the same table with `GET /api/v1/me`. */
export const teamRights = {
  manageTeam: ['town_administrator'],
  manageRoster: ['town_administrator', 'centre'],
  seeTeam: [
    'town_administrator',
    'centre',
    'duty_officer',
    'approver',
    'supervisor',
    'medium_leader',
    'village_worker',
    'small_leader',
    'unit_clerk',
    'verifier',
    'mediator',
  ],
  revealPhone: [
    'town_administrator',
    'centre',
    'duty_officer',
    'medium_leader',
    'village_worker',
    'small_leader',
    'grid_worker',
    'unit_clerk',
    'verifier',
  ],
  administerTown: ['town_administrator'],
} as const satisfies Record<string, readonly Role[]>
export type TeamRight = keyof typeof teamRights

export function rightsOf(actor: Actor): readonly TeamRight[] {
  return (Object.keys(teamRights) as TeamRight[]).filter(right => holdsRole(actor, ...teamRights[right]))
}

export function demandRight(actor: Actor, right: TeamRight): void {
  demand(personOf(actor) !== undefined, 'not_signed_in')
  demand(holdsRole(actor, ...teamRights[right]), 'not_permitted', { right })
}
