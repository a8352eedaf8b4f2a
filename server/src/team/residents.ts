import { phoneFrom } from '@onegrid/domain/account/phone.ts'
import { phoneHash } from '../account/secrets.ts'
import { tellOfChange } from '../account/sessions.ts'
import type { Clock } from '../clock.ts'
import type { Tx } from '../database/database.ts'
import type { Ids } from '../ids.ts'
import { findPersonByPhoneHash, findPersonOfAccount, getPersonForChange, insertPerson, updatePerson } from './store.ts'

type Ports = { readonly ids: Ids; readonly clock: Clock }

/** A resident is a person without a post, known by the number; the same number is the same person. @returns personId. */
export async function registerResident(
  tx: Tx,
  ports: Ports,
  resident: { readonly phone: string; readonly name?: string },
): Promise<string> {
  const phone = phoneFrom(resident.phone)
  const hash = await phoneHash(tx, phone)
  const known = await findPersonByPhoneHash(tx, hash)
  if (known) return known.person_id
  const personId = ports.ids.id()
  const { name } = resident
  const made = await insertPerson(tx, {
    personId,
    phone,
    phoneHash: hash,
    at: ports.clock.now(),
    ...(name === undefined ? {} : { name }),
  })
  if (made) return personId
  // Somebody reported with the same number at the same moment; that transaction has committed by now.
  return (await findPersonByPhoneHash(tx, hash))?.person_id ?? personId
}

/**
 * Whoever proved the number is that person. A colleague with a sign-in of his own keeps it: the number leads to it, and
 * never puts another in its place. Posts of the roster stay without rights until the invitation is accepted (`actorOf`).
 * @returns the account to sign in.
 */
export async function knowPhone(tx: Tx, ports: Ports, accountId: string, phone: string): Promise<string> {
  if (await findPersonOfAccount(tx, accountId)) return accountId
  const personId = await registerResident(tx, ports, { phone })
  const person = await getPersonForChange(tx, personId)
  if (person.account_id !== null) return person.account_id
  await updatePerson(tx, { ...person, account_id: accountId })
  await tellOfChange(tx)
  return accountId
}

/** The person whom a number leads to, and nobody new. */
export async function findResident(tx: Tx, phone: string): Promise<string | undefined> {
  return (await findPersonByPhoneHash(tx, await phoneHash(tx, phoneFrom(phone))))?.person_id
}
