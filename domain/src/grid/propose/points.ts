/** The household points of one region in a table of square cells: how many households lie in a small polygon is asked often. */
export type Points = {
  readonly count: number
  readonly x: Float64Array
  readonly y: Float64Array
  readonly households: Float64Array
  /** Index of today's small grid, -1 where none. */
  readonly today: Int32Array
}

export type PointTable = {
  readonly points: Points
  readonly total: number
  /** Households inside, counted once for each time that the polygon goes around them; negative when it goes clockwise. */
  within(xs: Float64Array, ys: Float64Array, length: number): number
}

/** Metres: a move of a border sweeps over few cells of this width. */
const width = 60

export function pointTable(points: Points): PointTable {
  const { count, x, y, households } = points
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let at = 0; at < count; at++) {
    west = Math.min(west, x[at]!)
    east = Math.max(east, x[at]!)
    south = Math.min(south, y[at]!)
    north = Math.max(north, y[at]!)
  }
  const columns = count === 0 ? 0 : Math.floor((east - west) / width) + 1
  const rows = count === 0 ? 0 : Math.floor((north - south) / width) + 1
  const starts = new Int32Array(columns * rows + 1)
  const cellOf = (at: number) => Math.floor((y[at]! - south) / width) * columns + Math.floor((x[at]! - west) / width)
  for (let at = 0; at < count; at++) starts[cellOf(at) + 1]!++
  for (let cell = 0; cell < columns * rows; cell++) starts[cell + 1]! += starts[cell]!
  const filled = starts.slice()
  const order = new Int32Array(count)
  let total = 0
  for (let at = 0; at < count; at++) {
    order[filled[cellOf(at)]!++] = at
    total += households[at]!
  }

  return {
    points,
    total,
    within(xs, ys, length) {
      let [left, low, right, high] = [Infinity, Infinity, -Infinity, -Infinity]
      for (let at = 0; at < length; at++) {
        if (xs[at]! < left) left = xs[at]!
        if (xs[at]! > right) right = xs[at]!
        if (ys[at]! < low) low = ys[at]!
        if (ys[at]! > high) high = ys[at]!
      }
      const firstColumn = Math.max(0, Math.floor((left - west) / width))
      const lastColumn = Math.min(columns - 1, Math.floor((right - west) / width))
      const firstRow = Math.max(0, Math.floor((low - south) / width))
      const lastRow = Math.min(rows - 1, Math.floor((high - south) / width))
      let sum = 0
      for (let row = firstRow; row <= lastRow; row++) {
        const end = starts[row * columns + lastColumn + 1] ?? 0
        for (let place = starts[row * columns + firstColumn] ?? 0; place < end; place++) {
          const at = order[place]!
          const px = x[at]!
          const py = y[at]!
          if (px < left || px > right || py < low || py > high) continue
          const times = windings(xs, ys, length, px, py)
          if (times !== 0) sum += times * households[at]!
        }
      }
      return sum
    },
  }
}

/** How often the polygon goes around the point, counter-clockwise positive. Each edge owns its lower end. */
export function windings(xs: Float64Array, ys: Float64Array, length: number, px: number, py: number): number {
  let times = 0
  let fromX = xs[length - 1]!
  let fromY = ys[length - 1]!
  for (let at = 0; at < length; at++) {
    const toX = xs[at]!
    const toY = ys[at]!
    if (fromY <= py) {
      if (toY > py && (toX - fromX) * (py - fromY) - (px - fromX) * (toY - fromY) > 0) times++
    } else if (toY <= py && (toX - fromX) * (py - fromY) - (px - fromX) * (toY - fromY) < 0) times--
    fromX = toX
    fromY = toY
  }
  return times
}
