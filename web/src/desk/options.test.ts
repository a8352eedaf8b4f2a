import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { GridWire, LandmarkWire } from '@onegrid/domain/grid/contract.ts'
import { templates } from '@onegrid/domain/ticket/template/template.ts'
import { categoryOptions, gridOptions, guessCategories, placeOptions } from './options.ts'

const grids = [
  { gridId: 'town', level: 'large', code: '1', name: '东成镇', localNames: [], kind: 'town' },
  { gridId: 'v', level: 'medium', parentId: 'town', code: '2', name: '碧塘村', localNames: [], kind: 'village' },
  { gridId: 'g', level: 'small', parentId: 'v', code: '3', name: '第三村民小组', localNames: ['金垌'], kind: 'group' },
] as unknown as readonly GridWire[]
const landmarks = [
  { landmarkId: 'l', gridId: 'g', kind: 'banyan', name: '大榕树', lon: 112, lat: 22 },
] as unknown as readonly LandmarkWire[]

test('a place is found by its village, its group, its local name or its landmark', () => {
  const options = placeOptions(grids, landmarks)
  assert.deepEqual(
    options.map(option => [option.value, option.label]),
    [
      ['grid:v', '碧塘村'],
      ['grid:g', '碧塘村 · 第三村民小组'],
      ['landmark:l', '碧塘村 · 第三村民小组 · 大榕树'],
    ],
  )
  assert.match(options[1]?.also ?? '', /金垌/)
  assert.equal(gridOptions(grids).length, 2, 'the town itself is no answer to "where"')
})

test('categories stand under their group and are found by the word that residents use', () => {
  const options = categoryOptions(templates.village, 'zh')
  assert.ok(options.length > 40)
  assert.ok(options.every(option => option.group !== undefined && (option.also ?? '').length > 0))
})

test('a sentence of a resident suggests at most three categories, the fitting one among them', () => {
  const named = (words: string) =>
    guessCategories(templates.village, words).map(
      code => templates.village.subcategories.find(each => each.code === code)?.name.zh ?? '',
    )
  assert.ok(named('榕树头那盏路灯坏了成个礼拜').some(name => name.includes('灯')))
  assert.ok(named('水渠给泥堵死了,下面三十几亩等水插秧').some(name => /渠|水/.test(name)))
  assert.ok(named('垃圾池满了两天没车拉').every((_, at) => at < 3))
  assert.deepEqual(guessCategories(templates.village, '好'), [])
})
