/** Adoption sets the day: rows with dates are written now, and what has no dates follows on the day (in-force.ts). */
import { demandPlanRight } from '@onegrid/domain/grid/division/access.ts'
import { successionOf } from '@onegrid/domain/grid/division/compare.ts'
import type { AdoptBody } from '@onegrid/domain/grid/division/contract.ts'
import type { Division } from '@onegrid/domain/grid/division/division.ts'
import { numberDivision } from '@onegrid/domain/grid/division/number.ts'
import { type Settlement, settle } from '@onegrid/domain/grid/division/settle.ts'
import type { Boundary, Grid } from '@onegrid/domain/grid/grid.ts'
import { demand, Refusal } from '@onegrid/domain/kernel/refusal.ts'
import type { LocalDate } from '@onegrid/domain/kernel/time.ts'
import type { Tx } from '../../database/database.ts'
import type { Ids } from '../../ids.ts'
import type { JobPorts } from '../../jobs/ports.ts'
import { append, type Entry, headOf } from '../../journal/journal.ts'
import { forgetGridIndex, type GridIndex } from '../grid-index.ts'
import { insertBoundaries, insertGrids, lockVersion, raiseVersion } from '../store.ts'
import { endBoundaries, endGrids, insertSuccessions, type SuccessionRow } from '../store-division.ts'
import { lockDraft, type PlanAsking, type PlanStand, runPlanCommand, tellOfPlan } from './commands.ts'
import { digestOf, groundOn, soundDivision, type TownGround } from './ground.ts'
import { askHouseholds } from './ground-facts.ts'
import { followPlan, takeEffect } from './in-force.ts'
import { behindOf } from './outdated.ts'
import { findWaiting, setAdopted, type WholePlan } from './store.ts'

/** Milliseconds that an adoption for today waits for open matters to follow; with more of them the sweep goes on. */
const patience = 8000

/**
 * @throws Refusal not_permitted, not_found, plan_closed, plan_waiting, plan_outdated, division_invalid, field_invalid for a
 * day that has passed
 */
export async function adoptPlan(
  ports: JobPorts,
  asking: PlanAsking,
  planId: string,
  effectiveOn: LocalDate,
  heirs: NonNullable<AdoptBody['heirs']> = [],
): Promise<PlanStand> {
  const personId = demandPlanRight(asking.actor, 'managePlans')
  let before: GridIndex | undefined
  const asked = { planId, effectiveOn, ...(heirs.length === 0 ? {} : { heirs }) }
  const adopted = await runPlanCommand(ports, asking, 'adoptPlan', asked, async (tx, entry) => {
    // One town's divisions are decided one after the other: of two at once the second sees what the first one did.
    await lockVersion(tx)
    const plan = await lockDraft(tx, planId)
    const today = await groundOn(tx, ports.clock)
    demand(effectiveOn >= today.day, 'field_invalid', {
      pointer: '/effectiveOn',
      expected: 'today or a later day',
      expectedZh: '今天或以后的日期',
    })
    const waiting = await findWaiting(tx)
    if (waiting) throw new Refusal('plan_waiting', waiting)
    demandCurrent(plan, today)
    const { division: sound } = soundDivision(plan.division, today)
    const { division, settlement } = await writeDivision(tx, ports, plan, sound, today, { effectiveOn, heirs })
    const version = await raiseVersion(tx)
    const stand = await setAdopted(tx, planId, {
      at: entry.recordedAt,
      by: personId,
      effectiveOn,
      division,
      basedOn: version,
    })
    await tellOfPlan(tx, ports, planId, entry, 'PlanAdopted', { version: stand, effectiveOn })
    await tellOfGrids(tx, ports.ids, entry, {
      type: 'DivisionAdopted',
      planId,
      effectiveOn,
      version,
      digest: digestOf(JSON.stringify(division)),
      begun: settlement.beginning.map(({ key }) => division.grids.find(grid => grid.key === key)!.gridId),
      ended: settlement.ending,
      changed: settlement.continuing.filter(each => each.border || each.described).map(each => each.gridId),
    })
    if (effectiveOn > today.day) return { planId, version: stand, state: 'adopted' as const, effectiveOn }
    before = today.findIndex()
    const inForce = await takeEffect(tx, ports, planId, entry, today)
    return { planId, version: inForce.version, state: 'in_force' as const, effectiveOn }
  })
  forgetGridIndex(ports.database, asking.tenantId)
  if (adopted.state === 'in_force') {
    const end = performance.now() + patience
    await followPlan(ports, asking.tenantId, planId, { before, mayGoOn: () => performance.now() < end })
  }
  return adopted
}

/** What changed since the plan was begun is told by name; a plan that touches none of it can be brought up to date. */
function demandCurrent(plan: WholePlan, today: TownGround): void {
  const behind = behindOf(plan, today)
  if (behind !== undefined) throw new Refusal('plan_outdated', { ...behind })
}

async function writeDivision(
  tx: Tx,
  ports: JobPorts,
  plan: WholePlan,
  sound: Division,
  today: TownGround,
  { effectiveOn, heirs }: Required<AdoptBody>,
): Promise<{ readonly division: Division; readonly settlement: Settlement }> {
  const numbered = numberDivision(sound, { before: today.division, usedCodes: today.usedCodes.keys() })
  const settlement = settle(today.division, numbered)
  const { continuing, beginning, ending } = settlement
  const idOf = new Map<string, string>([
    ...continuing.map(({ grid, gridId }) => [grid.key, gridId] as const),
    ...beginning.map(({ key }) => [key, ports.ids.id()] as const),
  ])
  const points = await askHouseholds(tx)
  const succession = successionOf(today.division, numbered, points)
  const heirOf = new Map(heirs.map(({ gridId, key }) => [gridId.toLowerCase(), key]))
  heirs.forEach(({ gridId, key }, at) => {
    const known = succession
      .find(each => each.gridId === gridId.toLowerCase())
      ?.successors.some(each => each.key === key)
    demand(known === true, 'field_invalid', {
      pointer: `/heirs/${at}`,
      expected: 'one of the grids to which its ground goes',
      expectedZh: '须是这个网格拆分后的其中一格',
    })
  })
  const successions = succession.flatMap(({ gridId, successors }): SuccessionRow[] =>
    successors.map(({ key, share }) => ({
      gridId,
      successorId: idOf.get(key)!,
      share: Math.min(1, share),
      heir: heirOf.get(gridId) === key,
    })),
  )
  const drawn = [...beginning, ...continuing.filter(each => each.border).map(each => each.grid)]
  await endGrids(tx, ending, effectiveOn)
  await endBoundaries(tx, [...ending, ...continuing.filter(each => each.border).map(each => each.gridId)], effectiveOn)
  await insertGrids(
    tx,
    beginning.map(({ key, level, parentKey, code, name, localNames, kind }): Grid => {
      const parentId = parentKey === undefined ? undefined : idOf.get(parentKey)
      const grid = { gridId: idOf.get(key)!, level, code: code ?? '', name, localNames, kind, from: effectiveOn }
      return parentId === undefined ? grid : { ...grid, parentId }
    }),
  )
  await insertBoundaries(
    tx,
    drawn.flatMap(({ key, shape, example }): Boundary[] =>
      shape === undefined
        ? []
        : [
            {
              boundaryId: ports.ids.id(),
              gridId: idOf.get(key)!,
              from: effectiveOn,
              shape,
              example: example ?? false,
            },
          ],
    ),
  )
  await insertSuccessions(tx, plan.planId, successions)
  const division = {
    grids: numbered.grids.map(grid => ({ ...grid, gridId: idOf.get(grid.key)! })),
  }
  return { division, settlement }
}

export async function tellOfGrids(
  tx: Tx,
  ids: Ids,
  entry: Entry,
  event: { readonly type: string; readonly [fact: string]: unknown },
): Promise<void> {
  const stream = { kind: 'grid', id: tx.tenantId }
  await append(tx, ids, stream, await headOf(tx, stream), [{ ...event, at: entry.recordedAt }], entry)
}
