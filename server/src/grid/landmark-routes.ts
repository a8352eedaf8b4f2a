import { landmarkListBody, landmarkListShape } from '@onegrid/domain/grid/contract.ts'
import { demand } from '@onegrid/domain/kernel/refusal.ts'
import { Type } from 'typebox'
import type { Ports } from '../app.ts'
import { matchedVersion, sendDocument, tagOf, withIfMatch } from '../http/document-tag.ts'
import { type App, read, write } from '../http/route.ts'
import { gridIndex } from './grid-index.ts'
import { changeLandmarks, explainedLandmark } from './landmarks.ts'

const tags = ['grid']

export function registerLandmarkRoutes(app: App, ports: Ports): void {
  const show = read({
    operationId: 'showLandmarkList',
    summary: "The town's whole list of landmarks, to be edited; its ETag goes into If-Match",
    tags,
    response: { 200: landmarkListShape },
  })
  app.get('/api/v1/landmarks/all', { schema: show }, async (request, reply) => {
    const { actor } = request
    demand(actor.kind !== 'anonymous', 'not_signed_in')
    demand(actor.kind === 'person' && actor.posts.length > 0, 'not_permitted')
    const { version, landmarks } = await gridIndex(ports, request.town.tenantId)
    return sendDocument(request, reply, version, JSON.stringify({ items: landmarks, version }))
  })

  const change = withIfMatch(
    write({
      operationId: 'changeLandmarks',
      summary: "The town's whole list of landmarks; matters keep the ids of those that are gone",
      tags,
      body: landmarkListBody,
      response: { 200: Type.Object({ version: Type.Integer({ examples: [4] }) }) },
    }),
  )
  app.put('/api/v1/landmarks', { schema: change, bodyLimit: 2_000_000 }, async (request, reply) => {
    const { town, actor, commandId, body } = request
    const asked = { tenantId: town.tenantId, actor, commandId, version: matchedVersion(request), items: body.items }
    const { version } = await changeLandmarks(ports, asked).catch(error => Promise.reject(explainedLandmark(error)))
    reply.header('etag', tagOf(version))
    return { version }
  })
}
