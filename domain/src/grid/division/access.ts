/** Who may do what with plans. Everybody with a post of the net may look and comment: it is their ground. */
import { type Actor, holdsRole, personOf, type Role } from '../../kernel/actor.ts'
import { demand } from '../../kernel/refusal.ts'

export const planRights = {
  /** Makes, edits, adopts, withdraws. */
  managePlans: ['town_administrator'],
  /** Looks and comments: those of `seeTeam`, and who works or helps on the ground that is divided. */
  seePlans: [
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
    'grid_worker',
    'social_worker',
    'party_member',
  ],
} as const satisfies Record<string, readonly Role[]>
export type PlanRight = keyof typeof planRights

/** @returns who it is @throws Refusal not_signed_in, not_permitted */
export function demandPlanRight(actor: Actor, right: PlanRight): string {
  const personId = personOf(actor)
  demand(personId !== undefined, 'not_signed_in')
  demand(holdsRole(actor, ...planRights[right]), 'not_permitted', { right })
  return personId
}
