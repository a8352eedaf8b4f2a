/** Edges by place: which ones come near a box, without asking all of them. */
import type { PathEdge } from './faces.ts'
import type { Box } from './lattice.ts'

export class EdgeTable {
  readonly #edges: readonly PathEdge[]
  readonly #cells = new Map<string, number[]>()
  readonly #side: number

  constructor(edges: readonly PathEdge[]) {
    this.#edges = edges
    let length = 0
    for (const [from, to] of edges) length += Math.abs(from[0] - to[0]) + Math.abs(from[1] - to[1])
    // Cells of some edges' length: most edges lie in one or two, most questions ask a few.
    this.#side = Math.max(1, Math.ceil((length / Math.max(1, edges.length)) * 4))
    edges.forEach(([from, to], index) => {
      for (const name of this.#namesOf(boxOfEdge(from, to))) {
        const cell = this.#cells.get(name)
        if (cell) cell.push(index)
        else this.#cells.set(name, [index])
      }
    })
  }

  near(box: Box): readonly PathEdge[] {
    const across = Math.floor(box[2] / this.#side) - Math.floor(box[0] / this.#side) + 1
    const up = Math.floor(box[3] / this.#side) - Math.floor(box[1] / this.#side) + 1
    if (across * up > this.#cells.size) return this.#edges
    const found = new Set<number>()
    for (const name of this.#namesOf(box)) for (const index of this.#cells.get(name) ?? []) found.add(index)
    return [...found].map(index => this.#edges[index]!)
  }

  *#namesOf([west, south, east, north]: Box): Generator<string> {
    const side = this.#side
    for (let x = Math.floor(west / side); x <= Math.floor(east / side); x++)
      for (let y = Math.floor(south / side); y <= Math.floor(north / side); y++) yield `${x} ${y}`
  }
}

export function boxOfEdge(from: PathEdge[0], to: PathEdge[0]): Box {
  return [Math.min(from[0], to[0]), Math.min(from[1], to[1]), Math.max(from[0], to[0]), Math.max(from[1], to[1])]
}
