import {
  ChangePassword,
  PasswordOnly,
  RequestCode,
  SessionList,
  SignedIn,
  SignIn,
  SignInWithCode,
  TotpCode,
  TotpPrepared,
} from '@onegrid/domain/account/contract.ts'
import { phoneFrom } from '@onegrid/domain/account/phone.ts'
import { demand, Refusal } from '@onegrid/domain/kernel/refusal.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import QRCode from 'qrcode'
import { Type } from 'typebox'
import type { Clock } from '../clock.ts'
import type { Database, HostTx } from '../database/database.ts'
import { limited } from '../http/limits.ts'
import { type Locale, localeOf } from '../http/locale.ts'
import type { Session } from '../http/request.ts'
import { type App, read, write } from '../http/route.ts'
import type { Town } from '../http/town.ts'
import { findUsername, hasTotp } from './account.ts'
import { countAttempt, forgetAttempts } from './attempts.ts'
import { type Auth, makeCode } from './auth.ts'
import { endSession, listSessions, tellOfChange } from './sessions.ts'
import { headersOf, orRefuse, sendCookies, signInWithPassword, signInWithPhone, startSession } from './sign-in.ts'

export type AccountParts = {
  readonly database: Database
  readonly clock: Clock
  readonly auth: Auth
  /** Brings the code to the phone. @returns by how many channels. */
  sendCode(town: Town, code: { phone: string; code: string; locale: Locale }): Promise<number>
  /** Whoever proved a number is that number's person in this town. @returns the account of that person. */
  knowPhone(town: Town, accountId: string, phone: string): Promise<string>
}

const tags = ['account']
const once = { withoutCommandId: true } as const

export function sessionOf(request: FastifyRequest): Session {
  if (request.session !== undefined) return request.session
  // A cookie that leads nowhere was ended or ran out; without one nobody has signed in yet.
  throw new Refusal(request.cookies['onegrid.session_token'] === undefined ? 'not_signed_in' : 'session_ended')
}

export function registerAccountRoutes(app: App, parts: AccountParts): void {
  const { auth, database } = parts
  const signingIn = { config: { ...limited(app, 'signIn').config, ...once } }

  app.post(
    '/api/v1/sessions',
    {
      ...signingIn,
      schema: write({
        operationId: 'signIn',
        summary: 'Sign in with user name and password',
        tags,
        body: SignIn,
        response: { 200: SignedIn },
      }),
    },
    async (request, reply) => {
      const subject = request.body.username.toLowerCase()
      await countAttempt(parts, 'password', subject)
      const answer = await signInWithPassword(auth, request, request.body)
      if (answer === 'totp_required') return { signedIn: false, totpRequired: true }
      await forgetAttempts(parts, 'password', subject)
      sendCookies(request, reply, answer.cookies)
      return { signedIn: true }
    },
  )

  app.post(
    '/api/v1/sessions/code',
    {
      config: { ...limited(app, 'code').config, ...once },
      schema: write({
        operationId: 'requestCode',
        summary: 'Send a sign-in code to a phone',
        tags,
        body: RequestCode,
        response: { 202: Type.Object({ sent: Type.Boolean() }) },
      }),
    },
    async (request, reply) => {
      const phone = phoneFrom(request.body.phone)
      await countAttempt(parts, 'request', phone)
      const code = await orRefuse('phone_invalid', () => makeCode(auth, phone))
      const channels = await parts.sendCode(request.town, { phone, code, locale: localeOf(request) })
      return reply.code(202).send({ sent: channels > 0 })
    },
  )

  app.post(
    '/api/v1/sessions/phone',
    {
      ...signingIn,
      schema: write({
        operationId: 'signInWithCode',
        summary: 'Sign in with the code sent to a phone',
        tags,
        body: SignInWithCode,
        response: { 200: SignedIn },
      }),
    },
    async (request, reply) => {
      const phone = phoneFrom(request.body.phone)
      await countAttempt(parts, 'code', phone)
      const proved = await signInWithPhone(auth, request, phone, request.body.code)
      const accountId = await parts.knowPhone(request.town, proved.accountId, phone)
      // Whoever chose an authenticator did not choose that a text message goes round it.
      if (await database.host(tx => hasTotp(tx, accountId))) throw new Refusal('totp_instead')
      const cookies = accountId === proved.accountId ? proved.cookies : await startSession(auth, request, accountId)
      await forgetAttempts(parts, 'code', phone)
      sendCookies(request, reply, cookies)
      return { signedIn: true }
    },
  )

  app.delete(
    '/api/v1/sessions/current',
    {
      config: once,
      schema: write({
        operationId: 'signOut',
        summary: 'Sign out of this browser',
        tags,
        response: { 204: Type.Null() },
      }),
    },
    async (request, reply) => {
      const { headers } = await auth.api.signOut({ headers: headersOf(request), returnHeaders: true })
      await database.host(tellOfChange)
      sendCookies(request, reply, headers.getSetCookie())
      return reply.code(204).send(null)
    },
  )

  app.get(
    '/api/v1/sessions',
    {
      schema: read({
        operationId: 'listSessions',
        summary: 'Where I am signed in',
        tags,
        response: { 200: SessionList },
      }),
    },
    async request => {
      const { accountId, sessionId } = sessionOf(request)
      const rows = await database.host(tx => listSessions(tx, accountId))
      return {
        items: rows.map(row => ({
          sessionId: row.id,
          current: row.id === sessionId,
          startedAt: row.createdAt,
          lastSeenAt: row.updatedAt,
          endsAt: row.expiresAt,
          ...(row.userAgent ? { device: row.userAgent } : {}),
        })),
      }
    },
  )

  app.delete(
    '/api/v1/sessions/:sessionId',
    {
      config: once,
      schema: write({
        operationId: 'endSession',
        summary: 'End one of my sessions',
        tags,
        params: Type.Object({ sessionId: Type.String({ maxLength: 60 }) }),
        response: { 204: Type.Null() },
      }),
    },
    async (request, reply) => {
      const { accountId } = sessionOf(request)
      demand(await database.host(tx => endSession(tx, accountId, request.params.sessionId)), 'not_found')
      return reply.code(204).send(null)
    },
  )

  registerSecurityRoutes(app, parts)
}

/** The authenticator and the password of one's own account. */
function registerSecurityRoutes(app: App, { auth, database }: AccountParts): void {
  const signingIn = { config: { ...limited(app, 'signIn').config, ...once } }
  const handOn = async (request: FastifyRequest, reply: FastifyReply, headers: Headers): Promise<void> => {
    sendCookies(request, reply, headers.getSetCookie())
    await database.host(tellOfChange)
  }

  app.post(
    '/api/v1/account/totp',
    {
      ...signingIn,
      schema: write({
        operationId: 'prepareTotp',
        summary: 'Prepare an authenticator',
        tags,
        body: PasswordOnly,
        response: { 200: TotpPrepared },
      }),
    },
    async (request, reply) => {
      const { accountId } = sessionOf(request)
      if (await database.host(tx => hasTotp(tx, accountId))) throw new Refusal('totp_on')
      const { response, headers } = await orRefuse('credentials_wrong', () =>
        auth.api.enableTwoFactor({
          body: { password: request.body.password },
          headers: headersOf(request),
          returnHeaders: true,
        }),
      )
      await handOn(request, reply, headers)
      if (!('totpURI' in response)) throw new Refusal('credentials_wrong')
      const uri = await database.host(tx => authenticatorAddress(tx, response.totpURI, request, accountId))
      const drawn = await QRCode.toString(uri, { type: 'svg', margin: 2 })
      const qr = `data:image/svg+xml;base64,${Buffer.from(drawn).toString('base64')}`
      return { uri, qr, backupCodes: response.backupCodes }
    },
  )

  app.post(
    '/api/v1/account/totp/confirm',
    {
      ...signingIn,
      schema: write({
        operationId: 'enableTotp',
        summary: 'Switch the authenticator on with its first code',
        tags,
        body: TotpCode,
        response: { 204: Type.Null() },
      }),
    },
    async (request, reply) => {
      sessionOf(request)
      const { headers } = await orRefuse('code_wrong', () =>
        auth.api.verifyTOTP({ body: { code: request.body.code }, headers: headersOf(request), returnHeaders: true }),
      )
      await handOn(request, reply, headers)
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/api/v1/account/totp/disable',
    {
      ...signingIn,
      schema: write({
        operationId: 'disableTotp',
        summary: 'Switch the authenticator off',
        tags,
        body: PasswordOnly,
        response: { 204: Type.Null() },
      }),
    },
    async (request, reply) => {
      sessionOf(request)
      const { headers } = await orRefuse('credentials_wrong', () =>
        auth.api.disableTwoFactor({
          body: { password: request.body.password },
          headers: headersOf(request),
          returnHeaders: true,
        }),
      )
      await handOn(request, reply, headers)
      return reply.code(204).send(null)
    },
  )

  app.put(
    '/api/v1/account/password',
    {
      ...signingIn,
      schema: write({
        operationId: 'changePassword',
        summary: 'Change my password and end my other sessions',
        tags,
        body: ChangePassword,
        response: { 204: Type.Null() },
      }),
    },
    async (request, reply) => {
      sessionOf(request)
      const { headers } = await orRefuse('credentials_wrong', () =>
        auth.api.changePassword({
          body: { currentPassword: request.body.current, newPassword: request.body.next, revokeOtherSessions: true },
          headers: headersOf(request),
          returnHeaders: true,
        }),
      )
      await handOn(request, reply, headers)
      return reply.code(204).send(null)
    },
  )
}

/** The library names the account by a made-up e-mail address; in the app stand the town and the user name. */
async function authenticatorAddress(tx: HostTx, made: string, request: FastifyRequest, accountId: string) {
  const username = (await findUsername(tx, accountId)) ?? ''
  const { name } = request.town
  const settings = new URL(made).searchParams
  settings.set('issuer', name)
  return `otpauth://totp/${encodeURIComponent(name)}:${encodeURIComponent(username)}?${settings.toString().replaceAll('+', '%20')}`
}
