import type { Actor } from '@onegrid/domain/kernel/actor.ts'
import { localDate } from '@onegrid/domain/kernel/calendar.ts'
import type { BriefMemory } from '../account/sessions.ts'
import type { Clock } from '../clock.ts'
import type { Database } from '../database/database.ts'
import type { Town } from '../http/town.ts'
import { helperPosts } from './report-in/queries.ts'
import { findPersonOfAccount, postsInForce } from './store.ts'

const anonymous: Actor = { kind: 'anonymous' }

/** Who this account is in this town today: a person with posts who has joined, a resident, or nobody here. */
export async function actorOf(
  { database, clock }: { readonly database: Database; readonly clock: Clock },
  memory: BriefMemory<Actor>,
  town: Town,
  accountId: string,
): Promise<Actor> {
  const day = localDate(town.zone, clock.now())
  const key = `${town.tenantId} ${accountId} ${day}`
  const known = memory.find(key)
  if (known) return known
  const actor = await database.read(town.tenantId, async (tx): Promise<Actor> => {
    const person = await findPersonOfAccount(tx, accountId)
    if (!person) return anonymous
    // A roster's number may be mistyped, and numbers are given away: it alone opens no desk, the invitation does.
    const given = person.joined_at === null ? [] : await postsInForce(tx, person.person_id, day)
    const posts = [...given, ...(await helperPosts(tx, person.person_id))]
    return posts.length === 0
      ? { kind: 'resident', personId: person.person_id }
      : { kind: 'person', personId: person.person_id, posts }
  })
  memory.keep(key, actor)
  return actor
}
