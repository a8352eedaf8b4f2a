import type { TicketRow } from '@onegrid/domain/ticket/view.ts'
import { useEffect, useRef, useState } from 'react'
import { type Steady, steadyRows } from './steady-rows.ts'

const none: Steady<TicketRow> = { rows: [], waiting: 0 }

/** The rows as they stand on screen; `renew` takes the fresh order. Another question begins anew. */
export function useSteady(items: readonly TicketRow[], question: string, stale: boolean) {
  const [steady, setSteady] = useState(none)
  const asked = useRef(question)
  const last = useRef<readonly TicketRow[]>([])
  useEffect(() => {
    // The rows of the former question are shown as long as those of the new one have not come.
    if (stale) return
    last.current = items
    const anew = asked.current !== question
    asked.current = question
    setSteady(before => steadyRows(anew ? none : before, items, row => row.number))
  }, [items, question, stale])
  return { ...steady, renew: () => setSteady(steadyRows(none, last.current, row => row.number)) }
}
