/**
 * Every verb of the ticket in one table: where it lives on the wire, which rule decides it, how it is called. The routes,
 * the OpenAPI document and the tests walk this table, so a verb that is missing in one of them cannot be forgotten.
 */
import type { CommandOf, Verb } from './contract.ts'
import { appealOverdue, decideAppeal } from './decide/appeal.ts'
import {
  type AssessCommand,
  acceptTicket,
  askSiteCheck,
  assessTicket,
  declineTicket,
  recordSiteCheck,
} from './decide/assess.ts'
import { closeOnTheSpot, closeTicket } from './decide/close.ts'
import { completeTicket } from './decide/complete.ts'
import { callUnits, noteTicket, recordArrival, recordContact, revealReporter, urgeTicket } from './decide/contact.ts'
import {
  acknowledgeTicket,
  contestDispatch,
  type DispatchCommand,
  decideContest,
  dispatchTicket,
  type ForwardCommand,
  forwardTicket,
  returnTicket,
  withdrawDispatch,
} from './decide/dispatch.ts'
import { eraseTicket } from './decide/erase.ts'
import { askExtension, decideExtension } from './decide/extension.ts'
import { handDown, reportUp } from './decide/level.ts'
import { mergeTicket, unmergeTicket } from './decide/merge.ts'
import {
  askHelper,
  endOrder,
  enterTaker,
  giveBackOrder,
  issueOrder,
  type OrderCommand,
  takeOrder,
} from './decide/order.ts'
import { releasePhoto } from './decide/photo.ts'
import { announceProblem, endProblem } from './decide/problem.ts'
import { recordForeign, recordReceipt, recordReply, referOutside, writeBack } from './decide/referral.ts'
import { liftSupervision, superviseTicket } from './decide/supervise.ts'
import { resumeTicket, suspendTicket } from './decide/suspension.ts'
import { confirmTicket, rateTicket, reopenTicket, verifyTicket } from './decide/verify.ts'
import type { Context, Decide } from './decide.ts'
import type { TicketEvent } from './events.ts'
import type { Ticket } from './ticket.ts'

/** Commands that the server completes before they are decided. */
type Completed = {
  assessTicket: AssessCommand
  dispatchTicket: DispatchCommand
  forwardTicket: ForwardCommand
  issueOrder: OrderCommand
  mergeTicket: { readonly target: Ticket }
}
/** The command of a verb as its rule takes it. */
export type ResolvedCommand<V extends Verb> = V extends keyof Completed ? Completed[V] : CommandOf<V>

export type VerbRule<V extends Verb> = {
  /** Path segment, kebab case. */
  readonly path: string
  readonly decide: Decide<ResolvedCommand<V>>
  readonly summary: { readonly zh: string; readonly en: string }
}

function verb<V extends Verb>(path: string, decide: Decide<ResolvedCommand<V>>, zh: string, en: string): VerbRule<V> {
  return { path, decide, summary: { zh, en } }
}

export const verbs: { readonly [V in Verb]: VerbRule<V> } = {
  assessTicket: verb('assess', assessTicket, '研判', 'Assess'),
  askSiteCheck: verb('ask-site-check', askSiteCheck, '派人现场核实', 'Ask for a look on site'),
  recordSiteCheck: verb('record-site-check', recordSiteCheck, '填写核实情况', 'Record what was found on site'),
  acceptTicket: verb('accept', acceptTicket, '受理', 'Accept'),
  declineTicket: verb('decline', declineTicket, '不予受理', 'Decline'),
  closeOnTheSpot: verb('close-on-the-spot', closeOnTheSpot, '即报即结', 'Close on the spot'),
  dispatchTicket: verb('dispatch', dispatchTicket, '派单', 'Dispatch'),
  withdrawDispatch: verb('withdraw-dispatch', withdrawDispatch, '撤回派单', 'Withdraw the dispatch'),
  acknowledgeTicket: verb('acknowledge', acknowledgeTicket, '签收', 'Acknowledge'),
  returnTicket: verb('return', returnTicket, '退单', 'Return'),
  forwardTicket: verb('forward', forwardTicket, '转派', 'Forward'),
  contestDispatch: verb('contest-dispatch', contestDispatch, '派单异议', 'Contest the dispatch'),
  decideContest: verb('decide-contest', decideContest, '裁定异议', 'Decide the contest'),
  issueOrder: verb('issue-order', issueOrder, '网格下单', 'Issue an order'),
  takeOrder: verb('take-order', takeOrder, '接单', 'Take the order'),
  giveBackOrder: verb('give-back-order', giveBackOrder, '退接', 'Give the order back'),
  endOrder: verb('end-order', endOrder, '结束接单', 'End the order'),
  enterTaker: verb('enter-taker', enterTaker, '代接', 'Enter a taker on behalf'),
  askHelper: verb('ask-helper', askHelper, '请他来帮', 'Ask a helper'),
  recordContact: verb('record-contact', recordContact, '记录联系情况', 'Record a contact with the reporter'),
  revealReporter: verb('reveal-reporter', revealReporter, '查看反映人电话', 'Show the reporter’s number'),
  noteTicket: verb('note', noteTicket, '填写进展', 'Add a progress note'),
  callUnits: verb('call-units', callUnits, '吹哨', 'Call units to the spot'),
  recordArrival: verb('record-arrival', recordArrival, '报到', 'Record an arrival on the spot'),
  reportUp: verb('report-up', reportUp, '上报', 'Report up'),
  handDown: verb('hand-down', handDown, '下派', 'Hand down'),
  referOutside: verb('refer-outside', referOutside, '转办（函）', 'Refer outside by letter'),
  recordReceipt: verb('record-receipt', recordReceipt, '登记对方签收', 'Record the other side’s receipt'),
  recordReply: verb('record-reply', recordReply, '登记对方答复', 'Record the other side’s answer'),
  recordForeign: verb('record-foreign', recordForeign, '登记来源编号', 'Record the foreign number and limit'),
  writeBack: verb('write-back', writeBack, '登记回填', 'Mark as written back'),
  askExtension: verb('ask-extension', askExtension, '申请延期', 'Ask for an extension'),
  decideExtension: verb('decide-extension', decideExtension, '审批延期', 'Decide the extension'),
  suspendTicket: verb('suspend', suspendTicket, '挂账', 'Suspend'),
  resumeTicket: verb('resume', resumeTicket, '恢复办理', 'Resume'),
  urgeTicket: verb('urge', urgeTicket, '催办', 'Urge'),
  superviseTicket: verb('supervise', superviseTicket, '督办', 'Supervise'),
  liftSupervision: verb('lift-supervision', liftSupervision, '解除督办', 'Lift the supervision'),
  completeTicket: verb('complete', completeTicket, '办理完成', 'Complete'),
  verifyTicket: verb('verify', verifyTicket, '核验', 'Verify'),
  confirmTicket: verb('confirm', confirmTicket, '反映人确认', 'Confirm as the reporter'),
  closeTicket: verb('close', closeTicket, '办结', 'Close'),
  rateTicket: verb('rate', rateTicket, '评价', 'Rate'),
  reopenTicket: verb('reopen', reopenTicket, '再次反映', 'Reopen'),
  mergeTicket: verb('merge', mergeTicket, '并案', 'Merge into another ticket'),
  unmergeTicket: verb('unmerge', unmergeTicket, '撤销并案', 'Undo the merge'),
  announceProblem: verb('announce-problem', announceProblem, '发布已知问题', 'Announce a known problem'),
  endProblem: verb('end-problem', endProblem, '结束已知问题', 'End the known problem'),
  appealOverdue: verb('appeal-overdue', appealOverdue, '申请超期剔除', 'Appeal against overdue'),
  decideAppeal: verb('decide-appeal', decideAppeal, '审批超期剔除', 'Decide the overdue appeal'),
  releasePhoto: verb('release-photo', releasePhoto, '公开照片', 'Release a photo'),
  eraseTicket: verb('erase', eraseTicket, '依法删除个人信息', 'Erase by law'),
}

/** Decides a verb by its name, with the command that belongs to it. */
export function decideVerb<V extends Verb>(
  name: V,
  ticket: Ticket,
  command: ResolvedCommand<V>,
  context: Context,
): readonly TicketEvent[] {
  const rules: { readonly [K in V]: VerbRule<K> } = verbs
  return rules[name].decide(ticket, command, context)
}
