import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { HostTx } from '../database/database.ts'

/** A link that lies about for longer is found by somebody else. */
export const invitationMilliseconds = 7 * 86_400_000

/** One value for all processes of the installation, made at the first use. */
export async function secretOf(tx: HostTx, name: 'cookie' | 'phone'): Promise<string> {
  const [found] = await tx.query<{ value: string }>(
    'select value from server_secret where name = $1',
    [name],
    'secret-find',
  )
  if (found) return found.value
  const value = randomBytes(32).toString('base64url')
  await tx.query('insert into server_secret (name, value) values ($1, $2) on conflict do nothing', [name, value])
  const [kept] = await tx.query<{ value: string }>(
    'select value from server_secret where name = $1',
    [name],
    'secret-find',
  )
  return kept?.value ?? value
}

/** Look-ups by number compare this, never the number. */
export async function phoneHash(tx: HostTx, phone: string): Promise<string> {
  return createHmac('sha256', await secretOf(tx, 'phone'))
    .update(phone)
    .digest('base64url')
}

/** The same for many numbers, with one look at the key. */
export async function phoneHashes(tx: HostTx, phones: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (phones.length === 0) return new Map()
  const key = await secretOf(tx, 'phone')
  return new Map(phones.map(phone => [phone, createHmac('sha256', key).update(phone).digest('base64url')]))
}

/** Of links and codes only this is kept. */
export function digest(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}

export function sameDigest(secret: string, kept: string): boolean {
  const given = Buffer.from(digest(secret))
  const wanted = Buffer.from(kept)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}
