import type { Clock } from '../clock.ts'
import type { Database } from '../database/database.ts'
import type { Ids } from '../ids.ts'

/** What work without a request needs of the process. */
export type JobPorts = { readonly database: Database; readonly clock: Clock; readonly ids: Ids }

/** The process's log, as fastify's `app.log` has it. */
export type JobLog = {
  info(facts: object, words: string): void
  warn(facts: object, words: string): void
  error(facts: object, words: string): void
}

export const silentLog: JobLog = { info() {}, warn() {}, error() {} }

/** The towns, host-wide; asked at most every few seconds by the loops. */
export async function readTowns(
  database: Database,
): Promise<readonly { readonly tenantId: string; readonly zone: string }[]> {
  const rows = await database.host(tx =>
    tx.query<{ tenant_id: string; zone: string }>(
      'select tenant_id, zone from tenant order by tenant_id',
      [],
      'job-towns',
    ),
  )
  return rows.map(row => ({ tenantId: row.tenant_id, zone: row.zone }))
}
