import { demand } from '@onegrid/domain/kernel/refusal.ts'
import * as shape from '@onegrid/domain/team/report-in/activity-contract.ts'
import { reportInScope } from '@onegrid/domain/team/report-in/decide.ts'
import { Type } from 'typebox'
import type { Ports } from '../app.ts'
import { PageAnswer, pageOf } from '../http/paging.ts'
import { type App, read, Uuid, write } from '../http/route.ts'
import { askingOf } from '../team/asking.ts'
import * as commands from '../team/report-in/activity-commands.ts'
import { readActivities } from '../team/report-in/activity-store.ts'
import { needCodes } from './offers.ts'
import { offeredForActivity, plannedFor } from './questions.ts'

const tags = ['team']
const params = shape.activityParams
const ActivityId = Type.Object({ activityId: Uuid })

/** Activities of a village that want hands: made by who leads it, met by who reported in. */
export function registerActivityRoutes(app: App, ports: Ports): void {
  const { database, clock } = ports

  const make = write({
    operationId: 'createActivity',
    summary: 'Say what a village plans and which hands it wants',
    tags,
    body: shape.activityBody,
    response: { 201: ActivityId },
  })
  app.post('/api/v1/activities', { schema: make }, async (request, reply) => {
    const parts = {
      ...ports,
      skillsOf: (tenantId: string, tx: Parameters<typeof needCodes>[2]) => needCodes(ports, tenantId, tx),
    }
    return reply.code(201).send(await commands.makeActivity(parts, askingOf(request), request.body))
  })

  const list = read({
    operationId: 'listActivities',
    summary: 'Activities to come where you lead, the next first, with who has said yes',
    tags,
    querystring: shape.activitiesQuery,
    response: { 200: PageAnswer(shape.activityShape) },
  })
  app.get('/api/v1/activities', { schema: list }, async ({ actor, town, query }) => {
    const scope = reportInScope(actor)
    return database.read(town.tenantId, tx =>
      readActivities(tx, pageOf(query, ['instant', 'uuid']), scope, clock.now()),
    )
  })

  const withdraw = write({
    operationId: 'withdrawActivity',
    summary: 'It does not take place; who said yes is forgotten',
    tags,
    params,
    response: { 200: ActivityId },
  })
  app.post('/api/v1/activities/:activityId/withdraw', { schema: withdraw }, request =>
    commands.withdrawActivity(ports, askingOf(request), request.params.activityId),
  )

  const offers = read({
    operationId: 'listActivityOffers',
    summary: 'Who reported in and fits this activity: by skill, then distance, then time, each with the reason',
    tags,
    params,
    response: { 200: Type.Object({ items: Type.Array(shape.activityOfferShape) }) },
  })
  app.get('/api/v1/activities/:activityId/offers', { schema: offers }, request =>
    offeredForActivity(ports, request, request.params.activityId),
  )

  const ask = write({
    operationId: 'askActivityHelper',
    summary: 'Ask somebody who reported in to come; once, and no answer is needed',
    tags,
    params,
    body: shape.askHelperBody,
    response: { 200: ActivityId },
  })
  app.post('/api/v1/activities/:activityId/ask', { schema: ask }, request =>
    commands.askActivityHelper(ports, askingOf(request), request.params.activityId, request.body.personId),
  )

  const suited = read({
    operationId: 'listSuitedActivities',
    summary: 'Activities that fit what I reported in with, and those for which I was asked',
    tags,
    response: { 200: Type.Object({ items: Type.Array(shape.suitedActivityShape) }) },
  })
  app.get('/api/v1/activities/suited', { schema: suited }, async request => {
    demand(request.actor.kind !== 'anonymous', 'not_signed_in')
    return plannedFor(ports, request)
  })

  const join = write({
    operationId: 'joinActivity',
    summary: 'I come, if I can',
    tags,
    params,
    response: { 200: ActivityId },
  })
  app.post('/api/v1/activities/:activityId/join', { schema: join }, request =>
    commands.joinActivity(ports, askingOf(request), request.params.activityId),
  )

  const leave = write({
    operationId: 'leaveActivity',
    summary: 'I do not come after all',
    tags,
    params,
    response: { 200: ActivityId },
  })
  app.post('/api/v1/activities/:activityId/leave', { schema: leave }, request =>
    commands.leaveActivity(ports, askingOf(request), request.params.activityId),
  )
}
