import type { Holder, Ticket } from './ticket.ts'

/** Everything that waits for the one waits for the other; what the one has done stays his. */
export function handedOver(ticket: Ticket, { from, to }: { readonly from: string; readonly to: string }): Ticket {
  const next = (holder: Holder): Holder =>
    holder.kind === 'person' && holder.personId === from ? { kind: 'person', personId: to } : holder
  const { dispatch, responsible, order, siteCheck } = ticket
  const takers = order?.takers.some(taker => taker.personId === to)
    ? order.takers.filter(taker => taker.personId !== from)
    : order?.takers.map(taker => (taker.personId === from ? { ...taker, personId: to } : taker))
  const asked = siteCheck?.askedOf === from && siteCheck.finding === undefined
  return {
    ...ticket,
    ...(dispatch === undefined ? {} : { dispatch: { ...dispatch, to: next(dispatch.to) } }),
    ...(responsible === undefined ? {} : { responsible: next(responsible) }),
    ...(order === undefined || takers === undefined ? {} : { order: { ...order, takers } }),
    ...(siteCheck !== undefined && asked ? { siteCheck: { ...siteCheck, askedOf: to } } : {}),
  }
}
