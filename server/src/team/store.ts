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
  staff: boolean
}
type PostRow = {
  post_id: string
  person_id: string
  role: Role
  grid_id: string | null
  unit_id: string | null
  from_day: string
  until_day: string | null
}

const personColumns = 'person_id, account_id, name, phone, phone_hash, name_public, staff'
const postColumns = 'post_id, person_id, role, grid_id, unit_id, from_day, until_day'

export function postOf(row: PostRow): HeldPost {
  return {
    postId: row.post_id,
    personId: row.person_id,
    role: row.role,
    from: row.from_day,
    ...(row.grid_id === null ? {} : { gridId: row.grid_id }),
    ...(row.unit_id === null ? {} : { unitId: row.unit_id }),
    ...(row.until_day === null ? {} : { until: row.until_day }),
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

export type NewPersonRow = {
  personId: string
  accountId?: string
  name?: string
  phone?: string
  phoneHash?: string
  namePublic?: boolean
  staff?: boolean
  at: Instant
}

/** @returns false where another person of the town has the number. */
export async function insertPerson(tx: Tx, person: NewPersonRow): Promise<boolean> {
  const made = await tx.query(
    `insert into person (tenant_id, person_id, account_id, name, phone, phone_hash, name_public, created_at, staff)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (tenant_id, phone_hash) do nothing returning person_id`,
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
    ],
    'person-insert',
  )
  return made.length > 0
}

export async function updatePerson(tx: Tx, row: PersonRow): Promise<void> {
  await tx.query(
    `update person set account_id = $3, name = $4, phone = $5, phone_hash = $6, name_public = $7, staff = $8 where tenant_id = $1 and person_id = $2`,
    [tx.tenantId, row.person_id, row.account_id, row.name, row.phone, row.phone_hash, row.name_public, row.staff],
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

/** As the actor carries them: in force on that day. */
export async function postsInForce(tx: Tx, personId: string, day: LocalDate): Promise<Post[]> {
  const rows = await tx.query<PostRow>(
    `select ${postColumns} from post where tenant_id = $1 and person_id = $2 and from_day <= $3 and (until_day is null or until_day >= $3)
     order by post_id`,
    [tx.tenantId, personId, day],
    'posts-in-force',
  )
  return rows.map(row => {
    const { personId: _, ...post } = postOf(row)
    return post
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

export async function insertPost(tx: Tx, post: HeldPost, at: Instant): Promise<void> {
  await tx.query(
    `insert into post (tenant_id, post_id, person_id, role, grid_id, unit_id, from_day, until_day, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      tx.tenantId,
      post.postId,
      post.personId,
      post.role,
      post.gridId ?? null,
      post.unitId ?? null,
      post.from,
      post.until ?? null,
      at,
    ],
  )
}

export async function setPostEnd(tx: Tx, postId: string, lastDay: LocalDate): Promise<void> {
  await tx.query('update post set until_day = $3 where tenant_id = $1 and post_id = $2', [tx.tenantId, postId, lastDay])
}

/** The named grid or unit is the town's own and in force; row-level security hides those of other towns. */
export async function demandPlace(tx: Tx, post: Pick<HeldPost, 'gridId' | 'unitId' | 'from'>): Promise<void> {
  const { gridId, unitId, from } = post
  if (gridId !== undefined) {
    const [grid] = await tx.query(
      'select 1 from grid where tenant_id = $1 and grid_id = $2 and (valid_to is null or valid_to >= $3)',
      [tx.tenantId, gridId, from],
    )
    if (!grid) throw new Refusal('grid_unknown', { pointer: '/gridId', gridId })
  }
  if (unitId !== undefined) {
    const [unit] = await tx.query(
      'select 1 from unit where tenant_id = $1 and unit_id = $2 and (valid_to is null or valid_to >= $3)',
      [tx.tenantId, unitId, from],
    )
    if (!unit) throw new Refusal('unit_unknown', { pointer: '/unitId', unitId })
  }
}
