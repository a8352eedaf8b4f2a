import { type Client, escapeIdentifier } from 'pg'

/** What is written once and never changed: the product's role gets no right to update or delete it. */
export const appendOnly = ['journal', 'command', 'anchor'] as const

type Table = { name: string; oid: number; tenanted: boolean; forced: boolean; policies: string[] }

/**
 * After every run, by the catalogue and not by memory: each table with a tenant_id has forced row-level security with the
 * same policy, and the product's role has exactly the rights that it needs.
 */
export async function enforce(client: Client, productRole: string): Promise<void> {
  const role = escapeIdentifier(productRole)
  await client.query('begin')
  for (const table of await tables(client)) {
    const name = `onegrid.${escapeIdentifier(table.name)}`
    if (table.tenanted) {
      if (!table.forced) await client.query(`alter table ${name} enable row level security, force row level security`)
      if (!table.policies.includes('tenant'))
        await client.query(
          `create policy tenant on ${name} using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid)`,
        )
      // Forced security binds the owner too: without this, migrations, reviewed functions and backup would see nothing.
      if (!table.policies.includes('owner'))
        await client.query(`create policy owner on ${name} to current_user using (true) with check (true)`)
    }
    const written = (appendOnly as readonly string[]).includes(table.name)
    const rights = table.name === 'migration' ? 'select' : written ? 'select, insert' : 'select, insert, update, delete'
    await client.query(`revoke all on ${name} from ${role}; grant ${rights} on ${name} to ${role}`)
  }
  await client.query(`
    grant usage on schema onegrid, auth to ${role};
    grant usage, create on schema pgboss to ${role};
    grant usage, select on all sequences in schema onegrid, auth to ${role};
    grant select, insert, update, delete on all tables in schema auth to ${role};
    grant execute on all functions in schema onegrid to ${role}`)
  await client.query('commit')
}

async function tables(client: Client): Promise<Table[]> {
  const found = await client.query<Table>(`
    select c.relname as name, c.oid::int as oid,
           exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id') and c.relname <> 'tenant' as tenanted,
           c.relrowsecurity and c.relforcerowsecurity as forced,
           array(select p.polname::text from pg_policy p where p.polrelid = c.oid) as policies
      from pg_class c
     where c.relnamespace = 'onegrid'::regnamespace and c.relkind in ('r', 'p')
     order by c.relname`)
  return found.rows
}
