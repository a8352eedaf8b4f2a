import { Refusal } from '@onegrid/domain/kernel/refusal.ts'
import { milliseconds } from '@onegrid/domain/kernel/time.ts'
import type { Clock } from '../clock.ts'
import type { Database } from '../database/database.ts'
import { digest } from './secrets.ts'

/** Guesses at one account or number in a quarter of an hour; a person needs three, a machine millions. */
const windowMilliseconds = 15 * 60_000
const allowed = { password: 10, code: 10, request: 5 } as const

type Ports = { readonly database: Database; readonly clock: Clock }

/**
 * Counts before the trial, not after it: a hundred guesses sent at the same moment must not all see a free place. Success
 * clears the count.
 */
export async function countAttempt(ports: Ports, kind: keyof typeof allowed, subject: string): Promise<void> {
  const now = ports.clock.now()
  const [row] = await ports.database.host(tx =>
    tx.query<{ failures: number; first_at: string }>(
      `insert into sign_in_failure as f (key, failures, first_at) values ($1, 1, $2)
       on conflict (key) do update set
         failures = case when f.first_at < $2::timestamptz - interval '15 minutes' then 1 else f.failures + 1 end,
         first_at = case when f.first_at < $2::timestamptz - interval '15 minutes' then $2 else f.first_at end
       returning failures, first_at`,
      [digest(`${kind} ${subject}`), now],
      'attempt-count',
    ),
  )
  if (row === undefined || row.failures <= allowed[kind]) return
  const wait = milliseconds(row.first_at) + windowMilliseconds - milliseconds(now)
  throw new Refusal('too_many_requests', { retryAfterSeconds: Math.max(1, Math.ceil(wait / 1000)) })
}

export async function forgetAttempts(ports: Ports, kind: keyof typeof allowed, subject: string): Promise<void> {
  await ports.database.host(tx =>
    tx.query('delete from sign_in_failure where key = $1', [digest(`${kind} ${subject}`)]),
  )
}
