import { localDate } from '@onegrid/domain/kernel/calendar.ts'
import { demandRight } from '@onegrid/domain/team/access.ts'
import { PersonParams } from '@onegrid/domain/team/contract.ts'
import * as shape from '@onegrid/domain/team/posts-contract.ts'
import { Type } from 'typebox'
import { PageAnswer, pageOf } from '../http/paging.ts'
import { type App, read, write } from '../http/route.ts'
import { askingOf, type TeamPorts, todayOf } from './asking.ts'
import { changeVillagePosts } from './election.ts'
import { readHandover, readHandovers, readLeaves, readOpenMatters } from './leave-lists.ts'
import { endLeave, makeLeave } from './leaves.ts'

const tags = ['team']
const LeaveId = Type.Object({ leaveId: Type.String() })

/** Leaves with a substitute, handovers, and a village's election. */
export function registerLeaveRoutes(app: App, parts: TeamPorts): void {
  const list = read({
    operationId: 'listLeaves',
    summary: 'Who stands in for whom on which days',
    tags,
    querystring: shape.LeavesQuery,
    response: { 200: PageAnswer(shape.LeaveShape) },
  })
  app.get('/api/v1/leaves', { schema: list }, async request => {
    demandRight(request.actor, 'seeTeam')
    const { town, query } = request
    const today = localDate(town.zone, parts.clock.now())
    return parts.database.read(town.tenantId, tx => readLeaves(tx, pageOf(query, ['uuid']), query, today))
  })

  const make = write({
    operationId: 'makeLeave',
    summary: 'A leave with a substitute, who holds the posts for those days',
    tags,
    body: shape.NewLeave,
    response: { 201: LeaveId },
  })
  app.post('/api/v1/leaves', { schema: make }, async (request, reply) =>
    reply.code(201).send(await makeLeave(parts, askingOf(request), request.body)),
  )

  const end = write({
    operationId: 'endLeave',
    summary: 'Back earlier, or not away at all',
    tags,
    params: shape.LeaveParams,
    body: shape.LeaveEnd,
    response: { 200: LeaveId },
  })
  app.post('/api/v1/leaves/:leaveId/end', { schema: end }, async request =>
    endLeave(parts, askingOf(request), request.params.leaveId, request.body.lastDay),
  )

  const open = read({
    operationId: 'listOpenMatters',
    summary: 'What waits for a person, or what nobody would have were the post ended',
    tags,
    params: PersonParams,
    querystring: shape.OpenMattersQuery,
    response: { 200: shape.OpenMatters },
  })
  app.get('/api/v1/people/:personId/open-matters', { schema: open }, async request => {
    demandRight(request.actor, 'manageTeam')
    const { params, query, town } = request
    const lastDay = query.lastDay ?? todayOf(parts, request)
    const { postId } = query
    return parts.database.read(town.tenantId, tx =>
      readOpenMatters(tx, params.personId, { lastDay, ...(postId === undefined ? {} : { postId }) }),
    )
  })

  const handovers = read({
    operationId: 'listHandovers',
    summary: 'What went from whom to whom',
    tags,
    querystring: shape.HandoversQuery,
    response: { 200: PageAnswer(shape.HandoverShape) },
  })
  app.get('/api/v1/handovers', { schema: handovers }, async request => {
    demandRight(request.actor, 'manageTeam')
    const { query, town } = request
    return parts.database.read(town.tenantId, tx => readHandovers(tx, pageOf(query, ['uuid']), query.personId))
  })

  const sheet = read({
    operationId: 'showHandover',
    summary: 'The list to sign: what went over',
    tags,
    params: shape.HandoverParams,
    response: { 200: shape.HandoverSheet },
  })
  app.get('/api/v1/handovers/:handoverId', { schema: sheet }, async ({ params, town, actor }) =>
    parts.database.read(town.tenantId, tx => readHandover(tx, params.handoverId, actor)),
  )

  const elect = write({
    operationId: 'changeVillagePosts',
    summary: "An election changes a whole village's posts on one day, handover included",
    tags,
    params: shape.GridParams,
    body: shape.ElectionBody,
    response: { 200: shape.ElectionDone },
  })
  app.post('/api/v1/grids/:gridId/posts', { schema: elect }, async request =>
    changeVillagePosts(parts, askingOf(request), { gridId: request.params.gridId.toLowerCase(), ...request.body }),
  )
}
