import { Refusal } from '@onegrid/domain/kernel/refusal.ts'
import { hashPassword } from 'better-auth/crypto'
import type { HostTx } from '../database/database.ts'
import type { Ids } from '../ids.ts'

export type NewAccount = {
  readonly username?: string
  readonly password?: string
  /** E.164 */
  readonly phone?: string
  readonly hostAdministrator?: boolean
}

/** Sign-in of its own for the whole host, in the caller's transaction. @returns accountId. */
export async function createAccount(tx: HostTx, ids: Ids, account: NewAccount): Promise<string> {
  const accountId = ids.id()
  const username = account.username?.toLowerCase()
  const [taken] = await tx.query('select 1 from auth.account where username = $1', [username ?? null])
  if (taken)
    throw new Refusal('field_invalid', {
      pointer: '/username',
      expected: 'a user name that is free',
      expectedZh: '没有人用过的用户名',
    })
  await tx.query(
    `insert into auth.account (id, name, email, "emailVerified", username, "phoneNumber", "phoneNumberVerified", "hostAdministrator")
     values ($1, '', $2, false, $3, $4, false, $5)`,
    [
      accountId,
      `${accountId}@account.invalid`,
      username ?? null,
      account.phone ?? null,
      account.hostAdministrator === true,
    ],
  )
  if (account.password !== undefined) await setPassword(tx, ids, accountId, account.password)
  return accountId
}

/** scrypt (N 16384, r 16, p 1) with a salt of its own, as the sign-in library checks it. */
export async function setPassword(tx: HostTx, ids: Ids, accountId: string, password: string): Promise<void> {
  const hash = await hashPassword(password)
  await tx.query(`delete from auth.credential where "userId" = $1 and "providerId" = 'credential'`, [accountId])
  await tx.query(
    `insert into auth.credential (id, "accountId", "providerId", "userId", password, "updatedAt")
     values ($1, $2, 'credential', $2, $3, now())`,
    [ids.id(), accountId, hash],
  )
}

export async function findAccountByPhone(tx: HostTx, phone: string): Promise<string | undefined> {
  const [row] = await tx.query<{ id: string }>('select id from auth.account where "phoneNumber" = $1', [phone])
  return row?.id
}

export async function hasTotp(tx: HostTx, accountId: string): Promise<boolean> {
  const [row] = await tx.query<{ on: boolean | null }>(
    'select "twoFactorEnabled" as on from auth.account where id = $1',
    [accountId],
  )
  return row?.on === true
}

export async function findUsername(tx: HostTx, accountId: string): Promise<string | undefined> {
  const [row] = await tx.query<{ username: string | null }>('select username from auth.account where id = $1', [
    accountId,
  ])
  return row?.username ?? undefined
}
