import assert from 'node:assert/strict'
import { test } from 'node:test'
import { madeTown } from '@onegrid/domain/grid/division/made-town.ts'
import type { LineString } from 'geojson'
import { bordersOf } from './borders.ts'

const square = (west: number, south: number, size: number) => ({
  type: 'Polygon' as const,
  coordinates: [
    [
      [west, south],
      [west + size, south],
      [west + size, south + size],
      [west, south + size],
      [west, south],
    ],
  ],
})
const edgesIn = (lines: readonly (readonly number[])[][]) =>
  lines.flatMap(line =>
    line.slice(1).map((to, at) =>
      [line[at]!, to]
        .map(place => place.join(' '))
        .sort()
        .join(' – '),
    ),
  )

test('given two grids side by side in one, then each border is a line once, of the highest grid that has it', () => {
  const borders = bordersOf([
    { level: 'small', geometry: square(112, 22, 1) },
    { level: 'small', geometry: square(113, 22, 1) },
    {
      level: 'medium',
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [112, 22],
            [113, 22],
            [114, 22],
            [114, 23],
            [113, 23],
            [112, 23],
            [112, 22],
          ],
        ],
      },
    },
  ])
  assert.deepEqual(
    borders.map(({ properties, geometry }) => [properties?.['level'], (geometry as LineString).coordinates]),
    [
      [
        'medium',
        [
          [112, 22],
          [113, 22],
          [114, 22],
          [114, 23],
          [113, 23],
          [112, 23],
          [112, 22],
        ],
      ],
      [
        'small',
        [
          [113, 22],
          [113, 23],
        ],
      ],
    ],
  )
})

test('given a ring that begins in the middle of a new stretch, then the stretch is one line', () => {
  const [, second] = bordersOf([
    { level: 'small', geometry: square(112, 22, 1) },
    {
      level: 'small',
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [114, 22],
            [114, 23],
            [113, 23],
            [113, 22],
            [114, 22],
          ],
        ],
      },
    },
  ])
  assert.deepEqual((second!.geometry as LineString).coordinates, [
    [113, 22],
    [114, 22],
    [114, 23],
    [113, 23],
  ])
})

test('given any town, then the lines are the edges of its outlines, none twice', () => {
  for (let seed = 0; seed < 20; seed++) {
    const grids = madeTown({ seed, villages: [3, 2], groups: [2, 2] }).grids.map(({ level, shape }) => ({
      level,
      geometry: shape!,
    }))
    const drawn = edgesIn(bordersOf(grids).map(({ geometry }) => (geometry as LineString).coordinates))
    const wanted = edgesIn(
      grids.flatMap(({ geometry }) =>
        geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat(),
      ) as unknown as number[][][],
    )
    assert.equal(new Set(drawn).size, drawn.length)
    assert.deepEqual(new Set(drawn), new Set(wanted))
  }
})
