import { demand } from '@onegrid/domain/kernel/refusal.ts'
import { demandRight } from '@onegrid/domain/team/access.ts'
import * as shape from '@onegrid/domain/team/posts-contract.ts'
import { Type } from 'typebox'
import { gridIndex } from '../grid/grid-index.ts'
import { matchedVersion, sendDocument, tagOf, withIfMatch } from '../http/document-tag.ts'
import { type App, read, write } from '../http/route.ts'
import { askingOf, type TeamPorts, todayOf } from './asking.ts'
import { readContacts, readCoverage } from './coverage.ts'
import { changePartyGroups, explained, findPartyGroups } from './party-groups.ts'
import { personNames } from './queries.ts'

const tags = ['team']

/** Party groups of the grid, what is not covered, and whom to call. */
export function registerCoverageRoutes(app: App, parts: TeamPorts): void {
  const show = read({
    operationId: 'listPartyGroups',
    summary: 'Party groups and the small grids that each covers; its ETag goes into If-Match',
    tags,
    response: { 200: shape.PartyGroupsShape },
  })
  app.get('/api/v1/party-groups', { schema: show }, async (request, reply) => {
    demandRight(request.actor, 'seeTeam')
    const list = await parts.database.read(request.town.tenantId, async tx => {
      const { version, items } = await findPartyGroups(tx, todayOf(parts, request))
      const leaders = items.flatMap(group => (group.leaderId === undefined ? [] : [group.leaderId]))
      const names = await personNames(tx, leaders)
      return { version, items: items.map(group => ({ ...group, leaderName: names.get(group.leaderId ?? '') })) }
    })
    return sendDocument(request, reply, list.version, JSON.stringify(list))
  })

  const change = withIfMatch(
    write({
      operationId: 'changePartyGroups',
      summary: "The town's whole list of Party groups; what it does not name ends",
      tags,
      body: shape.PartyGroupsBody,
      response: { 200: Type.Object({ version: Type.Integer({ examples: [4] }) }) },
    }),
  )
  app.put('/api/v1/party-groups', { schema: change }, async (request, reply) => {
    const wanted = { version: matchedVersion(request), items: request.body.items }
    const treeIn = async (tx: Parameters<typeof findPartyGroups>[0]) => (await gridIndex(parts, tx.tenantId, tx)).tree
    const { version } = await changePartyGroups(parts, askingOf(request), wanted, treeIn).catch(error =>
      Promise.reject(explained(error)),
    )
    reply.header('etag', tagOf(version))
    return { version }
  })

  const coverage = read({
    operationId: 'showCoverage',
    summary: 'Which grid lacks a leader, a worker, a household, a Party group, a contact',
    tags,
    querystring: shape.CoverageQuery,
    response: { 200: shape.CoverageShape },
  })
  app.get('/api/v1/coverage', { schema: coverage }, async request => {
    demandRight(request.actor, 'seeTeam')
    const { tenantId } = request.town
    const day = request.query.onDay ?? todayOf(parts, request)
    const { tree } = await gridIndex(parts, tenantId)
    const items = await parts.database.read(tenantId, tx => readCoverage(tx, tree, day))
    return { day, items: items.map(({ holders, lacks, ...grid }) => ({ ...grid, holders, lacks: [...lacks] })) }
  })

  const contacts = read({
    operationId: 'listContacts',
    summary: 'Whom to call about a grid: its people, its village, its 3+1',
    tags,
    params: shape.GridParams,
    response: { 200: shape.Contacts },
  })
  app.get('/api/v1/grids/:gridId/contacts', { schema: contacts }, async request => {
    demand(request.actor.kind === 'person', 'not_signed_in')
    const { tenantId } = request.town
    const { tree } = await gridIndex(parts, tenantId)
    const path = tree.pathOf(request.params.gridId.toLowerCase())
    const items = await parts.database.read(tenantId, tx => readContacts(tx, path, todayOf(parts, request)))
    return { items: [...items] }
  })
}
