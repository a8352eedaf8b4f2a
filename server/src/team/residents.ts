import { phoneFrom } from '@onegrid/domain/account/phone.ts'
import { phoneHash } from '../account/secrets.ts'
import type { Clock } from '../clock.ts'
import type { Tx } from '../database/database.ts'
import type { Ids } from '../ids.ts'
import { findPersonByPhoneHash, findPersonOfAccount, insertPerson, updatePerson } from './store.ts'

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

/** Whoever proved the number is that person, unless the account already is somebody of this town. */
export async function knowPhone(tx: Tx, ports: Ports, accountId: string, phone: string): Promise<void> {
  if (await findPersonOfAccount(tx, accountId)) return
  const personId = await registerResident(tx, ports, { phone })
  const hash = await phoneHash(tx, phone)
  const person = await findPersonByPhoneHash(tx, hash)
  if (person?.person_id === personId) await updatePerson(tx, { ...person, account_id: accountId })
}
