import type { Emergency } from '@onegrid/domain/team/emergency/emergency.ts'
import type { Database, Tx } from '../../database/database.ts'
import { findEmergency } from './store.ts'

/** Every verb of a ticket asks; a switch that another process threw shows after this long at the latest. */
const trustedForMilliseconds = 1000

type Entry = { readonly emergency: Emergency | undefined; readonly checkedAt: number }
const entriesOf = new WeakMap<Database, Map<string, Entry>>()

/** The emergency response that is on in the town. Inside a transaction pass it along, so that no second connection is asked. */
export async function emergencyOf(database: Database, tenantId: string, tx?: Tx): Promise<Emergency | undefined> {
  const entries = entriesOf.get(database) ?? new Map<string, Entry>()
  entriesOf.set(database, entries)
  const known = entries.get(tenantId)
  if (known && performance.now() - known.checkedAt < trustedForMilliseconds) return known.emergency
  const checkedAt = performance.now()
  const emergency = await (tx ? findEmergency(tx) : database.read(tenantId, findEmergency))
  entries.set(tenantId, { emergency, checkedAt })
  return emergency
}

/** For the process that has just thrown the switch. */
export function forgetEmergency(database: Database, tenantId: string): void {
  entriesOf.get(database)?.delete(tenantId)
}
