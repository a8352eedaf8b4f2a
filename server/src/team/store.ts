import type { GridLevel } from '@onegrid/domain/grid/grid.ts'
import type { Post, Role } from '@onegrid/domain/kernel/actor.ts'
import { Refusal } from '@onegrid/domain/kernel/refusal.ts'
import type { Instant, LocalDate } from '@onegrid/domain/kernel/time.ts'
import type { HeldPost } from '@onegrid/domain/team/team.ts'
import type { Tx } from '../database/database.ts'

export type PersonRow = {
  person_id: string
  account_id: string | null
  name: string | null
  phone: string | null
  phone_hash: string | null
  name_public: boolean
  phone_public: boolean
  staff: boolean
  joined_at: Instant | null
}
export type PostRow = {
  post_id: string
  person_id: string
  kind: string
  role: Role | null
  grid_id: string | null
  unit_id: string | null
  from_day: string
  until_day: string | null
  acting_for: string | null
  leave_id: string | null
  follows: string | null
}

export const personColumns =
  'person_id, account_id, name, phone, phone_hash, name_public, phone_public, staff, joined_at'
export const postColumns =
  'post_id, person_id, kind, role, grid_id, unit_id, from_day, until_day, acting_for, leave_id, follows'

export function postOf(row: PostRow): HeldPost {
  return {
    postId: row.post_id,
    personId: row.person_id,
    kind: row.kind,
    from: row.from_day,
    ...(row.role === null ? {} : { role: row.role }),
    ...(row.grid_id === null ? {} : { gridId: row.grid_id }),
    ...(row.unit_id === null ? {} : { unitId: row.unit_id }),
    ...(row.until_day === null ? {} : { until: row.until_day }),
    ...(row.acting_for === null ? {} : { actingFor: row.acting_for }),
    ...(row.leave_id === null ? {} : { leaveId: row.leave_id }),
    ...(row.follows === null ? {} : { follows: row.follows }),
  }
}

async function findOne(
  tx: Tx,
  column: 'person_id' | 'account_id' | 'phone_hash',
  value: string,
): Promise<PersonRow | undefined> {
  const [row] = await tx.query<PersonRow>(
    `select ${personColumns} from person where tenant_id = $1 and ${column} = $2 and erased_at is null`,
    [tx.tenantId, value],
    `person-by-${column}`,
  )
  return row
}

export const findPerson = (tx: Tx, personId: string) => findOne(tx, 'person_id', personId)
export const findPersonOfAccount = (tx: Tx, accountId: string) => findOne(tx, 'account_id', accountId)
export const findPersonByPhoneHash = (tx: Tx, hash: string) => findOne(tx, 'phone_hash', hash)

/** Locks the row: what is decided about a person's posts is decided one after the other. */
export async function getPersonForChange(tx: Tx, personId: string): Promise<PersonRow> {
  const [row] = await tx.query<PersonRow>(
    `select ${personColumns} from person where tenant_id = $1 and person_id = $2 and erased_at is null for update`,
    [tx.tenantId, personId],
  )
  if (!row) throw new Refusal('not_found', { personId })
  return row
}

/** Somebody of the team; a resident is known by his matters, never looked up or changed by others (domain.md §2). */
export async function getColleagueForChange(tx: Tx, personId: string): Promise<PersonRow> {
  const person = await getPersonForChange(tx, personId)
  if (!person.staff && (await findPostsOf(tx, [personId])).length === 0) throw new Refusal('not_found', { personId })
  return person
}

/** @throws Refusal person_unknown where one of them is nobody of the team */
export async function demandColleagues(tx: Tx, personIds: readonly string[]): Promise<void> {
  if (personIds.length === 0) return
  const rows = await tx.query<{ person_id: string }>(
    'select person_id from person where tenant_id = $1 and person_id = any($2::uuid[]) and staff and erased_at is null',
    [tx.tenantId, personIds],
    'colleagues-known',
  )
  const known = new Set(rows.map(row => row.person_id))
  const missing = personIds.find(personId => !known.has(personId))
  if (missing !== undefined) throw new Refusal('person_unknown', { field: 'personId', value: missing })
}

export type NewPersonRow = {
  personId: string
  accountId?: string
  name?: string
  phone?: string
  phoneHash?: string
  namePublic?: boolean
  phonePublic?: boolean
  staff?: boolean
  joined?: boolean
  at: Instant
}

/** @returns false where another person of the town has the number. */
export async function insertPerson(tx: Tx, person: NewPersonRow): Promise<boolean> {
  const made = await tx.query(
    `insert into person (tenant_id, person_id, account_id, name, phone, phone_hash, name_public, created_at, staff, phone_public, joined_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (tenant_id, phone_hash) do nothing returning person_id`,
    [
      tx.tenantId,
      person.personId,
      person.accountId ?? null,
      person.name ?? null,
      person.phone ?? null,
      person.phoneHash ?? null,
      person.namePublic === true,
      person.at,
      person.staff === true,
      person.phonePublic === true,
      person.joined === true ? person.at : null,
    ],
    'person-insert',
  )
  return made.length > 0
}

export async function updatePerson(tx: Tx, row: PersonRow): Promise<void> {
  await tx.query(
    `update person set account_id = $3, name = $4, phone = $5, phone_hash = $6, name_public = $7, staff = $8, phone_public = $9, joined_at = $10 where tenant_id = $1 and person_id = $2`,
    [
      tx.tenantId,
      row.person_id,
      row.account_id,
      row.name,
      row.phone,
      row.phone_hash,
      row.name_public,
      row.staff,
      row.phone_public,
      row.joined_at,
    ],
  )
}

export async function findPostsOf(tx: Tx, personIds: readonly string[]): Promise<HeldPost[]> {
  const rows = await tx.query<PostRow>(
    `select ${postColumns} from post where tenant_id = $1 and person_id = any($2::uuid[]) order by from_day, post_id`,
    [tx.tenantId, personIds],
    'posts-of',
  )
  return rows.map(postOf)
}

/** As the actor carries them: in force on that day, and with a role. A kind without one gives no rights. */
export async function postsInForce(tx: Tx, personId: string, day: LocalDate): Promise<Post[]> {
  const rows = await tx.query<PostRow>(
    `select ${postColumns} from post where tenant_id = $1 and person_id = $2 and role is not null
       and from_day <= $3 and (until_day is null or until_day >= $3)
     order by post_id`,
    [tx.tenantId, personId, day],
    'posts-in-force',
  )
  return rows.flatMap(row => {
    const { personId: _, role, ...post } = postOf(row)
    return role === undefined ? [] : [{ ...post, role }]
  })
}

export async function findPost(tx: Tx, postId: string): Promise<HeldPost | undefined> {
  const [row] = await tx.query<PostRow>(`select ${postColumns} from post where tenant_id = $1 and post_id = $2`, [
    tx.tenantId,
    postId,
  ])
  return row && postOf(row)
}

/** Locked, so that two administrators who end each other at the same moment do not both succeed. */
export async function lockAdministrators(tx: Tx): Promise<HeldPost[]> {
  const rows = await tx.query<PostRow>(
    `select ${postColumns} from post where tenant_id = $1 and role = 'town_administrator' order by post_id for update`,
    [tx.tenantId],
  )
  return rows.map(postOf)
}

/** All at once: a roster has a thousand. Whoever holds a post is one of the team. */
export async function insertPosts(tx: Tx, posts: readonly HeldPost[], at: Instant): Promise<void> {
  if (posts.length === 0) return
  const rows = posts.map(post => ({
    post_id: post.postId,
    person_id: post.personId,
    kind: post.kind,
    role: post.role ?? null,
    grid_id: post.gridId ?? null,
    unit_id: post.unitId ?? null,
    from_day: post.from,
    until_day: post.until ?? null,
    acting_for: post.actingFor ?? null,
    leave_id: post.leaveId ?? null,
    follows: post.follows ?? null,
  }))
  await tx.query(
    `insert into post (tenant_id, post_id, person_id, kind, role, grid_id, unit_id, from_day, until_day, acting_for, leave_id, follows, created_at)
     select $1, post_id, person_id, kind, role, grid_id, unit_id, from_day, until_day, acting_for, leave_id, follows, $3
     from jsonb_to_recordset($2::jsonb) as entry(post_id uuid, person_id uuid, kind text, role text, grid_id uuid, unit_id uuid,
       from_day date, until_day date, acting_for uuid, leave_id uuid, follows uuid)`,
    [tx.tenantId, JSON.stringify(rows), at],
    'posts-insert',
  )
  await tx.query(
    'update person set staff = true where tenant_id = $1 and person_id = any($2::uuid[]) and not staff',
    [tx.tenantId, [...new Set(posts.map(post => post.personId))]],
    'posts-insert-staff',
  )
}

/** Posts of these kinds at these grids that end on the day or later, whoever holds them. */
export async function findPostsAt(
  tx: Tx,
  wanted: { readonly kinds: readonly string[]; readonly gridIds: readonly string[]; readonly from: LocalDate },
): Promise<HeldPost[]> {
  if (wanted.kinds.length === 0 || wanted.gridIds.length === 0) return []
  const rows = await tx.query<PostRow>(
    `select ${postColumns} from post where tenant_id = $1 and grid_id = any($2::uuid[]) and kind = any($3::text[])
       and (until_day is null or until_day >= $4) order by from_day, post_id`,
    [tx.tenantId, wanted.gridIds, wanted.kinds, wanted.from],
    'posts-at',
  )
  return rows.map(postOf)
}

/** All posts at these grids that are held on the day or later. */
export async function findPostsAtGrids(tx: Tx, gridIds: readonly string[], from: LocalDate): Promise<HeldPost[]> {
  if (gridIds.length === 0) return []
  const rows = await tx.query<PostRow>(
    `select ${postColumns} from post where tenant_id = $1 and grid_id = any($2::uuid[])
       and (until_day is null or until_day >= $3) order by from_day, post_id`,
    [tx.tenantId, gridIds, from],
    'posts-at-grids',
  )
  return rows.map(postOf)
}

export async function setPostGrid(tx: Tx, postId: string, gridId: string): Promise<void> {
  await tx.query('update post set grid_id = $3 where tenant_id = $1 and post_id = $2', [tx.tenantId, postId, gridId])
}

/** @param lastDay absent: it has no end */
export async function setPostEnd(tx: Tx, postId: string, lastDay?: LocalDate): Promise<void> {
  await tx.query('update post set until_day = $3 where tenant_id = $1 and post_id = $2', [
    tx.tenantId,
    postId,
    lastDay ?? null,
  ])
}

export async function setPostFrom(tx: Tx, postId: string, from: LocalDate): Promise<void> {
  await tx.query('update post set from_day = $3 where tenant_id = $1 and post_id = $2', [tx.tenantId, postId, from])
}

/** One that has not begun: it was never held. */
export async function removePost(tx: Tx, postId: string): Promise<void> {
  await tx.query('delete from post where tenant_id = $1 and post_id = $2', [tx.tenantId, postId])
}

/** Posts that begin when this one ends, because they were given so. */
export async function findFollowers(tx: Tx, postId: string): Promise<HeldPost[]> {
  const rows = await tx.query<PostRow>(
    `select ${postColumns} from post where tenant_id = $1 and follows = $2 order by post_id`,
    [tx.tenantId, postId],
    'posts-following',
  )
  return rows.map(postOf)
}

/** The last day of the grid or unit of a post, where it has one. */
export async function findPlaceEnd(
  tx: Tx,
  { gridId, unitId }: Pick<HeldPost, 'gridId' | 'unitId'>,
): Promise<LocalDate | undefined> {
  const [row] = await tx.query<{ valid_to: LocalDate | null }>(
    `select valid_to from grid where tenant_id = $1 and grid_id = $2
     union all select valid_to from unit where tenant_id = $1 and unit_id = $3`,
    [tx.tenantId, gridId ?? null, unitId ?? null],
    'post-place-end',
  )
  return row?.valid_to ?? undefined
}

/**
 * The named grids and units are the town's own and still there on their posts' first day; row-level security hides those of
 * other towns. @returns the level of each named grid
 */
export async function demandPlaces(
  tx: Tx,
  posts: readonly Pick<HeldPost, 'gridId' | 'unitId' | 'from'>[],
): Promise<ReadonlyMap<string, GridLevel>> {
  const gridIds = posts.flatMap(post => (post.gridId === undefined ? [] : [post.gridId]))
  const unitIds = posts.flatMap(post => (post.unitId === undefined ? [] : [post.unitId]))
  const places = await tx.query<{ id: string; level: GridLevel | null; valid_to: LocalDate | null }>(
    `select grid_id as id, level, valid_to from grid where tenant_id = $1 and grid_id = any($2::uuid[])
     union all select unit_id, null, valid_to from unit where tenant_id = $1 and unit_id = any($3::uuid[])`,
    [tx.tenantId, gridIds, unitIds],
    'post-places',
  )
  const known = new Map(places.map(place => [place.id, place]))
  const stands = (id: string, from: LocalDate) => {
    const place = known.get(id)
    return place !== undefined && (place.valid_to === null || place.valid_to >= from)
  }
  for (const { gridId, unitId, from } of posts) {
    if (gridId !== undefined && !stands(gridId, from)) throw new Refusal('grid_unknown', { pointer: '/gridId', gridId })
    if (unitId !== undefined && !stands(unitId, from)) throw new Refusal('unit_unknown', { pointer: '/unitId', unitId })
  }
  return new Map(places.flatMap(({ id, level }) => (level === null ? [] : [[id, level]])))
}

/** Nothing where no grids were planted yet. */
export async function findLargeGrid(tx: Tx, day: LocalDate): Promise<string | undefined> {
  const [row] = await tx.query<{ grid_id: string }>(
    `select grid_id from grid where tenant_id = $1 and level = 'large' and valid_from <= $2 and (valid_to is null or valid_to >= $2)`,
    [tx.tenantId, day],
    'large-grid',
  )
  return row?.grid_id
}
