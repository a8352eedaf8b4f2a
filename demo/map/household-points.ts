/**
 * Where the example town's households live: made up by a fixed seed, in hamlets as a village has them. Places and counts
 * only, as a town would import them; nobody lives there.
 */
import type { HouseholdPoint } from '@onegrid/domain/grid/division/compare.ts'
import { locator } from '@onegrid/domain/grid/locate.ts'
import { sevenDecimals } from '@onegrid/domain/kernel/place.ts'
import { type Chance, chanceFrom } from './chance.ts'
import { exampleSeed, type GroupOutline, outlineTown, type TownOutline } from './outline.ts'

/** Households of the whole town; a rural town of this size has about so many. */
export const exampleHouseholds = 20_000

/** Degrees of latitude from the middle of a hamlet to its edge, about 170 metres. */
const hamletReach = 0.0015

export function householdPoints(town: TownOutline = outlineTown(), seed = exampleSeed + 5): readonly HouseholdPoint[] {
  const chance = chanceFrom(seed)
  const within = locator(town.groups.map(({ code, shape }) => ({ id: code, shape })))
  // Groups are unlike: a street of the seat has six times the households of a hamlet in the hills.
  const sizes = town.groups.map(() => 0.35 + 1.5 * chance.next() * chance.next() + 0.4 * chance.next())
  const whole = sizes.reduce((one, other) => one + other, 0)
  let due = 0
  let made = 0
  return town.groups.flatMap((group, index) => {
    due += (sizes[index]! / whole) * exampleHouseholds
    const count = Math.round(due) - made
    made += count
    return hamletsOf(group, count, chance, within.locate)
  })
}

function hamletsOf(
  group: GroupOutline,
  count: number,
  chance: Chance,
  locate: (lon: number, lat: number) => string | undefined,
): HouseholdPoint[] {
  const hamlets = chance.shuffle(group.spots).slice(0, 1 + Math.floor(chance.next() * 3))
  return Array.from({ length: count }, () => {
    // One in ten stands alone among the fields.
    const alone = chance.next() < 0.1
    for (let tries = 0; ; tries++) {
      const middle = chance.pick(alone ? group.spots : hamlets)
      const reach = tries < 20 ? hamletReach : 0.0002
      const off = () => (chance.next() + chance.next() + chance.next() - 1.5) * reach
      const lon = sevenDecimals(middle[0] + off())
      const lat = sevenDecimals(middle[1] + off())
      if (locate(lon, lat) === group.code) return { lon, lat, households: 1, people: 1 + Math.floor(chance.next() * 6) }
    }
  })
}
