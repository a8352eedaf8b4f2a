import { demand } from '@onegrid/domain/kernel/refusal.ts'
import {
  demandKept,
  type Fault,
  faultsOf,
  limitChanges,
  validateCatalogue,
} from '@onegrid/domain/ticket/catalogue-rules.ts'
import { CatalogueShape, DurationShape } from '@onegrid/domain/ticket/catalogue-shape.ts'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Ports } from '../app.ts'
import { matchedVersion, sendDocument, tagOf, withIfMatch } from '../http/document-tag.ts'
import { PageAnswer, PageQuery, pageFrom, pageOf } from '../http/paging.ts'
import { type App, Moment, read, Uuid, write } from '../http/route.ts'
import { registerCalendarRoutes } from './calendar-routes.ts'
import { catalogueOf, demandTownAdministrator, publishCatalogue } from './catalogue.ts'
import { CatalogueMenu, menuText } from './catalogue-queries.ts'
import { getCatalogue, listVersions } from './catalogue-store.ts'
import { explained } from './catalogue-words.ts'

const tags = ['catalogue']
const note = Type.Optional(
  Type.String({ maxLength: 500, description: 'Why it was changed', examples: ['路灯时限改为5天'] }),
)
const Change = Type.Object({
  of: Type.String({ description: 'condition, ordinary or holding' }),
  subcategory: Type.Optional(Type.String()),
  condition: Type.Optional(Type.String()),
  name: Type.Optional(Type.String()),
  from: DurationShape,
  to: DurationShape,
})
const Version = Type.Object({
  version: Type.Integer(),
  publishedAt: Moment,
  publishedBy: Type.Optional(Uuid),
  note: Type.String(),
})

export function registerCatalogueRoutes(app: App, ports: Ports): void {
  registerCalendarRoutes(app, ports)
  const inForce = (request: FastifyRequest) => catalogueOf(ports, request.town.tenantId)

  const menu = read({
    operationId: 'showCatalogue',
    summary: 'What residents can report or ask for, in village words',
    tags,
    response: { 200: CatalogueMenu },
  })
  app.get('/api/v1/catalogue', { schema: menu }, async (request, reply) => {
    const catalogue = await inForce(request)
    return sendDocument(request, reply, catalogue.version, menuText(catalogue))
  })

  const full = read({
    operationId: 'showFullCatalogue',
    summary: 'The whole catalogue, for those who work with it; its ETag goes into If-Match',
    tags,
    response: { 200: CatalogueShape },
  })
  app.get('/api/v1/catalogue/full', { schema: full }, async (request, reply) => {
    demandStaff(request)
    const catalogue = await inForce(request)
    return sendDocument(request, reply, catalogue.version, JSON.stringify(catalogue))
  })

  const publish = withIfMatch(
    write({
      operationId: 'publishCatalogue',
      summary: 'Publishes the next version; limits of open tickets change with it',
      tags,
      body: Type.Object({ catalogue: CatalogueShape, note }, { additionalProperties: false }),
      response: { 200: Type.Object({ version: Type.Integer(), changes: Type.Array(Change) }) },
    }),
  )
  app.put('/api/v1/catalogue', { schema: publish }, async (request, reply) => {
    const { town, actor, commandId } = request
    const version = matchedVersion(request)
    const published = await publishCatalogue(ports, {
      tenantId: town.tenantId,
      actor,
      commandId,
      version,
      ...request.body,
    }).catch(error => Promise.reject(explained(error)))
    reply.header('etag', tagOf(published.version))
    return { version: published.version, changes: [...published.changes] }
  })

  const check = read({
    operationId: 'checkCatalogue',
    summary: 'What publishing this document would refuse or change; nothing is kept',
    tags,
    body: Type.Object({ catalogue: CatalogueShape }, { additionalProperties: false }),
    response: {
      200: Type.Object({
        faults: Type.Array(Type.Object({ pointer: Type.String(), rule: Type.String(), value: Type.String() })),
        changes: Type.Array(Change),
      }),
    },
  })
  app.post('/api/v1/catalogue/check', { schema: check, config: { withoutCommandId: true } }, async request => {
    demandTownAdministrator(request.actor)
    const before = await inForce(request)
    const { catalogue } = request.body
    const faults: Fault[] = faultsOf(catalogue).map(fault => ({ ...fault, pointer: `/catalogue${fault.pointer}` }))
    if (faults.length > 0) return { faults, changes: [] }
    try {
      const after = validateCatalogue(catalogue)
      demandKept(before, after)
      return { faults, changes: [...limitChanges(before, after)] }
    } catch (error) {
      throw explained(error)
    }
  })

  const versions = read({
    operationId: 'listCatalogueVersions',
    summary: 'Every version that was in force, newest first',
    tags,
    querystring: Type.Object(PageQuery),
    response: { 200: PageAnswer(Version) },
  })
  app.get('/api/v1/catalogue/versions', { schema: versions }, async request => {
    demandStaff(request)
    const page = pageOf<readonly [number]>(request.query, ['number'])
    const rows = await ports.database.read(request.town.tenantId, tx =>
      listVersions(tx, page.after?.[0], page.limit + 1),
    )
    const shown = rows.map(({ publishedBy, ...row }) => (publishedBy === null ? row : { ...row, publishedBy }))
    return pageFrom(shown, page.limit, row => [row.version])
  })

  const one = read({
    operationId: 'showCatalogueVersion',
    summary: 'One version as it was in force',
    tags,
    params: Type.Object({ version: Type.Integer({ minimum: 1, maximum: 2_147_483_647, examples: [1] }) }),
    response: { 200: CatalogueShape },
  })
  app.get('/api/v1/catalogue/versions/:version', { schema: one }, async (request, reply) => {
    demandStaff(request)
    const { version } = request.params
    const catalogue = await ports.database.read(request.town.tenantId, tx => getCatalogue(tx, version))
    return sendDocument(request, reply, version, JSON.stringify(catalogue))
  })
}

/** Outside bodies, reasons and inner limits are the town's own business. */
function demandStaff({ actor }: FastifyRequest): void {
  demand(actor.kind !== 'anonymous', 'not_signed_in')
  demand(actor.kind === 'person' && actor.posts.length > 0, 'not_permitted')
}
