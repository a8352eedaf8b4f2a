import type { Database } from '@onegrid/server/database/database.ts'

/** Every table of one town with its count and a digest of all its rows: what was touched shows. */
export type Footprint = Readonly<Record<string, string>>

export async function footprintOf(database: Database, tenantId: string): Promise<Footprint> {
  return database.read(tenantId, async tx => {
    const tables = await tx.query<{ name: string }>(
      `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
       where c.relnamespace = 'onegrid'::regnamespace and c.relkind in ('r', 'p') order by 1`,
      [],
      'footprint-tables',
    )
    const digests = tables.map(
      ({ name }) =>
        `select '${name}' as name, count(*) || ' ' || coalesce(sum(('x' || substr(md5(t::text), 1, 15))::bit(60)::bigint), 0) as digest
         from "${name}" t where tenant_id = $1`,
    )
    const rows = await tx.query<{ name: string; digest: string }>(digests.join(' union all '), [tenantId], 'footprint')
    return Object.fromEntries(rows.map(row => [row.name, row.digest]))
  })
}
