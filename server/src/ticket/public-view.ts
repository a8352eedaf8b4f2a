import type { Actor } from '@onegrid/domain/kernel/actor.ts'
import { isGuarded, isPublicPhoto } from '@onegrid/domain/ticket/access.ts'
import { lightOf, promiseDueAt } from '@onegrid/domain/ticket/clock.ts'
import { actionsFor } from '@onegrid/domain/ticket/offer.ts'
import { runningSuspension, stepOf, type Ticket } from '@onegrid/domain/ticket/ticket.ts'
import type { PublicTicket } from '@onegrid/domain/ticket/view.ts'
import type { Tx } from '../database/database.ts'
import { readContent } from '../journal/content.ts'
import { readStream } from '../journal/journal.ts'
import { publicNameOf } from '../team/queries.ts'
import { hasReported, holderOf, isOwnReport, placeName, present } from './present.ts'
import { findTicketById } from './queries.ts'
import { streamKind } from './store.ts'
import type { TownAtWork } from './town-rules.ts'

/** Sensitive and cadre matters have no public page; their reporter, known by his phone, sees his own view. */
export function mayShowPublicly(ticket: Ticket, actor: Actor): boolean {
  return isOwnReport(ticket, actor) || !isGuarded(ticket)
}

/** Events that residents are told of; all others are the staff's work among themselves. */
export const told: ReadonlySet<string> = new Set([
  'TicketReported',
  'TicketAccepted',
  'TicketDeclined',
  'TicketClosedOnTheSpot',
  'TicketDispatched',
  'TicketForwarded',
  'TicketAcknowledged',
  'OrderIssued',
  'OrderTaken',
  'OrderGivenBack',
  'OrderEnded',
  'OrderClosedUnfilled',
  'DispatchWithdrawn',
  'TicketReturned',
  'TicketReportedUp',
  'TicketEscalated',
  'TicketReferred',
  'ReferralReceipted',
  'ReferralAnswered',
  'ExtensionDecided',
  'TicketSuspended',
  'SuspensionEnded',
  'TicketCompleted',
  'TicketVerified',
  'VerificationFailed',
  'TicketClosed',
  'TicketReopened',
  'TicketMerged',
  'ProblemAnnounced',
  'ProblemOver',
])

/** Facts of an event that name no person; everything else stays inside. */
const publicFacts: ReadonlySet<string> = new Set([
  'rule',
  'until',
  'reason',
  'as',
  'body',
  'granted',
  'from',
  'to',
  'found',
  'intoNumber',
])
/** Words that the town says to the reporter. What he himself wrote only he reads; notes among staff nobody. */
const wordsForAll: ReadonlySet<string> = new Set([
  'TicketDeclined',
  'TicketCompleted',
  'TicketClosed',
  'TicketClosedOnTheSpot',
  'TicketSuspended',
  'ProblemAnnounced',
  'ReferralAnswered',
])

export async function presentPublic(tx: Tx, ticket: Ticket, actor: Actor, town: TownAtWork): Promise<PublicTicket> {
  const own = isOwnReport(ticket, actor)
  const wrote = hasReported(ticket, actor)
  const rows = (await readStream(tx, { kind: streamKind, id: ticket.ticketId })).filter(row => told.has(row.type))
  const references = rows
    .filter(row => wordsForAll.has(row.type))
    .map(row => row.payload['words'] as { contentId: string } | undefined)
  const [texts, into, holder] = await Promise.all([
    readContent<string>(tx, [
      ...references.flatMap(each => (each ? [each.contentId] : [])),
      ...(wrote ? [ticket.words.contentId] : []),
    ]),
    ticket.mergedInto === undefined ? undefined : findTicketById(tx, ticket.mergedInto),
    publicHolder(tx, ticket, town),
  ])
  const shownInto = into && mayShowPublicly(into, actor) ? into : undefined
  const suspension = runningSuspension(ticket)
  const suspensionReason = town.catalogue.reasons.suspension.find(each => each.code === suspension?.reason)?.name.zh
  // Neighbours' matters show step and promise, but not where.
  const open = own || ticket.confidentiality === 'open'
  return {
    number: ticket.number,
    status: ticket.status,
    step: stepOf[ticket.status],
    light: lightOf(ticket),
    ...present({ category: ticket.category, subcategory: open ? ticket.subcategory : undefined }),
    placeName: open
      ? placeName(ticket.place, town)
      : placeName({ grid: villageOf(ticket), outside: ticket.place.outside }, town),
    ...present({
      words: wrote ? texts.get(ticket.words.contentId) : undefined,
      holder,
      suspendedUntil: suspension?.until,
      suspensionReason,
      closedAs: ticket.closing?.as,
      mergedInto: shownInto?.number,
    }),
    dueAt: promiseDueAt(ticket, town.calendar),
    photos: ticket.photos.filter(photo => wrote || isPublicPhoto(ticket, photo)).map(photo => photo.photoId),
    history: rows.map(row => {
      const words = wordsForAll.has(row.type)
        ? texts.get((row.payload['words'] as { contentId: string } | undefined)?.contentId ?? '')
        : undefined
      return {
        type: row.type,
        at: row.occurred_at,
        ...present({ words }),
        facts: Object.fromEntries(
          Object.entries(row.payload).filter(
            ([key, value]) =>
              publicFacts.has(key) &&
              typeof value !== 'object' &&
              (key !== 'intoNumber' || value === shownInto?.number),
          ),
        ),
      }
    }),
    actions: own ? actionsFor(ticket, { ...town, actor }).filter(action => residentActions.has(action)) : [],
    own,
  }
}

const residentActions: ReadonlySet<string> = new Set(['urgeTicket', 'confirmTicket', 'rateTicket', 'reopenTicket'])

function villageOf({ place }: Ticket) {
  const { large, medium } = place.grid
  return medium === undefined ? { large } : { large, medium }
}

/** Unit and office; a person's name only with that person's consent, else the post he holds. */
async function publicHolder(tx: Tx, ticket: Ticket, town: TownAtWork): Promise<PublicTicket['holder'] | undefined> {
  const holder = holderOf(ticket)
  if (!holder) return undefined
  if (holder.kind === 'unit') return present({ unit: town.grids.findUnit(holder.unitId)?.name })
  return publicNameOf(tx, holder.personId, gridId => town.grids.tree.find(gridId)?.name)
}
