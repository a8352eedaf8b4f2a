import { demandPlanRight } from '@onegrid/domain/grid/division/access.ts'
import * as shape from '@onegrid/domain/grid/propose/contract.ts'
import { mostBarrierCorners } from '@onegrid/domain/grid/propose/wishes.ts'
import { coordinateSystems } from '@onegrid/domain/kernel/place.ts'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { matchedVersion, sendDocument, tagOf, withIfMatch } from '../../http/document-tag.ts'
import { limited } from '../../http/limits.ts'
import { PageAnswer, PageQuery, pageFrom, pageOf } from '../../http/paging.ts'
import { type App, read, write } from '../../http/route.ts'
import type { JobPorts } from '../../jobs/ports.ts'
import { receiveMapFile } from '../import/received-file.ts'
import type { PlanAsking } from '../plan/commands.ts'
import { findVersion } from '../store.ts'
import {
  cancelProposal,
  changeBarriers,
  headOf,
  keepProposal,
  proposeDivision,
  showBarriers,
  showProposal,
} from './commands.ts'
import { importHouseholds, readHouseholdFile, showHouseholds, undoHouseholds } from './households.ts'
import { proposalRunner } from './run-proposal.ts'
import { listProposalRows } from './store.ts'

const tags = ['plan']

function askingOf({ town, actor, commandId }: FastifyRequest): PlanAsking {
  return { tenantId: town.tenantId, actor, commandId }
}

/** The proposer (科学划网): from villages, households and barriers to several divisions side by side. */
export function registerProposalRoutes(app: App, ports: JobPorts): void {
  const { database } = ports
  const runner = proposalRunner(database, app.log)
  app.addHook('preClose', () => runner.close())

  const propose = write({
    operationId: 'proposeDivision',
    summary: 'Have small grids proposed; the answer comes at once, the proposals seconds later',
    tags,
    body: shape.wishesBody,
    response: { 202: shape.proposalStarted },
  })
  app.post('/api/v1/proposals', { schema: propose }, async (request, reply) => {
    const personId = demandPlanRight(request.actor, 'managePlans')
    return reply.code(202).send(await proposeDivision(ports, runner, askingOf(request), personId, request.body))
  })

  const list = read({
    operationId: 'listProposals',
    summary: 'The last proposals, newest first, without their outlines',
    tags,
    querystring: Type.Object(PageQuery),
    response: { 200: PageAnswer(shape.proposalHead) },
  })
  app.get('/api/v1/proposals', { schema: list }, async request => {
    demandPlanRight(request.actor, 'managePlans')
    const { after, limit } = pageOf<readonly [string]>(request.query, ['uuid'])
    return database.read(request.town.tenantId, async tx => {
      const version = await findVersion(tx)
      const rows = await listProposalRows(tx, after?.[0], limit)
      return pageFrom(
        rows.map(row => headOf(row, version)),
        limit,
        ({ proposalId }) => [proposalId],
      )
    })
  })

  const show = read({
    operationId: 'showProposal',
    summary: 'How far it is, and once it is done the proposals with their figures and outlines',
    tags,
    params: shape.proposalParams,
    response: { 200: shape.proposalShape },
  })
  app.get('/api/v1/proposals/:proposalId', { schema: show }, async (request, reply) => {
    demandPlanRight(request.actor, 'managePlans')
    const shown = await database.read(request.town.tenantId, tx => showProposal(tx, request.params.proposalId))
    // Checked where it was made; walking some thousand corners again costs more than sending them.
    return reply
      .header('cache-control', 'private, no-store')
      .type('application/json; charset=utf-8')
      .serializer(String)
      .send(JSON.stringify(shown) as never)
  })

  const cancel = write({
    operationId: 'cancelProposal',
    summary: 'Stop a proposal that is being made',
    tags,
    params: shape.proposalParams,
    response: { 200: shape.proposalStarted },
  })
  app.post('/api/v1/proposals/:proposalId/cancel', { schema: cancel }, async request => {
    demandPlanRight(request.actor, 'managePlans')
    return cancelProposal(ports, askingOf(request), request.params.proposalId)
  })

  const keep = write({
    operationId: 'keepProposal',
    summary: 'Take one of the proposals into a plan, as a draft for the editor',
    tags,
    params: shape.proposalParams,
    body: shape.keepBody,
    response: { 201: Type.Object({ planId: Type.String() }) },
  })
  app.post('/api/v1/proposals/:proposalId/plan', { schema: keep }, async (request, reply) => {
    demandPlanRight(request.actor, 'managePlans')
    return reply.code(201).send(await keepProposal(ports, askingOf(request), request.params.proposalId, request.body))
  })
  registerHouseholdRoutes(app, ports)
  registerBarrierRoutes(app, ports)
}

function registerHouseholdRoutes(app: App, ports: JobPorts): void {
  const show = read({
    operationId: 'showHouseholds',
    summary: 'How many households and people are known in each village; no single place',
    tags,
    response: { 200: shape.householdsShape },
  })
  app.get('/api/v1/households', { schema: show }, async request => {
    demandPlanRight(request.actor, 'managePlans')
    return ports.database.read(request.town.tenantId, tx => showHouseholds(tx, ports))
  })

  const source = Type.Object({
    source: Type.Enum(coordinateSystems, { description: 'The coordinate system of the file', examples: ['gcj02'] }),
  })
  const look = write({
    operationId: 'readHouseholdFile',
    summary: 'What a file of households would bring, which of its rows not, and what would give way; nothing is kept',
    description: 'Form field `file`, as for importHouseholds.',
    tags,
    querystring: source,
    response: { 200: shape.householdsRead },
  })
  const config = { ...limited(app, 'upload').config, withoutCommandId: true }
  app.post('/api/v1/households/read', { ...limited(app, 'upload'), config, schema: look }, async request => {
    demandPlanRight(request.actor, 'managePlans')
    const file = { ...(await receiveMapFile(request)), source: request.query.source }
    return readHouseholdFile(ports, request.town.tenantId, file)
  })

  const bring = write({
    operationId: 'importHouseholds',
    summary:
      'Replace all household points (CSV, Excel or GeoJSON with lon, lat, households, people) or figures by group',
    description:
      'Form field `file`. Only places and counts are read; names and addresses in the file are not looked at.',
    tags,
    querystring: source,
    response: { 201: shape.householdsImported },
  })
  app.post('/api/v1/households/import', { ...limited(app, 'upload'), schema: bring }, async (request, reply) => {
    const personId = demandPlanRight(request.actor, 'managePlans')
    const file = { ...(await receiveMapFile(request)), source: request.query.source }
    return reply.code(201).send(await importHouseholds(ports, askingOf(request), personId, file))
  })

  const undo = write({
    operationId: 'undoHouseholds',
    summary: 'Take the last import back: the one before it comes again, or nothing',
    tags,
    response: { 200: Type.Object({ setId: Type.String() }) },
  })
  app.post('/api/v1/households/undo', { schema: undo }, async request => {
    demandPlanRight(request.actor, 'managePlans')
    return undoHouseholds(ports, askingOf(request))
  })
}

function registerBarrierRoutes(app: App, ports: JobPorts): void {
  const show = read({
    operationId: 'showBarriers',
    summary: 'Rivers and main roads that no small grid crosses; the ETag goes into If-Match',
    tags,
    response: { 200: shape.barriersShape },
  })
  app.get('/api/v1/barriers', { schema: show }, async (request, reply) => {
    demandPlanRight(request.actor, 'seePlans')
    const barriers = await ports.database.read(request.town.tenantId, showBarriers)
    return sendDocument(request, reply, barriers.version, JSON.stringify(barriers))
  })

  const change = withIfMatch(
    write({
      operationId: 'changeBarriers',
      summary: "The town's whole list of barriers",
      tags,
      body: shape.barriersBody,
      response: { 200: Type.Object({ version: Type.Integer({ examples: [3] }) }) },
    }),
  )
  app.put('/api/v1/barriers', { bodyLimit: mostBarrierCorners * 64, schema: change }, async (request, reply) => {
    demandPlanRight(request.actor, 'managePlans')
    const { version } = await changeBarriers(ports, askingOf(request), matchedVersion(request), request.body)
    reply.header('etag', tagOf(version))
    return { version }
  })
}
