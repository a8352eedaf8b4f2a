import { ReportBody } from '@onegrid/domain/ticket/contract.ts'
import { candidateReasons } from '@onegrid/domain/ticket/suggest.ts'
import { PublicTicket, Received, Suggestion, TicketPage, TicketRow } from '@onegrid/domain/ticket/view.ts'
import { Type } from 'typebox'
import type { Ports } from '../app.ts'
import { limited } from '../http/limits.ts'
import { PageAnswer, PageQuery } from '../http/paging.ts'
import { type App, Day, read, write } from '../http/route.ts'
import { registerActivityRoutes } from './activity-routes.ts'
import { Intake } from './intake.ts'
import { ListQuery, oneOf, scope } from './list-query.ts'
import { registerOfferRoutes } from './offer-routes.ts'
import { registerTicketQr } from './qr.ts'
import * as ask from './questions.ts'
import { registerVerbRoutes } from './verb-routes.ts'

const NumberInPath = Type.Object({
  number: Type.String({ minLength: 4, maxLength: 60, examples: ['DC-220926-7KQ4-M2HXP'] }),
})
const Nearby = Type.Object({
  subcategory: Type.String({ maxLength: 40 }),
  lon: Type.Optional(Type.Number({ minimum: -180, maximum: 180 })),
  lat: Type.Optional(Type.Number({ minimum: -90, maximum: 90 })),
  system: oneOf(['wgs84', 'gcj02', 'bd09']),
  gridId: Type.Optional(Type.String({ maxLength: 36 })),
  landmarkId: Type.Optional(Type.String({ maxLength: 36 })),
})

export function registerTicketRoutes(app: App, ports: Ports): void {
  const intake = new Intake(ports)
  const tags = ['ticket']

  const report = write({
    operationId: 'reportTicket',
    summary: 'Report a matter: a sentence and a place are enough',
    tags,
    body: ReportBody,
    response: { 201: Received },
  })
  app.post(
    '/api/v1/tickets',
    { ...limited(app, 'report', { staffFree: true }), schema: report },
    async (request, reply) => {
      const received = await intake.receive(ask.actingOf(request), request.town.code, request.body)
      return reply.code(201).send(received)
    },
  )

  const list = read({
    operationId: 'listTickets',
    summary: 'Tickets of a scope that your posts give, by queue, side line, filters or words',
    tags,
    querystring: ListQuery,
    response: { 200: PageAnswer(TicketRow) },
  })
  app.get('/api/v1/tickets', { schema: list }, request => ask.listed(ports, request, request.query))

  const counts = read({
    operationId: 'countTickets',
    summary: 'How many wait in each queue of the scope; 100 means a hundred or more',
    tags,
    querystring: Type.Object({ scope }),
    response: {
      200: Type.Object({
        scope: Type.String(),
        scopes: Type.Array(Type.Object({ key: Type.String(), name: Type.String() })),
        counts: Type.Record(Type.String(), Type.Integer()),
      }),
    },
  })
  app.get('/api/v1/tickets/counts', { schema: counts }, request => ask.counted(ports, request, request.query.scope))

  const map = read({
    operationId: 'mapTickets',
    summary: 'Points of the scope’s open matters, at most two thousand',
    tags,
    querystring: Type.Omit(ListQuery, ['after', 'limit', 'order', 'text']),
    response: {
      200: Type.Object({
        points: Type.Array(
          Type.Object({
            number: Type.String(),
            lon: Type.Number(),
            lat: Type.Number(),
            light: Type.String(),
            queue: Type.String(),
            subcategory: Type.Union([Type.String(), Type.Null()]),
          }),
        ),
      }),
    },
  })
  app.get('/api/v1/tickets/map', { schema: map }, request => ask.mapped(ports, request, request.query))

  const near = read({
    operationId: 'findNearbyTickets',
    summary: 'What may be the same matter, while a report is being typed; residents see only what is public',
    tags,
    querystring: Nearby,
    response: { 200: Type.Object({ items: Type.Array(Suggestion) }) },
  })
  app.get('/api/v1/tickets/nearby', { ...limited(app, 'lookUp'), schema: near }, request =>
    ask.nearby(ports, request, request.query),
  )

  const mine = read({
    operationId: 'listMyTickets',
    summary: 'What I reported, found, took or am asked to check',
    tags,
    querystring: Type.Object({ ...PageQuery, as: oneOf(['reporter', 'finder', 'taker', 'checker']) }),
    response: { 200: PageAnswer(TicketRow) },
  })
  app.get('/api/v1/tickets/mine', { schema: mine }, request => ask.mine(ports, request, request.query))

  const orders = read({
    operationId: 'listOpenOrders',
    summary: 'Open orders of my grids that still want takers',
    tags,
    response: { 200: Type.Object({ items: Type.Array(TicketRow) }) },
  })
  app.get('/api/v1/tickets/orders', { schema: orders }, request => ask.openOrders(ports, request))

  const page = read({
    operationId: 'showTicket',
    summary: 'A ticket with its six steps, clocks, history and what you may do now',
    tags,
    params: NumberInPath,
    response: { 200: TicketPage },
  })
  app.get('/api/v1/tickets/:number', { schema: page }, request => ask.shown(ports, request, request.params.number))

  const duplicates = read({
    operationId: 'suggestDuplicates',
    summary: 'What may be the same matter as this ticket, closed ones included',
    tags,
    params: NumberInPath,
    response: { 200: Type.Object({ items: Type.Array(Suggestion) }) },
  })
  app.get('/api/v1/tickets/:number/duplicates', { schema: duplicates }, request =>
    ask.duplicatesOf(ports, request, request.params.number),
  )

  const candidates = read({
    operationId: 'suggestHolders',
    summary: 'To whom this ticket can be sent: people of its grid and the category’s unit first, with the reason',
    tags,
    params: NumberInPath,
    response: {
      200: Type.Object({
        items: Type.Array(
          Type.Object({
            kind: Type.Union([Type.Literal('person'), Type.Literal('unit')]),
            id: Type.String(),
            name: Type.String(),
            why: Type.String(),
            post: Type.Optional(Type.String()),
            gridName: Type.Optional(Type.String()),
            actingFor: Type.Optional(Type.String()),
            reasons: Type.Array(Type.Enum(candidateReasons)),
            open: Type.Integer(),
          }),
        ),
      }),
    },
  })
  app.get('/api/v1/tickets/:number/candidates', { schema: candidates }, request =>
    ask.candidates(ports, request, request.params.number),
  )

  registerActivityRoutes(app, ports)
  registerOfferRoutes(app, ports)

  const publicPage = read({
    operationId: 'showPublicTicket',
    summary: 'What everybody may know of a ticket; its reporter, signed in by phone code, sees and does more',
    tags,
    params: NumberInPath,
    response: { 200: PublicTicket },
  })
  app.get('/api/v1/public/tickets/:number', { ...limited(app, 'lookUp'), schema: publicPage }, request =>
    ask.shownPublicly(ports, request, request.params.number),
  )

  const figures = read({
    operationId: 'showFigures',
    summary:
      'Counts of a period’s reports by month, day, grid, sub-category or source; with fewer than ten, counts and no rate',
    tags,
    querystring: Type.Object({
      from: Day,
      to: Day,
      by: Type.Optional(
        Type.String({ pattern: '^(month|day|grid|subcategory|source)(,(month|day|grid|subcategory|source)){0,2}$' }),
      ),
    }),
    response: {
      200: Type.Object({ rows: Type.Array(Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]))) }),
    },
  })
  app.get('/api/v1/figures', { schema: figures }, request => ask.figures(ports, request, request.query))

  registerVerbRoutes(app, ports)
  registerTicketQr(app, ports)
}
