/** What is said about a grid, apart from its ground. */
import type { GridKind } from '../grid.ts'
import type { Division, PlanGrid } from './division.ts'
import { closeDrawing, demandEdit, gridOf, openDrawing } from './drawing.ts'

export type Description = {
  readonly name?: string
  readonly kind?: GridKind
  readonly localNames?: readonly string[]
  /** null: none; the rule gives one at adoption. */
  readonly code?: string | null
}

/** @throws Refusal division_edit_refused: grid_unknown, name_missing */
export function describeGrid(division: Division, key: string, description: Description): Division {
  const drawing = openDrawing(division)
  gridOf(drawing, key)
  const name = description.name?.trim()
  demandEdit(name !== '', 'name_missing')
  const grids = division.grids.map((grid): PlanGrid => {
    if (grid.key !== key) return grid
    const { code, ...rest } = grid
    const wanted = description.code === undefined ? code : (description.code?.trim() ?? '')
    return {
      ...rest,
      ...(name === undefined ? {} : { name }),
      ...(description.kind === undefined ? {} : { kind: description.kind }),
      ...(description.localNames === undefined ? {} : { localNames: [...description.localNames] }),
      ...(wanted === undefined || wanted === '' ? {} : { code: wanted }),
    }
  })
  return closeDrawing(drawing, grids, drawing.grounds)
}
