import { type Actor, holdsRole, personOf, postsOf, type Role } from '../../kernel/actor.ts'
import { demand } from '../../kernel/refusal.ts'
import type { LocalDate } from '../../kernel/time.ts'

/** Who may throw the switch: whoever may have to at night. */
export const switching: readonly Role[] = ['town_administrator', 'centre', 'approver', 'duty_officer']
/** Who speaks for a village. */
export const speaking: readonly Role[] = ['medium_leader', 'village_worker', 'small_leader', 'grid_worker']
/** Who is told when it begins, changes its level and ends. */
export const hearing: readonly Role[] = [...switching, ...speaking]

export function maySwitch(actor: Actor): boolean {
  return holdsRole(actor, ...switching)
}

/** @returns the person. @throws Refusal not_signed_in, not_permitted */
export function demandSwitch(actor: Actor): string {
  const personId = personOf(actor)
  demand(personId !== undefined, 'not_signed_in')
  demand(maySwitch(actor), 'not_permitted', { who: [...switching] })
  return personId
}

/** @param lies whether a grid lies in the village. @throws Refusal not_signed_in, not_permitted */
export function demandVillageVoice(actor: Actor, lies: (gridId: string) => boolean): string {
  const personId = personOf(actor)
  demand(personId !== undefined, 'not_signed_in')
  const own = postsOf(actor).some(
    post => speaking.includes(post.role) && post.gridId !== undefined && lies(post.gridId),
  )
  demand(own || maySwitch(actor), 'not_permitted', { who: [...speaking, ...switching] })
  return personId
}

export type SwapDraft = {
  readonly day: LocalDate
  readonly personId: string
  readonly withPersonId: string
  readonly otherDay?: LocalDate
}

/**
 * A swap holds when both stand where they say, now and again when it is answered: the roster may have changed meanwhile.
 * @param stands whether a person is on duty on a day
 * @throws Refusal swap_not_possible with the reason
 */
export function decideSwap(
  { day, personId, withPersonId, otherDay }: SwapDraft,
  today: LocalDate,
  stands: (personId: string, day: LocalDate) => boolean,
): void {
  const refuse = (condition: boolean, reason: string) => demand(condition, 'swap_not_possible', { reason })
  refuse(personId !== withPersonId, 'self')
  refuse(day >= today && (otherDay === undefined || otherDay >= today), 'past')
  refuse(stands(personId, day), 'not_on_duty')
  refuse(!stands(withPersonId, day), 'already_on_duty')
  if (otherDay === undefined) return
  refuse(stands(withPersonId, otherDay), 'other_not_on_duty')
  refuse(!stands(personId, otherDay), 'already_on_duty')
}
