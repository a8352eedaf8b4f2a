import { demand } from '@onegrid/domain/kernel/refusal.ts'
import { bodies, type Verb } from '@onegrid/domain/ticket/contract.ts'
import { verbs } from '@onegrid/domain/ticket/verbs.ts'
import { PublicTicket, TicketPage } from '@onegrid/domain/ticket/view.ts'
import { type TSchema, Type } from 'typebox'
import type { Ports } from '../app.ts'
import { limited } from '../http/limits.ts'
import { type App, write } from '../http/route.ts'
import { actOnTicket } from './commands.ts'
import * as ask from './questions.ts'
import { revealReporter } from './reveal.ts'

const NumberInPath = Type.Object({
  number: Type.String({ minLength: 4, maxLength: 60, examples: ['DC-220926-7KQ4-M2HXP'] }),
})
const Revealed = Type.Object({
  name: Type.Union([Type.String(), Type.Null()]),
  phone: Type.Union([Type.String(), Type.Null()]),
})

/** One route a verb, read off the table of verbs: who, shape, may they, do, show. */
export function registerVerbRoutes(app: App, ports: Ports): void {
  for (const [verb, rule] of Object.entries(verbs) as [Verb, (typeof verbs)[Verb]][]) {
    if (verb === 'revealReporter') continue
    const schema = write({
      operationId: verb,
      summary: `${rule.summary.en} · ${rule.summary.zh}`,
      tags: ['ticket'],
      params: NumberInPath,
      body: bodies[verb] as TSchema,
      response: { 200: Type.Union([TicketPage, PublicTicket]) },
    })
    app.post(
      `/api/v1/tickets/:number/${rule.path}`,
      { ...limited(app, 'report', { staffFree: true }), schema },
      async request => {
        const acting = ask.actingOf(request)
        demand(acting.actor.kind !== 'anonymous', 'not_signed_in')
        await actOnTicket(ports, acting, ask.numberIn(request.params), verb, request.body as Record<string, unknown>)
        return ask.shownToActor(ports, request, ask.numberIn(request.params))
      },
    )
  }

  const reveal = write({
    operationId: 'revealReporter',
    summary: `${verbs.revealReporter.summary.en} · ${verbs.revealReporter.summary.zh}`,
    tags: ['ticket'],
    params: NumberInPath,
    body: bodies.revealReporter,
    response: { 200: Revealed },
  })
  app.post(`/api/v1/tickets/:number/${verbs.revealReporter.path}`, { schema: reveal }, request =>
    revealReporter(ports, ask.actingOf(request), ask.numberIn(request.params), request.body),
  )
}
