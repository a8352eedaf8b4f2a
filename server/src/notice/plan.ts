import type { Role } from '@onegrid/domain/kernel/actor.ts'
import type { TicketEvent } from '@onegrid/domain/ticket/events.ts'
import type { Holder, Level, Reporter, Ticket } from '@onegrid/domain/ticket/ticket.ts'
import type { NoticeFacts, NoticeKind } from './kinds.ts'

/** To whom, before anybody is looked up. */
export type Audience =
  | { readonly kind: 'reporter'; readonly reporter: Reporter }
  | { readonly kind: 'person'; readonly personId: string }
  | { readonly kind: 'role'; readonly role: Role; readonly gridId?: string; readonly unitId?: string }
  | { readonly kind: 'on_duty' }

export type Planned = { readonly kind: NoticeKind; readonly to: readonly Audience[]; readonly facts?: PlannedFacts }

/** Facts whose words must still be looked up: a reason's name, a unit's name. */
export type PlannedFacts = NoticeFacts & {
  readonly reasonCode?: string
  readonly holderUnit?: string
  readonly outsideBody?: string
  readonly declineRule?: string
}

/**
 * Which event makes which notices (issue §1, domain.md §3). `ticket` is the ticket as it stands now, which may be further on
 * than the event. Pure; who of the audience did it himself or may not know of it is taken out afterwards.
 */
export function planNotices(event: TicketEvent, ticket: Ticket): readonly Planned[] {
  const reporters = reportersOf(ticket)
  const holder = holderAudience(ticket.dispatch?.to ?? ticket.responsible)
  const leaders = leadersOf(ticket, ticket.level)
  switch (event.type) {
    case 'TicketReported':
      return [
        { kind: 'ticket_received', to: [{ kind: 'reporter', reporter: event.reporter }] },
        { kind: ticket.urgency === 'ordinary' ? 'to_assess' : 'to_assess_urgent', to: leadersOf(ticket, event.level) },
      ]
    case 'SiteCheckAsked':
      return [{ kind: 'site_check_asked', to: [{ kind: 'person', personId: event.askedOf }] }]
    case 'TicketAccepted':
      return [{ kind: 'ticket_accepted', to: reporters }]
    case 'TicketDeclined':
      return [{ kind: 'ticket_declined', to: reporters, facts: { declineRule: event.rule } }]
    case 'TicketDispatched':
    case 'TicketForwarded':
      return [
        ...(event.type === 'TicketDispatched'
          ? [{ kind: 'ticket_dispatched', to: reporters, facts: unitFact(event.to) } as const]
          : []),
        { kind: 'assigned', to: [...holderAudience(event.to), ...assistingAudience(event.to)] },
      ]
    case 'DispatchWithdrawn':
      return [{ kind: 'dispatch_withdrawn', to: holderAudience(ticket.responsible) }]
    case 'TicketReturned':
      return [{ kind: 'returned', to: leaders, facts: { reasonCode: event.reason } }]
    case 'DispatchContested':
      return [{ kind: 'contest_asked', to: leadersOf(ticket, above(ticket.level)) }]
    case 'ContestDecided':
      return [{ kind: 'contest_decided', to: ticket.contest ? holderAudience(ticket.contest.holder) : [] }]
    case 'OrderIssued':
      return [
        { kind: 'ticket_ordered', to: reporters },
        { kind: 'order_open', to: eligibleFor(ticket), facts: { needed: event.needed, closesAt: event.closesAt } },
      ]
    case 'HelperAsked':
      return [
        {
          kind: 'helper_asked',
          to: [{ kind: 'person', personId: event.personId }],
          facts: { closesAt: ticket.order?.closesAt ?? event.at },
        },
      ]
    case 'OrderTaken':
      return [
        ...((ticket.order?.takers.length ?? 1) <= 1 ? [{ kind: 'ticket_taken', to: reporters } as const] : []),
        { kind: 'order_taken', to: ticket.order ? [{ kind: 'person', personId: ticket.order.by }] : [] },
        ...(event.enteredBy ? [{ kind: 'assigned', to: [{ kind: 'person', personId: event.personId }] } as const] : []),
      ]
    case 'OrderEnded':
      return [
        { kind: 'assigned', to: (ticket.order?.takers ?? []).map(({ personId }) => ({ kind: 'person', personId })) },
      ]
    case 'OrderGivenBack':
    case 'OrderClosedUnfilled':
      return [{ kind: 'order_unfilled', to: leaders }]
    case 'UnitsCalled':
      return [{ kind: 'called_to_spot', to: event.units.map(unitId => clerksOf(unitId)) }]
    case 'TicketReportedUp':
      return [{ kind: 'reported_up', to: leadersOf(ticket, event.to) }]
    case 'TicketHandedDown':
      return [{ kind: 'handed_down', to: leadersOf(ticket, event.to) }]
    case 'TicketEscalated':
      return event.called === 'duty_officer'
        ? [{ kind: 'escalated_at_night', to: [{ kind: 'on_duty' }] }]
        : [{ kind: 'escalated', to: leadersOf(ticket, event.to) }]
    case 'TicketReferred':
      return [{ kind: 'ticket_referred', to: reporters, facts: { outsideBody: event.body } }]
    case 'ReferralFollowUpDue':
      return [{ kind: 'follow_up_due', to: [{ kind: 'role', role: 'centre' }] }]
    case 'ExtensionAsked':
      return [
        { kind: 'extension_asked', to: [{ kind: 'role', role: 'approver' }], facts: { reasonCode: event.reason } },
      ]
    case 'ExtensionDecided':
      return [
        ...(event.granted
          ? [
              {
                kind: 'ticket_extended',
                to: reporters,
                facts: ticket.extension ? { reasonCode: ticket.extension.reason } : {},
              } as const,
            ]
          : []),
        {
          kind: 'extension_decided',
          to: ticket.extension ? [{ kind: 'person', personId: ticket.extension.by }] : holder,
        },
      ]
    case 'TicketSuspended':
      return [{ kind: 'ticket_suspended', to: reporters, facts: { reasonCode: event.reason, until: event.until } }]
    case 'SuspensionEnded':
      return [{ kind: 'suspension_ended', to: [...holder, ...leaders] }]
    case 'TicketUrged':
      return [{ kind: 'urged', to: holder.length > 0 ? holder : leaders }]
    case 'SupervisionSet':
      return [
        { kind: 'supervised', to: holder.length > 0 ? holder : leaders, facts: { level: event.level } },
        {
          kind: 'supervised_copy',
          to: [...leaders, ...(event.level === 3 ? [{ kind: 'role', role: 'approver' } as const] : [])],
          facts: { level: event.level },
        },
      ]
    case 'TicketCompleted':
      return [
        { kind: 'ticket_handled', to: reporters },
        { kind: 'to_verify', to: [...leaders, ...verifiersOf(ticket)] },
      ]
    case 'VerificationFailed':
      return [{ kind: 'rework', to: [...holderAudience(ticket.responsible), ...takersOf(ticket)] }]
    case 'TicketVerified':
    case 'TicketClosedOnTheSpot':
      return [{ kind: 'ticket_resolved', to: reporters }]
    case 'TicketClosed':
      return event.as === 'resolved' ? [] : [{ kind: 'ticket_closed', to: reporters }]
    case 'TicketReopened':
      return [
        { kind: 'ticket_reopened', to: reporters },
        { kind: 'reopened', to: [...leaders, ...holderAudience(ticket.responsible)] },
      ]
    case 'TicketMerged':
      return [{ kind: 'ticket_merged', to: reporters }]
    case 'DuplicateAttached':
      // A running known-problem notice answers whoever comes under it.
      return ticket.problem && ticket.problem.overAt === undefined
        ? [
            {
              kind: 'problem_answer',
              to: [{ kind: 'reporter', reporter: event.reporter }],
              facts: { until: ticket.problem.until },
            },
          ]
        : []
    case 'ProblemAnnounced':
      return [{ kind: 'problem_answer', to: reporters, facts: { until: event.problem.until } }]
    case 'ProblemOver':
      return [{ kind: 'problem_over', to: reporters }]
    case 'OverdueAppealed':
      return [
        {
          kind: 'appeal_asked',
          to: [
            { kind: 'role', role: 'approver' },
            { kind: 'role', role: 'supervisor' },
          ],
        },
      ]
    case 'AppealDecided':
      return [{ kind: 'appeal_decided', to: ticket.appeal ? [{ kind: 'person', personId: ticket.appeal.by }] : [] }]
    case 'HandedOver':
      return [{ kind: 'assigned', to: [{ kind: 'person', personId: event.to }] }]
    case 'TicketFellDueSoon':
      return [{ kind: 'due_soon', to: holder.length > 0 ? [...holder, ...takersOf(ticket)] : leaders }]
    case 'TicketFellOverdue':
      return [{ kind: 'overdue', to: [...holder, ...leaders, { kind: 'role', role: 'centre' }] }]
    default:
      return []
  }
}

/** Events that make notices; the reaction is asked for these only. */
export const noticedEvents = [
  'TicketReported',
  'SiteCheckAsked',
  'TicketAccepted',
  'TicketDeclined',
  'TicketDispatched',
  'TicketForwarded',
  'DispatchWithdrawn',
  'TicketReturned',
  'DispatchContested',
  'ContestDecided',
  'OrderIssued',
  'HelperAsked',
  'OrderTaken',
  'OrderGivenBack',
  'OrderClosedUnfilled',
  'OrderEnded',
  'UnitsCalled',
  'TicketReportedUp',
  'TicketHandedDown',
  'TicketEscalated',
  'TicketReferred',
  'ReferralFollowUpDue',
  'ExtensionAsked',
  'ExtensionDecided',
  'TicketSuspended',
  'SuspensionEnded',
  'TicketUrged',
  'SupervisionSet',
  'TicketCompleted',
  'VerificationFailed',
  'TicketVerified',
  'TicketClosedOnTheSpot',
  'TicketClosed',
  'TicketReopened',
  'TicketMerged',
  'DuplicateAttached',
  'ProblemAnnounced',
  'ProblemOver',
  'OverdueAppealed',
  'AppealDecided',
  'HandedOver',
  'TicketFellDueSoon',
  'TicketFellOverdue',
] as const satisfies readonly TicketEvent['type'][]

function reportersOf(ticket: Ticket): readonly Audience[] {
  return [ticket.reporter, ...ticket.moreReporters].map(reporter => ({ kind: 'reporter', reporter }))
}

function above(level: Level): Level {
  return level === 'small' ? 'medium' : 'large'
}

/** Who leads the grid that has it; a grid that the ticket does not name is led by the next one above. */
function leadersOf(ticket: Ticket, level: Level): readonly Audience[] {
  const { small, medium } = ticket.place.grid
  if (level === 'small' && small !== undefined) return [{ kind: 'role', role: 'small_leader', gridId: small }]
  if (level !== 'large' && medium !== undefined)
    return [
      { kind: 'role', role: 'medium_leader', gridId: medium },
      { kind: 'role', role: 'village_worker', gridId: medium },
    ]
  return [{ kind: 'role', role: 'centre' }]
}

function eligibleFor(ticket: Ticket): readonly Audience[] {
  const path = [ticket.place.grid.small, ticket.place.grid.medium].filter(gridId => gridId !== undefined)
  return (['party_member', 'volunteer', 'social_worker', 'grid_worker'] as const).flatMap(role =>
    // Those of the Party group beside it help too; its workers have grids of their own.
    [...path, ...(role === 'party_member' || role === 'volunteer' ? (ticket.order?.reach ?? []) : [])].map(
      (gridId): Audience => ({ kind: 'role', role, gridId }),
    ),
  )
}

function verifiersOf(ticket: Ticket): readonly Audience[] {
  const { small, medium, large } = ticket.place.grid
  return [small, medium, large]
    .filter(gridId => gridId !== undefined)
    .map((gridId): Audience => ({ kind: 'role', role: 'verifier', gridId }))
}

function clerksOf(unitId: string): Audience {
  return { kind: 'role', role: 'unit_clerk', unitId }
}

function holderAudience(holder: Holder | undefined): readonly Audience[] {
  if (holder === undefined) return []
  return holder.kind === 'person' ? [{ kind: 'person', personId: holder.personId }] : [clerksOf(holder.unitId)]
}

function assistingAudience(holder: Holder): readonly Audience[] {
  return holder.kind === 'unit' ? holder.assisting.map(unitId => clerksOf(unitId)) : []
}

function takersOf(ticket: Ticket): readonly Audience[] {
  return (ticket.order?.takers ?? []).map(taker => ({ kind: 'person', personId: taker.personId }))
}

/** A unit stands in the sentence; a person is "somebody", because names need his consent. */
function unitFact(holder: Holder): PlannedFacts {
  return holder.kind === 'unit' ? { holderUnit: holder.unitId } : {}
}
