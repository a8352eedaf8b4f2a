import { demandRight } from '@onegrid/domain/team/access.ts'
import * as shape from '@onegrid/domain/team/people-import/contract.ts'
import { type TUnsafe, Type } from 'typebox'
import type { Ports } from '../../app.ts'
import { matchedVersion, tagOf, withIfMatch } from '../../http/document-tag.ts'
import { limited } from '../../http/limits.ts'
import { receiveFile } from '../../http/one-file.ts'
import { PageAnswer, PageQuery, pageOf } from '../../http/paging.ts'
import { type App, read, write } from '../../http/route.ts'
import { registerSweep } from '../../jobs/sweep.ts'
import { readTables } from '../../tables/read-table.ts'
import { askingOf } from '../asking.ts'
import { invitePeople } from '../invite-people.ts'
import { runPeopleImport, undoPeopleImport } from './act.ts'
import { changePeopleImport, continuePeopleImport, discardPeopleImport, openPeopleImport } from './commands.ts'
import { listBytesMost, rawSheets } from './dropped-file.ts'
import { exportPeople } from './export.ts'
import { showImport, showImports } from './queries.ts'
import { deleteExpired } from './rows.ts'

const tags = ['team']
const params = shape.ImportParams

/** Lists go with their rows when their days are over, imported or not. */
export function sweepPeopleImports(): void {
  registerSweep('lists of people', 'hourly', ({ database }, tenantId, now) =>
    database.write(tenantId, tx => deleteExpired(tx, now)),
  )
}

/** A list of people as the town keeps it: dropped, looked at, mended, brought in as one act, taken back as one. */
export function registerPeopleImportRoutes(app: App, ports: Ports): void {
  const open = write({
    operationId: 'openPeopleImport',
    summary: 'Read a list of people (Excel or CSV, form field `file`) into a preview; nothing comes into the team yet',
    tags,
    response: { 201: shape.Opened },
  })
  app.post('/api/v1/people-imports', { ...limited(app, 'upload'), schema: open }, async (request, reply) => {
    demandRight(request.actor, 'manageTeam')
    const { name, bytes } = await receiveFile(request, listBytesMost)
    const sheets = rawSheets(await readTables({ name, bytes }))
    return reply.code(201).send(await openPeopleImport(ports, askingOf(request), { name, bytes, sheets }))
  })

  const list = read({
    operationId: 'listPeopleImports',
    summary: 'Lists on their way in and those of the last days, newest first',
    tags,
    querystring: Type.Object(PageQuery),
    response: { 200: PageAnswer(shape.ImportHead) },
  })
  app.get('/api/v1/people-imports', { schema: list }, async request => {
    demandRight(request.actor, 'manageTeam')
    const page = pageOf<readonly [string]>(request.query, ['uuid'])
    return ports.database.read(request.town.tenantId, tx => showImports(tx, page))
  })

  const show = read({
    operationId: 'showPeopleImport',
    summary:
      'How a list is read: its columns, its unknown words, its rows with their faults; the ETag goes into If-Match',
    tags,
    params,
    querystring: shape.RowsQuery,
    response: { 200: shape.ImportShape },
  })
  app.get('/api/v1/people-imports/:importId', { schema: show }, async (request, reply) => {
    demandRight(request.actor, 'manageTeam')
    const { rows = 'all', words } = request.query
    const page = pageOf<readonly [number]>(request.query, ['number'])
    const shown = await ports.database.read(request.town.tenantId, tx =>
      showImport(tx, request.params.importId, page, { filter: rows, words: words?.trim() || undefined }),
    )
    reply.header('etag', tagOf(shown.version)).header('cache-control', 'private, no-store')
    return shown
  })

  const change = withIfMatch(
    write({
      operationId: 'changePeopleImport',
      summary: 'Say how columns and words are meant, mend cells, leave rows out; the whole list is read anew',
      tags,
      params,
      body: shape.ImportChange,
      response: { 200: shape.Changed },
    }),
  )
  app.patch('/api/v1/people-imports/:importId', { schema: change }, async (request, reply) => {
    const asked = { importId: request.params.importId, version: matchedVersion(request), change: request.body }
    const changed = await changePeopleImport(ports, askingOf(request), asked)
    reply.header('etag', tagOf(changed.version))
    return changed
  })

  const run = withIfMatch(
    write({
      operationId: 'runPeopleImport',
      summary: 'Bring the list into the team as one act; rows that are stopped stay out',
      tags,
      params,
      response: { 200: shape.Ran },
    }),
  )
  app.post('/api/v1/people-imports/:importId/run', { schema: run }, async request =>
    runPeopleImport(ports, askingOf(request), { importId: request.params.importId, version: matchedVersion(request) }),
  )

  const undo = write({
    operationId: 'undoPeopleImport',
    summary: 'Take back exactly that act; people on whom something was built since stay and are named',
    tags,
    params,
    response: { 200: shape.Undone },
  })
  app.post('/api/v1/people-imports/:importId/undo', { schema: undo }, async request =>
    undoPeopleImport(ports, askingOf(request), request.params.importId),
  )

  const goOn = write({
    operationId: 'continuePeopleImport',
    summary:
      'Open the rows that an import kept out because of faults as a list of their own, to be mended and brought in',
    tags,
    params,
    response: { 201: shape.Opened },
  })
  app.post('/api/v1/people-imports/:importId/held-back', { schema: goOn }, async (request, reply) =>
    reply.code(201).send(await continuePeopleImport(ports, askingOf(request), request.params.importId)),
  )

  const discard = write({
    operationId: 'discardPeopleImport',
    summary: 'Throw the list and all of its rows away; what it brought into the team stays',
    tags,
    params,
    response: { 200: params },
  })
  app.delete('/api/v1/people-imports/:importId', { schema: discard }, async request =>
    discardPeopleImport(ports, askingOf(request), request.params.importId),
  )
  sendPeopleOut(app, ports)
}

/** By media type: in the plain form the document would promise JSON. */
const List = {
  description: 'The team, one line a post',
  content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
} as unknown as TUnsafe<Buffer>

function sendPeopleOut(app: App, ports: Ports): void {
  const out = write({
    operationId: 'exportPeople',
    summary: 'The team as Excel or CSV, numbers masked; in full with a reason, written down',
    tags,
    body: shape.ExportBody,
    response: { 200: List },
  })
  app.post('/api/v1/people/export', { ...limited(app, 'lookUp'), schema: out }, async (request, reply) => {
    const file = await exportPeople(ports, askingOf(request), request.body)
    return reply
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
      .header('cache-control', 'private, no-store')
      .type(file.type)
      .send(file.bytes)
  })

  const invite = write({
    operationId: 'invitePeople',
    summary: 'Links and codes for up to 200 people at once, to print and cut into slips',
    tags,
    body: shape.InviteBody,
    response: { 201: shape.InvitedPeople },
  })
  app.post('/api/v1/people/invitations', { schema: invite }, async (request, reply) => {
    const origin = (ports.settings.publicUrl ?? `${request.protocol}://${request.host}`).replace(/\/$/, '')
    const asked = { personIds: request.body.personIds, origin }
    return reply.code(201).send(await invitePeople(ports, askingOf(request), asked))
  })
}
