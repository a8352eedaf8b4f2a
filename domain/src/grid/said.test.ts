import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gridsSaid } from './said.ts'

const village = (gridId: string, name: string) => ({ gridId, level: 'medium' as const, name, localNames: [] })
const group = (gridId: string, parentId: string, name: string, ...localNames: string[]) => ({
  gridId,
  parentId,
  level: 'small' as const,
  name,
  localNames,
})
const grids = [
  village('v1', '碧塘村'),
  village('v2', '东瑶村'),
  group('g1', 'v1', '第一村民小组', '十里新村'),
  group('g2', 'v1', '第三村民小组'),
  group('g3', 'v2', '第三村民小组', '上围'),
]
const landmarks = [
  { gridId: 'g3', name: '上围大榕树' },
  ...['g1', 'g2', 'g3', 'a', 'b', 'c', 'd'].map(gridId => ({ gridId, name: '鱼塘' })),
]
const said = (sentence: string) => gridsSaid(sentence, grids, landmarks)

test('a local name or a landmark is the group', () => {
  assert.deepEqual(said('十里新村二楼一滴水都上不来,三天了'), ['g1'])
  assert.deepEqual(said('上围大榕树那盏灯坏了'), ['g3'])
})

test('a village without its ending is the village, and a number beside it the group', () => {
  assert.deepEqual(said('碧塘我们巷口还是烂泥路'), ['v1'])
  assert.deepEqual(said('碧塘村第三村民小组的路'), ['g2'])
})

test('what could be anywhere is nowhere', () => {
  assert.deepEqual(said('第三村民小组的路灯'), [])
  assert.deepEqual(said('鱼塘边没牌'), [])
  assert.deepEqual(said('又停电'), [])
  assert.deepEqual(said(''), [])
})

test('a common landmark beside a village is that village’s', () => {
  assert.deepEqual(said('东瑶村鱼塘边没牌'), ['g3'])
})
