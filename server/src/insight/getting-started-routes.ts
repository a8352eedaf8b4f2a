import * as shape from '@onegrid/domain/insight/contract.ts'
import { startingSteps } from '@onegrid/domain/insight/getting-started.ts'
import { personOf } from '@onegrid/domain/kernel/actor.ts'
import { localDate } from '@onegrid/domain/kernel/calendar.ts'
import { demandRight } from '@onegrid/domain/team/access.ts'
import type { TUnsafe } from 'typebox'
import type { Ports } from '../app.ts'
import { type App, read, write } from '../http/route.ts'
import { runCommand } from '../journal/command.ts'
import { append, headOf } from '../journal/journal.ts'
import { findOpenPlan, isPutAway, putAway, readStartFacts, takeOut } from './getting-started-queries.ts'
import { templateFile, workbookType } from './template-files.ts'

const tags = ['town']

/** 开始使用: what the town still lacks, for its administrators, and the tables to fill in. */
export function registerGettingStarted(app: App, ports: Ports): void {
  const show = read({
    operationId: 'showGettingStarted',
    summary: 'The first steps of a new town, each read off what is there',
    tags,
    response: { 200: shape.GettingStarted },
  })
  app.get('/api/v1/getting-started', { schema: show }, async request => {
    demandRight(request.actor, 'administerTown')
    const { tenantId, zone } = request.town
    return ports.database.read(tenantId, async tx => {
      const { state, administrators, messages } = await readStartFacts(tx, localDate(zone, ports.clock.now()))
      const openPlan = await findOpenPlan(tx)
      return {
        steps: startingSteps(state).map(step => ({ ...step })),
        later: [
          { step: 'administrator' as const, done: administrators > 1 },
          { step: 'messages' as const, done: messages },
        ],
        away: await isPutAway(tx),
        ...(openPlan === undefined ? {} : { openPlan }),
      }
    })
  })

  const change = write({
    operationId: 'putGettingStartedAway',
    summary: 'Put the list of first steps away for the whole town, or take it out again',
    tags,
    body: shape.PutAwayBody,
    response: { 200: shape.PutAwayBody },
  })
  app.put('/api/v1/getting-started', { schema: change }, async request => {
    demandRight(request.actor, 'administerTown')
    const personId = personOf(request.actor)!
    const { tenantId } = request.town
    const { away } = request.body
    const recordedAt = ports.clock.now()
    const command = {
      tenantId,
      commandId: request.commandId,
      asked: { verb: 'putGettingStartedAway', by: personId, away },
      recordedAt,
    }
    return runCommand(ports.database, command, async tx => {
      // Of two at the same moment the second finds what the first did.
      await tx.query('select 1 from tenant where tenant_id = $1 for no key update', [tenantId])
      if ((await isPutAway(tx)) === away) return { away }
      await (away ? putAway(tx, recordedAt, personId) : takeOut(tx))
      const stream = { kind: 'town', id: tenantId }
      const event = { type: away ? 'GettingStartedPutAway' : 'GettingStartedTakenOut', at: recordedAt }
      const entry = { commandId: request.commandId, recordedAt, actor: { kind: 'person' as const, personId } }
      await append(tx, ports.ids, stream, await headOf(tx, stream), [event], entry)
      return { away }
    })
  })

  const template = read({
    operationId: 'showTemplate',
    summary: 'An empty table to fill in: villages, households or the team, with a sheet that says how',
    tags,
    params: shape.TemplateParams,
    response: {
      200: {
        description: 'An Excel workbook',
        content: { [workbookType]: { schema: { type: 'string', format: 'binary' } } },
      } as unknown as TUnsafe<Buffer>,
    },
  })
  app.get('/api/v1/templates/:template', { schema: template }, async (request, reply) => {
    demandRight(request.actor, 'administerTown')
    const { town } = request
    const { name, bytes } = await ports.database.read(town.tenantId, tx =>
      templateFile(tx, ports, town, request.params.template),
    )
    reply.headers({
      'content-disposition': `attachment; filename="${request.params.template}.xlsx"; filename*=UTF-8''${encodeURIComponent(name)}.xlsx`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    })
    return reply.type(workbookType).send(bytes)
  })
}
