import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { GridWire } from '@onegrid/domain/grid/contract.ts'
import { bodyOf, type Draft, draftsOf, giveBack, placeOf, take, villagesOf } from './supply-list.ts'

const list: readonly Draft[] = [
  { key: 'a', supplyAreaId: 'a', utility: 'water', name: 'A', gridIds: ['1', '2'] },
  { key: 'new', utility: 'water', name: ' B ', gridIds: ['3'] },
  { key: 'p', supplyAreaId: 'p', utility: 'power', name: 'P', gridIds: ['1'] },
]
const grids = (rows: readonly Draft[]) => rows.map(area => area.gridIds)

test('a group that one area takes leaves the other of its utility, and only that', () => {
  assert.deepEqual(grids(take(list, 'new', ['1', '3'])), [['2'], ['1', '3'], ['1']])
  assert.deepEqual(grids(giveBack(list, 'a', ['1'])), [['2'], ['3'], ['1']])
})

test('what is sent has no keys of the screen; reading it back is the same list', () => {
  assert.deepEqual(bodyOf(list).items[1], { utility: 'water', name: 'B', gridIds: ['3'] })
  const items = [{ supplyAreaId: 'a', utility: 'water' as const, name: 'A', gridIds: ['1', '2'] }]
  assert.deepEqual(bodyOf(draftsOf({ items })).items, items)
})

test('a refusal points at an area and its field', () => {
  assert.deepEqual(placeOf('/items/3/gridIds/0'), { at: 3, field: 'gridIds' })
  assert.equal(placeOf('header if-match'), undefined)
  assert.equal(placeOf(undefined), undefined)
})

const grid = (gridId: string, level: GridWire['level'], parentId: string, name: string, localNames: string[] = []) =>
  ({ gridId, level, parentId, name, localNames, code: gridId, kind: 'group' }) satisfies GridWire
const town = [
  grid('v', 'medium', 't', '东瑶村'),
  grid('v1', 'small', 'v', '第一村民小组'),
  grid('v2', 'small', 'v', '第二村民小组', ['十里新村']),
  grid('w', 'medium', 't', '碧塘村'),
  grid('w1', 'small', 'w', '第一村民小组'),
]
test('the search finds villages with all their groups, and groups by a natural village', () => {
  const found = (words: string) => villagesOf(town, words).flatMap(({ groups }) => groups.map(group => group.gridId))
  assert.deepEqual(found(''), ['v1', 'v2', 'w1'])
  assert.deepEqual(found('东瑶'), ['v1', 'v2'])
  assert.deepEqual(found('十里'), ['v2'])
  assert.deepEqual(found('第一'), ['v1', 'w1'])
  assert.deepEqual(found('没有'), [])
})
