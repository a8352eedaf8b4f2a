import assert from 'node:assert/strict'
import { test } from 'node:test'
import { simulatedClock } from '@onegrid/server/clock.ts'
import { plantGrids } from '@onegrid/server/grid/commands.ts'
import { gridIndex } from '@onegrid/server/grid/grid-index.ts'
import { randomIds } from '@onegrid/server/ids.ts'
import { testDatabase } from '../../test/database.ts'
import { townPlan } from './town-plan.ts'

test('the example town goes through the real command, and every landmark is found in its group', async context => {
  const { database, drop } = await testDatabase()
  context.after(drop)
  const clock = simulatedClock('2022-09-26T00:30:00.000Z')
  const ids = randomIds(clock)
  const tenantId = ids.id()
  await database.write(tenantId, tx => plantGrids(tx, ids, townPlan(), '2022-01-01'))
  const index = await gridIndex({ database, clock }, tenantId)
  assert.equal(index.tree.grids.length, 1 + 16 + 147)
  assert.ok(index.landmarks.length >= 220)
  for (const { lon, lat, gridId } of index.landmarks) assert.equal(index.locate(lon, lat).path.small, gridId)
  // A map of all outlines stays what a phone on a village's network can load.
  assert.ok(index.outlines().text.length < 500_000, `${index.outlines().text.length} bytes`)
})
