import { demand } from '../kernel/refusal.ts'
import { instantOf, type LocalDate, milliseconds } from '../kernel/time.ts'
import { bindings, fewestAdministrators, type HeldPost, isHeldOn } from './team.ts'

/** Refuses a post that its person already holds at the same place in the same days, or that hangs on the wrong thing. */
export function decideGivePost(held: readonly HeldPost[], post: HeldPost): void {
  const binding = bindings[post.role]
  demand(post.gridId === undefined || post.unitId === undefined, 'field_invalid', {
    pointer: '/unitId',
    expected: 'a grid or a unit',
  })
  demand(binding !== 'grid' || post.gridId !== undefined, 'field_invalid', {
    pointer: '/gridId',
    expected: 'the grid of this role',
  })
  demand(binding !== 'unit' || post.unitId !== undefined, 'field_invalid', {
    pointer: '/unitId',
    expected: 'the unit of this role',
  })
  demand(binding !== 'grid' || post.unitId === undefined, 'field_invalid', { pointer: '/unitId', expected: 'no unit' })
  demand(binding !== 'unit' || post.gridId === undefined, 'field_invalid', { pointer: '/gridId', expected: 'no grid' })
  demand(post.until === undefined || post.from <= post.until, 'field_invalid', {
    pointer: '/until',
    expected: 'a day not before `from`',
  })
  const twin = held.find(other => samePlace(other, post) && shareADay(other, post))
  demand(twin === undefined, 'post_overlaps', { postId: twin?.postId ?? null })
}

function samePlace(one: HeldPost, other: HeldPost): boolean {
  return (
    one.personId === other.personId &&
    one.role === other.role &&
    one.gridId === other.gridId &&
    one.unitId === other.unitId
  )
}

function shareADay(one: HeldPost, other: HeldPost): boolean {
  return (one.until === undefined || other.from <= one.until) && (other.until === undefined || one.from <= other.until)
}

/** `administrators` are all posts of town administrators, this one included where it is one. */
export function decideEndPost(
  post: HeldPost,
  administrators: readonly HeldPost[],
  { lastDay, today }: { lastDay: LocalDate; today: LocalDate },
): void {
  demand(post.until === undefined || post.until >= today, 'not_found', { postId: post.postId })
  demand(lastDay >= post.from, 'field_invalid', { pointer: '/lastDay', expected: `a day from ${post.from} on` })
  demand(post.until === undefined || lastDay <= post.until, 'field_invalid', {
    pointer: '/lastDay',
    expected: `a day up to ${post.until ?? ''}`,
  })
  if (post.role !== 'town_administrator') return
  // Posts are ended with a day in mind; whoever is appointed by the day after counts, each person once.
  const dayAfter = nextDay(lastDay)
  const left = administrators.filter(other => other.personId !== post.personId && isHeldOn(other, dayAfter))
  demand(new Set(left.map(other => other.personId)).size >= fewestAdministrators, 'last_administrator', {
    left: left.length,
  })
}

function nextDay(day: LocalDate): LocalDate {
  return instantOf(milliseconds(`${day}T00:00:00.000Z`) + 86_400_000).slice(0, 10)
}
