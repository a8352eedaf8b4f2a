import { SetUp } from '@onegrid/domain/account/contract.ts'
import { Refusal } from '@onegrid/domain/kernel/refusal.ts'
import { Type } from 'typebox'
import type { Clock } from '../clock.ts'
import type { Database } from '../database/database.ts'
import { anyFault, type Faults } from '../http/form-field.ts'
import { limited } from '../http/limits.ts'
import { localeOf } from '../http/locale.ts'
import { localeCookie, wishedLocale } from '../http/plain-page.ts'
import { type App, write } from '../http/route.ts'
import type { Ids } from '../ids.ts'
import { type Plant, setUp, stateOfLink } from './set-up.ts'
import { faultOf, faultsIn, SetUpForm, valuesOf, wishOf } from './set-up-form.ts'
import { setUpClosedPage, setUpDonePage, setUpPage } from './set-up-page.ts'
import { setUpWords } from './set-up-words.ts'

const Made = Type.Object({ tenantId: Type.String(), code: Type.String() })
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

  const asked = Type.Object({
    link: Type.Optional(Type.String({ maxLength: 200 })),
    lang: Type.Optional(Type.String()),
  })
  app.get('/setup', { config, schema: { hide: true, querystring: asked } }, async (request, reply) => {
    const { link: given = '', lang } = request.query
    const wished = wishedLocale(lang)
    if (wished !== undefined) reply.setCookie('locale', wished, localeCookie(request.protocol === 'https'))
    const locale = wished ?? localeOf(request)
    const state = await ports.database.host(tx => stateOfLink(tx, given))
    reply.type('text/html; charset=utf-8').header('cache-control', 'no-store')
    if (state === 'good') return reply.send(setUpPage(locale, given))
    return reply.code(state === 'used' ? 200 : 404).send(setUpClosedPage(locale, state))
  })

  app.post('/setup', { config, schema: { hide: true, body: SetUpForm } }, async (request, reply) => {
    const locale = localeOf(request)
    const words = setUpWords[locale]
    const values = valuesOf(request.body)
    const { link: given } = request.body
    reply.type('text/html; charset=utf-8').header('cache-control', 'no-store')
    const again = (faults: Faults) => reply.code(400).send(setUpPage(locale, given, values, faults))
    const state = await ports.database.host(tx => stateOfLink(tx, given))
    if (state !== 'good') return reply.code(state === 'used' ? 409 : 404).send(setUpClosedPage(locale, state))
    const faults = faultsIn(values, words)
    if (anyFault(faults)) return again(faults)
    try {
      await setUp(ports, plants, wishOf(given, values))
    } catch (error) {
      const fault = error instanceof Refusal ? faultOf(error, words) : undefined
      if (fault === undefined) throw error
      return again(fault)
    }
    app.towns.forget()
    return reply.send(setUpDonePage(locale, { town: values['town'] ?? '', username: values['username'] ?? '' }))
  })
}
