import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Division } from '@onegrid/domain/grid/division/division.ts'
import type { Ring } from '@onegrid/domain/grid/grid.ts'
import type { ImportSource } from '@onegrid/domain/grid/import/source.ts'
import { makePreview, type PreviewQuestion } from './make-preview.ts'

const today: Division = {
  grids: [
    { key: 'town', gridId: 'town', level: 'large', code: '445321105', name: '东成镇', localNames: [], kind: 'town' },
  ],
}
const villages: ImportSource = {
  sourceId: 's1',
  file: '村.xlsx',
  kind: 'table',
  columns: ['编码', '名称'],
  skipped: 0,
  rows: [{ number: 2, values: ['445321105901', '新塘村民委员会'] }],
}
/** Two groups whose common border was drawn twice: in the middle they lie some three metres apart. */
const left: Ring = [
  [112.3, 22.7],
  [112.31, 22.7],
  [112.31, 22.705],
  [112.31, 22.71],
  [112.3, 22.71],
  [112.3, 22.7],
]
const right: Ring = [
  [112.31, 22.7],
  [112.32, 22.7],
  [112.32, 22.71],
  [112.31, 22.71],
  [112.31003, 22.705],
  [112.31, 22.7],
]
const groups: ImportSource = {
  sourceId: 's2',
  file: '组.geojson',
  kind: 'geojson',
  columns: ['名称', '所属村'],
  skipped: 0,
  rows: [left, right].map((ring, index) => ({
    number: index + 1,
    values: [`第${'一二'[index]}村民小组`, '新塘村'],
    shape: { type: 'Polygon', coordinates: [ring] },
  })),
}
const question = (repairs: PreviewQuestion['repairs']): PreviewQuestion => ({
  today,
  usedCodes: new Map(),
  others: 'keep',
  repairs,
  sources: [
    {
      source: villages,
      settings: { system: 'wgs84', swapped: false, level: 'medium', columns: { code: 0, name: 1 }, leftOut: [] },
    },
    {
      source: groups,
      settings: { system: 'wgs84', swapped: false, level: 'small', columns: { name: 0, parent: 1 }, leftOut: [] },
    },
  ],
})

test('given groups with a gap in a village without an outline, then the gap is told, snapped, and told again when that is undone', () => {
  const before = makePreview(question([]))
  assert.deepEqual(
    before.faults.filter(fault => fault.severity === 'error').map(fault => [fault.rule, fault.repair]),
    [['gap', 'snap']],
  )
  assert.equal(before.errors, 1)
  const after = makePreview(question([{ repairId: 'r', repairs: ['snap'], toleranceMetres: 5 }]))
  assert.equal(after.errors, 0, JSON.stringify(after.faults))
  assert.ok(
    after.division.grids.every(grid => grid.shape !== undefined),
    'village and town follow their groups',
  )
  assert.deepEqual(makePreview(question([])).faults, before.faults)
})
