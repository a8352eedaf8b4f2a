/** Rings that cross themselves made into rings that do not. */
import { type Ground, partsOf } from './lattice.ts'
import { oddGround } from './overlay.ts'
import { tangleOf } from './simple.ts'
import { isSliver } from './sliver.ts'

/** What lies inside an odd number of times; crumbs of the crossing fall away. Undefined where nothing sound is left. */
export function untangled(ground: Ground): Ground | undefined {
  let next = ground
  // Rounding the crossings may cross again, a centimetre beside.
  for (let round = 0; round < 4; round++) {
    next = oddGround(next)
    if (next.length === 0) return undefined
    const parts = partsOf(next)
    const solid = parts.filter(part => !isSliver(part))
    next = (solid.length > 0 ? solid : parts.slice(0, 1)).flat()
    if (tangleOf(next) === undefined) return next
  }
  return undefined
}
