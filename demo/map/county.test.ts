import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { faultsOf } from '@onegrid/domain/grid/division/faults.ts'
import { groundOf, twiceGroundArea } from '@onegrid/domain/grid/division/lattice.ts'
import type { Shape } from '@onegrid/domain/grid/grid.ts'
import { locator } from '@onegrid/domain/grid/locate.ts'
import { countyDivision, countyGroupCount, readCountyVillages } from './county-outline.ts'
import { readCounty, readVillages } from './outline.ts'

const county = countyDivision()
const villages = readCountyVillages()
const ofLevel = (level: string) => county.grids.filter(grid => grid.level === level)
const areaOf = (level: string) => ofLevel(level).reduce((sum, { shape }) => sum + twiceGroundArea(groundOf(shape!)), 0)

test('202 real villages of 15 towns and farms, 1,900 groups', () => {
  assert.equal(ofLevel('medium').length, 202)
  assert.equal(ofLevel('small').length, countyGroupCount)
  assert.equal(new Set(villages.map(({ code }) => code.slice(0, 9))).size, 15)
  const ours = readVillages().map(({ code, name, kind }) => `${code} ${name} ${kind}`)
  const known = new Set(villages.map(({ code, name, kind }) => `${code} ${name} ${kind}`))
  assert.deepEqual(
    ours.filter(village => !known.has(village)),
    [],
    'both lists call the town’s villages the same',
  )
})

test('it covers itself exactly: no fault, and the areas add up to the last digit', () => {
  const knownVillages = new Set(villages.map(({ code }) => code))
  assert.deepEqual(
    faultsOf(county, { knownVillages }).map(({ rule, severity, value }) => `${severity} ${rule} ${value}`),
    ['hint code_shape 445321'],
    'the six digits of a district are official, but not the product’s own shape',
  )
  assert.equal(areaOf('medium'), areaOf('large'))
  assert.equal(areaOf('small'), areaOf('large'))
  const outline: Shape = { type: 'Polygon', coordinates: [readCounty()] }
  const share = areaOf('large') / twiceGroundArea(groundOf(outline))
  assert.ok(share > 0.95 && share < 1, `${share} of the real outline`)
  const inside = locator([{ id: 'county', shape: outline }])
  const beside = groundOf(ofLevel('large')[0]!.shape!)
    .flat()
    .filter(([x, y]) => !inside.locate(x / 1e7, y / 1e7))
  assert.ok(beside.length <= 1, 'a spur of the real outline may reach between two cells')
})

test('all of it is an example, in codes of its villages, and the same from the same seed', () => {
  assert.ok(county.grids.every(({ example }) => example === true))
  for (const grid of ofLevel('small')) assert.equal(grid.code!.slice(0, 12), grid.parentKey)
  const digest = createHash('sha256').update(JSON.stringify(county)).digest('hex')
  assert.equal(digest, 'ac755f2c96cebcb36beb7c0cd6205a82636d93247af561d4c1ffa2c4657dd5c4')
})
