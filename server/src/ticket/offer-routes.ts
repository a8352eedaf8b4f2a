import { demand } from '@onegrid/domain/kernel/refusal.ts'
import { reportInKinds } from '@onegrid/domain/team/report-in/report-in.ts'
import { TicketRow } from '@onegrid/domain/ticket/view.ts'
import { Type } from 'typebox'
import type { Ports } from '../app.ts'
import { type App, read } from '../http/route.ts'
import { offered, suited } from './questions.ts'

const Why = Type.Object(
  { zh: Type.String({ examples: ['可以做水电小修，同一小组，休息日白天有空'] }), en: Type.String() },
  { description: 'Why it fits, in one sentence' },
)

/** 双报到 at work: helpers for an order, orders for a helper. */
export function registerOfferRoutes(app: App, ports: Ports): void {
  const offers = read({
    operationId: 'listOrderOffers',
    summary: 'Who reported in and fits this open order: by skill, then distance, then time, each with the reason',
    tags: ['ticket'],
    params: Type.Object({ number: Type.String({ minLength: 4, maxLength: 60, examples: ['DC-220926-7KQ4-M2HXP'] }) }),
    response: {
      200: Type.Object({
        items: Type.Array(
          Type.Object({
            personId: Type.String(),
            name: Type.String(),
            kind: Type.Enum(reportInKinds),
            unitName: Type.Optional(Type.String()),
            gridName: Type.String(),
            words: Type.Optional(Type.String()),
            why: Why,
            asked: Type.Boolean(),
          }),
        ),
      }),
    },
  })
  app.get('/api/v1/tickets/:number/offers', { schema: offers }, request =>
    offered(ports, request, request.params.number),
  )

  const orders = read({
    operationId: 'listSuitedOrders',
    summary: 'Open orders that fit what I reported in with, and those for which I was asked',
    tags: ['ticket'],
    response: {
      200: Type.Object({ items: Type.Array(Type.Object({ row: TicketRow, why: Why, asked: Type.Boolean() })) }),
    },
  })
  app.get('/api/v1/tickets/suited', { schema: orders }, async request => {
    demand(request.actor.kind !== 'anonymous', 'not_signed_in')
    return suited(ports, request)
  })
}
