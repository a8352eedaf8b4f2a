import { maskedPhone } from '@onegrid/domain/account/phone.ts'
import type { Actor, Role } from '@onegrid/domain/kernel/actor.ts'
import { Refusal } from '@onegrid/domain/kernel/refusal.ts'
import type { LocalDate } from '@onegrid/domain/kernel/time.ts'
import type { PostKind } from '@onegrid/domain/team/post-kind.ts'
import { type InOrder, postOrder } from '@onegrid/domain/team/post-order.ts'
import { type HeldPost, saidOnce } from '@onegrid/domain/team/team.ts'
import type { Tx } from '../database/database.ts'
import { type Page, pageFrom } from '../http/paging.ts'
import { findPostKinds } from './post-kinds.ts'
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
  const posts = row ? inTownOrder((await findPostKinds(tx)).items, await findPostsOf(tx, [personId])) : []
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

/**
 * One page of a list that is put in order here and not by the database, which knows neither the town's order of posts nor
 * how names sound. The cursor says where the page ended and with whom; names stand in no address.
 */
function pageIn<Row>(sorted: readonly Row[], { after, limit }: Page<[number, string]>, idOf: (row: Row) => string) {
  const known = after === undefined ? -1 : sorted.findIndex(row => idOf(row) === after[1])
  // Whoever stood there has gone meanwhile: the page goes on where he was.
  const begin = after === undefined ? 0 : known === -1 ? Math.max(0, Math.trunc(after[0])) : known + 1
  const rows = sorted.slice(begin, begin + limit + 1)
  return pageFrom(rows, limit, row => [begin + rows.indexOf(row) + 1, idOf(row)])
}

/** The team; residents register themselves and stand in no list, also not in one by the first letters of a name. */
export async function readPeople(tx: Tx, page: Page<[number, string]>, filter: PeopleFilter, today: LocalDate) {
  const found = await tx.query<{ person_id: string; name: string | null; kinds: readonly string[] }>(
    `select person_id, name,
            array(select post.kind from post where post.tenant_id = $1 and post.person_id = person.person_id
                    and post.from_day <= $6 and (post.until_day is null or post.until_day >= $6)) as kinds
       from person
     where tenant_id = $1 and erased_at is null
       and ($2::text is null or strpos(name, $2) > 0) and ($3::text is null or right(phone, 4) = $3)
       and staff and (($4::text is null and $5::uuid is null) or person_id in (
         select post.person_id from post where post.tenant_id = $1 and ($4::text is null or post.kind = $4)
           and ($5::uuid is null or post.grid_id in (${gridsWithin('$5')}))
           and post.from_day <= $6 and (post.until_day is null or post.until_day >= $6)))`,
    [tx.tenantId, filter.name ?? null, filter.phoneEnds ?? null, filter.kind ?? null, filter.gridId ?? null, today],
    'people-list',
  )
  const kinds = (await findPostKinds(tx)).items
  const inOrder = sortedBy(kinds, found, row => ({ kinds: row.kinds, name: row.name ?? undefined, id: row.person_id }))
  const { items, ...next } = pageIn(inOrder, page, row => row.person_id)
  const ids = items.map(row => row.person_id)
  const rows = await tx.query<PersonRow>(
    `select ${personColumns} from person where tenant_id = $1 and person_id = any($2::uuid[]) and erased_at is null`,
    [tx.tenantId, ids],
    'people-page',
  )
  const byId = new Map(rows.map(row => [row.person_id, row]))
  const posts = await named(tx, inTownOrder(kinds, await findPostsOf(tx, ids)))
  return { items: ids.flatMap(id => byId.get(id) ?? []).map(row => shown(row, posts)), ...next }
}

/** Of one person: as the town's list has them, an earlier one before a later. */
function inTownOrder(kinds: readonly PostKind[], posts: readonly HeldPost[]): readonly HeldPost[] {
  return sortedBy(kinds, posts, post => ({ kinds: [post.kind], id: `${post.from} ${post.postId}` }))
}

function sortedBy<Row>(kinds: readonly PostKind[], rows: readonly Row[], keyOf: (row: Row) => InOrder): readonly Row[] {
  const compare = postOrder(kinds)
  return rows
    .map(row => ({ row, key: keyOf(row) }))
    .sort((one, other) => compare(one.key, other.key))
    .map(({ row }) => row)
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

type FoundPost = PostRow & { readonly person_name: string | null; readonly place: string | null }

export async function readPosts(tx: Tx, page: Page<[number, string]>, filter: PostFilter, today: LocalDate) {
  const rows = await tx.query<FoundPost>(
    `select ${postColumns}, (select name from person p where p.tenant_id = $1 and p.person_id = post.person_id) as person_name,
            (select code from grid g where g.tenant_id = $1 and g.grid_id = post.grid_id) as place from post
     where tenant_id = $1 and ($2::text is null or role = $2)
       and ($3::uuid is null or grid_id = $3) and ($4::uuid is null or unit_id = $4)
       and ($5::date is null or (from_day <= $5 and (until_day is null or until_day >= $5)))
       and ($6::text is null or kind = $6) and ($7::uuid is null or grid_id in (${gridsWithin('$7')}))
       and ($8::date is null or until_day between $9 and $8)`,
    [
      tx.tenantId,
      filter.role ?? null,
      filter.gridId ?? null,
      filter.unitId ?? null,
      filter.onDay ?? null,
      filter.kind ?? null,
      filter.within ?? null,
      filter.endsBy ?? null,
      today,
    ],
    'posts-list',
  )
  const kinds = (await findPostKinds(tx)).items
  const inOrder = sortedBy(kinds, rows, row => ({
    kinds: [row.kind],
    place: row.place ?? undefined,
    name: row.person_name ?? undefined,
    id: row.post_id,
  }))
  const { items, ...next } = pageIn(inOrder, page, row => row.post_id)
  return { items: await named(tx, items.map(postOf)), ...next }
}

/** One's own posts of today, and beside them what a confirmed report-in lets one do: to take the orders of that grid. */
export async function readOwnPosts(tx: Tx, actor: Actor) {
  if (actor.kind !== 'person') return []
  const { personId, posts } = actor
  const held = new Map((await findPostsOf(tx, [personId])).map(post => [post.postId, post]))
  const own = posts.map(post => held.get(post.postId) ?? { ...post, personId, kind: post.role })
  const once = saidOnce(own, post => held.has(post.postId))
  return named(tx, inTownOrder((await findPostKinds(tx)).items, once))
}
