/** Barriers are the town's own list, changed as a whole. */
import { demand, Refusal } from '../../kernel/refusal.ts'
import type { Corner } from '../division/division.ts'
import { cornerOf, withoutRepeats } from '../division/lattice.ts'
import type { BarriersBody } from './contract.ts'
import { type Barrier, mostBarrierCorners } from './wishes.ts'

/** @throws Refusal field_invalid, coordinates_outside_range */
export function decideBarriers(
  before: readonly Barrier[],
  { items }: BarriersBody,
  newId: () => string,
): readonly Barrier[] {
  const known = new Set(before.map(barrier => barrier.barrierId))
  const ids = new Set<string>()
  let corners = 0
  return items.map(({ barrierId, kind, name, line }, at) => {
    const refuse = (field: string, expected: string, expectedZh: string): never => {
      throw new Refusal('field_invalid', { field, pointer: `/items/${at}/${field}`, expected, expectedZh })
    }
    const own = barrierId?.toLowerCase()
    if (own !== undefined && (!known.has(own) || ids.has(own)))
      refuse('barrierId', 'a barrier of this town, each once', '须为本镇已有的界线，且不重复')
    if (own !== undefined) ids.add(own)
    if (name.trim() === '') refuse('name', 'a name', '请填写名称')
    const kept: Corner[] = withoutRepeats(line.map(([lon, lat]) => cornerOf([lon!, lat!])))
    // A line that comes back to where it began is a line too.
    const last = line.at(-1)!
    const end = cornerOf([last[0]!, last[1]!])
    if (kept.length > 1 && (kept.at(-1)![0] !== end[0] || kept.at(-1)![1] !== end[1])) kept.push(end)
    if (kept.length < 2) refuse('line', 'at least two different places', '至少两个不同的点')
    corners += kept.length
    demand(corners <= mostBarrierCorners, 'too_large', { field: 'line', most: mostBarrierCorners })
    return { barrierId: own ?? newId(), kind, name: name.trim(), line: kept }
  })
}
