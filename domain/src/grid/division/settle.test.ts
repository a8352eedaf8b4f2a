import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { roles } from '../../kernel/actor.ts'
import { teamRights } from '../../team/access.ts'
import { demandPlanRight, planRights } from './access.ts'
import { splitGrid } from './cut.ts'
import type { Division, PlanGrid } from './division.ts'
import { faultsOf } from './faults.ts'
import { assignParent, mergeGrids } from './join.ts'
import { boxOf, groundOf } from './lattice.ts'
import { madeTown } from './made-town.ts'
import { changedSince, fingerprintsOf, isUnchanged, rebased } from './rebase.ts'
import { anchored, settle } from './settle.ts'

const today = madeTown({ seed: 7, villages: [2, 1], groups: [2, 2] })
const groups = (division: Division, village: string) =>
  division.grids.filter(grid => grid.level === 'small' && grid.parentKey === village).map(grid => grid.key)
const change = (division: Division, key: string, to: Partial<PlanGrid>): Division => ({
  grids: division.grids.map(grid => (grid.key === key ? { ...grid, ...to } : grid)),
})
const without = (division: Division, key: string): Division => ({
  grids: division.grids.filter(grid => grid.key !== key),
})
function cut(division: Division, key: string): Division {
  const [west, south, east, north] = boxOf(groundOf(division.grids.find(grid => grid.key === key)!.shape!))
  const middle = Math.round((south + north) / 2)
  return splitGrid(division, key, [
    [west - 1000, middle],
    [east + 1000, middle],
  ])
}
const text = (each: string) => each
const [first, second, third] = groups(today, 'village 0') as [string, string, string]

describe('settling', () => {
  test('given the same grids, then all go on and nothing begins or ends', () => {
    const { continuing, beginning, ending } = settle(today, today)
    assert.equal(continuing.length, today.grids.length)
    assert.ok(continuing.every(each => !each.border && !each.described))
    assert.deepEqual([beginning, ending], [[], []])
  })

  test('given a split, a merge, another parent and another name, then each is what it is', () => {
    const split = settle(today, cut(today, first))
    assert.deepEqual(split.ending, [first])
    assert.equal(split.beginning.length, 2)

    const merged = settle(today, mergeGrids(today, [first, second]))
    assert.deepEqual(merged.ending, [second])
    assert.deepEqual(
      merged.continuing.filter(each => each.border).map(each => each.gridId),
      [first],
    )

    const neighbour = groups(today, 'village 0').find(key => {
      try {
        assignParent(today, key, 'village 1')
        return true
      } catch {
        return false
      }
    })!
    const moved = settle(today, assignParent(today, neighbour, 'village 1'))
    assert.deepEqual(moved.ending, [neighbour])
    assert.deepEqual(
      moved.beginning.map(grid => grid.key),
      [neighbour],
    )

    const renamed = settle(today, change(today, third, { name: '榕树头' }))
    assert.deepEqual(
      renamed.continuing.filter(each => each.described || each.border).map(each => [each.gridId, each.border]),
      [[third, false]],
    )
  })

  test('given a village that ends, then its groups end before it and begin after the new one', () => {
    const other = {
      grids: today.grids.map(grid => {
        if (grid.key !== 'village 0') return grid
        const { gridId: _, ...rest } = grid
        return rest
      }),
    }
    const { beginning, ending } = settle(today, other)
    assert.equal(ending.at(-1), 'village 0')
    assert.equal(beginning[0]!.key, 'village 0')
    assert.equal(beginning.length, 5)
  })
})

describe('binding a division from outside', () => {
  const used = new Map(today.grids.map(grid => [grid.code ?? '', grid.gridId ?? '']))
  const foreign: Division = {
    grids: today.grids.map(({ gridId: _, ...grid }) => grid),
  }
  test('given the codes of today, then the grids are today’s', () => {
    const bound = anchored(foreign, today, used)
    assert.deepEqual(settle(today, bound).ending, [])
    assert.deepEqual(settle(today, bound).beginning, [])
  })
  test('given a grid that is no longer, then its id and its used-up code are dropped, and a free code stays', () => {
    const division = change(change(today, first, { gridId: 'over', code: '445321105201900' }), second, {
      gridId: 'never',
      code: '445321105201901',
    })
    const codes = new Map([...used, ['445321105201900', 'over']])
    const bound = anchored(division, today, codes)
    const grid = (key: string) => bound.grids.find(each => each.key === key)!
    assert.deepEqual([grid(first).gridId, grid(first).code], [undefined, undefined])
    assert.deepEqual([grid(second).gridId, grid(second).code], [undefined, '445321105201901'])
  })
  test('given the code of another village’s group, then it is not that grid', () => {
    const elsewhere = today.grids.find(grid => grid.key === groups(today, 'village 1')[0])!
    const division = without(change(foreign, first, { code: elsewhere.code! }), elsewhere.key)
    const bound = anchored(division, today, used)
    assert.equal(bound.grids.find(grid => grid.key === first)!.gridId, undefined)
    assert.ok(faultsOf(bound, { usedCodes: used }).some(fault => fault.rule === 'code_used_before'))
  })
})

describe('a plan on grids that changed meanwhile', () => {
  const base = fingerprintsOf(today, text)
  test('given nothing changed, then nothing is told', () => {
    assert.ok(isUnchanged(changedSince(base, fingerprintsOf(today, text))))
    assert.ok(!isUnchanged(changedSince(base, fingerprintsOf(change(today, first, { name: 'x' }), text))))
  })
  test('given the two changes touch other grids, then the plan stands on top, sound', () => {
    const plan = cut(today, first)
    // Not beside a neighbour of the first: both would give that one a new corner.
    const [, far] = groups(today, 'village 1')
    const now = cut(today, far!)
    const keyed: Division = {
      grids: now.grids.map(grid => (grid.gridId ? grid : { ...grid, gridId: `id ${grid.key}`, key: `id ${grid.key}` })),
    }
    const result = rebased(base, plan, keyed, text)!
    assert.deepEqual(
      faultsOf(result).filter(fault => fault.severity === 'error'),
      [],
    )
    const { ending, beginning } = settle(keyed, result)
    assert.deepEqual(ending, [first])
    assert.equal(beginning.length, 2)
  })
  test('given both change one grid, then a person decides', () => {
    const plan = cut(today, first)
    assert.equal(rebased(base, plan, change(today, first, { name: '改名' }), text), undefined)
    assert.equal(rebased(base, plan, without(today, first), text), undefined)
  })
  test('given a neighbour that the plan’s line gave a corner has ended, then a person decides', () => {
    const plan = cut(today, first)
    const result = rebased(base, plan, mergeGrids(today, [second, first]), text)
    assert.equal(result, undefined)
  })
})

test('whoever has a post of the net may see plans, and the town administrator alone manages them', () => {
  const onTheGround: readonly string[] = ['grid_worker', 'social_worker', 'party_member']
  const looks = [...teamRights.seeTeam, ...onTheGround]
  assert.deepEqual([...planRights.seePlans].sort(), looks.sort())
  for (const role of roles) {
    const actor = { kind: 'person', personId: 'p', posts: [{ postId: 'p', role, from: '2022-01-01' }] } as const
    const may = (right: 'managePlans' | 'seePlans') => {
      try {
        return demandPlanRight(actor, right) === 'p'
      } catch {
        return false
      }
    }
    assert.equal(may('managePlans'), role === 'town_administrator')
    assert.equal(may('seePlans'), (looks as readonly string[]).includes(role))
  }
  assert.throws(() => demandPlanRight({ kind: 'anonymous' }, 'seePlans'), { code: 'not_signed_in' })
})
