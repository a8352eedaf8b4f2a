import type { Tx } from '../database/database.ts'

/** A place in the outbox: transactions in their order, events within one. What Last-Event-ID carries. */
export type OutboxCursor = { readonly transaction: bigint; readonly eventId: string }

const lastUuid = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

export function cursorText({ transaction, eventId }: OutboxCursor): string {
  return `${transaction}.${eventId}`
}

/** Undefined when it was not made by us. */
export function readCursor(text: string): OutboxCursor | undefined {
  const found = /^(\d{1,20})\.([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/.exec(text)
  if (!found) return undefined
  const transaction = BigInt(found[1]!)
  return transaction < 2n ** 64n ? { transaction, eventId: found[2]! } : undefined
}

export function isAfter(one: OutboxCursor, other: OutboxCursor): boolean {
  return one.transaction === other.transaction ? one.eventId > other.eventId : one.transaction > other.transaction
}

/** Where the outbox stands now: below the snapshot horizon, since a transaction that began earlier may commit later. */
export async function readOutboxEnd(tx: Tx): Promise<OutboxCursor> {
  const [horizon] = await tx.query<{ horizon: string }>(
    'select pg_snapshot_xmin(pg_current_snapshot())::text as horizon',
    [],
    'outbox-end',
  )
  return { transaction: BigInt(horizon!.horizon) - 1n, eventId: lastUuid }
}
