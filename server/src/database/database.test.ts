import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { Client } from 'pg'
import { type TestDatabase, testDatabase, withoutOldestServer } from '../../../test/database.ts'
import { openDatabase, type Tx } from './database.ts'
import { productUrl } from './login.ts'

const town = '018f0000-0000-7000-8000-00000000000a'
const otherTown = '018f0000-0000-7000-8000-00000000000b'

let given: TestDatabase
before(async () => {
  given = await testDatabase({ poolSize: 4 })
  const owner = new Client({ connectionString: given.ownerUrl })
  await owner.connect()
  await owner.query(`
    create table onegrid.sample (tenant_id uuid not null, key text not null, amount int8 not null default 0, primary key (tenant_id, key));
    alter table onegrid.sample enable row level security, force row level security;
    create policy tenant on onegrid.sample using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
    grant select, insert, update, delete on onegrid.sample to onegrid_app`)
  await owner.end()
})
after(() => given.drop())

const insert =
  (key: string) =>
  (tx: Tx): Promise<unknown> =>
    tx.query('insert into sample values ($1, $2, 0)', [tx.tenantId, key])
const keys = async (tenantId: string): Promise<string[]> =>
  (await given.database.read(tenantId, tx => tx.query<{ key: string }>('select key from sample order by key'))).map(
    row => row.key,
  )

test('given two towns, when each writes, then each reads its own', async () => {
  await given.database.write(town, insert('ours'))
  await given.database.write(otherTown, insert('theirs'))
  assert.deepEqual(await keys(town), ['ours'])
  assert.deepEqual(await keys(otherTown), ['theirs'])
  assert.deepEqual(await given.database.host(tx => tx.query('select key from sample')), [])
})

test('given another town as tenant_id of a row, when it is written, then it is refused', async () => {
  await assert.rejects(
    given.database.write(town, tx => tx.query('insert into sample values ($1, $2, 0)', [otherTown, 'smuggled'])),
    /row-level security/,
  )
})

test('given many transactions of two towns on few connections, then none sees the rows of the other', async () => {
  const seen = await Promise.all(
    Array.from({ length: 200 }, async (_none, index) => {
      const tenantId = index % 2 ? town : otherTown
      const rows = await given.database.read(tenantId, tx =>
        tx.query<{ tenant: string }>('select distinct tenant_id as tenant from sample', [], 'sample_tenants'),
      )
      return rows.every(row => row.tenant === tenantId)
    }),
  )
  assert.ok(seen.every(Boolean))
})

test('given work that throws, then nothing of it stays and the error comes through', async () => {
  await assert.rejects(
    given.database.write(town, async tx => {
      await insert('half')(tx)
      throw new Error('the rule said no')
    }),
    /the rule said no/,
  )
  assert.ok(!(await keys(town)).includes('half'))
})

test('given work that swallows a failed statement, then it is not taken for saved', async () => {
  await assert.rejects(
    given.database.write(town, async tx => {
      await insert('swallowed')(tx)
      await tx.query('select no_such_column').catch(() => {})
    }),
    /nothing was saved/,
  )
  assert.ok(!(await keys(town)).includes('swallowed'))
})

test('given a read, when it writes, then it is refused', async () => {
  await assert.rejects(given.database.read(town, insert('by-reading')), /read-only transaction/)
})

test('given something that is not an id, then it never reaches the database', async () => {
  await assert.rejects(
    given.database.read("x'; drop table sample; --", async () => 1),
    /Not the id of a tenant/,
  )
})

test('given a statement after the end of its transaction, then it is refused', async () => {
  const kept = await given.database.write(town, async tx => ({ tx, kysely: tx.kysely }))
  await assert.rejects(kept.tx.query('select 1'), /transaction is over/)
  await assert.rejects(kept.kysely.selectFrom('tenant').selectAll().execute(), /transaction is over/)
})

test('given kysely, then it works in the same transaction', async () => {
  const code = 'KYSELY'
  await assert.rejects(
    given.database.host(async tx => {
      await tx.kysely
        .insertInto('tenant')
        .values({ tenant_id: town, code, name: '例', zone: 'Asia/Shanghai', created_at: '2022-09-26T00:30:00.000Z' })
        .execute()
      assert.deepEqual(await tx.query('select created_at, host_names from tenant where code = $1', [code]), [
        { created_at: '2022-09-26T00:30:00.000Z', host_names: [] },
      ])
      throw new Error('taken back')
    }),
    /taken back/,
  )
  assert.deepEqual(
    await given.database.host(tx => tx.kysely.selectFrom('tenant').where('code', '=', code).selectAll().execute()),
    [],
  )
})

test('given two transactions that lock crosswise, then both end, one at its second try', async () => {
  await given.database.write(town, insert('left'))
  await given.database.write(town, insert('right'))
  let tries = 0
  const add = 'update sample set amount = amount + 1 where tenant_id = $1 and key = $2'
  const firsts = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  await Promise.all(
    (['left', 'right'] as const).map((first, index) =>
      given.database.write(town, async tx => {
        tries++
        await tx.query(add, [town, first])
        firsts[index]!.resolve()
        await firsts[1 - index]!.promise
        await tx.query(add, [town, first === 'left' ? 'right' : 'left'])
      }),
    ),
  )
  assert.equal(tries, 3)
  const amounts = await given.database.read(town, tx =>
    tx.query("select amount from sample where key in ('left', 'right')"),
  )
  assert.deepEqual(amounts, [{ amount: 2 }, { amount: 2 }])
})

test('given values of each kind, then they are read as the domain has them', async () => {
  const rows = await given.database.read(town, tx =>
    tx.query(`select '2022-09-26 00:30:00.1239+00'::timestamptz as instant, '2022-09-26 00:30:00+00'::timestamptz as whole, '2022-09-26'::date as day,
      9007199254740991::int8 as large, 1.25::numeric as exact, '{"list": [1]}'::jsonb as json, null::timestamptz as nothing`),
  )
  assert.deepEqual(rows, [
    {
      instant: '2022-09-26T00:30:00.123Z',
      whole: '2022-09-26T00:30:00.000Z',
      day: '2022-09-26',
      large: 9007199254740991,
      exact: 1.25,
      json: { list: [1] },
      nothing: null,
    },
  ])
})

test('given a connection that breaks in the middle, then its work fails and the next one succeeds', async () => {
  await assert.rejects(
    given.database.write(town, async tx => {
      await insert('cut')(tx)
      await tx.query('select pg_terminate_backend(pg_backend_pid())')
    }),
  )
  assert.ok(!(await keys(town)).includes('cut'))
})

for (const oldest of [false, true])
  test(`given one login for all (DATABASE_URL alone), then its sessions step down to the product's role${oldest ? ' on the oldest PostgreSQL' : ''}`, {
    skip: oldest && withoutOldestServer,
  }, async () => {
    const own = await testDatabase({ oldest })
    try {
      const one = await openDatabase({ appUrl: own.ownerUrl, ownerUrl: own.ownerUrl, poolSize: 2 })
      const found = await one.read(town, tx => tx.query('select current_user as role, session_user as login'))
      assert.deepEqual(found, [{ role: 'onegrid_app', login: 'onegrid_owner' }])
      assert.match(productUrl(own.ownerUrl, own.ownerUrl), /role%3Donegrid_app/)
      await one.close()
    } finally {
      await own.drop()
    }
  })
