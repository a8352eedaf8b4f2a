import type { GridLevel } from '@onegrid/domain/grid/grid.ts'
import { type Actor, holdsRole, personOf } from '@onegrid/domain/kernel/actor.ts'
import { demand, Refusal } from '@onegrid/domain/kernel/refusal.ts'
import type { LocalDate } from '@onegrid/domain/kernel/time.ts'
import { teamRights } from '@onegrid/domain/team/access.ts'
import { lackedWithout, type Need } from '@onegrid/domain/team/coverage.ts'
import { addDays } from '@onegrid/domain/team/decide.ts'
import type { Matter } from '@onegrid/domain/team/handover.ts'
import type { HeldPost } from '@onegrid/domain/team/team.ts'
import type { Tx } from '../database/database.ts'
import { type Page, pageFrom } from '../http/paging.ts'
import {
  describeMatters,
  dueItems,
  type HandoverRow,
  handoverColumns,
  type Left,
  leftByPosts,
  mattersOf,
} from './handover.ts'
import { type LeaveRow, leaveColumns, leaveOf } from './leaves.ts'
import { personNames } from './queries.ts'
import { findPost, findPostsAtGrids } from './store.ts'

type LeaveFilter = { readonly personId?: string; readonly current?: boolean }

/** Newest first. */
export async function readLeaves(tx: Tx, page: Page<[string]>, { personId, current }: LeaveFilter, today: LocalDate) {
  const rows = await tx.query<LeaveRow>(
    `select ${leaveColumns} from leave where tenant_id = $1 and ($2::uuid is null or leave_id < $2)
       and ($3::uuid is null or person_id = $3 or substitute_id = $3)
       and (not $4 or (state in ('planned', 'running') and until_day >= $5)) order by leave_id desc limit $6`,
    [tx.tenantId, page.after?.[0] ?? null, personId ?? null, current === true, today, page.limit + 1],
    'leaves-list',
  )
  const { items, ...next } = pageFrom(rows, page.limit, row => [row.leave_id])
  const names = await personNames(tx, [...new Set(items.flatMap(row => [row.person_id, row.substitute_id]))])
  return {
    items: items.map(row => {
      const personName = names.get(row.person_id)
      const substituteName = names.get(row.substitute_id)
      return {
        ...leaveOf(row),
        ...(personName === undefined ? {} : { personName }),
        ...(substituteName === undefined ? {} : { substituteName }),
      }
    }),
    ...next,
  }
}

/** What waits for a person, or what nobody would have were the post ended on that day. */
export async function readOpenMatters(
  tx: Tx,
  personId: string,
  { postId, lastDay }: { readonly postId?: string; readonly lastDay: LocalDate },
) {
  const post = postId === undefined ? undefined : await findPost(tx, postId)
  if (postId !== undefined && post?.personId !== personId) throw new Refusal('not_found', { postId })
  const left: Left =
    post === undefined
      ? { matters: await mattersOf(tx, personId), unitMatters: [], days: [] }
      : await leftByPosts(tx, [post], lastDay)
  return {
    matters: left.matters.map(shown),
    unitMatters: left.unitMatters.map(shown),
    days: [...left.days],
    lacks: post === undefined ? [] : [...(await lackedAt(tx, post, lastDay))],
  }
}

/** Whom its grid has no longer from the day after on. */
async function lackedAt(tx: Tx, post: HeldPost, lastDay: LocalDate): Promise<readonly Need[]> {
  if (post.gridId === undefined || post.actingFor !== undefined) return []
  const [grid] = await tx.query<{ gridId: string; level: GridLevel }>(
    'select grid_id as "gridId", level from grid where tenant_id = $1 and grid_id = $2',
    [tx.tenantId, post.gridId],
    'open-matters-grid',
  )
  const day = addDays(lastDay, 1)
  return grid === undefined ? [] : lackedWithout(grid, [post], await findPostsAtGrids(tx, [post.gridId], day), day)
}

function shown({ kind, number, grid }: Matter) {
  return { kind, number, gridId: grid.small ?? grid.medium ?? grid.large }
}

/** Newest first. */
export async function readHandovers(tx: Tx, page: Page<[string]>, personId: string | undefined) {
  const rows = await tx.query<HandoverRow>(
    `select ${handoverColumns} from handover where tenant_id = $1 and not withdrawn and ($2::uuid is null or handover_id < $2)
       and ($3::uuid is null or from_person = $3 or to_person = $3) order by handover_id desc limit $4`,
    [tx.tenantId, page.after?.[0] ?? null, personId ?? null, page.limit + 1],
    'handovers-list',
  )
  const { items, ...next } = pageFrom(rows, page.limit, row => [row.handover_id])
  const names = await personNames(tx, [...new Set(items.flatMap(row => [row.from_person, row.to_person]))])
  return { items: items.map(row => headOf(row, names)), ...next }
}

function headOf(row: HandoverRow, names: ReadonlyMap<string, string>) {
  const fromName = names.get(row.from_person)
  const toName = names.get(row.to_person)
  return {
    handoverId: row.handover_id,
    from: row.from_person,
    to: row.to_person,
    why: row.why,
    dueDay: row.due_day,
    madeAt: row.made_at,
    count: row.items.length,
    ...(row.done_at === null ? {} : { doneAt: row.done_at }),
    ...(fromName === undefined ? {} : { fromName }),
    ...(toName === undefined ? {} : { toName }),
  }
}

/** The list to sign: what went over; where the day lies ahead, what would go over today. */
export async function readHandover(tx: Tx, handoverId: string, actor: Actor) {
  const [row] = await tx.query<HandoverRow>(
    `select ${handoverColumns} from handover where tenant_id = $1 and handover_id = $2 and not withdrawn`,
    [tx.tenantId, handoverId],
    'handover-one',
  )
  const asker = personOf(actor)
  demand(asker !== undefined, 'not_signed_in')
  const own = asker === row?.from_person || asker === row?.to_person
  if (!row || !(own || holdsRole(actor, ...teamRights.manageTeam))) throw new Refusal('not_found', { handoverId })
  const due = row.done_at === null ? await dueItems(tx, row) : undefined
  const moved = due?.matters.map(({ kind, ticketId, number }) => ({ kind, ticketId, number })) ?? []
  const items = due === undefined ? row.items.flatMap(item => (item.kind === 'duty' ? [] : [item])) : moved
  const days = due?.days ?? row.items.flatMap(item => (item.kind === 'duty' ? [item.day] : []))
  const told = await describeMatters(
    tx,
    items.map(item => item.ticketId),
  )
  const names = await personNames(tx, [row.from_person, row.to_person])
  return {
    ...headOf(row, names),
    count: items.length + days.length,
    matters: items.map(({ kind, ticketId, number }) => ({ kind, number, ...told.get(ticketId) })),
    days: [...days],
  }
}
