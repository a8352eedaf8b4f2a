import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Ring, Shape } from '../grid.ts'
import type { Division, Fault, PlanGrid } from './division.ts'
import { faultsOf } from './faults.ts'

/** Squares of 0.001 degree: about 103 metres east and 111 metres north. */
const square = (x: number, y: number, width = 1, height = 1): Ring => {
  const corner = (across: number, up: number): [number, number] => [
    Math.round((112.3 + across * 0.001) * 1e7) / 1e7,
    Math.round((22.7 + up * 0.001) * 1e7) / 1e7,
  ]
  return [corner(x, y), corner(x + width, y), corner(x + width, y + height), corner(x, y + height), corner(x, y)]
}
const shape = (...rings: Ring[]): Shape => ({ type: 'Polygon', coordinates: rings })

const town = (outline?: Shape): PlanGrid => ({
  key: 'town',
  level: 'large',
  code: '445321105',
  name: '样例镇',
  localNames: [],
  kind: 'town',
  ...(outline ? { shape: outline } : {}),
})
const village = (key: string, outline?: Shape, more: Partial<PlanGrid> = {}): PlanGrid => ({
  key,
  level: 'medium',
  parentKey: 'town',
  name: key,
  localNames: [],
  kind: 'village',
  ...(outline ? { shape: outline } : {}),
  ...more,
})
const told = (faults: readonly Fault[]) =>
  faults.map(({ rule, severity, keys }) => `${rule} ${severity} ${keys.join()}`)
const about = (value: number | undefined, expected: number) =>
  assert.ok(value !== undefined && Math.abs(value - expected) < expected * 0.01, `${value} is not about ${expected}`)

/** A town of two squares beside each other. */
const two = (left: Shape, right: Shape): Division => ({
  grids: [town(shape(square(0, 0, 2, 1))), village('west', left), village('east', right)],
})
const squareMetres = 102.78 * 110.75

test('two villages that fill their town have no fault', () => {
  assert.deepEqual(faultsOf(two(shape(square(0, 0)), shape(square(1, 0)))), [])
})

test('an overlap is told once, with its shape, its size and a place in it', () => {
  const [fault, ...others] = faultsOf(two(shape(square(0, 0, 1.2)), shape(square(1, 0))))
  assert.deepEqual(others, [])
  assert.deepEqual(told([fault!]), ['overlap error west,east'])
  about(fault!.squareMetres, squareMetres * 0.2)
  assert.equal(fault!.at![0], 112.3011)
  assert.equal(fault!.repair, undefined, '20 metres are more than a slip')
})

test('a gap is told with the parent and the grids beside it; beside an undrawn grid it is a hint', () => {
  const narrow = two(shape(square(0, 0, 0.8)), shape(square(1, 0)))
  const [fault, ...others] = faultsOf(narrow)
  assert.deepEqual(others, [])
  assert.deepEqual(told([fault!]), ['gap error town,west,east'])
  about(fault!.squareMetres, squareMetres * 0.2)
  const undrawn = faultsOf({ grids: [...narrow.grids, village('none')] })
  assert.deepEqual(told(undrawn), ['undrawn hint none', 'gap hint town,west,east'])
})

test('a piece outside its parent is told and can be clipped', () => {
  const faults = faultsOf(two(shape(square(-0.3, 0, 1.3)), shape(square(1, 0))))
  assert.deepEqual(told(faults), ['outside_parent error west,town'])
  about(faults[0]!.squareMetres, squareMetres * 0.3)
  assert.equal(faults[0]!.repair, 'clip_to_parent')
})

test('three grids on one ground, and a grid drawn twice, are overlaps with the first', () => {
  const third = village('third', shape(square(0, 0)))
  const twice = two(shape(square(0, 0)), shape(square(1, 0)))
  assert.deepEqual(told(faultsOf({ grids: [...twice.grids, third] })), ['overlap error west,third'])
  const fourth = village('fourth', shape(square(0, 0)))
  const rules = told(faultsOf({ grids: [...twice.grids, third, fourth] }))
  assert.deepEqual(rules, ['overlap error west,third', 'overlap error west,fourth'])
})

test('without a drawn town villages are still asked about each other', () => {
  const [, west, east] = two(shape(square(0, 0, 1.2)), shape(square(1, 0))).grids
  assert.deepEqual(told(faultsOf({ grids: [town(), west!, east!] })), ['undrawn hint town', 'overlap error west,east'])
  const apart = [town(), village('west', shape(square(0, 0))), village('far', shape(square(5, 5)))]
  assert.deepEqual(told(faultsOf({ grids: apart })), ['undrawn hint town'])
})

test('a corner of the neighbour on a straight border is no fault', () => {
  const halves = [town(shape(square(0, 0, 2, 1))), village('west', shape(square(0, 0)))]
  const east = [village('south', shape(square(1, 0, 1, 0.5))), village('north', shape(square(1, 0.5, 1, 0.5)))]
  assert.deepEqual(faultsOf({ grids: [...halves, ...east] }), [])
})

test('single outlines: open, crossing itself, in parts, with a hole, without ground, not drawn', () => {
  const alone = (outline: Shape) => faultsOf({ grids: [town(), village('one', outline)] }).slice(1)
  const ring = square(0, 0)
  assert.deepEqual(told(alone(shape(ring.slice(0, -1)))), ['ring_open error one'])
  const bow: Ring = [ring[0]!, ring[2]!, ring[1]!, ring[3]!, ring[0]!]
  const spike: Ring = [...ring.slice(0, 2), [112.302, 22.7], ...ring.slice(1)]
  assert.deepEqual(told(alone(shape(spike))), ['ring_crosses_itself error one'])
  const leaning: Ring = [ring[0]!, ring[2]!, ring[1]!, [112.3005, 22.705], ring[0]!]
  assert.deepEqual(told(alone(shape(leaning))), ['ring_crosses_itself error one'])
  // A bow's halves cancel each other out, and are two pieces of ground all the same once it is untangled.
  assert.deepEqual(told(alone(shape(bow))), ['ring_crosses_itself error one'])
  const flat: Ring = [ring[0]!, ring[1]!, ring[0]!, ring[0]!]
  assert.deepEqual(told(alone(shape(flat))), ['sliver error one'])
  const parts: Shape = {
    type: 'MultiPolygon',
    coordinates: [[square(0, 0)], [square(3, 0)], [square(5, 0, 0.01, 0.01)]],
  }
  assert.deepEqual(told(alone(parts)), ['sliver hint one', 'several_parts hint one'])
  assert.deepEqual(told(alone(shape(square(0, 0, 3, 3), square(1, 1)))), ['hole hint one'])
})

test('a hole in which another village lies is none; an empty one is a gap that can be filled', () => {
  const around = village('around', shape(square(0, 0, 3, 3), square(1, 1)))
  const outline = town(shape(square(0, 0, 3, 3)))
  assert.deepEqual(faultsOf({ grids: [outline, around, village('inner', shape(square(1, 1)))] }), [])
  const empty = faultsOf({ grids: [outline, around] })
  assert.deepEqual(told(empty), ['hole hint around', 'gap error town,around'])
  assert.deepEqual(
    empty.map(fault => fault.repair),
    ['fill_hole', 'fill_hole'],
  )
})

test('words: codes, names and parents', () => {
  const grids: PlanGrid[] = [
    town(),
    village('one', undefined, { code: '445321105201', name: '东瑶村' }),
    village('two', undefined, { code: '445321105201', name: ' 东瑶村 ' }),
    village('three', undefined, { code: '445321106202' }),
    village('four', undefined, { name: ' ' }),
    village('five', undefined, { parentKey: 'nobody' }),
    village('six', undefined, { level: 'small' }),
  ]
  const knownVillages = new Set(['445321105201'])
  const rules = told(faultsOf({ grids }, { knownVillages })).filter(line => !line.startsWith('undrawn'))
  assert.deepEqual(rules, [
    'code_twice error two,one',
    'code_shape hint three',
    'village_unknown hint three',
    'name_missing error four',
    'parent_missing error five',
    'parent_level error six',
    'name_twice error two,one',
  ])
})

test('a code that another grid had is not given again, its own grid keeps it', () => {
  const own = village('one', undefined, { gridId: 'a', code: '445321105201' })
  const other = village('two', undefined, { gridId: 'b', code: '445321105202' })
  const usedCodes = new Map([
    ['445321105201', 'a'],
    ['445321105202', 'gone'],
  ])
  const rules = told(faultsOf({ grids: [town(), own, other] }, { usedCodes }))
  assert.deepEqual(
    rules.filter(rule => !rule.startsWith('undrawn')),
    ['code_used_before error two'],
  )
})
