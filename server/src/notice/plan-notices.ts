import type { Role } from '@onegrid/domain/kernel/actor.ts'
import { registerReaction } from '../jobs/reactions.ts'
import type { Lookups } from './lookups.ts'
import { notify } from './notify.ts'

/** Whose ground is divided, and who walks it. */
const asked: readonly Role[] = ['medium_leader', 'village_worker', 'small_leader', 'grid_worker']

/** A draft laid out for comment: whoever knows the ground is asked, and finds it on the phone. @returns the way back */
export function registerPlanNotices(lookups: Lookups): () => void {
  return registerReaction('plan-notices', ['PlanLaidOut'], async (tx, event, ports) => {
    if (event.streamKind !== 'plan') return
    const people = new Set<string>()
    for (const role of asked)
      for (const { personId } of await lookups.findPeopleFor(tx, { role, at: event.occurredAt })) people.add(personId)
    await notify(
      tx,
      ports,
      [...people]
        .filter(personId => personId !== event.actorId)
        .map(personId => ({
          to: { personId },
          kind: 'plan_laid_out',
          facts: {},
          dedupeKey: `${event.eventId} plan_laid_out ${personId}`,
        })),
    )
  })
}
