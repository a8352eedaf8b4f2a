import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { OutlinesWire } from '@onegrid/domain/grid/contract.ts'
import type { Need } from '@onegrid/domain/team/coverage.ts'
import { gapDots } from './coverage-dots.ts'

type Feature = OutlinesWire['features'][number]
const outline = (gridId: string, level: 'medium' | 'small', parentId: string): Feature => ({
  type: 'Feature',
  id: gridId,
  properties: { gridId, level, code: gridId, name: gridId, parentId, example: true },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [112, 22],
        [113, 22],
        [113, 23],
        [112, 22],
      ],
    ],
  },
})
const leader: Need = 'leader'
const town = (groups: number) => {
  const outlines = [outline('village', 'medium', 'town')]
  for (let at = 0; at < groups; at++) outlines.push(outline(`group ${at}`, 'small', 'village'))
  return { outlines, rows: outlines.map(({ properties: { gridId } }) => ({ gridId, lacks: [leader, leader] })) }
}
const counted = ({ outlines, rows }: ReturnType<typeof town>, need?: Need) =>
  gapDots(outlines, rows, need).map(({ id, count }) => [id, count])

test('given a town, then each grid has its dot, as large as what it lacks', () => {
  assert.deepEqual(counted(town(2)), [
    ['village', 2],
    ['group 0', 2],
    ['group 1', 2],
  ])
})

test('given a county, whose dots would lie upon each other, then a village has one for all its groups', () => {
  assert.deepEqual(counted(town(400)), [['village', 802]])
  assert.deepEqual(counted(town(400), leader), [['village', 401]])
})
