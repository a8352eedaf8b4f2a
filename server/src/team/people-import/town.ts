/** What a list is read against: the town's grids, units and kinds of posts, and whom it knows already. */
import type { GridTree } from '@onegrid/domain/grid/tree.ts'
import { localDate } from '@onegrid/domain/kernel/calendar.ts'
import type { LocalDate } from '@onegrid/domain/kernel/time.ts'
import { phonesFrom } from '@onegrid/domain/team/people-import/cells.ts'
import type { KnownPerson, KnownPost } from '@onegrid/domain/team/people-import/gather.ts'
import type { Town } from '@onegrid/domain/team/people-import/preview.ts'
import type { ListRow } from '@onegrid/domain/team/people-import/sheet.ts'
import { phoneHashes } from '../../account/secrets.ts'
import type { Tx } from '../../database/database.ts'
import { gridIndex } from '../../grid/grid-index.ts'
import type { Asking, TeamPorts } from '../asking.ts'
import { findPostKinds } from '../post-kinds.ts'

export async function townFor(tx: Tx, ports: TeamPorts, { town }: Pick<Asking, 'town'>): Promise<Town> {
  const index = await gridIndex(ports, tx.tenantId, tx)
  const { items } = await findPostKinds(tx)
  return { tree: index.tree, units: index.units, kinds: items, today: localDate(town.zone, ports.clock.now()) }
}

type PersonRow = { person_id: string; name: string | null; phone: string | null; staff: boolean }
type PostRow = {
  post_id: string
  person_id: string
  kind: string
  grid_id: string | null
  unit_id: string | null
  from_day: LocalDate
  until_day: LocalDate | null
}

/** The whole team, and those residents whose number stands in the list: nobody else of the town is looked up. */
export async function knownPeople(tx: Tx, tree: GridTree, rows: readonly ListRow[]): Promise<readonly KnownPerson[]> {
  const phones = new Set(rows.flatMap(row => row.cells.flatMap(cell => phonesFrom(cell).mobiles)))
  const hashes = await phoneHashes(tx, [...phones])
  const people = await tx.query<PersonRow>(
    `select person_id, name, phone, staff from person
     where tenant_id = $1 and erased_at is null and (staff or phone_hash = any($2::text[])) order by person_id`,
    [tx.tenantId, [...hashes.values()]],
    'people-import-known',
  )
  const posts = await tx.query<PostRow>(
    `select post_id, person_id, kind, grid_id, unit_id, from_day, until_day from post where tenant_id = $1
     order by from_day, post_id`,
    [tx.tenantId],
    'people-import-posts',
  )
  const held = new Map<string, PostRow[]>()
  for (const post of posts) {
    const own = held.get(post.person_id)
    if (own) own.push(post)
    else held.set(post.person_id, [post])
  }
  return people.map(({ person_id, name, phone, staff }): KnownPerson => {
    const own = held.get(person_id) ?? []
    const villages = own.flatMap(post => villageOf(tree, post.grid_id))
    return {
      personId: person_id,
      staff,
      posts: own.map(postOf),
      villageIds: [...new Set(villages)],
      ...(name === null ? {} : { name }),
      ...(phone === null ? {} : { phone }),
    }
  })
}

function villageOf(tree: GridTree, gridId: string | null): readonly string[] {
  if (gridId === null || tree.find(gridId) === undefined) return []
  const { medium } = tree.pathOf(gridId)
  return medium === undefined ? [] : [medium]
}

function postOf(row: PostRow): KnownPost {
  return {
    postId: row.post_id,
    kind: row.kind,
    from: row.from_day,
    ...(row.grid_id === null ? {} : { gridId: row.grid_id }),
    ...(row.unit_id === null ? {} : { unitId: row.unit_id }),
    ...(row.until_day === null ? {} : { until: row.until_day }),
  }
}
