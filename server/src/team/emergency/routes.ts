import { postsOf } from '@onegrid/domain/kernel/actor.ts'
import { demand } from '@onegrid/domain/kernel/refusal.ts'
import * as shape from '@onegrid/domain/team/emergency/contract.ts'
import { maySwitch, speaking } from '@onegrid/domain/team/emergency/decide.ts'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Ports } from '../../app.ts'
import { gridIndex } from '../../grid/grid-index.ts'
import { type App, read, Uuid, write } from '../../http/route.ts'
import { changeEmergencyLevel, endEmergency, sayOfVillage, startEmergency } from './commands.ts'
import { emergencyOf } from './emergency-memory.ts'
import { listVillageLines } from './store.ts'

const tags = ['team']
const EmergencyId = Type.Object({ emergencyId: Uuid })

export function registerEmergencyRoutes(app: App, ports: Pick<Ports, 'database' | 'clock' | 'ids'>): void {
  const board = read({
    operationId: 'showEmergency',
    summary: 'The emergency response that is on, and a line of each village',
    tags,
    response: { 200: shape.boardShape },
  })
  app.get('/api/v1/emergency', { schema: board }, async request => {
    demand(request.actor.kind !== 'anonymous', 'not_signed_in')
    demand(postsOf(request.actor).length > 0, 'not_permitted', { who: ['team'] })
    const { tenantId } = request.town
    const emergency = await emergencyOf(ports.database, tenantId)
    const may = maySwitch(request.actor)
    if (emergency === undefined) return { maySwitch: may, villages: [] }
    const { tree } = await gridIndex(ports, tenantId)
    const lines = await ports.database.read(tenantId, tx => listVillageLines(tx, emergency.emergencyId))
    const posts = postsOf(request.actor)
    const speaks = posts.filter(post => speaking.includes(post.role)).flatMap(post => post.gridId ?? [])
    return {
      emergency,
      maySwitch: may,
      villages: tree.children(tree.large.gridId).map(({ gridId, name }) => {
        const line = lines.find(each => each.gridId === gridId)
        const own = speaks.some(each => tree.find(each) !== undefined && tree.isWithin(each, gridId))
        return {
          water: 'unknown' as const,
          power: 'unknown' as const,
          road: 'unknown' as const,
          help: 0,
          ...line,
          gridId,
          name,
          mine: may || own,
        }
      }),
    }
  })

  const start = write({
    operationId: 'startEmergency',
    summary: 'Put the emergency response on',
    tags,
    body: shape.switchBody,
    response: { 201: EmergencyId },
  })
  app.post('/api/v1/emergency', { schema: start }, async (request, reply) =>
    reply.code(201).send(await startEmergency(ports, asking(request), request.body)),
  )

  const level = write({
    operationId: 'changeEmergencyLevel',
    summary: 'Raise or lower the level',
    tags,
    body: shape.levelBody,
    response: { 200: Type.Object({ level: Type.Integer({ examples: [3] }) }) },
  })
  app.post('/api/v1/emergency/level', { schema: level }, async request =>
    changeEmergencyLevel(ports, asking(request), request.body),
  )

  const end = write({ operationId: 'endEmergency', summary: 'Switch it off', tags, response: { 200: EmergencyId } })
  app.post('/api/v1/emergency/end', { schema: end }, async request => endEmergency(ports, asking(request)))

  const village = write({
    operationId: 'sayOfVillage',
    summary: 'How it stands in a village: patrolled, cuts, how many households need help; no names',
    tags,
    params: shape.villageParams,
    body: shape.villageBody,
    response: { 200: Type.Object({ gridId: Uuid }) },
  })
  app.put('/api/v1/emergency/villages/:gridId', { schema: village }, async request =>
    sayOfVillage(ports, asking(request), request.params.gridId, request.body),
  )
}

function asking({ town, actor, commandId }: FastifyRequest) {
  return { town, actor, commandId }
}
