import type { Database } from '../database/database.ts'

export type Town = { readonly tenantId: string; readonly code: string; readonly name: string; readonly zone: string }
type TownRow = { tenant_id: string; host_names: string[]; code: string; name: string; zone: string }

/** A town that was just set up elsewhere answers here after this long at the latest. */
const trustedForMilliseconds = 5000

export type Towns = {
  byHostName(hostName: string): Promise<Town | undefined>
  all(): Promise<readonly Town[]>
  forget(): void
}

/** The directory of towns, kept in memory: it is asked on every request and changes once a year. */
export function openTowns(database: Database): Towns {
  let readAt = Number.NEGATIVE_INFINITY
  let byName = new Map<string, Town>()
  let towns: readonly Town[] = []
  let reading: Promise<void> | undefined

  async function readAll(): Promise<void> {
    const rows = await database.host(tx =>
      tx.query<TownRow>('select tenant_id, host_names, code, name, zone from tenant order by code', [], 'towns'),
    )
    const named = new Map<string, Town>()
    towns = rows.map(row => {
      const town = { tenantId: row.tenant_id, code: row.code, name: row.name, zone: row.zone }
      for (const hostName of row.host_names) named.set(hostName.toLowerCase(), town)
      return town
    })
    byName = named
    readAt = performance.now()
  }

  async function fresh(): Promise<void> {
    if (performance.now() - readAt < trustedForMilliseconds && towns.length > 0) return
    reading ??= readAll().finally(() => {
      reading = undefined
    })
    await reading
  }

  return {
    async byHostName(hostName) {
      await fresh()
      return towns.length === 1 ? towns[0] : byName.get(hostName.toLowerCase())
    },
    async all() {
      await fresh()
      return towns
    },
    forget() {
      readAt = Number.NEGATIVE_INFINITY
    },
  }
}
