import { SetUp } from '@onegrid/domain/account/contract.ts'
import { demand } from '@onegrid/domain/kernel/refusal.ts'
import { Type } from 'typebox'
import type { Clock } from '../clock.ts'
import type { Database } from '../database/database.ts'
import { limited } from '../http/limits.ts'
import { localeOf } from '../http/locale.ts'
import { type App, write } from '../http/route.ts'
import type { Ids } from '../ids.ts'
import { sessionOf } from './routes.ts'
import { addTown, type Plant, setUp } from './set-up.ts'
import { setUpDonePage, setUpPage } from './set-up-page.ts'

const link = SetUp.properties.link
const Made = Type.Object({ tenantId: Type.String(), code: Type.String() })
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
        response: { 201: Made },
      }),
    },
    async (request, reply) => {
      const made = await setUp(ports, plants, request.body)
      app.towns.forget()
      return reply.code(201).send({ tenantId: made.tenantId, code: made.code })
    },
  )

  const New = Type.Object({ town: SetUp.properties.town, administrator: SetUp.properties.administrator })
  app.post(
    '/api/v1/towns',
    {
      config: { withoutCommandId: true },
      schema: write({
        operationId: 'addTown',
        summary: 'Add a town of the county',
        tags: ['account'],
        body: New,
        response: { 201: Made },
      }),
    },
    async (request, reply) => {
      demand(sessionOf(request).hostAdministrator, 'not_permitted', { right: 'hostAdministrator' })
      // With a second town the host name decides: one without a name could not be found.
      demand(request.body.town.hostName !== undefined, 'field_invalid', {
        pointer: '/town/hostName',
        expected: 'the host name of its address',
      })
      const { tenantId, code } = await addTown(ports, plants, request.body)
      app.towns.forget()
      return reply.code(201).send({ tenantId, code })
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
