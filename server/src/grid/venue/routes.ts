import { venueBody, venueParams, venueShape, venuesQuery } from '@onegrid/domain/grid/venue/contract.ts'
import type { Venue } from '@onegrid/domain/grid/venue/venue.ts'
import { Refusal } from '@onegrid/domain/kernel/refusal.ts'
import type { FastifyRequest } from 'fastify'
import QRCode from 'qrcode'
import { type TUnsafe, Type } from 'typebox'
import type { Ports } from '../../app.ts'
import { matchedVersion, tagOf, withIfMatch } from '../../http/document-tag.ts'
import { PageAnswer, pageFrom, pageOf } from '../../http/paging.ts'
import { type App, read, Uuid, write } from '../../http/route.ts'
import { type GridIndex, gridIndex } from '../grid-index.ts'
import { type Asking, closeVenue, createVenue, editVenue, explained, type VenuePorts } from './commands.ts'
import { findVenue, listVenues } from './queries.ts'

const tags = ['grid']
const Drawing = {
  description: 'The drawing',
  content: { 'image/svg+xml': { schema: { type: 'string' } } },
} as unknown as TUnsafe<string>

export function registerVenueRoutes(app: App, ports: VenuePorts & Pick<Ports, 'settings'>): void {
  const list = read({
    operationId: 'listVenues',
    summary: 'Where people meet the grid; without a post only what stands on the town’s page',
    tags,
    querystring: venuesQuery,
    response: { 200: PageAnswer(venueShape) },
  })
  app.get('/api/v1/venues', { schema: list }, async request => {
    const page = pageOf<readonly [string]>(request.query, ['uuid'])
    const { kind, gridId } = request.query
    const index = await gridIndex(ports, request.town.tenantId)
    const rows = await ports.database.read(request.town.tenantId, tx =>
      listVenues(tx, {
        after: page.after?.[0],
        limit: page.limit,
        kind,
        gridIds: gridId === undefined ? undefined : within(index, gridId),
        publicOnly: !isTeam(request),
      }),
    )
    const { items, ...next } = pageFrom([...rows], page.limit, venue => [venue.venueId])
    return { items: await shown(request, index, items), ...next }
  })

  const one = read({
    operationId: 'showVenue',
    summary: 'One venue; its ETag goes into If-Match',
    tags,
    params: venueParams,
    response: { 200: venueShape },
  })
  app.get('/api/v1/venues/:venueId', { schema: one }, async (request, reply) => {
    const venue = await seen(request)
    const [wire] = await shown(request, await gridIndex(ports, request.town.tenantId), [venue])
    reply.header('etag', tagOf(venue.version))
    return wire!
  })

  const create = write({
    operationId: 'createVenue',
    summary: 'Open a venue',
    tags,
    body: venueBody,
    response: { 201: Type.Object({ venueId: Uuid, code: Type.String({ examples: ['7KQ4M2'] }) }) },
  })
  app.post('/api/v1/venues', { schema: create }, async (request, reply) =>
    reply.code(201).send(await createVenue(ports, asking(request), request.body).catch(refused)),
  )

  const edit = withIfMatch(
    write({
      operationId: 'editVenue',
      summary: 'Change a venue; its poster stays valid',
      tags,
      params: venueParams,
      body: venueBody,
      response: { 200: Type.Object({ version: Type.Integer({ examples: [2] }) }) },
    }),
  )
  app.put('/api/v1/venues/:venueId', { schema: edit }, async (request, reply) => {
    const { venueId } = request.params
    const { version } = await editVenue(ports, asking(request), venueId, matchedVersion(request), request.body).catch(
      refused,
    )
    reply.header('etag', tagOf(version))
    return { version }
  })

  const close = write({
    operationId: 'closeVenue',
    summary: 'Close a venue; whoever scans its poster still comes to the report form',
    tags,
    params: venueParams,
    response: { 200: Type.Object({ venueId: Uuid }) },
  })
  app.post('/api/v1/venues/:venueId/close', { schema: close }, async request =>
    closeVenue(ports, asking(request), request.params.venueId),
  )

  const qr = read({
    operationId: 'showVenueQr',
    summary: 'The QR code of a venue’s poster: it opens the report form with the place filled in',
    tags,
    params: venueParams,
    response: { 200: Drawing },
  })
  app.get('/api/v1/venues/:venueId/qr', { schema: qr }, async (request, reply) => {
    const { code } = await seen(request)
    const origin = ports.settings.publicUrl ?? `${request.protocol}://${request.host}`
    const drawn = await QRCode.toString(`${origin.replace(/\/$/, '')}/v/${code}`, { type: 'svg', margin: 1 })
    return reply.type('image/svg+xml').send(drawn)
  })

  async function seen(request: FastifyRequest): Promise<Venue> {
    const { venueId } = request.params as { venueId: string }
    const venue = await ports.database.read(request.town.tenantId, tx => findVenue(tx, { venueId }))
    if (venue === undefined || !(venue.public || isTeam(request))) throw new Refusal('not_found', { venueId })
    return venue
  }

  /** Who looks after it is named to the team; residents see the venue's own number. */
  async function shown(request: FastifyRequest, index: GridIndex, venues: readonly Venue[]) {
    const people = isTeam(request) ? venues.flatMap(venue => venue.personId ?? []) : []
    const names =
      people.length === 0
        ? new Map<string, string>()
        : await ports.database.read(request.town.tenantId, tx => ports.personNames(tx, people))
    return venues.map(({ personId, doings, hours, ...venue }) => {
      const personName = names.get(personId ?? '')
      return {
        ...venue,
        hours: { workday: [...hours.workday], restday: [...hours.restday], holiday: [...hours.holiday] },
        doings: [...doings],
        gridNames: gridNames(index, venue.gridId),
        ...(personId === undefined || !isTeam(request) ? {} : { personId }),
        ...(personName === undefined ? {} : { personName }),
      }
    })
  }
}

const isTeam = ({ actor }: FastifyRequest) => actor.kind === 'person' && actor.posts.length > 0

/** Village and group; of a grid that has ended nothing is said. */
function gridNames({ tree }: GridIndex, gridId: string): string[] {
  const grid = tree.find(gridId)
  if (grid === undefined || grid.level === 'large') return grid === undefined ? [] : [grid.name]
  const parent = grid.level === 'small' ? tree.parent(gridId) : undefined
  return [...(parent === undefined ? [] : [parent.name]), grid.name]
}

function within({ tree }: GridIndex, gridId: string): readonly string[] {
  if (tree.find(gridId) === undefined) return []
  return [gridId, ...tree.grids.filter(grid => tree.isWithin(grid.gridId, gridId)).map(grid => grid.gridId)]
}

function asking({ town, actor, commandId }: FastifyRequest): Asking {
  return { town, actor, commandId }
}

function refused(error: unknown): never {
  throw explained(error)
}
