type Listener = (tenantId: string) => void

const listeners = new Set<Listener>()

/**
 * After a commit that left events: this process looks at once, others at their next poll (≤1 s). No NOTIFY per commit,
 * because PostgreSQL takes one lock for it and commits would queue up.
 */
export function wake(tenantId: string): void {
  for (const listener of listeners) listener(tenantId)
}

/** @returns the way back */
export function onWake(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
