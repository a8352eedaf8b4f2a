/** Queues of the desk and the pocket: for what a ticket waits. One queue at a time; flags are what stands beside. */
import {
  isOpen,
  openAppeal,
  openContest,
  openExtension,
  openReferral,
  runningSuspension,
  type Status,
  type Ticket,
} from './ticket.ts'

export const queues = [
  'to_assess',
  'to_dispatch',
  'orders_open',
  'to_acknowledge',
  'in_progress',
  'waiting',
  'to_verify',
  'to_close',
  'done',
] as const
export type Queue = (typeof queues)[number]

const queueOfStatus: Readonly<Record<Status, Queue>> = {
  received: 'to_assess',
  assessing: 'to_assess',
  accepted: 'to_dispatch',
  declined: 'done',
  dispatched: 'to_acknowledge',
  ordered: 'orders_open',
  handling: 'in_progress',
  handled: 'to_verify',
  resolved: 'to_close',
  closed: 'done',
}
const whileUnderWay: readonly Status[] = ['accepted', 'dispatched', 'ordered', 'handling']

/** `waiting`: for the end of a suspension or for somebody outside the town; a result that lies there is verified all the same. */
export function queueOf(ticket: Ticket): Queue {
  const waits = runningSuspension(ticket) !== undefined || openReferral(ticket) !== undefined
  return waits && whileUnderWay.includes(ticket.status) ? 'waiting' : queueOfStatus[ticket.status]
}

export type Flags = {
  readonly contested: boolean
  readonly extensionAsked: boolean
  readonly appealAsked: boolean
  /** Came from outside, has its answer, and the other side has not been told. */
  readonly toWriteBack: boolean
  /** Somebody was asked to look and has not said yet what he found. */
  readonly siteCheck: boolean
  readonly supervised: 0 | 1 | 2 | 3
  readonly suspended: boolean
  readonly referred: boolean
  readonly duplicateOf?: string
}

const answered: readonly Status[] = ['handled', 'resolved', 'closed', 'declined']

export function flagsOf(ticket: Ticket): Flags {
  const open = isOpen(ticket)
  const { foreign, siteCheck, mergedInto } = ticket
  return {
    contested: ticket.status === 'dispatched' && openContest(ticket) !== undefined,
    extensionAsked: open && openExtension(ticket) !== undefined,
    appealAsked: openAppeal(ticket) !== undefined,
    toWriteBack: foreign !== undefined && foreign.writtenBackAt === undefined && answered.includes(ticket.status),
    siteCheck: ticket.status === 'assessing' && siteCheck !== undefined && siteCheck.finding === undefined,
    supervised: ticket.supervision?.level ?? 0,
    suspended: open && runningSuspension(ticket) !== undefined,
    referred: open && openReferral(ticket) !== undefined,
    ...(mergedInto === undefined ? {} : { duplicateOf: mergedInto }),
  }
}
