import { clockActor, type Role } from '@onegrid/domain/kernel/actor.ts'
import { localDate } from '@onegrid/domain/kernel/calendar.ts'
import type { Instant, LocalDate } from '@onegrid/domain/kernel/time.ts'
import { addDays } from '@onegrid/domain/team/decide.ts'
import type { HeldPost } from '@onegrid/domain/team/team.ts'
import type { Tx } from '../database/database.ts'
import type { JobPorts } from '../jobs/ports.ts'
import { leftByPosts, planHandover } from './handover.ts'
import { findPeopleFor } from './queries.ts'
import { getPersonForChange, type PostRow, postColumns, postOf } from './store.ts'

/** A town that was switched off for longer looks at its posts itself. */
const looksBackDays = 31

/**
 * A post that lapses on its last day without anybody having handed over: what is open goes up the tree, to the village's leader
 * or the town centre, who gives it on. What waits for a unit without a clerk stays with the unit; the centre sees it there.
 */
export async function sweepLapsedPosts(ports: JobPorts, tenantId: string, now: Instant): Promise<void> {
  const { today, posts } = await ports.database.read(tenantId, async tx => {
    const [town] = await tx.query<{ zone: string }>('select zone from tenant where tenant_id = $1', [tenantId])
    const today = localDate(town?.zone ?? 'UTC', now)
    const rows = await tx.query<PostRow>(
      `select ${postColumns} from post where tenant_id = $1 and until_day < $2 and until_day >= $3 and acting_for is null and role is not null
         and not exists (select 1 from handover h where h.tenant_id = $1 and h.from_person = post.person_id
                           and h.post_id = post.post_id and not h.withdrawn)
       order by until_day, post_id limit 500`,
      [tenantId, today, addDays(today, -looksBackDays)],
      'posts-lapsed',
    )
    return { today, posts: rows.map(postOf) }
  })
  for (const post of posts)
    await ports.database.write(tenantId, async tx => {
      await getPersonForChange(tx, post.personId)
      await handUp(tx, ports, { post, today, now })
    })
}

async function handUp(
  tx: Tx,
  ports: JobPorts,
  { post, today, now }: { readonly post: HeldPost; readonly today: LocalDate; readonly now: Instant },
): Promise<void> {
  const { personId, postId } = post
  const { matters, days } = await leftByPosts(tx, [post], post.until ?? today)
  if (matters.length === 0 && days.length === 0) return
  const to = await nextAbove(tx, post, now)
  if (to === undefined) return
  const entry = { commandId: `clock-lapsed-${postId}`, recordedAt: now, actor: { kind: clockActor.kind } } as const
  await planHandover(tx, ports, entry, today, { from: personId, to, why: 'post_ended', postId, dueDay: today })
}

/** Who is there and leads above the post: the village of a small grid, else the town centre, else who governs the town. */
async function nextAbove(tx: Tx, post: HeldPost, at: Instant): Promise<string | undefined> {
  const [grid] = await tx.query<{ level: string; parent_id: string | null }>(
    'select level, parent_id from grid where tenant_id = $1 and grid_id = $2',
    [tx.tenantId, post.gridId ?? null],
    'lapsed-grid',
  )
  const village = grid?.level === 'small' ? grid.parent_id : grid?.level === 'medium' ? post.gridId : undefined
  const ladder: readonly { readonly role: Role; readonly gridId?: string }[] = [
    ...(village ? (['medium_leader', 'village_worker'] as const).map(role => ({ role, gridId: village })) : []),
    { role: 'centre' },
    { role: 'duty_officer' },
    { role: 'town_administrator' },
  ]
  for (const step of ladder) {
    const people = await findPeopleFor(tx, { ...step, at })
    const found = people.find(each => each.personId !== post.personId)
    if (found) return found.personId
  }
  return undefined
}
