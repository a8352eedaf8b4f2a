import type { RequestCode, SignedIn, SignIn, SignInWithCode } from '@onegrid/domain/account/contract.ts'
import type { Static } from 'typebox'
import { newCommandId, send } from '../api/client.ts'

/** Either the session stands (a cookie that scripts cannot read), or the second step is asked for. */
export type SignInAnswer = Static<typeof SignedIn>
/** `sent: false`: the town has no channel that could carry the code. */
export type CodeSent = { readonly sent: boolean }
export type Credentials = Static<typeof SignIn>

function post<Answer>(path: string, body: unknown): Promise<Answer> {
  return send<Answer>({ commandId: newCommandId(), method: 'POST', path, body })
}

/** The second step sends the same credentials with the authenticator's digits. */
export const signIn = (credentials: Credentials) => post<SignInAnswer>('/sessions', credentials)
export const requestCode = (request: Static<typeof RequestCode>) => post<CodeSent>('/sessions/code', request)
export const signInWithCode = (request: Static<typeof SignInWithCode>) => post<SignInAnswer>('/sessions/phone', request)

export function signOut(): Promise<unknown> {
  return send({ commandId: newCommandId(), method: 'DELETE', path: '/sessions/current' })
}
