/** Turns regions of cells into closed rings of WGS-84 points that neighbours share exactly. */
import type { Mesh, Point } from './mesh.ts'

export type Borders = {
  /**
   * Counter-clockwise, closed; one ring for each region without holes or islands.
   * @param cells all of the region; the whole mesh is looked through when they are not known
   */
  ringsOf(isInside: (cell: number) => boolean, cells?: readonly number[]): Point[][]
}

/**
 * `finest` names the smallest region of each cell (-1 outside). Where three of them meet the border keeps the corner of
 * the cells; between such corners it runs through the middles of the edges, which takes the saw teeth away. The rule
 * asks only the finest regions, so a village's outline has the very points of its groups' outlines.
 */
export function borders(mesh: Mesh, finest: Int32Array): Borders {
  const region = (cell: number) => (cell < 0 ? -1 : finest[cell]!)
  const middleOf = (cell: number): readonly [number, number] => mesh.middles[cell]!
  const corner = (cells: readonly [number, number, number]): readonly [number, number] => {
    // Always summed in the same order, or the last bit would depend on who asks.
    const [one, two, three] = [...cells].sort((first, second) => first - second).map(cell => middleOf(cell)) as [
      readonly [number, number],
      readonly [number, number],
      readonly [number, number],
    ]
    return [(one[0] + two[0] + three[0]) / 3, (one[1] + two[1] + three[1]) / 3]
  }
  const keyOf = (cells: readonly number[]) => [...cells].sort((first, second) => first - second).join(' ')

  return {
    ringsOf: (isInside, cells = [...mesh.middles.keys()]) => {
      const inside = (cell: number) => cell >= 0 && isInside(cell)
      // Directed edges by the corner in which they begin: from corner side-1 to corner side, the region on the left.
      const edges = new Map<string, { readonly end: string; readonly points: Point[] }>()
      for (const cell of cells) {
        if (!inside(cell)) continue
        const around = mesh.neighbours[cell]!
        around.forEach((across, side) => {
          if (inside(across)) return
          const before = around[(side + 5) % 6]!
          const after = around[(side + 1) % 6]!
          if (across < 0 || before < 0 || after < 0) throw new Error('The mesh is too small for its regions.')
          const startCells = [cell, before, across] as const
          const endCells = [cell, across, after] as const
          const start = corner(startCells)
          const end = corner(endCells)
          const points: Point[] = []
          // A corner is kept where three finest regions meet, whoever asks.
          if (new Set(startCells.map(region)).size === 3) points.push(mesh.degrees(start))
          points.push(mesh.degrees([(start[0] + end[0]) / 2, (start[1] + end[1]) / 2]))
          edges.set(keyOf(startCells), { end: keyOf(endCells), points })
        })
      }
      return chained(edges)
    },
  }
}

function chained(edges: Map<string, { readonly end: string; readonly points: Point[] }>): Point[][] {
  const rings: Point[][] = []
  for (const first of edges.keys()) {
    const ring: Point[] = []
    for (let at = first, edge = edges.get(at); edge; edge = edges.get(at)) {
      edges.delete(at)
      for (const point of edge.points) {
        const last = ring.at(-1)
        if (!last || last[0] !== point[0] || last[1] !== point[1]) ring.push(point)
      }
      at = edge.end
    }
    if (ring.length > 0) rings.push([...ring, ring[0]!])
  }
  return rings
}
