import type { Role } from '@onegrid/domain/kernel/actor.ts'
import { demand } from '@onegrid/domain/kernel/refusal.ts'
import type { LocalDate } from '@onegrid/domain/kernel/time.ts'
import type { Tx } from '../database/database.ts'

/** The team's published views: what other slices may ask of people and posts, in their own transaction. */

/** @throws Refusal person_unknown when one of them is nobody of this town with a post */
export async function demandPeople(tx: Tx, personIds: readonly string[]): Promise<void> {
  const wanted = [...new Set(personIds)]
  const rows = await tx.query<{ person_id: string }>(
    `select p.person_id from person p where p.tenant_id = $1 and p.person_id = any($2::uuid[]) and p.erased_at is null
       and exists (select 1 from post where post.tenant_id = p.tenant_id and post.person_id = p.person_id)`,
    [tx.tenantId, wanted],
    'team-demand-people',
  )
  const known = new Set(rows.map(row => row.person_id))
  const missing = wanted.find(each => !known.has(each))
  demand(missing === undefined, 'person_unknown', { field: 'personId', value: missing ?? '' })
}

/** Names by person; who was erased has none. */
export async function personNames(tx: Tx, personIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (personIds.length === 0) return new Map()
  const rows = await tx.query<{ person_id: string; name: string | null }>(
    'select person_id, name from person where tenant_id = $1 and person_id = any($2::uuid[])',
    [tx.tenantId, [...new Set(personIds)]],
    'team-names',
  )
  return new Map(rows.flatMap(row => (row.name === null ? [] : [[row.person_id, row.name] as const])))
}

/** How a person is called on a public page: the grid of his post, and his name only where he agreed to that. */
export async function publicNameOf(
  tx: Tx,
  personId: string,
  gridName: (gridId: string) => string | undefined,
): Promise<{ readonly gridName?: string; readonly role?: Role; readonly name?: string }> {
  const [row] = await tx.query<{
    name: string | null
    name_public: boolean
    role: Role | null
    grid_id: string | null
  }>(
    `select p.name, p.name_public, post.role, post.grid_id from person p
     left join post on post.tenant_id = p.tenant_id and post.person_id = p.person_id
     where p.tenant_id = $1 and p.person_id = $2 order by (post.role = 'grid_worker') desc, post.from_day desc limit 1`,
    [tx.tenantId, personId],
    'team-public-name',
  )
  const grid = row?.grid_id ? gridName(row.grid_id) : undefined
  return {
    ...(grid === undefined ? {} : { gridName: grid }),
    ...(row?.role ? { role: row.role } : {}),
    ...(row?.name_public && row.name ? { name: row.name } : {}),
  }
}

export type PostHeld = {
  readonly person_id: string
  readonly name: string | null
  readonly role: Role
  readonly grid_id: string | null
  readonly unit_id: string | null
}

/** Everybody who holds one of these roles at one of these grids or units on that day, by grid and name. */
export async function listHolders(
  tx: Tx,
  wanted: {
    readonly roles: readonly Role[]
    readonly gridIds: readonly string[]
    readonly unitIds?: readonly string[]
    readonly day: LocalDate
  },
): Promise<readonly PostHeld[]> {
  return tx.query<PostHeld>(
    `select post.person_id, p.name, post.role, post.grid_id, post.unit_id
     from post join person p on p.tenant_id = post.tenant_id and p.person_id = post.person_id
     where post.tenant_id = $1 and post.role = any($2::text[]) and (post.grid_id = any($3::uuid[]) or post.unit_id = any($4::uuid[]))
       and post.from_day <= $5 and (post.until_day is null or post.until_day >= $5) and p.erased_at is null
     order by post.grid_id, p.name, post.person_id limit 200`,
    [tx.tenantId, wanted.roles, wanted.gridIds, wanted.unitIds ?? [], wanted.day],
    'team-holders',
  )
}
