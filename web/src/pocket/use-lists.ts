import type { TicketRow } from '@onegrid/domain/ticket/view.ts'
import { holds, useMe } from '../account/me.ts'
import type { Page } from '../api/client.ts'
import type { ApiProblem } from '../api/problem.ts'
import { useGet } from '../api/queries.ts'
import { useCounts, useMyTickets, useOpenOrders, useTicketRows } from '../ticket/use-ticket.ts'
import { leading, taking } from './posts.ts'
import { decisionKinds, decisionOn, type Group, grouped, isTaken, type TaskKind, taskIn, taskKinds } from './waiting.ts'

/** One screen of a queue; whoever has more decides these first, and the rest moves up. */
const atOnce = 50

export type Lists<Kind extends string> = {
  readonly groups: readonly Group<Kind>[]
  readonly count: number | undefined
  readonly pending: boolean
  readonly problem: ApiProblem | null
  readonly cut: boolean
  reload(): Promise<void>
}

/** Everything that waits for a decision of this person, out of the queues of his widest grid. Empty queues are not asked. */
export function useDecisions(): Lists<(typeof decisionKinds)[number]> & { readonly scopeName: string } {
  const counts = useCounts()
  const scope = counts.data?.scope
  const wanted = (name: string) => (counts.data?.counts[name] ?? 0) > 0
  const lists = [
    useQueue(scope, { queue: 'to_assess' }, wanted('to_assess')),
    useQueue(scope, { queue: 'to_dispatch' }, wanted('to_dispatch')),
    useQueue(scope, { queue: 'to_verify' }, wanted('to_verify')),
    useQueue(scope, { flag: 'contested' }, wanted('contested')),
    useQueue(scope, { flag: 'extension' }, wanted('extension')),
    useQueue(scope, { flag: 'appeal' }, wanted('appeal')),
    useQueue(scope, { flag: 'late' }, wanted('late')),
  ]
  const groups = grouped(
    lists.flatMap(list => list.rows),
    decisionKinds,
    decisionOn,
  )
  const loaded = counts.data !== undefined && lists.every(list => !list.pending)
  return {
    groups,
    // What is late in other hands is not waiting for this person; it is only shown to him.
    count: loaded
      ? groups.filter(each => each.kind !== 'late').reduce((sum, each) => sum + each.rows.length, 0)
      : undefined,
    pending: !loaded && counts.error === null && lists.every(list => list.problem === null),
    problem: counts.error ?? lists.find(list => list.problem !== null)?.problem ?? null,
    cut: lists.some(list => list.more),
    scopeName: counts.data?.scopes.find(each => each.key === scope)?.name ?? '',
    async reload() {
      await counts.refetch()
      await Promise.all(lists.map(list => list.reload()))
    },
  }
}

function useQueue(
  scope: string | undefined,
  filter: { readonly queue?: string; readonly flag?: string },
  wanted: boolean,
) {
  const list = useGet<Page<TicketRow>>(['ticket', 'rows'], '/tickets', { scope, ...filter, limit: atOnce }, wanted)
  return {
    rows: wanted ? (list.data?.items ?? []) : [],
    more: wanted && list.data?.next !== undefined,
    pending: wanted && list.isPending,
    problem: wanted ? list.error : null,
    reload: async () => void (wanted && (await list.refetch())),
  }
}

/** What I hold, took or was asked to look at; a clerk also sees what his unit holds. */
export function useTasks(): Lists<TaskKind> {
  const held = useTicketRows({ scope: 'mine', order: 'due' }, atOnce)
  const unitId = useMe().posts.find(post => post.unitId !== undefined)?.unitId
  const ofUnit = useGet<Page<TicketRow>>(
    ['ticket', 'rows'],
    '/tickets',
    { scope: `unit:${unitId}`, order: 'due', limit: atOnce },
    unitId !== undefined,
  )
  const checks = useMyTickets('checker')
  const taken = useMyTickets('taker')
  const open = (row: TicketRow) => row.queue !== 'done' && row.queue !== 'to_close'
  const rows = [
    ...held.items,
    ...(unitId === undefined ? [] : (ofUnit.data?.items ?? [])),
    ...checks.items.filter(row => row.actions.includes('recordSiteCheck')),
    ...taken.items.filter(isTaken),
  ].filter(open)
  const groups = grouped(rows, taskKinds, taskIn)
  const pending = held.pending || checks.pending || taken.pending || (unitId !== undefined && ofUnit.isPending)
  return {
    groups,
    count: pending
      ? undefined
      : groups.filter(each => each.kind !== 'others').reduce((sum, each) => sum + each.rows.length, 0),
    pending,
    problem: held.problem ?? checks.problem ?? taken.problem ?? (unitId === undefined ? null : ofUnit.error),
    cut: held.hasMore,
    async reload() {
      await Promise.all([
        held.reload(),
        checks.reload(),
        taken.reload(),
        ...(unitId === undefined ? [] : [ofUnit.refetch()]),
      ])
    },
  }
}

export function useDecisionCount(): number | undefined {
  return useDecisions().count
}
export function useTaskCount(): number | undefined {
  return useTasks().count
}
export function useOrderCount(): number | undefined {
  return useOpenOrders().data?.items.filter(row => row.order?.mine !== true && row.actions.includes('takeOrder')).length
}

/** The tab that somebody works with most: decisions before tasks, tasks before orders. */
export function useFirstTab(): string {
  const me = useMe()
  if (holds(me, leading)) return '/decide'
  const onlyTakes =
    me.posts.length > 0 && me.posts.every(post => taking.includes(post.role) && post.role !== 'grid_worker')
  return onlyTakes ? '/orders' : '/mine'
}
