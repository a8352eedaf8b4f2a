import { SetUp } from '@onegrid/domain/account/contract.ts'
import { Type } from 'typebox'
import type { Clock } from '../clock.ts'
import type { Database } from '../database/database.ts'
import { limited } from '../http/limits.ts'
import { localeOf } from '../http/locale.ts'
import { type App, write } from '../http/route.ts'
import type { Ids } from '../ids.ts'
import { type Plant, setUp } from './set-up.ts'
import { setUpDonePage, setUpPage } from './set-up-page.ts'

const link = SetUp.properties.link
const { name: town, code, zone } = SetUp.properties.town.properties
const { name, username, password } = SetUp.properties.administrator.properties
/** The same as the API's shape, flat: a plain form has no nesting. */
const Form = Type.Object({
  link,
  town,
  code,
  zone,
  hostName: Type.Optional(Type.String({ pattern: '^[a-z0-9.-]{0,200}$' })),
  name,
  username,
  password,
})

export function registerSetUpRoutes(
  app: App,
  ports: { database: Database; clock: Clock; ids: Ids },
  plants: readonly Plant[],
): void {
  const config = { ...limited(app, 'signIn').config, hostWide: true, withoutCommandId: true }

  app.post(
    '/api/v1/setup',
    {
      config,
      schema: write({
        operationId: 'setUp',
        summary: 'Make the first town, once',
        tags: ['account'],
        body: SetUp,
        response: { 201: Type.Object({ tenantId: Type.String(), code: Type.String() }) },
      }),
    },
    async (request, reply) => {
      const made = await setUp(ports, plants, request.body)
      app.towns.forget()
      return reply.code(201).send({ tenantId: made.tenantId, code: made.code })
    },
  )

  app.get('/setup', { config, schema: { hide: true, querystring: Type.Object({ link }) } }, async (request, reply) =>
    reply.type('text/html; charset=utf-8').send(setUpPage(localeOf(request), request.query.link)),
  )

  app.post('/setup', { config, schema: { hide: true, body: Form } }, async (request, reply) => {
    const { body } = request
    await setUp(ports, plants, {
      link: body.link,
      town: {
        name: body.town,
        code: body.code,
        zone: body.zone,
        ...(body.hostName ? { hostName: body.hostName } : {}),
      },
      administrator: { name: body.name, username: body.username, password: body.password },
    })
    app.towns.forget()
    return reply.type('text/html; charset=utf-8').send(setUpDonePage(localeOf(request)))
  })
}
