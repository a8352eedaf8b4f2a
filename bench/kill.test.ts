import assert from 'node:assert/strict'
import { test } from 'node:test'
import { discard, temporaryFolder } from './ground.ts'
import { killRounds } from './kill-rounds.ts'

test('the product killed twice while reports come in: none acknowledged is lost, none doubled, the journal is clean', async t => {
  const folder = temporaryFolder()
  t.after(() => discard(folder))

  const survived = await killRounds({ folder, kills: 2, clients: 8, aliveMilliseconds: [400, 900] })

  assert.ok(survived.acknowledged > 20, `only ${survived.acknowledged} reports were acknowledged`)
  assert.ok(survived.repeated > 0, 'no report was cut off, so nothing was tried')
  assert.deepEqual(survived.lost, [])
  assert.deepEqual(survived.doubled, [])
  assert.equal(survived.unasked, 0)
  assert.equal(survived.faults, 0)
})
