import type { Tx } from '../../database/database.ts'
import type { JobPorts } from '../../jobs/ports.ts'
import { append, type Entry, headOf } from '../../journal/journal.ts'

/** Ids, counts and digests of what the town's grids are drawn from; places of homes stay in their table. */
export async function tellTown(
  tx: Tx,
  { ids }: Pick<JobPorts, 'ids'>,
  entry: Entry,
  type: string,
  facts: object,
): Promise<void> {
  const stream = { kind: 'grid', id: tx.tenantId }
  await append(tx, ids, stream, await headOf(tx, stream), [{ type, at: entry.recordedAt, ...facts }], entry)
}
