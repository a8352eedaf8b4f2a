import assert from 'node:assert/strict'
import { test } from 'node:test'
import { totalsOf, type VillageLine } from './emergency.ts'

const line = (more: Partial<VillageLine>): VillageLine => ({
  gridId: 'one',
  name: '东瑶村',
  water: 'unknown',
  power: 'unknown',
  road: 'unknown',
  help: 0,
  mine: false,
  ...more,
})

test('the board adds up villages by what is cut, and households; what nobody said counts for nothing', () => {
  const villages = [
    line({ water: 'cut', help: 3, patrolledAt: '2022-07-02T07:00:00.000Z' }),
    line({ water: 'cut', power: 'cut', help: 4 }),
    line({ road: 'running' }),
  ]
  assert.deepEqual(totalsOf(villages), { patrolled: 1, water: 2, power: 1, road: 0, help: 7 })
})
