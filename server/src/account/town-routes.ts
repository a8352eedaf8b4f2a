import { NewTown, NewTownMade, TownAddress, TownParams, TownShape } from '@onegrid/domain/account/contract.ts'
import { demand } from '@onegrid/domain/kernel/refusal.ts'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Clock } from '../clock.ts'
import type { Database } from '../database/database.ts'
import { PageAnswer, PageQuery, pageFrom, pageOf } from '../http/paging.ts'
import { type App, read, write } from '../http/route.ts'
import type { Ids } from '../ids.ts'
import { sessionOf } from './routes.ts'
import type { Plant } from './set-up.ts'
import {
  addTown,
  changeTownAddress,
  type HostAsking,
  inviteTownAdministrators,
  listTowns,
  type TownPeople,
} from './towns.ts'

/** The towns of the county, for whoever keeps the installation. He sees no town's matters by it. */
export function registerTownRoutes(
  app: App,
  ports: { database: Database; clock: Clock; ids: Ids },
  plants: readonly Plant[],
  people: TownPeople,
): void {
  const tags = ['account']

  const towns = read({
    operationId: 'listTowns',
    summary: 'Towns of the county, by their letters',
    tags,
    querystring: Type.Object(PageQuery),
    response: { 200: PageAnswer(TownShape) },
  })
  app.get('/api/v1/towns', { schema: towns }, async request => {
    demandHostAdministrator(request)
    const page = pageOf<readonly [string]>(request.query, ['text'])
    const rows = await ports.database.host(tx => listTowns(tx, people, page.after?.[0] ?? '', page.limit))
    return pageFrom(rows, page.limit, town => [town.code])
  })

  const add = write({
    operationId: 'addTown',
    summary: 'Add a town of the county; its first administrators come by invitation',
    tags,
    body: NewTown,
    response: { 201: NewTownMade },
  })
  app.post('/api/v1/towns', { schema: add }, async (request, reply) => {
    demandHostAdministrator(request)
    const made = await addTown(ports, plants, { ...askingOf(request), originOf: originLike(request) }, request.body)
    app.towns.forget()
    return reply.code(201).send(made)
  })

  const again = write({
    operationId: 'inviteTownAdministrators',
    summary: 'New links for the administrators of a town into which none has come yet',
    tags,
    params: TownParams,
    response: { 201: NewTownMade },
  })
  app.post('/api/v1/towns/:code/invitations', { schema: again }, async (request, reply) => {
    demandHostAdministrator(request)
    const asking = { ...askingOf(request), originOf: originLike(request) }
    return reply.code(201).send(await inviteTownAdministrators(ports, people, asking, request.params.code))
  })

  const address = write({
    operationId: 'changeTownAddress',
    summary: 'Under which host name a town is found',
    tags,
    params: TownParams,
    body: TownAddress,
    response: { 204: Type.Null() },
  })
  app.put('/api/v1/towns/:code/address', { schema: address }, async (request, reply) => {
    demandHostAdministrator(request)
    await changeTownAddress(ports, askingOf(request), request.params.code, request.body.hostName)
    app.towns.forget()
    return reply.code(204).send(null)
  })
}

function demandHostAdministrator(request: FastifyRequest): void {
  demand(sessionOf(request).hostAdministrator, 'not_permitted', { right: 'hostAdministrator' })
}

function askingOf({ town, actor, commandId }: FastifyRequest): HostAsking {
  return { town, actor, commandId }
}

/** Another town's address in this installation: the same protocol and port under its own name. */
function originLike(request: FastifyRequest): (hostName: string) => string {
  const port = request.port ? `:${request.port}` : ''
  return hostName => `${request.protocol}://${hostName}${port}`
}
