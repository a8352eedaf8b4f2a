import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bodyOf, type LandmarkDraft, mergedInto, movedTo } from './landmark-list.ts'

const tree: LandmarkDraft = {
  key: 'tree',
  landmarkId: 'tree',
  kind: 'tree',
  name: '大榕树',
  lon: 112.1,
  lat: 22.7,
  gridId: 'a',
}
const bridge: LandmarkDraft = { ...tree, key: 'bridge', landmarkId: 'bridge', kind: 'bridge', name: '石桥' }
const shop: LandmarkDraft = { ...tree, key: 'shop', landmarkId: 'shop', kind: 'shop', name: '小卖部' }

test('given others renamed, added and removed meanwhile, then neither their changes nor mine are lost', () => {
  const opened = [tree, bridge, shop]
  const mine = [
    { ...tree, name: '渡口榕树' },
    bridge,
    { ...shop, name: '新小卖部' },
    { ...shop, key: 'new-1', name: '戏台' },
  ].map(each => (each.key === 'new-1' ? withoutId(each) : each))
  const theirs = [tree, { ...bridge, name: '新石桥' }, { ...shop, key: 'pond', landmarkId: 'pond', name: '门口塘' }]
  assert.deepEqual(
    mergedInto(theirs, opened, mine).map(each => each.name),
    ['渡口榕树', '新石桥', '门口塘', '戏台'],
  )
})

test('given a landmark was moved, then it is sent without its old grid and with seven decimals', () => {
  const [sent] = bodyOf([movedTo(tree, [112.123456789, 22.7])]).items
  assert.deepEqual(sent, { landmarkId: 'tree', kind: 'tree', name: '大榕树', lon: 112.1234568, lat: 22.7 })
})

function withoutId({ landmarkId: _, ...rest }: LandmarkDraft): LandmarkDraft {
  return rest
}
