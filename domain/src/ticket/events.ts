/**
 * What happened to a ticket, in the past tense. Payloads hold ids, codes, times and salted digests only: names, phones,
 * free text and photos are rows of their own (design.md §3.7). `at` is when it happened; the journal adds when it was
 * recorded, who did it and in which capacity.
 */
import type { Duration, Instant } from '../kernel/time.ts'
import type { HandoverReason } from '../team/handover.ts'
import type { Erasable, ErasureGround } from './erasure.ts'
import type {
  Closing,
  Confidentiality,
  ContentRef,
  Foreign,
  GridPath,
  Holder,
  Level,
  Problem,
  Reporter,
  Source,
  TicketPlace,
  Urgency,
} from './ticket.ts'

type Told<T extends string, Facts = object> = { readonly type: T; readonly at: Instant } & Readonly<Facts>

export type TicketEvent =
  | Told<'TicketReported', Reported>
  | Told<'TicketAssessed', Assessment & { by: string }>
  | Told<'SiteCheckAsked', { by: string; askedOf: string; words?: ContentRef }>
  | Told<'SiteChecked', { by: string; found: boolean; words: ContentRef; photos: readonly string[] }>
  | Told<'TicketAccepted', { by: string; condition: string; limit: Duration; hold: Duration }>
  | Told<'TicketDeclined', { by: string; rule: string; words?: ContentRef }>
  | Told<'TicketClosedOnTheSpot', { by: string; words: ContentRef; photos: readonly string[] }>
  | Told<'TicketDispatched', { dispatchId: string; to: Holder; by: string; words?: ContentRef; hold: Duration }>
  | Told<'DispatchWithdrawn', { by: string; hold: Duration }>
  | Told<'TicketAcknowledged', { by: string; hold: Duration }>
  | Told<'TicketReturned', { by: string; reason: string; words?: ContentRef; hold: Duration }>
  | Told<'TicketForwarded', { dispatchId: string; to: Holder; by: string; words?: ContentRef; hold: Duration }>
  | Told<'DispatchContested', { contestId: string; by: string; reason: string; words?: ContentRef }>
  | Told<'ContestDecided', { by: string; upheld: boolean; words?: ContentRef; hold: Duration }>
  | Told<
      'OrderIssued',
      {
        orderId: string
        by: string
        need: ContentRef
        needed: number
        startsAt?: Instant
        closesAt: Instant
        reach?: readonly string[]
      }
    >
  | Told<'OrderTaken', { personId: string; enteredBy?: string; filled: boolean; hold: Duration }>
  | Told<'OrderGivenBack', { personId: string; by: string; reopened: boolean; hold: Duration }>
  | Told<'HelperAsked', { personId: string; by: string }>
  | Told<'OrderEnded', { by: string; taken: number; hold: Duration }>
  | Told<'OrderClosedUnfilled', { taken: number; hold: Duration }>
  | Told<'ReporterContacted', { by: string; reached: boolean; words?: ContentRef }>
  | Told<'TicketNoted', { by: string; words: ContentRef; photos: readonly string[] }>
  | Told<'UnitsCalled', { callId: string; units: readonly string[]; by: string; words?: ContentRef }>
  | Told<'UnitArrived', { callId: string; unitId: string; by: string }>
  | Told<'TicketReportedUp', { by: string; from: Level; to: Level; words: ContentRef; hold: Duration }>
  | Told<
      'TicketHandedDown',
      { by: string; from: Level; to: Level; gridId?: string; words?: ContentRef; hold: Duration }
    >
  | Told<
      'TicketEscalated',
      { from: Level; to: Level; skipped: readonly Level[]; called: 'leader' | 'duty_officer'; hold: Duration }
    >
  | Told<'GridChanged', { from: GridPath; to: GridPath; planId: string; problemGridId?: string }>
  | Told<
      'TicketReferred',
      { referralId: string; by: string; body: string; reason: string; letter: ContentRef; followUpAt: Instant }
    >
  | Told<'ReferralReceipted', { by: string; foreignNumber?: string; limit?: Instant; followUpAt: Instant }>
  | Told<'ReferralFollowUpDue', { followUpAt: Instant }>
  | Told<'ReferralAnswered', { by: string; words: ContentRef; settled: boolean }>
  | Told<'ForeignRecorded', { by: string; foreign: Foreign; fixedDueAt?: Instant }>
  | Told<'ForeignWrittenBack', { by: string; answer: ContentRef }>
  | Told<'ExtensionAsked', { extensionId: string; by: string; reason: string; words?: ContentRef }>
  | Told<'ExtensionDecided', { by: string; granted: boolean; words?: ContentRef }>
  | Told<'TicketSuspended', { by: string; reason: string; words?: ContentRef; until: Instant }>
  | Told<'SuspensionEnded', { by?: string; byClock: boolean; hold: Duration }>
  | Told<'TicketUrged', { by: string; byReporter: boolean; words?: ContentRef }>
  | Told<'SupervisionSet', { by: string; level: 1 | 2 | 3; words: ContentRef }>
  | Told<'SupervisionLifted', { by: string; words?: ContentRef }>
  | Told<'TicketCompleted', { by: string; words: ContentRef; photos: readonly string[]; hold: Duration }>
  | Told<'TicketVerified', { by: string; byReporter: boolean; words?: ContentRef }>
  | Told<'VerificationFailed', { by: string; byReporter: boolean; words: ContentRef; hold: Duration }>
  | Told<'TicketClosed', { by: string; as: Exclude<Closing, 'merged'>; words?: ContentRef }>
  | Told<'TicketRated', { by: string; score: 1 | 2 | 3 | 4 | 5; words?: ContentRef }>
  | Told<'TicketReopened', { by: string; words: ContentRef; status: 'accepted' | 'dispatched'; hold: Duration }>
  | Told<'TicketMerged', { by: string; into: string; intoNumber: string }>
  | Told<'TicketUnmerged', { by: string; hold: Duration }>
  | Told<'DuplicateAttached', { by: string; ticketId: string; number: string; reporter: Reporter }>
  | Told<'DuplicateDetached', { by: string; ticketId: string }>
  | Told<'ProblemAnnounced', { by: string; problem: Problem }>
  | Told<'ProblemOver', { by?: string; words?: ContentRef }>
  | Told<'OverdueAppealed', { appealId: string; by: string; reason: string; words: ContentRef }>
  | Told<'AppealDecided', { by: string; granted: boolean; words?: ContentRef }>
  | Told<'PhotoReleased', { by: string; photoId: string; released: boolean }>
  | Told<'TicketErased', { by: string; what: Erasable; ground: ErasureGround }>
  | Told<'ReporterAdded', { by: string; reporter: Reporter }>
  | Told<'HandedOver', { from: string; to: string; why: HandoverReason; by?: string }>
  | Told<'TicketFellDueSoon'>
  | Told<'TicketFellOverdue'>
  | Told<'LightCorrected', { light: 'on_time' | 'due_soon' | 'overdue' }>
  | Told<'LimitChanged', { by: string; limit: Duration; condition: string }>
  | Told<'TicketArchived'>

export type Reported = {
  ticketId: string
  number: string
  source: Source
  recordedAt: Instant
  by?: string
  words: ContentRef
  photos: readonly string[]
  reporter: Reporter
  place: TicketPlace
  category?: string
  subcategory?: string
  need?: string
  urgency: Urgency
  confidentiality: Confidentiality
  concerned: readonly string[]
  passWithoutName: boolean
  level: Level
  limit: Duration
  hold: Duration
  foreign?: Foreign
  /** The instant promised from outside (12345), one working day before the other side's limit. */
  fixedDueAt?: Instant
}

export type Assessment = {
  category?: string
  subcategory?: string
  condition?: string
  urgency?: Urgency
  confidentiality?: Confidentiality
  place?: TicketPlace
  level?: Level
  concerned?: readonly string[]
  words?: ContentRef
  /** The promise that the changed category carries; only its amount changes, never its start. */
  limit?: Duration
}

export type TicketEventType = TicketEvent['type']
export type TicketEventOf<T extends TicketEventType> = Extract<TicketEvent, { type: T }>
