/** The heavy part of a preview, pure: what the files, the choices and the repairs come to. Runs beside the event loop. */
import type { Division, Fault, Repair } from '@onegrid/domain/grid/division/division.ts'
import { faultsOf } from '@onegrid/domain/grid/division/faults.ts'
import { parentsFollow } from '@onegrid/domain/grid/division/parents.ts'
import { repairDivision } from '@onegrid/domain/grid/division/repair.ts'
import { type Built, buildDivision, type ChosenSource } from '@onegrid/domain/grid/import/build.ts'
import type { ImportRow, OthersChoice } from '@onegrid/domain/grid/import/source.ts'
import { Refusal } from '@onegrid/domain/kernel/refusal.ts'

export type MadeRepair = {
  readonly repairId: string
  readonly repairs: readonly Repair[]
  /** The grids beside whose faults it was made; all where missing. */
  readonly keys?: readonly string[]
  readonly toleranceMetres: number
}

export type PreviewQuestion = {
  readonly today: Division
  readonly usedCodes: ReadonlyMap<string, string>
  readonly sources: readonly ChosenSource[]
  readonly others: OthersChoice
  readonly repairs: readonly MadeRepair[]
}

export type Preview = {
  readonly division: Division
  readonly rows: readonly ImportRow[]
  readonly faults: readonly Fault[]
  /** Faults that hinder a plan, of rows and of the division. */
  readonly errors: number
}

export function makePreview({ today, usedCodes, sources, others, repairs }: PreviewQuestion): Preview {
  const built = buildDivision(today, sources, others)
  const question = { usedCodes }
  const follows = followersOf(today, built)
  let division = following(built.division, follows)
  let faults: readonly Fault[] | undefined
  for (const { repairs: wanted, keys, toleranceMetres } of repairs) {
    const repaired = repairDivision(division, wanted, {
      toleranceMetres,
      question,
      ...(keys === undefined ? {} : { keys }),
    })
    const next = following(repaired.division, follows)
    // A parent that follows may show what was hidden: then the faults are looked for anew.
    faults = next === repaired.division ? repaired.left : undefined
    division = next
  }
  faults ??= faultsOf(division, question)
  const rowFaults = built.rows.filter(row => row.state === 'faulty').length
  const errors = rowFaults + faults.filter(({ severity }) => severity === 'error').length
  return { division, rows: built.rows, faults, errors }
}

/**
 * Parents whose outline no file drew and of which children were drawn now: the town follows its villages; a village that
 * had no outline follows its groups. A village's outline of today is taken as right, its groups are fitted into it.
 */
function followersOf(today: Division, { division, drawn }: Built): readonly string[] {
  const before = new Map(today.grids.map(grid => [grid.key, grid]))
  const parents = new Set(
    division.grids.flatMap(({ key, parentKey }) => (drawn.has(key) && parentKey !== undefined ? [parentKey] : [])),
  )
  return division.grids.flatMap(({ key, level }) => {
    if (drawn.has(key)) return []
    if (level === 'large') return drawn.size > 0 ? [key] : []
    return parents.has(key) && before.get(key)?.shape === undefined ? [key] : []
  })
}

function following(division: Division, keys: readonly string[]): Division {
  if (keys.length === 0) return division
  try {
    return parentsFollow(division, keys)
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'division_edit_refused') throw error
  }
  // One careless village must not leave the others without an outline.
  return keys.reduce((so, key) => {
    try {
      return parentsFollow(so, [key])
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'division_edit_refused') throw error
      return so
    }
  }, division)
}
