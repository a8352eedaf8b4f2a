import { maskedPhone } from '@onegrid/domain/account/phone.ts'
import type { Actor, Role } from '@onegrid/domain/kernel/actor.ts'
import { Refusal } from '@onegrid/domain/kernel/refusal.ts'
import type { LocalDate } from '@onegrid/domain/kernel/time.ts'
import type { HeldPost } from '@onegrid/domain/team/team.ts'
import type { Tx } from '../database/database.ts'
import { type Page, pageFrom } from '../http/paging.ts'
import { findPerson, findPostsOf, type PersonRow, type PostRow, personColumns, postColumns, postOf } from './store.ts'

type Named = { readonly personName?: string; readonly at?: string; readonly actingForName?: string }

/** The grid's or unit's name and the person's, beside each post. */
async function named(tx: Tx, posts: readonly HeldPost[]): Promise<(HeldPost & Named)[]> {
  const ids = (pick: (post: HeldPost) => string | undefined) => posts.map(pick).filter(id => id !== undefined)
  const rows = await tx.query<{ id: string; name: string | null }>(
    `select grid_id as id, name from grid where tenant_id = $1 and grid_id = any($2::uuid[])
     union all select unit_id, name from unit where tenant_id = $1 and unit_id = any($3::uuid[])
     union all select person_id, name from person where tenant_id = $1 and person_id = any($4::uuid[])`,
    [
      tx.tenantId,
      ids(post => post.gridId),
      ids(post => post.unitId),
      [...ids(post => post.personId), ...ids(post => post.actingFor)],
    ],
    'post-names',
  )
  const names = new Map(rows.map(row => [row.id, row.name]))
  return posts.map(post => {
    const at = names.get(post.gridId ?? post.unitId ?? '')
    const personName = names.get(post.personId)
    const actingForName = names.get(post.actingFor ?? '')
    return {
      ...post,
      ...(at ? { at } : {}),
      ...(personName ? { personName } : {}),
      ...(actingForName ? { actingForName } : {}),
    }
  })
}

function shown(row: PersonRow, posts: readonly (HeldPost & Named)[]) {
  return {
    personId: row.person_id,
    namePublic: row.name_public,
    phonePublic: row.phone_public,
    hasAccount: row.joined_at !== null,
    posts: posts.filter(post => post.personId === row.person_id),
    ...(row.name === null ? {} : { name: row.name }),
    ...(row.phone === null ? {} : { maskedPhone: maskedPhone(row.phone) }),
  }
}

/** Somebody of the team, or oneself: a resident is known by his matters, not looked up (domain.md §2). */
export async function readPerson(tx: Tx, personId: string, asker: string | undefined) {
  const row = await findPerson(tx, personId)
  const posts = row ? await findPostsOf(tx, [personId]) : []
  if (!row || !(row.staff || posts.length > 0 || personId === asker)) throw new Refusal('not_found', { personId })
  return shown(row, await named(tx, posts))
}

export type PeopleFilter = {
  readonly name?: string
  readonly phoneEnds?: string
  readonly kind?: string
  readonly gridId?: string
}

/** Posts at a grid or inside it: two levels below the town are the whole tree. */
const gridsWithin = (grid: string) =>
  `select g.grid_id from grid g left join grid above on above.tenant_id = g.tenant_id and above.grid_id = g.parent_id
   where g.tenant_id = $1 and (g.grid_id = ${grid} or g.parent_id = ${grid} or above.parent_id = ${grid})`

/** The team; residents register themselves and stand in no list, also not in one by the first letters of a name. */
export async function readPeople(tx: Tx, page: Page<[string]>, filter: PeopleFilter, today: LocalDate) {
  const rows = await tx.query<PersonRow>(
    `select ${personColumns} from person
     where tenant_id = $1 and erased_at is null and ($2::uuid is null or person_id > $2)
       and ($3::text is null or strpos(name, $3) > 0) and ($4::text is null or right(phone, 4) = $4)
       and staff and (($5::text is null and $6::uuid is null) or person_id in (
         select post.person_id from post where post.tenant_id = $1 and ($5::text is null or post.kind = $5)
           and ($6::uuid is null or post.grid_id in (${gridsWithin('$6')}))
           and post.from_day <= $7 and (post.until_day is null or post.until_day >= $7)))
     order by person_id limit $8`,
    [
      tx.tenantId,
      page.after?.[0] ?? null,
      filter.name ?? null,
      filter.phoneEnds ?? null,
      filter.kind ?? null,
      filter.gridId ?? null,
      today,
      page.limit + 1,
    ],
    'people-list',
  )
  const { items, ...next } = pageFrom(rows, page.limit, row => [row.person_id])
  const posts = await named(
    tx,
    await findPostsOf(
      tx,
      items.map(row => row.person_id),
    ),
  )
  return { items: items.map(row => shown(row, posts)), ...next }
}

type PostFilter = {
  readonly kind?: string
  readonly role?: Role
  readonly gridId?: string
  readonly unitId?: string
  readonly onDay?: string
  readonly within?: string
  readonly endsBy?: string
}

export async function readPosts(tx: Tx, page: Page<[string]>, filter: PostFilter, today: LocalDate) {
  const rows = await tx.query<PostRow>(
    `select ${postColumns} from post
     where tenant_id = $1 and ($2::uuid is null or post_id > $2) and ($3::text is null or role = $3)
       and ($4::uuid is null or grid_id = $4) and ($5::uuid is null or unit_id = $5)
       and ($6::date is null or (from_day <= $6 and (until_day is null or until_day >= $6)))
       and ($7::text is null or kind = $7) and ($8::uuid is null or grid_id in (${gridsWithin('$8')}))
       and ($9::date is null or until_day between $10 and $9)
     order by post_id limit $11`,
    [
      tx.tenantId,
      page.after?.[0] ?? null,
      filter.role ?? null,
      filter.gridId ?? null,
      filter.unitId ?? null,
      filter.onDay ?? null,
      filter.kind ?? null,
      filter.within ?? null,
      filter.endsBy ?? null,
      today,
      page.limit + 1,
    ],
    'posts-list',
  )
  const { items, ...next } = pageFrom(rows, page.limit, row => [row.post_id])
  return { items: await named(tx, items.map(postOf)), ...next }
}

/** One's own posts of today, and beside them what a confirmed report-in lets one do: to take the orders of that grid. */
export async function readOwnPosts(tx: Tx, actor: Actor) {
  if (actor.kind !== 'person') return []
  const { personId, posts } = actor
  const held = new Map((await findPostsOf(tx, [personId])).map(post => [post.postId, post]))
  return named(
    tx,
    posts.map(post => held.get(post.postId) ?? { ...post, personId, kind: post.role }),
  )
}
