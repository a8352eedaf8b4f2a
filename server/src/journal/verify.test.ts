import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { Client } from 'pg'
import { openWorld, type World } from '../../../test/world.ts'
import { verifyInstallation } from '../verify.ts'
import { sealChains } from './anchor.ts'
import { eraseContent } from './content.ts'

let world: World
let owner: Client
before(async () => {
  world = await openWorld()
  owner = new Client({ connectionString: world.test.ownerUrl })
  await owner.connect()
  await owner.query(`set search_path to onegrid; set row_security = off`)
  await owner.query('alter table journal no force row level security; alter table content no force row level security')
  for (const words of ['又停电!一日三次', '河边有死鸡,麻烦捞一下', '清明上山人多,防火沙池没沙了']) {
    await world.anonymous.post('/api/v1/tickets', { words, place: { gridId: world.group.gridId }, name: '何月娥' })
  }
  await world.database.write(world.tenantId, tx => sealChains(tx, world.ids, world.clock.now()))
})
after(async () => {
  await owner.end()
  await world.close()
})

const verify = () => verifyInstallation(world.ports, world.tenantId)
/** Does something to the rows behind the product's back, looks what `verify` says, and puts it back. */
async function tampered(statement: string): Promise<readonly string[]> {
  await owner.query('begin')
  await owner.query('create temp table kept on commit drop as select * from journal')
  await owner.query(statement)
  await owner.query('commit')
  const { faults } = await verify()
  return faults.map(fault => `${fault.what} ${fault.streamKind}`)
}

describe('verify', () => {
  test('is clean before anybody touched the rows', async () => {
    const { faults, streams } = await verify()
    assert.deepEqual(faults, [])
    assert.ok(streams >= 4)
  })

  test('names a changed byte of one journal row, whichever column it is in', async () => {
    for (const change of [
      `payload = jsonb_set(payload, '{urgency}', '"danger"')`,
      `occurred_at = occurred_at + interval '1 second'`,
      `recorded_at = recorded_at - interval '1 second'`,
      `command_id = command_id || 'x'`,
      `actor = '{"kind": "clock"}'`,
      `hash = set_byte(hash, 0, (get_byte(hash, 0) + 1) % 256)`,
    ]) {
      const where = `stream_kind = 'ticket' and stream_id = (select min(stream_id::text)::uuid from journal where stream_kind = 'ticket')`
      const { rows } = await owner.query(`select * from journal where ${where} and sequence = 1`)
      const faults = await tampered(`update journal set ${change} where ${where} and sequence = 1`)
      assert.ok(faults.includes('chain_broken ticket'), change)
      const row = rows[0]
      await owner.query(
        `update journal set payload = $1, occurred_at = $2, recorded_at = $3, command_id = $4, actor = $5, hash = $6 where ${where} and sequence = 1`,
        [row.payload, row.occurred_at, row.recorded_at, row.command_id, row.actor, row.hash],
      )
    }
    assert.deepEqual((await verify()).faults, [])
  })

  test('names a chain whose tail was cut, and one that is gone altogether', async () => {
    const { rows } = await owner.query(
      `select stream_id from journal where stream_kind = 'ticket' order by stream_id desc limit 1`,
    )
    const streamId = rows[0].stream_id
    const { rows: before } = await owner.query('select * from journal where stream_id = $1', [streamId])
    const faults = await tampered(`delete from journal where stream_id = '${streamId}'`)
    assert.ok(faults.includes('chain_cut ticket'))
    assert.equal(before.length, 1)
  })

  test('names a text that does not match its digest, and accepts a recorded erasure', async () => {
    const { rows } = await owner.query(
      `select content_id from content where kind = 'words' order by content_id limit 2`,
    )
    await owner.query(`update content set body = '"别的话"' where content_id = $1`, [rows[0].content_id])
    assert.ok((await verify()).faults.some(fault => fault.what === 'content_changed'))
    const both = rows.map(row => row.content_id as string)
    const entry = { commandId: 'erase', recordedAt: world.clock.now(), actor: { kind: 'clock' } as const }
    await world.database.write(world.tenantId, tx => eraseContent(tx, world.ids, both, 'pipl', entry))
    assert.ok((await verify()).faults.every(fault => fault.what !== 'content_changed'))
    const { rows: more } = await owner.query(`select content_id from content where erased_at is null limit 1`)
    await owner.query(`update content set body = null, salt = null, erased_at = now() where content_id = $1`, [
      more[0].content_id,
    ])
    const faults = (await verify()).faults
    assert.ok(
      faults.some(fault => fault.what === 'content_changed'),
      'an erasure that nobody recorded',
    )
  })
})
