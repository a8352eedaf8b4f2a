/** A made-up town of 16 villages with crooked borders and 20,000 households in hamlets; nobody's outline, nobody's home. */
import type { HouseholdPoint } from '@onegrid/domain/grid/division/compare.ts'
import type { Corner, Division, PlanGrid } from '@onegrid/domain/grid/division/division.ts'
import { degreesOf, groundOf, shapeOf } from '@onegrid/domain/grid/division/lattice.ts'
import { parentsFollow } from '@onegrid/domain/grid/division/parents.ts'
import { locator } from '@onegrid/domain/grid/locate.ts'
import { type Chance, chanceOf } from '@onegrid/domain/grid/propose/chance.ts'

const villagesAcross = 4
const groupsAcross = 3
/** Lattice units from corner to corner: some 830 metres. */
const step = 75_000
const [west, south] = [1_122_500_000, 226_500_000]
/** Each border is bent in its middle, then each half in its middle, and so on. */
const bendings = 4

export function crookedTown(seed = 1): Division {
  const chance = chanceOf(seed)
  const borders = new Map<string, readonly Corner[]>()
  const crossings = new Map<string, Corner>()
  const crossing = (x: number, y: number): Corner => {
    const known = crossings.get(`${x} ${y}`)
    if (known !== undefined) return known
    const push = () => (chance() - 0.5) * 0.4
    const made: Corner = [west + Math.round((x + push()) * step), south + Math.round((y + push()) * step)]
    crossings.set(`${x} ${y}`, made)
    return made
  }
  /** From the first crossing up to the second, which is left out. */
  const border = (x: number, y: number, toX: number, toY: number): readonly Corner[] => {
    const [from, to] = [crossing(x, y), crossing(toX, toY)]
    const forth = x < toX || y < toY
    const key = forth ? `${x} ${y} ${toX} ${toY}` : `${toX} ${toY} ${x} ${y}`
    let bends = borders.get(key)
    if (bends === undefined) {
      bends = forth ? bent(from, to, chance, bendings) : bent(to, from, chance, bendings)
      borders.set(key, bends)
    }
    return [from, ...(forth ? bends : [...bends].reverse())]
  }
  const grids: PlanGrid[] = [
    { key: 'town', gridId: 'town', level: 'large', code: '445321105', name: '样例镇', localNames: [], kind: 'town' },
  ]
  for (let village = 0; village < villagesAcross * villagesAcross; village++) {
    const key = `village ${village}`
    const common = { gridId: key, level: 'medium', parentKey: 'town', localNames: [], kind: 'village' } as const
    grids.push({ key, code: `445321105${201 + village}`, name: `第${village + 1}村`, ...common })
    for (let group = 0; group < groupsAcross * groupsAcross; group++) {
      const x = (village % villagesAcross) * groupsAcross + (group % groupsAcross)
      const y = Math.floor(village / villagesAcross) * groupsAcross + Math.floor(group / groupsAcross)
      const ring = [
        ...border(x, y, x + 1, y),
        ...border(x + 1, y, x + 1, y + 1),
        ...border(x + 1, y + 1, x, y + 1),
        ...border(x, y + 1, x, y),
      ]
      grids.push({
        key: `${key} group ${group}`,
        gridId: `${key} group ${group}`,
        level: 'small',
        parentKey: key,
        code: `445321105${201 + village}${String(group + 1).padStart(3, '0')}`,
        name: `第${group + 1}组`,
        localNames: [],
        kind: 'group',
        shape: shapeOf([ring]),
      })
    }
  }
  return parentsFollow({ grids })
}

function bent(from: Corner, to: Corner, chance: Chance, left: number): readonly Corner[] {
  if (left === 0) return []
  const push = (chance() - 0.5) * 0.3
  const middle: Corner = [
    Math.round((from[0] + to[0]) / 2 - (to[1] - from[1]) * push),
    Math.round((from[1] + to[1]) / 2 + (to[0] - from[0]) * push),
  ]
  return [...bent(from, middle, chance, left - 1), middle, ...bent(middle, to, chance, left - 1)]
}

/** Two or three hamlets a group, groups of very unlike size, one house in ten alone among the fields. */
export function hamlets(division: Division, count: number, seed = 2): HouseholdPoint[] {
  const chance = chanceOf(seed)
  const groups = division.grids.filter(grid => grid.level === 'small')
  const sizes = groups.map(() => 0.35 + 1.5 * chance() * chance() + 0.4 * chance())
  const whole = sizes.reduce((one, other) => one + other, 0)
  const points: HouseholdPoint[] = []
  let due = 0
  groups.forEach((group, index) => {
    due += (sizes[index]! / whole) * count
    const inside = locator([{ id: '', shape: group.shape! }])
    const corners = groundOf(group.shape!)[0]!
    const somewhere = (): readonly [number, number] => {
      for (;;) {
        const [one, other, part] = [
          corners[Math.floor(chance() * corners.length)]!,
          corners[Math.floor(chance() * corners.length)]!,
          chance(),
        ]
        const place = degreesOf([
          Math.round(one[0] + (other[0] - one[0]) * part),
          Math.round(one[1] + (other[1] - one[1]) * part),
        ])
        if (inside.indexOf(...place) === 0) return place
      }
    }
    const middles = Array.from({ length: 1 + Math.floor(chance() * 3) }, somewhere)
    while (points.length < Math.round(due)) {
      const alone = chance() < 0.1
      const [lon, lat] = alone ? somewhere() : middles[Math.floor(chance() * middles.length)]!
      const off = () => (alone ? 0 : (chance() + chance() + chance() - 1.5) * 0.0015)
      const place = [Math.round((lon + off()) * 1e7) / 1e7, Math.round((lat + off()) * 1e7) / 1e7] as const
      if (inside.indexOf(...place) === 0)
        points.push({ lon: place[0], lat: place[1], households: 1, people: 1 + Math.floor(chance() * 6) })
    }
  })
  return points
}
