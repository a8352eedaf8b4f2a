/** Cells of a mesh divided into parts of like size, as villages divide a town and groups a village. */
import type { Chance } from './chance.ts'
import { growRegions, type Mesh } from './mesh.ts'

/** Divides cells into so many parts of like size: grown from far-apart seeds that then move to the middle of their part. */
export function settled(
  mesh: Mesh,
  cells: readonly number[],
  count: number,
  chance: Chance,
  isFree: (cell: number) => boolean,
  price: (cell: number) => number,
): Int32Array {
  let seeds = [chance.pick(cells)]
  // How far each cell is from the nearest seed so far: a county has two hundred seeds and thirty thousand cells.
  const away = cells.map(() => Infinity)
  while (seeds.length < count) {
    const last = mesh.middles[seeds.at(-1)!]!
    let best = 0
    for (const [index, cell] of cells.entries()) {
      away[index] = Math.min(away[index]!, squared(mesh.middles[cell]!, last))
      if (away[index]! > away[best]!) best = index
    }
    seeds.push(cells[best]!)
  }
  for (let round = 0; round < 6; round++) {
    const owner = growRegions(mesh, seeds, isFree, price)
    const parts = seeds.map((): number[] => [])
    for (const cell of cells) parts[owner[cell]!]?.push(cell)
    seeds = parts.map(own => nearestTo(mesh, own, middleOf(mesh, own)))
  }
  return growRegions(mesh, seeds, isFree, price)
}

/** Shares out a whole number in proportion to sizes, at least so many each; what is left goes to the largest remainders. */
export function shares(sizes: readonly number[], total: number, least: number): number[] {
  const sum = sizes.reduce((one, other) => one + other, 0)
  const exact = sizes.map(size => Math.max(least, (size / sum) * total))
  const counts = exact.map(Math.floor)
  for (let left = total - counts.reduce((one, other) => one + other, 0); left !== 0; left -= Math.sign(left)) {
    const gap = exact.map((share, index) => share - counts[index]!)
    const next = left > 0 ? gap.indexOf(Math.max(...gap)) : gap.indexOf(Math.min(...gap))
    counts[next] = counts[next]! + Math.sign(left)
  }
  return counts
}

export function nearestTo(mesh: Mesh, cells: readonly number[], point: readonly [number, number]): number {
  const away = (cell: number) => squared(mesh.middles[cell]!, point)
  return cells.reduce((best, cell) => (away(cell) < away(best) ? cell : best))
}

export function middleOf(mesh: Mesh, cells: readonly number[]): readonly [number, number] {
  const sum = (side: 0 | 1) => cells.reduce((total, cell) => total + mesh.middles[cell]![side], 0)
  return [sum(0) / cells.length, sum(1) / cells.length]
}

export function squared(one: readonly [number, number], other: readonly [number, number]): number {
  return (one[0] - other[0]) * (one[0] - other[0]) + (one[1] - other[1]) * (one[1] - other[1])
}
