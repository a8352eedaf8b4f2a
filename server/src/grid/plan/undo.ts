/** Withdrawing an adopted plan before its day. */

import { demand } from '@onegrid/domain/kernel/refusal.ts'
import { instantOf, type LocalDate, milliseconds } from '@onegrid/domain/kernel/time.ts'
import type { Tx } from '../../database/database.ts'
import type { JobPorts } from '../../jobs/ports.ts'
import { append, type Entry, headOf } from '../../journal/journal.ts'
import { lockVersion, raiseVersion } from '../store.ts'
import { loadSuccessions, revokeTerms } from '../store-division.ts'
import { tellRevoked } from './change.ts'
import { townDay } from './ground.ts'
import type { WholePlan } from './store.ts'

export async function undoAdoption(tx: Tx, ports: JobPorts, plan: WholePlan, entry: Entry): Promise<void> {
  const { planId, state, effectiveOn } = plan
  if (state === 'draft' || effectiveOn === null) return
  // What its day has come for is in force, whether the town's clock has looked yet or not.
  const passed = state === 'in_force' || effectiveOn <= (await townDay(tx, ports.clock))
  demand(!passed, 'plan_in_force', { effectiveOn, dayBefore: dayBefore(effectiveOn) })
  await lockVersion(tx)
  const successions = await loadSuccessions(tx)
  const begun = await revokeTerms(tx, planId, effectiveOn)
  await tellRevoked(ports, tx, { planId, begun, predecessorOf: gridId => predecessorOf(successions, gridId), entry })
  const version = await raiseVersion(tx)
  const stream = { kind: 'grid', id: tx.tenantId }
  const event = { type: 'DivisionRevoked', at: entry.recordedAt, planId, version }
  await append(tx, ports.ids, stream, await headOf(tx, stream), [event], entry)
}

/** The grid of which it has the most. */
function predecessorOf(successions: Awaited<ReturnType<typeof loadSuccessions>>, gridId: string): string | undefined {
  let [best, most] = [undefined as string | undefined, 0]
  for (const [from, rows] of successions) {
    const share = rows.find(row => row.successorId === gridId)?.share ?? 0
    if (share > most) [best, most] = [from, share]
  }
  return best
}

export function dayBefore(day: LocalDate): LocalDate {
  return instantOf(milliseconds(`${day}T00:00:00.000Z`) - 86_400_000).slice(0, 10)
}
