import { demand, Refusal } from '@onegrid/domain/kernel/refusal.ts'
import { Type } from 'typebox'
import type { Database } from '../database/database.ts'
import { limited } from '../http/limits.ts'
import { type App, read, write } from '../http/route.ts'
import { type Auth, findIdentityProviders } from './auth.ts'
import { sessionOf } from './routes.ts'
import { headersOf, orRefuse, sendCookies } from './sign-in.ts'

type Parts = { readonly database: Database; readonly auth: Auth; readonly publicUrl: string }

const tags = ['account']
const providerId = Type.String({ pattern: '^[a-z0-9-]{1,40}$', examples: ['county'] })
const Wish = Type.Object({ providerId })
const Way = Type.Object({ url: Type.String({ description: "The provider's page; its answer comes back to us" }) })
const Provider = Type.Object({
  label: Type.String({ minLength: 1, maxLength: 40, examples: ['县统一身份认证'] }),
  discoveryUrl: Type.String({
    pattern: '^https?://',
    maxLength: 500,
    examples: ['https://id.example.cn/.well-known/openid-configuration'],
  }),
  clientId: Type.String({ minLength: 1, maxLength: 200 }),
  clientSecret: Type.String({ minLength: 1, maxLength: 500 }),
})

/** Sign-in with the county's own identity provider (OpenID Connect), where the host administrator has entered one. */
export function registerProviderRoutes(app: App, { database, auth, publicUrl }: Parts): void {
  const signingIn = { ...limited(app, 'signIn').config, withoutCommandId: true }
  const wayOf = (answer: object): { url: string } => {
    if (!('url' in answer) || typeof answer.url !== 'string') throw new Refusal('not_found')
    return { url: answer.url }
  }

  app.get(
    '/api/v1/identity-providers',
    {
      schema: read({
        operationId: 'listIdentityProviders',
        summary: 'Other ways to sign in here',
        tags,
        response: { 200: Type.Object({ items: Type.Array(Type.Object({ providerId, label: Type.String() })) }) },
      }),
    },
    async () => {
      const rows = await database.host(findIdentityProviders)
      return { items: rows.map(row => ({ providerId: row.provider_id, label: row.label })) }
    },
  )

  app.put(
    '/api/v1/identity-providers/:providerId',
    {
      config: { withoutCommandId: true },
      schema: write({
        operationId: 'putIdentityProvider',
        summary: 'Enter an OpenID Connect provider; in force from the next start on',
        tags,
        params: Wish,
        body: Provider,
        response: { 204: Type.Null() },
      }),
    },
    async (request, reply) => {
      demand(sessionOf(request).hostAdministrator, 'not_permitted', { right: 'hostAdministrator' })
      demand(URL.canParse(request.body.discoveryUrl), 'field_invalid', {
        pointer: '/discoveryUrl',
        expected: 'an address',
      })
      const { label, discoveryUrl, clientId, clientSecret } = request.body
      await database.host(tx =>
        tx.query(
          `insert into identity_provider (provider_id, label, discovery_url, client_id, client_secret) values ($1, $2, $3, $4, $5)
           on conflict (provider_id) do update set label = $2, discovery_url = $3, client_id = $4, client_secret = $5`,
          [request.params.providerId, label, discoveryUrl, clientId, clientSecret],
        ),
      )
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/api/v1/sessions/provider',
    {
      config: signingIn,
      schema: write({
        operationId: 'signInWithProvider',
        summary: 'Sign in through another provider',
        tags,
        body: Wish,
        response: { 200: Way },
      }),
    },
    async (request, reply) => {
      const { headers, response } = await orRefuse('not_found', () =>
        auth.api.signInSocial({
          body: {
            provider: request.body.providerId,
            callbackURL: '/desk',
            errorCallbackURL: '/desk?sign-in=failed',
            disableRedirect: true,
          },
          headers: headersOf(request, []),
          returnHeaders: true,
        }),
      )
      sendCookies(request, reply, headers.getSetCookie())
      return wayOf(response)
    },
  )

  app.post(
    '/api/v1/account/provider',
    {
      config: signingIn,
      schema: write({
        operationId: 'linkProvider',
        summary: 'Let another provider sign me in from now on',
        tags,
        body: Wish,
        response: { 200: Way },
      }),
    },
    async (request, reply) => {
      sessionOf(request)
      const { headers, response } = await orRefuse('not_found', () =>
        auth.api.linkSocialAccount({
          body: {
            provider: request.body.providerId,
            callbackURL: '/desk',
            errorCallbackURL: '/desk?sign-in=failed',
            disableRedirect: true,
          },
          headers: headersOf(request),
          returnHeaders: true,
        }),
      )
      sendCookies(request, reply, headers.getSetCookie())
      return wayOf(response)
    },
  )

  // The provider sends the browser back here; nothing else of the library's own addresses is reachable.
  app.get(
    '/api/auth/callback/:providerId',
    { config: { ...signingIn, hostWide: true }, schema: { hide: true, params: Wish } },
    async (request, reply) => {
      const answer = await auth.handler(new Request(new URL(request.url, publicUrl), { headers: headersOf(request) }))
      sendCookies(request, reply, answer.headers.getSetCookie())
      const location = answer.headers.get('location')
      return reply.redirect(
        location !== null && new URL(location, publicUrl).origin === new URL(publicUrl).origin
          ? location
          : '/desk?sign-in=failed',
        302,
      )
    },
  )
}
