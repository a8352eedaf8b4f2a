import { newCommandId, send } from '../api/client.ts'

/** Either the session stands (a cookie that scripts cannot read), or the second step is asked for. */
export type SignInAnswer = { readonly totpRequired?: boolean }

function post<Answer>(path: string, body: unknown): Promise<Answer> {
  return send<Answer>({ commandId: newCommandId(), method: 'POST', path, body })
}

export const signIn = (username: string, password: string) => post<SignInAnswer>('/sessions', { username, password })
export const confirmTotp = (code: string) => post<SignInAnswer>('/sessions/totp', { code })
export const requestCode = (phone: string) => post<unknown>('/sessions/code', { phone })
export const signInWithCode = (phone: string, code: string) => post<SignInAnswer>('/sessions/phone', { phone, code })

export function signOut(): Promise<unknown> {
  return send({ commandId: newCommandId(), method: 'DELETE', path: '/sessions/current' })
}
