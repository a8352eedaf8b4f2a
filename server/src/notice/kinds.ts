import type { Named } from '@onegrid/domain/ticket/catalogue.ts'

/** Codes, instants, numbers, names of units and categories; never a person's words, name or phone. */
export type NoticeFacts = Readonly<Record<string, string | number | boolean | Named>>

/**
 * Every notice of the product. `reporter` ones go to whoever reported, by text message where there is no account; `staff`
 * ones stand in the inbox, and only those that cannot wait leave the product (`outside`).
 */
export const noticeKinds = {
  ticket_received: { to: 'reporter', outside: true },
  ticket_accepted: { to: 'reporter', outside: true },
  ticket_declined: { to: 'reporter', outside: true },
  ticket_dispatched: { to: 'reporter', outside: true },
  ticket_ordered: { to: 'reporter', outside: true },
  ticket_taken: { to: 'reporter', outside: true },
  ticket_referred: { to: 'reporter', outside: true },
  ticket_extended: { to: 'reporter', outside: true },
  ticket_suspended: { to: 'reporter', outside: true },
  ticket_handled: { to: 'reporter', outside: true },
  ticket_resolved: { to: 'reporter', outside: true },
  ticket_closed: { to: 'reporter', outside: true },
  ticket_reopened: { to: 'reporter', outside: true },
  ticket_merged: { to: 'reporter', outside: true },
  problem_answer: { to: 'reporter', outside: true },
  problem_over: { to: 'reporter', outside: true },
  to_assess: { to: 'staff', outside: false },
  to_assess_urgent: { to: 'staff', outside: true },
  site_check_asked: { to: 'staff', outside: false },
  assigned: { to: 'staff', outside: true },
  dispatch_withdrawn: { to: 'staff', outside: false },
  returned: { to: 'staff', outside: false },
  contest_asked: { to: 'staff', outside: false },
  contest_decided: { to: 'staff', outside: false },
  order_open: { to: 'staff', outside: true },
  helper_asked: { to: 'staff', outside: true },
  activity_asked: { to: 'staff', outside: true },
  order_taken: { to: 'staff', outside: false },
  order_unfilled: { to: 'staff', outside: false },
  called_to_spot: { to: 'staff', outside: true },
  reported_up: { to: 'staff', outside: false },
  handed_down: { to: 'staff', outside: false },
  escalated: { to: 'staff', outside: true },
  escalated_at_night: { to: 'staff', outside: true },
  follow_up_due: { to: 'staff', outside: false },
  extension_asked: { to: 'staff', outside: false },
  extension_decided: { to: 'staff', outside: false },
  suspension_ended: { to: 'staff', outside: false },
  urged: { to: 'staff', outside: true },
  supervised: { to: 'staff', outside: true },
  supervised_copy: { to: 'staff', outside: false },
  to_verify: { to: 'staff', outside: false },
  rework: { to: 'staff', outside: true },
  reopened: { to: 'staff', outside: true },
  due_soon: { to: 'staff', outside: false },
  overdue: { to: 'staff', outside: false },
  appeal_asked: { to: 'staff', outside: false },
  appeal_decided: { to: 'staff', outside: false },
  emergency_started: { to: 'staff', outside: true },
  emergency_level: { to: 'staff', outside: true },
  emergency_ended: { to: 'staff', outside: true },
  plan_laid_out: { to: 'staff', outside: false },
  swap_asked: { to: 'staff', outside: true },
  swap_agreed: { to: 'staff', outside: false },
  swap_ended: { to: 'staff', outside: false },
} as const satisfies Record<string, { readonly to: 'reporter' | 'staff'; readonly outside: boolean }>

export type NoticeKind = keyof typeof noticeKinds

export function isNoticeKind(kind: string): kind is NoticeKind {
  return Object.hasOwn(noticeKinds, kind)
}
