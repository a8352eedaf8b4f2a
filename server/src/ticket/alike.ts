import { gridsSaid } from '@onegrid/domain/grid/said.ts'
import { type Instant, instantOf, milliseconds } from '@onegrid/domain/kernel/time.ts'
import type { Subcategory } from '@onegrid/domain/ticket/catalogue.ts'
import type { Ticket } from '@onegrid/domain/ticket/ticket.ts'
import type { Tx } from '../database/database.ts'
import { idAt } from './queries.ts'
import type { TownAtWork } from './town-rules.ts'

export type Alike = {
  readonly kinds: readonly Subcategory[]
  /** What is known of the place: chosen before, or named in the sentence. Empty: the whole town. */
  readonly gridIds: readonly string[]
  readonly at: Instant
}

const shownAtMost = 3
/** Of one kind and place; the newest are looked at only. */
const lookedAt = 20

/** Where the sentence plays, by the town's own names. */
export function placesSaid(sentence: string, { grids }: TownAtWork): readonly string[] {
  return gridsSaid(sentence, grids.tree.grids, grids.landmarks)
}

/** Matters of the same kinds that everybody may see, newest first, as long back as each kind's own window for duplicates. */
export async function findAlike(tx: Tx, { kinds, gridIds, at }: Alike, town: TownAtWork): Promise<readonly Ticket[]> {
  if (kinds.length === 0) return []
  const since = kinds.map(kind => idAt(instantOf(milliseconds(at) - kind.duplicates.days * 86_400_000)))
  const mediums = [...new Set(gridIds.map(gridId => mediumOf(gridId, town)))].filter(each => each !== undefined)
  const smalls = gridIds.filter(gridId => town.grids.tree.find(gridId)?.level === 'small')
  const rows = await tx.query<{ state: Ticket }>(
    `select found.state from unnest($2::text[], $3::uuid[]) as kind (code, since)
     cross join lateral (
       select state, ticket_id from ticket
       where tenant_id = $1 and subcategory = kind.code and ticket_id >= kind.since and merged_into is null
         and confidentiality = 'open' and (cardinality($4::uuid[]) = 0 or medium_id = any($4::uuid[]))
         and (cardinality($5::uuid[]) = 0 or small_id = any($5::uuid[]))
       order by ticket_id desc limit ${lookedAt}
     ) found order by found.ticket_id desc limit ${shownAtMost}`,
    [tx.tenantId, kinds.map(kind => kind.code), since, mediums, smalls],
    'alike-kinds',
  )
  return rows.map(row => row.state)
}

function mediumOf(gridId: string, { grids }: TownAtWork): string | undefined {
  const grid = grids.tree.find(gridId)
  if (grid === undefined) return undefined
  return grid.level === 'small' ? grid.parentId : grid.level === 'medium' ? grid.gridId : undefined
}
