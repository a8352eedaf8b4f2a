/**
 * A mesh of six-cornered cells, slightly shaken so that no lattice shows. Regions are sets of cells; their borders run
 * along cell edges, so neighbours share every point bit by bit and nothing overlaps or is left out. Exactly three edges
 * meet in a corner: a border never touches itself.
 */
import { chanceFrom, hills } from './chance.ts'

/** Whole numbers of 1e-7 degree, as places are kept: sums and areas of them are exact. */
export type Point = readonly [number, number]

export type Mesh = {
  readonly cells: number
  /** Metres east and north of the middle of the mesh. */
  readonly middles: readonly (readonly [number, number])[]
  /** Six neighbours counter-clockwise from the east; -1 beyond the edge of the mesh. */
  readonly neighbours: readonly (readonly number[])[]
  degrees(metres: readonly [number, number]): Point
}

const metresPerDegree = 110_900

export function shakenMesh(input: {
  readonly seed: number
  readonly centre: readonly [number, number]
  /** Metres between the middles of neighbouring cells. */
  readonly spacing: number
  readonly columns: number
  readonly rows: number
  /** How much shorter a degree of longitude is here. */
  readonly cosine: number
}): Mesh {
  const { seed, centre, spacing, columns, rows, cosine } = input
  const chance = chanceFrom(seed)
  const rowHeight = spacing * 0.8660254
  const middles: [number, number][] = []
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const x = (column + (row % 2) / 2 - columns / 2) * spacing
      const y = (row - rows / 2) * rowHeight
      const bent = (one: number) => (hills(seed + one, x / (spacing * 6), y / (spacing * 6)) - 0.5) * spacing * 2
      const shaken = () => (chance.next() - 0.5) * spacing * 0.5
      middles.push([x + bent(1) + shaken(), y + bent(2) + shaken()])
    }
  const cellAt = (row: number, column: number) =>
    row < 0 || row >= rows || column < 0 || column >= columns ? -1 : row * columns + column
  const neighbours = middles.map((_, cell) => {
    const row = Math.floor(cell / columns)
    const column = cell % columns
    const east = row % 2 === 1 ? 1 : 0
    return [
      cellAt(row, column + 1),
      cellAt(row + 1, column + east),
      cellAt(row + 1, column + east - 1),
      cellAt(row, column - 1),
      cellAt(row - 1, column + east - 1),
      cellAt(row - 1, column + east),
    ]
  })
  return {
    cells: middles.length,
    middles,
    neighbours,
    degrees: ([x, y]) => [
      Math.round((centre[0] + x / (metresPerDegree * cosine)) * 1e7),
      Math.round((centre[1] + y / metresPerDegree) * 1e7),
    ],
  }
}

/**
 * Grows regions from their seeds over the cells that are free, cheapest first; the hills in the price of a metre make
 * the borders wander. Ends when so many cells are taken. Returns the seed's position per cell, -1 where none came.
 */
export function growRegions(
  mesh: Mesh,
  seeds: readonly number[],
  isFree: (cell: number) => boolean,
  price: (cell: number) => number,
  most = mesh.cells,
): Int32Array {
  const owner = new Int32Array(mesh.cells).fill(-1)
  const queue = new CheapestFirst()
  seeds.forEach((cell, region) => {
    queue.put(0, cell, region)
  })
  let taken = 0
  for (let step = queue.take(); step && taken < most; step = queue.take()) {
    if (owner[step.cell] !== -1) continue
    owner[step.cell] = step.region
    taken++
    for (const neighbour of mesh.neighbours[step.cell]!)
      if (neighbour >= 0 && isFree(neighbour) && owner[neighbour] === -1)
        queue.put(step.cost + price(neighbour) * metres(mesh, step.cell, neighbour), neighbour, step.region)
  }
  return owner
}

function metres(mesh: Mesh, one: number, other: number): number {
  const [fromX, fromY] = mesh.middles[one]!
  const [toX, toY] = mesh.middles[other]!
  return Math.sqrt((toX - fromX) * (toX - fromX) + (toY - fromY) * (toY - fromY))
}

type Step = { readonly cost: number; readonly order: number; readonly cell: number; readonly region: number }

/** A heap; equal costs leave in the order in which they came, so that the outcome never depends on luck. */
class CheapestFirst {
  readonly #heap: Step[] = []
  #count = 0

  put(cost: number, cell: number, region: number): void {
    const heap = this.#heap
    let at = heap.push({ cost, order: this.#count++, cell, region }) - 1
    while (at > 0) {
      const above = (at - 1) >> 1
      if (!isBefore(heap[at]!, heap[above]!)) break
      swap(heap, at, above)
      at = above
    }
  }

  take(): Step | undefined {
    const heap = this.#heap
    const first = heap[0]
    const last = heap.pop()
    if (first === undefined || last === undefined || heap.length === 0) return first
    heap[0] = last
    for (let at = 0; ; ) {
      let least = at
      for (const below of [at * 2 + 1, at * 2 + 2])
        if (below < heap.length && isBefore(heap[below]!, heap[least]!)) least = below
      if (least === at) return first
      swap(heap, at, least)
      at = least
    }
  }
}

function isBefore(one: Step, other: Step): boolean {
  return one.cost < other.cost || (one.cost === other.cost && one.order < other.order)
}

function swap(heap: Step[], one: number, other: number): void {
  const kept = heap[one]!
  heap[one] = heap[other]!
  heap[other] = kept
}
