import { instantOf, milliseconds } from '@onegrid/domain/kernel/time.ts'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { localeOf } from '../http/locale.ts'
import { PageQuery, pageOf } from '../http/paging.ts'
import { type App, read, Uuid, write } from '../http/route.ts'
import type { JobPorts } from '../jobs/ports.ts'
import { channelKinds, readChannels } from './channel.ts'
import {
  type Caller,
  changeChannel,
  demandAdministrator,
  readAllNotices,
  readerOf,
  readNotice,
  testChannel,
} from './commands.ts'
import {
  ChannelList,
  ChannelSaved,
  EmailBody,
  IfMatch,
  InboxAnswer,
  ReadUpTo,
  TestAnswer,
  TestBody,
  WebhookBody,
} from './contract.ts'
import { inboxKeys, listInbox, showChannels } from './queries.ts'

const dayMilliseconds = 86_400_000

export function registerNoticeRoutes(app: App, ports: JobPorts): void {
  const inboxShape = read({
    operationId: 'listNotices',
    summary: 'My inbox, newest first',
    tags: ['notice'],
    querystring: Type.Object({
      ...PageQuery,
      unread: Type.Optional(Type.Boolean({ description: 'Only what was not read yet' })),
    }),
    response: { 200: InboxAnswer },
  })
  app.get('/api/v1/notices', { schema: inboxShape }, async request => {
    const reader = { personId: readerOf(request.actor), locale: localeOf(request), zone: request.town.zone }
    const page = pageOf<readonly [string, string]>(request.query, inboxKeys)
    return ports.database.read(request.town.tenantId, tx => listInbox(tx, reader, page, request.query.unread === true))
  })

  const readShape = write({
    operationId: 'markNoticeRead',
    summary: 'I have read this notice',
    tags: ['notice'],
    params: Type.Object({ noticeId: Uuid }),
    response: { 204: Type.Null() },
  })
  app.post('/api/v1/notices/:noticeId/read', { schema: readShape }, async (request, reply) => {
    await readNotice(ports, callerOf(request), request.params.noticeId)
    return reply.code(204).send(null)
  })

  const readAllShape = write({
    operationId: 'markAllNoticesRead',
    summary: 'I have read everything up to this moment',
    tags: ['notice'],
    body: ReadUpTo,
    response: { 200: Type.Object({ read: Type.Integer() }) },
  })
  app.post('/api/v1/notices/read', { schema: readAllShape }, request =>
    readAllNotices(ports, callerOf(request), request.body.upTo),
  )

  const channelsShape = read({
    operationId: 'listChannels',
    summary: 'How messages leave this town, without secrets',
    tags: ['channel'],
    response: { 200: ChannelList },
  })
  app.get('/api/v1/channels', { schema: channelsShape }, async request => {
    demandAdministrator(request.actor)
    const dayAgo = instantOf(milliseconds(ports.clock.now()) - dayMilliseconds)
    return ports.database.read(request.town.tenantId, async tx => ({
      items: await showChannels(tx, await readChannels(tx), dayAgo),
    }))
  })

  const webhookShape = withIfMatch(
    write({
      operationId: 'saveWebhookChannel',
      summary: 'The gateway for text messages: any program that checks the signature',
      tags: ['channel'],
      body: WebhookBody,
      response: { 200: ChannelSaved },
    }),
  )
  app.put('/api/v1/channels/webhook', { schema: webhookShape }, request => {
    const { enabled, url, secret } = request.body
    const change = { kind: 'webhook', enabled, settings: { url }, ...(secret === undefined ? {} : { secret }) } as const
    return changeChannel(ports, callerOf(request), { ...change, seen: seenIn(request) })
  })

  const emailShape = withIfMatch(
    write({
      operationId: 'saveEmailChannel',
      summary: 'The mail server for messages by e-mail',
      tags: ['channel'],
      body: EmailBody,
      response: { 200: ChannelSaved },
    }),
  )
  app.put('/api/v1/channels/email', { schema: emailShape }, request => {
    const { enabled, password, ...settings } = request.body
    const change = {
      kind: 'email',
      enabled,
      settings,
      ...(password === undefined ? {} : { secret: password }),
    } as const
    return changeChannel(ports, callerOf(request), { ...change, seen: seenIn(request) })
  })

  const testShape = write({
    operationId: 'testChannel',
    summary: 'Sends a test message; its outcome shows in listChannels',
    tags: ['channel'],
    params: Type.Object({ kind: Type.Unsafe<(typeof channelKinds)[number]>(Type.String({ enum: [...channelKinds] })) }),
    body: TestBody,
    response: { 202: TestAnswer },
  })
  app.post('/api/v1/channels/:kind/test', { schema: testShape }, async (request, reply) =>
    reply
      .code(202)
      .send(await testChannel(ports, callerOf(request), request.params.kind, request.body.to, localeOf(request))),
  )
}

function callerOf(request: FastifyRequest): Caller {
  return { tenantId: request.town.tenantId, commandId: request.commandId, actor: request.actor }
}

/** A document that two administrators may have open at once carries the version that was seen (design.md §1, Errors). */
function withIfMatch<Shape extends { readonly headers: { readonly properties: object } }>(shape: Shape): Shape {
  const properties = { ...shape.headers.properties, 'if-match': IfMatch }
  return { ...shape, headers: { ...Type.Object(properties as never), required: ['if-match'] } } as Shape
}

function seenIn(request: FastifyRequest): number {
  return Number(String(request.headers['if-match']).replaceAll('"', ''))
}
