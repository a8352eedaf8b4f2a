/** Posts under a new division: who held one at a grid that ends holds the same one where most of its ground went. */
import type { LocalDate } from '@onegrid/domain/kernel/time.ts'
import { followPosts } from '@onegrid/domain/team/division-posts.ts'
import type { HeldPost } from '@onegrid/domain/team/team.ts'
import { tellOfChange } from '../account/sessions.ts'
import type { Tx } from '../database/database.ts'
import { type DivisionChange, onDivisionInForce, onDivisionRevoked, type Revoked } from '../grid/plan/change.ts'
import type { EndingGrid, PostAway } from '../grid/plan/ground-facts.ts'
import { movedTo } from '../grid/plan/in-force.ts'
import type { JobPorts } from '../jobs/ports.ts'
import { append, headOf } from '../journal/journal.ts'
import { recordOfPerson } from './asking.ts'
import { findPostKinds } from './post-kinds.ts'
import { personNames } from './queries.ts'
import { findPostsAtGrids, insertPosts, setPostEnd, setPostGrid } from './store.ts'

export function teamFollowsDivisions(): void {
  onDivisionInForce(movePosts)
  onDivisionInForce(movePartyGroups)
  onDivisionInForce(moveReportIns)
  onDivisionRevoked(movePostsBack)
  onDivisionRevoked(moveReportInsBack)
}

async function movePosts(ports: JobPorts, tx: Tx, change: DivisionChange): Promise<void> {
  const { effectiveOn, entry, planId } = change
  const lastDay = dayBefore(effectiveOn)
  const posts = await findPostsAtGrids(tx, change.ended, effectiveOn)
  if (posts.length === 0) return
  const targets = new Map(change.ended.map(gridId => [gridId, movedTo(change, gridId)]))
  const there = await findPostsAtGrids(
    tx,
    [...new Set([...targets.values()].filter(gridId => gridId !== undefined))],
    effectiveOn,
  )
  const single = new Set((await findPostKinds(tx)).items.filter(kind => kind.onePerGrid).map(kind => kind.code))
  const made: HeldPost[] = []
  const following = followPosts(posts, there, {
    targetOf: gridId => targets.get(gridId),
    shareOf: gridId => change.successorsOf(gridId)[0]?.share ?? 0,
    single,
    effectiveOn,
  })
  for (const { post, gridId } of following) {
    const next = gridId === undefined ? undefined : { ...post, gridId, from: later(post.from, effectiveOn) }
    // A post that had not begun yet begins at the new grid; what was held until now ends and goes on as another row.
    if (post.from >= effectiveOn) {
      if (next !== undefined) await setPostGrid(tx, post.postId, next.gridId)
      else await setPostEnd(tx, post.postId, post.from)
    } else await setPostEnd(tx, post.postId, lastDay)
    const postId = next !== undefined && post.from < effectiveOn ? ports.ids.id() : post.postId
    if (next !== undefined && postId !== post.postId) made.push({ ...next, postId })
    const facts = {
      postId: post.postId,
      planId,
      effectiveOn,
      ...(next === undefined ? { lastDay } : { nextPostId: postId, gridId: next.gridId }),
    }
    await recordOfPerson(tx, ports, entry, post.personId, next === undefined ? 'postEnded' : 'postMoved', facts)
  }
  await insertPosts(tx, made, entry.recordedAt)
  await tellOfChange(tx)
}

/** What was prepared at grids that never come to be goes back to the grid that goes on. */
async function movePostsBack(ports: JobPorts, tx: Tx, { begun, predecessorOf, planId, entry }: Revoked): Promise<void> {
  const posts = await findPostsAtGrids(tx, begun, '1900-01-01')
  for (const post of posts) {
    const gridId = predecessorOf(post.gridId ?? '')
    if (gridId === undefined) await setPostEnd(tx, post.postId, post.from)
    else await setPostGrid(tx, post.postId, gridId)
    const facts = { postId: post.postId, planId, ...(gridId === undefined ? { lastDay: post.from } : { gridId }) }
    await recordOfPerson(tx, ports, entry, post.personId, gridId === undefined ? 'postEnded' : 'postMoved', facts)
  }
  if (posts.length > 0) await tellOfChange(tx)
}

/** A new small grid belongs to the Party group of the grid from which most of it comes; one that goes on keeps its own. */
async function movePartyGroups(ports: JobPorts, tx: Tx, change: DivisionChange): Promise<void> {
  const covered = await tx.query<{ groupId: string; gridId: string }>(
    `delete from party_group_grid where tenant_id = $1 and grid_id = any($2::uuid[])
     returning party_group_id as "groupId", grid_id as "gridId"`,
    [tx.tenantId, change.ended],
  )
  if (covered.length === 0) return
  const best = new Map<string, { readonly groupId: string; readonly share: number }>()
  for (const { groupId, gridId } of covered)
    for (const successor of change.successorsOf(gridId))
      if (successor.share > (best.get(successor.gridId)?.share ?? 0))
        best.set(successor.gridId, { groupId, share: successor.share })
  const rows = [...best].map(([gridId, { groupId }]) => ({ gridId, groupId }))
  await tx.query(
    `insert into party_group_grid (tenant_id, party_group_id, grid_id)
     select $1, row."groupId", row."gridId" from jsonb_to_recordset($2::jsonb) as row("groupId" uuid, "gridId" uuid)
     where not exists (select 1 from party_group_grid g join party_group p using (tenant_id, party_group_id)
       where g.tenant_id = $1 and g.grid_id = row."gridId" and p.until_day is null)
     on conflict do nothing`,
    [tx.tenantId, JSON.stringify(rows)],
  )
  await tx.query('update party_group_version set version = version + 1 where tenant_id = $1', [tx.tenantId])
  const { planId, effectiveOn, entry } = change
  const stream = { kind: 'team', id: tx.tenantId }
  const event = { type: 'partyGroupsMoved', at: entry.recordedAt, planId, effectiveOn, from: covered, to: rows }
  await append(tx, ports.ids, stream, await headOf(tx, stream), [event], entry)
}

/** Who reported in at a grid that ends offers the same where most of its ground went, and what is planned there takes place there. */
async function moveReportIns(ports: JobPorts, tx: Tx, change: DivisionChange): Promise<void> {
  await followGrids(
    tx,
    ports,
    change,
    change.ended.map(gridId => ({ gridId, next: movedTo(change, gridId) })),
  )
}

async function moveReportInsBack(ports: JobPorts, tx: Tx, revoked: Revoked): Promise<void> {
  const { begun, predecessorOf } = revoked
  await followGrids(
    tx,
    ports,
    revoked,
    begun.map(gridId => ({ gridId, next: predecessorOf(gridId) })),
  )
}

/** Where a grid leads nowhere the report-in, or the activity to come, stays with its village. */
async function followGrids(
  tx: Tx,
  ports: JobPorts,
  { planId, entry }: Pick<DivisionChange, 'planId' | 'entry'>,
  moves: readonly { readonly gridId: string; readonly next: string | undefined }[],
): Promise<void> {
  const follow = `grid_id = coalesce(next.grid_id, village_id),
       village_id = case next.level when 'small' then next.parent_id when 'medium' then next.grid_id else village_id end
       from jsonb_to_recordset($2::jsonb) as move("gridId" uuid, next uuid)
       left join grid next on next.tenant_id = $1 and next.grid_id = move.next and next.level <> 'large'`
  const moved = await tx.query<{ id: string; personId: string; gridId: string }>(
    `update report_in set ${follow}
     where report_in.tenant_id = $1 and report_in.grid_id = move."gridId"
     returning report_in_id as id, report_in.person_id as "personId", report_in.grid_id as "gridId"`,
    [tx.tenantId, JSON.stringify(moves)],
  )
  for (const { id, personId, gridId } of moved)
    await recordOfPerson(tx, ports, entry, personId, 'reportInMoved', { reportInId: id, planId, gridId })
  if (moved.length > 0) await tellOfChange(tx)
  // What is still to come; what took place stays at the grid of its day.
  const activities = await tx.query<{ id: string; gridId: string }>(
    `update activity set ${follow}
     where activity.tenant_id = $1 and activity.grid_id = move."gridId" and withdrawn_at is null and ends_at > $3
     returning activity_id as id, activity.grid_id as "gridId"`,
    [tx.tenantId, JSON.stringify(moves), entry.recordedAt],
  )
  for (const { id, gridId } of activities) {
    const stream = { kind: 'activity', id }
    const event = { type: 'ActivityMoved', at: entry.recordedAt, planId, gridId }
    await append(tx, ports.ids, stream, await headOf(tx, stream), [event], entry)
  }
}

function later(one: LocalDate, other: LocalDate): LocalDate {
  return one > other ? one : other
}

function dayBefore(day: LocalDate): LocalDate {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) - 86_400_000).toISOString().slice(0, 10)
}

/** Posts of a day by grid, for the figures: counts, nobody's name. */
export async function postsOn(tx: Tx, day: LocalDate): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.query<{ gridId: string; count: number }>(
    `select grid_id as "gridId", count(*)::int as count from post
     where tenant_id = $1 and grid_id is not null and from_day <= $2 and (until_day is null or until_day >= $2) group by grid_id`,
    [tx.tenantId, day],
  )
  return new Map(rows.map(row => [row.gridId, row.count]))
}

/** What would become of the posts at grids that end, for whoever decides on a plan: the same rule as on its day. */
export async function postsFollowing(
  tx: Tx,
  ends: readonly EndingGrid[],
  effectiveOn: LocalDate,
): Promise<readonly PostAway[]> {
  const posts = await findPostsAtGrids(
    tx,
    ends.map(({ gridId }) => gridId),
    effectiveOn,
  )
  if (posts.length === 0) return []
  const byId = new Map(ends.map(each => [each.gridId, each]))
  // A grid that would begin has no id yet, and nobody sits there.
  const there = await findPostsAtGrids(
    tx,
    ends.flatMap(({ to, isThere }) => (to !== undefined && isThere ? [to] : [])),
    effectiveOn,
  )
  const kinds = new Map((await findPostKinds(tx)).items.map(kind => [kind.code, kind]))
  const names = await personNames(tx, [...new Set(posts.map(({ personId }) => personId))])
  return followPosts(posts, there, {
    targetOf: gridId => byId.get(gridId)?.to,
    shareOf: gridId => byId.get(gridId)?.share ?? 0,
    single: new Set([...kinds.values()].filter(kind => kind.onePerGrid).map(kind => kind.code)),
    effectiveOn,
  }).map(({ post, gridId }) => {
    const personName = names.get(post.personId)
    const { zh, en } = kinds.get(post.kind) ?? { zh: post.kind, en: post.kind }
    return {
      gridId: post.gridId ?? '',
      kind: { zh, en },
      goesOn: gridId !== undefined,
      ...(personName === undefined ? {} : { personName }),
    }
  })
}
