import { Refusal, type RefusalCode } from '@onegrid/domain/kernel/refusal.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Auth } from './auth.ts'

type Answered<Response> = { readonly headers: Headers; readonly response: Response }

/** The library's own "no" (4xx) becomes one of ours; anything else of it is a fault and stays one. */
export async function orRefuse<Result>(code: RefusalCode, act: () => Promise<Result>): Promise<Result> {
  try {
    return await act()
  } catch (error) {
    const status = (error as { statusCode?: number }).statusCode
    if (status === 429) throw new Refusal('too_many_requests')
    if (status !== undefined && status >= 400 && status < 500) throw new Refusal(code)
    throw error
  }
}

/** What the library needs of the request, and no more. */
export function headersOf(request: FastifyRequest, cookies?: readonly string[]): Headers {
  const cookie = cookies === undefined ? request.headers.cookie : cookies.map(line => line.split(';')[0]).join('; ')
  const agent = request.headers['user-agent']?.slice(0, 200)
  return new Headers({
    ...(cookie === undefined ? {} : { cookie }),
    ...(agent === undefined ? {} : { 'user-agent': agent }),
  })
}

/** Hands the library's cookies on; under https they are Secure, whatever the library was told at its start. */
export function sendCookies(request: FastifyRequest, reply: FastifyReply, cookies: readonly string[]): void {
  for (const cookie of cookies) {
    const secure = request.protocol === 'https' && !/;\s*secure/i.test(cookie)
    reply.header('set-cookie', secure ? `${cookie}; Secure` : cookie)
  }
}

export type PasswordSignIn = {
  readonly username: string
  readonly password: string
  readonly totp?: string
  readonly backupCode?: string
}

/** @returns the cookies of the session, or that the authenticator's digits are still missing. */
export async function signInWithPassword(
  auth: Auth,
  request: FastifyRequest,
  { username, password, totp, backupCode }: PasswordSignIn,
): Promise<{ readonly cookies: readonly string[] } | 'totp_required'> {
  const headers = headersOf(request, [])
  const first = (await orRefuse('credentials_wrong', () =>
    auth.api.signInUsername({ body: { username, password }, headers, returnHeaders: true }),
  )) as Answered<object | null>
  const cookies = first.headers.getSetCookie()
  if (first.response === null) throw new Refusal('credentials_wrong')
  if (!('twoFactorRedirect' in first.response)) return { cookies }
  const code = totp ?? backupCode
  if (code === undefined) return 'totp_required'
  const step = { body: { code }, headers: headersOf(request, cookies), returnHeaders: true } as const
  const second = await orRefuse('credentials_wrong', () =>
    totp === undefined ? auth.api.verifyBackupCode(step) : auth.api.verifyTOTP(step),
  )
  return { cookies: second.headers.getSetCookie() }
}

export async function signInWithPhone(auth: Auth, request: FastifyRequest, phone: string, code: string) {
  const { headers, response } = await orRefuse('code_wrong', () =>
    auth.api.verifyPhoneNumber({
      body: { phoneNumber: phone, code },
      headers: headersOf(request, []),
      returnHeaders: true,
    }),
  )
  return { cookies: headers.getSetCookie(), accountId: response.user.id }
}

export async function startSession(auth: Auth, request: FastifyRequest, accountId: string): Promise<readonly string[]> {
  const { headers } = await auth.api.startSession({
    body: { accountId },
    headers: headersOf(request, []),
    returnHeaders: true,
  })
  return headers.getSetCookie()
}
