/** The next division of the example town, under discussion: homes from a table as towns have it, a draft, and what is said of it. */
import { type HouseholdPoint, pointsByGrid } from '@onegrid/domain/grid/division/compare.ts'
import type { PlanChangeBody } from '@onegrid/domain/grid/division/contract.ts'
import { splitGrid } from '@onegrid/domain/grid/division/cut.ts'
import type { Division, PlanGrid } from '@onegrid/domain/grid/division/division.ts'
import { mergeGrids } from '@onegrid/domain/grid/division/join.ts'
import { boxOf, groundOf } from '@onegrid/domain/grid/division/lattice.ts'
import { placeInside } from '@onegrid/domain/grid/import/converted.ts'
import { locator } from '@onegrid/domain/grid/locate.ts'
import { Refusal } from '@onegrid/domain/kernel/refusal.ts'
import type { Ports } from '@onegrid/server/app.ts'
import {
  changePlan,
  commentOnPlan,
  createPlan,
  layOutPlan,
  type PlanAsking,
} from '@onegrid/server/grid/plan/commands.ts'
import { getPlan } from '@onegrid/server/grid/plan/store.ts'
import { importHouseholds } from '@onegrid/server/grid/propose/households.ts'
import { householdPoints } from './map/household-points.ts'
import { actorWithPosts, type Stage } from './town.ts'

export async function discussDivision(ports: Ports, { town, people }: Stage): Promise<void> {
  const asking = async (key: string, commandId: string): Promise<PlanAsking> => ({
    tenantId: town.tenantId,
    actor: await actorWithPosts(ports, town, people.get(key)!),
    commandId,
  })
  const homes = householdPoints()
  const rows = homes.map(({ lon, lat, households, people: living }) => `${lon},${lat},${households},${living}`)
  await importHouseholds(ports, await asking('admin', 'homes'), people.get('admin')!, {
    name: '住户位置（示例）.csv',
    bytes: Buffer.from(['经度,纬度,户数,人口', ...rows].join('\n')),
    source: 'wgs84',
  })
  const { planId, version } = await createPlan(ports, await asking('admin', 'next-division'), {
    name: '2023年网格微调（征求意见）',
    origin: 'today',
  })
  const { division } = await ports.database.read(town.tenantId, tx => getPlan(tx, planId))
  const counts = pointsByGrid(division, homes)
  const size = (grid: PlanGrid) => counts.get(grid.key)?.households ?? 0
  const groupsOf = (village: string) =>
    division.grids
      .filter(grid => grid.parentKey === division.grids.find(each => each.name.startsWith(village))?.key)
      .sort((one, other) => size(one) - size(other))
  const crowded = groupsOf('古院').at(-1)!
  const joined = joinTwo(division, groupsOf('都斛'))
  const cut = splitGrid(joined.division, crowded.key, acrossTheMiddle(crowded, homes))
  await changePlan(ports, await asking('admin', 'next-division-drawn'), planId, version, {
    division: structuredClone(cut) as PlanChangeBody['division'] & object,
    note: '户数最多的一格分成两格，户数最少的相邻两格合成一格；请各村看图提意见。',
  })
  await layOutPlan(ports, await asking('admin', 'next-division-laid-out'), planId)
  // What is cut or joined has another key: it is the grid of the plan where the old one's inside lies.
  const found = locator(
    cut.grids.flatMap(({ key, level, shape }) => (level === 'small' && shape ? [{ id: key, shape }] : [])),
  )
  const drawnFor = ({ shape }: PlanGrid) => found.locate(...placeInside(shape!)!)
  const comments: readonly (readonly [string, string, (string | undefined)?])[] = [
    ['leader:古院', '从主街分开合适，两边各有一名党员中心户。', drawnFor(crowded)],
    ['leader:都斛', '两组合用一名网格员可以，祠堂前的晒场算哪一格要写清楚。', drawnFor(joined.smallest)],
    ['centre', '11月前收意见，定了再报县里备案。'],
  ]
  for (const [place, [key, words, gridKey]] of comments.entries())
    await commentOnPlan(ports, await asking(key, `next-division-said-${place}`), planId, {
      words,
      ...(gridKey === undefined ? {} : { gridKey }),
    })
}

/** The two smallest groups that border on each other; groups that do not are no grid together. */
function joinTwo(division: Division, groups: readonly PlanGrid[]) {
  for (const one of groups)
    for (const other of groups.slice(groups.indexOf(one) + 1))
      try {
        return { division: mergeGrids(division, [one.key, other.key]), smallest: one }
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
      }
  throw new Error('No two groups border on each other.')
}

/** From west to east, with as many homes north of it as south. */
function acrossTheMiddle({ key, shape }: PlanGrid, homes: readonly HouseholdPoint[]): [number, number][] {
  const inside = locator([{ id: key, shape: shape! }])
  const north = homes.filter(({ lon, lat }) => inside.locate(lon, lat) === key).map(({ lat }) => lat)
  north.sort((one, other) => one - other)
  const [west, , east] = boxOf(groundOf(shape!))
  const middle = Math.round(north[Math.floor(north.length / 2)]! * 1e7)
  return [
    [west - 1000, middle],
    [east + 1000, middle],
  ]
}
