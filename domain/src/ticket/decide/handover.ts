/** Open matters of a person who leaves his post or goes on leave pass to another in one act (domain/src/team/handover.ts). */
import { personOf } from '../../kernel/actor.ts'
import type { HandoverReason, MatterKind } from '../../team/handover.ts'
import { isReporter } from '../access.ts'
import { type Context, holdFor, present } from '../decide.ts'
import type { TicketEvent } from '../events.ts'
import { isOpen, type Ticket } from '../ticket.ts'

/** In which way the matter waits for the person; undefined where it does not. */
export function waitsFor(ticket: Ticket, personId: string): MatterKind | undefined {
  if (!isOpen(ticket)) return undefined
  const { dispatch, responsible, order, siteCheck, status } = ticket
  const holder = dispatch?.to ?? (status === 'handling' || status === 'handled' ? responsible : undefined)
  const takes = (status === 'ordered' || status === 'handling') && dispatch === undefined
  if (takes && order?.takers.some(taker => taker.personId === personId)) return 'order'
  if (holder?.kind === 'person' && holder.personId === personId && status !== 'resolved') return 'ticket'
  const asked = siteCheck?.askedOf === personId && siteCheck.finding === undefined
  return asked && (status === 'received' || status === 'assessing') ? 'check' : undefined
}

export type Handover = { readonly from: string; readonly to: string; readonly why: HandoverReason }

/**
 * A handover is an act of the town, not of the matter: no right on the ticket is asked, the promise and the holding limit run
 * on. Where the next one may not have it (it is about him, or he asked for the order himself), it goes back to the leader
 * instead; it never stays with somebody who is gone.
 */
export function handOver(ticket: Ticket, { from, to, why }: Handover, context: Context): readonly TicketEvent[] {
  const kind = waitsFor(ticket, from)
  if (kind === undefined || from === to) return []
  const by = personOf(context.actor)
  const mayHave = !ticket.concerned.includes(to) && !(kind === 'order' && isReporter(ticket, to))
  if (mayHave) return [{ type: 'HandedOver', at: context.now, from, to, why, ...present({ by }) }]
  const hold = holdFor(ticket, 'dispatch', context.catalogue)
  if (kind === 'order')
    return [
      {
        type: 'OrderGivenBack',
        at: context.now,
        personId: from,
        by: by ?? from,
        reopened: ticket.status === 'handling',
        hold,
      },
    ]
  if (kind === 'ticket' && ticket.dispatch !== undefined)
    return [{ type: 'DispatchWithdrawn', at: context.now, by: by ?? from, hold }]
  return []
}
