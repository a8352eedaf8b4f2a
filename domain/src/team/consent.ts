/**
 * A name or a number on a public page is the person's own to give: nobody gives it for him, not even who keeps the team.
 * Taking it off again is asked of nobody in particular: he does it himself, or an administrator for him.
 */
import { demand } from '../kernel/refusal.ts'

export type Consent = { readonly namePublic: boolean; readonly phonePublic: boolean }
export type ConsentEvent = {
  readonly type: 'consentGiven' | 'consentWithdrawn'
  readonly what: 'name' | 'phone'
}

const asked = { name: 'namePublic', phone: 'phonePublic' } as const

/** @throws Refusal not_permitted where somebody else would give it */
export function decideConsent(
  before: Consent,
  wanted: Partial<Consent>,
  { own }: { readonly own: boolean },
): { readonly after: Consent; readonly events: readonly ConsentEvent[] } {
  const events = (['name', 'phone'] as const).flatMap((what): ConsentEvent[] => {
    const wish = wanted[asked[what]]
    if (wish === undefined || wish === before[asked[what]]) return []
    demand(own || !wish, 'not_permitted', { who: ['the person'], field: asked[what], pointer: `/${asked[what]}` })
    return [{ type: wish ? 'consentGiven' : 'consentWithdrawn', what }]
  })
  return { after: { ...before, ...wanted }, events }
}
