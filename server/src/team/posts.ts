import type { Role } from '@onegrid/domain/kernel/actor.ts'
import { Refusal } from '@onegrid/domain/kernel/refusal.ts'
import type { LocalDate } from '@onegrid/domain/kernel/time.ts'
import { demandRight } from '@onegrid/domain/team/access.ts'
import { decideGivePost } from '@onegrid/domain/team/decide.ts'
import type { PostKind } from '@onegrid/domain/team/post-kind.ts'
import { postKindOf, postKindOfRole } from '@onegrid/domain/team/post-kinds.ts'
import type { HeldPost } from '@onegrid/domain/team/team.ts'
import type { Tx } from '../database/database.ts'
import { appendToMany, type Entry } from '../journal/journal.ts'
import { type Asking, entryOf, runTeamCommand, type TeamPorts, todayOf } from './asking.ts'
import { findPostKinds } from './post-kinds.ts'
import { demandPlaces, findLargeGrid, findPostsAt, findPostsOf, getColleagueForChange, insertPosts } from './store.ts'

export type PostWords = {
  readonly personId: string
  /** Code of the kind; without it the role's own kind. */
  readonly kind?: string
  readonly role?: Role
  readonly gridId?: string
  readonly unitId?: string
  readonly from?: LocalDate
  readonly until?: LocalDate
}

export function givePost(ports: TeamPorts, asking: Asking, words: PostWords): Promise<{ postId: string }> {
  demandRight(asking.actor, 'manageTeam')
  return runTeamCommand(ports, asking, 'givePost', words, async tx => {
    await getColleagueForChange(tx, words.personId).catch(error => {
      throw error instanceof Refusal ? new Refusal('person_unknown', { pointer: '/personId' }) : error
    })
    const [post] = await givePosts(tx, ports, entryOf(ports, asking), todayOf(ports, asking), [words])
    return { postId: post?.postId ?? '' }
  })
}

/**
 * Gives posts in bulk inside the transaction of the caller (an imported roster, an election, a leave), who has checked the
 * right and locked or just made the persons. All or none: the refusal's fact `at` is the place in the list.
 * @throws Refusal post_kind_unknown, field_invalid, grid_unknown, unit_unknown, post_overlaps, grid_has_one
 */
export async function givePosts(
  tx: Tx,
  ports: Pick<TeamPorts, 'ids'>,
  entry: Entry,
  today: LocalDate,
  wanted: readonly (PostWords & Pick<HeldPost, 'actingFor' | 'leaveId' | 'follows'>)[],
): Promise<readonly HeldPost[]> {
  if (wanted.length === 0) return []
  const { items } = await findPostKinds(tx)
  const large = await findLargeGrid(tx, today)
  const kinds = wanted.map((words, at) => within(wanted, at, () => kindOf(items, words)))
  const posts = wanted.map(({ role: _, ...words }, at): HeldPost => {
    const kind = kinds[at]!
    const townWide = kind.binding === 'large' && words.gridId === undefined && words.unitId === undefined
    return {
      ...words,
      kind: kind.code,
      ...(kind.role === undefined ? {} : { role: kind.role }),
      // Rights of the whole town hang on the large grid, also where nobody names it.
      ...(townWide && large !== undefined ? { gridId: large } : {}),
      postId: ports.ids.id(),
      from: words.from ?? today,
    }
  })
  const levels = await demandPlaces(tx, posts)
  const personIds = [...new Set(posts.map(post => post.personId))]
  const held = group(await findPostsOf(tx, personIds), post => post.personId)
  const single = kinds.filter(kind => kind.onePerGrid).map(kind => kind.code)
  const gridIds = posts.flatMap(post => (post.gridId === undefined ? [] : [post.gridId]))
  const earliest = posts.map(post => post.from).sort()[0] ?? today
  const there = group(await findPostsAt(tx, { kinds: single, gridIds, from: earliest }), atGrid)
  posts.forEach((post, at) => {
    const level = post.gridId === undefined ? undefined : levels.get(post.gridId)
    const place = { there: there.get(atGrid(post)) ?? [], ...(level === undefined ? {} : { level }) }
    within(wanted, at, () => decideGivePost(held.get(post.personId) ?? [], post, kinds[at]!, place))
    // What was decided for one line of the list holds for the next.
    push(held, post.personId, post)
    push(there, atGrid(post), post)
  })
  await insertPosts(tx, posts, entry.recordedAt)
  const streams = [...group(posts, post => post.personId)].map(([id, own]) => ({
    id,
    events: own.map(({ personId: _, ...facts }) => ({ type: 'postGiven', at: entry.recordedAt, ...facts })),
  }))
  await appendToMany(tx, ports.ids, 'person', streams, entry)
  return posts
}

function kindOf(kinds: readonly PostKind[], { kind, role }: PostWords): PostKind {
  if (kind !== undefined) return postKindOf(kinds, kind)
  return postKindOfRole(kinds, role ?? '')
}

/** Says which line of the list was refused. */
function within<T>(list: readonly unknown[], at: number, decide: () => T): T {
  try {
    return decide()
  } catch (error) {
    if (list.length === 1) throw error
    throw error instanceof Refusal ? new Refusal(error.code, { ...error.facts, at }) : error
  }
}

const atGrid = (post: HeldPost) => `${post.kind} ${post.gridId ?? ''}`

function group(posts: readonly HeldPost[], keyOf: (post: HeldPost) => string): Map<string, HeldPost[]> {
  const groups = new Map<string, HeldPost[]>()
  for (const post of posts) push(groups, keyOf(post), post)
  return groups
}

function push(groups: Map<string, HeldPost[]>, key: string, post: HeldPost): void {
  const known = groups.get(key)
  if (known) known.push(post)
  else groups.set(key, [post])
}
