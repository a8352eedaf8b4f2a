import assert from 'node:assert/strict'
import test, { after } from 'node:test'
import { Client } from 'pg'
import { testDatabase, withoutOldestServer } from '../../../test/database.ts'
import type { Tx } from './database.ts'
import { appendOnly } from './enforce.ts'

/** Tables of the host, not of a town, each with the reason why it may do without a tenant_id in front. */
const hostWide: Readonly<Record<string, string>> = {
  migration: 'which files have run',
  setup: 'the first set-up of the whole installation',
  tenant: 'the directory of towns: it says which tenant is meant',
  calendar_day: 'the legal calendar is the same for all towns',
  catalogue_template: 'templates from which a new town is filled',
  server_secret: 'the keys of the host itself',
  sign_in_failure: 'counted by account and address, which are host-wide',
  identity_provider: 'sign-in is host-wide',
}

const town = '018f0000-0000-7000-8000-00000000000a'
const otherTown = '018f0000-0000-7000-8000-00000000000b'

for (const oldest of [false, true])
  test(oldest ? 'on the oldest PostgreSQL' : 'on the embedded PostgreSQL', {
    skip: oldest && withoutOldestServer,
  }, async t => {
    const { database, ownerUrl, drop } = await testDatabase({ oldest })
    const owner = new Client({ connectionString: ownerUrl, options: '-c search_path=onegrid' })
    await owner.connect()
    after(async () => {
      await owner.end()
      await drop()
    })
    const tables = (
      await owner.query<{ name: string; tenanted: boolean; forced: boolean; policies: string[] }>(`
        select c.relname as name, exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id') as tenanted,
               c.relrowsecurity and c.relforcerowsecurity as forced,
               array(select polname || '|' || case when polroles = '{0}' then 'public' else 'owner' end from pg_policy p where p.polrelid = c.oid order by 1) as policies
          from pg_class c where c.relnamespace = 'onegrid'::regnamespace and c.relkind in ('r', 'p') order by 1`)
    ).rows
    const tenanted = tables.filter(table => table.tenanted && table.name !== 'tenant').map(table => table.name)

    await t.test('each table belongs to a town or is on the list of the host', () => {
      assert.deepEqual(
        tables.filter(table => !table.tenanted && !(table.name in hostWide)).map(table => table.name),
        [],
      )
      assert.ok(tenanted.length > 0)
    })

    await t.test(
      'each primary key, unique constraint and index, and foreign key of a town starts with tenant_id',
      async () => {
        const wrong = async (): Promise<string[]> =>
          (
            await owner.query<{ name: string }>(
              `select c.conname as name from pg_constraint c join pg_class r on r.oid = c.conrelid
               join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
              where r.relnamespace = 'onegrid'::regnamespace and c.contype in ('p', 'u', 'f')
                and r.relname <> all($1) and a.attname <> 'tenant_id'
             union
             select i.indexrelid::regclass::text from pg_index i join pg_class r on r.oid = i.indrelid
               left join pg_attribute a on a.attrelid = r.oid and a.attnum = i.indkey[0]
              where r.relnamespace = 'onegrid'::regnamespace and i.indisunique
                and r.relname <> all($1) and a.attname is distinct from 'tenant_id' order by 1`,
              [Object.keys(hostWide)],
            )
          ).rows.map(row => row.name)
        assert.deepEqual(await wrong(), [])
        const keyless = await owner.query<{ name: string }>(
          `select relname as name from pg_class c where relnamespace = 'onegrid'::regnamespace and relkind in ('r', 'p')
            and not exists (select 1 from pg_constraint p where p.conrelid = c.oid and p.contype = 'p')`,
        )
        assert.deepEqual(keyless.rows, [])
        // The control: this question can be answered with "wrong".
        await owner.query('begin; create table bad_key (tenant_id uuid not null, id uuid primary key, tag text unique)')
        assert.deepEqual(await wrong(), ['bad_key_pkey', 'bad_key_tag_key'])
        await owner.query('rollback')
      },
    )

    await t.test('row-level security is forced on each table of a town, with the one policy', () => {
      for (const table of tables.filter(candidate => tenanted.includes(candidate.name))) {
        assert.ok(table.forced, table.name)
        assert.deepEqual(table.policies, ['owner|owner', 'tenant|public'], table.name)
      }
    })

    await t.test('the product runs as a role that owns nothing of ours and bypasses nothing', async () => {
      const found = await database.pool.query(`
        select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,
               (select count(*)::int from pg_class c where c.relowner = r.oid and c.relnamespace in ('onegrid'::regnamespace, 'auth'::regnamespace)) as owned,
               has_schema_privilege('onegrid', 'create') as creates
          from pg_roles r where rolname = current_user`)
      assert.deepEqual(found.rows, [
        { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false, owned: 0, creates: false },
      ])
    })

    await t.test('what is written once can neither be changed nor removed by the product', async () => {
      for (const table of appendOnly.filter(name => tenanted.includes(name))) {
        await assert.rejects(
          database.write(town, tx => tx.query(`delete from ${table}`)),
          /permission denied/,
        )
        await assert.rejects(
          database.write(town, tx => tx.query(`update ${table} set tenant_id = tenant_id`)),
          /permission denied/,
        )
      }
    })

    await t.test(
      'given a row of a town in each table, then without a tenant and with another one nobody sees it',
      async () => {
        await fillEachTable(owner, tenanted)
        for (const table of tenanted) {
          const count = (tx: Omit<Tx, 'tenantId'>): Promise<{ rows: number }[]> =>
            tx.query(`select count(*) as rows from ${table}`)
          assert.deepEqual(await database.host(count), [{ rows: 0 }], `${table} without a tenant`)
          assert.deepEqual(await database.read(otherTown, count), [{ rows: 0 }], `${table} for the other town`)
          assert.deepEqual(await database.read(town, count), [{ rows: 1 }], `${table} for its own town: the control`)
          await assert.rejects(
            database.write(otherTown, tx =>
              tx.query(`insert into ${table} select (jsonb_populate_record(null::${table}, $1)).*`, [
                { tenant_id: town },
              ]),
            ),
            /row-level security|violates/,
          )
        }
        const bare = await database.pool.query<{ rows: number }>(`select count(*) as rows from ${tenanted[0]}`)
        assert.deepEqual(bare.rows, [{ rows: 0 }], 'also outside of any transaction of ours')
      },
    )
  })

/** One row a table, made from the types alone: constraints are dropped first, in this throw-away database. */
async function fillEachTable(owner: Client, tables: readonly string[]): Promise<void> {
  await owner.query(`do $$ declare c record; begin
    for c in select conname, conrelid::regclass as t from pg_constraint
      where connamespace = 'onegrid'::regnamespace and contype in ('f', 'c', 'x') and conparentid = 0 loop
      execute format('alter table %s drop constraint if exists %I', c.t, c.conname);
    end loop; end $$`)
  for (const table of tables) {
    const columns = await owner.query<{ name: string; value: string }>(
      `select quote_ident(a.attname) as name,
              case when a.attname = 'tenant_id' then $2::text
                   when t.typcategory = 'A' then '{}' when t.typname in ('json', 'jsonb') then '{}' when t.typname = 'uuid' then $2::text
                   when t.typcategory = 'D' then '2022-09-26' when t.typcategory = 'N' then '1' when t.typcategory = 'B' then 'true'
                   when t.typcategory = 'R' then 'empty' when t.typname = 'bytea' then '\\x00' else '1' end as value
         from pg_attribute a join pg_type t on t.oid = a.atttypid
        where a.attrelid = to_regclass($1) and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.attidentity <> 'a'`,
      [table, town],
    )
    const names = columns.rows.map(column => column.name).join(', ')
    const values = columns.rows.map(column => `'${column.value}'`).join(', ')
    await owner.query(`insert into ${table} (${names}) values (${values})`)
  }
}
