/** Folds events into the ticket. Total over the event union; knows no clock and refuses nothing: what happened, happened. */
import type { Duration, Instant } from '../kernel/time.ts'
import { photosOf, reported } from './begin.ts'
import type { TicketEvent } from './events.ts'
import { handedOver } from './handed-over.ts'
import { type Holder, holderKey, openExtension, type Suspension, type Ticket } from './ticket.ts'

export function evolve(ticket: Ticket | undefined, event: TicketEvent): Ticket {
  if (event.type === 'TicketReported') return reported(event)
  if (!ticket) throw new Error(`${event.type} before TicketReported`)
  return { ...apply(ticket, event), sequence: ticket.sequence + 1 }
}

export function fold(events: readonly TicketEvent[]): Ticket {
  const ticket = events.reduce<Ticket | undefined>(evolve, undefined)
  if (!ticket) throw new Error('an empty journal folds to no ticket')
  return ticket
}

function apply(ticket: Ticket, event: Exclude<TicketEvent, { type: 'TicketReported' }>): Ticket {
  switch (event.type) {
    case 'TicketAssessed': {
      const { type: _type, at: _at, by: _by, words: _words, limit, ...changed } = event
      const promise = limit === undefined ? ticket.promise : { ...ticket.promise, limit }
      const status = ticket.status === 'received' ? 'assessing' : ticket.status
      // Another category is another question of whose duty it is.
      const same = changed.subcategory === undefined || changed.subcategory === ticket.subcategory
      return { ...(same ? ticket : without(ticket, 'relieved')), ...changed, promise, status }
    }
    case 'SiteCheckAsked': {
      const { askedOf, by, at, words } = event
      return { ...ticket, status: 'assessing', siteCheck: { askedOf, askedBy: by, at, ...optional({ words }) } }
    }
    case 'SiteChecked': {
      const { by, at, found, words } = event
      const asked = ticket.siteCheck ?? { askedOf: by, askedBy: by, at }
      return {
        ...ticket,
        photos: [...ticket.photos, ...photosOf(event.photos, 'note')],
        siteCheck: { ...asked, finding: { by, at, found, words } },
      }
    }
    case 'TicketAccepted':
      return {
        ...ticket,
        status: 'accepted',
        acceptedAt: event.at,
        condition: event.condition,
        promise: { ...ticket.promise, limit: event.limit },
        hold: held(event),
      }
    case 'TicketDeclined': {
      const { rule, by, at, words } = event
      return { ...ticket, status: 'declined', declined: { rule, by, at, ...optional({ words }) } }
    }
    case 'TicketClosedOnTheSpot':
      return {
        ...ticket,
        status: 'closed',
        resolvedAt: event.at,
        photos: [...ticket.photos, ...photosOf(event.photos, 'result')],
        result: { words: event.words, by: event.by, at: event.at },
        closing: { as: 'resolved', at: event.at, by: event.by, onTheSpot: true },
      }
    case 'TicketDispatched':
    case 'TicketForwarded': {
      const { dispatchId, to, by, at, words } = event
      const forwardedBy = event.type === 'TicketForwarded' ? ticket.dispatch?.to : undefined
      const dispatch = { dispatchId, to, by, at, ...optional({ words, forwardedBy }) }
      return { ...withoutAsked(ticket), status: 'dispatched', dispatch, hold: held(event) }
    }
    case 'DispatchWithdrawn':
      return { ...without(withoutAsked(ticket), 'dispatch'), status: 'accepted', hold: held(event) }
    case 'TicketAcknowledged':
      return {
        ...ticket,
        status: 'handling',
        hold: held(event),
        ...(ticket.dispatch
          ? {
              dispatch: { ...ticket.dispatch, acknowledgedAt: event.at, acknowledgedBy: event.by },
              responsible: ticket.dispatch.to,
            }
          : {}),
      }
    case 'TicketReturned': {
      const { by, reason, at, words } = event
      const holder: Holder = ticket.dispatch?.to ?? { kind: 'person', personId: by }
      const forwardedBy = ticket.dispatch?.forwardedBy
      return {
        ...without(withoutAsked(ticket), 'dispatch'),
        status: 'accepted',
        returns: [...ticket.returns, { by, holder, reason, at, ...optional({ words, forwardedBy }) }],
        hold: held(event),
      }
    }
    case 'DispatchContested': {
      const { contestId, by, reason, at, words } = event
      const holder: Holder = ticket.dispatch?.to ?? { kind: 'person', personId: by }
      return { ...ticket, contest: { contestId, by, holder, reason, at, ...optional({ words }) } }
    }
    case 'ContestDecided': {
      if (!ticket.contest) return ticket
      const { upheld, by, at, words } = event
      const decided = {
        ...ticket,
        contest: { ...ticket.contest, decision: { upheld, by, at, ...optional({ words }) } },
      }
      if (upheld)
        return { ...decided, confirmed: [...ticket.confirmed, holderKey(ticket.contest.holder)], hold: held(event) }
      const relieved = [...(ticket.relieved ?? []), holderKey(ticket.contest.holder)]
      return { ...without(decided, 'dispatch'), status: 'accepted', relieved, hold: held(event) }
    }
    case 'OrderIssued': {
      const { orderId, by, at, need, needed, startsAt, closesAt, reach } = event
      return {
        ...ticket,
        status: 'ordered',
        order: { orderId, by, at, need, needed, closesAt, takers: [], ...optional({ startsAt, reach }) },
      }
    }
    case 'OrderTaken': {
      if (!ticket.order) return ticket
      const taker = { personId: event.personId, at: event.at, ...optional({ enteredBy: event.enteredBy }) }
      const order = { ...ticket.order, takers: [...ticket.order.takers, taker] }
      if (!event.filled) return { ...ticket, order }
      return { ...atWork(ticket, order.takers[0]?.personId ?? event.personId), order, hold: held(event) }
    }
    case 'OrderEnded': {
      const first = ticket.order?.takers[0]?.personId
      return { ...(first === undefined ? { ...ticket, status: 'accepted' } : atWork(ticket, first)), hold: held(event) }
    }
    case 'HelperAsked': {
      if (!ticket.order) return ticket
      return { ...ticket, order: { ...ticket.order, asked: [...(ticket.order.asked ?? []), event.personId] } }
    }
    case 'OrderGivenBack': {
      if (!ticket.order) return ticket
      const takers = ticket.order.takers.filter(taker => taker.personId !== event.personId)
      const order = { ...ticket.order, takers }
      return event.reopened
        ? { ...without(ticket, 'responsible'), order, status: 'ordered', hold: held(event) }
        : { ...ticket, order }
    }
    case 'OrderClosedUnfilled':
      return {
        ...ticket,
        status: 'accepted',
        hold: held(event),
        ...(ticket.order ? { order: { ...ticket.order, unfilledAt: event.at } } : {}),
      }
    case 'ReporterContacted': {
      const { by, at, reached, words } = event
      return { ...ticket, contacts: [...ticket.contacts, { by, at, reached, ...optional({ words }) }] }
    }
    case 'TicketNoted':
      return { ...ticket, photos: [...ticket.photos, ...photosOf(event.photos, 'note')] }
    case 'UnitsCalled': {
      const { callId, units, by, at, words } = event
      return { ...ticket, calls: [...ticket.calls, { callId, units, by, at, arrivals: [], ...optional({ words }) }] }
    }
    case 'UnitArrived': {
      const arrival = { unitId: event.unitId, at: event.at, by: event.by }
      const calls = ticket.calls.map(call =>
        call.callId === event.callId ? { ...call, arrivals: [...call.arrivals, arrival] } : call,
      )
      return { ...ticket, calls }
    }
    case 'TicketReportedUp':
    case 'TicketEscalated':
      return { ...ticket, level: event.to, hold: held(event) }
    case 'TicketHandedDown': {
      const { small, ...above } = ticket.place.grid
      // A group of the former village does not lie in the new one.
      const moved = event.to === 'medium' && event.gridId !== undefined && event.gridId !== above.medium
      const known = { ...above, ...(moved ? {} : optional({ small })) }
      const grid = event.gridId === undefined ? ticket.place.grid : { ...known, [event.to]: event.gridId }
      return { ...ticket, level: event.to, place: { ...ticket.place, grid }, hold: held(event) }
    }
    case 'GridChanged': {
      const { to, problemGridId } = event
      const outside = ticket.place.outside && to.medium === undefined && to.small === undefined
      const problem =
        ticket.problem === undefined || problemGridId === undefined
          ? {}
          : { problem: { ...ticket.problem, gridId: problemGridId } }
      return { ...ticket, ...problem, place: { ...ticket.place, grid: to, outside } }
    }
    case 'TicketReferred': {
      const { referralId, body, reason, letter, by, at, followUpAt } = event
      return { ...ticket, referral: { referralId, body, reason, letter, by, at, followUpAt } }
    }
    case 'ReferralReceipted': {
      if (!ticket.referral) return ticket
      const { by, at, foreignNumber, limit, followUpAt } = event
      return {
        ...ticket,
        referral: { ...ticket.referral, followUpAt, receipt: { at, by, ...optional({ foreignNumber, limit }) } },
      }
    }
    case 'ReferralFollowUpDue':
      return ticket.referral ? { ...ticket, referral: { ...ticket.referral, followUpAt: event.followUpAt } } : ticket
    case 'ReferralAnswered': {
      if (!ticket.referral) return ticket
      const { at, by, words, settled } = event
      return { ...ticket, referral: { ...ticket.referral, reply: { at, by, words, settled } } }
    }
    case 'ForeignRecorded': {
      const { foreign, fixedDueAt } = event
      return { ...ticket, foreign, promise: { ...ticket.promise, ...optional({ fixedDueAt }) } }
    }
    case 'ForeignWrittenBack':
      return ticket.foreign
        ? {
            ...ticket,
            foreign: { ...ticket.foreign, answer: event.answer, writtenBackAt: event.at, writtenBackBy: event.by },
          }
        : ticket
    case 'ExtensionAsked': {
      const { extensionId, by, reason, at, words } = event
      return { ...ticket, extension: { extensionId, by, reason, at, ...optional({ words }) } }
    }
    case 'ExtensionDecided': {
      if (!ticket.extension) return ticket
      const { granted, by, at, words } = event
      const extension = { ...ticket.extension, decision: { granted, by, at, ...optional({ words }) } }
      if (!granted) return { ...ticket, extension }
      const promise = { ...ticket.promise, extensions: ticket.promise.extensions + 1 }
      return { ...without(ticket, 'dueSoonSince'), extension, promise }
    }
    case 'TicketSuspended': {
      const { by, reason, until, at, words } = event
      const suspension: Suspension = { by, reason, until, from: at, ...optional({ words }) }
      return { ...ticket, suspensions: [...ticket.suspensions, suspension] }
    }
    case 'SuspensionEnded': {
      const suspensions = ticket.suspensions.map((each, index) =>
        index === ticket.suspensions.length - 1 ? { ...each, endedAt: event.at } : each,
      )
      return { ...without(ticket, 'dueSoonSince'), suspensions, hold: held(event) }
    }
    case 'TicketUrged':
      return { ...ticket, urges: [...ticket.urges, { by: event.by, at: event.at }] }
    case 'SupervisionSet': {
      const { level, by, at, words } = event
      return { ...ticket, supervision: { level, by, at, words } }
    }
    case 'SupervisionLifted':
      return without(ticket, 'supervision')
    case 'TicketCompleted':
      return {
        ...ticket,
        status: 'handled',
        result: { words: event.words, by: event.by, at: event.at },
        photos: [...ticket.photos, ...photosOf(event.photos, 'result')],
        hold: held(event),
      }
    case 'TicketVerified': {
      const { by, at, words } = event
      const verification = { by, at, passed: true, ...optional({ words }) }
      return { ...ticket, status: 'resolved', resolvedAt: at, verifications: [...ticket.verifications, verification] }
    }
    case 'VerificationFailed': {
      const { by, at, words } = event
      return {
        ...ticket,
        status: 'handling',
        verifications: [...ticket.verifications, { by, at, passed: false, words }],
        hold: held(event),
      }
    }
    case 'TicketClosed': {
      const { as, at, by, words } = event
      return { ...ticket, status: 'closed', closing: { as, at, by, onTheSpot: false, ...optional({ words }) } }
    }
    case 'TicketRated': {
      const { score, at, words } = event
      return { ...ticket, rating: { score, at, ...optional({ words }) } }
    }
    case 'TicketReopened': {
      const resolvedAt = ticket.resolvedAt ?? ticket.closing?.at ?? event.at
      const { acknowledgedAt: _when, acknowledgedBy: _who, ...dispatch } = ticket.dispatch ?? {}
      return {
        ...without(ticket, 'closing', 'resolvedAt', 'rating', 'result', 'archivedAt'),
        status: event.status,
        ...('dispatchId' in dispatch ? { dispatch: { ...dispatch, at: event.at } } : {}),
        reopenings: [...ticket.reopenings, { at: event.at, by: event.by, resolvedAt }],
        hold: held(event),
      }
    }
    case 'TicketMerged':
      return {
        ...ticket,
        status: 'closed',
        statusBeforeMerge: ticket.status,
        mergedInto: event.into,
        closing: { as: 'merged', at: event.at, by: event.by, onTheSpot: false },
      }
    case 'TicketUnmerged':
      return {
        ...without(ticket, 'mergedInto', 'closing', 'statusBeforeMerge'),
        status: ticket.statusBeforeMerge ?? 'assessing',
        hold: held(event),
      }
    case 'DuplicateAttached':
      return {
        ...ticket,
        merged: ticket.merged.includes(event.ticketId) ? ticket.merged : [...ticket.merged, event.ticketId],
        moreReporters: [...ticket.moreReporters, { ...event.reporter, ticketId: event.ticketId }],
      }
    case 'DuplicateDetached':
      return {
        ...ticket,
        merged: ticket.merged.filter(each => each !== event.ticketId),
        moreReporters: ticket.moreReporters.filter(each => each.ticketId !== event.ticketId),
      }
    case 'ProblemAnnounced':
      return { ...ticket, problem: event.problem }
    case 'ProblemOver':
      return ticket.problem ? { ...ticket, problem: { ...ticket.problem, overAt: event.at } } : ticket
    case 'OverdueAppealed': {
      const { appealId, reason, words, by, at } = event
      return { ...ticket, appeal: { appealId, reason, words, by, at } }
    }
    case 'AppealDecided': {
      if (!ticket.appeal) return ticket
      const { granted, by, at, words } = event
      return { ...ticket, appeal: { ...ticket.appeal, decision: { granted, by, at, ...optional({ words }) } } }
    }
    case 'PhotoReleased':
      return {
        ...ticket,
        photos: ticket.photos.map(each =>
          each.photoId === event.photoId ? { ...each, released: event.released } : each,
        ),
      }
    case 'TicketErased':
      return { ...ticket, erased: event.what, photos: event.what === 'everything' ? [] : ticket.photos }
    case 'ReporterAdded':
      return { ...ticket, moreReporters: [...ticket.moreReporters, { ...event.reporter, ticketId: ticket.ticketId }] }
    case 'HandedOver':
      return handedOver(ticket, event)
    case 'TicketFellDueSoon':
      return { ...ticket, dueSoonSince: event.at }
    case 'TicketFellOverdue':
      return { ...ticket, overdueSince: event.at }
    case 'LightCorrected': {
      const cleared = without(ticket, 'dueSoonSince', 'overdueSince')
      if (event.light === 'overdue') return { ...cleared, overdueSince: event.at }
      return event.light === 'due_soon' ? { ...cleared, dueSoonSince: event.at } : cleared
    }
    case 'LimitChanged':
      return { ...ticket, condition: event.condition, promise: { ...ticket.promise, limit: event.limit } }
    case 'TicketArchived':
      return { ...ticket, archivedAt: event.at }
  }
}

/** 首接负责: the first who took the order answers for it. */
function atWork(ticket: Ticket, personId: string): Ticket {
  return { ...ticket, status: 'handling', responsible: { kind: 'person', personId } }
}

/** What a holder asked for ends with his holding: nobody would be left to use the longer limit. */
function withoutAsked(ticket: Ticket): Ticket {
  return openExtension(ticket) === undefined ? ticket : without(ticket, 'extension')
}

function held(event: { readonly hold: Duration; readonly at: Instant }): Ticket['hold'] {
  return { limit: event.hold, since: event.at }
}

/** Leaves out what is undefined, so that the folded state and the stored JSON are equal to the byte. */
function optional<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never
}

function without<K extends keyof Ticket>(ticket: Ticket, ...fields: readonly K[]): Ticket {
  const rest: Partial<Ticket> = { ...ticket }
  for (const field of fields) delete rest[field]
  return rest as Ticket
}
