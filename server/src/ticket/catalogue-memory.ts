import type { Database, Tx } from '../database/database.ts'

/** A change made by another process shows after this long at the latest; until then a question costs no statement. */
const trustedForMilliseconds = 1000

type Versioned<Value> = { readonly version: string; readonly value: Value }
type Entry<Value> = Versioned<Value> & { readonly checkedAt: number }

export type TownMemory<Value> = {
  /** Inside a transaction pass it along: asking for a second connection while holding one would starve the pool. */
  of(database: Database, tenantId: string, tx?: Tx): Promise<Value>
  /** For the process that has just changed it. */
  forget(database: Database, tenantId: string): void
}

/**
 * One document a town that every verb reads and nobody changes for weeks: kept in memory, its version looked up once a
 * second. A transaction that has changed the document itself must not ask: others would see it before its commit.
 */
export function townMemory<Value>(source: {
  version(tx: Tx): Promise<string>
  load(tx: Tx): Promise<Versioned<Value>>
}): TownMemory<Value> {
  // By database, so that two installations in one process (tests) never mix.
  const entriesOf = new WeakMap<Database, Map<string, Entry<Value>>>()
  const asking = new WeakMap<Database, Map<string, Promise<Value>>>()
  const forgotten = new WeakMap<Database, Map<string, number>>()

  async function refresh(database: Database, tx: Tx): Promise<Value> {
    const entries = mapIn(entriesOf, database)
    const times = mapIn(forgotten, database)
    const timesBefore = times.get(tx.tenantId)
    const known = entries.get(tx.tenantId)
    // Before the statement: what changes while it runs is then seen by the next look.
    const checkedAt = performance.now()
    const current = known && (await source.version(tx)) === known.version ? known : await source.load(tx)
    // Forgotten meanwhile: what was read may be older than the change.
    if (times.get(tx.tenantId) === timesBefore) entries.set(tx.tenantId, { ...current, checkedAt })
    return current.value
  }

  return {
    async of(database, tenantId, tx) {
      const known = mapIn(entriesOf, database).get(tenantId)
      if (known && performance.now() - known.checkedAt < trustedForMilliseconds) return known.value
      if (tx) return refresh(database, tx)
      const running = mapIn(asking, database)
      let answer = running.get(tenantId)
      if (!answer) {
        answer = database
          .read(tenantId, reading => refresh(database, reading))
          .finally(() => {
            if (running.get(tenantId) === answer) running.delete(tenantId)
          })
        running.set(tenantId, answer)
      }
      return answer
    },
    forget(database, tenantId) {
      const times = mapIn(forgotten, database)
      times.set(tenantId, (times.get(tenantId) ?? 0) + 1)
      entriesOf.get(database)?.delete(tenantId)
      asking.get(database)?.delete(tenantId)
    },
  }
}

function mapIn<Value>(maps: WeakMap<Database, Map<string, Value>>, database: Database): Map<string, Value> {
  const found = maps.get(database)
  if (found) return found
  const made = new Map<string, Value>()
  maps.set(database, made)
  return made
}
