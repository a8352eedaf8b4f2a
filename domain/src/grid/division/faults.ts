/** What is wrong with a division. */
import { isOwnCode, parentCode } from '../code.ts'
import { levelAbove } from '../tree.ts'
import type { Division, Fault, PlanGrid } from './division.ts'
import { type Drawing, differenceOf, type Family, familiesOf, openDrawing } from './drawing.ts'
import { misfits } from './misfit.ts'
import { shapeFaults } from './shape-faults.ts'

export type FaultQuestion = {
  /** Codes that other grids of the town ever had, with whose they are: a code may stay with its own grid only. */
  readonly usedCodes?: ReadonlyMap<string, string> | ReadonlySet<string>
  /** Official codes of the villages that the town has; a medium grid with another code is told. */
  readonly knownVillages?: ReadonlySet<string>
}

/**
 * All faults, in the order of the grids and then of the families; none where the division may be adopted. The question
 * whether grids cover their parent exactly once is answered by whole numbers alone; only where the answer is no,
 * borders are laid over each other to show the overlap, the gap or the piece outside (corners to a centimetre).
 */
export function faultsOf(division: Division, question: FaultQuestion = {}): readonly Fault[] {
  const drawing = openDrawing(division)
  const told = [...wordFaults(division, drawing, question), ...shapeFaults(division, drawing)]
  const broken = new Set(told.filter(({ rule }) => rule === 'ring_crosses_itself').flatMap(({ keys }) => keys))
  return [...told, ...familiesOf(drawing).flatMap(family => familyFaults(family, drawing, broken))]
}

function familyFaults(family: Family, drawing: Drawing, broken: ReadonlySet<string>): Fault[] {
  const edges = differenceOf(family)
  if (family.ground !== undefined && edges.length === 0) return []
  const all = drawing.children.get(family.parent.key)?.length ?? 0
  return misfits(family, edges, { complete: all === family.members.length, broken })
}

function wordFaults(division: Division, { grids, children }: Drawing, question: FaultQuestion): Fault[] {
  const faults: Fault[] = []
  const byCode = new Map<string, PlanGrid>()
  for (const grid of division.grids) {
    const say = (fault: Omit<Fault, 'keys'>, ...others: string[]) => {
      faults.push({ ...fault, keys: [grid.key, ...others] })
    }
    const parent = grid.parentKey === undefined ? undefined : grids.get(grid.parentKey)
    if (grid.name.trim() === '') say({ rule: 'name_missing', severity: 'error' })
    if (grid.level !== 'large' && parent === undefined)
      say({ rule: 'parent_missing', severity: 'error', ...value(grid.parentKey) })
    if (grid.level === 'large' ? grid.parentKey !== undefined : parent && levelAbove(grid.level) !== parent.level)
      say({ rule: 'parent_level', severity: 'error' })
    if (grid.shape === undefined) say({ rule: 'undrawn', severity: 'hint' })
    const { code } = grid
    if (code === undefined) continue
    const twin = byCode.get(code)
    if (twin) say({ rule: 'code_twice', severity: 'error', value: code }, twin.key)
    byCode.set(code, grid)
    if (isUsedByAnother(grid, code, question.usedCodes))
      say({ rule: 'code_used_before', severity: 'error', value: code })
    if (code.trim() === '' || isStrange(grid, parent, code))
      say({ rule: 'code_shape', severity: code.trim() === '' ? 'error' : 'hint', value: code })
    if (grid.level === 'medium' && question.knownVillages && !question.knownVillages.has(code))
      say({ rule: 'village_unknown', severity: 'hint', value: code })
  }
  const larges = division.grids.filter(grid => grid.level === 'large')
  for (const second of larges.slice(1))
    faults.push({ rule: 'parent_level', severity: 'error', keys: [second.key, larges[0]!.key] })
  for (const siblings of children.values()) faults.push(...nameTwins(siblings))
  return faults
}

/** Two grids of one parent with one name: nobody could tell them apart. */
function nameTwins(siblings: readonly PlanGrid[]): Fault[] {
  const byName = new Map<string, PlanGrid>()
  return siblings.flatMap((grid): Fault[] => {
    const name = grid.name.trim()
    const twin = byName.get(name)
    byName.set(name, twin ?? grid)
    if (name === '' || twin === undefined) return []
    return [{ rule: 'name_twice', severity: 'error', keys: [grid.key, twin.key], value: name, repair: 'rename' }]
  })
}

function isUsedByAnother(grid: PlanGrid, code: string, used: FaultQuestion['usedCodes']): boolean {
  if (used === undefined || !used.has(code)) return false
  return 'get' in used ? used.get(code) !== grid.gridId : grid.gridId === undefined
}

/** In the product's own shape a code tells the grid above. Official codes may look different, so this is a hint. */
function isStrange(grid: PlanGrid, parent: PlanGrid | undefined, code: string): boolean {
  if (!isOwnCode(grid.level, code)) return true
  const told = parentCode(code)
  return (
    parent?.code !== undefined && told !== undefined && isOwnCode(parent.level, parent.code) && told !== parent.code
  )
}

function value(text: string | undefined): { value?: string } {
  return text === undefined ? {} : { value: text }
}
