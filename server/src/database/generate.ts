import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { Client } from 'pg'

/** PostgreSQL's type → what the connection's parsers make of it (database.ts). */
const read: Readonly<Record<string, string>> = {
  uuid: 'string',
  text: 'string',
  varchar: 'string',
  bpchar: 'string',
  name: 'string',
  bool: 'boolean',
  int2: 'number',
  int4: 'number',
  int8: 'number',
  float4: 'number',
  float8: 'number',
  numeric: 'number',
  timestamptz: 'string',
  date: 'string',
  jsonb: 'Json',
  json: 'Json',
  bytea: 'Buffer',
  tsvector: 'string',
  xid8: 'string',
}

/** What may be given where a column is written, if it is more than what is read. */
const written: Readonly<Record<string, string>> = { jsonb: 'string' } // JSON.stringify it: an array would become a PostgreSQL array

type Column = {
  table: string
  name: string
  type: string
  array: boolean
  nullable: boolean
  filled: 'always' | 'default' | 'no'
}

export const generatedFile = path.join(import.meta.dirname, 'tables.generated.ts')

/** The types of all tables of the product, from the migrated schema itself. */
export async function tablesOf(url: string): Promise<string> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    const found = await client.query<Column>(`
      select c.relname::text as table, a.attname::text as name,
             case when t.typelem <> 0 and t.typcategory = 'A' then e.typname else t.typname end::text as type,
             t.typcategory = 'A' as array, not a.attnotnull as nullable,
             case when a.attgenerated <> '' or a.attidentity = 'a' then 'always'
                  when a.atthasdef or a.attidentity <> '' then 'default' else 'no' end as filled
        from pg_class c
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        join pg_type t on t.oid = a.atttypid
        left join pg_type e on e.oid = t.typelem
       where c.relnamespace = 'onegrid'::regnamespace and c.relkind in ('r', 'p', 'v') and not c.relispartition
       order by c.relname, a.attnum`)
    return render(found.rows)
  } finally {
    await client.end()
  }
}

function render(columns: readonly Column[]): string {
  const tables = Map.groupBy(columns, column => column.table)
  const head = `// Made by \`npm run generate\` from the migrated schema; do not edit.
import type { ColumnType, Generated, GeneratedAlways } from 'kysely'

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined }
`
  const types = [...tables].map(
    ([table, own]) => `export type ${typeName(table)} = {\n${own.map(line).join('\n')}\n}\n`,
  )
  const all = `export type Tables = {\n${[...tables.keys()].map(table => `  ${table}: ${typeName(table)}`).join('\n')}\n}\n`
  const used = ['ColumnType', 'Generated', 'GeneratedAlways'].filter(name =>
    types.some(type => type.includes(`${name}<`)),
  )
  const imports = used.length ? `import type { ${used.join(', ')} } from 'kysely'` : ''
  return [head.replace(/import type .*/, imports), ...types, all].join('\n')
}

function line(column: Column): string {
  const plain = read[column.type]
  if (!plain) throw new Error(`generate does not know the type ${column.type} of ${column.table}.${column.name}.`)
  const orNull = column.nullable ? ' | null' : ''
  const value = `${column.array ? `${plain}[]` : plain}${orNull}`
  const given = column.array ? undefined : written[column.type]
  let type = value
  if (column.filled === 'always') type = `GeneratedAlways<${value}>`
  else if (given) {
    const optional = column.nullable || column.filled === 'default' ? ' | undefined' : ''
    type = `ColumnType<${value}, ${given}${orNull}${optional}, ${given}${orNull}>`
  } else if (column.filled === 'default') type = `Generated<${value}>`
  return `  ${column.name}: ${type}`
}

function typeName(table: string): string {
  return `${table.replace(/(?:^|_)([a-z0-9])/g, (_all, letter: string) => letter.toUpperCase())}Table`
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  // Test support on purpose: it has a migrated throw-away database, and this command runs in a checkout only.
  const { testDatabase } = await import('../../../test/database.ts')
  const { ownerUrl, drop } = await testDatabase()
  const fresh = await tablesOf(ownerUrl).finally(drop)
  if (!process.argv.includes('--check')) {
    writeFileSync(generatedFile, fresh)
  } else if (!existsSync(generatedFile) || readFileSync(generatedFile, 'utf8') !== fresh) {
    process.stderr.write('tables.generated.ts does not match the migrations: run npm run generate.\n')
    process.exitCode = 1
  }
}
