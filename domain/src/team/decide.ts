import type { GridLevel } from '../grid/grid.ts'
import { demand } from '../kernel/refusal.ts'
import { instantOf, type LocalDate, milliseconds } from '../kernel/time.ts'
import { levelOfBinding, type PostKind } from './post-kind.ts'
import { fewestAdministrators, type HeldPost, isHeldOn } from './team.ts'

/** What is known of the place and of others there when a post is given. */
export type PostPlace = {
  /** Level of the named grid. */
  readonly level?: GridLevel
  /** Posts of the same kind at the same grid, whoever holds them. */
  readonly there: readonly HeldPost[]
}

/** Refuses a post that its person already holds at the same place in the same days, or that hangs on the wrong thing. */
export function decideGivePost(
  held: readonly HeldPost[],
  post: HeldPost,
  kind: PostKind,
  { level, there }: PostPlace,
): void {
  // Who stands in holds what the other holds, be it as it may.
  if (post.actingFor === undefined) demandPlace(post, kind, level)
  demand(post.until === undefined || post.from <= post.until, 'field_invalid', {
    pointer: '/until',
    expected: 'a day not before `from`',
    expectedZh: '不早于开始的那天',
  })
  const twin = held.find(other => samePlace(other, post) && shareADay(other, post))
  demand(twin === undefined, 'post_overlaps', { postId: twin?.postId ?? null })
  // Who stands in during a leave does not make a second household of it.
  const other = kind.onePerGrid && post.actingFor === undefined ? there.find(each => shareADay(each, post)) : undefined
  demand(other === undefined, 'grid_has_one', { kind: kind.code, postId: other?.postId ?? null })
}

function demandPlace(post: HeldPost, kind: PostKind, level: GridLevel | undefined): void {
  const { binding } = kind
  const wanted = levelOfBinding(binding)
  demand(!kind.retired, 'post_kind_unknown', { field: 'kind', pointer: '/kind', value: kind.code })
  demand(post.gridId === undefined || post.unitId === undefined, 'field_invalid', {
    pointer: '/unitId',
    expected: 'a grid or a unit',
    expectedZh: '网格和单位只填一个',
  })
  const atUnit = binding === 'unit'
  demand(!atUnit || post.unitId !== undefined, 'field_invalid', {
    pointer: '/unitId',
    expected: 'the unit of this post',
    expectedZh: '请选这个岗位的单位',
  })
  demand(atUnit || binding === 'any' || post.unitId === undefined, 'field_invalid', {
    pointer: '/unitId',
    expected: 'no unit',
    expectedZh: '这个岗位不跟单位',
  })
  demand(!atUnit || post.gridId === undefined, 'field_invalid', {
    pointer: '/gridId',
    expected: 'no grid',
    expectedZh: '这个岗位不跟网格',
  })
  // There is one town: what is bound to the large grid need not name it.
  demand(atUnit || binding === 'any' || binding === 'large' || post.gridId !== undefined, 'field_invalid', {
    pointer: '/gridId',
    expected: 'the grid of this post',
    expectedZh: '请选这个岗位的网格',
  })
  demand(wanted === undefined || level === undefined || wanted === level, 'field_invalid', {
    pointer: '/gridId',
    expected: `a ${wanted ?? ''} grid`,
    expectedZh: `请选${wanted === undefined ? '' : levelWords[wanted]}`,
  })
}

const levelWords: Readonly<Record<GridLevel, string>> = { small: '小网格', medium: '村（社区）', large: '全镇' }

function samePlace(one: HeldPost, other: HeldPost): boolean {
  return (
    one.personId === other.personId &&
    one.kind === other.kind &&
    one.gridId === other.gridId &&
    one.unitId === other.unitId
  )
}

type Days = Pick<HeldPost, 'from' | 'until'>

export function shareADay(one: Days, other: Days): boolean {
  return (one.until === undefined || other.from <= one.until) && (other.until === undefined || one.from <= other.until)
}

/** `administrators` are all posts of town administrators, this one included where it is one. */
export function decideEndPost(
  post: HeldPost,
  administrators: readonly HeldPost[],
  { lastDay, today }: { lastDay: LocalDate; today: LocalDate },
): void {
  demand(post.until === undefined || post.until >= today, 'not_found', { postId: post.postId })
  demandNotBefore(lastDay, post.from)
  demand(post.until === undefined || lastDay <= post.until, 'field_invalid', {
    pointer: '/lastDay',
    expected: `a day up to ${post.until ?? ''}`,
    expectedZh: `不晚于${post.until ?? ''}`,
  })
  if (post.role !== 'town_administrator') return
  // Posts are ended with a day in mind; whoever is appointed by the day after counts, each person once.
  const dayAfter = addDays(lastDay, 1)
  const left = administrators.filter(other => other.personId !== post.personId && isHeldOn(other, dayAfter))
  demand(new Set(left.map(other => other.personId)).size >= fewestAdministrators, 'last_administrator', {
    left: left.length,
  })
}

function demandNotBefore(lastDay: LocalDate, earliest: LocalDate): void {
  demand(lastDay >= earliest, 'field_invalid', {
    pointer: '/lastDay',
    expected: `a day from ${earliest} on`,
    expectedZh: `不早于${earliest}`,
  })
}

/** What stands around a post whose end is to be moved. */
export type AroundEnd = {
  /** Posts of the same person and of who follows. */
  readonly held: readonly HeldPost[]
  /** Posts of the same kind at the same grid, whoever holds them. */
  readonly there: readonly HeldPost[]
  /** Posts that were given to begin when this one ends. */
  readonly followers: readonly HeldPost[]
  /** Last day of its grid or unit, where that ends. */
  readonly placeUntil?: LocalDate
}

export type MovedEnd = {
  readonly post: HeldPost
  /** Followers as they begin now; none where the end was taken back, for then nobody follows. */
  readonly followers: readonly HeldPost[]
}

/**
 * An end that was set and has not come is moved to another day, or taken back. Who was named to follow begins the day after
 * it, or not at all. What has ended is history: a new post is given instead.
 * @param lastDay absent: the end is taken back
 */
export function decideMoveEnd(
  post: HeldPost,
  kind: Pick<PostKind, 'code' | 'onePerGrid'>,
  { held, there, followers, placeUntil }: AroundEnd,
  { lastDay, today }: { readonly lastDay?: LocalDate; readonly today: LocalDate },
): MovedEnd {
  const { until, ...open } = post
  demand(until !== undefined && until >= today && post.actingFor === undefined, 'end_not_open', {
    postId: post.postId,
  })
  if (lastDay !== undefined) demandNotBefore(lastDay, post.from > today ? post.from : today)
  demand(placeUntil === undefined || (lastDay !== undefined && lastDay <= placeUntil), 'field_invalid', {
    pointer: '/lastDay',
    expected: `a day up to ${placeUntil ?? ''}, when its grid or unit ends`,
    expectedZh: `不晚于${placeUntil ?? ''}，那天之后这个网格或单位就没有了`,
  })
  const moved: HeldPost = { ...open, ...(lastDay === undefined ? {} : { until: lastDay }) }
  const next = lastDay === undefined ? [] : followers.map(each => ({ ...each, from: addDays(lastDay, 1) }))
  for (const each of next)
    demand(each.until === undefined || each.from <= each.until, 'field_invalid', {
      pointer: '/lastDay',
      expected: `a day before ${each.until ?? ''}, when the post of whoever follows ends`,
      expectedZh: `早于${each.until ?? ''}，接任的人那天就到期了`,
    })
  const concerned = new Set([post, ...followers].map(each => each.postId))
  const others = (posts: readonly HeldPost[]) => posts.filter(other => !concerned.has(other.postId))
  const alone = kind.onePerGrid ? others(there).filter(other => other.actingFor === undefined) : []
  for (const each of [moved, ...next]) {
    const twin = others(held).find(other => samePlace(other, each) && shareADay(other, each))
    demand(twin === undefined, 'post_overlaps', { postId: twin?.postId ?? null })
    const other = alone.find(one => shareADay(one, each))
    demand(other === undefined, 'grid_has_one', { kind: kind.code, postId: other?.postId ?? null })
  }
  return { post: moved, followers: next }
}

export function addDays(day: LocalDate, days: number): LocalDate {
  return instantOf(milliseconds(`${day}T00:00:00.000Z`) + days * 86_400_000).slice(0, 10)
}
