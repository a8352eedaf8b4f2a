/** Codes at adoption: what has one keeps it, what has none gets the next of its village, and none is used twice. */
import { demand } from '../../kernel/refusal.ts'
import { isOwnCode, numberSmallGrids } from '../code.ts'
import type { Corner, Division, PlanGrid } from './division.ts'
import { openDrawing } from './drawing.ts'
import { degreesOf, type Ground, twiceArea } from './lattice.ts'

export type Numbering = {
  /** The division in force: a grid that leaves its parent loses its code, because the old grid's history keeps it. */
  readonly before?: Division
  /** Every code that the town ever used, those in force included. */
  readonly usedCodes?: Iterable<string>
}

const digits = { large: 9, medium: 12, small: 15 } as const

/**
 * The division with a code for every grid. Small grids: the village's code and a sequence of three digits, west to east
 * in strips of a thousandth of a degree, then north to south, going on after the highest that was ever used there.
 * Medium grids without a code: the town's code and a sequence likewise. The large grid must have one.
 * @throws Refusal grid_code_missing where the code of the grid above has not its nine or twelve digits; field_invalid where
 *   999 numbers are used up
 */
export function numberDivision(division: Division, { before, usedCodes = [] }: Numbering = {}): Division {
  const used = new Set(usedCodes)
  const { grounds } = openDrawing(division)
  const moved = before === undefined ? new Set<string>() : movedKeys(before, division)
  const codes = new Map<string, string>()
  for (const grid of division.grids)
    if (grid.code !== undefined && !moved.has(`${grid.key} ${grid.code}`)) codes.set(grid.key, grid.code)
  for (const code of codes.values()) used.add(code)
  for (const level of ['medium', 'small'] as const)
    for (const parent of division.grids) {
      const without = division.grids.filter(
        grid => grid.parentKey === parent.key && grid.level === level && !codes.has(grid.key),
      )
      if (without.length === 0) continue
      for (const [key, code] of numbered(parent, codes.get(parent.key) ?? '', {
        grids: without,
        level,
        grounds,
        used,
      })) {
        codes.set(key, code)
        used.add(code)
      }
    }
  return {
    grids: division.grids.map(grid => {
      const code = codes.get(grid.key)
      return code === grid.code || code === undefined ? grid : { ...grid, code }
    }),
  }
}

type Unnumbered = {
  readonly grids: readonly PlanGrid[]
  readonly level: 'small' | 'medium'
  readonly grounds: ReadonlyMap<string, Ground>
  readonly used: ReadonlySet<string>
}

function numbered(
  parent: PlanGrid,
  parentCode: string,
  { grids, level, grounds, used }: Unnumbered,
): [key: string, code: string][] {
  const parentLevel = level === 'small' ? 'medium' : 'large'
  demand(isOwnCode(parentLevel, parentCode), 'grid_code_missing', { name: parent.name, digits: digits[parentLevel] })
  let last = 0
  for (const code of used)
    if (code.length === digits[level] && code.startsWith(parentCode))
      last = Math.max(last, Number(code.slice(digits[parentLevel])))
  demand(last + grids.length <= 999, 'field_invalid', { field: 'grids', value: last + grids.length })
  // The order is the rule's own; a medium grid is ordered as a small one. What is not drawn comes last, by name.
  const drawn = grids.flatMap(grid => {
    const ground = grounds.get(grid.key)
    return ground === undefined ? [] : [{ key: grid.key, centre: degreesOf(middleOf(ground)) }]
  })
  const inOrder = numberSmallGrids('0'.repeat(12), drawn).map(({ key }) => key)
  const undrawn = grids.filter(grid => !grounds.has(grid.key)).sort((one, other) => (one.name < other.name ? -1 : 1))
  return [...inOrder, ...undrawn.map(({ key }) => key)].map((key, index) => [
    key,
    `${parentCode}${String(last + index + 1).padStart(3, '0')}`,
  ])
}

/** Grids of today that stand under another parent and still carry the code that they have today. */
function movedKeys(before: Division, after: Division): Set<string> {
  const today = new Map(before.grids.map(grid => [grid.gridId ?? grid.key, grid]))
  const idByKey = (division: Division) => new Map(division.grids.map(grid => [grid.key, grid.gridId ?? grid.key]))
  const [beforeIds, afterIds] = [idByKey(before), idByKey(after)]
  const moved = new Set<string>()
  for (const grid of after.grids) {
    const old = today.get(grid.gridId ?? grid.key)
    if (old?.code === undefined || old.code !== grid.code) continue
    const [was, is] = [old.parentKey, grid.parentKey]
    if ((was && beforeIds.get(was)) !== (is && afterIds.get(is))) moved.add(`${grid.key} ${grid.code}`)
  }
  return moved
}

/** The centre of gravity of the largest ring. */
export function middleOf(ground: Ground): Corner {
  const ring = ground.reduce((largest, each) => (twiceArea(each) > twiceArea(largest) ? each : largest))
  const [originX, originY] = ring[0]!
  let [x, y, sum] = [0, 0, 0]
  ring.forEach(([fromX, fromY], index) => {
    const [toX, toY] = ring[(index + 1) % ring.length]!
    const area = (fromX - originX) * (toY - originY) - (toX - originX) * (fromY - originY)
    x += (fromX + toX - 2 * originX) * area
    y += (fromY + toY - 2 * originY) * area
    sum += area
  })
  return [Math.round(originX + x / (3 * sum)), Math.round(originY + y / (3 * sum))]
}
