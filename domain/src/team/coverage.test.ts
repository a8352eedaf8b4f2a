import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { gridTree } from '../grid/tree.ts'
import { coverageOf, kindForNeed, lackedWithout } from './coverage.ts'
import { decidePartyGroups, type PartyGroup, partyGroupChanges } from './party-group.ts'
import type { HeldPost } from './team.ts'

const grid = (gridId: string, level: 'small' | 'medium' | 'large', parentId?: string) => ({
  gridId,
  level,
  code: gridId,
  name: gridId,
  localNames: [],
  kind: 'group' as const,
  from: '2022-01-01',
  ...(parentId === undefined ? {} : { parentId }),
})
const grids = [grid('t', 'large'), grid('v', 'medium', 't'), grid('g1', 'small', 'v'), grid('g2', 'small', 'v')]
const tree = gridTree(grids)

describe('whom a grid loses', () => {
  const held = (postId: string, kind: string, role: 'small_leader' | 'grid_worker'): HeldPost => ({
    postId,
    personId: postId,
    kind,
    role,
    gridId: 'g1',
    from: '2022-01-01',
  })
  const leader = held('leader', 'small_leader', 'small_leader')
  const worker = held('worker', 'grid_worker', 'grid_worker')
  const ask = (ending: readonly HeldPost[], there: readonly HeldPost[]) =>
    lackedWithout({ gridId: 'g1', level: 'small' }, ending, there, '2022-10-01')

  test('given its only leader, when he goes, then it lacks a leader and nothing else', () => {
    assert.deepEqual(ask([leader], [leader, worker]), ['leader'])
    assert.deepEqual(ask([leader, worker], [leader, worker]), ['leader', 'worker'])
  })

  test('given another who stays on that day, then nobody is missed', () => {
    const second = held('second', 'small_leader', 'small_leader')
    assert.deepEqual(ask([leader], [leader, second]), [])
    assert.deepEqual(ask([leader], [leader, { ...second, from: '2022-10-01' }]), [])
    // One who goes before that day, and one who only stands in, fill no gap.
    assert.deepEqual(ask([leader], [leader, { ...second, until: '2022-09-30' }]), ['leader'])
    assert.deepEqual(ask([leader], [leader, { ...second, actingFor: 'leader' }]), ['leader'])
  })
})

describe('coverage', () => {
  test('given posts and groups, when a grid lacks somebody, then it says whom', () => {
    const posts = [
      { gridId: 'g1', kind: 'small_leader', role: 'small_leader', count: 1 },
      { gridId: 'g1', kind: 'part_time_worker', role: 'grid_worker', count: 2 },
      { gridId: 'v', kind: 'medium_leader', role: 'medium_leader', count: 1 },
      { gridId: 'v', kind: 'first_secretary', count: 1 },
      // A worker of the whole village stands in no group.
      { gridId: 'v', kind: 'grid_worker', role: 'grid_worker', count: 1 },
      { gridId: 't', kind: 'approver', role: 'approver', count: 1 },
    ] as const
    const found = coverageOf(grids, posts, new Set(['g1']))
    const lacks = Object.fromEntries(found.map(each => [each.gridId, each.lacks]))
    assert.deepEqual(lacks, {
      t: ['leader'],
      v: ['village_worker', 'stationed_leader', 'party_instructor'],
      g1: ['party_household'],
      g2: ['leader', 'worker', 'party_household', 'party_group'],
    })
    assert.equal(found.find(each => each.gridId === 'g1')?.holders.worker, 2)
  })
  test('each need names the kind that fills it, a Party group none', () => {
    assert.equal(kindForNeed('leader', 'medium'), 'medium_leader')
    assert.equal(kindForNeed('worker', 'small'), 'grid_worker')
    assert.equal(kindForNeed('first_secretary', 'medium'), 'first_secretary')
    assert.equal(kindForNeed('party_group', 'small'), undefined)
  })
})

describe('Party groups', () => {
  const known: PartyGroup = { partyGroupId: 'p1', name: '第一党小组', gridIds: ['g1'], from: '2022-01-01' }
  const decide = (wanted: Parameters<typeof decidePartyGroups>[2]) =>
    decidePartyGroups(tree, [known], wanted, { today: '2022-09-26', newId: () => 'p2' })

  test('given a list, when it is kept, then new ones begin today and known ones keep their day', () => {
    const after = decide([
      { partyGroupId: 'p1', name: ' 第一党小组 ', gridIds: ['g1'] },
      { name: '第二党小组', leaderId: 'A', gridIds: ['g2', 'g2'] },
    ])
    const second = { partyGroupId: 'p2', name: '第二党小组', leaderId: 'a', gridIds: ['g2'], from: '2022-09-26' }
    assert.deepEqual(after, [known, second])
    assert.deepEqual(partyGroupChanges([known], after), { added: ['p2'], changed: [], ended: [] })
    assert.deepEqual(partyGroupChanges(after, [{ ...second, name: '二组' }]), {
      added: [],
      changed: ['p2'],
      ended: ['p1'],
    })
  })
  test('given a grid in two groups, a village, no grid or a strange id, when it is kept, then the place is named', () => {
    const refused = (wanted: Parameters<typeof decidePartyGroups>[2], pointer: string, rule: string) =>
      assert.throws(
        () => decide(wanted),
        ({ facts }: { facts: { pointer: string; rule: string } }) => facts.pointer === pointer && facts.rule === rule,
      )
    const one = { name: '一', gridIds: ['g1'] }
    refused([one, { name: '二', gridIds: ['g2', 'g1'] }], '/items/1/gridIds/1', 'grid_taken')
    refused([{ name: '一', gridIds: ['v'] }], '/items/0/gridIds/0', 'grid_not_small')
    refused([{ name: '一', gridIds: [] }], '/items/0/gridIds', 'no_grid')
    refused([{ name: '一', gridIds: ['g9'] }], '/items/0/gridIds/0', 'grid_unknown')
    refused([one, { name: '一', gridIds: ['g2'] }], '/items/1/name', 'name_twice')
    refused([{ ...one, name: '\u200b ' }], '/items/0/name', 'name_empty')
    refused([{ ...one, partyGroupId: 'p7' }], '/items/0/partyGroupId', 'group_unknown')
    refused(
      [
        { ...one, partyGroupId: 'p1' },
        { name: '二', gridIds: ['g2'], partyGroupId: 'p1' },
      ],
      '/items/1/partyGroupId',
      'group_twice',
    )
  })
})
