/**
 * The geometry of a whole county (202 villages, 1,900 groups): the check that it covers itself exactly, edits as an editor
 * makes them, comparison, repair of a careless drawing; and point → grid at the sizes of a town, a county and beyond.
 */
import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { moveCorner } from '@onegrid/domain/grid/division/border.ts'
import { compareDivisions, successionOf } from '@onegrid/domain/grid/division/compare.ts'
import { splitGrid } from '@onegrid/domain/grid/division/cut.ts'
import type { Corner, Division, PlanGrid } from '@onegrid/domain/grid/division/division.ts'
import { repairs } from '@onegrid/domain/grid/division/division.ts'
import { faultsOf } from '@onegrid/domain/grid/division/faults.ts'
import { cornersNear, edgesOf } from '@onegrid/domain/grid/division/handles.ts'
import { assignParent, mergeGrids } from '@onegrid/domain/grid/division/join.ts'
import { boxOf, groundOf, shapeOf } from '@onegrid/domain/grid/division/lattice.ts'
import { chanceFrom } from '@onegrid/domain/grid/division/made-town.ts'
import { repairDivision } from '@onegrid/domain/grid/division/repair.ts'
import type { Shape } from '@onegrid/domain/grid/grid.ts'
import { locator } from '@onegrid/domain/grid/locate.ts'
import { Refusal } from '@onegrid/domain/kernel/refusal.ts'
import { crookedBoard } from './locate.ts'
import { type Emit, percentile, rounded } from './row.ts'

const rounds = 7
const edits = 120
const pointCount = 1_000_000

export async function run(emit: Emit): Promise<void> {
  const text = await countyText()
  const county = JSON.parse(text) as Division
  check(text, emit)
  edit(county, emit)
  compare(county, emit)
  repair(county, emit)
  const groups = county.grids.flatMap(({ key, level, shape }) =>
    level === 'small' ? [{ id: key, shape: shape! }] : [],
  )
  for (const areas of [crookedBoard(21, 7), groups, crookedBoard(160, 125)]) locate(areas, emit)
}

/** Both clocks: on a busy machine the time of the processor says more than the one on the wall. */
function started() {
  const [wall, processor] = [performance.now(), process.cpuUsage()]
  return {
    wall: () => performance.now() - wall,
    processor: () => {
      const { user, system } = process.cpuUsage(processor)
      return (user + system) / 1000
    },
  }
}

/** The example county, made by a process of its own: the demo is nothing that a measurement is built on. */
async function countyText(): Promise<string> {
  const script = path.join(import.meta.dirname, '..', 'demo', 'map', 'county-file.ts')
  const { stdout } = await promisify(execFile)(process.execPath, [script], { maxBuffer: 64 * 1024 * 1024 })
  return stdout
}

/** Read anew each time: the check must not live on what an earlier one remembers. */
function check(text: string, emit: Emit): void {
  const took: number[] = []
  let processor = 0
  for (let round = 0; round < rounds; round++) {
    const division = JSON.parse(text) as Division
    const watch = started()
    const errors = faultsOf(division).filter(({ severity }) => severity === 'error')
    took.push(watch.wall())
    processor += watch.processor() / rounds
    if (errors.length > 0) throw new Error('The example county has errors.')
  }
  emit({
    bench: 'county: valid?',
    value: rounded(percentile(took, 0.5)),
    unit: 'ms',
    detail: `first ${rounded(took[0]!)} ms, slowest ${rounded(Math.max(...took))} ms of ${rounds}, ${rounded(processor)} ms of processor time, ${text.length} bytes of JSON read before`,
  })
}

function edit(county: Division, emit: Emit): void {
  const chance = chanceFrom(7)
  // The first edit opens the division, the others go on from it.
  const opening = performance.now()
  cornersNear(county, [0, 0], 1)
  const opened = performance.now() - opening
  const kinds: Readonly<Record<string, (division: Division) => Division>> = {
    split: division => {
      const { key, shape } = smallOf(division, chance)
      const [west, south, east, north] = boxOf(groundOf(shape!))
      const middle = Math.round((west + east) / 2)
      return splitGrid(division, key, [
        [middle, south - 1_000],
        [middle + 3_000, north + 1_000],
      ])
    },
    merge: division => {
      const { key, parentKey } = smallOf(division, chance)
      const siblings = division.grids.filter(grid => grid.parentKey === parentKey && grid.key !== key)
      return mergeGrids(division, [key, pick(chance, siblings).key])
    },
    'move a corner': division => {
      const corner = pick(chance, groundOf(smallOf(division, chance).shape!)[0]!)
      return moveCorner(division, corner, [corner[0] + 300, corner[1] - 200])
    },
    'give to a village': division => {
      const { key, parentKey } = smallOf(division, chance)
      const beside = new Set(edgesOf(division, key).flatMap(edge => edge.keys))
      const villages = division.grids.filter(grid => grid.level === 'medium' && beside.has(grid.key))
      const other = villages.find(grid => grid.key !== parentKey)
      return other === undefined ? division : assignParent(division, key, other.key)
    },
  }
  for (const [name, one] of Object.entries(kinds)) {
    let division = county
    const took: number[] = []
    let asked = 0
    while (took.length < edits && asked < edits * 30) {
      asked++
      const begun = performance.now()
      const next = attempt(() => one(division))
      if (next === undefined || next === division) continue
      took.push(performance.now() - begun)
      division = next
    }
    emit({
      bench: `county: ${name}`,
      value: rounded(percentile(took, 0.5), 1),
      unit: 'ms',
      detail: `99 of 100 within ${rounded(percentile(took, 0.99), 1)} ms, ${took.length} done one after the other; opening took ${rounded(opened)} ms`,
    })
  }
}

function attempt(one: () => Division): Division | undefined {
  try {
    return one()
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

function pick<Item>(chance: () => number, items: readonly Item[]): Item {
  return items[Math.floor(chance() * items.length)]!
}

function smallOf(division: Division, chance: () => number): PlanGrid {
  return pick(
    chance,
    division.grids.filter(grid => grid.level === 'small'),
  )
}

/** Against a division in which two hundred corners were moved and twenty grids split. */
function compare(county: Division, emit: Emit): void {
  const chance = chanceFrom(11)
  let after = county
  for (let count = 0; count < 200; count++) {
    const corner = pick(chance, groundOf(smallOf(after, chance).shape!)[0]!)
    after = attempt(() => moveCorner(after, corner, [corner[0] + 900, corner[1] - 700])) ?? after
  }
  for (let count = 0; count < 20; count++) {
    const { key, shape } = smallOf(after, chance)
    const [west, south, east, north] = boxOf(groundOf(shape!))
    const line: Corner[] = [
      [west - 500, Math.round((south + north) / 2)],
      [east + 500, Math.round((south + north) / 2)],
    ]
    after = attempt(() => splitGrid(after, key, line)) ?? after
  }
  const watch = started()
  const rows = compareDivisions(county, after)
  const [compared, processor] = [watch.wall(), watch.processor()]
  const succession = successionOf(county, after)
  emit({
    bench: 'county: compare',
    value: rounded(compared),
    unit: 'ms',
    detail: `${rows.filter(({ state }) => state !== 'kept').length} grids differ, ${succession.length} end; ${rounded(processor)} ms of processor time`,
  })
}

/** One town's worth of the county, every corner drawn up to a metre beside, in each grid by itself. */
function repair(county: Division, emit: Emit): void {
  const villages = new Set(
    county.grids.filter(({ level, key }) => level === 'medium' && key.startsWith('445321105')).map(({ key }) => key),
  )
  const own = county.grids.filter(
    ({ key, parentKey }) => villages.has(key) || (parentKey !== undefined && villages.has(parentKey)),
  )
  const chance = chanceFrom(5)
  const shaken = own.map(grid => {
    const push = () => Math.round((chance() - 0.5) * 180)
    const ground = groundOf(grid.shape!).map(ring => ring.map(([x, y]): Corner => [x + push(), y + push()]))
    return { ...grid, shape: shapeOf(ground) }
  })
  const { shape: _, ...town } = county.grids.find(({ level }) => level === 'large')!
  const division = { grids: [town, ...shaken] }
  const telling = started()
  const before = faultsOf(division).filter(({ severity }) => severity === 'error').length
  const told = telling.processor()
  const watch = started()
  const { left } = repairDivision(division, repairs)
  const processor = watch.processor()
  emit({
    bench: 'town drawn carelessly: repair',
    value: rounded(watch.wall()),
    unit: 'ms',
    detail: `${rounded(processor)} ms of processor time; ${before} errors told in ${rounded(told)} ms of it before, ${left.filter(({ severity }) => severity === 'error').length} left; ${shaken.length} grids`,
  })
}

function locate(areas: readonly { readonly id: string; readonly shape: Shape }[], emit: Emit): void {
  const begun = performance.now()
  const index = locator(areas)
  const prepared = performance.now() - begun
  const [west, south, east, north] = boxOf(areas.flatMap(({ shape }) => groundOf(shape)))
  const chance = chanceFrom(3)
  const points = new Float64Array(pointCount * 2)
  for (let at = 0; at < points.length; at += 2) {
    points[at] = (west + chance() * (east - west)) / 1e7
    points[at + 1] = (south + chance() * (north - south)) / 1e7
  }
  let inside = 0
  let perSecond = 0
  // Once unmeasured: what counts is a server that has been running for a while.
  for (let round = 0; round < 2; round++) {
    inside = 0
    const started = performance.now()
    for (let at = 0; at < points.length; at += 2) if (index.indexOf(points[at]!, points[at + 1]!) >= 0) inside++
    perSecond = pointCount / ((performance.now() - started) / 1000)
  }
  emit({
    bench: `locate ${areas.length}`,
    value: Math.round(perSecond),
    unit: 'points/s',
    detail: `prepared in ${rounded(prepared)} ms, ${rounded((inside / pointCount) * 100)}% of the points inside`,
  })
}
