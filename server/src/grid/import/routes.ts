import { outlinesShape } from '@onegrid/domain/grid/contract.ts'
import { demandPlanRight } from '@onegrid/domain/grid/division/access.ts'
import * as shape from '@onegrid/domain/grid/import/contract.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { matchedVersion, tagOf, withIfMatch } from '../../http/document-tag.ts'
import { limited } from '../../http/limits.ts'
import { PageQuery, pageOf } from '../../http/paging.ts'
import { type App, read, write } from '../../http/route.ts'
import type { JobPorts } from '../../jobs/ports.ts'
import { registerSweep } from '../../jobs/sweep.ts'
import * as commands from './commands.ts'
import { showGridImport, showGridImportOutlines, showGridImports } from './queries.ts'
import { receiveMapFile } from './received-file.ts'
import { deleteExpired } from './rows.ts'

const tags = ['grid']
const params = shape.gridImportParams
const route = '/api/v1/grid-imports'

function askingOf({ town, actor, commandId }: FastifyRequest): commands.ImportAsking {
  return { tenantId: town.tenantId, actor, commandId }
}

/** Files go with their import when its days are over. */
export function sweepGridImports(): void {
  registerSweep('imports of grids', 'hourly', ({ database }, tenantId, now) =>
    database.write(tenantId, tx => deleteExpired(tx, now)),
  )
}

/** Map files and lists on their way to a plan: dropped, looked at, mended, made a plan or thrown away. */
export function registerGridImportRoutes(app: App, ports: JobPorts): void {
  registerFiles(app, ports)
  registerLooks(app, ports)
  registerChanges(app, ports)
}

function registerFiles(app: App, ports: JobPorts): void {
  const description =
    'multipart/form-data, field `file`: GeoJSON, a zipped Shapefile, KML, KMZ, Excel or CSV, 20 MB at most'
  const open = write({
    operationId: 'openGridImport',
    summary: 'Read a file of grids into a preview; nothing of the town changes',
    description,
    tags,
    response: { 201: shape.openedShape },
  })
  app.post(route, { ...limited(app, 'upload', { staffFree: true }), schema: open }, async (request, reply) => {
    demandPlanRight(request.actor, 'managePlans')
    const opened = await commands.openGridImport(ports, askingOf(request), await receiveMapFile(request))
    return reply.code(201).header('etag', tagOf(opened.version)).send(opened)
  })

  const add = write({
    operationId: 'addGridImportFile',
    summary: "One more file into the same import: villages' outlines, then groups",
    description,
    tags,
    params,
    response: { 200: shape.openedShape },
  })
  app.post(
    `${route}/:importId/files`,
    { ...limited(app, 'upload', { staffFree: true }), schema: add },
    async request => {
      demandPlanRight(request.actor, 'managePlans')
      return commands.openGridImport(ports, askingOf(request), await receiveMapFile(request), request.params.importId)
    },
  )
}

function registerLooks(app: App, { database, clock }: JobPorts): void {
  const list = read({
    operationId: 'listGridImports',
    summary: 'Imports of grids that were not thrown away, newest first',
    tags,
    querystring: Type.Object(PageQuery),
    response: { 200: shape.gridImportsShape },
  })
  app.get(route, { schema: list }, async request => {
    demandPlanRight(request.actor, 'managePlans')
    const page = pageOf<readonly [string]>(request.query, ['uuid'])
    return database.read(request.town.tenantId, tx => showGridImports(tx, clock.now(), page))
  })

  const show = read({
    operationId: 'showGridImport',
    summary: 'How the files are read: columns, level, coordinate system, rows and faults; the ETag goes into If-Match',
    tags,
    params,
    response: { 200: shape.gridImportShape },
  })
  app.get(`${route}/:importId`, { schema: show }, async (request, reply) => {
    demandPlanRight(request.actor, 'managePlans')
    const shown = await database.read(request.town.tenantId, tx =>
      showGridImport(tx, request.params.importId, clock.now()),
    )
    reply.header('etag', tagOf(shown.version)).header('cache-control', 'private, no-store')
    return shown
  })

  const outlines = read({
    operationId: 'showGridImportOutlines',
    summary: 'The outlines that the plan would have, as GeoJSON',
    tags,
    params,
    response: { 200: outlinesShape },
  })
  app.get(`${route}/:importId/outlines`, { schema: outlines }, async (request, reply) => {
    demandPlanRight(request.actor, 'managePlans')
    const text = await database.read(request.town.tenantId, tx =>
      showGridImportOutlines(tx, request.params.importId, clock.now()),
    )
    return sendText(reply, text)
  })
}

/** Written once as text: a county's outlines are not taken apart again. */
function sendText(reply: FastifyReply, text: string): FastifyReply {
  reply.header('cache-control', 'private, no-store').type('application/geo+json; charset=utf-8')
  return reply.serializer(String).send(text)
}

function registerChanges(app: App, ports: JobPorts): void {
  const stand = { response: { 200: shape.openedShape }, tags, params }
  const change = withIfMatch(
    write({
      operationId: 'changeGridImport',
      summary: 'Say which column is which, the level, the coordinate system, and which rows stay out',
      ...stand,
      body: shape.changeGridImportBody,
    }),
  )
  app.put(`${route}/:importId`, { schema: change }, async request =>
    commands.changeGridImport(ports, askingOf(request), request.params.importId, matchedVersion(request), request.body),
  )

  const repair = withIfMatch(
    write({
      operationId: 'repairGridImport',
      summary: 'Mend what can be mended without changing what was meant',
      ...stand,
      body: shape.repairGridImportBody,
    }),
  )
  app.post(`${route}/:importId/repair`, { schema: repair }, async request =>
    commands.repairGridImport(ports, askingOf(request), request.params.importId, matchedVersion(request), request.body),
  )

  const undo = withIfMatch(
    write({
      operationId: 'undoGridImport',
      summary: 'Take one repair back, or all of them',
      ...stand,
      body: shape.undoGridImportBody,
    }),
  )
  app.post(`${route}/:importId/undo`, { schema: undo }, async request =>
    commands.undoGridImport(
      ports,
      askingOf(request),
      request.params.importId,
      matchedVersion(request),
      request.body.repairId,
    ),
  )

  const plan = withIfMatch(
    write({
      operationId: 'planFromGridImport',
      summary: 'Make a draft plan of an import without faults',
      tags,
      params,
      body: shape.planFromGridImportBody,
      response: { 200: shape.plannedShape },
    }),
  )
  app.post(`${route}/:importId/plan`, { schema: plan }, async request =>
    commands.planFromGridImport(
      ports,
      askingOf(request),
      request.params.importId,
      matchedVersion(request),
      request.body.name,
    ),
  )

  const discard = write({
    operationId: 'discardGridImport',
    summary: 'Throw an import away as a whole, with its files',
    tags,
    params,
    response: { 200: Type.Object({ importId: Type.String() }) },
  })
  app.post(`${route}/:importId/discard`, { schema: discard }, async request =>
    commands.discardGridImport(ports, askingOf(request), request.params.importId),
  )
}
