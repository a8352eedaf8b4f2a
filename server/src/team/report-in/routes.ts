import { personOf } from '@onegrid/domain/kernel/actor.ts'
import { demand } from '@onegrid/domain/kernel/refusal.ts'
import * as shape from '@onegrid/domain/team/report-in/contract.ts'
import { reportInScope } from '@onegrid/domain/team/report-in/decide.ts'
import { Type } from 'typebox'
import { PageAnswer, pageOf } from '../../http/paging.ts'
import { type App, read, Uuid, write } from '../../http/route.ts'
import { askingOf } from '../asking.ts'
import { personName } from '../queries.ts'
import { answerReportIn, type ReportInPorts, reportIn, withdrawReportIn } from './commands.ts'
import { readOwn, readReportIns } from './queries.ts'

const tags = ['team']
const Answered = Type.Object({ reportInId: Uuid, state: Type.String({ examples: ['confirmed'] }) })

/** 双报到: everybody by himself; the leader of the place answers. */
export function registerReportInRoutes(app: App, ports: ReportInPorts): void {
  const { database } = ports

  const own = read({
    operationId: 'showMyReportIns',
    summary: 'What I reported in with, as a Party member and for my unit',
    tags,
    response: { 200: shape.myReportInsShape },
  })
  app.get('/api/v1/report-ins/mine', { schema: own }, async request => {
    const { actor, town } = request
    const personId = personOf(actor)
    demand(personId !== undefined, 'not_signed_in')
    return database.read(town.tenantId, async tx => {
      const name = await personName(tx, personId)
      return { items: [...(await readOwn(tx, actor))], ...(name === undefined ? {} : { name }) }
    })
  })

  const report = write({
    operationId: 'reportIn',
    summary: 'Report in at a village or group with skills and times; again changes what was said',
    tags,
    params: shape.reportInKindParams,
    body: shape.reportInBody,
    response: { 200: Answered },
  })
  app.put('/api/v1/report-ins/mine/:kind', { schema: report }, request =>
    reportIn(ports, askingOf(request), request.params.kind, request.body),
  )

  const list = read({
    operationId: 'listReportIns',
    summary: 'Who reported in at the grids that you lead; the newest first',
    tags,
    querystring: shape.reportInsQuery,
    response: { 200: PageAnswer(shape.reportInShape) },
  })
  app.get('/api/v1/report-ins', { schema: list }, async request => {
    const { actor, town, query } = request
    const scope = reportInScope(actor)
    const { after: _after, limit: _limit, ...filter } = query
    return database.read(town.tenantId, tx => readReportIns(tx, pageOf(query, ['uuid']), filter, scope, actor))
  })

  const confirm = write({
    operationId: 'confirmReportIn',
    summary: 'Confirm somebody who reported in; from then on he can take orders of the village',
    tags,
    params: shape.reportInParams,
    response: { 200: Answered },
  })
  app.post('/api/v1/report-ins/:reportInId/confirm', { schema: confirm }, request =>
    answerReportIn(ports, askingOf(request), request.params.reportInId, { state: 'confirmed' }),
  )

  const decline = write({
    operationId: 'declineReportIn',
    summary: 'Decline, with words to the person',
    tags,
    params: shape.reportInParams,
    body: shape.declineBody,
    response: { 200: Answered },
  })
  app.post('/api/v1/report-ins/:reportInId/decline', { schema: decline }, request =>
    answerReportIn(ports, askingOf(request), request.params.reportInId, {
      state: 'declined',
      words: request.body.answer,
    }),
  )

  const withdraw = write({
    operationId: 'withdrawReportIn',
    summary: 'Withdraw; what was offered and written is deleted',
    tags,
    params: shape.reportInParams,
    response: { 200: Type.Object({ reportInId: Uuid }) },
  })
  app.post('/api/v1/report-ins/:reportInId/withdraw', { schema: withdraw }, request =>
    withdrawReportIn(ports, askingOf(request), request.params.reportInId),
  )
}
