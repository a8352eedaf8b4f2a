import { Client } from 'pg'
import type { Database, HostTx } from '../database/database.ts'
import type { Session } from '../http/request.ts'
import type { Auth } from './auth.ts'

/** A session that was ended elsewhere works no longer than this even where the notification was lost. */
const trustedForMilliseconds = 5000
/** Sessions at one moment: two hundred staff and the residents of a busy evening. */
const mostKept = 5000
const channel = 'onegrid_people'
const reconnectMilliseconds = 1000

/** Remembers for a moment what a key leads to; everything is forgotten when anything changed anywhere. */
export type BriefMemory<Value> = {
  find(key: string): Value | undefined
  keep(key: string, value: Value): void
  forget(): void
}

export function briefMemory<Value>(): BriefMemory<Value> {
  const kept = new Map<string, { readonly value: Value; readonly at: number }>()
  return {
    find(key) {
      const found = kept.get(key)
      return found !== undefined && performance.now() - found.at < trustedForMilliseconds ? found.value : undefined
    },
    keep(key, value) {
      if (kept.size >= mostKept) kept.clear()
      kept.set(key, { value, at: performance.now() })
    },
    forget: () => kept.clear(),
  }
}

export type FoundSession = Session & { readonly cookies: readonly string[] }

/** Who is signed in with these cookies. Asking the library costs two milliseconds, so the answer is kept for a moment. */
export async function findSession(
  auth: Auth,
  memory: BriefMemory<Session>,
  cookie: string,
): Promise<FoundSession | undefined> {
  const known = memory.find(cookie)
  if (known) return { ...known, cookies: [] }
  const headers = new Headers({ cookie: `onegrid.session_token=${encodeURIComponent(cookie)}` })
  const { response, headers: answer } = await auth.api.getSession({ headers, returnHeaders: true })
  if (!response) return undefined
  const session = {
    accountId: response.user.id,
    sessionId: response.session.id,
    hostAdministrator: response.user.hostAdministrator === true,
  }
  memory.keep(cookie, session)
  return { ...session, cookies: answer.getSetCookie() }
}

type SessionRow = { id: string; createdAt: string; updatedAt: string; expiresAt: string; userAgent: string | null }

export function listSessions(tx: HostTx, accountId: string): Promise<SessionRow[]> {
  return tx.query<SessionRow>(
    `select id, "createdAt", "updatedAt", "expiresAt", "userAgent" from auth.session
     where "userId" = $1 and "expiresAt" > now() order by "updatedAt" desc, id limit 100`,
    [accountId],
  )
}

/** @returns whether this account had such a session. */
export async function endSession(tx: HostTx, accountId: string, sessionId: string): Promise<boolean> {
  const ended = await tx.query('delete from auth.session where id = $1 and "userId" = $2 returning id', [
    sessionId,
    accountId,
  ])
  await tellOfChange(tx)
  return ended.length > 0
}

/** Every process forgets whom it knew, at the commit of this transaction. */
export async function tellOfChange(tx: HostTx): Promise<void> {
  await tx.query(`select pg_notify('${channel}', '')`, [], 'people-changed')
}

/** Hears of ended sessions and posts from every process. While it cannot hear, the five seconds stand alone. */
export function hearOfChanges(database: Database, forget: () => void): { close(): Promise<void> } {
  let closed = false
  let client: Client | undefined
  let timer: NodeJS.Timeout | undefined
  async function listen(): Promise<void> {
    const next = new Client({ connectionString: database.listenUrl, application_name: 'onegrid people' })
    client = next
    const again = (): void => {
      if (closed || client !== next) return
      client = undefined
      forget()
      next.end().catch(() => {})
      timer = setTimeout(() => void listen(), reconnectMilliseconds)
    }
    next.on('error', again)
    next.on('end', again)
    next.on('notification', forget)
    try {
      await next.connect()
      await next.query(`listen ${channel}`)
      forget()
    } catch {
      again()
    }
  }
  const started = listen()
  return {
    async close() {
      closed = true
      clearTimeout(timer)
      await started
      await client?.end().catch(() => {})
    },
  }
}
