import { localDate } from '@onegrid/domain/kernel/calendar.ts'
import type { Plant } from '../account/set-up.ts'
import type { TeamPorts } from './asking.ts'
import { insertPerson, insertPosts } from './store.ts'

/** A new town's first administrator, who appoints the second. */
export function plantAdministrator({ clock, ids }: Pick<TeamPorts, 'clock' | 'ids'>): Plant {
  return async (tx, town, { accountId, name }) => {
    const personId = ids.id()
    await insertPerson(tx, { personId, accountId, name, staff: true, at: clock.now() })
    const post = {
      postId: ids.id(),
      personId,
      kind: 'town_administrator',
      role: 'town_administrator',
      from: localDate(town.zone, clock.now()),
    } as const
    await insertPosts(tx, [post], clock.now())
  }
}
