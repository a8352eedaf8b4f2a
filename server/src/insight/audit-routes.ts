import { holdsRole } from '@onegrid/domain/kernel/actor.ts'
import { demand } from '@onegrid/domain/kernel/refusal.ts'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Ports } from '../app.ts'
import { PageAnswer, PageQuery, pageFrom, pageOf } from '../http/paging.ts'
import { type App, Moment, read } from '../http/route.ts'
import { personNames } from '../team/queries.ts'
import { listEntries, listSensitiveReads, type TrailKey, trailKeyOf, trailKeys } from './audit-queries.ts'

const tags = ['audit']
const Text = Type.String()
const Entry = Type.Object({
  entryId: Text,
  streamKind: Text,
  streamId: Text,
  sequence: Type.Integer(),
  type: Text,
  at: Moment,
  recordedAt: Moment,
  actorKind: Text,
  name: Type.Optional(Text),
  as: Type.Optional(Text),
  acting: Type.Optional(Type.Boolean()),
  /** Of a ticket: its number, where the reader may see it. */
  number: Type.Optional(Text),
})
const SensitiveReadEntry = Type.Object({
  readId: Text,
  name: Type.Optional(Text),
  what: Text,
  subjectKind: Text,
  subjectId: Text,
  reason: Text,
  at: Moment,
})

/** 操作记录: what was done and what was unmasked, for the town's administrators and its supervisor. Who, when, what — no counts of anybody. */
export function registerAuditRoutes(app: App, ports: Ports): void {
  const demandReader = (request: FastifyRequest) => {
    demand(request.actor.kind === 'person', 'not_signed_in')
    demand(holdsRole(request.actor, 'town_administrator', 'supervisor'), 'not_permitted', {
      who: ['town_administrator', 'supervisor'],
    })
  }

  const entries = read({
    operationId: 'listAuditTrail',
    summary: 'The audit trail, newest first',
    tags,
    querystring: Type.Object({ ...PageQuery, kind: Type.Optional(Type.String({ pattern: '^[a-z_]{1,40}$' })) }),
    response: { 200: PageAnswer(Entry) },
  })
  app.get('/api/v1/audit', { schema: entries }, async request => {
    demandReader(request)
    const page = pageOf<TrailKey>(request.query, trailKeys)
    return ports.database.read(request.town.tenantId, async tx => {
      const rows = await listEntries(tx, request.actor, {
        after: page.after,
        limit: page.limit,
        kind: request.query.kind,
      })
      const names = await personNames(
        tx,
        rows.flatMap(row => (row.personId === undefined ? [] : [row.personId])),
      )
      const { items, next } = pageFrom(rows, page.limit, trailKeyOf)
      return {
        items: items.map(({ personId, ...row }) => {
          const name = row.actorKind === 'person' ? names.get(personId ?? '') : undefined
          return name === undefined ? row : { ...row, name }
        }),
        ...(next === undefined ? {} : { next }),
      }
    })
  })

  const reads = read({
    operationId: 'listSensitiveReads',
    summary: 'Who unmasked what and why, newest first',
    tags,
    querystring: Type.Object(PageQuery),
    response: { 200: PageAnswer(SensitiveReadEntry) },
  })
  app.get('/api/v1/audit/reads', { schema: reads }, async request => {
    demandReader(request)
    const page = pageOf<readonly [string]>(request.query, ['uuid'])
    return ports.database.read(request.town.tenantId, async tx => {
      const rows = await listSensitiveReads(tx, { after: page.after?.[0], limit: page.limit })
      const names = await personNames(
        tx,
        rows.map(row => row.personId),
      )
      const { items, next } = pageFrom(rows, page.limit, row => [row.readId])
      return {
        items: items.map(({ personId, ...row }) => {
          const name = names.get(personId)
          return name === undefined ? row : { ...row, name }
        }),
        ...(next === undefined ? {} : { next }),
      }
    })
  })
}
