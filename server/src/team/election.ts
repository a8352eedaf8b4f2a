import { demand, Refusal } from '@onegrid/domain/kernel/refusal.ts'
import type { LocalDate } from '@onegrid/domain/kernel/time.ts'
import { demandRight } from '@onegrid/domain/team/access.ts'
import { addDays, decideEndPost } from '@onegrid/domain/team/decide.ts'
import type { HeldPost } from '@onegrid/domain/team/team.ts'
import type { Tx } from '../database/database.ts'
import { append, headOf } from '../journal/journal.ts'
import { type Asking, entryOf, recordOfPerson, runTeamCommand, type TeamPorts, todayOf } from './asking.ts'
import { demandNothingLeft, leftByPosts, planHandover } from './handover.ts'
import { demandReceiver } from './post-end.ts'
import { givePosts, type PostWords } from './posts.ts'
import { findPost, getColleagueForChange, getPersonForChange, lockAdministrators, setPostEnd } from './store.ts'

export type PostChange = {
  /** The post that ends on the day before. Absent: a new seat. */
  readonly postId?: string
  /** Who follows. Absent: the seat stays empty. */
  readonly personId?: string
  /** Of a new seat. */
  readonly kind?: string
  readonly gridId?: string
  /** Takes what is open over; absent: who follows. */
  readonly handOverTo?: string
}

export type Election = { readonly gridId: string; readonly day: LocalDate; readonly changes: readonly PostChange[] }

/**
 * An election (换届) changes a whole village's posts on one day: all end the day before, all begin on the day, and whoever
 * leaves hands over to who follows him. All or nothing.
 */
export function changeVillagePosts(
  ports: TeamPorts,
  asking: Asking,
  { gridId, day, changes }: Election,
): Promise<{ ended: number; given: number; handovers: string[] }> {
  demandRight(asking.actor, 'manageTeam')
  return runTeamCommand(ports, asking, 'changeVillagePosts', { gridId, day, changes }, async tx => {
    const today = todayOf(ports, asking)
    demand(day >= today, 'field_invalid', { pointer: '/day', expected: `from ${today} on`, expectedZh: '从今天起' })
    const entry = entryOf(ports, asking)
    const administrators = await lockAdministrators(tx)
    const within = await villageGrids(tx, gridId)
    const lastDay = addDays(day, -1)
    const ending: { post: HeldPost; change: PostChange; at: number }[] = []
    for (const [at, change] of changes.entries()) {
      if (change.postId === undefined) continue
      const post = await findPost(tx, change.postId)
      const ours = post !== undefined && post.gridId !== undefined && within.has(post.gridId)
      if (!ours) throw new Refusal('not_found', { pointer: `/changes/${at}/postId` })
      await getPersonForChange(tx, post.personId)
      decideEndPost(post, administrators, { lastDay, today: lastDay < today ? lastDay : today })
      ending.push({ post, change, at })
    }
    for (const { post } of ending) {
      await setPostEnd(tx, post.postId, lastDay)
      await recordOfPerson(tx, ports, entry, post.personId, 'postEnded', { postId: post.postId, lastDay })
    }
    const given = await givePosts(tx, ports, entry, today, await seats(tx, changes, ending, within, day))
    const handovers: string[] = []
    for (const { post, change, at } of ending) {
      const to = change.handOverTo ?? change.personId
      const left = await leftByPosts(tx, [post], lastDay)
      if (to === undefined || to === post.personId) {
        demandNothingLeft(left, `/changes/${at}/handOverTo`)
        continue
      }
      await demandReceiver(tx, post.personId, to)
      const planned = { from: post.personId, to, why: 'election', postId: post.postId, dueDay: day } as const
      handovers.push(await planHandover(tx, ports, entry, today, planned))
    }
    const stream = { kind: 'team', id: tx.tenantId }
    const facts = { gridId, day, ended: ending.map(({ post }) => post.postId), given: given.map(post => post.postId) }
    await append(
      tx,
      ports.ids,
      stream,
      await headOf(tx, stream),
      [{ type: 'postsChanged', at: entry.recordedAt, ...facts }],
      entry,
    )
    return { ended: ending.length, given: given.length, handovers }
  })
}

async function seats(
  tx: Tx,
  changes: readonly PostChange[],
  ending: readonly { readonly post: HeldPost; readonly at: number }[],
  within: ReadonlySet<string>,
  day: LocalDate,
): Promise<(PostWords & Pick<HeldPost, 'follows'>)[]> {
  const before = new Map(ending.map(({ at, post }) => [at, post]))
  const wanted: (PostWords & Pick<HeldPost, 'follows'>)[] = []
  for (const [at, { personId, ...change }] of changes.entries()) {
    if (personId === undefined) continue
    await getColleagueForChange(tx, personId).catch(() => {
      throw new Refusal('person_unknown', { pointer: `/changes/${at}/personId` })
    })
    const seat = before.get(at)
    const kind = seat?.kind ?? change.kind
    const gridId = seat?.gridId ?? change.gridId
    demand(kind !== undefined, 'post_kind_unknown', { pointer: `/changes/${at}/kind` })
    demand(gridId !== undefined && within.has(gridId), 'grid_unknown', { pointer: `/changes/${at}/gridId` })
    wanted.push({ personId, kind, gridId, from: day, ...(seat === undefined ? {} : { follows: seat.postId }) })
  }
  return wanted
}

/** The village and its groups. @throws Refusal grid_unknown where it is none */
async function villageGrids(tx: Tx, gridId: string): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ grid_id: string; level: string }>(
    `select grid_id, level from grid where tenant_id = $1 and (grid_id = $2 or parent_id = $2) and valid_to is null`,
    [tx.tenantId, gridId],
    'election-grids',
  )
  const village = rows.find(row => row.grid_id === gridId)
  demand(village?.level === 'medium', 'grid_unknown', { pointer: '/gridId', gridId })
  return new Set(rows.map(row => row.grid_id))
}
