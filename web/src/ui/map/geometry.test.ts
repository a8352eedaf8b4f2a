import assert from 'node:assert/strict'
import { test } from 'node:test'
import { boundsOf, nameplaceOf, type Outline, placedNames } from './geometry.ts'

const square = (west: number, south: number, size: number): Outline => ({
  type: 'Feature',
  id: `${west}`,
  properties: { gridId: '0198c2a4-5b1e-7c3d-9f10-2a4b6c8d0e1f', level: 'small', code: '1', name: 'one', example: true },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [west, south],
        [west + size, south],
        [west + size, south + size],
        [west, south + size],
        [west, south],
      ],
    ],
  },
})

test('the name stands in the middle of its grid', () => {
  const [lon, lat] = nameplaceOf(square(112, 22, 0.5))!
  assert.ok(Math.abs(lon - 112.25) < 1e-9)
  assert.ok(Math.abs(lat - 22.25) < 1e-9)
})

test('the view holds all outlines, and there is none without outlines', () => {
  assert.deepEqual(boundsOf([square(112, 22, 1), square(110, 23, 1)]), [110, 22, 113, 24])
  assert.equal(boundsOf([]), undefined)
})

const name = (id: string, left: number) => ({ id, left, top: 0, right: left + 10, bottom: 10 })
const placed = (names: ReturnType<typeof name>[], taken: ReturnType<typeof name>[] = []) =>
  placedNames(names, taken, 12).map(one => [one.name.id, one.down])

test('a name that would lie over a greater one moves, and gives way where no place is left', () => {
  const heap = [name('village', 0), name('group', 5), name('second', 5), name('third', 5), name('far', 30)]
  assert.deepEqual(placed(heap), [
    ['village', 0],
    ['group', 12],
    ['second', -12],
    ['far', 0],
  ])
})

test('a name does not lie over a matter', () => {
  assert.deepEqual(placed([name('village', 0)], [name('dot', 4)]), [['village', 12]])
})
