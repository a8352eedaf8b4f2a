/** Whom a matter could go to, and why: said in words beside every name, so that who dispatches judges for himself. */
import type { Role } from '../kernel/actor.ts'

export const candidateReasons = [
  'category_unit',
  'village_unit',
  'town_unit',
  'own_grid',
  'party_group',
  'village',
  'kind_fits',
  'skill_offered',
  'on_duty',
  'acting_for',
  'nothing_open',
  'no_account',
] as const
export type CandidateReason = (typeof candidateReasons)[number]

/** Who handles matters in a village, those first whose work it is. */
export const handlers: readonly Role[] = [
  'grid_worker',
  'small_leader',
  'village_worker',
  'medium_leader',
  'social_worker',
  'party_member',
  'volunteer',
]
/** Neighbouring groups have workers for their own ground; these help across it. */
const across: readonly (Role | undefined)[] = ['party_member', 'volunteer']

const nearest = ['own_grid', 'party_group', 'village'] as const
export type Nearness = (typeof nearest)[number]

/** A post that somebody holds who is there: whoever is on leave does not come here, who stands in for him does. */
export type Standing = {
  readonly personId: string
  readonly role?: Role
  readonly nearness: Nearness
  /** Posts of this kind look after matters of this category. */
  readonly fits: boolean
  /** He reported in with a skill of the town's menu that answers the matter. */
  readonly skilled: boolean
  readonly onDuty: boolean
  /** He has joined: a matter sent to him is seen by him. */
  readonly joined: boolean
  readonly actingFor?: string
  /** Open matters in hand. */
  readonly open: number
}

/**
 * Who can see it first: somebody without an account learns of it only by a call. Of these the nearest first; there those whose post is for it, then who is on duty, then by what the post does, then who offered just this
 * when he reported in, then who has less in hand. An offer puts nobody before those whose work it is.
 */
export function suggestPeople<S extends Standing>(
  standings: readonly S[],
  concerned: readonly string[],
): readonly (S & { readonly reasons: CandidateReason[] })[] {
  const rank = ({ role }: S) => (role === undefined ? handlers.length : handlers.indexOf(role))
  return standings
    .filter(({ nearness, role }) => nearness !== 'party_group' || across.includes(role))
    .filter(({ personId }) => !concerned.includes(personId))
    .sort(
      (one, other) =>
        Number(other.joined) - Number(one.joined) ||
        nearest.indexOf(one.nearness) - nearest.indexOf(other.nearness) ||
        Number(other.fits) - Number(one.fits) ||
        Number(other.onDuty) - Number(one.onDuty) ||
        rank(one) - rank(other) ||
        Number(other.skilled) - Number(one.skilled) ||
        one.open - other.open,
    )
    .map((each, _, all) => {
      // Whom he stands in for is said even where his own post speaks first.
      const actingFor =
        each.actingFor ?? all.find(other => other.personId === each.personId && other.actingFor)?.actingFor
      const standing = { ...each, ...(actingFor === undefined ? {} : { actingFor }) }
      return { ...standing, reasons: reasonsFor(standing) }
    })
    .filter((each, at, all) => all.findIndex(other => other.personId === each.personId) === at)
}

function reasonsFor({ nearness, fits, skilled, onDuty, joined, actingFor, open }: Standing): CandidateReason[] {
  return [
    nearness,
    ...(fits ? (['kind_fits'] as const) : []),
    ...(skilled ? (['skill_offered'] as const) : []),
    ...(onDuty ? (['on_duty'] as const) : []),
    ...(actingFor === undefined ? [] : (['acting_for'] as const)),
    ...(joined ? (open === 0 ? (['nothing_open'] as const) : []) : (['no_account'] as const)),
  ]
}
