import type { Instant } from '@onegrid/domain/kernel/time.ts'
import type { Tx } from '../database/database.ts'
import type { JobPorts } from './ports.ts'

/** What happened, as the outbox keeps it. */
export type OutboxEvent = {
  readonly tenantId: string
  readonly eventId: string
  readonly streamKind: string
  readonly streamId: string
  readonly sequence: number
  readonly type: string
  readonly payload: Readonly<Record<string, unknown>>
  readonly occurredAt: Instant
  /** Who did it, if a person did. */
  readonly actorId: string | undefined
}

/**
 * Runs in the transaction that marks it done: what it writes happens once. It talks to no other machine (deliveries do
 * that), and keeps nothing in memory: where another one fails it is run again. Events of one stream may arrive out of order when one had to wait, so it looks at the present state.
 */
export type ReactionHandler = (tx: Tx, event: OutboxEvent, ports: JobPorts) => Promise<void>

export type Reaction = { readonly name: string; readonly types: ReadonlySet<string>; readonly handle: ReactionHandler }

const registered = new Map<string, Reaction>()

/** A name stands for ever: it is what `reaction_done` remembers. Registering it again replaces it. @returns the way back */
export function registerReaction(name: string, eventTypes: readonly string[], handle: ReactionHandler): () => void {
  const reaction = { name, types: new Set(eventTypes), handle }
  registered.set(name, reaction)
  return () => {
    if (registered.get(name) === reaction) registered.delete(name)
  }
}

export function reactionsTo(type: string): readonly Reaction[] {
  return [...registered.values()].filter(reaction => reaction.types.has(type))
}
