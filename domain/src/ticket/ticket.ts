/**
 * The ticket (工单): the nouns of the six-step loop (domain.md §3). One status at a time; suspension, extension, contest,
 * supervision, order and referral are records beside the status, never statuses. Everything here is a fact that `evolve`
 * folded from events; what depends on the calendar (due instants, lights) is computed in `clock.ts` and never stored here.
 * No names, phones or free text: those are content rows that the law can erase; the ticket holds their id and digest.
 */
import type { Duration, Instant } from '../kernel/time.ts'
import type { Erasable } from './erasure.ts'

export const statuses = [
  'received',
  'assessing',
  'accepted',
  'declined',
  'dispatched',
  'ordered',
  'handling',
  'handled',
  'resolved',
  'closed',
] as const
export type Status = (typeof statuses)[number]

/** The six steps shown to people: 1 collect, 2 assess, 3 dispatch, 4 handle, 5 confirm, 6 review. */
export const stepOf: Readonly<Record<Status, 1 | 2 | 3 | 4 | 5 | 6>> = {
  received: 1,
  assessing: 2,
  accepted: 3,
  declined: 2,
  dispatched: 3,
  ordered: 3,
  handling: 4,
  handled: 5,
  resolved: 5,
  closed: 6,
}

export const sources = [
  'resident',
  'on_behalf',
  'hotline',
  'chat',
  'patrol',
  'department_check',
  'deliberation',
  'open311',
] as const
export type Source = (typeof sources)[number]

/** Patrol finds (巡查自办) stand in a column of their own, so that self-reported trifles lift no figure. */
export function isPatrolFind(source: Source): boolean {
  return source === 'patrol' || source === 'department_check'
}

export const levels = ['small', 'medium', 'large'] as const
export type Level = (typeof levels)[number]

export const urgencies = ['ordinary', 'urgent', 'danger'] as const
export type Urgency = (typeof urgencies)[number]

/** How a ticket is kept from eyes: `sensitive` only for those who handle it, `cadre` only for the town centre. */
export const confidentialities = ['open', 'neighbourly', 'sensitive', 'cadre'] as const
export type Confidentiality = (typeof confidentialities)[number]

export const closings = ['resolved', 'explained', 'referred', 'merged'] as const
export type Closing = (typeof closings)[number]

/** A free text, name or phone kept in a row of its own; the digest is salted, so it betrays nothing after an erasure. */
export type ContentRef = { readonly contentId: string; readonly digest: string }

/** Small and medium are missing for a place outside the town or known only roughly; large is always the town. */
export type GridPath = { readonly large: string; readonly medium?: string; readonly small?: string }

export type TicketPlace = {
  readonly grid: GridPath
  /** Accepted as "outside": goes to the town centre. */
  readonly outside: boolean
  /** WGS-84 degrees. */
  readonly lon?: number
  readonly lat?: number
  readonly sourceSystem?: 'wgs84' | 'gcj02' | 'bd09'
  readonly landmarkId?: string
  readonly words?: ContentRef
}

export type Reporter = {
  readonly anonymous: boolean
  readonly personId?: string
  readonly contact?: ContentRef
  /** 代报: who typed it in, and how the reporter agreed. */
  readonly onBehalf?: { readonly by: string; readonly consent: 'spoken' | 'signed' | 'phone' | 'message' }
  /** A resident speaks for a neighbour and says that he agrees; nobody of the team has heard it. */
  readonly forAnother?: true
  /** The report was made in English, so its messages are; absent: in the town's own language. */
  readonly language?: 'en'
}

export type Holder =
  | { readonly kind: 'person'; readonly personId: string }
  | { readonly kind: 'unit'; readonly unitId: string; readonly assisting: readonly string[] }

/** One text for a person or a unit, so that "has this holder been confirmed?" is a look-up. */
export function holderKey(holder: Holder): string {
  return holder.kind === 'person' ? `person:${holder.personId}` : `unit:${holder.unitId}`
}

export function sameHolder(one: Holder, other: Holder): boolean {
  return holderKey(one) === holderKey(other)
}

export type Dispatch = {
  readonly dispatchId: string
  readonly to: Holder
  readonly by: string
  readonly at: Instant
  readonly words?: ContentRef
  /** The holder that passed it on, where it was forwarded and not dispatched by a leader. */
  readonly forwardedBy?: Holder
  readonly acknowledgedAt?: Instant
  readonly acknowledgedBy?: string
}

export type Order = {
  readonly orderId: string
  readonly need: ContentRef
  readonly needed: number
  readonly startsAt?: Instant
  readonly closesAt: Instant
  readonly by: string
  readonly at: Instant
  readonly takers: readonly Taker[]
  /** Who was asked because his offer fits; he may take it wherever he lives. */
  readonly asked?: readonly string[]
  /** Other small grids of its Party group: their Party members and volunteers may take it too. */
  readonly reach?: readonly string[]
  /** Set when the closing time passed with too few takers: back to the leader. */
  readonly unfilledAt?: Instant
}
export type Taker = {
  readonly personId: string
  readonly at: Instant
  /** 代接: who entered the taker that spoke up in a chat group. */
  readonly enteredBy?: string
}

export type Contest = {
  readonly contestId: string
  readonly by: string
  readonly holder: Holder
  readonly reason: string
  readonly words?: ContentRef
  readonly at: Instant
  readonly decision?: {
    readonly upheld: boolean
    readonly by: string
    readonly at: Instant
    readonly words?: ContentRef
  }
}

export type Extension = {
  readonly extensionId: string
  readonly by: string
  readonly reason: string
  readonly words?: ContentRef
  readonly at: Instant
  readonly decision?: {
    readonly granted: boolean
    readonly by: string
    readonly at: Instant
    readonly words?: ContentRef
  }
}

export type Suspension = {
  readonly reason: string
  readonly words?: ContentRef
  readonly from: Instant
  readonly until: Instant
  readonly by: string
  readonly endedAt?: Instant
}

export type Referral = {
  readonly referralId: string
  readonly body: string
  readonly reason: string
  readonly letter: ContentRef
  readonly by: string
  readonly at: Instant
  readonly followUpAt: Instant
  readonly receipt?: {
    readonly at: Instant
    readonly by: string
    readonly foreignNumber?: string
    readonly limit?: Instant
  }
  readonly reply?: { readonly at: Instant; readonly by: string; readonly words: ContentRef; readonly settled: boolean }
}

export type Foreign = {
  readonly system: string
  readonly number: string
  /** The other side's limit; ours is one working day earlier by default. */
  readonly limit?: Instant
  readonly answer?: ContentRef
  readonly writtenBackAt?: Instant
  readonly writtenBackBy?: string
}

export type TicketPromise = {
  readonly limit: Duration
  readonly startedAt: Instant
  /** A limit that came from outside: this instant holds instead of limit × extensions. */
  readonly fixedDueAt?: Instant
  /** Approved extensions, at most two, each adds one original limit. */
  readonly extensions: number
}

export type Call = {
  readonly callId: string
  readonly units: readonly string[]
  readonly by: string
  readonly at: Instant
  readonly words?: ContentRef
  readonly arrivals: readonly { readonly unitId: string; readonly at: Instant; readonly by: string }[]
}

export type Ticket = {
  readonly ticketId: string
  readonly number: string
  readonly sequence: number
  readonly status: Status
  readonly source: Source
  /** When it happened or was said; for paper entries earlier than `recordedAt`. */
  readonly reportedAt: Instant
  readonly recordedAt: Instant
  readonly reportedBy?: string
  readonly words: ContentRef
  readonly photos: readonly TicketPhoto[]
  readonly reporter: Reporter
  readonly moreReporters: readonly (Reporter & { readonly ticketId: string })[]
  readonly place: TicketPlace
  readonly category?: string
  readonly subcategory?: string
  readonly condition?: string
  readonly need?: string
  readonly urgency: Urgency
  readonly confidentiality: Confidentiality
  /** Persons whom a report about cadres concerns: it is invisible to them, and they decide nothing in it. */
  readonly concerned: readonly string[]
  readonly passWithoutName: boolean
  readonly level: Level
  readonly hold: { readonly limit: Duration; readonly since: Instant }
  readonly siteCheck?: SiteCheck
  readonly acceptedAt?: Instant
  readonly declined?: { readonly rule: string; readonly words?: ContentRef; readonly by: string; readonly at: Instant }
  readonly promise: TicketPromise
  readonly dispatch?: Dispatch
  /** 首接负责: the first receiver that acknowledged keeps the case until another does. */
  readonly responsible?: Holder
  /** Units and persons whose dispatch was upheld: they may not return it again. */
  readonly confirmed: readonly string[]
  /** Those whose contest against it was upheld: as long as its category is the same, it does not come back to them. */
  readonly relieved?: readonly string[]
  readonly returns: readonly Return[]
  readonly contest?: Contest
  readonly order?: Order
  readonly contacts: readonly {
    readonly by: string
    readonly at: Instant
    readonly reached: boolean
    readonly words?: ContentRef
  }[]
  readonly calls: readonly Call[]
  readonly referral?: Referral
  readonly foreign?: Foreign
  readonly extension?: Extension
  readonly suspensions: readonly Suspension[]
  readonly urges: readonly { readonly by: string; readonly at: Instant }[]
  readonly supervision?: {
    readonly level: 1 | 2 | 3
    readonly by: string
    readonly at: Instant
    readonly words: ContentRef
  }
  readonly result?: { readonly words: ContentRef; readonly by: string; readonly at: Instant }
  readonly verifications: readonly {
    readonly by: string
    readonly passed: boolean
    readonly at: Instant
    readonly words?: ContentRef
  }[]
  readonly resolvedAt?: Instant
  readonly closing?: {
    readonly as: Closing
    readonly at: Instant
    readonly by: string
    readonly onTheSpot: boolean
    readonly words?: ContentRef
  }
  readonly rating?: { readonly score: 1 | 2 | 3 | 4 | 5; readonly at: Instant; readonly words?: ContentRef }
  readonly reopenings: readonly { readonly at: Instant; readonly by: string; readonly resolvedAt: Instant }[]
  readonly mergedInto?: string
  readonly merged: readonly string[]
  readonly statusBeforeMerge?: Status
  readonly problem?: Problem
  readonly dueSoonSince?: Instant
  readonly overdueSince?: Instant
  readonly appeal?: Appeal
  readonly archivedAt?: Instant
  /** What the law took away. */
  readonly erased?: Erasable
}

export type TicketPhoto = {
  readonly photoId: string
  readonly of: 'report' | 'result' | 'note'
  /** Served to the public only when released. */
  readonly released: boolean
}

export type SiteCheck = {
  readonly askedOf: string
  readonly askedBy: string
  readonly at: Instant
  readonly words?: ContentRef
  readonly finding?: { readonly by: string; readonly at: Instant; readonly found: boolean; readonly words: ContentRef }
}

export type Return = {
  readonly by: string
  readonly holder: Holder
  /** Who had forwarded what came back. */
  readonly forwardedBy?: Holder
  readonly reason: string
  readonly at: Instant
  readonly words?: ContentRef
}

export type Problem = {
  readonly words: ContentRef
  readonly until: Instant
  /** Which new reports it takes under itself: same sub-category inside this grid or this supply area. */
  readonly gridId?: string
  readonly supplyAreaId?: string
  readonly by: string
  readonly at: Instant
  readonly overAt?: Instant
}

export type Appeal = {
  readonly appealId: string
  readonly reason: string
  readonly words: ContentRef
  readonly by: string
  readonly at: Instant
  readonly decision?: {
    readonly granted: boolean
    readonly by: string
    readonly at: Instant
    readonly words?: ContentRef
  }
}

export function isOpen(ticket: Ticket): boolean {
  return ticket.status !== 'closed' && ticket.status !== 'declined'
}

/** The suspension that runs at this moment, if any. */
export function runningSuspension(ticket: Ticket): Suspension | undefined {
  const last = ticket.suspensions.at(-1)
  return last && last.endedAt === undefined ? last : undefined
}

export function openExtension(ticket: Ticket): Extension | undefined {
  return ticket.extension && ticket.extension.decision === undefined ? ticket.extension : undefined
}

export function openContest(ticket: Ticket): Contest | undefined {
  return ticket.contest && ticket.contest.decision === undefined ? ticket.contest : undefined
}

export function openAppeal(ticket: Ticket): Appeal | undefined {
  return ticket.appeal && ticket.appeal.decision === undefined ? ticket.appeal : undefined
}

/** Referred outside and not yet answered. */
export function openReferral(ticket: Ticket): Referral | undefined {
  return ticket.referral && ticket.referral.reply === undefined ? ticket.referral : undefined
}

/** The grid on the ticket's path that its present level names. */
export function gridAtLevel(ticket: Ticket): string {
  const { grid } = ticket.place
  return (ticket.level === 'small' ? grid.small : ticket.level === 'medium' ? grid.medium : grid.large) ?? grid.large
}
