import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import type { Division } from '@onegrid/domain/grid/division/division.ts'
import { parentsFollow } from '@onegrid/domain/grid/division/parents.ts'
import { buildApp } from '@onegrid/server/app.ts'
import { fileBlobs } from '@onegrid/server/blobs/blobs.ts'
import { readSettings } from '@onegrid/server/config.ts'
import { gridIndex } from '@onegrid/server/grid/grid-index.ts'
import { randomIds } from '@onegrid/server/ids.ts'
import { verifyInstallation } from '@onegrid/server/verify.ts'
import { testDatabase } from '../test/database.ts'
import { storyBegins, storyClock } from './clock.ts'
import { askedExample, makeCounty } from './county.ts'
import { countyDivision, countyName } from './map/county-outline.ts'

/** Some villages of the county with their groups; the whole is as large as they are. */
function partOf(county: Division, count: number): Division {
  const villages = new Set(
    county.grids
      .filter(grid => grid.level === 'medium')
      .slice(0, count)
      .map(grid => grid.key),
  )
  const grids = county.grids.filter(
    ({ level, key, parentKey = '' }) => level === 'large' || villages.has(level === 'medium' ? key : parentKey),
  )
  return parentsFollow({ grids })
}

test('given the word --county, then the county is made in a folder of its own; without it the town', () => {
  assert.deepEqual(askedExample(['node', 'main.ts', '--fresh']), { folder: 'demo' })
  const { folder, example } = askedExample(['node', 'main.ts', '--county'])
  assert.equal(folder, 'county')
  assert.match(example!.told('http://here'), /http:\/\/here\/desk/)
})

test('given a part of the county, when it is made, then its grids are in force, every village has its committee, and its administrator signs in', async () => {
  const division = partOf(countyDivision(), 4)
  const groups = division.grids.filter(grid => grid.level === 'small').length
  assert.ok(groups >= 12)
  const { database, drop } = await testDatabase({ poolSize: 6 })
  const data = mkdtempSync(path.join(os.tmpdir(), 'onegrid-county-'))
  const clock = storyClock(storyBegins)
  const settings = readSettings({ ONEGRID_DATA: data, LOG_LEVEL: 'silent' })
  const ports = { database, clock, ids: randomIds(clock), blobs: fileBlobs(data), settings, demo: true }
  const app = await buildApp(ports)
  try {
    const steps: string[] = []
    const quiet = { expect() {}, step: (what: string) => void steps.push(what), end() {} }
    const { town } = await makeCounty(ports, quiet, division)
    assert.equal(town.name, countyName)
    assert.equal(steps.length, 4)
    const { tree, units } = await gridIndex(ports, town.tenantId)
    const count = (level: string) => tree.grids.filter(grid => grid.level === level).length
    assert.deepEqual([count('large'), count('medium'), count('small')], [1, 4, groups])
    assert.equal(units.filter(unit => unit.kind === 'committee').length, 4)
    const { faults } = await verifyInstallation(ports, town.tenantId)
    assert.deepEqual(faults, [])
    const session = await app.inject({
      method: 'POST',
      url: '/api/v1/sessions',
      payload: { username: 'host', password: 'dongcheng-demo' },
    })
    assert.equal(session.statusCode, 200, session.body)
  } finally {
    await app.close()
    await drop()
    rmSync(data, { recursive: true, force: true })
  }
})
