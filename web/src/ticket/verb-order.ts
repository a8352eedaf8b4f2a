/** Which of the allowed verbs comes first: one primary button a ticket, the usual ones beside it, the rest under "more". */
import type { Verb } from '@onegrid/domain/ticket/contract.ts'
import type { Status } from '@onegrid/domain/ticket/ticket.ts'
import type { TicketPage } from '@onegrid/domain/ticket/view.ts'

/** The step that moves the ticket on, by status; the first one that is allowed is primary. */
const onward: Readonly<Record<Status, readonly Verb[]>> = {
  received: ['acceptTicket', 'assessTicket', 'closeOnTheSpot', 'reportUp'],
  assessing: ['recordSiteCheck', 'acceptTicket', 'assessTicket', 'closeOnTheSpot'],
  accepted: ['dispatchTicket', 'issueOrder', 'closeOnTheSpot'],
  declined: ['writeBack'],
  dispatched: ['decideContest', 'acknowledgeTicket', 'urgeTicket'],
  ordered: ['takeOrder', 'enterTaker'],
  handling: ['decideExtension', 'completeTicket', 'noteTicket'],
  handled: ['verifyTicket', 'confirmTicket'],
  resolved: ['closeTicket', 'writeBack', 'rateTicket'],
  closed: ['writeBack', 'rateTicket', 'decideAppeal'],
}
/** Beside the primary one, in this order, as far as there is room. */
const beside: readonly Verb[] = [
  'decideContest',
  'decideExtension',
  'decideAppeal',
  'acceptTicket',
  'assessTicket',
  'declineTicket',
  'dispatchTicket',
  'acknowledgeTicket',
  'completeTicket',
  'verifyTicket',
  'closeTicket',
  'writeBack',
  'withdrawDispatch',
  'issueOrder',
  'takeOrder',
  'enterTaker',
  'endOrder',
  'returnTicket',
  'referOutside',
  'recordReceipt',
  'recordReply',
  'mergeTicket',
  'unmergeTicket',
  'noteTicket',
  'recordContact',
  'urgeTicket',
  'reopenTicket',
  'superviseTicket',
  'liftSupervision',
  'resumeTicket',
]
/** Never among the buttons: they have a place of their own on the page. */
export const elsewhere: readonly Verb[] = ['revealReporter', 'releasePhoto', 'askHelper']

export type OrderedVerbs = {
  readonly primary: Verb | undefined
  readonly common: readonly Verb[]
  readonly more: readonly Verb[]
}

export function orderedVerbs(page: TicketPage, room = 4): OrderedVerbs {
  const allowed = (page.actions as readonly Verb[]).filter(verb => !elsewhere.includes(verb))
  const { status, flags } = page.ticket
  // A suspended ticket waits by intention: nothing is pushed, but it can be resumed.
  const first = flags.suspended ? ['resumeTicket' as const] : [...waitsFor(page), ...onward[status]]
  const primary = first.find(verb => allowed.includes(verb)) ?? allowed.find(verb => beside.includes(verb))
  const rest = allowed.filter(verb => verb !== primary)
  const ranked = [...beside.filter(verb => rest.includes(verb)), ...rest.filter(verb => !beside.includes(verb))]
  return { primary, common: ranked.slice(0, room), more: ranked.slice(room) }
}

/** A decision that is asked for, or the world outside, comes before the usual step. */
function waitsFor({ ticket, beside: records }: TicketPage): readonly Verb[] {
  const { contested, extensionAsked, appealAsked, referred } = ticket.flags
  const receipted = (records['referral'] as { readonly receipt?: unknown } | undefined)?.receipt !== undefined
  return [
    ...(contested ? (['decideContest'] as const) : []),
    ...(extensionAsked ? (['decideExtension'] as const) : []),
    ...(appealAsked ? (['decideAppeal'] as const) : []),
    ...(referred ? ([receipted ? 'recordReply' : 'recordReceipt'] as const) : []),
  ]
}

/** A letter a verb, while a ticket is open and nobody writes. */
export const verbKeys: Readonly<Partial<Record<Verb, string>>> = {
  assessTicket: 'a',
  acceptTicket: 's',
  dispatchTicket: 'd',
  issueOrder: 'o',
  acknowledgeTicket: 'q',
  returnTicket: 'r',
  noteTicket: 'n',
  recordContact: 'c',
  completeTicket: 'f',
  verifyTicket: 'v',
  closeTicket: 'z',
  urgeTicket: 'u',
  mergeTicket: 'm',
  writeBack: 'b',
  referOutside: 'w',
}
