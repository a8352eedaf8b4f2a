import { maskedPhone } from '@onegrid/domain/account/phone.ts'
import type { GridTree, Path } from '@onegrid/domain/grid/tree.ts'
import type { Role } from '@onegrid/domain/kernel/actor.ts'
import type { LocalDate } from '@onegrid/domain/kernel/time.ts'
import { coverageOf, type GridCoverage, type PostCount } from '@onegrid/domain/team/coverage.ts'
import { postOrder } from '@onegrid/domain/team/post-order.ts'
import type { Tx } from '../database/database.ts'
import { partyGroupGrids } from './party-groups.ts'
import { findPostKinds } from './post-kinds.ts'

/** Read once for all grids: two statements, whatever the number of grids. */
export async function readCoverage(tx: Tx, tree: GridTree, day: LocalDate): Promise<readonly GridCoverage[]> {
  const posts = await tx.query<PostCount & { readonly role: Role | null }>(
    `select grid_id as "gridId", kind, role, count(*)::int as count from post
     where tenant_id = $1 and grid_id is not null and from_day <= $2 and (until_day is null or until_day >= $2)
     group by grid_id, kind, role`,
    [tx.tenantId, day],
    'coverage-posts',
  )
  const grouped = await tx.query<{ grid_id: string }>(
    `select distinct grid_id from party_group_grid join party_group using (tenant_id, party_group_id)
     where tenant_id = $1 and from_day <= $2 and (until_day is null or until_day >= $2)`,
    [tx.tenantId, day],
    'coverage-party-groups',
  )
  const counts = posts.map(({ role, ...post }) => ({ ...post, ...(role === null ? {} : { role }) }))
  return coverageOf(tree.grids, counts, new Set(grouped.map(row => row.grid_id)))
}

export type Contact = {
  readonly postId: string
  readonly personId: string
  readonly name?: string
  readonly kind: string
  readonly gridId: string
  readonly maskedPhone?: string
  /** On leave until this day; then who stands in is in the list too. */
  readonly awayUntil?: LocalDate
  readonly actingFor?: string
}

type ContactRow = {
  post_id: string
  person_id: string
  name: string | null
  phone: string | null
  kind: string
  grid_id: string
  away_until: LocalDate | null
  acting_for: string | null
}

/** What is asked of neighbours who help is nobody's duty: they are matched to orders, and are not on the call list. */
const notCalled = ['party_member', 'volunteer', 'voluntary_worker', 'town_administrator']

/** A village has some dozen; what has more is a misread list. */
const mostContacts = 200

/** The responsible people of a place: of its small grid, its Party group, its village and the town's leader, nearest first. */
export async function readContacts(tx: Tx, path: Path, day: LocalDate): Promise<readonly Contact[]> {
  const { large, medium, small } = path
  const near = small === undefined ? [] : await partyGroupGrids(tx, small, day)
  const gridIds = [...new Set([small, medium, large, ...near].filter(gridId => gridId !== undefined))]
  const rows = await tx.query<ContactRow>(
    `select post.post_id, post.person_id, p.name, p.phone, post.kind, post.grid_id, post.acting_for,
            (select max(leave.until_day) from leave where leave.tenant_id = $1 and leave.person_id = post.person_id
               and leave.state in ('planned', 'running') and leave.from_day <= $3 and leave.until_day >= $3) as away_until
       from post join person p on p.tenant_id = post.tenant_id and p.person_id = post.person_id
      where post.tenant_id = $1 and post.grid_id = any($2::uuid[]) and post.kind <> all($4::text[])
        and post.from_day <= $3 and (post.until_day is null or post.until_day >= $3) and p.erased_at is null
        and (post.grid_id <> $5 or post.kind in ('large_leader', 'centre', 'duty_officer'))
        and (post.grid_id = any($6::uuid[]) or post.kind = 'party_group_leader')
      order by post.post_id limit ${mostContacts}`,
    [tx.tenantId, gridIds, day, notCalled, large, [small, medium, large].filter(gridId => gridId !== undefined)],
    'contacts-of-place',
  )
  const order = [small, ...near, medium, large]
  const inTownOrder = postOrder((await findPostKinds(tx)).items)
  const keyOf = (row: ContactRow) => ({ kinds: [row.kind], name: row.name ?? undefined, id: row.post_id })
  return rows
    .sort(
      (one, other) =>
        order.indexOf(one.grid_id) - order.indexOf(other.grid_id) || inTownOrder(keyOf(one), keyOf(other)),
    )
    .map(row => ({
      postId: row.post_id,
      personId: row.person_id,
      kind: row.kind,
      gridId: row.grid_id,
      ...(row.name === null ? {} : { name: row.name }),
      ...(row.phone === null ? {} : { maskedPhone: maskedPhone(row.phone) }),
      ...(row.away_until === null ? {} : { awayUntil: row.away_until }),
      ...(row.acting_for === null ? {} : { actingFor: row.acting_for }),
    }))
}
