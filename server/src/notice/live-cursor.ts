/** A place in the feed: transactions in their order, events within one. What Last-Event-ID carries. */
export type LiveCursor = { readonly transaction: bigint; readonly eventId: string }

export const lastUuid = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

export function cursorText({ transaction, eventId }: LiveCursor): string {
  return `${transaction}.${eventId}`
}

/** Undefined when it was not made by us. */
export function readCursor(text: string): LiveCursor | undefined {
  const found = /^(\d{1,20})\.([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/.exec(text)
  if (!found) return undefined
  const transaction = BigInt(found[1]!)
  return transaction < 2n ** 64n ? { transaction, eventId: found[2]! } : undefined
}

export function isAfter(one: LiveCursor, other: LiveCursor): boolean {
  return one.transaction === other.transaction ? one.eventId > other.eventId : one.transaction > other.transaction
}
