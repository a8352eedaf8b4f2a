/** A division as a list: one row a grid, the town first, then each village with its groups. */
import type { Division, PlanGrid } from '@onegrid/domain/grid/division/division.ts'
import { gridLevels } from '@onegrid/domain/grid/grid.ts'

/** The words by which the import recognises its columns, in the language of the lists that towns keep. */
export const headings = ['编码', '名称', '级别', '类别', '上级编码', '上级名称', '自然村'] as const

const levelWords = { large: '大网格', medium: '中网格', small: '小网格' } as const
const kindWords = { town: '镇', village: '村', community: '社区', group: '组' } as const

export type GridFacts = {
  readonly grid: PlanGrid
  readonly parent: PlanGrid | undefined
}

export function gridsInOrder({ grids }: Division): readonly GridFacts[] {
  const byKey = new Map(grids.map(grid => [grid.key, grid]))
  const rank = (grid: PlanGrid) => -gridLevels.indexOf(grid.level)
  const sorted = [...grids].sort(
    (one, other) =>
      rank(one) - rank(other) || compare(one.code ?? '', other.code ?? '') || compare(one.name, other.name),
  )
  return sorted.map(grid => ({ grid, parent: grid.parentKey === undefined ? undefined : byKey.get(grid.parentKey) }))
}

export function rowOf({ grid, parent }: GridFacts): readonly string[] {
  return [
    grid.code ?? '',
    grid.name,
    levelWords[grid.level],
    kindWords[grid.kind],
    parent?.code ?? '',
    parent?.name ?? '',
    grid.localNames.join('、'),
  ]
}

/** The order must not depend on the machine's language. */
function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
