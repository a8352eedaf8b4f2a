/** People and posts of a list, all rows in one statement each way. */
import type { Instant, LocalDate } from '@onegrid/domain/kernel/time.ts'
import type { ChangedPost, PlannedPerson } from '@onegrid/domain/team/people-import/gather.ts'
import type { Tx } from '../../database/database.ts'

type Placed = PlannedPerson & { readonly personId: string }
type Hashes = ReadonlyMap<string, string>

/** @returns how many; fewer than asked where a number is taken */
export async function insertPeople(tx: Tx, people: readonly Placed[], hashes: Hashes, at: Instant): Promise<number> {
  if (people.length === 0) return 0
  const rows = people.map(({ personId, name, phone }) => ({
    person_id: personId,
    name,
    phone: phone ?? null,
    phone_hash: phone === undefined ? null : hashes.get(phone),
  }))
  const made = await tx.query(
    `insert into person (tenant_id, person_id, name, phone, phone_hash, created_at, staff)
     select $1, person_id, name, phone, phone_hash, $3, true
     from jsonb_to_recordset($2::jsonb) as entry(person_id uuid, name text, phone text, phone_hash text)
     on conflict (tenant_id, phone_hash) do nothing returning person_id`,
    [tx.tenantId, JSON.stringify(rows), at],
  )
  return made.length
}

/** What a person was before; erasable as his row is. */
export type Before = {
  readonly name: string | null
  readonly phone: string | null
  readonly phone_hash: string | null
  readonly staff: boolean
}

/** Names, numbers and joining of people whom the town knew. @returns what was there before, where something changed */
export async function changePeople(
  tx: Tx,
  people: readonly Placed[],
  hashes: Hashes,
): Promise<ReadonlyMap<string, Before>> {
  const changed = people.filter(person => person.changes.length > 0)
  if (changed.length === 0) return new Map()
  const before = await tx.query<Before & { person_id: string }>(
    `select person_id, name, phone, phone_hash, staff from person
     where tenant_id = $1 and person_id = any($2::uuid[]) order by person_id for update`,
    [tx.tenantId, changed.map(person => person.personId)],
  )
  await writePeople(
    tx,
    changed.map(({ personId, name, phone }) => ({
      person_id: personId,
      name,
      phone: phone ?? null,
      phone_hash: phone === undefined ? null : (hashes.get(phone) ?? null),
      staff: true,
    })),
  )
  return new Map(before.map(({ person_id, ...was }) => [person_id, was]))
}

async function writePeople(tx: Tx, rows: readonly (Before & { readonly person_id: string })[]): Promise<void> {
  if (rows.length === 0) return
  // Two who change numbers with each other must not stand in each other's way.
  await tx.query('update person set phone_hash = null where tenant_id = $1 and person_id = any($2::uuid[])', [
    tx.tenantId,
    rows.map(row => row.person_id),
  ])
  await tx.query(
    `update person set name = entry.name, phone = entry.phone, phone_hash = entry.phone_hash, staff = entry.staff
     from jsonb_to_recordset($2::jsonb) as entry(person_id uuid, name text, phone text, phone_hash text, staff boolean)
     where person.tenant_id = $1 and person.person_id = entry.person_id`,
    [tx.tenantId, JSON.stringify(rows)],
  )
}

export type End = { readonly postId: string; readonly before: LocalDate | null }

export async function setPostEnds(tx: Tx, posts: readonly ChangedPost[]): Promise<readonly End[]> {
  if (posts.length === 0) return []
  const rows = await tx.query<{ post_id: string; until_day: LocalDate | null }>(
    'select post_id, until_day from post where tenant_id = $1 and post_id = any($2::uuid[]) order by post_id for update',
    [tx.tenantId, posts.map(post => post.postId)],
  )
  await writeEnds(
    tx,
    posts.map(({ postId, until }) => ({ postId, before: until })),
  )
  return rows.map(row => ({ postId: row.post_id, before: row.until_day }))
}

async function writeEnds(tx: Tx, ends: readonly End[]): Promise<void> {
  if (ends.length === 0) return
  const rows = ends.map(({ postId, before }) => ({ post_id: postId, until_day: before }))
  await tx.query(
    `update post set until_day = entry.until_day
     from jsonb_to_recordset($2::jsonb) as entry(post_id uuid, until_day date)
     where post.tenant_id = $1 and post.post_id = entry.post_id`,
    [tx.tenantId, JSON.stringify(rows)],
  )
}

export type ActOf = {
  readonly personId: string
  readonly made: boolean
  readonly sequence: number
  readonly before: Before | undefined
  readonly postIds: readonly string[]
  readonly ends: readonly End[]
}

export async function insertActs(tx: Tx, importId: string, acts: readonly ActOf[]): Promise<void> {
  const rows = acts.map(act => ({
    person_id: act.personId,
    made: act.made,
    sequence: act.sequence,
    before: act.before ?? null,
    post_ids: act.postIds,
    ends: act.ends,
  }))
  await tx.query(
    `insert into people_import_person (tenant_id, import_id, person_id, made, sequence, before, post_ids, ends)
     select $1, $2, person_id, made, sequence, before, post_ids, ends
     from jsonb_to_recordset($3::jsonb) as entry(person_id uuid, made boolean, sequence integer, before jsonb, post_ids uuid[], ends jsonb)
     on conflict (tenant_id, import_id, person_id) do update
       set made = excluded.made, sequence = excluded.sequence, before = excluded.before, post_ids = excluded.post_ids,
           ends = excluded.ends, stays = null`,
    [tx.tenantId, importId, JSON.stringify(rows)],
  )
}

export type ActRow = ActOf & {
  /** Where the person's chain ends now. */
  readonly head: number
}

/** Locked with their people: nobody builds on one while it is taken back. */
export async function findActs(tx: Tx, importId: string): Promise<readonly ActRow[]> {
  await tx.query(
    `select 1 from person join people_import_person act using (tenant_id, person_id)
     where person.tenant_id = $1 and act.import_id = $2 order by person_id for update of person`,
    [tx.tenantId, importId],
  )
  type Row = {
    person_id: string
    made: boolean
    sequence: number
    before: Before | null
    post_ids: string[]
    ends: End[]
    head: number
  }
  const rows = await tx.query<Row>(
    `select person_id, made, act.sequence, before, post_ids, ends, head.sequence as head
     from people_import_person act
     cross join lateral (select sequence from journal where tenant_id = $1 and stream_kind = 'person' and stream_id = act.person_id
       order by sequence desc limit 1) as head
     where act.tenant_id = $1 and act.import_id = $2 and stays is null order by person_id`,
    [tx.tenantId, importId],
  )
  return rows.map(row => ({
    personId: row.person_id,
    made: row.made,
    sequence: row.sequence,
    before: row.before ?? undefined,
    postIds: row.post_ids,
    ends: row.ends,
    head: row.head,
  }))
}

/**
 * Who stands in a row of any other table of the town: a matter, a duty, an invitation, a Party group. Asked of the database's
 * catalogue, so that a table that comes later counts without being named here.
 */
export async function peopleInUse(tx: Tx, personIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (personIds.length === 0) return new Set()
  const places = await tx.query<{ table: string; column: string }>(
    `select distinct quote_ident(c.relname) as table, quote_ident(a.attname) as column
     from pg_class c
     join pg_attribute t on t.attrelid = c.oid and t.attname = 'tenant_id'
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.atttypid = 'uuid'::regtype
     where c.relnamespace = 'onegrid'::regnamespace and c.relkind in ('r', 'p')
       and c.relname not in ('person', 'post', 'people_import_person')
       and (a.attname like '%person%' or a.attname in ('made_by', 'changed_by', 'published_by')
         or exists (select 1 from pg_constraint k where k.conrelid = c.oid and k.contype = 'f' and a.attnum = any(k.conkey)
           and k.confrelid = 'onegrid.person'::regclass))
     order by 1, 2`,
    [],
    'people-import-references',
  )
  const found = new Set<string>()
  for (const { table, column } of places) {
    const rows = await tx.query<{ id: string }>(
      `select distinct ${column} as id from ${table} where tenant_id = $1 and ${column} = any($2::uuid[])`,
      [tx.tenantId, personIds],
    )
    for (const row of rows) found.add(row.id)
  }
  return found
}

export async function removePosts(tx: Tx, postIds: readonly string[]): Promise<void> {
  await tx.query('delete from post where tenant_id = $1 and post_id = any($2::uuid[])', [tx.tenantId, postIds])
}

export async function removePeople(tx: Tx, personIds: readonly string[]): Promise<void> {
  await tx.query('delete from person where tenant_id = $1 and person_id = any($2::uuid[])', [tx.tenantId, personIds])
}

export async function restorePeople(tx: Tx, acts: readonly ActRow[]): Promise<void> {
  const rows = acts.flatMap(({ personId, before }) =>
    before === undefined ? [] : [{ person_id: personId, ...before }],
  )
  await writePeople(tx, rows)
  await writeEnds(
    tx,
    acts.flatMap(act => act.ends),
  )
}
