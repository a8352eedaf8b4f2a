/**
 * Status × action as data. The button on the screen, the phone without signal and the server ask this one table; `decide`
 * refuses with `action_not_in_status` from it, so no screen offers what the server would refuse for its status.
 */
import { demand } from '../kernel/refusal.ts'
import {
  openAppeal,
  openContest,
  openExtension,
  openReferral,
  runningSuspension,
  type Status,
  type Ticket,
} from './ticket.ts'

type Rule = {
  readonly from: readonly Status[]
  /** Where it may lead; empty: the status stays. */
  readonly to: readonly Status[]
  /** Forbidden while the clock is suspended: whoever wants to act resumes first. */
  readonly notSuspended?: true
  /** What must stand beside the status. */
  readonly when?: (ticket: Ticket) => boolean
}

const beforeDispatch: readonly Status[] = ['received', 'assessing', 'accepted']
const running: readonly Status[] = ['accepted', 'dispatched', 'ordered', 'handling', 'handled']
const alive: readonly Status[] = ['received', 'assessing', ...running]

export const transitions = {
  assessTicket: { from: ['received', 'assessing', 'accepted'], to: ['assessing', 'accepted'] },
  askSiteCheck: { from: ['received', 'assessing'], to: ['assessing'] },
  recordSiteCheck: {
    from: ['assessing'],
    to: [],
    when: ticket => ticket.siteCheck !== undefined && ticket.siteCheck.finding === undefined,
  },
  acceptTicket: { from: ['received', 'assessing'], to: ['accepted'] },
  declineTicket: { from: ['received', 'assessing'], to: ['declined'] },
  closeOnTheSpot: {
    from: ['received', 'assessing', 'accepted', 'dispatched', 'handling'],
    to: ['closed'],
    notSuspended: true,
    // A unit's work is completed and verified; on the spot is for what a person of the grid finds and settles.
    when: ticket => ticket.dispatch?.to.kind !== 'unit',
  },
  dispatchTicket: { from: ['accepted', 'handling'], to: ['dispatched'], notSuspended: true },
  withdrawDispatch: {
    from: ['dispatched'],
    to: ['accepted'],
    when: ticket => ticket.dispatch?.acknowledgedAt === undefined,
  },
  acknowledgeTicket: { from: ['dispatched'], to: ['handling'], when: ticket => openContest(ticket) === undefined },
  returnTicket: { from: ['dispatched', 'handling'], to: ['accepted'], when: ticket => ticket.dispatch !== undefined },
  forwardTicket: {
    from: ['dispatched', 'handling'],
    to: ['dispatched'],
    when: ticket => ticket.dispatch !== undefined,
  },
  contestDispatch: {
    from: ['dispatched'],
    to: [],
    when: ticket => ticket.dispatch !== undefined && openContest(ticket) === undefined,
  },
  decideContest: {
    from: ['dispatched'],
    to: ['dispatched', 'accepted'],
    when: ticket => openContest(ticket) !== undefined,
  },
  issueOrder: { from: ['accepted'], to: ['ordered'], notSuspended: true },
  takeOrder: { from: ['ordered'], to: ['ordered', 'handling'] },
  giveBackOrder: {
    from: ['ordered', 'handling'],
    to: ['ordered', 'handling'],
    // Once a leader has dispatched it to somebody, the former order is history.
    when: ticket => ticket.dispatch === undefined && (ticket.order?.takers.length ?? 0) > 0,
  },
  endOrder: { from: ['ordered'], to: ['accepted', 'handling'] },
  enterTaker: { from: ['ordered'], to: ['ordered', 'handling'] },
  askHelper: { from: ['ordered'], to: [] },
  recordContact: { from: [...alive, 'resolved', 'closed'], to: [] },
  revealReporter: { from: [...alive, 'declined', 'resolved', 'closed'], to: [] },
  noteTicket: { from: [...alive, 'resolved'], to: [] },
  callUnits: { from: [...beforeDispatch, 'dispatched', 'ordered', 'handling'], to: [] },
  recordArrival: {
    from: [...alive],
    to: [],
    when: ticket => ticket.calls.some(call => call.arrivals.length < call.units.length),
  },
  reportUp: { from: [...beforeDispatch, 'handling'], to: [], when: ticket => ticket.level !== 'large' },
  handDown: { from: beforeDispatch, to: [], when: ticket => ticket.level !== 'small' },
  referOutside: { from: ['accepted', 'handling'], to: [], when: ticket => openReferral(ticket) === undefined },
  recordReceipt: { from: running, to: [], when: ticket => openReferral(ticket) !== undefined },
  recordReply: { from: running, to: [], when: ticket => openReferral(ticket) !== undefined },
  recordForeign: { from: alive, to: [] },
  writeBack: {
    from: [...alive, 'declined', 'resolved', 'closed'],
    to: [],
    when: ticket => ticket.foreign !== undefined && ticket.foreign.writtenBackAt === undefined,
  },
  askExtension: {
    from: ['dispatched', 'handling'],
    to: [],
    notSuspended: true,
    when: ticket => openExtension(ticket) === undefined,
  },
  decideExtension: { from: running, to: [], when: ticket => openExtension(ticket) !== undefined },
  suspendTicket: {
    from: ['accepted', 'dispatched', 'handling'],
    to: [],
    notSuspended: true,
    when: ticket => ticket.suspensions.length === 0,
  },
  resumeTicket: { from: running, to: [], when: ticket => runningSuspension(ticket) !== undefined },
  urgeTicket: { from: alive, to: [] },
  superviseTicket: { from: alive, to: [] },
  liftSupervision: { from: [...alive, 'resolved', 'closed'], to: [], when: ticket => ticket.supervision !== undefined },
  completeTicket: { from: ['handling'], to: ['handled'], notSuspended: true },
  verifyTicket: { from: ['handled'], to: ['resolved', 'handling'] },
  confirmTicket: { from: ['handled'], to: ['resolved', 'handling'] },
  closeTicket: { from: ['accepted', 'handling', 'handled', 'resolved'], to: ['closed'] },
  rateTicket: { from: ['resolved', 'closed'], to: [], when: ticket => ticket.archivedAt === undefined },
  reopenTicket: {
    from: ['resolved', 'closed'],
    to: ['accepted', 'dispatched'],
    when: ticket => ticket.archivedAt === undefined && ticket.mergedInto === undefined,
  },
  mergeTicket: { from: ['received', 'assessing', 'accepted', 'dispatched', 'ordered', 'handling'], to: ['closed'] },
  unmergeTicket: {
    from: ['closed'],
    to: ['received', 'assessing', 'accepted', 'dispatched', 'ordered', 'handling'],
    when: ticket => ticket.mergedInto !== undefined && ticket.archivedAt === undefined,
  },
  announceProblem: { from: [...beforeDispatch, 'dispatched', 'handling'], to: [], when: ticket => !hasProblem(ticket) },
  endProblem: { from: [...alive, 'resolved', 'closed'], to: [], when: hasProblem },
  appealOverdue: {
    from: [...running, 'resolved', 'closed'],
    to: [],
    when: ticket => ticket.overdueSince !== undefined && ticket.appeal === undefined && ticket.archivedAt === undefined,
  },
  decideAppeal: { from: [...running, 'resolved', 'closed'], to: [], when: ticket => openAppeal(ticket) !== undefined },
  releasePhoto: { from: [...running, 'resolved', 'closed'], to: [], when: ticket => ticket.photos.length > 0 },
  eraseTicket: { from: ['declined', 'closed'], to: [], when: ticket => ticket.erased !== 'everything' },
} as const satisfies Record<string, Rule>

export type Action = keyof typeof transitions
export const actions = Object.keys(transitions) as readonly Action[]

function hasProblem(ticket: Ticket): boolean {
  return ticket.problem !== undefined && ticket.problem.overAt === undefined
}

/** Whether the ticket's state allows the action, whoever asks. */
export function allowedInState(ticket: Ticket, action: Action): boolean {
  const rule: Rule = transitions[action]
  if (!rule.from.includes(ticket.status)) return false
  if (ticket.mergedInto !== undefined && !mergedStill.includes(action)) return false
  if (rule.notSuspended && runningSuspension(ticket)) return false
  return rule.when?.(ticket) ?? true
}

/** @throws Refusal action_not_in_status (or `suspended`), naming status and action */
export function demandState(ticket: Ticket, action: Action): void {
  const rule: Rule = transitions[action]
  demand(!(rule.notSuspended && rule.from.includes(ticket.status) && runningSuspension(ticket)), 'suspended', {
    action,
    until: runningSuspension(ticket)?.until ?? null,
  })
  demand(allowedInState(ticket, action), 'action_not_in_status', { action, status: ticket.status })
}

/** A merged ticket only points to the other one; its matter goes on there. */
const mergedStill: readonly Action[] = ['unmergeTicket', 'revealReporter', 'recordContact', 'writeBack']
