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

/**
 * The smallest spread (largest ÷ mean) that any division into `count` grids within these regions can have: some region's
 * mean is the largest, households are whole, and the households of one place stay together.
 */
export function spreadBound(sizes: readonly number[], count: number, largestPlace: number): number {
  const whole = sizes.reduce((one, other) => one + other, 0)
  if (whole === 0) return 1
  const counts = apportion(sizes, count)
  const sum = counts.reduce((one, other) => one + other, 0)
  const fullest = Math.max(largestPlace, ...sizes.map((size, at) => Math.ceil(size / counts[at]! - 1e-9)))
  return (fullest * sum) / whole
}
