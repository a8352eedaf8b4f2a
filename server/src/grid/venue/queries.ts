/** Reading venues: for the API, for the posters and for the pages of residents. */
import type { Venue } from '@onegrid/domain/grid/venue/venue.ts'
import type { Tx } from '../../database/database.ts'
import { type VenueRow, venueColumns, venueOf } from './store.ts'

/** Nothing for a closed one. */
export async function findVenue(
  tx: Tx,
  by: { readonly venueId: string } | { readonly code: string },
): Promise<Venue | undefined> {
  const [column, value] = 'code' in by ? (['code', by.code] as const) : (['venue_id', by.venueId] as const)
  const [row] = await tx.query<VenueRow>(
    `select ${venueColumns} from venue where tenant_id = $1 and ${column} = $2 and closed_on is null`,
    [tx.tenantId, value],
    `venue-by-${column}`,
  )
  return row && venueOf(row)
}

export type VenueFilter = {
  readonly after?: string | undefined
  readonly limit: number
  readonly kind?: string | undefined
  readonly gridIds?: readonly string[] | undefined
  readonly publicOnly: boolean
}

/** One more than the page, so that the page knows of its next. */
export async function listVenues(tx: Tx, filter: VenueFilter): Promise<readonly Venue[]> {
  const rows = await tx.query<VenueRow>(
    `select ${venueColumns} from venue
      where tenant_id = $1 and closed_on is null and ($2::uuid is null or venue_id > $2)
        and ($3::text is null or kind = $3) and ($4::uuid[] is null or grid_id = any($4)) and (public or not $5)
      order by venue_id limit $6`,
    [
      tx.tenantId,
      filter.after ?? null,
      filter.kind ?? null,
      filter.gridIds ?? null,
      filter.publicOnly,
      filter.limit + 1,
    ],
    'venues-list',
  )
  return rows.map(venueOf)
}
