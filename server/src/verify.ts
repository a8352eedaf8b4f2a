import type { Clock } from './clock.ts'
import type { Database } from './database/database.ts'
import { randomIds } from './ids.ts'
import { type Verified, verifyTown } from './journal/verify.ts'
import { townAtWork } from './ticket/town-rules.ts'
import { ticketCheck } from './ticket/verify.ts'

/** The journal's check with what every slice adds to it; a town that is not planted yet has chains but no tickets. */
export async function verifyInstallation(
  ports: { readonly database: Database; readonly clock: Clock },
  tenantId: string,
): Promise<Verified> {
  const planted = await ports.database.read(tenantId, tx =>
    tx.query(
      'select 1 from grid_version where tenant_id = $1 and exists (select 1 from catalogue_version where tenant_id = $1)',
      [tenantId],
    ),
  )
  if (planted.length === 0) return verifyTown(ports.database, tenantId, [])
  const town = await townAtWork({ ...ports, ids: randomIds(ports.clock) }, tenantId)
  return verifyTown(ports.database, tenantId, [ticketCheck(town)])
}
