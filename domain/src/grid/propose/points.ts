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
  // In the order of the cells: what is asked together lies together.
  const filled = starts.slice()
  const [sortedX, sortedY, sorted] = [new Float64Array(count), new Float64Array(count), new Float64Array(count)]
  let total = 0
  for (let at = 0; at < count; at++) {
    const place = filled[cellOf(at)]!++
    sortedX[place] = x[at]!
    sortedY[place] = y[at]!
    sorted[place] = households[at]!
    total += households[at]!
  }

  return {
    points,
    total,
    within(xs, ys, length) {
      let low = Infinity
      let high = -Infinity
      for (let at = 0; at < length; at++) {
        if (ys[at]! < low) low = ys[at]!
        if (ys[at]! > high) high = ys[at]!
      }
      const firstRow = Math.max(0, Math.floor((low - south) / width))
      const lastRow = Math.min(rows - 1, Math.floor((high - south) / width))
      let sum = 0
      for (let row = firstRow; row <= lastRow; row++) {
        const rowFrom = south + row * width
        const rowTo = rowFrom + width
        // How far the polygon reaches within this row: a slanting strip has little in each.
        let left = Infinity
        let right = -Infinity
        for (let at = 0, before = length - 1; at < length; before = at++) {
          const lower = ys[before]! <= ys[at]! ? before : at
          const upper = lower === at ? before : at
          const aY = ys[lower]!
          const bY = ys[upper]!
          if (aY > rowTo || bY < rowFrom) continue
          const aX = xs[lower]!
          const bX = xs[upper]!
          const slope = aY === bY ? 0 : (bX - aX) / (bY - aY)
          const one = aY < rowFrom ? aX + slope * (rowFrom - aY) : aX
          const other = bY > rowTo ? aX + slope * (rowTo - aY) : bX
          if (one < left) left = one
          if (one > right) right = one
          if (other < left) left = other
          if (other > right) right = other
        }
        const firstColumn = Math.max(0, Math.floor((left - west) / width))
        const lastColumn = Math.min(columns - 1, Math.floor((right - west) / width))
        if (firstColumn > lastColumn) continue
        const end = starts[row * columns + lastColumn + 1]!
        for (let place = starts[row * columns + firstColumn]!; place < end; place++) {
          const px = sortedX[place]!
          const py = sortedY[place]!
          if (px < left || px > right || py < low || py > high) continue
          const times = windings(xs, ys, length, px, py)
          if (times !== 0) sum += times * sorted[place]!
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
