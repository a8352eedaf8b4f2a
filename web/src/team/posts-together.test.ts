import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { GridWire } from '@onegrid/domain/grid/contract.ts'
import { postsTogether } from './posts-together.ts'

const grid = (gridId: string, level: GridWire['level'], name: string, parentId?: string) =>
  ({ gridId, level, name, localNames: [], ...(parentId === undefined ? {} : { parentId }) }) as unknown as GridWire
const grids = [
  grid('v', 'medium', '碧塘村', 't'),
  grid('g1', 'small', '第一村民小组', 'v'),
  grid('g2', 'small', '第二村民小组', 'v'),
]
const post = (postId: string, kind: string, gridId: string, at: string, more: object = {}) => ({
  postId,
  kind,
  gridId,
  at,
  ...more,
})

test('posts of one kind in groups of one village are one line; who stands in for somebody has a line of its own', () => {
  const lines = postsTogether(grids, [
    post('1', 'grid_worker', 'g1', '第一村民小组'),
    post('2', 'grid_worker', 'g2', '第二村民小组'),
    post('3', 'grid_worker', 'g2', '第二村民小组', { actingFor: 'x', actingForName: '伍秀兰' }),
    post('4', 'party_member', 'v', '碧塘村'),
  ])
  assert.deepEqual(
    lines.map(({ kind, at, actingForName }) => [kind, at, actingForName]),
    [
      ['grid_worker', '碧塘村 · 第一村民小组、第二村民小组', undefined],
      ['grid_worker', '碧塘村 · 第二村民小组', '伍秀兰'],
      ['party_member', '碧塘村', undefined],
    ],
  )
})
