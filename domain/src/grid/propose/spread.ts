/** Places spread evenly over a ground, where only a figure for the whole of it is known. */
import type { HouseholdPoint } from '../division/compare.ts'
import { boxOf, cornerOf, degreesOf, groundOf } from '../division/lattice.ts'
import type { Shape } from '../grid.ts'
import { locator } from '../locate.ts'
import type { GroupFigure } from './household-table.ts'

/** @returns at least `least` places in degrees, save in grounds too thin to be hit */
export function samplesIn(shape: Shape, least: number): [number, number][] {
  const [west, south, east, north] = boxOf(groundOf(shape))
  const inside = locator([{ id: '', shape }])
  const found: [number, number][] = []
  // Finer until enough of them lie inside: a crooked strip fills little of its box.
  for (let across = Math.ceil(Math.sqrt(2 * least)); found.length < least; across *= 2) {
    found.length = 0
    for (let row = 0; row < across; row++)
      for (let column = 0; column < across; column++) {
        const place = degreesOf(
          cornerOf([
            (west + ((east - west) * (column + 0.5)) / across) / 1e7,
            (south + ((north - south) * (row + 0.5)) / across) / 1e7,
          ]),
        )
        if (inside.indexOf(...place) === 0) found.push(place)
      }
    if (across > 2000) break
  }
  return found
}

/** A border that moves by a hundredth of the ground moves about a hundredth of the figure. */
const placesEach = 100

/**
 * Figures by group as places with parts of households, so that they can be counted in any other division: evenly, for where in
 * the group the homes stand nobody said. A group without an outline is left out.
 */
export function spreadFigures(
  figures: readonly GroupFigure[],
  shapeOf: (gridId: string) => Shape | undefined,
): readonly HouseholdPoint[] {
  return figures.flatMap(({ gridId, households, people }) => {
    const shape = shapeOf(gridId)
    const places = shape === undefined ? [] : samplesIn(shape, placesEach)
    const part = { households: households / places.length, people: people / places.length }
    return places.map(([lon, lat]) => ({ lon, lat, ...part }))
  })
}
