/** Why a ticket stands in somebody's list: for what it waits, read off the actions that the server allows this person. */
import type { TicketRow } from '@onegrid/domain/ticket/view.ts'

export const decisionKinds = ['assess', 'dispatch', 'decide', 'verify', 'late'] as const
export type DecisionKind = (typeof decisionKinds)[number]

export const taskKinds = ['acknowledge', 'check', 'handle', 'others'] as const
export type TaskKind = (typeof taskKinds)[number]

type Row = Pick<TicketRow, 'status' | 'light' | 'actions' | 'flags'>

/** The decision for which it waits of this person; nothing where somebody else decides. */
export function decisionOn({ status, light, actions, flags }: Row): DecisionKind | undefined {
  const may = (action: TicketRow['actions'][number]) => actions.includes(action)
  // Somebody stands still until these are decided: they go before the step itself.
  if (flags.contested && may('decideContest')) return 'decide'
  if (flags.extensionAsked && may('decideExtension')) return 'decide'
  if (flags.appealAsked && may('decideAppeal')) return 'decide'
  if (flags.suspended || flags.referred) return undefined
  if ((status === 'received' || status === 'assessing') && may('acceptTicket')) return 'assess'
  if (status === 'accepted' && may('dispatchTicket')) return 'dispatch'
  if (status === 'handled' && may('verifyTicket')) return 'verify'
  return light === 'overdue' && may('urgeTicket') ? 'late' : undefined
}

/** What a handler does next with it. */
export function taskIn({ status, actions }: Row): TaskKind {
  if (actions.includes('acknowledgeTicket')) return 'acknowledge'
  if (actions.includes('recordSiteCheck')) return 'check'
  return status === 'handling' || status === 'ordered' ? 'handle' : 'others'
}

/** Whether the person is among its takers now; the list of what he once took remembers also what he gave back. */
export function isTaken({ order, actions }: Pick<TicketRow, 'order' | 'actions'>): boolean {
  return order?.mine ?? actions.includes('completeTicket')
}

const urgencies: readonly TicketRow['urgency'][] = ['danger', 'urgent', 'ordinary']
const lights: readonly TicketRow['light'][] = ['overdue', 'due_soon', 'on_time']

/** Danger first, then what is red, then what is due first. */
export function byPressure(one: TicketRow, other: TicketRow): number {
  return (
    urgencies.indexOf(one.urgency) - urgencies.indexOf(other.urgency) ||
    lights.indexOf(one.light) - lights.indexOf(other.light) ||
    one.dueAt.localeCompare(other.dueAt) ||
    one.number.localeCompare(other.number)
  )
}

export type Group<Kind extends string> = { readonly kind: Kind; readonly rows: readonly TicketRow[] }

/** Each ticket once, in the order of the kinds; empty groups are left out. */
export function grouped<Kind extends string>(
  rows: readonly TicketRow[],
  kinds: readonly Kind[],
  kindOf: (row: TicketRow) => Kind | undefined,
): readonly Group<Kind>[] {
  const once = [...new Map(rows.map(row => [row.number, row])).values()].sort(byPressure)
  return kinds
    .map(kind => ({ kind, rows: once.filter(row => kindOf(row) === kind) }))
    .filter(group => group.rows.length > 0)
}
