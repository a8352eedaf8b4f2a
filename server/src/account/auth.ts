import { AsyncLocalStorage } from 'node:async_hooks'
import { betterAuth } from 'better-auth'
import { createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
// Each by its own name: the index brings every plugin with it, which costs megabytes and a part of the start.
import { genericOAuth } from 'better-auth/plugins/generic-oauth'
import { phoneNumber } from 'better-auth/plugins/phone-number'
import { twoFactor } from 'better-auth/plugins/two-factor'
import { username } from 'better-auth/plugins/username'
import { Pool } from 'pg'
import type { HostTx } from '../database/database.ts'
import type { Ids } from '../ids.ts'
import { digest } from './secrets.ts'

/** Carries the code out of the sign-in library to whoever asked for it, in the same call. */
const codes = new AsyncLocalStorage<(code: string) => void>()

export type IdentityProvider = {
  readonly provider_id: string
  readonly label: string
  readonly discovery_url: string
  readonly client_id: string
  readonly client_secret: string
}

export const findIdentityProviders = (tx: HostTx) =>
  tx.query<IdentityProvider>(
    'select provider_id, label, discovery_url, client_id, client_secret from identity_provider order by 1',
  )

/** Ten minutes: what the text message says. */
const codeSeconds = 600
/** A month, counted anew each day of use: a leader who is in the hills for two weeks is still signed in. */
const sessionSeconds = 30 * 86_400

type Settings = {
  readonly databaseUrl: string
  readonly secret: string
  readonly ids: Ids
  readonly publicUrl: string
  readonly providers: readonly IdentityProvider[]
}

/** A session without a password, for whoever proved an invitation; never reachable from outside. */
const invited = {
  id: 'invited',
  endpoints: {
    startSession: createAuthEndpoint(
      '/invited/start-session',
      { method: 'POST', metadata: { SERVER_ONLY: true, $Infer: { body: {} as { accountId: string } } } },
      async context => {
        const user = await context.context.internalAdapter.findUserById(context.body.accountId)
        if (!user) throw context.error('UNAUTHORIZED')
        const session = await context.context.internalAdapter.createSession(user.id, false)
        await setSessionCookie(context, { session, user })
        return { token: session.token }
      },
    ),
  },
} as const

function configure({ secret, ids, publicUrl, providers }: Settings, pool: Pool) {
  return betterAuth({
    database: pool,
    secret,
    baseURL: publicUrl,
    basePath: '/api/auth',
    telemetry: { enabled: false },
    logger: { disabled: true },
    // Ours counts (limits.ts by address, attempts.ts by account): one place, one problem+json.
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'onegrid',
      // The flag is set on the way out by what the request came over (sign-in.ts), a prefix would change the name with it.
      useSecureCookies: false,
      database: { generateId: () => ids.id() },
      ipAddress: { disableIpTracking: true },
    },
    session: { expiresIn: sessionSeconds, updateAge: 86_400 },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 128 },
    user: {
      modelName: 'account',
      additionalFields: { hostAdministrator: { type: 'boolean', input: false, defaultValue: false } },
    },
    account: {
      modelName: 'credential',
      // Only a signed-in person links his own account; addresses of ours are made up, so nothing is ever linked by e-mail.
      accountLinking: {
        enabled: true,
        allowDifferentEmails: true,
        trustedProviders: providers.map(provider => provider.provider_id),
      },
    },
    plugins: [
      username({ minUsernameLength: 1, maxUsernameLength: 40, displayUsername: false, usernameValidator: () => true }),
      phoneNumber({
        sendOTP: ({ code }) => codes.getStore()?.(code),
        expiresIn: codeSeconds,
        allowedAttempts: 5,
        signUpOnVerification: { getTempEmail: phone => `${phone.slice(1)}@phone.invalid`, getTempName: () => '' },
      }),
      twoFactor({ issuer: 'OneGrid' }),
      invited,
      genericOAuth({
        config: providers.map(provider => ({
          providerId: provider.provider_id,
          discoveryUrl: provider.discovery_url,
          clientId: provider.client_id,
          clientSecret: provider.client_secret,
          scopes: ['openid', 'profile', 'email'],
          pkce: true,
          // Who may work here is decided by the town; the provider only proves who it is.
          disableImplicitSignUp: true,
          disableSignUp: true,
          mapProfileToUser: profile => ({
            email: `${digest(`${provider.provider_id} ${String(profile['sub'])}`)}@provider.invalid`,
            name: '',
          }),
        })),
      }),
    ],
  })
}

export type Auth = ReturnType<typeof configure>

export function openAuth(settings: Settings): { readonly auth: Auth; close(): Promise<void> } {
  const url = new URL(settings.databaseUrl)
  url.searchParams.set('options', `${url.searchParams.get('options') ?? ''} -c search_path=auth`.trim())
  const pool = new Pool({
    connectionString: url.href.replaceAll('+', '%20'),
    max: 4,
    application_name: 'onegrid sign-in',
  })
  // A connection that breaks while idle is replaced at the next use.
  pool.on('error', () => {})
  return { auth: configure(settings, pool), close: () => pool.end() }
}

/** Makes and keeps a code for this number. @returns the digits, for the channel that carries them. */
export async function makeCode(auth: Auth, phone: string): Promise<string> {
  let made = ''
  await codes.run(
    code => {
      made = code
    },
    () => auth.api.sendPhoneNumberOTP({ body: { phoneNumber: phone } }),
  )
  return made
}
