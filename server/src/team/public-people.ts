import type { Role } from '@onegrid/domain/kernel/actor.ts'
import type { LocalDate } from '@onegrid/domain/kernel/time.ts'
import { postOrder } from '@onegrid/domain/team/post-order.ts'
import type { Tx } from '../database/database.ts'
import { findPostKinds } from './post-kinds.ts'
import { present } from './queries.ts'

export type PublicPerson = {
  readonly personId: string
  readonly name: string
  /** Only where the person agreed to that too. */
  readonly phone?: string
  readonly kind: { readonly code: string; readonly zh: string; readonly en: string }
  readonly role?: Role
  readonly gridId: string
}

/**
 * Who works at these grids today, for everybody's eyes: kinds of posts that the town shows, held by people who agreed
 * themselves to have their name shown. Whoever is on leave is represented by who stands in, if that one agreed.
 */
export async function listPublicPeople(
  tx: Tx,
  wanted: { readonly gridIds: readonly string[]; readonly day: LocalDate },
): Promise<readonly PublicPerson[]> {
  if (wanted.gridIds.length === 0) return []
  const { items } = await findPostKinds(tx)
  const shown = new Map(items.filter(kind => kind.public).map(kind => [kind.code, kind]))
  const rows = await tx.query<{
    person_id: string
    name: string
    phone: string | null
    kind: string
    role: Role | null
    grid_id: string
  }>(
    `select post.person_id, p.name, case when p.phone_public then p.phone end as phone, post.kind, post.role, post.grid_id
     from post join person p on p.tenant_id = post.tenant_id and p.person_id = post.person_id
     where post.tenant_id = $1 and post.kind = any($2::text[]) and post.grid_id = any($3::uuid[])
       and p.name_public and p.name is not null and p.erased_at is null and ${present('$4')}
       and post.from_day <= $4 and (post.until_day is null or post.until_day >= $4)
     order by post.grid_id, p.name, post.person_id limit 1000`,
    [tx.tenantId, [...shown.keys()], wanted.gridIds, wanted.day],
    'team-public-people',
  )
  const inTownOrder = postOrder(items)
  const keyOf = ({ kind, name, personId }: PublicPerson) => ({ kinds: [kind.code], name, id: personId })
  return rows
    .map(
      (row): PublicPerson => ({
        personId: row.person_id,
        name: row.name,
        ...(row.phone === null ? {} : { phone: row.phone }),
        kind: shown.get(row.kind)!,
        ...(row.role === null ? {} : { role: row.role }),
        gridId: row.grid_id,
      }),
    )
    .sort((one, other) => inTownOrder(keyOf(one), keyOf(other)))
}
