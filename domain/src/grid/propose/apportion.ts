/** How many small grids each region gets, so that the fullest grid of all is as empty as it can be. */

/** @returns so many as there are sizes; the sum is `count`, or one each where there are more regions than that */
export function apportion(sizes: readonly number[], count: number): number[] {
  const counts = sizes.map(() => 1)
  for (let left = count - sizes.length; left > 0; left--) {
    let fullest = 0
    for (let at = 1; at < sizes.length; at++)
      if (sizes[at]! / counts[at]! > sizes[fullest]! / counts[fullest]!) fullest = at
    counts[fullest]!++
  }
  return counts
}

export type Filled = {
  /** Households of each of its places: those of one place stay together. */
  readonly places: ArrayLike<number>
  readonly grids: number
}

/**
 * The smallest spread (largest ÷ mean) that any division of these regions can have when each gets its number of grids:
 * the region that is fullest by grid cannot do better than its mean, in whole households where all are whole. A village
 * of which no household is known gets grids by its ground; the others do with what is left, and so does the bound.
 * @param grids how many there are in the end, which is fewer where a region could not be cut so often
 */
export function spreadBound(regions: readonly Filled[], grids: number): number {
  let whole = 0
  let fullest = 0
  for (const region of regions) {
    const places = Array.from(region.places)
    const households = places.reduce((one, other) => one + other, 0)
    const mean = households / region.grids
    const least = places.every(Number.isInteger) ? Math.ceil(mean) : mean
    fullest = places.reduce((one, other) => Math.max(one, other), Math.max(fullest, least))
    whole += households
  }
  return whole === 0 ? 1 : (fullest * grids) / whole
}
