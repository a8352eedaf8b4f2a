/** The end of a post: set with who takes over, moved to another day, or taken back while it has not come. */
import { demand, Refusal } from '@onegrid/domain/kernel/refusal.ts'
import type { LocalDate } from '@onegrid/domain/kernel/time.ts'
import { demandRight } from '@onegrid/domain/team/access.ts'
import { addDays, decideEndPost, decideMoveEnd, type MovedEnd } from '@onegrid/domain/team/decide.ts'
import { postKindOf } from '@onegrid/domain/team/post-kinds.ts'
import type { HeldPost } from '@onegrid/domain/team/team.ts'
import type { Tx } from '../database/database.ts'
import type { Entry } from '../journal/journal.ts'
import { type Asking, entryOf, recordOfPerson, runTeamCommand, type TeamPorts, todayOf } from './asking.ts'
import { demandNothingLeft, leftByPosts, movePlanned, planHandover, withdrawPlanned } from './handover.ts'
import { findPostKinds } from './post-kinds.ts'
import { givePosts } from './posts.ts'
import {
  findFollowers,
  findPlaceEnd,
  findPost,
  findPostsAt,
  findPostsOf,
  getColleagueForChange,
  getPersonForChange,
  lockAdministrators,
  removePost,
  setPostEnd,
  setPostFrom,
} from './store.ts'

export type PostEnding = {
  readonly lastDay?: LocalDate
  /** Takes what is open over; needed where something is. */
  readonly handOverTo?: string
  /** And holds the post from the day after on. */
  readonly takesPost?: boolean
}

/** @throws Refusal last_administrator, matters_open with the list of what nobody would have */
export function endPost(
  ports: TeamPorts,
  asking: Asking,
  postId: string,
  ending: PostEnding,
): Promise<{ postId: string; handoverId?: string }> {
  demandRight(asking.actor, 'manageTeam')
  return runTeamCommand(ports, asking, 'endPost', { postId, ...ending }, async tx => {
    const administrators = await lockAdministrators(tx)
    const post = await findPost(tx, postId)
    if (!post) throw new Refusal('not_found', { postId })
    await getPersonForChange(tx, post.personId)
    const today = todayOf(ports, asking)
    const last = ending.lastDay ?? (post.from > today ? post.from : today)
    decideEndPost(post, administrators, { lastDay: last, today })
    const entry = entryOf(ports, asking)
    // Who was named before takes over on the new day; who is named now takes his place.
    if (ending.handOverTo === undefined && (await hasPlan(tx, post))) {
      const [moved] = await moveEnd(tx, ports, entry, today, post, last)
      return { postId, ...(moved === undefined ? {} : { handoverId: moved }) }
    }
    await dropPlan(tx, ports, entry, post)
    const handoverId = await endWithHandover(tx, ports, entry, today, {
      post,
      lastDay: last,
      ...(ending.handOverTo === undefined ? {} : { to: ending.handOverTo }),
      takesPost: ending.takesPost === true,
    })
    return { postId, ...(handoverId === undefined ? {} : { handoverId }) }
  })
}

type Ending = {
  readonly post: HeldPost
  readonly lastDay: LocalDate
  readonly to?: string
  readonly takesPost: boolean
}

/** Ends one post; what is open goes to the named one on the day after the last. */
async function endWithHandover(
  tx: Tx,
  ports: TeamPorts,
  entry: Entry,
  today: LocalDate,
  { post, lastDay, to, takesPost }: Ending,
): Promise<string | undefined> {
  const { postId, personId } = post
  const left = await leftByPosts(tx, [post], lastDay)
  // Only another clerk can have what waits for a unit.
  demandNothingLeft(
    to === undefined ? left : { ...left, matters: [], days: [], ...(takesPost ? { unitMatters: [] } : {}) },
  )
  await setPostEnd(tx, postId, lastDay)
  await recordOfPerson(tx, ports, entry, personId, 'postEnded', { postId, lastDay })
  if (to === undefined) return undefined
  await demandReceiver(tx, personId, to)
  const from = addDays(lastDay, 1)
  if (takesPost) {
    const { kind, gridId, unitId } = post
    const where = { ...(gridId === undefined ? {} : { gridId }), ...(unitId === undefined ? {} : { unitId }) }
    await givePosts(tx, ports, entry, today, [{ personId: to, kind, ...where, from, follows: postId }])
  }
  return planHandover(tx, ports, entry, today, { from: personId, to, why: 'post_ended', postId, dueDay: from })
}

/** Somebody else, and one of the team: a resident is no receiver of matters. */
export async function demandReceiver(tx: Tx, personId: string, to: string): Promise<void> {
  demand(personId !== to, 'field_invalid', {
    pointer: '/handOverTo',
    expected: 'another person',
    expectedZh: '请选另一个人接手',
  })
  await getColleagueForChange(tx, to).catch(error => {
    throw error instanceof Refusal ? new Refusal('person_unknown', { pointer: '/handOverTo' }) : error
  })
}

/** Somebody was named to take over, or to follow, on the day after the end that was set. */
async function hasPlan(tx: Tx, post: HeldPost): Promise<boolean> {
  if (post.until === undefined) return false
  const [planned] = await tx.query(
    'select 1 from handover where tenant_id = $1 and post_id = $2 and done_at is null and not withdrawn',
    [tx.tenantId, post.postId],
    'handover-planned',
  )
  return planned !== undefined || (await findFollowers(tx, post.postId)).length > 0
}

/** What was arranged for the end of a post is no longer meant: nobody takes over, nobody follows. */
async function dropPlan(tx: Tx, ports: TeamPorts, entry: Entry, post: HeldPost): Promise<void> {
  await withdrawPlanned(tx, post.postId)
  for (const follower of await findFollowers(tx, post.postId)) {
    await dropPlan(tx, ports, entry, follower)
    await removePost(tx, follower.postId)
    const { postId, personId } = follower
    await recordOfPerson(tx, ports, entry, personId, 'postWithdrawn', { postId, follows: post.postId })
  }
}

/**
 * Moves an end that has not come, or takes it back. The handover that was arranged follows, and so does the beginning of who
 * was named to follow.
 * @throws Refusal end_not_open, matters_open, post_overlaps, grid_has_one, last_administrator
 */
export function movePostEnd(
  ports: TeamPorts,
  asking: Asking,
  postId: string,
  lastDay: LocalDate | undefined,
): Promise<{ postId: string; lastDay?: LocalDate; followers: number }> {
  demandRight(asking.actor, 'manageTeam')
  return runTeamCommand(ports, asking, 'movePostEnd', { postId, lastDay: lastDay ?? null }, async tx => {
    const administrators = await lockAdministrators(tx)
    const post = await findPost(tx, postId)
    if (!post) throw new Refusal('not_found', { postId })
    await getPersonForChange(tx, post.personId)
    const today = todayOf(ports, asking)
    const earlier = lastDay !== undefined && post.until !== undefined && lastDay < post.until
    if (earlier && post.until! >= today) {
      decideEndPost(post, administrators, { lastDay, today })
      // What goes to nobody may go later, never sooner than was said.
      if (!(await hasPlan(tx, post))) demandNothingLeft(await leftByPosts(tx, [post], lastDay))
    }
    const followers = (await findFollowers(tx, postId)).length
    await moveEnd(tx, ports, entryOf(ports, asking), today, post, lastDay)
    return { postId, followers, ...(lastDay === undefined ? {} : { lastDay }) }
  })
}

/** @returns handovers that go with it */
async function moveEnd(
  tx: Tx,
  ports: TeamPorts,
  entry: Entry,
  today: LocalDate,
  post: HeldPost,
  lastDay: LocalDate | undefined,
): Promise<readonly string[]> {
  const { postId, personId } = post
  const moved = await decided(tx, today, post, lastDay)
  await setPostEnd(tx, postId, lastDay)
  const facts = { postId, before: post.until, ...(lastDay === undefined ? {} : { lastDay }) }
  await recordOfPerson(tx, ports, entry, personId, 'postEndMoved', facts)
  if (lastDay === undefined) {
    await dropPlan(tx, ports, entry, post)
    return []
  }
  for (const follower of moved.followers) {
    await setPostFrom(tx, follower.postId, follower.from)
    const begin = { postId: follower.postId, from: follower.from, follows: postId }
    await recordOfPerson(tx, ports, entry, follower.personId, 'postBeginMoved', begin)
  }
  return movePlanned(tx, postId, addDays(lastDay, 1))
}

async function decided(tx: Tx, today: LocalDate, post: HeldPost, lastDay: LocalDate | undefined): Promise<MovedEnd> {
  const kind = postKindOf((await findPostKinds(tx)).items, post.kind)
  const followers = await findFollowers(tx, post.postId)
  for (const each of followers) await getPersonForChange(tx, each.personId)
  const gridIds = post.gridId === undefined || !kind.onePerGrid ? [] : [post.gridId]
  const placeUntil = await findPlaceEnd(tx, post)
  const around = {
    held: await findPostsOf(tx, [post.personId, ...followers.map(each => each.personId)]),
    there: await findPostsAt(tx, { kinds: [post.kind], gridIds, from: post.from }),
    followers,
    ...(placeUntil === undefined ? {} : { placeUntil }),
  }
  return decideMoveEnd(post, kind, around, { today, ...(lastDay === undefined ? {} : { lastDay }) })
}
