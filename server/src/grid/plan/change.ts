/** A division that takes effect, as other slices hear of it: what hangs on grids follows in the same act or right after. */
import type { LocalDate } from '@onegrid/domain/kernel/time.ts'
import type { Tx } from '../../database/database.ts'
import type { JobPorts } from '../../jobs/ports.ts'
import type { Entry } from '../../journal/journal.ts'
import type { GridIndex } from '../grid-index.ts'

export type Successor = { readonly gridId: string; readonly share: number }

export type DivisionChange = {
  readonly planId: string
  readonly effectiveOn: LocalDate
  /** The day before it, or the grids in force until this moment where it takes effect at once. */
  readonly before: GridIndex
  /** The town as it will be; its grids must not be asked for inside the transaction. */
  readonly after: GridIndex
  readonly ended: readonly string[]
  readonly begun: readonly string[]
  /** Of a grid that ended, with this plan or before it; the largest share first. */
  successorsOf(gridId: string): readonly Successor[]
  readonly entry: Entry
}

export type InForceHook = (ports: JobPorts, tx: Tx, change: DivisionChange) => Promise<void>
/** Asked between two batches: a request does not wait for fifty thousand matters, the sweep goes on with them. */
export type MayGoOn = () => boolean
/** @returns whether everything has followed */
export type FollowHook = (
  ports: JobPorts,
  tenantId: string,
  change: DivisionChange,
  mayGoOn: MayGoOn,
) => Promise<boolean>

const inForceHooks = new Set<InForceHook>()
const followHooks = new Set<FollowHook>()

/**
 * In the transaction with which the division takes effect, for what is few and dated (posts, groups, venues). It may be
 * tried again: a hook touches nothing but `tx`. @returns how to take it back.
 */
export function onDivisionInForce(hook: InForceHook): () => void {
  inForceHooks.add(hook)
  return () => inForceHooks.delete(hook)
}

/**
 * After it, for what may be tens of thousands (open matters): in transactions of its own, safe to be run again and by two
 * processes at once, because a crash in the middle is made good by the next round.
 */
export function onDivisionFollowed(hook: FollowHook): () => void {
  followHooks.add(hook)
  return () => followHooks.delete(hook)
}

export async function tellInForce(ports: JobPorts, tx: Tx, change: DivisionChange): Promise<void> {
  for (const hook of inForceHooks) await hook(ports, tx, change)
}

export async function letFollow(
  ports: JobPorts,
  tenantId: string,
  change: DivisionChange,
  mayGoOn: MayGoOn,
): Promise<boolean> {
  for (const hook of followHooks) if (!(await hook(ports, tenantId, change, mayGoOn))) return false
  return true
}

/** An adoption that was taken back before its day: what was prepared at the grids that it would have begun goes back. */
export type Revoked = {
  readonly planId: string
  readonly begun: readonly string[]
  /** The grid that goes on instead, where it had a share in it. */
  predecessorOf(gridId: string): string | undefined
  readonly entry: Entry
}
export type RevokedHook = (ports: JobPorts, tx: Tx, revoked: Revoked) => Promise<void>
const revokedHooks = new Set<RevokedHook>()

export function onDivisionRevoked(hook: RevokedHook): () => void {
  revokedHooks.add(hook)
  return () => revokedHooks.delete(hook)
}

export async function tellRevoked(ports: JobPorts, tx: Tx, revoked: Revoked): Promise<void> {
  for (const hook of revokedHooks) await hook(ports, tx, revoked)
}
