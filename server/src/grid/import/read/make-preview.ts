/** The heavy part of a preview, pure: what the files, the choices and the repairs come to. Runs beside the event loop. */
import type { Division, Fault, PlanGrid, Repair } from '@onegrid/domain/grid/division/division.ts'
import { faultsOf } from '@onegrid/domain/grid/division/faults.ts'
import { type CornerRing, degreesOf, groundOf, shapeOf, twiceArea } from '@onegrid/domain/grid/division/lattice.ts'
import { parentsFollow } from '@onegrid/domain/grid/division/parents.ts'
import { repairDivision } from '@onegrid/domain/grid/division/repair.ts'
import { aroundTouching } from '@onegrid/domain/grid/import/around.ts'
import { type Built, buildDivision, type ChosenSource, needsTownCode } from '@onegrid/domain/grid/import/build.ts'
import { placeInside } from '@onegrid/domain/grid/import/converted.ts'
import type { ImportRow, OthersChoice } from '@onegrid/domain/grid/import/source.ts'
import { type Locator, locator } from '@onegrid/domain/grid/locate.ts'
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
  readonly townCode?: string
  readonly repairs: readonly MadeRepair[]
}

export type Preview = {
  readonly division: Division
  readonly rows: readonly ImportRow[]
  readonly faults: readonly Fault[]
  /** Faults that hinder a plan, of rows and of the division. */
  readonly errors: number
  /** For each repair that was asked, those of its kinds that changed something. */
  readonly made: readonly (readonly Repair[])[]
}

export function makePreview({ today, usedCodes, sources, others, townCode, repairs }: PreviewQuestion): Preview {
  const built = buildDivision(today, sources, { others, ...(townCode === undefined ? {} : { townCode }) })
  const question = { usedCodes }
  const follows = followersOf(today, built)
  let division = following(built.division, follows)
  let faults: readonly Fault[] | undefined
  const made: (readonly Repair[])[] = []
  for (const { repairs: wanted, keys, toleranceMetres } of repairs) {
    const repaired = repairDivision(division, wanted, {
      toleranceMetres,
      question,
      ...(keys === undefined ? {} : { keys }),
    })
    made.push(repaired.made)
    const next = following(repaired.division, follows)
    // A parent that follows may show what was hidden: then the faults are looked for anew.
    faults = next === repaired.division ? repaired.left : undefined
    division = next
  }
  faults ??= faultsOf(division, question)
  const rowFaults = built.rows.filter(row => row.state === 'faulty').length
  const grave = faults.filter(({ severity }) => severity === 'error').length
  const errors = rowFaults + grave + Number(needsTownCode(division))
  return { division, rows: built.rows, faults, errors, made }
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
  return keys.length === 0 ? division : withoutGaps(followed(division, keys), keys)
}

function followed(division: Division, keys: readonly string[]): Division {
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

/**
 * What the grids of a village leave open in its middle is a gap between them, not a hole of the village, unless a grid of
 * another village lies there. So the gap is told, and can be mended.
 */
function withoutGaps(division: Division, keys: readonly string[]): Division {
  const wanted = new Set(keys)
  const isEnclave = enclavesOf(division)
  const grids = division.grids.map((grid): PlanGrid => {
    const { shape } = grid
    if (shape === undefined || !wanted.has(grid.key)) return grid
    const ground = groundOf(shape)
    const holes = ground.filter(ring => twiceArea(ring) < 0 && isEnclave(grid, ring))
    const outers = aroundTouching(ground.filter(ring => twiceArea(ring) > 0))
    if (outers.length + holes.length === ground.length) return grid
    const next = shapeOf([...outers, ...holes])
    return { ...grid, shape: next }
  })
  return grids.some((grid, index) => grid !== division.grids[index]) ? { grids } : division
}

/** Whether a grid of another village lies in the hole of a village. */
function enclavesOf({ grids }: Division): (grid: PlanGrid, hole: CornerRing) => boolean {
  let small: Locator | undefined
  const parents = new Map(grids.map(grid => [grid.key, grid.parentKey]))
  return (grid, hole) => {
    if (grid.level === 'large') return false
    const place = placeInside({ type: 'Polygon', coordinates: [hole.map(degreesOf)] })
    if (place === undefined) return false
    small ??= locator(
      grids.flatMap(({ key, level, shape }) => (level === 'small' && shape !== undefined ? [{ id: key, shape }] : [])),
    )
    const inside = small.locate(...place)
    return inside !== undefined && parents.get(inside) !== grid.key
  }
}
