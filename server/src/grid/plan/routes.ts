import { demandPlanRight } from '@onegrid/domain/grid/division/access.ts'
import {
  adoptBody,
  commentBody,
  commentsQuery,
  commentsShape,
  comparisonQuery,
  comparisonShape,
  divisionFrom,
  divisionLimits,
  faultsShape,
  newPlanBody,
  planChangeBody,
  planCheckBody,
  planParams,
  planShape,
  planStandShape,
  plansQuery,
  plansShape,
} from '@onegrid/domain/grid/division/contract.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { matchedVersion, tagOf, withIfMatch } from '../../http/document-tag.ts'
import { pageOf } from '../../http/paging.ts'
import { type App, read, write } from '../../http/route.ts'
import type { JobPorts } from '../../jobs/ports.ts'
import { adoptPlan } from './adopt.ts'
import {
  changePlan,
  commentOnPlan,
  createPlan,
  layOutPlan,
  type PlanAsking,
  rebasePlan,
  withdrawPlan,
} from './commands.ts'
import { showComparison } from './compare.ts'
import { checkDivision, type PersonNames, showComments, showPlan, showPlans } from './queries.ts'
import { getPlan } from './store.ts'

export type PlanPorts = JobPorts & { readonly personNames: PersonNames }

const tags = ['plan']
/** A whole town's outlines are larger than any report. */
const large = { bodyLimit: divisionLimits.bytes }

function askingOf({ town, actor, commandId }: FastifyRequest): PlanAsking {
  return { tenantId: town.tenantId, actor, commandId }
}

export function registerPlanRoutes(app: App, ports: PlanPorts): void {
  const { database, clock, personNames } = ports
  const planRoute = '/api/v1/plans/:planId'

  const list = read({
    operationId: 'listPlans',
    summary: 'Plans of the grids (划分方案), newest first: drafts, waiting for their day, in force, withdrawn',
    tags,
    querystring: plansQuery,
    response: { 200: plansShape },
  })
  app.get('/api/v1/plans', { schema: list }, async request => {
    demandPlanRight(request.actor, 'seePlans')
    const page = pageOf<readonly [string]>(request.query, ['uuid'])
    return database.read(request.town.tenantId, tx => showPlans(tx, personNames, page, request.query.state))
  })

  const create = write({
    operationId: 'createPlan',
    summary: 'Begin a plan: with the grids of today or of an earlier day, with the town alone, or with a copy',
    tags,
    body: newPlanBody,
    response: { 201: planStandShape },
  })
  app.post('/api/v1/plans', { schema: create }, async (request, reply) => {
    const stand = await createPlan(ports, askingOf(request), request.body)
    return reply.code(201).header('etag', tagOf(stand.version)).send(stand)
  })

  const show = read({
    operationId: 'showPlan',
    summary: 'A plan with its whole division and what is wrong with it; its ETag goes into If-Match',
    tags,
    params: planParams,
    response: { 200: planShape },
  })
  app.get(planRoute, { schema: show }, async (request, reply) => {
    demandPlanRight(request.actor, 'seePlans')
    const { planId } = request.params
    const plan = await database.read(request.town.tenantId, tx => showPlan(tx, clock, personNames, planId))
    return sendTagged(reply, plan.version, plan)
  })

  const change = withIfMatch(
    write({
      operationId: 'changePlan',
      summary: 'Change a draft: name, note, the division as a whole; a division with errors is not kept',
      tags,
      params: planParams,
      body: planChangeBody,
      response: { 200: planStandShape },
    }),
  )
  app.put(planRoute, { ...large, schema: change }, async (request, reply) => {
    const { planId } = request.params
    const stand = await changePlan(ports, askingOf(request), planId, matchedVersion(request), request.body)
    reply.header('etag', tagOf(stand.version))
    return stand
  })

  const check = write({
    operationId: 'checkPlan',
    summary: 'What is wrong with a division, without keeping it',
    tags,
    params: planParams,
    body: planCheckBody,
    response: { 200: faultsShape },
  })
  app.post(`${planRoute}/check`, { ...large, schema: check }, async (request, reply) => {
    demandPlanRight(request.actor, 'managePlans')
    const { planId } = request.params
    const division = divisionFrom(request.body.division)
    const faults = await database.read(request.town.tenantId, async tx => {
      await getPlan(tx, planId)
      return checkDivision(tx, clock, division)
    })
    return sendText(reply, faults)
  })

  const compare = read({
    operationId: 'comparePlan',
    summary: "A plan beside today's grids: area, households, people, open matters that would move",
    tags,
    params: planParams,
    querystring: comparisonQuery,
    response: { 200: comparisonShape },
  })
  app.get(`${planRoute}/comparison`, { schema: compare }, async (request, reply) => {
    demandPlanRight(request.actor, 'seePlans')
    const { planId } = request.params
    const heirs = new Map((request.query.heirs ?? []).map(heir => [heir.slice(0, 36), heir.slice(37)]))
    return sendText(reply, await database.read(request.town.tenantId, tx => showComparison(tx, clock, planId, heirs)))
  })

  const rebase = withIfMatch(
    write({
      operationId: 'rebasePlan',
      summary: "Bring a draft up to today's grids, where it changes none of those that changed meanwhile",
      tags,
      params: planParams,
      response: { 200: planStandShape },
    }),
  )
  app.post(`${planRoute}/rebase`, { schema: rebase }, async (request, reply) => {
    const stand = await rebasePlan(ports, askingOf(request), request.params.planId, matchedVersion(request))
    reply.header('etag', tagOf(stand.version))
    return stand
  })

  const adopt = write({
    operationId: 'adoptPlan',
    summary: 'Adopt a plan: it takes effect on that day, and open matters and posts follow it',
    tags,
    params: planParams,
    body: adoptBody,
    response: { 200: planStandShape },
  })
  app.post(`${planRoute}/adopt`, { schema: adopt }, async request =>
    adoptPlan(ports, askingOf(request), request.params.planId, request.body.effectiveOn, request.body.heirs),
  )

  const layOut = write({
    operationId: 'layOutPlan',
    summary: 'Ask the villages about a draft: who leads or walks a grid is told and may comment',
    tags,
    params: planParams,
    response: { 200: planStandShape },
  })
  app.post(`${planRoute}/lay-out`, { schema: layOut }, async request =>
    layOutPlan(ports, askingOf(request), request.params.planId),
  )

  const withdraw = write({
    operationId: 'withdrawPlan',
    summary: 'Withdraw a draft, or an adopted plan before its day',
    tags,
    params: planParams,
    response: { 200: planStandShape },
  })
  app.post(`${planRoute}/withdraw`, { schema: withdraw }, async request =>
    withdrawPlan(ports, askingOf(request), request.params.planId),
  )

  const comments = read({
    operationId: 'listPlanComments',
    summary: 'What people of the team said about a plan, in the order in which they said it',
    tags,
    params: planParams,
    querystring: commentsQuery,
    response: { 200: commentsShape },
  })
  app.get(`${planRoute}/comments`, { schema: comments }, async request => {
    demandPlanRight(request.actor, 'seePlans')
    const page = pageOf<readonly [string]>(request.query, ['uuid'])
    const { planId } = request.params
    return database.read(request.town.tenantId, tx => showComments(tx, personNames, planId, page))
  })

  const comment = write({
    operationId: 'commentOnPlan',
    summary: 'Say something about a plan or one of its grids',
    tags,
    params: planParams,
    body: commentBody,
    response: { 201: Type.Object({ commentId: planParams.properties.planId }) },
  })
  app.post(`${planRoute}/comments`, { schema: comment }, async (request, reply) =>
    reply.code(201).send(await commentOnPlan(ports, askingOf(request), request.params.planId, request.body)),
  )
}

/** Comments and what changed meanwhile are not in the version: nothing is answered from a browser's memory. */
function sendTagged(reply: FastifyReply, version: number, document: object): FastifyReply {
  return sendText(reply.header('etag', tagOf(version)).header('cache-control', 'private, no-store'), document)
}

/** Megabytes of corners are written as they are, not walked by a serialiser once more. */
function sendText(reply: FastifyReply, document: object): FastifyReply {
  return reply.type('application/json; charset=utf-8').serializer(String).send(JSON.stringify(document))
}
