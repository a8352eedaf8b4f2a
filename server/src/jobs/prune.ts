import { instantOf, milliseconds } from '@onegrid/domain/kernel/time.ts'
import type { JobPorts } from './ports.ts'
import { registerSweep } from './sweep.ts'

/** Done events stay two weeks for pages that were cut off; the journal keeps them for ever. */
const keptMilliseconds = 14 * 86_400_000
/** A transaction stays short even when a year of the demo is cleared at once. */
const rowsAtOnce = 5000

/** @returns the way back */
export function registerOutboxPruning(): () => void {
  return registerSweep('outbox-prune', 'daily', async (ports, tenantId, now) => {
    const before = instantOf(milliseconds(now) - keptMilliseconds)
    while ((await pruneSome(ports, tenantId, before)) === rowsAtOnce);
  })
}

async function pruneSome(ports: JobPorts, tenantId: string, before: string): Promise<number> {
  return ports.database.write(tenantId, async tx => {
    const gone = await tx.query<{ event_id: string }>(
      `delete from outbox where tenant_id = $1 and event_id in (
         select event_id from outbox where tenant_id = $1 and done_at < $2 limit ${rowsAtOnce} for update skip locked)
       returning event_id`,
      [tenantId, before],
      'outbox-prune',
    )
    await tx.query(
      'delete from reaction_done where tenant_id = $1 and event_id = any($2::uuid[])',
      [tenantId, gone.map(row => row.event_id)],
      'outbox-prune-done',
    )
    return gone.length
  })
}
