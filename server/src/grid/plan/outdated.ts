/** A draft that was drawn on grids which have changed since: what changed, by name, and whether it can follow by itself. */
import type { Division } from '@onegrid/domain/grid/division/division.ts'
import { faultsOf } from '@onegrid/domain/grid/division/faults.ts'
import { changedSince, isUnchanged, rebased } from '@onegrid/domain/grid/division/rebase.ts'
import { digestOf, fingerprints, type TownGround } from './ground.ts'
import type { WholePlan } from './store.ts'

export type Behind = {
  readonly changed: readonly string[]
  readonly ended: readonly string[]
  /** Whether the plan touches none of it, so that it can be brought up to date without anybody's decision. */
  readonly rebase: boolean
}

/** More names than a person reads. */
const namesMost = 50

/** @returns nothing where the plan still stands on today's grids, or is no draft any more */
export function behindOf(plan: WholePlan, today: TownGround): Behind | undefined {
  if (plan.state !== 'draft' || plan.basedOn === today.version) return undefined
  const changed = changedSince(plan.fingerprints, fingerprints(today.division))
  if (isUnchanged(changed)) return undefined
  const names = new Map([...namesIn(plan.division), ...namesIn(today.division)])
  const named = (gridIds: readonly string[]) => gridIds.flatMap(gridId => names.get(gridId) ?? []).slice(0, namesMost)
  const result = rebased(plan.fingerprints, plan.division, today.division, digestOf)
  const clean =
    result !== undefined && faultsOf(result, { usedCodes: today.usedCodes }).every(fault => fault.severity !== 'error')
  return { changed: named([...changed.changed, ...changed.begun]), ended: named(changed.ended), rebase: clean }
}

/** Every village has a first group: a group is named with its village. */
function namesIn({ grids }: Division): [string, string][] {
  const villages = new Map(grids.flatMap(({ key, level, name }) => (level === 'medium' ? [[key, name] as const] : [])))
  return grids.map(({ key, gridId, name, parentKey }) => [
    gridId ?? key,
    `${villages.get(parentKey ?? '') ?? ''}${name}`,
  ])
}
