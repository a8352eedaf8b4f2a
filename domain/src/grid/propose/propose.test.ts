import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { HouseholdPoint } from '../division/compare.ts'
import type { Corner, Division, PlanGrid } from '../division/division.ts'
import { faultsOf } from '../division/faults.ts'
import { degreesOf, groundOf, partsOf, shapeOf, sideOfGround } from '../division/lattice.ts'
import { apportion, spreadBound } from './apportion.ts'
import { chanceOf } from './chance.ts'
import { propose } from './propose.ts'
import { type Barrier, type ProposalQuestion, type Proposed, type Wishes, wishFault } from './wishes.ts'

const origin: Corner = [1_123_000_000, 226_900_000]
const at = (x: number, y: number): Corner => [origin[0] + Math.round(x * 97.3), origin[1] + Math.round(y * 90.3)]
const ringShape = (corners: readonly Corner[]) => shapeOf([corners])
const small = (key: string, parentKey: string, corners: readonly Corner[]): PlanGrid => ({
  key,
  gridId: key,
  level: 'small',
  parentKey,
  code: key,
  name: `第${key}村民小组`,
  localNames: [`自然村${key}`],
  kind: 'group',
  shape: ringShape(corners),
})

/** Two villages side by side, metres: their common border is crooked. The first has two groups, the second one. */
function twoVillages(bends: readonly number[]): Division {
  const border = bends.map((bend, row) => at(2000 + bend, (row * 3000) / (bends.length - 1)))
  const [south, north] = [border[0]!, border.at(-1)!]
  const middle = at(0, 1500)
  const half = border[Math.floor(border.length / 2)]!
  const lower = border.slice(0, Math.floor(border.length / 2) + 1)
  const upper = border.slice(Math.floor(border.length / 2))
  const first = [at(0, 0), ...border, at(0, 3000), middle]
  const second = [south, at(4200, 0), at(4200, 3000), north, ...border.slice(1, -1).reverse()]
  const village = (key: string, corners: readonly Corner[]): PlanGrid => ({
    ...small(key, 'town', corners),
    level: 'medium',
    kind: 'village',
    name: `${key}村`,
  })
  const town = [at(0, 0), south, at(4200, 0), at(4200, 3000), north, at(0, 3000), middle]
  assert.ok(half !== undefined)
  return {
    grids: [
      {
        key: 'town',
        gridId: 'town',
        level: 'large',
        code: 't',
        name: '镇',
        localNames: [],
        kind: 'town',
        shape: ringShape(town),
      },
      village('A', first),
      village('B', second),
      small('1', 'A', [at(0, 0), ...lower, middle]),
      small('2', 'A', [...upper, at(0, 3000), middle]),
      small('3', 'B', second),
    ],
  }
}

function scattered(count: number, seed: number): HouseholdPoint[] {
  const chance = chanceOf(seed)
  const hamlets = Array.from({ length: 9 }, () => [300 + chance() * 3600, 300 + chance() * 2400] as const)
  return Array.from({ length: count }, () => {
    const [x, y] = hamlets[Math.floor(chance() * hamlets.length)]!
    const [lon, lat] = degreesOf(at(x + (chance() - 0.5) * 500, y + (chance() - 0.5) * 500))
    return { lon, lat, households: 1, people: 3 }
  })
}

const weights = { households: 70, area: 30, compactness: 50 }
const ask = (division: Division, wishes: Partial<Wishes>, more: Partial<ProposalQuestion> = {}): Proposed =>
  propose({
    division,
    points: [],
    population: new Map(),
    barriers: [],
    ...more,
    wishes: { villageKeys: ['A', 'B'], weights, seed: 1, ...wishes },
  })

function demandSound({ proposals }: Proposed): void {
  for (const { division, figures, households } of proposals) {
    assert.deepEqual(
      faultsOf(division).filter(fault => fault.severity === 'error'),
      [],
    )
    const grids = division.grids.filter(grid => grid.level === 'small')
    for (const grid of grids) assert.equal(partsOf(groundOf(grid.shape!)).length, 1, `${grid.name} is one piece`)
    assert.equal(Object.keys(households).length, figures.grids)
  }
}

const anyTown = [
  fc.array(fc.integer({ min: -500, max: 500 }), { minLength: 3, maxLength: 9 }),
  fc.integer({ min: 40, max: 400 }),
  fc.integer({ min: 2, max: 12 }),
  fc.integer({ min: 0, max: 1000 }),
] as const

test('given any villages and households, then every proposal covers them exactly with contiguous grids, repeatably', () => {
  fc.assert(
    fc.property(...anyTown, (bends, count, wished, seed) => {
      const division = twoVillages(bends)
      const points = scattered(count, seed)
      const proposed = ask(division, { count: wished, seed }, { points })
      demandSound(proposed)
      for (const { figures } of proposed.proposals) {
        assert.equal(figures.grids, Math.max(2, wished))
        assert.ok(figures.spread >= figures.spreadBound - 1e-9, 'no division can be better than the bound')
      }
      assert.deepEqual(ask(division, { count: wished, seed }, { points }), proposed)
    }),
    { numRuns: 25 },
  )
})

// How even a search by chance comes out is no law: the towns are the same ones in each run.
test('given forty towns, then the fullest grid of the balanced proposal is close to the bound in each', () => {
  let [sum, towns] = [0, 0]
  fc.assert(
    fc.property(...anyTown, (bends, count, wished, seed) => {
      const { figures } = ask(twoVillages(bends), { count: wished, seed }, { points: scattered(count, seed) })
        .proposals[0]!
      const least = (figures.spreadBound * figures.households) / figures.grids
      assert.ok(figures.most <= Math.max(least * 1.2, least + 2), JSON.stringify(figures))
      sum += figures.most / least
      towns++
    }),
    { numRuns: 40, seed: 1, endOnFailure: true },
  )
  assert.ok(sum / towns < 1.05, `${sum / towns} times the bound in the middle`)
})

test('given a village of which no household is known, then it has grids by its ground and the bound is that of the others', () => {
  const division = twoVillages([-125, -489, 465, 241])
  const proposed = ask(division, { count: 4, seed: 6 }, { points: scattered(47, 6) })
  assert.deepEqual(proposed.byAreaAlone, ['B'])
  const { figures, households } = proposed.proposals[0]!
  assert.deepEqual(Object.values(households).sort(), [0, 0, 23, 24])
  assert.equal(figures.spread, figures.spreadBound)
})

test('given a river and a road, then no grid crosses them, also where the road ends inside the village', () => {
  const division = twoVillages([0, 150, -100, 80, 0])
  const river: Barrier = {
    barrierId: 'r',
    kind: 'river',
    name: '新兴江',
    line: [at(-300, 700), at(1100, 900), at(2300, 1300), at(4500, 1000)],
  }
  const road: Barrier = { barrierId: 's', kind: 'road', name: '县道', line: [at(3200, 2200), at(3300, 3400)] }
  const proposed = ask(division, { householdsEach: 40 }, { points: scattered(400, 3), barriers: [river, road] })
  demandSound(proposed)
  for (const { division: after } of proposed.proposals)
    for (const grid of after.grids.filter(each => each.level === 'small')) {
      const ground = groundOf(grid.shape!)
      for (const { line } of [river, road])
        for (let place = 0; place + 1 < line.length; place++)
          for (const part of [0.1, 0.35, 0.5, 0.73, 0.9]) {
            const [from, to] = [line[place]!, line[place + 1]!]
            const on = [from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part] as const
            // Four metres to both sides: one grid must not hold both.
            const [dx, dy] = [to[1] - from[1], from[0] - to[0]]
            const long = Math.sqrt(dx * dx + dy * dy)
            const beside = (metres: number) =>
              sideOfGround(
                ground,
                Math.round(2 * (on[0] + (dx / long) * metres * 94)),
                Math.round(2 * (on[1] + (dy / long) * metres * 94)),
              )
            assert.ok(!(beside(4) > 0 && beside(-4) > 0), `${grid.name} lies on both sides`)
          }
    }
})

test('given a village with an enclave, no points and no figures, then area alone divides it and that is told', () => {
  const division = twoVillages([0, 0, 0])
  const hole = [at(700, 700), at(1100, 720), at(1080, 1100), at(690, 1050)]
  const enclave = { ...small('C', 'town', hole), level: 'medium' as const, kind: 'community' as const, name: '街' }
  const grids = division.grids.flatMap((grid): PlanGrid[] => {
    if (grid.key === '1' || grid.key === '2') return []
    if (grid.key !== 'A') return [grid]
    return [{ ...grid, shape: shapeOf([...groundOf(grid.shape!), [...hole].reverse()]) }, enclave]
  })
  const proposed = ask({ grids }, { count: 6, villageKeys: ['A'] })
  assert.equal(proposed.basis, 'area')
  assert.deepEqual(proposed.byAreaAlone, ['A'])
  demandSound(proposed)
  assert.ok(proposed.proposals[0]!.figures.areaSpread < 1.6)
})

test('given figures by group alone, then they stand for the points; grids that go on keep their id, names of ended ones stay', () => {
  const division = twoVillages([0, 200, -200, 0])
  const population = new Map([
    ['1', 120],
    ['2', 60],
    ['3', 90],
  ])
  const proposed = ask(division, { count: 2 }, { population })
  assert.equal(proposed.basis, 'population')
  demandSound(proposed)
  const { division: after, figures } = proposed.proposals[0]!
  assert.equal(figures.households, 270)
  const kept = after.grids.filter(grid => grid.level === 'small')
  assert.deepEqual(kept.map(grid => grid.gridId).sort(), ['1', '3'])
  assert.deepEqual(kept.flatMap(grid => grid.localNames).sort(), ['自然村1', '自然村2', '自然村3'])
  assert.equal(figures.moved, 60, 'the smaller group moves into the other')
})

test('given sizes, then the fullest grid is as empty as can be', () => {
  assert.deepEqual(apportion([100, 200, 10], 6), [2, 3, 1])
  assert.deepEqual(apportion([5, 5], 1), [1, 1])
  const each = (count: number, households: number) => Array.from({ length: count }, () => households)
  assert.equal(
    spreadBound(
      [
        { places: each(100, 1), grids: 2 },
        { places: each(100, 1), grids: 2 },
      ],
      4,
    ),
    1,
  )
  assert.equal(spreadBound([{ places: [75, ...each(125, 1)], grids: 4 }], 4), 1.5, 'one place stays together')
  assert.equal(spreadBound([{ places: each(3, 1), grids: 2 }], 2), 4 / 3, 'households stay whole')
  assert.equal(spreadBound([{ places: each(5, 0.6), grids: 2 }], 2), 1, 'figures spread over the ground need not')
})

test('given wishes that say nothing or too much, then they are refused', () => {
  const division = twoVillages([0, 0, 0])
  for (const wishes of [
    {},
    { count: 3, householdsEach: 3 },
    { count: 3, villageKeys: [] },
    { count: 3, weights: { households: 0, area: 0, compactness: 1 } },
  ])
    assert.throws(() => ask(division, wishes), { code: 'field_invalid' })
  assert.throws(() => ask(division, { count: 3, villageKeys: ['1'] }), { code: 'grid_unknown' })
})

test('given a number that no division can meet, then the field and the nearest number that can are named', () => {
  const known = { households: 1200, complete: true }
  const fault = (wishes: Parameters<typeof wishFault>[0], villages = 4, more = known) =>
    wishFault(wishes, villages, more)
  for (const number of [0, -5, 1.5, Number.NaN]) {
    assert.deepEqual(fault({ count: number }), { field: 'count', rule: 'whole', limit: 1 })
    assert.deepEqual(fault({ householdsEach: number }), { field: 'householdsEach', rule: 'whole', limit: 1 })
  }
  assert.deepEqual(fault({ count: 3 }), { field: 'count', rule: 'few', limit: 4 })
  assert.deepEqual(fault({ count: 1201 }), { field: 'count', rule: 'beyond', limit: 1200 })
  assert.deepEqual(fault({ count: 1e9 }, 4, { households: 900, complete: false })?.rule, 'many')
  assert.equal(fault({ count: 1201 }, 4, { households: 900, complete: false }), undefined)
  assert.deepEqual(fault({ householdsEach: 1201 }), { field: 'householdsEach', rule: 'beyond', limit: 1200 })
  assert.deepEqual(fault({ householdsEach: 150 }, 4, { households: 0, complete: false })?.rule, 'none_known')
  assert.deepEqual(fault({ householdsEach: 1 }, 4, { households: 20_000, complete: true }), {
    field: 'householdsEach',
    rule: 'few',
    limit: 4,
  })
  assert.equal(fault({ householdsEach: 150 }), undefined)
  assert.equal(fault({ count: 8 }), undefined)
})
