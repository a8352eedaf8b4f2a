/** The search reckons in metres on a plane around the village; what it finds goes back to the lattice. */
import type { Corner } from '../division/division.ts'
import { type Box, metresPerUnit, perDegree } from '../division/lattice.ts'

export type Plane = {
  metres(corner: Corner): readonly [number, number]
  corner(x: number, y: number): Corner
}

export function planeOf([west, south, east, north]: Box): Plane {
  const originX = Math.round((west + east) / 2)
  const originY = Math.round((south + north) / 2)
  const [perEast, perNorth] = metresPerUnit(originY / perDegree)
  return {
    metres: ([x, y]) => [(x - originX) * perEast, (y - originY) * perNorth],
    corner: (x, y) => [originX + Math.round(x / perEast), originY + Math.round(y / perNorth)],
  }
}

/** 4π·area ÷ perimeter²: 1 for a circle, 0.79 for a square, near 0 for a strip. */
export function compactnessOf(area: number, perimeter: number): number {
  return (4 * Math.PI * area) / (perimeter * perimeter)
}
