import { type Actor, personOf, postsOf } from '@onegrid/domain/kernel/actor.ts'
import { demand } from '@onegrid/domain/kernel/refusal.ts'

/** Training is for the team: who holds a post. */
export function demandTeam(actor: Actor): string {
  const personId = personOf(actor)
  demand(personId !== undefined, 'not_signed_in')
  demand(postsOf(actor).length > 0, 'not_permitted', { who: ['team'] })
  return personId
}
