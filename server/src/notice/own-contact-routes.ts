import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { limited } from '../http/limits.ts'
import { localeOf } from '../http/locale.ts'
import { type App, read, write } from '../http/route.ts'
import type { JobPorts } from '../jobs/ports.ts'
import { type Caller, readerOf } from './commands.ts'
import { Language, OwnContactAnswer, OwnEmail, OwnEmailCode } from './contract.ts'
import { chooseLanguage, confirmEmail, forgetEmail, readOwnContact, requestEmail } from './own-contact.ts'

const tags = ['notice']
const callerOf = ({ town, commandId, actor }: FastifyRequest): Caller => ({ tenantId: town.tenantId, commandId, actor })

/** Each for himself: nobody reads or changes another's address. */
export function registerOwnContactRoutes(app: App, ports: JobPorts): void {
  const shown = read({
    operationId: 'showOwnContact',
    summary: 'My e-mail, masked, and my language',
    tags,
    response: { 200: OwnContactAnswer },
  })
  app.get('/api/v1/me/contact', { schema: shown }, async request => {
    const personId = readerOf(request.actor)
    return ports.database.read(request.town.tenantId, tx => readOwnContact(tx, ports, personId))
  })

  const asked = write({
    operationId: 'requestEmail',
    summary: 'Send a code to an address that shall be mine',
    tags,
    body: OwnEmail,
    response: { 202: Type.Object({}) },
  })
  app.post('/api/v1/me/email', { ...limited(app, 'code'), schema: asked }, async (request, reply) =>
    reply.code(202).send(await requestEmail(ports, callerOf(request), request.body.email, localeOf(request))),
  )

  const confirmed = write({
    operationId: 'confirmEmail',
    summary: 'The address is mine: here is its code',
    tags,
    body: OwnEmailCode,
    response: { 204: Type.Null() },
  })
  app.post('/api/v1/me/email/confirm', { ...limited(app, 'code'), schema: confirmed }, async (request, reply) => {
    await confirmEmail(ports, callerOf(request), request.body.code)
    return reply.code(204).send(null)
  })

  const forgotten = write({
    operationId: 'forgetEmail',
    summary: 'Send me no more e-mail',
    tags,
    response: { 204: Type.Null() },
  })
  app.post('/api/v1/me/email/forget', { schema: forgotten }, async (request, reply) => {
    await forgetEmail(ports, callerOf(request))
    return reply.code(204).send(null)
  })

  const chosen = write({
    operationId: 'chooseLanguage',
    summary: 'The language in which messages reach me',
    tags,
    body: Language,
    response: { 204: Type.Null() },
  })
  app.put('/api/v1/me/language', { schema: chosen }, async (request, reply) => {
    await chooseLanguage(ports, callerOf(request), request.body.language)
    return reply.code(204).send(null)
  })
}
