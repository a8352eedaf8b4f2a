import {
  gridTreeShape,
  landmarksQuery,
  landmarksShape,
  locatedShape,
  locateQuery,
  outlinesShape,
  unitsQuery,
  unitsShape,
} from '@onegrid/domain/grid/contract.ts'
import { demandPlanRight } from '@onegrid/domain/grid/division/access.ts'
import { gridFiguresShape, onDayQuery, outlinesOnDayQuery } from '@onegrid/domain/grid/division/contract.ts'
import { demand, Refusal } from '@onegrid/domain/kernel/refusal.ts'
import type { LocalDate } from '@onegrid/domain/kernel/time.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Ports } from '../app.ts'
import { limited } from '../http/limits.ts'
import { type App, read } from '../http/route.ts'
import { gridIndex, type TaggedText } from './grid-index.ts'
import { findGridsOn, showGridFigures } from './plan/on-day.ts'
import { listLandmarks, listUnits, showLocated, showTree } from './queries.ts'

type GridPorts = Pick<Ports, 'database' | 'clock'>

export function registerGridRoutes(app: App, ports: GridPorts): void {
  const indexOf = (request: FastifyRequest) => gridIndex(ports, request.town.tenantId)
  const onDay = async (request: FastifyRequest, day: LocalDate | undefined) => {
    const index = await findGridsOn(ports, request.town.tenantId, day)
    demand(index !== undefined, 'grids_none_on_day', { onDay: day ?? null })
    return index
  }

  const treeShape = read({
    operationId: 'showGrids',
    summary: "The town's grids in force today or on another day, from the town down",
    tags: ['grid'],
    querystring: onDayQuery,
    response: { 200: gridTreeShape },
  })
  app.get('/api/v1/grids', { schema: treeShape }, async request => showTree(await onDay(request, request.query.onDay)))

  const outlineShape = read({
    operationId: 'showGridOutlines',
    summary: 'Boundaries of today or of another day as GeoJSON (WGS-84); `example` marks made-up ones',
    tags: ['grid'],
    querystring: outlinesOnDayQuery,
    response: { 200: outlinesShape },
  })
  app.get('/api/v1/grids/outlines', { schema: outlineShape }, async (request, reply) =>
    sendUnchanged(request, reply, (await onDay(request, request.query.onDay)).outlines(request.query.level)),
  )

  const figures = read({
    operationId: 'showGridFigures',
    summary: 'Area, households, posts and matters of each grid on a day; counts only',
    tags: ['grid'],
    querystring: onDayQuery,
    response: { 200: gridFiguresShape },
  })
  app.get('/api/v1/grids/figures', { schema: figures }, async request => {
    demandPlanRight(request.actor, 'seePlans')
    return ports.database.read(request.town.tenantId, tx => showGridFigures(tx, ports, request.query.onDay))
  })

  const locatedAnswer = read({
    operationId: 'locateGrid',
    summary: 'The grids and the landmarks of a point; outside the town is an answer too',
    tags: ['grid'],
    querystring: locateQuery,
    response: { 200: locatedShape },
  })
  app.get('/api/v1/grids/locate', { ...limited(app, 'lookUp'), schema: locatedAnswer }, async request =>
    showLocated(await indexOf(request), request.query),
  )

  const landmarksAnswer = read({
    operationId: 'listLandmarks',
    summary: 'Places by which people find a grid, of the whole town or in one grid',
    tags: ['grid'],
    querystring: landmarksQuery,
    response: { 200: landmarksShape },
  })
  app.get('/api/v1/landmarks', { schema: landmarksAnswer }, async request =>
    listLandmarks(await indexOf(request), request.query),
  )

  const unitsAnswer = read({
    operationId: 'listUnits',
    summary: 'Units that a ticket can be sent to',
    tags: ['grid'],
    querystring: unitsQuery,
    response: { 200: unitsShape },
  })
  app.get('/api/v1/units', { schema: unitsAnswer }, async request => {
    if (request.actor.kind !== 'person') throw new Refusal('not_signed_in')
    return listUnits(await indexOf(request), request.query)
  })
}

/** A map that was drawn before asks again with its tag and is answered without the text. */
function sendUnchanged(request: FastifyRequest, reply: FastifyReply, outlines: TaggedText): FastifyReply {
  reply.header('etag', outlines.tag).header('cache-control', 'public, max-age=0, must-revalidate')
  const known = request.headers['if-none-match']?.split(/,\s*/).map(tag => tag.replace(/^W\//, ''))
  if (known?.includes(outlines.tag)) return reply.code(304).send()
  return reply.type('application/geo+json; charset=utf-8').serializer(String).send(outlines.text)
}
