/** A day to come under an adopted plan: outlines and new grids have their dates, but what a grid will be called waits in the plan. */
import type { LocalDate } from '@onegrid/domain/kernel/time.ts'
import type { Tx } from '../../database/database.ts'
import type { TownGrids } from '../store.ts'
import { findWaiting, getPlan } from './store.ts'

/** For whoever looks at that day; what the plan does on its day is decided on the grids as they are called until then. */
export async function foretold(tx: Tx, town: TownGrids, day: LocalDate): Promise<TownGrids> {
  const waiting = await findWaiting(tx)
  if (waiting === undefined || waiting.effectiveOn > day) return town
  const { division } = await getPlan(tx, waiting.planId)
  const planned = new Map(division.grids.map(grid => [grid.gridId, grid]))
  return {
    ...town,
    grids: town.grids.map(grid => {
      const then = planned.get(grid.gridId)
      if (then === undefined) return grid
      const { code = grid.code, name, localNames, kind } = then
      return { ...grid, code, name, localNames, kind }
    }),
  }
}
