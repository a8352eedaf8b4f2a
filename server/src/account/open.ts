import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Database } from '../database/database.ts'
import type { Session } from '../http/request.ts'
import type { Ids } from '../ids.ts'
import { type Auth, findIdentityProviders, openAuth } from './auth.ts'
import { secretOf } from './secrets.ts'
import { briefMemory, findSession, hearOfChanges } from './sessions.ts'
import { sendCookies } from './sign-in.ts'

export type Account = {
  readonly auth: Auth
  /** Who is signed in on this browser. */
  sessionFrom(request: FastifyRequest, reply: FastifyReply): Promise<Session | undefined>
  close(): Promise<void>
}

/** Opens sign-in for this process. `forget` is called whenever a session or a post changed in any process. */
export async function openAccount(
  { database, ids, publicUrl }: { readonly database: Database; readonly ids: Ids; readonly publicUrl: string },
  forget: () => void,
): Promise<Account> {
  const [secret, providers] = await database.host(
    async tx => [await secretOf(tx, 'cookie'), await findIdentityProviders(tx)] as const,
  )
  const { auth, close } = openAuth({ databaseUrl: database.listenUrl, secret, ids, publicUrl, providers })
  const memory = briefMemory<Session>()
  const hearing = hearOfChanges(database, () => {
    memory.forget()
    forget()
  })
  return {
    auth,
    async sessionFrom(request, reply) {
      const cookie = request.cookies['onegrid.session_token']
      if (cookie === undefined || cookie.length > 500) return undefined
      const found = await findSession(auth, memory, cookie)
      if (found === undefined) return undefined
      const { cookies, ...session } = found
      sendCookies(request, reply, cookies)
      return session
    },
    async close() {
      await hearing.close()
      await close()
    },
  }
}
