/** A leave with a substitute: who stands in for whom on which days. Never a record of attendance (domain.md §2). */
import { demand } from '../kernel/refusal.ts'
import type { LocalDate } from '../kernel/time.ts'
import { addDays, shareADay } from './decide.ts'
import type { HeldPost } from './team.ts'

export const leaveStates = ['planned', 'running', 'over', 'withdrawn'] as const
export type LeaveState = (typeof leaveStates)[number]

export type Leave = {
  readonly leaveId: string
  readonly personId: string
  readonly substituteId: string
  readonly from: LocalDate
  /** Last day of the leave. */
  readonly until: LocalDate
  /** Open matters go to the substitute at the start. */
  readonly handOver: boolean
  /** What went over and is still open comes back at the end; else it stays. */
  readonly comeBack: boolean
  readonly state: LeaveState
}

/**
 * @param others leaves, planned or running, of the person and of the substitute
 * @throws Refusal field_invalid, leave_overlaps, substitute_away
 */
export function decideLeave(leave: Omit<Leave, 'state'>, others: readonly Leave[], today: LocalDate): void {
  demand(leave.personId !== leave.substituteId, 'field_invalid', {
    pointer: '/substituteId',
    expected: 'another person',
    expectedZh: '请选另一个人代班',
  })
  demand(leave.from >= today, 'field_invalid', {
    pointer: '/from',
    expected: `from ${today} on`,
    expectedZh: '从今天起',
  })
  demand(leave.until >= leave.from, 'field_invalid', {
    pointer: '/until',
    expected: 'not before the first day',
    expectedZh: '不早于第一天',
  })
  const shared = others.filter(other => shareADay(other, leave))
  demand(!shared.some(other => other.personId === leave.personId), 'leave_overlaps', { from: leave.from })
  // Two who stand in for each other at once, or one who is away himself: nobody would be there.
  demand(!shared.some(other => other.personId === leave.substituteId), 'substitute_away', { from: leave.from })
  demand(!shared.some(other => other.substituteId === leave.personId), 'stands_in_then', { from: leave.from })
}

/**
 * The posts that the substitute holds for those days: each of the person's own that he does not hold himself. Keeping the
 * town's lists does not pass by a leave: administrators appoint each other.
 */
export function actingPosts(
  leave: Pick<Leave, 'leaveId' | 'personId' | 'substituteId' | 'from' | 'until'>,
  held: readonly HeldPost[],
  substituteHolds: readonly HeldPost[],
): readonly Omit<HeldPost, 'postId' | 'role'>[] {
  const posts: Omit<HeldPost, 'postId' | 'role'>[] = []
  for (const { postId: _, role, ...post } of held) {
    const acting = {
      ...post,
      personId: leave.substituteId,
      from: post.from > leave.from ? post.from : leave.from,
      until: post.until !== undefined && post.until < leave.until ? post.until : leave.until,
      actingFor: leave.personId,
      leaveId: leave.leaveId,
    }
    if (role === 'town_administrator' || post.actingFor !== undefined || acting.from > acting.until) continue
    const same = (other: Pick<HeldPost, 'kind' | 'gridId' | 'unitId' | 'from' | 'until'>) =>
      other.kind === post.kind &&
      other.gridId === post.gridId &&
      other.unitId === post.unitId &&
      shareADay(other, acting)
    if (!substituteHolds.some(same) && !posts.some(same)) posts.push(acting)
  }
  return posts
}

/** Ended early: the last day lies within the leave. Withdrawn before it began, nothing of it remains. */
export function decideEndLeave(
  leave: Leave,
  lastDay: LocalDate | undefined,
  today: LocalDate,
): { readonly state: 'withdrawn' } | { readonly state: 'running'; readonly until: LocalDate } {
  demand(leave.state === 'planned' || leave.state === 'running', 'not_found', { leaveId: leave.leaveId })
  const yesterday = addDays(today, -1)
  if (leave.state === 'planned' && lastDay === undefined) return { state: 'withdrawn' }
  const until = lastDay ?? yesterday
  demand(until >= yesterday && until <= leave.until && until >= addDays(leave.from, -1), 'field_invalid', {
    pointer: '/lastDay',
    expected: `a day from ${yesterday} to ${leave.until}`,
    expectedZh: `${yesterday} 到 ${leave.until} 之间的一天`,
  })
  return until < leave.from ? { state: 'withdrawn' } : { state: 'running', until }
}
