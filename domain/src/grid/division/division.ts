/**
 * A division (网格划分) is the whole set of a town's grids with their outlines. A plan (划分方案) is a division that is not in
 * force yet: a draft, an import, a proposal. One shape for all of them, so that the editor, the importer, the proposer and
 * the server ask the same rules. See docs/decisions/0010-division-as-a-plan.md.
 *
 * What this folder offers, all of it pure; an operation gives a new division and never changes the one that it was given:
 * - lattice.ts   groundOf(shape) · shapeOf(ground) · cornerOf(lonLat) · degreesOf(corner) · normalShape(shape) ·
 *                squareMetresOf(shape)
 * - faults.ts    faultsOf(division, { usedCodes?, knownVillages? }): Fault[]
 * - repair.ts    repairDivision(division, repairs, { toleranceMetres?, keys? }): { division, left: Fault[] }
 * - handles.ts   cornersNear(division, at, metres) · edgeNear(division, at, metres) · edgesOf(division, key) ·
 *                gridAt(division, at, level)
 * - cut.ts       splitGrid(division, key, line, { names? }) · drawGrid(division, { parentKey, ring, name, kind, … })
 * - border.ts    moveCorner(division, corner, to) · addCorner(division, edge, at) · dropCorner(division, corner)
 * - join.ts      mergeGrids(division, keys) · removeGrid(division, key, intoKey) · assignParent(division, key, parentKey)
 * - describe.ts  describeGrid(division, key, { name?, kind?, localNames?, code? })
 * - parents.ts   parentsFollow(division, keys?): outlines of grids from the grids in them
 * - number.ts    numberDivision(division, { before?, usedCodes? }): Division with a code for every grid
 * - compare.ts   compareDivisions(before, after) · successionOf(before, after, weights?) · pointsByGrid(division, points)
 *
 * Places that go in are Corners (lattice), save where a parameter says degrees. An operation that cannot be done is
 * refused with `division_edit_refused` and the fact `rule`, one of `editRules` below.
 */
import type { LocalDate } from '../../kernel/time.ts'
import type { Grid, GridKind, GridLevel, Shape } from '../grid.ts'

/** A place on the lattice: whole numbers of 1e-7 degree (about a centimetre), longitude first, WGS-84. */
export type Corner = readonly [number, number]

export type PlanGrid = {
  /** Names the grid inside its plan: the `gridId` of a grid that exists, any other short text for a new one. */
  readonly key: string
  readonly gridId?: string
  readonly level: GridLevel
  /** Missing for the large grid only. */
  readonly parentKey?: string
  /** Official or kept; a new grid without one is numbered when the plan is adopted. */
  readonly code?: string
  readonly name: string
  readonly localNames: readonly string[]
  readonly kind: GridKind
  /** Degrees with seven decimals. Missing where a town has not drawn it yet. */
  readonly shape?: Shape
  /** Made up for a demonstration. */
  readonly example?: boolean
}

export type Division = { readonly grids: readonly PlanGrid[] }

/** What can be wrong with a division. `error` hinders adoption, `hint` does not. */
export const faultRules = [
  'ring_open',
  'ring_crosses_itself',
  'sliver',
  'hole',
  'several_parts',
  'overlap',
  'gap',
  'outside_parent',
  'parent_missing',
  'parent_level',
  'village_unknown',
  'code_twice',
  'code_used_before',
  'code_shape',
  'name_missing',
  'name_twice',
  'undrawn',
] as const
export type FaultRule = (typeof faultRules)[number]

/** What one click can mend without changing what was meant. */
export const repairs = [
  'close_ring',
  'snap',
  'drop_sliver',
  'fill_hole',
  'untangle',
  'clip_to_parent',
  'rename',
] as const
export type Repair = (typeof repairs)[number]

export type Fault = {
  readonly rule: FaultRule
  readonly severity: 'error' | 'hint'
  /** The grids it stands beside, the first one foremost. */
  readonly keys: readonly string[]
  /** Where to look, degrees. */
  readonly at?: readonly [number, number]
  /** The overlap, the gap, the piece outside. */
  readonly shape?: Shape
  readonly squareMetres?: number
  /** Mean width of an overlap, a gap or a piece outside: up to it borders can be snapped. */
  readonly widthMetres?: number
  readonly value?: string
  /** Only what would change something. */
  readonly repair?: Repair
}

/** Why an edit of a division was refused; the fact `rule` of the refusal `division_edit_refused`. */
export const editRules = [
  'grid_unknown',
  'undrawn',
  'has_children',
  'parent_level',
  'line_too_short',
  'line_does_not_cut',
  'ring_crosses_itself',
  'outside_parent',
  'too_narrow',
  'corner_unknown',
  'corner_is_junction',
  'corner_too_few',
  'edge_unknown',
  'not_neighbours',
  'not_one_parent',
  'parent_left_empty',
  'nothing_left',
  'too_wide',
  'name_missing',
] as const
export type EditRule = (typeof editRules)[number]

export const planStates = ['draft', 'adopted', 'in_force', 'withdrawn'] as const
/** `adopted` waits for its day; `in_force` took effect; both can no longer be edited. */
export type PlanState = (typeof planStates)[number]

export const planOrigins = ['today', 'empty', 'import', 'proposal', 'copy'] as const
export type PlanOrigin = (typeof planOrigins)[number]

export type Plan = {
  readonly planId: string
  readonly name: string
  readonly state: PlanState
  readonly origin: PlanOrigin
  /** The first day on which it holds; set when it is adopted. */
  readonly effectiveOn?: LocalDate
  /** Counts every change; `If-Match` of an edit. */
  readonly version: number
  /** `grid_version` of the town on which it was based: another one at adoption means that the town changed meanwhile. */
  readonly basedOn: number
  readonly division: Division
}

/** What becomes of a grid that ends: where its ground goes, largest share first; shares sum to 1. */
export type Succession = {
  readonly gridId: string
  readonly successors: readonly { readonly key: string; readonly share: number }[]
}

/** Today's grids as a division, to begin a plan with. */
export function divisionOf(
  grids: readonly Grid[],
  boundaries: readonly { readonly gridId: string; readonly shape: Shape; readonly example: boolean }[],
): Division {
  const drawn = new Map(boundaries.map(boundary => [boundary.gridId, boundary]))
  return {
    grids: grids.map(({ gridId, level, parentId, code, name, localNames, kind }): PlanGrid => {
      const boundary = drawn.get(gridId)
      return {
        key: gridId,
        gridId,
        level,
        ...(parentId === undefined ? {} : { parentKey: parentId }),
        code,
        name,
        localNames: [...localNames],
        kind,
        ...(boundary === undefined ? {} : { shape: boundary.shape }),
        ...(boundary?.example ? { example: true } : {}),
      }
    }),
  }
}
