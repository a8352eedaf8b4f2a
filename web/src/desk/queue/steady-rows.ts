/**
 * A list that never jumps under the hand: rows keep their place while fresh answers come. What left the queue stays, marked;
 * what is new waits above until it is asked for; what follows below is appended.
 */
export type Steady<Row> = {
  readonly rows: readonly { readonly row: Row; readonly gone: boolean }[]
  /** Fresh rows that would have pushed others aside. */
  readonly waiting: number
}

export function steadyRows<Row>(before: Steady<Row>, fresh: readonly Row[], idOf: (row: Row) => string): Steady<Row> {
  if (before.rows.length === 0) return { rows: fresh.map(row => ({ row, gone: false })), waiting: 0 }
  const byId = new Map(fresh.map(row => [idOf(row), row]))
  const known = new Set(before.rows.map(({ row }) => idOf(row)))
  const kept = before.rows.map(({ row }) => {
    const now = byId.get(idOf(row))
    return now === undefined ? { row, gone: true } : { row: now, gone: false }
  })
  const lastKnown = fresh.findLastIndex(row => known.has(idOf(row)))
  const below = lastKnown < 0 ? [] : fresh.slice(lastKnown + 1)
  const waiting = fresh.filter(row => !known.has(idOf(row))).length - below.length
  return { rows: [...kept, ...below.map(row => ({ row, gone: false }))], waiting }
}
