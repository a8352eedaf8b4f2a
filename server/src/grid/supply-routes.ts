import { supplyAreasBody, supplyAreasShape } from '@onegrid/domain/grid/contract.ts'
import { demand } from '@onegrid/domain/kernel/refusal.ts'
import { Type } from 'typebox'
import type { Ports } from '../app.ts'
import { matchedVersion, sendDocument, tagOf, withIfMatch } from '../http/document-tag.ts'
import { type App, read, write } from '../http/route.ts'
import { gridIndex } from './grid-index.ts'
import { showSupplyAreas } from './queries.ts'
import { changeSupplyAreas, explained } from './supply-areas.ts'

const tags = ['grid']

export function registerSupplyRoutes(app: App, ports: Ports): void {
  const show = read({
    operationId: 'showSupplyAreas',
    summary: 'Which small grids one water works or one line feeds; its ETag goes into If-Match',
    tags,
    response: { 200: supplyAreasShape },
  })
  app.get('/api/v1/supply-areas', { schema: show }, async (request, reply) => {
    const { actor } = request
    demand(actor.kind !== 'anonymous', 'not_signed_in')
    demand(actor.kind === 'person' && actor.posts.length > 0, 'not_permitted')
    const areas = showSupplyAreas(await gridIndex(ports, request.town.tenantId))
    return sendDocument(request, reply, areas.version, JSON.stringify(areas))
  })

  const change = withIfMatch(
    write({
      operationId: 'changeSupplyAreas',
      summary: "The town's whole list of supply areas; open tickets follow it at once",
      tags,
      body: supplyAreasBody,
      response: { 200: Type.Object({ version: Type.Integer({ examples: [4] }) }) },
    }),
  )
  app.put('/api/v1/supply-areas', { schema: change }, async (request, reply) => {
    const { town, actor, commandId, body } = request
    const asked = { tenantId: town.tenantId, actor, commandId, version: matchedVersion(request), items: body.items }
    const { version } = await changeSupplyAreas(ports, asked).catch(error => Promise.reject(explained(error)))
    reply.header('etag', tagOf(version))
    return { version }
  })
}
