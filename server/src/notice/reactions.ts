import { isGuarded } from '@onegrid/domain/ticket/access.ts'
import type { Catalogue } from '@onegrid/domain/ticket/catalogue.ts'
import { findSubcategory } from '@onegrid/domain/ticket/catalogue.ts'
import type { TicketEvent } from '@onegrid/domain/ticket/events.ts'
import type { Ticket } from '@onegrid/domain/ticket/ticket.ts'
import type { Tx } from '../database/database.ts'
import { type OutboxEvent, registerReaction } from '../jobs/reactions.ts'
import type { NoticeFacts } from './kinds.ts'
import type { Lookups } from './lookups.ts'
import { type Notify, notify } from './notify.ts'
import { noticedEvents, type Planned, planNotices } from './plan.ts'
import { recipientsOf } from './recipients.ts'

/** Tickets' events become notices. @returns the way back */
export function registerNoticeReactions(lookups: Lookups): () => void {
  return registerReaction('ticket-notices', noticedEvents, async (tx, event, ports) => {
    if (event.streamKind !== 'ticket') return
    const ticket = await lookups.findTicket(tx, event.streamId)
    if (ticket === undefined) return
    await notify(tx, ports, await noticesOf(tx, lookups, event, ticket))
  })
}

/** Who is asked to an activity reads when it is; what it is stands on his own page. @returns the way back */
export function registerActivityNotices(): () => void {
  return registerReaction('activity-notices', ['ActivityHelperAsked'], async (tx, event, ports) => {
    const { personId, startsAt } = event.payload
    if (event.streamKind !== 'activity' || typeof personId !== 'string' || typeof startsAt !== 'string') return
    const dedupeKey = `${event.eventId} activity_asked ${personId}`
    await notify(tx, ports, [{ to: { personId }, kind: 'activity_asked', facts: { startsAt }, dedupeKey }])
  })
}

export async function noticesOf(
  tx: Tx,
  lookups: Lookups,
  event: OutboxEvent,
  ticket: Ticket,
): Promise<readonly Notify[]> {
  const told = { ...event.payload, type: event.type, at: event.occurredAt } as unknown as TicketEvent
  const notices: Notify[] = []
  const common = await commonFacts(tx, lookups, ticket)
  const english = new Set(
    [ticket.reporter, ...ticket.moreReporters].filter(each => each.language === 'en').map(each => each.personId),
  )
  for (const planned of planNotices(told, ticket)) {
    const to = await recipientsOf(tx, lookups, planned.to, {
      ticket,
      at: event.occurredAt,
      actorId: planned.kind === 'ticket_received' ? undefined : event.actorId,
    })
    if (to.length === 0) continue
    const facts = { ...common, ...(await factsOf(tx, lookups, planned, ticket)) }
    for (const recipient of to) {
      const address = 'personId' in recipient ? recipient.personId : recipient.contactContentId
      notices.push({
        to: recipient,
        kind: planned.kind,
        ticketNumber: ticket.number,
        facts,
        ...(english.has(address) ? { locale: 'en' } : {}),
        dedupeKey: `${event.eventId} ${planned.kind} ${address}`,
      })
    }
  }
  return notices
}

async function commonFacts(tx: Tx, lookups: Lookups, ticket: Ticket): Promise<NoticeFacts> {
  const dueAt = await lookups.dueAt(tx, ticket)
  // Guarded matters go without category, reason, unit: who reads over the shoulder learns nothing.
  const catalogue = isGuarded(ticket) ? undefined : await lookups.findCatalogue(tx)
  const matter = catalogue && findSubcategory(catalogue, ticket.subcategory)?.name
  return {
    number: ticket.number,
    ...(dueAt === undefined ? {} : { dueAt }),
    ...(matter === undefined ? {} : { matter }),
  }
}

async function factsOf(tx: Tx, lookups: Lookups, planned: Planned, ticket: Ticket): Promise<NoticeFacts> {
  const { reasonCode, holderUnit, outsideBody, declineRule, ...plain } = planned.facts ?? {}
  if (isGuarded(ticket)) return plain as NoticeFacts
  const catalogue = await lookups.findCatalogue(tx)
  const reason = catalogue && reasonCode !== undefined ? reasonName(catalogue, reasonCode) : undefined
  const holder = holderUnit === undefined ? undefined : await lookups.nameOf(tx, { unitId: holderUnit })
  const body = catalogue?.outsideBodies.find(each => each.code === outsideBody)?.name
  const instead = catalogue?.declineRules.find(each => each.code === declineRule)?.instead
  return {
    ...(plain as NoticeFacts),
    ...(reason === undefined ? {} : { reason }),
    ...(holder === undefined ? {} : { holder }),
    ...(body === undefined ? {} : { body }),
    ...(instead === undefined ? {} : { instead }),
  }
}

function reasonName(catalogue: Catalogue, code: string) {
  for (const reasons of Object.values(catalogue.reasons)) {
    const found = reasons.find(each => each.code === code)
    if (found) return found.name
  }
  return undefined
}
