import { holdsRole, personOf, postsOf } from '@onegrid/domain/kernel/actor.ts'
import { localDate } from '@onegrid/domain/kernel/calendar.ts'
import { demand } from '@onegrid/domain/kernel/refusal.ts'
import { teamRights } from '@onegrid/domain/team/access.ts'
import * as shape from '@onegrid/domain/team/emergency/contract.ts'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Ports } from '../../app.ts'
import { type App, read, Uuid, write } from '../../http/route.ts'
import { demandRange } from '../roster.ts'
import { answerSwap, askSwap, listSwaps } from './swaps.ts'

const tags = ['team']

export function registerDutyRoutes(app: App, ports: Pick<Ports, 'database' | 'clock' | 'ids'>): void {
  const list = read({
    operationId: 'listDutySwaps',
    summary: 'Swaps of duty that wait for an answer, and for a range of days those that were agreed',
    tags,
    querystring: shape.swapsQuery,
    response: { 200: shape.swapsShape },
  })
  app.get('/api/v1/duty-swaps', { schema: list }, async request => {
    const { actor, town, query } = request
    const personId = personOf(actor)
    demand(personId !== undefined, 'not_signed_in')
    demand(postsOf(actor).length > 0, 'not_permitted', { who: ['team'] })
    const today = localDate(town.zone, ports.clock.now())
    const all = holdsRole(actor, ...teamRights.manageRoster)
    const range = query.from === undefined || query.until === undefined ? undefined : rangeOf(query.from, query.until)
    return ports.database.read(town.tenantId, tx => listSwaps(tx, { personId, all, today, ...range }))
  })

  const ask = write({
    operationId: 'askDutySwap',
    summary: 'Ask a colleague to take a day of duty over, or to swap it for one of his',
    tags,
    body: shape.swapBody,
    response: { 201: Type.Object({ swapId: Uuid }) },
  })
  app.post('/api/v1/duty-swaps', { schema: ask }, async (request, reply) =>
    reply.code(201).send(await askSwap(ports, asking(request), request.body)),
  )

  const answer = write({
    operationId: 'answerDutySwap',
    summary: 'Yes by the colleague changes the roster; no by either ends it',
    tags,
    params: shape.swapParams,
    body: shape.swapAnswer,
    response: { 200: Type.Object({ accepted: Type.Boolean() }) },
  })
  app.post('/api/v1/duty-swaps/:swapId/answer', { schema: answer }, async request =>
    answerSwap(ports, asking(request), request.params.swapId, request.body.accept),
  )
}

function rangeOf(from: string, until: string) {
  demandRange(from, until)
  return { from, until }
}

function asking({ town, actor, commandId }: FastifyRequest) {
  return { town, actor, commandId }
}
